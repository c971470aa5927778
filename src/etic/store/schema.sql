-- The schema of a project file, for the whole design. Every table named in `journal.JOURNALED` has an
-- integer `id` and changes only through the journal; the rest is either immutable or derived.

CREATE TABLE project (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uid TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'ru',
    created TEXT NOT NULL
) STRICT;

-- Journal: one event a transaction, its changes as row images. Append-only, by trigger.

CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    details TEXT NOT NULL DEFAULT '{}',
    kind TEXT NOT NULL DEFAULT 'do' CHECK (kind IN ('do', 'undo', 'redo')),
    target INTEGER REFERENCES events (id),
    operation TEXT UNIQUE
) STRICT;

CREATE TABLE changes (
    event_id INTEGER NOT NULL REFERENCES events (id),
    position INTEGER NOT NULL,
    relation TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX changes_row ON changes (relation, row_id);

CREATE TRIGGER events_fixed BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'append-only'); END;

CREATE TRIGGER events_kept BEFORE DELETE ON events BEGIN SELECT raise(ABORT, 'append-only'); END;

CREATE TRIGGER changes_fixed BEFORE UPDATE ON changes BEGIN SELECT raise(ABORT, 'append-only'); END;

CREATE TRIGGER changes_kept BEFORE DELETE ON changes BEGIN SELECT raise(ABORT, 'append-only'); END;

-- Texts, named by their hash and never changed.

CREATE TABLE texts (
    sha256 TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    length INTEGER NOT NULL -- in code points, so that nobody counts a long text again
) STRICT;

CREATE TRIGGER texts_fixed BEFORE UPDATE ON texts BEGIN SELECT raise(ABORT, 'immutable'); END;

CREATE TRIGGER texts_kept BEFORE DELETE ON texts BEGIN SELECT raise(ABORT, 'immutable'); END;

-- People: studies, respondents, coders.

CREATE TABLE studies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    title_ru TEXT NOT NULL DEFAULT '',
    title_en TEXT NOT NULL DEFAULT '',
    probability_sample INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE coders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'program'))
) STRICT;

CREATE TABLE cases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    UNIQUE (study_id, name)
) STRICT;

CREATE TABLE attributes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'boolean', 'date')),
    label_ru TEXT NOT NULL DEFAULT '',
    label_en TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE attribute_values (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    attribute_id INTEGER NOT NULL REFERENCES attributes (id) DEFERRABLE INITIALLY DEFERRED,
    value TEXT NOT NULL,
    UNIQUE (case_id, attribute_id)
) STRICT;

-- Documents: a transcript, its revisions, who speaks in it, its turns.

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    case_id INTEGER REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    header TEXT NOT NULL DEFAULT '{}',
    source TEXT NOT NULL DEFAULT '',
    source_sha256 TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 1,
    UNIQUE (study_id, name)
) STRICT;

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL REFERENCES texts (sha256),
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (document_id, number)
) STRICT;

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    label TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT '' CHECK (role IN ('interviewer', 'respondent', '')),
    case_id INTEGER REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (document_id, label)
) STRICT;

CREATE TABLE turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision_id INTEGER NOT NULL REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    body INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    speaker_id INTEGER REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
    question TEXT NOT NULL DEFAULT '',
    time REAL,
    language TEXT NOT NULL DEFAULT '',
    UNIQUE (revision_id, n),
    CHECK (start <= body AND body <= "end")
) STRICT;

CREATE INDEX turns_place ON turns (revision_id, start);

-- Codebook: the tree, the studies a code belongs to, the sets across the tree.

CREATE TABLE codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    parent_id INTEGER REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    segment TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    name_ru TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    definition TEXT NOT NULL DEFAULT '',
    include TEXT NOT NULL DEFAULT '',
    exclude TEXT NOT NULL DEFAULT '',
    example TEXT NOT NULL DEFAULT '',
    colour TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT 'deductive' CHECK (origin IN ('deductive', 'inductive')),
    response TEXT NOT NULL DEFAULT '' CHECK (response IN ('', 'single', 'multiple')),
    required INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX codes_path ON codes (coalesce(parent_id, 0), segment);

CREATE TABLE scopes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (code_id, study_id)
) STRICT;

