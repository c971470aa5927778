"""A report template in a Markdown file: its front matter says which report it is.

---
report: returns
study: returnees
lang: en
---
"""

from __future__ import annotations

import re

from etic.errors import EticError
from etic.i18n import LANGUAGES
from etic.model import Bundle, ReportTemplate
from etic.read.front import front_matter
from etic.read.source import Source

_BEGINS = re.compile(r"\ufeff?---[ \t]*\r?\n(?:.*\n)*?report[ \t]*:")


def read(source: Source) -> Bundle | None:
    """The template, None where the file is something else."""
    text = source.text
    if text is None or not _BEGINS.match(text[:4000]):
        return None
    text = text.replace("\r\n", "\n")
    said, _ = front_matter(text, source.name)
    if "report" not in said:
        return None
    lang = said.get("lang", "")
    if lang not in ("", *LANGUAGES):
        known = ", ".join(LANGUAGES)
        raise EticError("choice-unknown", name="lang", given=lang, known=known)
    template = ReportTemplate(said["report"], text, lang, said.get("study", ""), file=source.name)
    return Bundle(templates=(template,))
