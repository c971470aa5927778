"""From the project's rows to counts: who is a unit, who was asked, who carries a code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from etic.analysis.counts import ALL, Base, Counted, count
from etic.analysis.result import Result
from etic.errors import EticError
from etic.i18n import t
from etic.model import Column, Hit, Quote, Table, Value
from etic.store import Store, queries
from etic.store.codebook import Node, Tree
from etic.store.queries import printed

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["case", "document", "segment", "coding"]


def quote_table(quotes: Sequence[Quote], attributes: Sequence[str]) -> Table:
    """Quotes as a table: case, document, speaker, code, quote, place, coder, memo, attributes.

    An attribute that has the name of a column is called `attribute.<name>` there.
    """
    fixed = ("case", "document", "speaker", "code", "quote", "start", "end", "coder", "memo")
    columns = [
        Column(key, t(f"columns.{key}"), "integer" if key in ("start", "end") else "text")
        for key in fixed
    ]
    for name in attributes:
        columns.append(Column(f"attribute.{name}" if name in fixed else name, name))
    rows: list[tuple[Value, ...]] = [
        (*(getattr(q, key) for key in fixed), *(q.attributes.get(name) for name in attributes))
        for q in quotes
    ]
    return Table(tuple(columns), tuple(rows), t("tables.quotes"))


def hit_table(hits: Sequence[Hit]) -> Table:
    """Places found as a table: document, case, speaker, what stands before, the words, after."""
    keys = ("document", "case", "speaker", "before", "text", "after", "start", "end")
    columns = tuple(
        Column(key, t(f"columns.{key}"), "integer" if key in ("start", "end") else "text")
        for key in keys
    )
    rows = tuple(tuple(getattr(hit, key) for key in keys) for hit in hits)
    return Table(columns, rows, t("tables.hits"))


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code is used: itself, with the codes under it, and by how many respondents."""

    own: int
    codings: int
    cases: int


def code_counts(tree: Tree, coded: Sequence[tuple[int, int | None, int]]) -> dict[int, CodeCount]:
    """Code id → how often it is used, from (code, case, how many codings).

    A respondent coded with two codes under one theme is one respondent of that theme.
    """
    own: dict[int, int] = defaultdict(int)
    codings: dict[int, int] = defaultdict(int)
    cases: dict[int, set[int | None]] = defaultdict(set)
    for code_id, case_id, n in coded:
        own[code_id] += n
        at: int | None = code_id
        while at is not None:
            codings[at] += n
            cases[at].add(case_id)
            at = tree.by_id[at].parent_id
    return {
        node.id: CodeCount(own[node.id], codings[node.id], len(cases[node.id])) for node in tree
    }


def shares_table(
    first: Sequence[Column], by: str, rows: Sequence[tuple[Value, ...]], title: str, note: str
) -> Table:
    """Counts in long form: what is counted (`first`), group, n, base, share, low, high."""
    columns = (
        *first,
        Column("group", by or t("columns.group")),
        Column("n", t("columns.n"), "integer"),
        Column("base", t("columns.base"), "integer"),
        Column("share", t("columns.share"), "percent"),
        Column("low", t("columns.low"), "percent"),
        Column("high", t("columns.high"), "percent"),
    )
    return Table(columns, tuple(rows), title, note)


@dataclass(frozen=True)
class CountTable(Result):
    """Codes counted by group, with the quotes behind every figure."""

    rows: tuple[Counted, ...]
    names: Mapping[str, str]  # code → its name
    by: str
    unit: Unit
    base: Base
    quotes: Mapping[tuple[str, Hashable], tuple[int, ...]]  # (code, unit) → codings
    second: tuple[str, ...] = ()  # coders whose codings are not counted

    @property
    def note(self) -> str:
        """What is counted on what, and that this is no probability sample."""
        note = t(
            "tables.note",
            unit=t(f"tables.unit-{self.unit}"),
            base=t(f"tables.base-{self.base}"),
        )
        if self.second:
            note += " " + t("tables.note-second", coders=", ".join(self.second))
        return note

    def table(self) -> Table:
        """As a table in long form: code, name, group, n, base, share, low, high."""
        first = (Column("code", t("columns.code")), Column("name", t("columns.name")))
        rows: list[tuple[Value, ...]] = []
        for row in self.rows:
            if self.by or row.group == ALL:
                s = row.share
                group = row.group if row.group != ALL else t("tables.everybody")
                name = self.names[row.code]
                rows.append((row.code, name, group, s.n, s.base, s.share, s.low, s.high))
        return shares_table(first, self.by, rows, t("tables.counts"), self.note)

    def frame(self) -> pd.DataFrame:
        """The same as a pandas frame; the group of everybody is empty."""
        rows = [r for r in self.rows if self.by or r.group == ALL]
        frame = self.table().frame()
        frame["group"] = [row.group for row in rows]
        return frame

    def codings(self, code: str, group: str = ALL) -> list[int]:
        """The codings behind a figure."""
        for row in self.rows:
            if (row.code, row.group) == (code, group):
                return [i for unit in row.units for i in self.quotes.get((code, unit), ())]
        raise EticError("code-unknown", code=code, near=", ".join(self.names))


