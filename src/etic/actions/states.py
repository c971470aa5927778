"""The four response states: said yes, said no, did not mention it, was not asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from etic.actions.carrying import Carried, Carriers, Footing, carriers, group_label, labels
from etic.analysis.drawing import Cell, Drawing, HeatMap
from etic.analysis.responses import STATES
from etic.analysis.result import Result
from etic.i18n import number, t
from etic.model import Column, Table, Value
from etic.store import Store
from etic.store.codebook import Node


@dataclass(frozen=True)
class StateRow:
    """One code in one group: how many respondents are in each state."""

    node: Node
    label: str
    group: str  # empty: of everybody
    carried: Carried
    cases: frozenset[int]

    def counts(self) -> tuple[int, ...]:
        """As many as are in each of `STATES`."""
        states = [s for case, s in self.carried.states.items() if case in self.cases]
        return tuple(states.count(state) for state in STATES)

    def behind(self, state: str) -> list[int]:
        """The codings of those in a state; of all states where it names none."""
        wanted = (state,) if state in STATES else STATES
        return [
            quote.id
            for said, quotes in (("yes", self.carried.yes), ("no", self.carried.no))
            if said in wanted
            for case, of_case in quotes.items()
            if case in self.cases and self.carried.states[case] == said
            for quote in of_case
        ]


@dataclass(frozen=True)
class StateTable(Result):
    """Codes by state: each respondent in question is in one of four, and they add up."""

    rows: tuple[StateRow, ...]
    by: str  # what the groups are, in words; empty: none
    footing: Footing

    def table(self) -> Table:
        """Name, group, yes, no, not_mentioned, not_asked, total, code; one row a code and group."""
        columns = (
            Column("name", t("columns.code")),
            *((Column("group", self.by),) if self.by else ()),
            *(Column(state, t(f"responses.state-{state}"), "integer") for state in STATES),
            Column("total", t("responses.total"), "integer"),
            Column("code", t("responses.path")),
        )
        rows: list[tuple[Value, ...]] = []
        for row in self.rows:
            counts = row.counts()
            group = (group_label(row.group) if row.group else t("tables.everybody"),)
            rows.append(
                (row.label, *(group if self.by else ()), *counts, sum(counts), row.node.path)
            )
        note = " ".join(filter(None, (t("responses.states-note"), self.footing.plain)))
        return Table(columns, tuple(rows), t("responses.states"), note)

    def drawings(self) -> Sequence[Drawing]:
        """A heat map of everybody: code by state, darker where more of those in question are."""
        whole = [row for row in self.rows if not row.group]
        table = self.table()
        said = {state: t(f"responses.state-{state}") for state in STATES}
        cells = []
        for row in whole:
            counts = row.counts()
            for state, n in zip(STATES, counts, strict=True):
                value = n / sum(counts) if sum(counts) else None
                cells.append(Cell(row.label, said[state], value, number(n)))
        if not cells:
            return ()
        return (
            HeatMap(
                table.title, table, tuple(cells), tuple(row.label for row in whole),
                tuple(said.values()), "", t("responses.state"),
                t("responses.share-of-cases"),
                tuple((row.label, row.node.code.colour) for row in whole),
            ),
        )  # fmt: skip

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The passages in which those in a state say it or deny it."""
        return self.rows[row].behind(column)


def count_states(
    store: Store,
    paths: Collection[str],
    by: tuple[str, str] = ("", ""),
    study: str = "",
    coder: str | None = None,
) -> StateTable:
    """Respondents in each state, by code; `by` is an attribute and what it is called."""
    found = carriers(store, study, coder)
    nodes = found.nodes(list(paths))
    return state_table(found, [(node, found.carried(node)) for node in nodes], *by)


def state_table(
    found: Carriers, coded: Sequence[tuple[Node, Carried]], by: str = "", label: str = ""
) -> StateTable:
    """Respondents in each state, out of what was gathered: of the groups, then of everybody."""
    parts = found.groups(by) if by else {}
    names = labels(found.tree, [node for node, _ in coded])
    rows = []
    for node, carried in coded:
        for group, members in parts.items():
            in_group = frozenset(members & carried.states.keys())
            if in_group:
                rows.append(StateRow(node, names[node.path], group, carried, in_group))
        rows.append(StateRow(node, names[node.path], "", carried, frozenset(carried.states)))
    return StateTable(
        tuple(rows), (label or by) if by else "", found.footing(node for node, _ in coded)
    )
