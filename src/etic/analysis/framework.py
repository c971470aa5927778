"""The framework matrix: cases by themes, each cell what an analyst says, with its quotes.

Reference: Ritchie, J. & Spencer, L. (1994). Qualitative data analysis for applied policy research.
In A. Bryman & R. Burgess (eds), *Analyzing Qualitative Data*, 173–194. Gale, N. K. et al. (2013).
Using the framework method for the analysis of qualitative data in multi-disciplinary health
research. *BMC Medical Research Methodology* 13, 117.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etic.analysis.left_out import NOBODY, LeftOut
from etic.analysis.result import Method, Result
from etic.i18n import t
from etic.model import Column, Table, Value

REFERENCE = (
    "Ritchie & Spencer (1994), in Bryman & Burgess (eds), Analyzing Qualitative Data, 173–194; "
    "Gale, Heath, Cameron, Rashid & Redwood (2013), BMC Medical Research Methodology 13, 117."
)


@dataclass(frozen=True, slots=True)
class FrameworkCase:
    """A row of the matrix: a case, and its value of the attribute that the rows are grouped by."""

    id: int
    name: str
    study: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A column of the matrix: a code with those under it."""

    id: int
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """What is said of one case on one theme, and the quotes that are there.

    `quotes` are the ids of all codings of the case with the theme or a code under it, in order of
    place, and `linked` those among them that the summary rests on. `coded` is what they say now,
    uid → fingerprint, and `seen` what they said when the summary was written.
    """

    case: FrameworkCase
    theme: Theme
    quotes: tuple[int, ...] = ()
    coded: Mapping[str, str] | None = None
    text: str = ""
    coder: str = ""  # who wrote it last
    created: str = ""
    changed: str = ""
    linked: tuple[int, ...] = ()
    seen: Mapping[str, str] | None = None
    asked: bool = True  # False: the case was not asked about it
    in_scope: bool = True  # False: the theme is of other studies

    @property
    def new(self) -> int:
        """How many quotes came after the summary was written."""
        return len(self._now.keys() - self._then.keys()) if self.text else 0

    @property
    def gone(self) -> int:
        """How many quotes that were there are not any longer."""
        return len(self._then.keys() - self._now.keys()) if self.text else 0

    @property
    def altered(self) -> int:
        """How many quotes have other words or another state than they had."""
        both = self._now.keys() & self._then.keys()
        return sum(self._now[uid] != self._then[uid] for uid in both) if self.text else 0

    @property
    def stale(self) -> bool:
        """Whether what is coded there changed after the summary was written."""
        return bool(self.new or self.gone or self.altered)

    @property
    def waiting(self) -> bool:
        """Whether quotes wait for a summary."""
        return bool(self.quotes) and not self.text

    @property
    def behind(self) -> tuple[int, ...]:
        """The codings it opens into: those the summary rests on, all of them where none is said."""
        return self.linked or self.quotes

    @property
    def remark(self) -> str:
        """What is to be said of it besides its summary, in the language at work; mostly nothing."""
        if self.stale:
            changes = (("new", self.new), ("gone", self.gone), ("altered", self.altered))
            said = ", ".join(t(f"framework.quotes-{key}", n=n) for key, n in changes if n)
            return t("framework.stale", what=said)
        if self.waiting:
            return t("framework.waiting", n=len(self.quotes))
        if not self.asked and not self.text:
            return t("framework.not-asked")
        return ""

    def shown(self) -> str | None:
        """The cell in words: the summary, its remark in brackets; None where there is nothing."""
        remark = f"[{self.remark}]" if self.remark else ""
        return "\n".join(part for part in (self.text, remark) if part) or None

    @property
    def _now(self) -> Mapping[str, str]:
        return self.coded or {}

    @property
    def _then(self) -> Mapping[str, str]:
        return self.seen or {}


@dataclass(frozen=True)
class FrameworkMatrix(Result):
    """Cases by themes, in order; `cells` by (id of the case, path of the theme)."""

    cases: tuple[FrameworkCase, ...]
    themes: tuple[Theme, ...]
    cells: Mapping[tuple[int, str], FrameworkCell]
    by: str = ""  # what the attribute is called that rows are grouped by
    left_out: LeftOut = NOBODY  # whose codings are not counted
    out_of_scope: int = 0  # cases that no theme here is for

    def cell(self, row: int, theme: str) -> FrameworkCell:
        """The cell of a row, by its number, under a theme, by its path."""
        return self.cells[self.cases[row].id, theme]

    def progress(self) -> Mapping[str, int]:
        """How many cells there are: `written`, `waiting` (quotes without a summary), `stale`,
        `silent` (neither), and `out` (the theme is of another study)."""
        found = Counter(
            "out" if not cell.in_scope else "written" if cell.text
            else "waiting" if cell.waiting else "silent"
            for cell in self.cells.values()
        )  # fmt: skip
        stale = sum(cell.stale for cell in self.cells.values())
        return {key: found[key] for key in ("written", "waiting", "silent", "out")} | {
            "stale": stale
        }

    @property
    def several_studies(self) -> bool:
        """Whether its cases are of more than one study."""
        return len({case.study for case in self.cases}) > 1

    def columns(self) -> tuple[Column, ...]:
        """Case, study where there are several, the attribute, then a column a theme."""
        first = [Column("case", t("columns.case"))]
        if self.several_studies:
            first.append(Column("study", t("columns.study")))
        if self.by:
            first.append(Column("group", self.by))
        taken = {column.key for column in first}
        return (
            *first,
            *(
                Column(f"theme.{theme.path}" if theme.path in taken else theme.path, theme.name)
                for theme in self.themes
            ),
        )

    def table(self) -> Table:
        """One row a case, one column a theme, named by its path."""
        rows: list[tuple[Value, ...]] = []
        for case in self.cases:
            first: list[Value] = [case.name]
            if self.several_studies:
                first.append(case.study)
            if self.by:
                first.append(case.group or None)
            said = (self.cells[case.id, theme.path].shown() for theme in self.themes)
            rows.append((*first, *said))
        return Table(self.columns(), tuple(rows), t("framework.table"), self._note())

    def methods(self) -> Sequence[Method]:
        """How its cells come about, and who proposed it."""
        formula = "S(i, j) ← {q : case(q) = i, code(q) ⊑ j}"
        return (Method("framework.method-cells", formula, REFERENCE),)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings that a summary rests on; all of its case and theme where none is named."""
        own = self.columns()[-len(self.themes) :] if self.themes else ()
        for named, theme in zip(own, self.themes, strict=True):
            if named.key == column:
                return self.cell(row, theme.path).behind
        return ()

    def _note(self) -> str:
        told = self.progress()
        parts = [
            t("framework.note"),
            t("framework.note-written", written=told["written"], waiting=told["waiting"],
              stale=told["stale"]),
        ]  # fmt: skip
        if self.out_of_scope:
            parts.append(t("framework.note-left-out", n=self.out_of_scope))
        if self.left_out:
            parts.append(self.left_out.note)
        return " ".join(parts)
