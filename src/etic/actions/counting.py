"""Tables of quotes, of places found and of codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from etic.i18n import t
from etic.model import Column, Hit, Quote, Table, Value
from etic.store.codebook import Tree


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
