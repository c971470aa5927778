-- Checklists of reporting: what a person answers where the project does not know, item by item.
-- A text in one language is enough.

CREATE TABLE checklist_answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL REFERENCES studies (id) DEFERRABLE INITIALLY DEFERRED,
    checklist TEXT NOT NULL, -- coreq, srqr, gramms
    item TEXT NOT NULL, -- its number, as published
    text_ru TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '',
    coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
    changed TEXT NOT NULL,
    UNIQUE (study_id, checklist, item)
) STRICT;
