"""Two coders side by side: what each of them coded in the same documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.analysis.meeting import Coded, Meeting, meet
from etic.analysis.result import Result
from etic.i18n import t
from etic.model import Column, Quote, Table, Value
from etic.store import Store, queries
from etic.store.queries import DocumentRow

if TYPE_CHECKING:
    import pandas as pd

MEETINGS: tuple[Meeting, ...] = ("exact", "overlap", "other", "alone")


@dataclass(frozen=True, slots=True)
class Compared:
    """One coding with what the other coder has at its place."""

    quote: Quote
    how: Meeting
    beside: tuple[Quote, ...]  # the other coder's, with at least one character in common


@dataclass(frozen=True)
class CoderComparison(Result):
    """The codings of two coders in the same documents, each with how the other's meet it."""

    one: str
    other: str
    documents: tuple[DocumentRow, ...]
    codings: tuple[Compared, ...]  # of both, by study, document and place
    names: Mapping[str, str]  # code → its name, after those above it

    @property
    def note(self) -> str:
        """What is counted, and what these counts are not."""
        documents = t("words.documents", n=len(self.documents))
        return t("agreement.note", one=self.one, other=self.other, documents=documents)

    @property
    def differing(self) -> list[Compared]:
        """Codings that no coding of the other with the same code meets."""
        return [found for found in self.codings if found.how in ("other", "alone")]

    def count(self, coder: str, *how: Meeting, code: str | None = None) -> int:
        """How many codings of a coder are met so; all of them where no way is named."""
        return sum(
            found.quote.coder == coder
            and (not how or found.how in how)
            and code in (None, found.quote.code)
            for found in self.codings
        )

    def table(self) -> Table:
        """As a table: code, name, coder, codings, exact, overlapping, unmet.

        Two rows a code, one a coder; codes that neither has used here are left out.
        """
        columns = (
            Column("code", t("columns.code")), Column("name", t("columns.name")),
            Column("coder", t("columns.coder")),
            *(
                Column(key, t(f"agreement.column-{key}"), "integer")
                for key in ("codings", "exact", "overlapping", "unmet")
            ),
        )  # fmt: skip
        used = {found.quote.code for found in self.codings}
        rows: list[tuple[Value, ...]] = [
            (
                code, name, coder, self.count(coder, code=code),
                self.count(coder, "exact", code=code), self.count(coder, "overlap", code=code),
                self.count(coder, "other", "alone", code=code),
            )
            for code, name in self.names.items()
            if code in used
            for coder in (self.one, self.other)
        ]  # fmt: skip
        return Table(columns, tuple(rows), t("agreement.table"), self.note)

    def frame(self) -> pd.DataFrame:
        """The same as a pandas frame."""
        return self.table().frame()


def compare(store: Store, one: str, other: str, documents: Collection[int]) -> CoderComparison:
    """The codings of two coders in these documents, by their ids.

    The same code in another state (*yes*, *no*) does not say the same, so it is another code here.
    """
    with store.database.reading() as connection:
        tree = store.tree()
        rows = [d for d in queries.documents(connection) if d.id in documents]
        quotes = {
            coder: [
                quote
                for quote in queries.quotes(connection, tree, coder=coder)
                if quote.document_id in documents
            ]
            for coder in (one, other)
        }
    by_id = {quote.id: quote for found in quotes.values() for quote in found}
    met = {
        found.id: found
        for a, b in ((one, other), (other, one))
        for found in meet(_coded(quotes[a]), _coded(quotes[b]))
    }
    codings = [
        Compared(quote, met[quote.id].how, tuple(by_id[i] for i in met[quote.id].beside))
        for quote in by_id.values()
    ]
    place = {d.id: n for n, d in enumerate(rows)}
    codings.sort(key=lambda c: (place[c.quote.document_id], c.quote.start, c.quote.end, c.quote.id))
    names = {node.path: tree.label(node.id) for node in tree}
    return CoderComparison(one, other, tuple(rows), tuple(codings), names)


def _coded(quotes: Sequence[Quote]) -> list[Coded]:
    return [Coded(q.id, q.document_id, (q.code_id, q.state), q.start, q.end) for q in quotes]


def document_table(
    documents: Sequence[DocumentRow], coders: Sequence[str], counts: Mapping[int, Mapping[str, int]]
) -> Table:
    """Documents by coders: how many codings each coder has in each."""
    taken = {"study", "document"}
    columns = (
        Column("document", t("columns.document")), Column("study", t("columns.study")),
        *(Column(f"coder.{c}" if c in taken else c, c, "integer") for c in coders),
    )  # fmt: skip
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (d.name, d.study, *(counts.get(d.id, {}).get(coder, 0) for coder in coders))
        for d in documents
    )
    return Table(columns, rows, t("agreement.matrix"), t("agreement.matrix-note"))
