-- Reports that a researcher writes: Markdown with expressions, one text a name and language.

CREATE TABLE report_templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    language TEXT NOT NULL, -- ru, en
    text TEXT NOT NULL, -- the whole file, front matter and all
    coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    changed TEXT NOT NULL,
    UNIQUE (study_id, name, language)
) STRICT;
