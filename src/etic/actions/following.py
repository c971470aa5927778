"""Links to a question with several answers follow it when a file or a person says it anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from etic.actions import answers, ensure
from etic.actions.answer_counting import options
from etic.errors import EticError
from etic.mixed.joint import PLUS, parts
from etic.model import Answers, Notice, ResponseSet
from etic.store import answers as stored
from etic.store.transaction import Transaction

Columns = Mapping[str, str]  # answer → the column that it is; of a category it has none: ""


def load(tx: Transaction, given: Answers, study: str, notices: list[Notice]) -> int:
    """Bring answers in (`answers.load`); links keep to what they name, else it is refused."""
    with followed(tx, study):
        return answers.load(tx, given, study, notices)


@contextmanager
def followed(tx: Transaction, study: str) -> Iterator[None]:
    """Around a change of answers by respondent: what links name is still there after it.

    An answer that is a column stays that column, whatever it is called now. A column that has
    become several is a set, and its links are the set's. EticError where a linked answer is gone.
    """
    study_id = ensure.study(tx, study)
    before = {set_id: columns for set_id, (_, columns) in _linked(tx, study_id, study).items()}
    yield
    _take_apart(tx, study_id, study)
    for set_id, (name, columns) in _linked(tx, study_id, study).items():
        called = {column: answer for answer, column in columns.items() if column}
        former = before.get(set_id, dict.fromkeys(columns, ""))
        moved = []
        for row in tx.all("set_links", set_id=set_id):
            named = parts(row["answer"], former)
            if not named and set_id in before:  # it was gone before
                continue
            named = named or (row["answer"],)
            now = [called.get(former.get(one, ""), one) for one in named]
            if not set(now) <= columns.keys():
                gone = next(one for one in now if one not in columns)
                raise EticError("set-answer-linked", set=name, answer=gone, link=row["id"])
            if PLUS.join(now) != row["answer"]:
                moved.append({**row, "answer": PLUS.join(now)})
        for row in moved:  # all go first: two answers may have changed places
            tx.delete("set_links", row["id"])
        for row in moved:
            tx.insert("set_links", row)


def _linked(tx: Transaction, study_id: int, study: str) -> dict[int, tuple[str, Columns]]:
    """The sets that links stand on: id → name, and the answers."""
    rows = [
        row
        for row in tx.all("response_sets", study_id=study_id)
        if tx.find("set_links", set_id=row["id"]) is not None
    ]
    if not rows:  # nothing hangs on them, and answers may be many
        return {}
    given = _given(tx, study)
    sets = {several.name: several for several in given.sets}
    return {row["id"]: (row["name"], _columns(given, sets[row["name"]])) for row in rows}


def _columns(given: Answers, several: ResponseSet) -> Columns:
    named = options(given, several.name)
    if several.kind == "category":
        return dict.fromkeys(named, "")
    return dict(zip(named, several.variables, strict=False))


def _take_apart(tx: Transaction, study_id: int, study: str) -> None:
    """Variables that are sets now go, and their links, numbers and all, are the sets'."""
    for several in tx.all("response_sets", study_id=study_id):
        name = several["name"]
        variable = tx.find("survey_variables", study_id=study_id, name=name)
        if variable is None:
            continue
        given = _given(tx, study)
        columns = {column for one in given.sets for column in one.variables}
        answered = any(name in said for _, said in given.respondents)
        if answered or name in columns or name == given.weight:
            raise EticError("set-name", set=name)
        for row in tx.all("answer_links", variable_id=variable["id"]):
            values = {key: value for key, value in row.items() if key != "variable_id"}
            tx.delete("answer_links", row["id"])
            tx.insert("set_links", {**values, "set_id": several["id"]})
        tx.delete("survey_variables", variable["id"])


def _given(tx: Transaction, study: str) -> Answers:
    return next(one for one in stored.answers(tx.connection) if one.study == study)
