-- Rules that code what they find, when a person has seen what they would code and says so.

CREATE TABLE rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('exact', 'regex', 'words')),
    pattern TEXT NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('hit', 'sentence', 'turn')),
    speakers TEXT NOT NULL CHECK (speakers IN ('respondent', 'interviewer', 'any')),
    state TEXT NOT NULL CHECK (state IN ('yes', 'no')),
    study_id INTEGER REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    document_id INTEGER REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    match_case INTEGER NOT NULL DEFAULT 0,
    match_yo INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL
) STRICT;

-- What a rule has coded, and for whom: a coding that was taken off is not made by it again. The rule
-- itself may be gone, as the coding may.

CREATE TABLE rule_codings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule_id INTEGER NOT NULL,
    coding_uid TEXT NOT NULL,
    coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    revision_id INTEGER NOT NULL REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    UNIQUE (rule_id, coding_uid)
) STRICT;

CREATE INDEX rule_codings_coding ON rule_codings (coding_uid);
