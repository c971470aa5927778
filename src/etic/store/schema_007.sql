-- The interview guide: what respondents were to be asked, and what a person says a turn asks.
-- What a program recognises is not kept; it follows from the guide and the texts.

CREATE TABLE guides (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL DEFAULT '', -- tells the guides of one study apart
    title_ru TEXT NOT NULL DEFAULT '',
    title_en TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL DEFAULT '{}', -- JSON: attribute → value of the respondents it is for
    UNIQUE (study_id, name)
) STRICT;

CREATE TABLE guide_questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guide_id INTEGER NOT NULL REFERENCES guides (id) DEFERRABLE INITIALLY DEFERRED,
    number TEXT NOT NULL,
    position INTEGER NOT NULL,
    text_ru TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '',
    wordings TEXT NOT NULL DEFAULT '[]', -- JSON: other ways to ask it
    UNIQUE (guide_id, number)
) STRICT;

CREATE TABLE question_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL REFERENCES guide_questions (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (question_id, code_id)
) STRICT;

-- A turn that a person said something about; without a question: it asks none of the guide.
CREATE TABLE question_turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision_id INTEGER NOT NULL REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
    guide_id INTEGER NOT NULL REFERENCES guides (id) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    question_id INTEGER REFERENCES guide_questions (id) DEFERRABLE INITIALLY DEFERRED,
    CHECK (0 <= start AND start <= "end")
) STRICT;

CREATE INDEX question_turns_revision ON question_turns (revision_id, start);
