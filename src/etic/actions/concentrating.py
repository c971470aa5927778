"""Who carries each theme of a project: how many respondents, and whether one speaks for all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from etic.actions.carrying import Carried, Footing, carriers, labels
from etic.analysis.concentration import Concentration, concentration, words_covered
from etic.analysis.drawing import Bars, Drawing, Mark
from etic.analysis.result import Method, Result
from etic.i18n import number, t
from etic.model import Column, Quote, Table, Value
from etic.store import Store
from etic.store.codebook import Node

Measure = Literal["codings", "words"]

METHODS = (
    Method(
        "responses.method-effective", "²D = 1 / Σ pᵢ²",
        "Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. "
        "Ecology 54, 427–432. Laakso, M. & Taagepera, R. (1979). “Effective” number of parties: "
        "a measure with application to West Europe. Comparative Political Studies 12, 3–27.",
    ),
    Method(
        "responses.method-gini", "G = Σᵢ Σⱼ |xᵢ − xⱼ| / (2n·Σᵢ xᵢ)",
        "Gini, C. (1912). Variabilità e mutabilità. Bologna: Cuppini.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Carrying:
    """One code, who says how much of it, and how that is spread."""

    node: Node
    label: str
    carried: Carried
    spread: Concentration  # its units are ids of respondents


@dataclass(frozen=True)
class ConcentrationTable(Result):
    """Codes by how many respondents carry them, and how evenly."""

    rows: tuple[Carrying, ...]
    measure: Measure
    names: dict[Hashable, str]  # respondent → what they are called
    footing: Footing

    def table(self) -> Table:
        """Name, respondents, amount, effective, top_case, top_share, warning, gini, code."""
        columns = (
            Column("name", t("columns.code")),
            Column("respondents", t("responses.respondents"), "integer"),
            Column("amount", t(f"responses.measure-{self.measure}"), "integer"),
            Column("effective", t("responses.effective"), "number", 1),
            Column("top_case", t("responses.top-case")),
            Column("top_share", t("responses.top-share"), "percent"),
            Column("warning", t("responses.warning")),
            Column("gini", t("responses.gini"), "number", 2),
            Column("code", t("responses.path")),
        )
        rows: list[tuple[Value, ...]] = []
        for row in self.rows:
            s = row.spread
            told = f"warned-{s.warned}" if s.warned else s.reason
            rows.append(
                (
                    row.label, s.units, int(s.total), s.effective,
                    self._most(s.top), s.top_share,
                    t(f"responses.{told}") if told else "", s.gini, row.node.path,
                )
            )  # fmt: skip
        note = " ".join(
            filter(None, (t(f"responses.concentration-note-{self.measure}"), self.footing.plain))
        )
        return Table(columns, tuple(rows), t("responses.concentration"), note)

    def _most(self, top: Sequence[Hashable]) -> str:
        """Who says most; of several who say as much, the first and how many others."""
        if not top:
            return ""
        first = self.names[top[0]]
        if len(top) == 1:
            return first
        return t("responses.top-and-others", case=first, n=number(len(top) - 1))

    def methods(self) -> Sequence[Method]:
        """The effective number of respondents, and Gini's coefficient."""
        return METHODS

    def drawings(self) -> Sequence[Drawing]:
        """Respondents beside the effective number of them, and the share of the most talkative."""
        carried = [row for row in self.rows if row.spread.units]
        if not carried:
            return ()
        table = self.table()
        pairs = [
            Mark(row.label, t(f"responses.{series}"), value, colour=row.node.code.colour)
            for row in carried
            for series, value in (
                ("respondents", float(row.spread.units)), ("effective", row.spread.effective)
            )
        ]  # fmt: skip
        tops = [
            Mark(
                row.label, t("responses.top-share"), row.spread.top_share,
                colour=row.node.code.colour,
            )
            for row in carried
        ]  # fmt: skip
        return (
            Bars(
                table.title, table, tuple(pairs), t("responses.respondents"),
                t("responses.counted"), percent=False,
            ),
            Bars(t("responses.share-of-top"), table, tuple(tops), t("responses.share-of-top")),
        )  # fmt: skip

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The passages of the most talkative respondent (or respondents), or of all."""
        found = self.rows[row]
        top = column in ("top_case", "top_share")
        return [
            quote.id
            for case, quotes in found.carried.yes.items()
            if not top or case in found.spread.top
            for quote in quotes
        ]


def concentrate(
    store: Store,
    paths: Collection[str],
    study: str = "",
    measure: Measure = "codings",
    coder: str | None = None,
) -> ConcentrationTable:
    """How each code is spread over respondents, by codings or by words of the passages."""
    found = carriers(store, study, coder)
    nodes = found.nodes(list(paths))
    names = labels(found.tree, nodes)
    rows = []
    for node in nodes:
        carried = found.carried(node)
        amounts = {
            case: len(carried.yes[case]) if measure == "codings" else _words(carried.yes[case])
            for case in found.cases
            if case in carried.yes
        }
        rows.append(Carrying(node, names[node.path], carried, concentration(amounts)))
    named = Counter(case.name for case in found.cases.values())
    called: dict[Hashable, str] = {
        i: case.name if named[case.name] == 1 else f"{case.study}/{case.name}"
        for i, case in found.cases.items()
    }
    return ConcentrationTable(tuple(rows), measure, called, found.footing(nodes))


def _words(quotes: Iterable[Quote]) -> int:
    """Words of passages, each once where passages of one document overlap."""
    by_document: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for quote in quotes:
        by_document[quote.document_id].append((quote.start, quote.end, quote.quote))
    return sum(map(words_covered, by_document.values()))
