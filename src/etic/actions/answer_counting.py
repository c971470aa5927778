"""Counting answers by respondent: who is in question, with what weight, and who said what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from etic.actions.answer_notes import weighing
from etic.actions.answer_tables import AnswerTable
from etic.actions.answers import find, find_set, in_order, remark
from etic.actions.samples import UNSAID, Samples
from etic.analysis.counts import ALL, UNKNOWN, Base, Counted, count
from etic.analysis.crosstab import Percents
from etic.analysis.intervals import Share, share
from etic.analysis.questions import Question
from etic.analysis.weights import WeightedShare, weighted_share
from etic.errors import EticError
from etic.i18n import t
from etic.mixed.joint import SurveyShare, in_group, parts
from etic.model import Answers, Column, ResponseSet, Table, Value, Variable
from etic.read.values import measured

Where = Mapping[str, str | Sequence[str]]  # question → the answer, or any of the answers
Given = dict[str, set[Hashable]]  # answer → respondents
NO_ANSWER = ""  # the line of those who gave none


def count_answers(
    answers: Answers,
    wanted: str | Sequence[str],
    by: str = "",
    base: Base = "asked",
    sample: Samples = UNSAID,
    *,
    percents: Percents = "base",
    weighted: bool | None = None,
    where: Where | None = None,
    missing: bool = False,
) -> AnswerTable:
    """Count the answers to questions, or to sets of several answers, by the answers to another.

    Who gave no answer, or one that is declared missing, is out of the base unless it is `group`;
    with `missing`, they have lines of their own. Weights count where the answers declare them,
    unless `weighted` says otherwise.
    """
    people = in_question(answers, weighted=weighted, where=where or {})
    names = list(dict.fromkeys([wanted] if isinstance(wanted, str) else wanted))
    if not names:
        raise EticError("answers-no-question")
    grouping = find(answers, by) if by else None
    groups = people.groups(grouping)
    order = [answer for _, answer in grouping.values] if grouping else []
    order = [g for g in order if g in groups.values()]
    order += sorted(set(groups.values()) - {*order, ALL, UNKNOWN}, key=in_order)
    counted = _Counting(people, grouping, groups, [*order, UNKNOWN], base, percents, missing)
    return AnswerTable(
        tuple(counted.question(_asked(answers, name, people)) for name in names),
        remark(answers), sample, "long", people.weight, people.weightless, people.where,
    )  # fmt: skip


def answer_share(
    answers: Answers, variable: str, answer: str, group: str = "", level: float = 0.95
) -> SurveyShare:
    """What answers by respondent say: of those who answered, in the group, how many said so.

    `answer` may be several, joined by ` + `; `group` is `variable=value`, empty for everybody.
    Answers that are declared missing are none. Weights count where the answers declare them.
    """
    people = in_question(answers, weighted=None, where={})
    people = replace(people, said={p: s for p, s in people.said.items() if in_group(s, group)})
    having, everybody = who_said(answers, variable, answer, people)
    counted: Share = share(len(having), len(everybody), level)
    if people.weights is not None:
        w = people.weights
        counted = weighted_share([w[p] for p in having], [w[p] for p in everybody], level)
    return SurveyShare(
        "", counted.share, counted.n, counted.base, str(counted.base), counted.low, counted.high,
        "" if everybody else _why_nobody(answers, variable, answer, group),
        counted.effective if isinstance(counted, WeightedShare) else None,
    )  # fmt: skip


def _why_nobody(answers: Answers, variable: str, answer: str, group: str) -> str:
    """Why there is no base: no such answer, nobody answered, or none of them has a weight."""
    if not parts(answer, options(answers, variable)):
        return "answer-gone"
    _, everybody = who_said(answers, variable, answer)
    there = any(in_group(said, group) for name, said in answers.respondents if name in everybody)
    return "no-weights" if there else "no-answers"


def who_said(
    answers: Answers, variable: str, answer: str, people: People | None = None
) -> tuple[set[Hashable], set[Hashable]]:
    """Who gave an answer, or one of several joined by ` + `, and who gave any at all.

    Nobody did either where there is no such question, or no such answer to it.
    """
    if not _known(answers, variable):
        return set(), set()
    asked = _asked(answers, variable, people or People(dict(answers.respondents)))
    wanted = parts(answer, asked.order)
    everybody: set[Hashable] = set().union(*asked.given.values()) if wanted else set()
    return set().union(*(asked.given.get(one, ()) for one in wanted)), everybody


def options(answers: Answers, variable: str) -> list[str]:
    """The answers that a question has, or one with several answers, in order; none where nothing
    is called so. Answers declared missing are left out.
    """
    if not _known(answers, variable):
        return []
    return list(_asked(answers, variable, People(dict(answers.respondents))).order)


def _known(answers: Answers, name: str) -> bool:
    return any(asked.name == name for asked in answers.questions)


def share_remark(answers: Answers) -> str:
    """What is to be said wherever shares of these answers stand: weights, and their own remark."""
    people = in_question(answers, weighted=None, where={})
    said = [*weighing(people.weight, people.weightless), remark(answers)]
    return " ".join(part for part in said if part)


def question_table(answers: Answers) -> Table:
    """Questions and sets of several answers, and how many respondents answered each."""
    columns = (
        Column("variable", t("columns.variable")),
        Column("question", t("columns.question")),
        Column("n", t("columns.answered"), "integer"),
    )
    people = People(dict(answers.respondents))
    asked = [_asked(answers, variable.name, people) for variable in answers.variables]
    asked += [_of_set(answers, several, people) for several in answers.sets]
    rows: list[tuple[Value, ...]] = [
        (each.name, each.label, len(set().union(*each.given.values()))) for each in asked
    ]
    return Table(columns, tuple(rows), t("tables.answers"), remark(answers))


# -- who is in question ----------------------------------------------------------------------------


@dataclass(frozen=True)
class People:
    """The respondents in question, with what each said, and their weights where they have any."""

    said: Mapping[Hashable, Mapping[str, str]]
    weights: Mapping[Hashable, float] | None = None
    weight: str = ""  # what the weights are called
    weightless: int = 0
    where: tuple[tuple[str, str], ...] = ()

    def groups(self, grouping: Variable | None) -> dict[Hashable, str]:
        """Everybody's group: their answer to the question that makes groups."""
        if grouping is None:
            return dict.fromkeys(self.said, ALL)
        name, missing = grouping.name, {*grouping.missing, ""}
        given = {person: said.get(name, "") for person, said in self.said.items()}
        return {person: UNKNOWN if g in missing else g for person, g in given.items()}


