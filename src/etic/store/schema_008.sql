-- The framework matrix: what an analyst says that a case says on a theme, and the quotes it rests on.
-- A cell that was written and emptied again keeps its row, so that what it rested on can come back.

CREATE TABLE summaries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    seen TEXT NOT NULL DEFAULT '{}', -- JSON: what was coded there when it was written, uid → print
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    UNIQUE (case_id, code_id)
) STRICT;

CREATE TABLE summary_codings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    summary_id INTEGER NOT NULL REFERENCES summaries (id) DEFERRABLE INITIALLY DEFERRED,
    coding_id INTEGER NOT NULL REFERENCES codings (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (summary_id, coding_id)
) STRICT;

CREATE INDEX summary_codings_coding ON summary_codings (coding_id);
