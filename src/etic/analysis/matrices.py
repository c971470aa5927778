"""Codes by documents, and codes by respondents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

from etic.analysis.coded import CodeLine, covered, sentences
from etic.analysis.drawing import Cell, Drawing, HeatMap
from etic.analysis.left_out import NOBODY, LeftOut
from etic.analysis.result import Result
from etic.i18n import number, t
from etic.model import Column, Table, Value

By = Literal["document", "case"]
Measure = Literal["codings", "words", "presence"]
FIXED = ("code", "name", "total")
MOST_DRAWN = 4_000  # cells of a heat map that can still be told apart


@dataclass(frozen=True, slots=True)
class Coded:
    """One coding as the codes it counts for, in one document or of one respondent."""

    coding: int
    codes: tuple[int, ...]  # numbers of the codes: its own and those above it that are asked for
    unit: int  # number of the document or respondent
    words: tuple[int, int] = (0, -1)  # first and last word, counted through the unit


@dataclass(frozen=True, slots=True)
class Unit:
    """A column: a document or a respondent."""

    key: str  # as scripts know it
    label: str


@dataclass(frozen=True)
class CodeMatrix(Result):
    """A row a code, a column a document or respondent, a last row and column of totals.

    A cell is None, not 0, where the code is not in question: the respondent was not asked about it,
    or it belongs to another study.
    """

    codes: tuple[CodeLine, ...]
    units: tuple[Unit, ...]
    by: By
    measure: Measure
    values: tuple[tuple[int | None, ...], ...] = field(repr=False)  # codes × units
    of_code: tuple[int, ...]  # totals of the rows
    of_unit: tuple[int, ...] = field(repr=False)  # totals of the columns
    whole: int  # of all
    ids: Mapping[tuple[int, int], tuple[int, ...]] = field(repr=False)  # (code, unit) → codings
    left_out: LeftOut = NOBODY
    nobody: int = 0  # codings left out because they are no respondent's
    sample: str = ""  # what kind of sample it is, in a sentence

    @property
    def title(self) -> str:
        """What it is called."""
        return t(f"matrices.{self.by}-title")

    @property
    def note(self) -> str:
        """What a cell counts, what an empty one means, how totals are made, whose codings count."""
        empty = any(value is None for row in self.values for value in row)
        return sentences(
            t(f"matrices.note-measure-{self.measure}"),
            t("matrices.note-under"),
            t("matrices.note-empty") if empty else "",
            t(f"matrices.note-total-{self.measure}"),
            t("matrices.note-nobody", n=self.nobody) if self.nobody else "",
            self.left_out.note,
            self.sample,
        )

    def table(self) -> Table:
        """The wide form: code, name, one column a unit, total; the last row has no code."""
        columns = (
            Column("code", t("columns.code")), Column("name", t("columns.name")),
            *(Column(self._key(unit), unit.label, "integer") for unit in self.units),
            Column("total", t("matrices.total"), "integer"),
        )  # fmt: skip
        rows: list[tuple[Value, ...]] = [
            (line.path, line.label, *values, total)
            for line, values, total in zip(self.codes, self.values, self.of_code, strict=True)
        ]
        if rows:
            rows.append(("", t("matrices.total"), *self.of_unit, self.whole))
        title = f"{self.title}: {t(f'matrices.measure-{self.measure}')}"
        return Table(columns, tuple(rows), title, self.note)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings of a code in a document or of a respondent; of all of them in totals."""
        codes = [row] if row < len(self.codes) else list(range(len(self.codes)))
        units = [i for i, unit in enumerate(self.units) if self._key(unit) == column]
        if column in FIXED:
            units = list(range(len(self.units)))
        found = (i for code in codes for unit in units for i in self.ids.get((code, unit), ()))
        return tuple(dict.fromkeys(found))

    def drawings(self) -> Sequence[Drawing]:
        """A heat map, where its cells can still be told apart."""
        if not 0 < len(self.codes) * len(self.units) <= MOST_DRAWN:
            return ()
        cells = tuple(
            Cell(line.label, unit.label, value, "" if value is None else number(value))
            for line, values in zip(self.codes, self.values, strict=True)
            for unit, value in zip(self.units, values, strict=True)
        )
        return (
            HeatMap(
                self.title, self.table(), cells, tuple(line.label for line in self.codes),
                tuple(unit.label for unit in self.units), column_title=t(f"columns.{self.by}"),
                value_title=t(f"matrices.measure-{self.measure}"),
                colours=tuple((line.label, line.colour) for line in self.codes),
            ),
        )  # fmt: skip

    def _key(self, unit: Unit) -> str:
        """The key of its column: no respondent's name is taken for a fixed column."""
        return f"{self.by}.{unit.key}" if unit.key in FIXED else unit.key


def code_matrix(
    codes: Sequence[CodeLine],
    units: Sequence[Unit],
    coded: Sequence[Coded],
    out: Set[tuple[int, int]],
    *,
    by: By,
    measure: Measure,
    left_out: LeftOut = NOBODY,
    nobody: int = 0,
    sample: str = "",
) -> CodeMatrix:
    """Count codings (or words in them, or only whether there are any) by code and unit.

    `out` are the cells (code, unit) that are not in question; they are None unless there is a
    coding nevertheless. Totals count each coding, and each word, once, however many of the codes
    it counts for: the total of a column may be less than the sum of its rows.

    >>> lines = [CodeLine("a", "A", "A"), CodeLine("a/b", "B", "B")]
    >>> marks = [Coded(7, (0, 1), 0), Coded(8, (0,), 1)]
    >>> m = code_matrix(lines, [Unit("R1", "R1"), Unit("R2", "R2")], marks, {(1, 1)},
    ...                 by="case", measure="codings")
    >>> m.values, m.of_code, m.of_unit, m.whole
    (((1, 1), (1, None)), (2, 1), (1, 1), 2)
    """
    cells: dict[tuple[int, int], list[Coded]] = defaultdict(list)
    rows: dict[int, list[Coded]] = defaultdict(list)
    columns: dict[int, list[Coded]] = defaultdict(list)
    every: list[Coded] = []
    for mark in coded:
        if not mark.codes:
            continue
        every.append(mark)
        columns[mark.unit].append(mark)
        for code in mark.codes:
            cells[code, mark.unit].append(mark)
            rows[code].append(mark)

    def cell(code: int, unit: int) -> int | None:
        found = cells.get((code, unit), [])
        return None if not found and (code, unit) in out else _amount(found, measure)

    def total(found: Sequence[Coded], over: Literal["unit", "code"]) -> int:
        if measure != "presence":
            return _amount(found, measure)
        if over == "unit":
            return len({mark.unit for mark in found})
        return len({code for mark in found for code in mark.codes})

    return CodeMatrix(
        tuple(codes), tuple(units), by, measure,
        tuple(tuple(cell(i, j) for j in range(len(units))) for i in range(len(codes))),
        tuple(total(rows[i], "unit") for i in range(len(codes))),
        tuple(total(columns[j], "code") for j in range(len(units))),
        total(every, "unit"),
        {at: tuple(mark.coding for mark in found) for at, found in cells.items()},
        left_out, nobody, sample,
    )  # fmt: skip


def _amount(found: Sequence[Coded], measure: Measure) -> int:
    if measure == "codings":
        return len(found)
    if measure == "presence":
        return int(bool(found))
    by_unit: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mark in found:
        by_unit[mark.unit].append(mark.words)
    return sum(covered(stretches) for stretches in by_unit.values())
