"""Interview guides brought in, changed and taken away, and what a person says a turn asks."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from etic.actions import ensure
from etic.errors import EticError
from etic.guide import Guide, Question
from etic.places import told
from etic.store import queries
from etic.store.codebook import Tree
from etic.store.guides import Conversation
from etic.store.transaction import Row, Transaction


def load(tx: Transaction, tree: Tree, guide: Guide) -> bool:
    """Make a guide, or make a known one of its study and name what it says; gives if it is new.

    A question keeps its identity by its number, and with it what people put right. Refuses a guide
    without questions, a number that is there twice, a question without text, and unknown codes.
    """
    check(guide)
    study_id = ensure.study(tx, guide.study)
    known = tx.find("guides", study_id=study_id, name=guide.name)
    said = {
        "title_ru": guide.title_ru,
        "title_en": guide.title_en,
        "who": json.dumps(dict(guide.who), ensure_ascii=False),
    }
    guide_id = tx.put("guides", {"study_id": study_id, "name": guide.name}, said)
    numbers = {question.number for question in guide.questions}
    for row in tx.all("guide_questions", guide_id=guide_id):
        if row["number"] not in numbers:
            _delete_question(tx, row["id"])
    for position, question in enumerate(guide.questions):
        codes = _codes(tree, guide, question)
        question_id = tx.put(
            "guide_questions",
            {"guide_id": guide_id, "number": question.number},
            {
                "position": position,
                "text_ru": question.text_ru,
                "text_en": question.text_en,
                "wordings": json.dumps(list(question.wordings), ensure_ascii=False),
            },
        )
        for row in tx.all("question_codes", question_id=question_id):
            if row["code_id"] not in codes:
                tx.delete("question_codes", row["id"])
        for code_id in codes:
            tx.put("question_codes", {"question_id": question_id, "code_id": code_id})
    return known is None


def load_corrections(tx: Transaction, guide: Guide) -> None:
    """Put down what a guide's file says of turns, once the documents are there."""
    by_document: dict[tuple[str, int, int], list[str]] = {}
    for c in guide.corrections:
        by_document.setdefault((c.document, c.start, c.end), []).append(c.question)
    guide_id = _id(tx, guide.study, guide.name)
    for (document, start, end), numbers in by_document.items():
        row = queries.document(tx.connection, document, guide.study)
        if end > row.length:
            raise EticError("guide-place", file=guide.source, where=document, start=start, end=end)
        ids = [_question(tx, guide_id, number) for number in numbers if number]
        _put(tx, guide_id, row.revision_id, (start, end), ids)


def check(guide: Guide) -> None:
    """Raise an error where a guide is none."""
    file = guide.source or guide.name or guide.study
    if not guide.questions:
        raise EticError("guide-empty", file=file)
    seen: set[str] = set()
    for question in guide.questions:
        if not question.number.strip() or not (question.text_ru or question.text_en).strip():
            raise EticError("guide-question", file=file, number=question.number)
        if question.number in seen:
            raise EticError(
                "guide-twice", file=file, where=told(question.where), number=question.number
            )
        seen.add(question.number)


def _codes(tree: Tree, guide: Guide, question: Question) -> list[int]:
    try:
        return list(dict.fromkeys(tree.resolve(path).id for path in question.codes))
    except EticError as error:
        place = ", ".join(p for p in (guide.source, told(question.where)) if p)
        raise EticError(
            "guide-code", place=place or guide.study, number=question.number, what=error
        ) from error


def delete(tx: Transaction, study: str, name: str) -> None:
    """Delete a guide with what people said of turns by it."""
    guide_id = _id(tx, study, name)
    tx.clear("question_turns", guide_id=guide_id)
    for row in tx.all("guide_questions", guide_id=guide_id):
        _delete_question(tx, row["id"])
    tx.delete("guides", guide_id)


def correct(
    tx: Transaction,
    guide: Guide,
    conversation: Conversation,
    start: int,
    numbers: Sequence[str] | None,
) -> bool:
    """Say which questions the interviewer's turn at a place asks; gives whether that is new.

    No numbers mean that it asks none, and None that a program is to recognise it again. Refuses a
    place where no turn of the interviewer begins, and a number that is not in the guide.
    """
    turn = next((t for t in conversation.turns if t.start <= start < t.end), None)
    if turn is None:
        raise EticError("turn-unknown", document=conversation.document, start=start)
    guide_id = _id(tx, guide.study, guide.name)
    place = turn.start, turn.end
    if numbers is None:
        there = _there(tx, guide_id, conversation.revision_id, place)
        for row in there:
            tx.delete("question_turns", row["id"])
        return bool(there)
    ids = [_question(tx, guide_id, number) for number in dict.fromkeys(numbers)]
    return _put(tx, guide_id, conversation.revision_id, place, ids)


def _put(
    tx: Transaction, guide_id: int, revision_id: int, place: tuple[int, int], ids: list[int]
) -> bool:
    there = _there(tx, guide_id, revision_id, place)
    asked: list[int | None] = [*ids] or [None]  # a turn that asks nothing has a row that says so
    if [row["question_id"] for row in there] == asked:
        return False
    for row in there:
        tx.delete("question_turns", row["id"])
    at = {"revision_id": revision_id, "guide_id": guide_id, "start": place[0], "end": place[1]}
    for question_id in asked:
        tx.insert("question_turns", {**at, "question_id": question_id})
    return True


def _there(tx: Transaction, guide_id: int, revision_id: int, place: tuple[int, int]) -> list[Row]:
    start, end = place
    return [
        row
        for row in tx.all("question_turns", revision_id=revision_id, guide_id=guide_id)
        if start <= row["start"] < max(end, start + 1)
    ]


def _id(tx: Transaction, study: str, name: str) -> int:
    row = tx.find("studies", name=study)
    known = tx.find("guides", study_id=row["id"], name=name) if row else None
    if known is None:
        raise EticError("guide-unknown", study=study, guide=name or "—")
    return int(known["id"])


def _question(tx: Transaction, guide_id: int, number: str) -> int:
    row = tx.find("guide_questions", guide_id=guide_id, number=number)
    if row is None:
        known = ", ".join(r["number"] for r in tx.all("guide_questions", guide_id=guide_id))
        raise EticError("question-unknown", number=number, known=known)
    return int(row["id"])


def _delete_question(tx: Transaction, question_id: int) -> None:
    tx.clear("question_codes", question_id=question_id)
    tx.clear("question_turns", question_id=question_id)
    tx.delete("guide_questions", question_id)


# -- topics that were not asked about -----------------------------------------------------------


def note_not_asked(tx: Transaction, tree: Tree, pairs: Collection[tuple[int, str]]) -> int:
    """Note of cases (by id) that they were not asked about topics; gives how many notes are new."""
    before = tx.position
    for case_id, path in pairs:
        tx.put("not_asked", {"case_id": case_id, "code_id": tree.find(path).id})
    return tx.position - before


def note_asked(tx: Transaction, tree: Tree, pairs: Collection[tuple[int, str]]) -> int:
    """Take back of cases that they were not asked about topics; gives how many notes went."""
    before = tx.position
    for case_id, path in pairs:
        tx.clear("not_asked", case_id=case_id, code_id=tree.find(path).id)
    return tx.position - before


def with_study(guide: Guide, study: str, name: str = "") -> Guide:
    """A guide that says which study it is of; its own word goes first."""
    return replace(guide, study=guide.study or study, name=guide.name or name)
