-- Links of codes to answers by respondent; verdicts of the joint display; pillars.
-- A link has one number, whether it is in `links` or in `answer_links`: the store gives it, and what
-- hangs on a link names it without saying which of the two it is.

CREATE TABLE answer_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    variable_id INTEGER NOT NULL REFERENCES survey_variables (id) DEFERRABLE INITIALLY DEFERRED,
    answer TEXT NOT NULL, -- several joined with « + »
    "group" TEXT NOT NULL DEFAULT '', -- variable=value; empty: all respondents
    direction TEXT NOT NULL DEFAULT 'same' CHECK (direction IN ('same', 'opposite')),
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (code_id, variable_id, answer, "group")
) STRICT;

-- Where construct or time horizon of the two sides differ; which respondents stand beside the answer.
CREATE TABLE link_details (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    link_id INTEGER NOT NULL UNIQUE,
    construct TEXT NOT NULL DEFAULT '',
    horizon TEXT NOT NULL DEFAULT '', -- of the interviews
    survey_horizon TEXT NOT NULL DEFAULT '',
    cases TEXT NOT NULL DEFAULT '' -- attribute=value; empty: all of the study
) STRICT;

CREATE TABLE verdicts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    link_id INTEGER NOT NULL UNIQUE,
    verdict TEXT NOT NULL CHECK (verdict IN
        ('agreement', 'partial', 'silence-survey', 'silence-interviews', 'dissonance')),
    reason TEXT NOT NULL,
    coder TEXT NOT NULL DEFAULT '',
    decided TEXT NOT NULL DEFAULT '',
    figures TEXT NOT NULL DEFAULT '' -- JSON: what it was decided on; empty: not known
) STRICT;

CREATE TABLE pillars (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    statement TEXT NOT NULL DEFAULT '',
    UNIQUE (study_id, name)
) STRICT;

CREATE TABLE pillar_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    link_id INTEGER NOT NULL UNIQUE,
    pillar_id INTEGER NOT NULL REFERENCES pillars (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
