"""The case-level matrix: what the same people said in the interview and in the survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etic.actions.answer_counting import who_said
from etic.actions.crosstabs import crosstab
from etic.analysis.counts import ALL
from etic.analysis.drawing import Cell, HeatMap
from etic.analysis.result import Method, Result
from etic.i18n import t
from etic.mixed.cases import Paired, paired
from etic.mixed.joint import in_group
from etic.model import Answers, Column, Link, Table, Value
from etic.natural import natural
from etic.store import Store, answers, links, queries

_STATES = {True: "yes", False: "no", None: "unknown"}
_METHOD = Method(
    "joint.method-cases", "κ = (p − e)/(1 − e); p = min(1, 2 Σ C(b + c, i)/2^(b + c))",
    "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and "
    "Psychological Measurement 20, 37–46. McNemar, Q. (1947). Note on the sampling error of the "
    "difference between correlated proportions. Psychometrika 12, 153–157.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sides:
    """Code and answer of one person; None where they were not asked or gave no answer."""

    code: bool | None
    answer: bool | None
    codings: tuple[int, ...] = ()

    @property
    def agree(self) -> bool | None:
        """Whether both sides say the same; None where one is unknown."""
        return None if self.code is None or self.answer is None else self.code == self.answer


@dataclass(frozen=True)
class CaseMatrix(Result):
    """Respondents by link: code and answer of the same people. Empty where no ids match."""

    cases: tuple[str, ...]
    links: tuple[tuple[int, Link], ...]
    cells: Mapping[tuple[str, int], Sides]  # (case, link id)
    names: Mapping[str, str]  # code → its name

    def table(self) -> Table:
        """A row a respondent, a column a link: code / answer."""
        columns = (
            Column("case", t("columns.case")),
            *(Column(f"link_{link_id}", self.label(link)) for link_id, link in self.links),
        )
        rows = tuple(
            (case, *(self._said(case, link_id) for link_id, _ in self.links)) for case in self.cases
        )
        return Table(columns, rows, t("joint.cases-title"), self._note)

    @property
    def _note(self) -> str:
        return t("joint.cases-note" if self.cases else "joint.two-samples")

    def label(self, link: Link) -> str:
        """A link by its code and answer."""
        sign = "↔" if link.direction == "same" else "≠"
        return f"{self.names[link.code]} {sign} {link.answer}"

    def _said(self, case: str, link_id: int) -> Value:
        sides = self.cells.get((case, link_id))
        if sides is None:
            return None
        code, answer = (t(f"joint.side-{_STATES[side]}") for side in (sides.code, sides.answer))
        agree = {True: "=", False: "≠", None: "·"}[sides.agree]
        return f"{code} / {answer} {agree}"

    def methods(self) -> tuple[Method]:
        """Agreement person by person."""
        return (_METHOD,)

    def drawings(self) -> tuple[HeatMap, ...]:
        """Dark where both agree, light where they differ, hatched where one is unknown."""
        if not self.cases:
            return ()
        labels = {link_id: self.label(link) for link_id, link in self.links}
        cells = [
            Cell(case, labels[link_id], None if s.agree is None else float(s.agree),
                 {True: "=", False: "≠", None: ""}[s.agree])
            for (case, link_id), s in self.cells.items()
        ]  # fmt: skip
        table = self.table()
        columns = tuple(dict.fromkeys(labels.values()))
        return (
            HeatMap(table.title, table, tuple(cells), self.cases, columns, t("columns.case"),
                    t("columns.link"), t("joint.agreeing")),
        )  # fmt: skip

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings of a respondent with the code of a link."""
        _, _, link_id = column.partition("_")
        sides = self.cells.get((self.cases[row], int(link_id))) if link_id.isdigit() else None
        return sides.codings if sides else ()

    @property
    def agreement(self) -> CaseAgreement:
        """How far the two sides agree, link by link."""
        found = []
        for link_id, link in self.links:
            sides = [
                self.cells[case, link_id] for case in self.cases if (case, link_id) in self.cells
            ]
            pairs = [(bool(s.code), bool(s.answer)) for s in sides if s.agree is not None]
            found.append((link_id, self.label(link), paired(pairs)))
        return CaseAgreement(tuple(found), self._note)


@dataclass(frozen=True)
class CaseAgreement(Result):
    """Agreement of code and answer, person by person, link by link."""

    rows: tuple[tuple[int, str, Paired], ...]  # (link id, what it is called, figures)
    remark: str

    def table(self) -> Table:
        """A row a link: the four counts, percent, κ, McNemar's exact p."""
        counts = ("both", "code_only", "answer_only", "neither")
        columns = (
            Column("link", t("columns.link"), "integer"),
            Column("name", t("joint.column-pair")),
            *(Column(key, t(f"joint.column-{key}"), "integer") for key in counts),
            Column("base", t("columns.base"), "integer"),
            Column("percent", t("joint.column-agreeing"), "percent"),
            Column("kappa", "κ", "number", 2),
            Column("p", "p", "number", 3),
            Column("remark", t("columns.remark")),
        )
        rows = tuple(
            (
                link_id, name, found.both, found.code_only, found.answer_only, found.neither,
                found.base, found.percent, found.kappa, found.p,
                t(f"reasons.{found.reason}") if found.reason else "",
            )
            for link_id, name, found in self.rows
        )  # fmt: skip
        return Table(columns, rows, t("joint.case-agreement-title"), self.remark)

    def methods(self) -> tuple[Method]:
        """κ and McNemar's exact test."""
        return (_METHOD,)


def case_matrix(store: Store, study: str) -> CaseMatrix:
    """Code and answer of those respondents who are known in both, by links to their answers."""
    with store.database.reading() as connection:
        tree = store.tree()
        found = [
            (link_id, link)
            for link_id, _, link in links.links(connection, tree)
            if link.variable and study in ("", link.study)
        ]
        given = {a.study: a for a in answers.answers(connection)}
        people = {name: links.same_people(connection, name) for name in given}
        ids = {(c.study, c.name): c.id for c in queries.cases(connection)}
        unasked = set(queries.not_asked(connection))
    cells: dict[tuple[str, int], Sides] = {}
    for link_id, link in found:
        path = tree.resolve(link.code).path
        counted = crosstab(store, [path], [], "case", "asked", link.study, None)
        carrying = next((set(r.units) for r in counted.rows if r.group == ALL), set())
        asked_all = given.get(link.study, Answers())
        saying, answering = who_said(asked_all, link.variable, link.answer)
        for name, said in asked_all.respondents:
            case = people[link.study].get(name)
            if case is None or not in_group(said, link.group):
                continue
            same = link.direction == "same"
            case_id = ids[link.study, case]
            asked = not any((case_id, code) in unasked for code in tree.upwards(tree.find(path)))
            cells[case, link_id] = Sides(
                True if case_id in carrying else False if asked else None,
                (name in saying) == same if name in answering else None,
                tuple(counted.quotes.get((path, case_id), ())),
            )
    cases = tuple(sorted({case for case, _ in cells}, key=natural))
    return CaseMatrix(cases, tuple(found), cells, {node.path: node.name for node in tree})