CREATE TABLE sets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    parent_id INTEGER REFERENCES sets (id) DEFERRABLE INITIALLY DEFERRED,
    segment TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    name_ru TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX sets_path ON sets (coalesce(study_id, 0), coalesce(parent_id, 0), segment);

CREATE TABLE set_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    set_id INTEGER NOT NULL REFERENCES sets (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (set_id, code_id)
) STRICT;

-- Coding: one code on one span by one coder; topics a case was not asked about; notes.

CREATE TABLE codings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    revision_id INTEGER NOT NULL REFERENCES revisions (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    memo TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'yes' CHECK (state IN ('yes', 'no')),
    origin TEXT NOT NULL DEFAULT 'manual'
        CHECK (origin IN ('manual', 'imported', 'suggested', 'adjudicated', 'rule')),
    created TEXT NOT NULL,
    CHECK (0 <= start AND start < "end")
) STRICT;

CREATE INDEX codings_revision ON codings (revision_id, start);

CREATE INDEX codings_code ON codings (code_id);

CREATE TABLE not_asked (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (case_id, code_id)
) STRICT;

CREATE TABLE memos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    case_id INTEGER REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    CHECK ((document_id IS NOT NULL) + (case_id IS NOT NULL) + (code_id IS NOT NULL) <= 1)
) STRICT;

-- Survey: published tables cell by cell; answers by respondent; which answer a code speaks to.

CREATE TABLE survey_tables (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    number TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    question TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    UNIQUE (study_id, number, question)
) STRICT;

CREATE TABLE survey_cells (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    table_id INTEGER NOT NULL REFERENCES survey_tables (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    answer TEXT NOT NULL,
    "group" TEXT NOT NULL DEFAULT '',
    n INTEGER,
    percent TEXT NOT NULL DEFAULT '',
    declared_base TEXT NOT NULL DEFAULT '',
    subtotal INTEGER NOT NULL DEFAULT 0,
    UNIQUE (table_id, position)
) STRICT;

CREATE TABLE survey_variables (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'nominal'
        CHECK (kind IN ('nominal', 'ordinal', 'number', 'text', 'date', 'weight')),
    value_labels TEXT NOT NULL DEFAULT '{}',
    missing TEXT NOT NULL DEFAULT '[]',
    response_set TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (study_id, name)
) STRICT;

CREATE TABLE survey_respondents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    case_id INTEGER REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    answers TEXT NOT NULL DEFAULT '{}',
    UNIQUE (study_id, name)
) STRICT;

CREATE TABLE links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    table_id INTEGER NOT NULL REFERENCES survey_tables (id) DEFERRABLE INITIALLY DEFERRED,
    answer TEXT NOT NULL,
    "group" TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT 'same' CHECK (direction IN ('same', 'opposite')),
    note TEXT NOT NULL DEFAULT '',
    verdict TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (code_id, table_id, answer, "group")
) STRICT;

-- Analytic induction: a proposition, its versions, the codes that bear on it, what each case says.

CREATE TABLE propositions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    UNIQUE (study_id, number)
) STRICT;

CREATE TABLE proposition_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    proposition_id INTEGER NOT NULL REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL,
    text_ru TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (proposition_id, version)
) STRICT;

CREATE TABLE proposition_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    proposition_id INTEGER NOT NULL REFERENCES propositions (id) DEFERRABLE INITIALLY DEFERRED,
    code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
    direction TEXT NOT NULL CHECK (direction IN ('supports', 'contradicts')),
    UNIQUE (proposition_id, code_id)
) STRICT;

CREATE TABLE judgements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL REFERENCES proposition_versions (id) DEFERRABLE INITIALLY DEFERRED,
    case_id INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    verdict TEXT NOT NULL
        CHECK (verdict IN ('supports', 'contradicts', 'silent', 'not_asked', 'out_of_scope')),
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (version_id, case_id, coder_id)
) STRICT;

CREATE TABLE judgement_codings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    judgement_id INTEGER NOT NULL REFERENCES judgements (id) DEFERRABLE INITIALLY DEFERRED,
    coding_id INTEGER NOT NULL REFERENCES codings (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (judgement_id, coding_id)
) STRICT;

-- Derived from texts and turns, in the transaction that changes them; `etic verify` makes it again
-- and compares.

CREATE TABLE segments (
    revision_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    turn_id INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (revision_id, n)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE turn_words USING fts5 (
    words, lemmas, readings, tokenize = 'unicode61 remove_diacritics 0'
);
