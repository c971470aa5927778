"""Answers by respondent: bringing them in, and counting them like anything else."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.actions import ensure
from etic.actions.counting import shares_table
from etic.actions.samples import UNSAID, Samples
from etic.analysis.counts import ALL, Base, Counted, count
from etic.analysis.result import Result
from etic.errors import EticError
from etic.i18n import either, t
from etic.model import Answers, Column, Table, Value, Variable
from etic.store.transaction import Transaction, as_json

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN = "?"  # the group of those who did not answer the question that makes the groups


def load(tx: Transaction, answers: Answers, study: str) -> int:
    """Bring answers in; gives how many respondents are new.

    The same respondent again takes over the new answers, question by question. A respondent whose
    name is that of an interviewed case of the study is that person.
    """
    study_id = ensure.study(tx, study)
    said = {"note_ru": answers.note_ru, "note_en": answers.note_en}
    set_id = tx.put("answer_sets", {"study_id": study_id}, {k: v for k, v in said.items() if v})
    for variable in answers.variables:
        _variable(tx, study_id, variable)
    known = {row["name"]: row for row in tx.all("survey_respondents", study_id=study_id)}
    cases = {row["name"]: row["id"] for row in tx.all("cases", study_id=study_id)}
    new = 0
    for name, given in answers.respondents:
        row = known.get(name)
        if row is None:
            values = {"study_id": study_id, "name": name, "case_id": cases.get(name)}
            tx.insert("survey_respondents", {**values, "answers": as_json(dict(given))})
            new += 1
        elif not given.items() <= json.loads(row["answers"]).items():
            merged = json.loads(row["answers"]) | dict(given)
            tx.update("survey_respondents", row["id"], {"answers": as_json(merged)})
    if new and answers.source:
        tx.update("answer_sets", set_id, {"source": answers.source})
    return new


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
    where that declares one.

    >>> yes_no = {"1": "Да", "2": "Нет"}
    >>> _labels(yes_no, Variable("q", values=(("Нет", "Нет"), ("Да", "Да"))))
    {'2': 'Нет', '1': 'Да'}
    >>> _labels(yes_no, Variable("q", values=(("Нет", "Нет"), ("-", "-")), declared=False))
    {'1': 'Да', '2': 'Нет', '-': '-'}
    """
    after = dict(variable.values)
    if not variable.declared:
        return {**before, **{c: a for c, a in after.items() if a not in before.values()}}
    if not after:  # numbers, dates: there is no list of answers
        return {}
    codes = {answer: code for code, answer in before.items() if code != answer}
    found = {codes.get(answer, code) if code == answer else code: answer
             for code, answer in after.items()}  # fmt: skip
    return {**found, **{c: a for c, a in before.items() if a not in found.values()}}


@dataclass(frozen=True)
class AnswerTable(Result):
    """One question counted, by the answers to another, with the respondents behind every figure."""

    rows: tuple[Counted, ...]  # `code` is the answer, `units` the respondents
    variable: Variable
    by: str  # what the groups are of; empty where there are none
    base: Base
    asked: int
    silent: int  # of them, who gave no answer
    remark: str = ""  # what is said of the whole set
    sample: Samples = UNSAID

    @property
    def facts(self) -> str:
        """On whom the shares are counted, how many did not answer, what sample it is."""
        base = t(f"tables.answers-base-{self.base}", asked=self.asked, silent=self.silent)
        return f"{base} {self.sample.note}"

    @property
    def note(self) -> str:
        """The facts, and what is said of the whole set."""
        return f"{self.facts} {self.remark}".strip()

    def table(self) -> Table:
        """As a table in long form: answer, group, n, base, share, low, high."""
        rows: list[tuple[Value, ...]] = []
        for row in self.rows:
            if self.by or row.group == ALL:
                s = row.share
                group = row.group if row.group != ALL else t("tables.everybody")
                rows.append((row.code, group, s.n, s.base, s.share, s.low, s.high))
        first = (Column("answer", t("columns.answer")),)
        title = self.variable.label or self.variable.name
        return shares_table(first, self.by, rows, title, self.note)

    def frame(self) -> pd.DataFrame:
        """The same as a pandas frame; the group of everybody is empty."""
        frame = self.table().frame()
        frame["group"] = [row.group for row in self.rows if self.by or row.group == ALL]
        return frame

    def respondents(self, answer: str, group: str = ALL) -> list[str]:
        """The respondents behind a figure."""
        for row in self.rows:
            if (row.code, row.group) == (answer, group):
                return [str(unit) for unit in row.units]
        known = "; ".join(dict.fromkeys(row.code for row in self.rows))
        raise EticError("choice-unknown", name="answer", given=answer, known=known)


