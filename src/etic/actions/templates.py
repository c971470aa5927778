"""Templates of reports: kept, taken over from files, taken away; all of it journaled."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from etic.actions import ensure
from etic.errors import EticError
from etic.i18n import LANGUAGES, language
from etic.model import ReportTemplate
from etic.read.front import with_front
from etic.store.journal import now
from etic.store.transaction import Transaction


def save(tx: Transaction, given: ReportTemplate, coder: str) -> bool:
    """Keep a template under its study, name and language; gives whether anything changed.

    Its front matter says all three, so that the text alone is the whole template.
    """
    name = " ".join(given.name.split())
    if not name:
        raise EticError("template-name-empty")
    lang = given.language or language()
    if lang not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise EticError("choice-unknown", name="lang", given=lang, known=known)
    text = settled(given.text, name, given.study, lang)
    place = {"study_id": ensure.study(tx, given.study), "name": name, "language": lang}
    row = tx.find("report_templates", **place)
    if row is not None and row["text"] == text:
        return False
    who = ensure.coder(tx, given.coder or coder)
    said = {"text": text, "coder_id": who, "changed": given.changed or now()}
    tx.put("report_templates", place, said)
    return True


def settled(text: str, name: str, study: str, lang: str) -> str:
    """A template's text as it is kept: its line ends, and in its front matter what it is."""
    plain = text.replace("\r\n", "\n").removeprefix("\ufeff")
    return with_front(plain, {"report": name, "study": study, "lang": lang})


def bring(
    tx: Transaction,
    templates: Iterable[ReportTemplate],
    study_of: Callable[[str], str],
    coder: str,
) -> None:
    """Take over templates from files; of the same name, study and language the newer text stays."""
    from dataclasses import replace

    for given in templates:
        save(tx, replace(given, study=study_of(given.study)), coder or "import")


def delete(tx: Transaction, name: str, study: str, lang: str) -> None:
    """Take a template away; undo brings it back."""
    tx.clear("report_templates", study_id=ensure.study(tx, study), name=name, language=lang)