def in_question(answers: Answers, *, weighted: bool | None, where: Where) -> People:
    """Those who gave the answers wanted and have a weight, where weights count."""
    said: dict[Hashable, Mapping[str, str]] = dict(answers.respondents)
    told = []
    for name, wanted in where.items():
        variable = find(answers, name)
        given = _answers_of(variable, [wanted] if isinstance(wanted, str) else wanted, answers)
        said = {p: s for p, s in said.items() if s.get(variable.name) in given}
        told.append((variable.label or variable.name, ", ".join(given)))
    weight = _weight(answers, weighted)
    if weight is None:
        return People(said, where=tuple(told))
    weights: dict[Hashable, float] = {}
    for person, given_ in said.items():
        value = given_.get(weight.name)
        if value is not None and value not in weight.missing:
            weights[person] = _as_weight(value, str(person), weight.name)
    weights = {person: w for person, w in weights.items() if w}
    kept = {person: said[person] for person in weights}
    label = weight.label or weight.name
    return People(kept, weights, label, len(said) - len(kept), tuple(told))


def _answers_of(variable: Variable, wanted: Sequence[str], answers: Answers) -> list[str]:
    """Answers by their words or by their codes in the file."""
    words = dict(variable.values)
    given = {said.get(variable.name, "") for _, said in answers.respondents} - {""}
    found = []
    for each in wanted:
        answer = each if each in given or each in words.values() else words.get(each)
        if answer is None:
            known = "; ".join([*words.values(), *sorted(given - set(words.values()))][:12])
            raise EticError("choice-unknown", name=variable.name, given=each, known=known)
        found.append(answer)
    return list(dict.fromkeys(found))


def _weight(answers: Answers, weighted: bool | None) -> Variable | None:
    """The variable that holds the weights; None where they do not count."""
    if weighted is False or (weighted is None and not answers.weight):
        return None
    if answers.weight:
        return find(answers, answers.weight)
    found = [v for v in answers.variables if v.kind == "weight"]
    if len(found) != 1:
        raise EticError("answers-no-weight", known=", ".join(v.name for v in found) or "—")
    return found[0]


