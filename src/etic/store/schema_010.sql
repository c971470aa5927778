-- Versions of propositions: what each changed, and to what phenomenon it is meant to apply.
-- A version without a row here is the first, or was read from a file that said nothing of it.

CREATE TABLE version_details (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL UNIQUE
        REFERENCES proposition_versions (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL DEFAULT 'first' CHECK (kind IN ('first', 'revised', 'redefined')),
    phenomenon_ru TEXT NOT NULL DEFAULT '',
    phenomenon_en TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT ''
) STRICT;

-- Judgements that came over from the former version and that nobody has looked at since.
CREATE TABLE carried_judgements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    judgement_id INTEGER NOT NULL UNIQUE
        REFERENCES judgements (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
