"""What printing does to a table and is no part of it: pages it goes on over, marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etic.read.grids import Grid
from etic.read.rows import folded
from etic.read.xlsx import Loose

_CONTINUED = re.compile(
    r"(?:продолжение|окончание)\s+табл|(?:таблиц|табл\.|table|tab\.).{0,12}\(?(?:продолж|оконч|cont)",
    re.IGNORECASE,
)
# Not the «²» of «м²».
_MARKS = re.compile(r"(?<=\S)\s*(?:[*†‡§¹⁰⁴-⁹ᵃ-ᶻ]|(?<![мm])[²³])+(?=$|\s*[(,])")
_BASES = re.compile(
    r"(?:база|выборка|base|unweighted base|n|sample size|(?:number of )?respondents"
    r"|(?:(?:всего|число|количество|кол во) )?(?:опрошено|опрошенных|респондентов|ответивших))"
    r"(?: (?:n|чел|человек))?"
)


def whole(found: Sequence[Grid]) -> list[Grid]:
    """Tables without marks of footnotes and numbers of columns; what goes on is one table."""
    kept: list[Grid] = []
    for grid in found:
        grid.rows = [
            [unmarked(cell) for cell in row] for row in grid.rows if not _numbers_columns(row)
        ]
        before = kept[-1] if kept else None
        if (
            before is not None and before.rows and grid.rows
            and any(map(_CONTINUED.search, grid.before[-2:]))
            and len(before.rows[0]) == len(grid.rows[0])
        ):  # fmt: skip
            head = 0  # is printed once more
            while head < min(len(before.rows), len(grid.rows)) and _same(before, grid, head):
                head += 1
            before.rows += grid.rows[head:]
            notes = [line for line in before.after if not _CONTINUED.search(line)]
            before.after = [*notes, *grid.after]
        elif len(grid.rows) > 1:
            kept.append(grid)
    return kept


def unmarked(text: str) -> str:
    """A cell or a title without the marks of footnotes at its end, or before what is added to it.

    >>> unmarked("Другое*"), unmarked("75,0ᵃ"), unmarked("до 50 м²"), unmarked("Ответ* (в %)")
    ('Другое', '75,0', 'до 50 м²', 'Ответ (в %)')
    """
    return text if isinstance(text, Loose) else _MARKS.sub("", text)


def says_base(answer: str) -> bool:
    """Whether a row holds how many were asked, rather than an answer.

    >>> says_base("База (N)"), says_base("Число опрошенных, чел."), says_base("Всего")
    (True, True, False)
    """
    return _BASES.fullmatch(folded(answer)) is not None


def _same(one: Grid, other: Grid, row: int) -> bool:
    return [folded(cell) for cell in one.rows[row]] == [folded(cell) for cell in other.rows[row]]


def _numbers_columns(row: Sequence[str]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 …, or А, 1, 2 …"""
    cells = [cell.strip() for cell in row]
    numbers = [str(i + 1) for i in range(len(cells))]
    return len(cells) > 2 and (
        cells == numbers or (cells[0] in ("А", "A") and cells[1:] == numbers[:-1])
    )
