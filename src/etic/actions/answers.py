"""Answers by respondent: bringing them in, finding a question, giving them as a frame."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from etic.actions import answer_sets, ensure
from etic.errors import EticError
from etic.i18n import either
from etic.model import Answers, Notice, ResponseSet, Variable
from etic.natural import natural
from etic.read.values import decimal, measured
from etic.store import answers as stored
from etic.store.transaction import Transaction, as_json

if TYPE_CHECKING:
    import pandas as pd


def load(tx: Transaction, answers: Answers, study: str, notices: list[Notice]) -> int:
    """Bring answers in; gives how many respondents are new, and adds what is to be said of them.

    The same respondent again takes over the new answers to the questions of this file: where it has
    none, the former one goes, and that is said. A respondent whose name is that of an interviewed
    case of the study is that person.
    """
    study_id = ensure.study(tx, study)
    said = {"note_ru": answers.note_ru, "note_en": answers.note_en}
    set_id = tx.put("answer_sets", {"study_id": study_id}, {k: v for k, v in said.items() if v})
    for variable in answers.variables:
        _variable(tx, study_id, variable)
    questions = {variable.name for variable in answers.variables}
    if answers.respondents:
        questions |= _former(tx, study_id, answers)
    for several in answers.sets:
        answer_sets.put_set(tx, study_id, several)
    if answers.weight:
        tx.put("survey_weights", {"study_id": study_id}, {"variable": answers.weight})
    known = {row["name"]: row for row in tx.all("survey_respondents", study_id=study_id)}
    cases = {row["name"]: row["id"] for row in tx.all("cases", study_id=study_id)}
    new = gone = 0
    people = dict(answers.people)
    for name, given in answers.respondents:
        row = known.get(name)
        if row is None:
            case_id = cases.get(people.get(name, name))
            values = {"study_id": study_id, "name": name, "case_id": case_id}
            tx.insert("survey_respondents", {**values, "answers": as_json(dict(given))})
            new += 1
            continue
        before = json.loads(row["answers"])
        after = {q: a for q, a in before.items() if q not in questions or q in given} | dict(given)
        gone += len(before.keys() - after.keys())
        if after != before:
            tx.update("survey_respondents", row["id"], {"answers": as_json(after)})
    for name, case in people.items():  # a file may say so of those who are there already
        row = tx.find("survey_respondents", study_id=study_id, name=name)
        if row is not None and row["case_id"] is None and case in cases:
            tx.update("survey_respondents", row["id"], {"case_id": cases[case]})
    _check_weight(tx, study_id, study, questions)
    if new and answers.source:
        tx.update("answer_sets", set_id, {"source": answers.source})
    if gone:
        notices.append(Notice(answers.source, "", "answers-gone", {"n": gone}))
    if answers.respondents:
        notices += answer_sets.told_of_people(tx, study_id, study, answers.source)
    return new


def _check_weight(tx: Transaction, study_id: int, study: str, questions: Set[str]) -> None:
    """Refuse a file that brings weights which are none: nothing could be counted any more."""
    row = tx.find("survey_weights", study_id=study_id)
    if row is not None and (
        row["variable"] in questions
        or not tx.find("survey_variables", study_id=study_id, name=row["variable"])
    ):
        (there,) = [a for a in stored.answers(tx.connection) if a.study == study]
        answer_sets.check_weight(there, row["variable"])


def _former(tx: Transaction, study_id: int, answers: Answers) -> set[str]:
    """The names under which an earlier file may have held the answers to these questions.

    A question may have been a set of more columns, or of none. A set that is a column now is gone.
    """
    found = {several.name for several in answers.sets}
    for name in found | {variable.name for variable in answers.variables}:
        row = tx.find("response_sets", study_id=study_id, name=name)
        if row is not None:
            found |= set(json.loads(row["variables"]))
            if name not in {several.name for several in answers.sets}:
                answer_sets.delete_set(tx, study_id, name)
    return found


def _variable(tx: Transaction, study_id: int, variable: Variable) -> None:
    place = {"study_id": study_id, "name": variable.name}
    row = tx.find("survey_variables", **place)
    said: dict[str, object] = {}
    if row is None:
        said["position"] = tx.count("survey_variables", study_id=study_id)
    if row is None or variable.declared:
        said |= {"kind": variable.kind, "missing": as_json(list(variable.missing))}
    if variable.label:
        said["label"] = variable.label
    before = json.loads(row["value_labels"]) if row else {}
    said["value_labels"] = as_json(_labels(before, variable))
    tx.put("survey_variables", place, said)


def _labels(before: Mapping[str, str], variable: Variable) -> dict[str, str]:
    """Codes and answers of two files together: no code is forgotten, and the order is the newer's
    where that declares one. An answer whose code means another one now is its own code.

    >>> yes_no = {"1": "Да", "2": "Нет"}
    >>> _labels(yes_no, Variable("q", values=(("Нет", "Нет"), ("Да", "Да"))))
    {'2': 'Нет', '1': 'Да'}
    >>> _labels(yes_no, Variable("q", values=(("Нет", "Нет"), ("-", "-")), declared=False))
    {'1': 'Да', '2': 'Нет', '-': '-'}
    >>> _labels({"1": "Да"}, Variable("q", values=(("1", "Да, конечно"),)))
    {'1': 'Да, конечно', 'Да': 'Да'}
    """
    after = dict(variable.values)
    if not variable.declared:
        return {**before, **{c: a for c, a in after.items() if a not in before.values()}}
    if not after:  # numbers, dates: there is no list of answers
        return {}
    codes = {answer: code for code, answer in before.items() if code != answer}
    found = {codes.get(answer, code) if code == answer else code: answer
             for code, answer in after.items()}  # fmt: skip
    former = [(code, answer) for code, answer in before.items() if answer not in found.values()]
    return {**found, **{a if code in found else code: a for code, a in former}}


def remark(answers: Answers) -> str:
    """What is to be said wherever these answers are shown."""
    return either(answers.note_ru, answers.note_en)


def find(answers: Answers, wanted: str) -> Variable:
    """A variable by its name or, where none has that, by the words of its question."""
    for key in ("name", "label"):
        for variable in answers.variables:
            if getattr(variable, key) == wanted:
                return variable
    import difflib

    names = [*(s.name for s in answers.sets), *(variable.name for variable in answers.variables)]
    near = difflib.get_close_matches(wanted, names, n=5, cutoff=0.4) or names[:12]
    raise EticError("variable-unknown", variable=wanted, known=", ".join(near) or "—")


def find_set(answers: Answers, wanted: str) -> ResponseSet | None:
    """A set of several answers by its name, with or without SPSS's `$`, or by its words.

    What is the name of a question alone is never another's words.
    """
    for found in answers.sets:
        if wanted == found.name:
            return found
    if wanted in {variable.name for variable in answers.variables}:
        return None
    for found in answers.sets:
        if wanted in (found.name.removeprefix("$"), found.label):
            return found
    return None


def in_order(answer: str) -> tuple[int, float, tuple[tuple[int, int, str], ...]]:
    """A sort key of answers whose order nobody has said: numbers by their size, then words.

    >>> sorted(["10", "да", "2,5", "-1"], key=in_order)
    ['-1', '2,5', '10', 'да']
    """
    number = decimal(answer)
    return (1, 0.0, natural(answer)) if number is None else (0, float(number), ())


def frame(answers: Answers) -> pd.DataFrame:
    """Answers as a frame: one row a respondent (the index), one column a variable."""
    import pandas as pd

    names = [variable.name for variable in answers.variables]
    rows = [[said.get(name) for name in names] for _, said in answers.respondents]
    index = pd.Index([name for name, _ in answers.respondents], name="respondent")
    found = pd.DataFrame(rows, columns=names, index=index)
    for variable in answers.variables:
        if variable.kind in ("number", "weight"):
            numbers = [
                measured(said) if isinstance(said, str) else None for said in found[variable.name]
            ]
            found[variable.name] = pd.Series(numbers, index, dtype="float64")
    return found
