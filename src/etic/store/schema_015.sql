-- Dimensions and indicators: codes and survey answers that speak to each.
CREATE TABLE indicator_dimensions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    label_ru TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT '',
    conclusion_ru TEXT NOT NULL DEFAULT '',
    conclusion_en TEXT NOT NULL DEFAULT '',
    UNIQUE (study_id, name)
) STRICT;

CREATE TABLE indicators (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    label_ru TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT '',
    definition_ru TEXT NOT NULL DEFAULT '',
    definition_en TEXT NOT NULL DEFAULT '',
    dimensions TEXT NOT NULL DEFAULT '[]', -- JSON: names, the main one first
    items TEXT NOT NULL DEFAULT '[]', -- JSON: answers of the survey, the one compared first
    met REAL NOT NULL DEFAULT 1,
    unmet REAL NOT NULL DEFAULT 0,
    least INTEGER NOT NULL DEFAULT 1,
    UNIQUE (study_id, name)
) STRICT;

CREATE TABLE indicator_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    indicator_id INTEGER NOT NULL REFERENCES indicators (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('supports', 'undermines', 'mixed')),
    dimension TEXT NOT NULL DEFAULT '',
    UNIQUE (indicator_id, code_id)
) STRICT;

CREATE TABLE indicator_verdicts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    indicator_id INTEGER NOT NULL UNIQUE REFERENCES indicators (id) DEFERRABLE INITIALLY DEFERRED,
    verdict TEXT NOT NULL CHECK (verdict IN
        ('agreement', 'partial', 'silence-survey', 'silence-interviews', 'dissonance')),
    reason_ru TEXT NOT NULL DEFAULT '',
    reason_en TEXT NOT NULL DEFAULT '',
    coder TEXT NOT NULL DEFAULT '',
    decided TEXT NOT NULL DEFAULT '',
    figures TEXT NOT NULL DEFAULT '' -- JSON: what it was decided on; empty: not known
) STRICT;

CREATE TABLE case_types (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    label_ru TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT '',
    definition_ru TEXT NOT NULL DEFAULT '',
    definition_en TEXT NOT NULL DEFAULT '',
    conditions TEXT NOT NULL DEFAULT '[]', -- JSON; the first type that fits is the case's
    UNIQUE (study_id, name)
) STRICT;