def _as_weight(value: str, person: str, name: str) -> float:
    found = measured(value)
    if found is None or found < 0:
        raise EticError("answers-weight-bad", weight=name, respondent=person, value=value)
    return found


# -- who said what ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    """A question as it is counted: its answers in order, and who gave each of them."""

    name: str
    label: str
    order: list[str]
    given: Mapping[str, set[Hashable]]
    absent: Mapping[str, set[Hashable]]  # answers declared missing → who gave them
    multiple: bool = False


def _asked(answers: Answers, wanted: str, people: People) -> _Asked:
    several = find_set(answers, wanted)
    if several is not None:
        return _of_set(answers, several, people)
    variable = find(answers, wanted)
    given, absent = _given(variable, people)
    order = [answer for _, answer in variable.values if answer not in variable.missing]
    order = list(dict.fromkeys([*order, *sorted(given, key=in_order)]))
    return _Asked(variable.name, variable.label, order, given, absent)


def _given(variable: Variable, people: People) -> tuple[Given, Given]:
    """Answer → who gave it; and of the answers that are declared missing."""
    everything: Given = defaultdict(set)
    for person, said in people.said.items():
        answer = said.get(variable.name)
        if answer is not None:
            everything[answer].add(person)
    absent = {answer: everything.pop(answer) for answer in variable.missing if answer in everything}
    return everything, absent


def _of_set(answers: Answers, several: ResponseSet, people: People) -> _Asked:
    """A question with several answers: who gave none of them gave no answer."""
    variables = [find(answers, name) for name in several.variables]
    given: Given = defaultdict(set)
    order: list[str] = []
    for variable in variables:
        found, _ = _given(variable, people)
        if several.kind == "category":
            order += [answer for _, answer in variable.values if answer not in variable.missing]
            for answer, who in found.items():
                given[answer] |= who
            continue
        words = variable.label or variable.name
        answer = words if words not in order else f"{words} ({variable.name})"
        order.append(answer)
        counted = {several.counted, dict(variable.values).get(several.counted, several.counted)}
        given[answer] = {person for a in counted for person in found.get(a, ())}
    order = list(dict.fromkeys([*order, *sorted(given, key=in_order)]))
    return _Asked(several.name, several.label, order, given, {}, multiple=True)


@dataclass(frozen=True)
class _Counting:
    """What is the same of all questions of a table."""

    people: People
    grouping: Variable | None
    groups: Mapping[Hashable, str]
    order: Sequence[str]
    base: Base
    percents: Percents
    missing: bool

    def question(self, asked: _Asked) -> Question:
        """The answers to one question, counted."""
        everybody = set(self.people.said)
        answered = set().union(*asked.given.values())
        name = self.grouping.name if self.grouping else ""
        label = (self.grouping.label or name) if self.grouping else ""
        rows = self._count(asked.order, asked.given, answered, self.base)
        compared = (
            self._count(asked.order, asked.given, answered, "group") if self.base == "all" else []
        )
        absent, of_all = [], {}
        if self.missing:
            none = everybody - answered - set().union(*asked.absent.values())
            lacking = {**asked.absent, NO_ANSWER: none}
            absent = self._count(list(lacking), lacking, answered, "group")
            whole = self._count(asked.order, asked.given, answered, "group")
            of_all = {(row.code, row.group): row.share.share for row in whole}
        return Question(
            rows=tuple(rows),
            names=dict(zip(asked.order, asked.order, strict=True)),
            by=name,
            unit="case",
            base=self.base,
            quotes={},
            percents=self.percents,
            by_label=label,
            own={(row.code, row.group): row.share for row in compared},
            variable=asked.name,
            label=asked.label,
            multiple=asked.multiple,
            asked=len(everybody),
            silent=len(everybody) - len(answered),
            weights=self.people.weights,
            absent=tuple(absent),
            of_all=of_all,
        )

    def _count(
        self,
        order: Sequence[str],
        given: Mapping[str, set[Hashable]],
        answered: set[Hashable],
        base: Base,
    ) -> list[Counted]:
        everybody = set(self.groups)
        return count(
            order, given, dict.fromkeys(order, everybody), dict.fromkeys(order, answered),
            self.groups, base, self.order, self.people.weights,
        )  # fmt: skip
