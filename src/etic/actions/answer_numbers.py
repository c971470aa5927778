"""Questions answered by numbers: mean, spread and quartiles, by the answers to another question."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from etic.actions.answer_counting import People, Where, in_question
from etic.actions.answer_notes import KISH
from etic.actions.answers import find, in_order, remark
from etic.actions.samples import UNSAID, Samples
from etic.analysis.counts import ALL, UNKNOWN
from etic.analysis.crosstab_views import group_label
from etic.analysis.describing import Description, describe
from etic.analysis.drawing import Bars, Drawing, Mark
from etic.analysis.result import Method, Result
from etic.errors import EticError
from etic.i18n import number, t
from etic.model import Answers, Column, Table, Value, Variable
from etic.read.values import measured

MOMENTS = Method(
    "answers.method-moments",
    "x̄ = Σ wᵢxᵢ / Σ wᵢ,  s² = n/(n−1) · Σ wᵢ(xᵢ − x̄)² / Σ wᵢ",
    "Hyndman & Fan (1996), The American Statistician 50, 361–365 (quartiles, definition 2).",
)
FIGURES = ("mean", "sd", "minimum", "q1", "median", "q3", "maximum")


@dataclass(frozen=True, slots=True)
class NumberRow:
    """The numbers of one group: what they are like, and who gave them."""

    variable: str
    label: str
    group: str
    found: Description
    silent: int  # who gave no answer
    missing: int  # who gave one that is declared missing
    unread: int  # whose answer is no number
    units: tuple[str, ...]


@dataclass(frozen=True)
class NumberTable(Result):
    """Questions answered by numbers, one row a question and group, everybody last."""

    rows: tuple[NumberRow, ...]
    by: str  # what the groups are of; empty where there are none
    remark: str = ""
    sample: Samples = UNSAID
    weight: str = ""
    weightless: int = 0
    where: tuple[tuple[str, str], ...] = ()

    @property
    def note(self) -> str:
        """Unit, who gave no number, weights, what sample it is."""
        said = [t("answers.numbers-note")]
        if any(row.unread for row in self.rows):
            unread = sum(row.unread for row in self.rows if row.group == ALL)
            said.append(t("answers.numbers-unread", n=number(unread)))
        if self.where:
            who = "; ".join(f"{question}: {answers}" for question, answers in self.where)
            said.append(t("answers.note-where", who=who))
        if self.weight:
            said.append(t("answers.numbers-weights", weight=self.weight))
        if self.weightless:
            said.append(t("answers.note-weightless", n=number(self.weightless)))
        if any(row.group == UNKNOWN for row in self.rows):
            said.append(t("answers.note-unknown-shown"))
        return " ".join([*said, self.sample.plain, self.remark]).strip()

    def table(self) -> Table:
        """One row a question and group: n, who gave none, mean, sd, quartiles, extremes."""
        weighted = ("weighted_n", "effective_base") if self.weight else ()
        columns = (
            Column("variable", t("columns.variable")),
            Column("question", t("columns.question")),
            Column("group", self.by or t("columns.group")),
            Column("n", t("columns.n"), "integer"),
            *(Column(key, t(f"answers.column-{key}"), "integer") for key in ("silent", "missing")),
            *(Column(key, t(f"answers.column-{key}"), "number", 1) for key in weighted),
            *(Column(key, t(f"answers.column-{key}"), "number", 2) for key in FIGURES),
        )
        rows: list[tuple[Value, ...]] = []
        for row in self.rows:
            d = row.found
            masses = (d.weighted_n, d.effective) if self.weight else ()
            rows.append(
                (row.variable, row.label, group_label(row.group), d.n, row.silent, row.missing,
                 *masses, *(getattr(d, key) for key in FIGURES))
            )  # fmt: skip
        return Table(columns, tuple(rows), t("answers.title-numbers"), self.note)

    def methods(self) -> Sequence[Method]:
        """Mean, standard deviation and quartiles; the effective number of weighted respondents."""
        return (MOMENTS, KISH) if self.weight else (MOMENTS,)

    def people(self, row: int, column: str) -> Sequence[str]:
        """The respondents who gave the numbers of a row."""
        del column
        return self.rows[row].units

    def drawings(self) -> Sequence[Drawing]:
        """Of every question, the medians with their quartiles, by group."""
        found = []
        table = self.table()
        for name in dict.fromkeys(row.variable for row in self.rows):
            rows = [(i, row) for i, row in enumerate(self.rows) if row.variable == name]
            marks = [
                Mark(group_label(row.group), "", row.found.median, row.found.q1, row.found.q3,
                     row.found.n)
                for _, row in rows
            ]  # fmt: skip
            own = Table(table.columns, tuple(table.rows[i] for i, _ in rows), table.title)
            title, axis = rows[0][1].label or name, t("answers.axis-quartiles")
            found.append(Bars(title, own, tuple(marks), axis, percent=False, areas=False))
        return found


def number_table(
    answers: Answers,
    wanted: Sequence[str],
    by: str = "",
    sample: Samples = UNSAID,
    *,
    weighted: bool | None = None,
    where: Where | None = None,
) -> NumberTable:
    """Describe the numbers given to questions, by the answers to another."""
    if not wanted:
        raise EticError("answers-no-question")
    people = in_question(answers, weighted=weighted, where=where or {})
    grouping = find(answers, by) if by else None
    groups = people.groups(grouping)
    order = [answer for _, answer in grouping.values] if grouping else []
    named = set(groups.values()) - {ALL, UNKNOWN}
    order = [*(g for g in order if g in named), *sorted(named - set(order), key=in_order)]
    order += [UNKNOWN] * (UNKNOWN in groups.values())
    members: dict[str, list[Hashable]] = {group: [] for group in order}
    for person, group in groups.items():
        if group != ALL:
            members[group].append(person)
    members[ALL] = list(groups)
    rows = [
        _row(find(answers, name), group, who, people)
        for name in dict.fromkeys(wanted)
        for group, who in members.items()
    ]
    label = (grouping.label or grouping.name) if grouping else ""
    return NumberTable(
        tuple(rows), label, remark(answers), sample, people.weight, people.weightless, people.where
    )


def _row(variable: Variable, group: str, who: Sequence[Hashable], people: People) -> NumberRow:
    values: dict[str, float] = {}
    weights = []
    silent = missing = unread = 0
    for person in who:
        said = people.said[person].get(variable.name)
        if said is None:
            silent += 1
        elif said in variable.missing:
            missing += 1
        elif (value := measured(said)) is None:
            unread += 1
        else:
            values[str(person)] = value
            weights.append(people.weights[person] if people.weights is not None else 1.0)
    found = describe(list(values.values()), weights if people.weights is not None else None)
    return NumberRow(
        variable.name, variable.label, group, found, silent, missing, unread, tuple(values)
    )
