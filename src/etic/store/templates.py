"""Templates of reports, as they are stored."""

from __future__ import annotations

import sqlite3

from etic.model import ReportTemplate
from etic.natural import natural


def templates(connection: sqlite3.Connection) -> list[ReportTemplate]:
    """The templates there are, by study, name and language."""
    rows = connection.execute(
        "SELECT report_templates.name, language, text, changed, studies.name AS study,"
        " coders.name AS coder FROM report_templates"
        " JOIN studies ON studies.id = study_id JOIN coders ON coders.id = coder_id"
    )
    found = [
        ReportTemplate(row["name"], row["text"], row["language"], row["study"], row["coder"],
                       row["changed"])
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda t: (natural(t.study), natural(t.name), t.language))
