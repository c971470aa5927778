"""Published tables as they were printed: answers down, groups across, a proposal to be confirmed.

Nothing of it goes into a project before a person has said that number, question, groups and kinds
of columns are right: `propose` gives what was recognised, with what is unsure in `doubts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from etic.errors import EticError
from etic.model import Cell, SurveyTable
from etic.read.grids import Grid, grids, is_document
from etic.read.printed import as_long
from etic.read.rows import folded
from etic.read.source import Source
from etic.read.survey_pages import says_base, unmarked, whole
from etic.read.values import decimal, integer, share
from etic.read.xlsx import Loose

ColumnKind = Literal["n", "percent", "both", "answer", "skip"]
RowKind = Literal["answer", "subtotal", "skip"]
COLUMN_KINDS: tuple[ColumnKind, ...] = ("n", "percent", "both", "answer", "skip")
ROW_KINDS: tuple[RowKind, ...] = ("answer", "subtotal", "skip")

_CAPTION = re.compile(
    r"\s*(?:таблица|табл\.?|table|tab\.)\s*(?:№\s*)?(\d[\w.\-]*\w|\d|[A-ZА-Я]\d*)\s*[.:)\s—–-]*\s*(.*)",
    re.IGNORECASE,
)
_BASE = re.compile(r"\b[NnНн]\s*=\s*(\d[\d  ]*(?:\s*\(\d+(?:\s*\+\s*\d+)+\))?)")
_BASE_WORDS = re.compile(
    r"(?:база|опрошено|всего ответивших|base|respondents)\D{0,20}?(\d[\d  ]*)", re.IGNORECASE
)
_N = frozenset(
    ("n", "чел", "человек", "число", "кол во", "количество", "частота", "абс", "абс число",
     "count", "counts", "freq", "frequency", "number", "число ответов", "кол во человек")
)  # fmt: skip
_PERCENT = frozenset(
    ("%", "в %", "процент", "проценты", "доля", "доля %", "percent", "share", "pct")
)
_TOTAL = re.compile(r"(?:все|всего|итого|в целом|total|all|overall|subtotal|in total)\b", re.I)
_BOTH = re.compile(r"(\d[\d  ]*)\s*\(\s*(\d+(?:[.,]\d+)?)\s*%?\s*\)")
_DASHES = frozenset(("", "-", "–", "—", "…", "...", "*", "х", "x", "н/д", "n/a"))
_NUMBERING = frozenset(("№", "№ п п", "n п п", "no", "#"))


@dataclass(frozen=True)
class WideColumn:
    """A column: its title as printed, whose answers it holds, as what."""

    header: str
    group: str = ""
    kind: ColumnKind = "percent"
    base: str = ""


@dataclass(frozen=True)
class WideRow:
    """A row: its cells as printed, and the answer it is about."""

    cells: tuple[str, ...]
    answer: str = ""
    kind: RowKind = "answer"


@dataclass(frozen=True)
class WideProposal:
    """One printed table as it was understood. `doubts` are keys of `surveyin`: what to look at."""

    where: str
    number: str
    title: str
    question: str
    columns: tuple[WideColumn, ...]
    rows: tuple[WideRow, ...]
    base: str = ""
    study: str = ""
    source: str = ""
    doubts: tuple[str, ...] = field(default=())

    def table(self) -> SurveyTable:
        """The table in long form, percents as printed. Raises `EticError` where it cannot be."""
        cells: list[Cell] = []
        seen: set[tuple[str, str, str]] = set()
        if not self.number.strip():
            raise self._wrong("wide-number")
        for row in self.rows:
            if row.kind == "skip":
                continue
            if not row.answer.strip():
                raise self._wrong("wide-answer", row=" | ".join(row.cells)[:60])
            for column, text in zip(self.columns, row.cells, strict=True):
                for kind, cell in self._cells(row, column, text.strip()):
                    if (row.answer, column.group, kind) in seen:
                        raise self._wrong("wide-twice", answer=row.answer, group=column.group)
                    seen.add((row.answer, column.group, kind))
                    cells.append(cell)
        if not cells:
            raise self._wrong("wide-empty")
        return SurveyTable(
            self.number.strip(), self.title, self.question or self.title, tuple(cells),
            self.study, self.source, self.where,
        )  # fmt: skip

    def _cells(self, row: WideRow, column: WideColumn, text: str) -> list[tuple[str, Cell]]:
        if column.kind in ("answer", "skip") or text.casefold() in _DASHES:
            return []
        made = Cell(row.answer.strip(), column.group.strip(), None, "",
                    column.base or self.base, row.kind == "subtotal")  # fmt: skip
        both = _BOTH.fullmatch(text) if column.kind == "both" else None
        n = integer(both[1] if both else text) if column.kind != "percent" else None
        percent = share(both[2] if both else text) if column.kind != "n" else None
        if (
            (column.kind == "n" and (n is None or n < 0))
            or (column.kind == "percent" and percent is None)
            or (column.kind == "both" and both is None)
        ):
            raise self._wrong("wide-figure", row=row.answer, column=column.header, value=text[:40])
        found = []
        if n is not None and column.kind != "percent":
            found.append(("n", replace(made, n=n)))
        if percent is not None and column.kind != "n":
            found.append(("percent", replace(made, percent=percent)))
        return found

    def _wrong(self, key: str, **details: object) -> EticError:
        place = f"{self.where}, {self.number}" if self.number else self.where
        return EticError(key, file=self.source, table=place, **details)


def propose(source: Source) -> list[WideProposal]:
    """What tables a file holds, as far as can be told; none where it holds none."""
    found = whole(grids(source))
    captioned = [any(_CAPTION.match(line) for line in grid.before) for grid in found]
    # Captions stand above all tables of a file or below all of them.
    below = bool(found) and not captioned[0] and any(
        _CAPTION.match(line) for line in found[0].after
    )  # fmt: skip
    proposals = [_proposal(source, grid, below=below) for grid in found]
    known = [p for p in proposals if p is not None]
    return [p if p.number else replace(p, number=_next(known, i)) for i, p in enumerate(known)]


def is_wide(source: Source, proposals: Sequence[WideProposal]) -> bool:
    """Whether a file holds printed tables rather than a row a respondent: a caption with a number
    says so, or what its columns say they are."""
    if not proposals:
        return False
    told = (not {"guessed", "no-number"} <= set(p.doubts) for p in proposals)
    return is_document(source) or any(told)


def _next(known: Sequence[WideProposal], at: int) -> str:
    numbers = {p.number for p in known}
    return next(n for n in map(str, range(at + 1, at + len(known) + 2)) if n not in numbers)


def _proposal(source: Source, grid: Grid, *, below: bool) -> WideProposal | None:
    head = _heading(grid.rows)
    if not head or head >= len(grid.rows):
        return None
    label = _label_column(grid.rows, head)
    lines = grid.after if below else grid.before[::-1]
    number, title, at = _caption(lines, below=below)
    notes = [*grid.before[-1:], *(grid.after[at + 1 :] if below else grid.after)]
    columns, doubts = _columns(grid.rows, head, label, " ".join([title, *grid.before[-1:]]))
    rows = _rows(grid.rows[head:], label, columns)
    columns = _based(columns, rows)
    own = {c.base for c in columns if c.base}
    base = _base([title, *notes]) or (own.pop() if len(own) == 1 else "")
    corner = grid.rows[0][label]
    question = "" if folded(corner) in _CORNERS else corner
    rows = _lengthened(rows, columns, doubts)
    title, question = unmarked(title), unmarked(question)
    if not number:
        doubts.append("no-number")
    if not base and any(not c.base for c in columns if c.kind not in ("answer", "skip")):
        doubts.append("no-base")
    if not any(row.kind != "skip" for row in rows):
        return None
    return WideProposal(
        grid.where, number, title, question or title, tuple(columns), tuple(rows), base,
        source=source.name, doubts=tuple(dict.fromkeys(doubts)),
    )  # fmt: skip


_CORNERS = frozenset(
    ("", "варианты ответа", "вариант ответа", "варианты ответов", "ответ", "ответы", "answer",
     "answers", "option", "options", "показатель")
)  # fmt: skip


def _figure(text: str) -> bool:
    plain = text.strip()
    return share(plain) is not None or _BOTH.fullmatch(plain) is not None


def _year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", text.strip()) is not None


def _heading(rows: Sequence[Sequence[str]]) -> int:
    """How many rows are titles: those above the first in which most cells are figures."""
    for i, row in enumerate(rows):
        cells = [cell for cell in row[1:] if cell.strip()]
        if cells and sum(map(_figure, cells)) * 2 >= len(cells) and not all(map(_year, cells)):
            return i
    return 0


def _label_column(rows: Sequence[Sequence[str]], head: int) -> int:
    """Which column holds the answers: the first, or the second where the first numbers the rows."""
    first = [row[0].strip().rstrip(".") for row in rows[head:]]
    numbered = [cell for cell in first if cell]
    counts = [str(i) for i in range(1, len(numbered) + 1)]
    if folded(rows[0][0]) in _NUMBERING or (len(numbered) > 1 and numbered == counts):
        return 1
    return 0


def _caption(lines: Sequence[str], *, below: bool) -> tuple[str, str, int]:
    """Number and title, and where in the lines they stand."""
    for i, line in enumerate(lines):
        found = _CAPTION.match(line)
        if found:
            title = found[2].strip()
            nearer = i + 1 if below else i - 1
            if not title and 0 <= nearer < len(lines):  # «Таблица 8» has a line of its own
                title = lines[nearer]
            return found[1], title.rstrip(".").strip(), i
    return "", "" if below or not lines else lines[0].rstrip(".").strip(), -1


def _base(lines: Sequence[str]) -> str:
    for pattern in (_BASE, _BASE_WORDS):
        for line in lines:
            found = pattern.search(line)
            if found:
                return " ".join(found[1].split())
    return ""


def _columns(
    rows: Sequence[Sequence[str]], head: int, label: int, around: str
) -> tuple[list[WideColumn], list[str]]:
    """The columns by their titles, and what was only guessed by the figures."""
    spanning = {  # titles over all figures tell no group from another
        row[label + 1]
        for row in rows[:head]
        if len(row) > label + 2 and len(set(row[label + 1 :])) == 1
    }
    found: list[WideColumn] = []
    doubts: list[str] = []
    for i in range(len(rows[0])):
        parts = list(dict.fromkeys(row[i].strip() for row in rows[:head] if row[i].strip()))
        header = " / ".join(parts)
        if i <= label:
            found.append(WideColumn(header, "", "answer" if i == label else "skip"))
            continue
        cells = [row[i].strip() for row in rows[head:] if row[i].strip()]
        kind: ColumnKind | None = None
        base, names = "", []
        for part in parts:
            said, rest, n = _title(part)
            kind, base = said or kind, n or base
            if rest and part not in spanning:
                names.append(rest)
        if cells and all(_BOTH.fullmatch(cell) for cell in cells if cell not in _DASHES):
            kind = "both"
        elif not any(map(_figure, cells)):
            kind = "skip"
        elif kind is None:
            kind = _by_figures(cells, around)
            doubts.append("guessed")
        found.append(WideColumn(header, " — ".join(names), kind, base))
    return _named(found), doubts


def _title(part: str) -> tuple[ColumnKind | None, str, str]:
    """Kind, group and base that a title says.

    >>> _title("Женщины, %"), _title("чел."), _title("Мужчины (N = 305)")
    (('percent', 'Женщины', ''), ('n', '', ''), (None, 'Мужчины', '305'))
    """
    base = _BASE.search(part)
    rest = _BASE.sub("", part) if base else part
    rest = re.sub(r"\(\s*\)", "", rest).strip(" ,;:.")
    said = " ".join(base[1].split()) if base else ""
    if folded(rest) in _N:
        return "n", "", said
    if folded(rest) in _PERCENT:
        return "percent", "", said
    words = re.split(r"[,(;]|\s(?=%$)|\sв\s(?=%)", rest)
    last = folded(words[-1])
    if len(words) > 1 and last in _N | _PERCENT:
        group = rest[: len(rest) - len(words[-1]) - 1].strip(" ,(;.")
        return ("n" if last in _N else "percent"), unmarked(group), said
    return None, unmarked(rest), said


def _by_figures(cells: Sequence[str], around: str) -> ColumnKind:
    if any(re.search(r"[.,%]", cell) for cell in cells) or re.search(r"%|процент|percent", around):
        return "percent"
    values = [int(n) for cell in cells if (n := integer(cell)) is not None]
    return "percent" if 97 <= sum(values) <= 103 or max(values, default=0) == 100 else "n"


def _named(columns: list[WideColumn]) -> list[WideColumn]:
    """A title over two columns («чел.», «%») may be written over the first alone."""
    found: list[WideColumn] = []
    for column in columns:
        last = found[-1] if found else None
        if (
            not column.group and last is not None and last.group
            and last.kind in ("n", "percent") and {last.kind, column.kind} == {"n", "percent"}
        ):  # fmt: skip
            column = replace(column, group=last.group, base=column.base or last.base)
        found.append(column)
    return found


def _rows(
    rows: Sequence[Sequence[str]], label: int, columns: Sequence[WideColumn]
) -> list[WideRow]:
    found = []
    for row in rows:
        answer = row[label].strip()
        figures = [
            cell for cell, column in zip(row, columns, strict=True)
            if column.kind in ("n", "percent", "both") and _figure(cell)
        ]  # fmt: skip
        kind: RowKind = "answer"
        if not figures or not answer or says_base(answer):
            kind = "skip"  # a heading within the table, a note under it, the bases
        elif _TOTAL.match(answer):
            kind = "subtotal"
        found.append(WideRow(tuple(row), answer, kind))
    return [_checked(found, i, columns) for i in range(len(found))]


def _based(columns: Sequence[WideColumn], rows: Sequence[WideRow]) -> list[WideColumn]:
    """The columns with the bases that a row of the table gives, to all columns of a group."""
    given: dict[str, str] = {}
    for row in rows:
        if says_base(row.answer):
            for column, cell in zip(columns, row.cells, strict=True):
                n = integer(cell)
                if n is not None and column.kind not in ("answer", "skip"):
                    given.setdefault(column.group, str(n))
    return [replace(c, base=c.base or given.get(c.group, "")) for c in columns]


def _lengthened(
    rows: Sequence[WideRow], columns: Sequence[WideColumn], doubts: list[str]
) -> list[WideRow]:
    """The rows with percents of a workbook that have no number format as long as the longest."""
    used = [i for i, column in enumerate(columns) if column.kind == "percent"]
    places = [(r, i) for r, row in enumerate(rows) if row.kind != "skip" for i in used]
    loose = [isinstance(rows[r].cells[i], Loose) for r, i in places]
    if not any(loose):
        return list(rows)
    doubts.append("decimals")
    percents = [decimal(rows[r].cells[i]) or "" for r, i in places]
    longer = dict(zip(places, as_long(percents, loose)[0], strict=True))
    return [
        replace(row, cells=tuple(
            longer[r, i] if isinstance(cell, Loose) and (r, i) in longer else cell
            for i, cell in enumerate(row.cells)
        ))
        for r, row in enumerate(rows)
    ]  # fmt: skip


def _checked(rows: Sequence[WideRow], at: int, columns: Sequence[WideColumn]) -> WideRow:
    """A row that is in every column the sum of the next two or more is their subtotal."""
    row = rows[at]
    if row.kind != "answer":
        return row
    used = [i for i, c in enumerate(columns) if c.kind in ("n", "percent")]
    values = [_values(r, used) for r in rows[at:] if r.kind == "answer"]
    total = values[0]
    for last in range(3, len(values) + 1):
        sums = [sum(column) for column in zip(*values[1:last], strict=True)]
        if any(total) and all(
            abs(a - b) <= 0.051 * last for a, b in zip(total, sums, strict=True)
        ) and all(any(v) for v in values[1:last]) and len(used) > 1:  # fmt: skip
            return replace(row, kind="subtotal")
    return row


def _values(row: WideRow, used: Sequence[int]) -> list[float]:
    return [float(decimal(row.cells[i]) or 0) for i in used]