def count_answers(
    answers: Answers, variable: str, by: str, base: Base, sample: Samples = UNSAID
) -> AnswerTable:
    """Count the answers to one question by the answers to another.

    Who gave no answer, or one that is declared missing, is out of the base unless it is `group`.
    """
    question = find(answers, variable)
    grouping = find(answers, by) if by else None
    groups: dict[Hashable, str] = {}
    coded: dict[str, set[Hashable]] = defaultdict(set)
    answered: set[Hashable] = set()
    for name, said in answers.respondents:
        group = said.get(by, UNKNOWN)
        groups[name] = ALL if grouping is None else UNKNOWN if group in grouping.missing else group
        answer = said.get(question.name)
        if answer is not None and answer not in question.missing:
            coded[answer].add(name)
            answered.add(name)
    order = [answer for _, answer in question.values if answer not in question.missing]
    order = list(dict.fromkeys([*order, *sorted(coded)]))
    everybody = set(groups)
    rows = count(
        order, coded, dict.fromkeys(order, everybody), dict.fromkeys(order, answered), groups,
        base, [answer for _, answer in grouping.values] if grouping else (),
    )  # fmt: skip
    label = (grouping.label or grouping.name) if grouping else ""
    silent = len(everybody) - len(answered)
    return AnswerTable(
        tuple(rows), question, label, base, len(everybody), silent, remark(answers), sample
    )


def question_table(answers: Answers) -> Table:
    """Variables with their questions and how many answered each."""
    columns = (
        Column("variable", t("columns.variable")),
        Column("question", t("columns.question")),
        Column("n", t("columns.answered"), "integer"),
    )
    rows: list[tuple[Value, ...]] = []
    for variable in answers.variables:
        given = [said.get(variable.name) for _, said in answers.respondents]
        n = sum(answer is not None and answer not in variable.missing for answer in given)
        rows.append((variable.name, variable.label, n))
    return Table(columns, tuple(rows), t("tables.answers"), remark(answers))


def remark(answers: Answers) -> str:
    """What is to be said wherever these answers are shown."""
    return either(answers.note_ru, answers.note_en)


def find(answers: Answers, wanted: str) -> Variable:
    """A variable by its name or by the words of its question."""
    for variable in answers.variables:
        if wanted in (variable.name, variable.label):
            return variable
    import difflib

    names = [variable.name for variable in answers.variables]
    near = difflib.get_close_matches(wanted, names, n=5, cutoff=0.4) or names[:12]
    raise EticError("variable-unknown", variable=wanted, known=", ".join(near) or "—")


def frame(answers: Answers) -> pd.DataFrame:
    """Answers as a frame: one row a respondent (the index), one column a variable."""
    import pandas as pd

    names = [variable.name for variable in answers.variables]
    rows = [[said.get(name) for name in names] for _, said in answers.respondents]
    index = pd.Index([name for name, _ in answers.respondents], name="respondent")
    found = pd.DataFrame(rows, columns=names, index=index)
    for variable in answers.variables:
        if variable.kind in ("number", "weight"):
            found[variable.name] = pd.to_numeric(
                found[variable.name].str.replace(",", "."), errors="coerce"
            )
    return found
