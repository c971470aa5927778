-- What a set of answers by respondent is, beside its variables and respondents.

CREATE TABLE answer_sets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL UNIQUE REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    source TEXT NOT NULL DEFAULT '',
    note_ru TEXT NOT NULL DEFAULT '',
    note_en TEXT NOT NULL DEFAULT ''
) STRICT;

-- Coders whose codings are compared with those of others, and not counted.

CREATE TABLE second_coders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coder_id INTEGER NOT NULL UNIQUE REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
