-- Links of codes to answers of a question with several answers, numbered with the other links.
CREATE TABLE set_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    set_id INTEGER NOT NULL REFERENCES response_sets (id) DEFERRABLE INITIALLY DEFERRED,
    answer TEXT NOT NULL, -- several joined with « + »
    "group" TEXT NOT NULL DEFAULT '', -- variable=value; empty: all respondents
    direction TEXT NOT NULL DEFAULT 'same' CHECK (direction IN ('same', 'opposite')),
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (code_id, set_id, answer, "group")
) STRICT;