def count_codes(
    store: Store,
    paths: Sequence[str],
    by: str,
    unit: Unit,
    base: Base,
    study: str,
    coder: str | None,
) -> CountTable:
    """Count units by code and by the values of an attribute.

    Without a `coder`, all of them count but the second ones (`Project.set_second_coder`).
    Only units of a code's own studies are in question for it. A respondent carries a code if any of
    their passages does, with the code or one under it, in the state *yes*.
    """
    with store.database.reading() as connection:
        tree = store.tree()
        nodes = [tree.resolve(path) for path in paths]
        cases = queries.cases(connection)
        documents = queries.documents(connection)
        quotes = queries.quotes(
            connection, tree, coder=coder, study=study or None, counted=coder is None
        )
        second = queries.second_coders(connection) if coder is None else []
        unasked = queries.not_asked(connection)
        segments = (
            {
                d.id: [
                    s
                    for s in queries.segments(connection, d.revision_id)
                    if s.role != "interviewer"  # whose questions nobody is asked to answer for
                ]
                for d in documents
            }
            if unit == "segment"
            else {}
        )
    interviewed = {d.case_id for d in documents}
    study_of_case = {c.id: c.study for c in cases if c.id in interviewed}
    groups_of_case = {c.id: (printed(c.attributes.get(by)) or "?") if by else ALL for c in cases}
    units: dict[Hashable, int | None] = {}  # unit → its case
    if unit == "case":
        units = {case_id: case_id for case_id in study_of_case}
    for d in documents:
        if unit == "document":
            units[d.id] = d.case_id
        for s in segments.get(d.id, ()):
            units[d.id, s.n] = d.case_id
    case_ids = {(c.study, c.name): c.id for c in cases}
    coded: dict[str, set[Hashable]] = defaultdict(set)
    behind: dict[tuple[str, Hashable], list[int]] = defaultdict(list)
    for node in nodes:
        under = tree.under(node.path)
        for quote in quotes:
            if quote.code_id not in under or quote.state != "yes":
                continue
            for unit_id in _units_of(quote, unit, case_ids, segments):
                if unit == "coding":
                    units[unit_id] = case_ids.get((quote.study, quote.case))
                coded[node.path].add(unit_id)
                behind[node.path, unit_id].append(quote.id)
    groups = {
        u: ALL if not by else "?" if c is None else groups_of_case[c] for u, c in units.items()
    }
    eligible: dict[str, set[Hashable]] = {}
    asked: dict[str, set[Hashable]] = {}
    for node in nodes:
        studies = {study} if study else node.studies
        left_out = _unasked(tree, node, unasked)
        eligible[node.path] = {
            u
            for u, c in units.items()
            if not studies or (c is not None and study_of_case.get(c) in studies)
        }
        asked[node.path] = {u for u in eligible[node.path] if units[u] not in left_out}
    rows = count([n.path for n in nodes], coded, eligible, asked, groups, base)
    return CountTable(
        tuple(rows),
        {n.path: n.name for n in nodes},
        by,
        unit,
        base,
        {key: tuple(ids) for key, ids in behind.items()},
        tuple(second),
    )


def _units_of(
    quote: Quote,
    unit: Unit,
    case_ids: Mapping[tuple[str, str], int],
    segments: Mapping[int, Sequence[queries.Segment]],
) -> list[Hashable]:
    if unit == "coding":
        return [quote.id]
    if unit == "document":
        return [quote.document_id]
    if unit == "case":
        case_id = case_ids.get((quote.study, quote.case))
        return [] if case_id is None else [case_id]
    return [
        (quote.document_id, s.n)
        for s in segments.get(quote.document_id, ())
        if s.start < quote.end and quote.start < s.end
    ]


def _unasked(tree: Tree, node: Node, unasked: Sequence[tuple[int, int]]) -> set[int | None]:
    """Cases in which neither a code nor one above it was asked about."""
    above = {node.id, *(parent.id for parent in tree.parents(node))}
    return {case_id for case_id, code_id in unasked if code_id in above}
