"""Answers to checklists of reporting: written, taken over from files; all of it journaled."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from etic.actions import ensure
from etic.actions.memos import tidy
from etic.errors import EticError
from etic.i18n import language
from etic.mixed.checklist import Form, form
from etic.model import ChecklistAnswer
from etic.places import told
from etic.store.journal import now
from etic.store.transaction import Transaction

LANGUAGES = ("ru", "en")


def answer(
    tx: Transaction, study: str, wanted: Form, number: str, text: str, coder: str, lang: str = ""
) -> bool:
    """Say something to an item in a language, else in that at work; gives whether it changed.

    An empty text takes back what was said in that language. Only what one reads is replaced: where
    there was a text in the other language alone, the new one stands beside it.
    """
    lang = lang or language()
    study_id = ensure.study(tx, study)
    place = {"study_id": study_id, "checklist": wanted.name, "item": wanted.item(number).number}
    said = tidy(text)
    row = tx.find("checklist_answers", **place)
    texts = {f"text_{k}": str(row[f"text_{k}"]) if row else "" for k in LANGUAGES}
    if texts[f"text_{lang}"] == said:
        return False
    texts[f"text_{lang}"] = said
    if not any(texts.values()):
        tx.clear("checklist_answers", **place)
        return True
    tx.put(
        "checklist_answers", place,
        {**texts, "coder_id": ensure.coder(tx, coder), "changed": now()},
    )  # fmt: skip
    return True


def bring(
    tx: Transaction,
    answers: Iterable[ChecklistAnswer],
    study_of: Callable[[str], str],
    coder: str,
) -> None:
    """Take over answers from files; an item that has one already keeps it, language by language."""
    for given in answers:
        try:
            wanted = form(given.checklist)
            number = wanted.item(given.item).number
        except EticError as error:
            place = ", ".join(part for part in (given.file, told(given.where)) if part)
            raise EticError("coding-at", place=place, what=error) from error
        study_id = ensure.study(tx, study_of(given.study))
        place_of = {"study_id": study_id, "checklist": wanted.name, "item": number}
        row = tx.find("checklist_answers", **place_of)
        there = {key: str(row[key]) if row else "" for key in ("text_ru", "text_en")}
        texts = {key: there[key] or tidy(getattr(given, key)) for key in there}
        if texts == there:
            continue
        who = ensure.coder(tx, given.coder or coder or "import")
        changed = given.changed or now()
        tx.put("checklist_answers", place_of, {**texts, "coder_id": who, "changed": changed})


def text_in(answer: ChecklistAnswer, lang: str = "") -> str:
    """What an answer says in one language, else in that at work, and in no other."""
    return answer.text_ru if (lang or language()) == "ru" else answer.text_en
