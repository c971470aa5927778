-- Weights and sets of multiple responses of a questionnaire.

-- The variable by which the respondents of a study are weighted; no row: they count one each.
CREATE TABLE survey_weights (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL UNIQUE REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    variable TEXT NOT NULL
) STRICT;

-- A question with several answers, over several variables. `variables` is a JSON list of names.
CREATE TABLE response_sets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'dichotomy' CHECK (kind IN ('dichotomy', 'category')),
    variables TEXT NOT NULL,
    counted TEXT NOT NULL DEFAULT '',
    UNIQUE (study_id, name)
) STRICT;
