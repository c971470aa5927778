"""Codes that stand together: how often, in how many interviews, how closely they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from etic.analysis.coded import CodeLine, column_key, sentences
from etic.analysis.drawing import Cell, Drawing, Edge, HeatMap, Network, Node
from etic.analysis.left_out import NOBODY, LeftOut
from etic.analysis.result import Method, Result
from etic.analysis.together import Together
from etic.i18n import number, t
from etic.model import Column, Table, Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Within = Literal["overlap", "span", "words", "turns", "document", "case"]
Figure = Literal["n", "jaccard", "c", "documents", "cases"]
Form = Literal["matrix", "pairs"]
WHOLES = ("document", "case")  # closeness that counts documents and respondents, not codings

UNEQUAL = 5  # times as many events: ATLAS.ti warns beyond it
MOST_EDGES = 60

C = Method(
    "matrices.method-c", "c = n12 / (n1 + n2 − n12)",
    "ATLAS.ti Scientific Software Development (2022). ATLAS.ti 22 Windows, User Manual: Code "
    "Co-occurrence Coefficient.",
)  # fmt: skip
JACCARD = Method(
    "matrices.method-jaccard", "J = b / (a1 + a2 + b)",
    "Jaccard, P. (1912). The distribution of the flora in the alpine zone. "
    "New Phytologist 11, 37–50.",
)  # fmt: skip


def c_coefficient(n12: int, n1: int, n2: int) -> tuple[float | None, str]:
    """ATLAS.ti's c = n12 / (n1 + n2 − n12), and why it is undefined (a message of `matrices`).

    Parameters: `n12` pairs of codings that stand together; `n1`, `n2` codings of either code.

    c lies between 0 and 1 where each coding has at most one partner. A coding with several can take
    it past 1; from n12 = n1 + n2 on it means nothing and is None. So it is for two codes that
    nobody used.

    Reference: ATLAS.ti Scientific Software Development. *ATLAS.ti User Manual*, “Code Co-occurrence
    Coefficient”, whose example this is, of codes with 100 and 10 quotations:

    >>> round(c_coefficient(5, 100, 10)[0], 3)
    0.048
    >>> c_coefficient(6, 2, 3), c_coefficient(0, 0, 0)
    ((None, 'reason-c-undefined'), (None, 'reason-unused'))
    """
    if min(n12, n1, n2) < 0:
        raise ValueError(f"counts are never negative: n12={n12}, n1={n1}, n2={n2}")
    if n1 + n2 == 0:
        return None, "reason-unused"
    if n12 >= n1 + n2:
        return None, "reason-c-undefined"
    return n12 / (n1 + n2 - n12), ""


def jaccard(both: int, either: int) -> tuple[float | None, str]:
    """Jaccard's J: stretches with both codes of those with at least one, and why it is undefined.

    >>> jaccard(1, 4), jaccard(0, 0)
    ((0.25, ''), (None, 'reason-unused'))
    """
    if not 0 <= both <= either:
        raise ValueError(f"jaccard needs 0 <= both <= either, not {both} of {either}")
    return (both / either, "") if either else (None, "reason-unused")


@dataclass(frozen=True)
class Pair:
    """Two codes and how they stand together. `one`, `other` are their numbers."""

    one: int
    other: int
    n: int  # events: pairs of codings; documents or respondents where these are asked about
    documents: int | None
    cases: int
    n_one: int
    n_other: int
    one_with: int  # codings of the one that stand with the other
    other_with: int
    jaccard: float | None
    c: float | None
    ratio: float | None  # of the more frequent code's events to the other's
    warnings: tuple[str, ...]  # messages of `matrices`


@dataclass(frozen=True)
class Cooccurrence(Result):
    """Codes by codes: a symmetric matrix of one figure, or all pairs with all of their figures."""

    codes: tuple[CodeLine, ...]
    within: Within
    distance: int
    found: Together = field(repr=False, compare=False)
    apart: NDArray[np.bool_] = field(repr=False, compare=False)  # pairs that are not compared
    codings: tuple[tuple[int, int, int], ...] = field(repr=False)  # (coding, code, event)
    figure: Figure = "n"
    form: Form = "matrix"
    least: int = 1  # events from which on the network joins two codes
    coders: Literal["same", "any"] = "same"
    several: bool = False  # whether there are codings of more than one coder
    left_out: LeftOut = NOBODY
    sample: str = ""  # what kind of sample it is, in a sentence
    nobody: int = 0  # codings left out because they are no respondent's

    # -- figures ----------------------------------------------------------------------------------

    @property
    def whole(self) -> bool:
        """Whether documents or respondents are counted, and not codings."""
        return self.within in WHOLES

    def pair(self, one: int, other: int) -> Pair | None:
        """All figures of two codes by their numbers; None where they are not compared."""
        if one == other or self.apart[one, other]:
            return None
        f = self.found
        n, n_one, n_other = (int(x) for x in (f.pairs[one, other], f.events[one], f.events[other]))
        j, no_j = jaccard(int(f.both[one, other]), int(f.either[one, other]))
        c, no_c = c_coefficient(n, n_one, n_other)
        few = min(n_one, n_other)
        ratio = max(n_one, n_other) / few if few else None
        warnings = [no_c] if no_c else []
        if c is not None and c > 1:
            warnings.append("warning-c-over")
        if n and ratio is not None and ratio > UNEQUAL:
            warnings.append("warning-unequal")
        if no_j and not no_c:
            warnings.append(no_j)
        return Pair(
            one, other, n,
            None if self.within == "case" else int(f.documents[one, other]),
            int(f.cases[one, other]), n_one, n_other,
            int(f.share_of[one, other]), int(f.share_of[other, one]), j, c, ratio, tuple(warnings),
        )  # fmt: skip

    @cached_property
    def listed(self) -> tuple[Pair, ...]:
        """Every pair that is compared, the most frequent first."""
        k = len(self.codes)
        found = [self.pair(i, j) for i in range(k) for j in range(i + 1, k)]
        kept = [pair for pair in found if pair is not None]
        return tuple(sorted(kept, key=lambda p: (-p.n, -(p.jaccard or 0), p.one, p.other)))

    def value(self, one: int, other: int) -> int | float | None:
        """The figure of a cell. On the diagonal: how often the code stands at all."""
        if one == other:
            events = int(self.found.events[one])
            if self.figure in ("jaccard", "c"):
                return 1.0 if events else None
            if self.figure == "documents" and self.within == "case":
                return None
            of = {"n": self.found.pairs, "documents": self.found.documents}
            return int(of.get(self.figure, self.found.cases)[one, one])
        pair = self.pair(one, other)
        if pair is None:
            return None
        found: int | float | None = getattr(pair, self.figure)
        return found

    # -- tables -----------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What it is called."""
        return t("matrices.cooccurrence-title", within=self._within())

    @property
    def note(self) -> str:
        """What counts as together, what is counted, whose codings, and what is left out."""
        return sentences(
            t(f"matrices.note-within-{self.within}", n=self.distance),
            t(f"matrices.note-n-{self.within if self.whole else 'codings'}"),
            t("matrices.note-spread") if self.form == "pairs" and not self.whole else "",
            t(f"matrices.note-diagonal-{self.figure}") if self.form == "matrix" else "",
            t("matrices.note-apart") if self.apart.any() else "",
            t("matrices.note-c") if self.figure == "c" or self.form == "pairs" else "",
            t(f"matrices.note-coders-{self.coders}") if self.several and not self.whole else "",
            t("matrices.note-nobody", n=self.nobody) if self.nobody else "",
            self.left_out.note,
            self.sample,
        )

    def table(self) -> Table:
        """The matrix (code, name, n, then one column a code), or the pairs, as `form` says."""
        if self.form == "pairs":
            return self.pairs()
        digits = 3 if self.figure in ("jaccard", "c") else None
        kind: Literal["number", "integer"] = "number" if digits else "integer"
        columns = (
            Column("code", t("columns.code")), Column("name", t("columns.name")),
            *(Column(column_key(line), line.label, kind, digits) for line in self.codes),
        )  # fmt: skip
        k = len(self.codes)
        rows: list[tuple[Value, ...]] = [
            (line.path, line.label, *(self.value(i, j) for j in range(k)))
            for i, line in enumerate(self.codes)
        ]
        title = f"{self.title}: {t(f'matrices.figure-{self.figure}')}"
        return Table(columns, tuple(rows), title, self.note)

    def pairs(self) -> Table:
        """The long form: every pair once, the most frequent first, with all of its figures."""
        text = ("one", "one_name", "other", "other_name")
        whole = ("n", "documents", "cases", "n_one", "n_other", "one_with", "other_with")
        columns = (
            *(Column(key, t(f"matrices.column-{key}")) for key in text),
            *(Column(key, t(f"matrices.column-{key}"), "integer") for key in whole),
            Column("jaccard", t("matrices.column-jaccard"), "number", 3),
            Column("c", t("matrices.column-c"), "number", 3),
            Column("ratio", t("matrices.column-ratio"), "number", 1),
            Column("warning", t("matrices.column-warning")),
        )
        rows: list[tuple[Value, ...]] = []
        for p in self.listed:
            one, other = self.codes[p.one], self.codes[p.other]
            rows.append((
                one.path, one.label, other.path, other.label, p.n, p.documents, p.cases, p.n_one,
                p.n_other, p.one_with, p.other_with, p.jaccard, p.c, p.ratio, self.warned(p),
            ))  # fmt: skip
        note = self.note
        return Table(columns, tuple(rows), self.title, note)

    def warned(self, pair: Pair) -> str:
        """What is to be kept in mind of a pair's figures, in words."""
        few = pair.one if pair.n_one < pair.n_other else pair.other
        more = pair.other if few == pair.one else pair.one
        share = pair.one_with if few == pair.one else pair.other_with
        return " ".join(
            t(f"matrices.{key}", few=_bare(self.codes[few]), more=_bare(self.codes[more]),
              ratio=number(pair.ratio or 0, 1), n=share, base=min(pair.n_one, pair.n_other))
            for key in pair.warnings
        )  # fmt: skip

    def methods(self) -> Sequence[Method]:
        """Jaccard's coefficient and ATLAS.ti's c."""
        return (JACCARD, C)

    # -- behind figures ---------------------------------------------------------------------------

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings of both codes that stand together; of a code alone on the diagonal."""
        if self.form == "pairs":
            pair = self.listed[row]
            if column in ("one", "one_name", "n_one"):
                return self._of(pair.one, None)
            if column in ("other", "other_name", "n_other"):
                return self._of(pair.other, None)
            if column == "one_with":
                return self._of(pair.one, pair.other)
            if column == "other_with":
                return self._of(pair.other, pair.one)
            return self._both(pair.one, pair.other)
        numbers = {column_key(line): i for i, line in enumerate(self.codes)}
        other = numbers.get(column)
        if other is None or other == row:
            return self._of(row, None)
        return () if self.apart[row, other] else self._both(row, other)

    def _of(self, code: int, beside: int | None) -> tuple[int, ...]:
        """Codings of a code, all of them or those that stand with another."""
        return tuple(
            coding for coding, of, event in self.codings
            if of == code and (beside is None or self.found.carries[event, beside])
        )  # fmt: skip

    def _both(self, one: int, other: int) -> tuple[int, ...]:
        return tuple(
            coding for coding, of, event in self.codings
            if (of == one and self.found.carries[event, other])
            or (of == other and self.found.carries[event, one])
        )  # fmt: skip

    # -- pictures ---------------------------------------------------------------------------------

    def drawings(self) -> Sequence[Drawing]:
        """The matrix as a heat map, and the codes joined by their strongest pairs."""
        if len(self.codes) < 2:
            return ()
        return (self._map(), self._network())

    def _within(self) -> str:
        return t(f"matrices.within-{self.within}", n=self.distance)

    def _map(self) -> HeatMap:
        digits = 2 if self.figure in ("jaccard", "c") else None
        cells = []
        for i, one in enumerate(self.codes):
            for j, other in enumerate(self.codes):
                value = None if i == j else self.value(i, j)
                text = "" if value is None else number(value, digits)
                cells.append(Cell(one.label, other.label, value, text))
        labels = tuple(line.label for line in self.codes)
        return HeatMap(
            f"{self.title}: {t(f'matrices.figure-{self.figure}')}",
            self._as("matrix").table(), tuple(cells), labels, labels,
            value_title=t(f"matrices.figure-{self.figure}"),
            colours=tuple((line.label, line.colour) for line in self.codes),
        )  # fmt: skip

    def _network(self) -> Network:
        strength = [(getattr(p, self.figure), p) for p in self.listed if p.n >= self.least]
        strongest = sorted(
            ((weight, p) for weight, p in strength if weight), key=lambda found: -found[0]
        )[:MOST_EDGES]
        digits = 2 if self.figure in ("jaccard", "c") else None
        edges = tuple(
            Edge(self.codes[p.one].path, self.codes[p.other].path, float(weight),
                 number(weight, digits))
            for weight, p in strongest
        )  # fmt: skip
        joined = {end for edge in edges for end in (edge.one, edge.other)}
        nodes = tuple(
            Node(line.path, line.label, float(self.found.events[i]), line.colour)
            for i, line in enumerate(self.codes)
            if line.path in joined
        )
        size = "codings" if not self.whole else self.within
        return Network(
            f"{self.title}: {t(f'matrices.figure-{self.figure}')}", self._as("pairs").table(),
            nodes, edges, t(f"matrices.size-{size}"), t(f"matrices.figure-{self.figure}"),
        )  # fmt: skip

    def _as(self, form: Form) -> Cooccurrence:
        from dataclasses import replace

        return replace(self, form=form)


def _bare(line: CodeLine) -> str:
    """A label to be put between quotation marks, without those of its own."""
    return line.label.strip('«»“”"')
