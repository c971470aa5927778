-- Double coding: who codes which documents without seeing one another, and what was decided where
-- they differ. What hangs on codings names them by uid: they may go while the record stays.

CREATE TABLE rounds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'settled')),
    -- Whose codings count until the round is settled; none: nobody's of the round.
    counted_id INTEGER REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    settled_id INTEGER REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED, -- the adjudicator
    all_codes INTEGER NOT NULL DEFAULT 1, -- 0: those of round_codes and the codes under them
    drawn_of INTEGER, -- how many documents a random draw was made from; none: they were chosen
    seed INTEGER,
    opened TEXT NOT NULL,
    closed TEXT NOT NULL DEFAULT '',
    settled TEXT NOT NULL DEFAULT '',
    -- The newest coding there was when it was opened, and when it was settled: ids only grow.
    opened_after INTEGER NOT NULL DEFAULT 0,
    settled_after INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE round_documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
    document_id INTEGER NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (round_id, document_id)
) STRICT;

CREATE INDEX round_documents_document ON round_documents (document_id);

CREATE TABLE round_coders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
    coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    done INTEGER NOT NULL DEFAULT 0, -- said by the coder: the absence of a code may be work too
    UNIQUE (round_id, coder_id)
) STRICT;

CREATE TABLE round_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (round_id, code_id)
) STRICT;

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision_id INTEGER NOT NULL REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    disputed TEXT NOT NULL, -- JSON: uid, quote, code, state of each coding as it stood
    outcome TEXT NOT NULL CHECK (outcome IN ('one', 'other', 'both', 'new', 'neither')),
    one_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    other_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    reason TEXT NOT NULL DEFAULT '',
    coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED, -- who decided
    resulting TEXT NOT NULL DEFAULT '[]', -- JSON: uids of the codings it made
    created TEXT NOT NULL,
    CHECK (0 <= start AND start < "end")
) STRICT;

CREATE INDEX decisions_revision ON decisions (revision_id, start);

-- The codes that a round is about, where it is not about all.
CREATE VIEW round_scope AS
WITH RECURSIVE under (round_id, code_id) AS (
    SELECT round_id, code_id FROM round_codes
    UNION
    SELECT under.round_id, codes.id FROM under JOIN codes ON codes.parent_id = under.code_id
)
SELECT round_id, code_id FROM under;

-- Codings that no count takes. Those of second coders; in the documents and for the codes of a round,
-- until it is settled, all of its coders' but the counting one's, and what was decided since it was
-- opened; and once it is settled, all that was there by then but the adjudicator's.
CREATE VIEW set_aside AS
SELECT codings.id AS coding_id FROM second_coders
JOIN codings ON codings.coder_id = second_coders.coder_id
UNION
SELECT codings.id FROM rounds
JOIN round_documents ON round_documents.round_id = rounds.id
JOIN revisions ON revisions.document_id = round_documents.document_id
JOIN codings ON codings.revision_id = revisions.id
WHERE CASE rounds.state
    WHEN 'settled' THEN
        codings.coder_id IS NOT rounds.settled_id AND codings.id <= rounds.settled_after
    ELSE
        codings.coder_id IS NOT rounds.counted_id AND (
            codings.coder_id IN (SELECT coder_id FROM round_coders WHERE round_id = rounds.id)
            OR (codings.origin = 'adjudicated' AND codings.id > rounds.opened_after)
        )
    END
AND (rounds.all_codes = 1 OR EXISTS (
    SELECT 1 FROM round_scope
    WHERE round_scope.round_id = rounds.id AND round_scope.code_id = codings.code_id
));
