"""Links to a question with several answers follow it when a file or a person says it anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from etic.actions import answers, ensure
from etic.actions.answer_counting import options
from etic.actions.linking import TARGETS
from etic.errors import EticError
from etic.mixed.joint import PLUS, parts, split_group
from etic.model import Answers, Notice
from etic.store import answers as stored
from etic.store.transaction import Row, Transaction

# Answer → what stays when it is called otherwise: its column of a set, its code, or nothing: "".
Keys = Mapping[str, str]
_TARGETS = {relation: TARGETS[relation] for relation in ("answer_links", "set_links")}


def load(tx: Transaction, given: Answers, study: str, notices: list[Notice]) -> int:
    """Bring answers in (`answers.load`); links keep to what they name, else it is refused."""
    with followed(tx, study):
        return answers.load(tx, given, study, notices)


@contextmanager
def followed(tx: Transaction, study: str) -> Iterator[None]:
    """Around a change of answers by respondent: what links name is still there after it.

    An answer that is a column stays that column, and one that nobody gives any more stays its code,
    whatever they are called now; groups likewise. A column that has become several is a set, and
    its links are the set's. EticError where a linked answer is gone.
    """
    study_id = ensure.study(tx, study)
    linked = _linked(tx, study_id)
    before = _Answered(_given(tx, study) if linked else Answers())
    former = {name: before.keys(name) for name in _named(linked, before.given)}
    yield
    _take_apart(tx, study_id, study)
    linked = _linked(tx, study_id)
    if not linked:  # and answers may be many
        return
    now = _Answered(_given(tx, study))
    moved = []
    for relation, row, name in linked:
        known, there = former.get(name, {}), now.keys(name)
        answers_ = [now.called(name, one, known) for one in parts(row["answer"], known)]
        if not set(answers_) <= there.keys():
            gone = next(one for one in answers_ if one not in there)
            raise EticError("set-answer-linked", set=name, answer=gone, link=row["id"])
        by, value = split_group(row["group"], former)
        said = {
            "answer": PLUS.join(answers_) or row["answer"],
            "group": by and f"{by}={now.called(by, value, former.get(by, {}))}",
        }
        if said != {key: row[key] for key in said}:
            moved.append((relation, row, {**row, **said}))
    for relation, row, _ in moved:  # all go first: two answers may have changed places
        tx.delete(relation, row["id"])
    for relation, row, after in moved:
        key = _TARGETS[relation][0]
        place = {name: after[name] for name in ("code_id", key, "answer", "group")}
        tx.insert(relation, row if tx.find(relation, **place) else after)


class _Answered:
    """Answers by respondent, asked what a question's answers are."""

    def __init__(self, given: Answers) -> None:
        self.given = given

    def keys(self, name: str) -> Keys:
        """The answers of a question, and what each of them stays."""
        named = options(self.given, name)
        for several in self.given.sets:
            if several.name == name and several.kind == "dichotomy":
                return dict(zip(named, several.variables, strict=False))
            if several.name == name:
                return dict.fromkeys(named, "")
        codes = {a: c for v in self.given.variables if v.name == name for c, a in v.values}
        return {answer: f"={codes[answer]}" if answer in codes else "" for answer in named}

    def called(self, name: str, answer: str, former: Keys) -> str:
        """What an answer is called now; as it was where somebody still gives it so."""
        key = former.get(answer, "")
        if any(said.get(name) == answer for _, said in self.given.respondents):
            return answer
        return next((one for one, own in self.keys(name).items() if key and own == key), answer)


def _linked(tx: Transaction, study_id: int) -> list[tuple[str, Row, str]]:
    """The links to questions of a study: relation, row, and the question's name."""
    return [
        (relation, row, asked["name"])
        for relation, (key, named) in _TARGETS.items()
        for asked in tx.all(named, study_id=study_id)
        for row in tx.all(relation, **{key: asked["id"]})
    ]


def _named(linked: list[tuple[str, Row, str]], given: Answers) -> set[str]:
    """The questions that links name, and those that make their groups."""
    asked = [variable.name for variable in given.variables]
    groups = {split_group(row["group"], asked)[0] for _, row, _ in linked if row["group"]}
    return {name for _, _, name in linked} | groups


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
