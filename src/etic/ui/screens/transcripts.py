"""Transcripts: files come in here; the documents and their respondents are kept here."""

from __future__ import annotations

from etic.i18n import t
from etic.ui import session
from etic.ui.cleaning import cleaning_step
from etic.ui.documents import deleted_list, document_list
from etic.ui.importer import importer
from etic.ui.look import empty, heading
from etic.ui.pickers import cases_of, documents_of
from etic.ui.respondents import respondents


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.transcripts"), t("ui.transcripts-about"))
    documents = documents_of(project)
    if cleaning_step(project, documents):
        return  # it needs all of the screen, and what was to be seen there comes back after it
    importer(project, "transcripts")
    if documents:
        document_list(project, documents)
    else:
        empty(t("ui.transcripts-none"), t("material.none-next"))
    deleted_list(project)
    if cases_of(project):
        respondents(project)


if __name__ == "__main__":
    show()
