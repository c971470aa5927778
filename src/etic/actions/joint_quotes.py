"""Quotes of the joint displays: the most central ones, and the matrix of codes by an attribute."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from etic.actions.crosstabs import crosstab
from etic.analysis.counts import ALL, UNKNOWN
from etic.analysis.drawing import Cell, HeatMap
from etic.analysis.left_out import NOBODY, LeftOut
from etic.analysis.result import Method, Result
from etic.i18n import either, t
from etic.mixed.central import central
from etic.model import Column, Quote, Table, Value
from etic.natural import natural
from etic.store import Store, queries

SHORT = 4  # words; a quote with fewer shows little, and is taken only where there is nothing else
CENTRAL = Method(
    "joint.method-central",
    "cos(v, Σ v − v)",
    "Radev, D. R. et al. (2004). Centroid-based summarization of multiple documents. Information "
    "Processing & Management 40, 919–938.",
)


def quotable(connection: sqlite3.Connection) -> set[int]:
    """The documents whose respondents agreed to be quoted."""
    return {row.id for row in queries.documents(connection) if row.quotable}


def most_central(quotes: Sequence[Quote], most: int) -> list[Quote]:
    """At most so many quotes, one of each respondent, those nearest to all others first.

    Nearness is of dictionary forms (`mixed.central`); quotes of fewer than `SHORT` words come last.
    The same quotes give the same choice, in the order of nearness.
    """
    if most < 1 or not quotes:
        return []
    near = central([_words(quote.quote) for quote in quotes])
    best = sorted(
        zip(quotes, near, strict=True),
        key=lambda pair: (len(pair[0].quote.split()) < SHORT, -pair[1], pair[0].id),
    )
    first: dict[object, Quote] = {}
    for quote, _ in best:
        first.setdefault((quote.study, quote.case or quote.document_id), quote)
    return list(first.values())[:most]


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    from etic.language.spoken import turn_language
    from etic.suggest.views import lemmas

    return frozenset(lemmas(text, turn_language(text, "ru")))


@dataclass(frozen=True)
class QuoteMatrix(Result):
    """Codes by the values of an attribute; in the cells, quotes of different respondents."""

    codes: tuple[str, ...]
    values: tuple[str, ...]
    by_label: str
    cells: Mapping[tuple[str, str], tuple[Quote, ...]]  # (code, value) → quotes
    figures: Mapping[tuple[str, str], tuple[int, int]]  # → respondents with the code, of so many
    names: Mapping[str, str]
    sample: str = ""
    left_out: LeftOut = NOBODY

    def table(self) -> Table:
        """A row a code, a column a value: how many of how many, then the quotes."""
        columns = (
            Column("code", t("columns.code")),
            *(Column(value, value) for value in self.values),
        )
        rows = tuple(
            (self.names[code], *(self._cell(code, value) for value in self.values))
            for code in self.codes
        )
        note = " ".join(p for p in (t("joint.matrix-note"), self.left_out.note, self.sample) if p)
        return Table(columns, rows, t("joint.matrix-title", by=self.by_label), note)

    def _cell(self, code: str, value: str) -> Value:
        n, base = self.figures[code, value]
        if not base:
            return t("joint.not-asked")
        head = t("joint.of", n=n, base=base)
        quotes = self.cells.get((code, value), ())
        said = (t("joint.quote", quote=q.quote, case=q.case or q.document) for q in quotes)
        return "\n".join((head, *said))

    def methods(self) -> tuple[Method]:
        """How quotes are chosen."""
        return (CENTRAL,)

    def drawings(self) -> tuple[HeatMap]:
        """The same as a heat map of shares."""
        cells = []
        for code in self.codes:
            for value in self.values:
                n, base = self.figures[code, value]
                share = n / base if base else None
                text = t("joint.of", n=n, base=base) if base else ""
                cells.append(Cell(self.names[code], value, share, text))
        table = self.table()
        rows = tuple(dict.fromkeys(self.names[code] for code in self.codes))
        return (
            HeatMap(table.title, table, tuple(cells), rows, self.values, t("columns.code"),
                    self.by_label, t("columns.share")),
        )  # fmt: skip

    def behind(self, row: int, column: str) -> list[int]:
        """The quotes of a cell."""
        return [quote.id for quote in self.cells.get((self.codes[row], column), ())]


def quote_matrix(store: Store, paths: Sequence[str], by: str, study: str, most: int) -> QuoteMatrix:
    """Codes by the values of an attribute, with quotes of those who agreed, spread over them."""
    counted = crosstab(store, paths, [by], "case", "asked", study, None)
    codes = tuple(dict.fromkeys(row.code for row in counted.rows))
    with store.database.reading() as connection:
        tree = store.tree()
        may = quotable(connection)
        quotes: dict[tuple[str, str], list[Quote]] = defaultdict(list)
        for quote in queries.quotes(connection, tree, study=study or None, counted=True):
            if quote.state == "yes" and quote.document_id in may:
                value = queries.printed(quote.attributes.get(by))
                for code_id in tree.upwards(tree.by_id[quote.code_id]):
                    quotes[tree.by_id[code_id].path, value].append(quote)
        labels = {a.name: either(a.label_ru, a.label_en) for a in queries.attributes(connection)}
    figures = {(row.code, row.group): (row.share.n, row.share.base) for row in counted.rows}
    values = tuple(sorted({row.group for row in counted.rows} - {ALL, UNKNOWN}, key=natural))
    cells = {
        (code, value): tuple(most_central(quotes[code, value], most))
        for code in codes
        for value in values
    }
    return QuoteMatrix(
        codes, values, labels.get(by) or by, cells, figures, counted.labels or counted.names,
        counted.sample, counted.left_out,
    )  # fmt: skip
