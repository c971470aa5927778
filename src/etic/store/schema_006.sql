-- Vectors of texts, made once: half-precision numbers, under the name of what made them and a hash of
-- the text. Derived and not journaled: whatever is missing is made again.

CREATE TABLE vectors (
    model TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, text_hash)
) STRICT, WITHOUT ROWID;
