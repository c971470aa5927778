-- What was proposed to be coded, by what, and what became of it. A person decides: what is accepted
-- becomes a coding of its own with the origin 'suggested', which `coding_uid` names.

CREATE TABLE suggestions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    revision_id INTEGER NOT NULL REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    score REAL,
    why TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL,
    created TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'accepted', 'dismissed')),
    coder_id INTEGER REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    coding_uid TEXT NOT NULL DEFAULT '',
    CHECK (0 <= start AND start < "end")
) STRICT;

CREATE INDEX suggestions_revision ON suggestions (revision_id, outcome);
