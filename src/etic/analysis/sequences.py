"""Which code follows which: transitions, what they would be by chance, and how far off they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from etic.analysis.coded import CodeLine, column_key, sentences
from etic.analysis.drawing import Cell, Drawing, HeatMap
from etic.analysis.left_out import NOBODY, LeftOut
from etic.analysis.result import Method, Result
from etic.i18n import number, percent, t
from etic.model import Column, Table, Value

Reach = Literal["answer", "turn", "document"]
Figure = Literal["n", "share", "expected", "residual", "cases"]
Form = Literal["matrix", "pairs"]

FEW = 5.0  # expected transitions below which the residual is not near a normal variable
FAR = 1.96

RESIDUAL = Method(
    "matrices.method-residual", "z = (x − e) / √(e (1 − r/N) (1 − k/N)),  e = r k / N",
    "Haberman, S. J. (1973). Biometrics 29, 205–220; for sequences: Bakeman, R. & Quera, V. (2011)."
    " Sequential Analysis and Observational Methods for the Behavioral Sciences. Cambridge UP.",
)  # fmt: skip


def expected(row: int, column: int, total: int) -> float | None:
    """e = row × column / total: what independence would give; None without transitions.

    >>> expected(10, 4, 20), expected(0, 0, 0)
    (2.0, None)
    """
    return row * column / total if total else None


def adjusted_residual(n: int, row: int, column: int, total: int) -> float | None:
    """How far a cell is from independence, in standard errors.

    z = (x − e) / √(e (1 − r/N) (1 − k/N)), with x = `n` transitions of the cell, r = `row` those
    from its first code, k = `column` those to its second, N = `total` all of them, e = r k / N.

    Under independence z is close to a standard normal variable where e is not small (5 and more).
    It is None where r or k is 0 or N: nothing could then have been otherwise. Raises ValueError for
    counts that no table has.

    References: [1] Haberman, S. J. (1973). The analysis of residuals in cross-classified tables.
    *Biometrics* 29, 205–220. [2] Bakeman, R. & Quera, V. (2011). *Sequential Analysis and
    Observational Methods for the Behavioral Sciences*. Cambridge UP. The example is the table of
    gender by party identification of [3] Agresti, A. (2007). *An Introduction to Categorical Data
    Analysis*, 2nd ed., tables 2.5 and 2.8 (762, 327, 468; 484, 239, 477):

    >>> [round(adjusted_residual(n, 1557, k, 2757), 2)
    ...  for n, k in ((762, 1246), (327, 566), (468, 945))]
    [4.5, 0.7, -5.32]
    """
    if not 0 <= n <= min(row, column) or max(row, column) > total:
        raise ValueError(f"no table has n={n}, row={row}, column={column}, total={total}")
    if row in (0, total) or column in (0, total):
        return None
    e = row * column / total
    spread = (e * (1 - row / total) * (1 - column / total)) ** 0.5
    return float((n - e) / spread)


@dataclass(frozen=True, slots=True)
class Event:
    """One coding as a step of a sequence."""

    coding: int
    code: int  # number of its code, 0 to k − 1
    line: tuple[int, ...]  # names the sequence that it belongs to
    moment: int  # where it begins; those that begin at one place are one moment
    case: int  # −1: nobody's


@dataclass(frozen=True, slots=True)
class Step:
    """How often one code follows another, and what is behind it."""

    n: int
    cases: int
    codings: tuple[int, ...]


def transitions(events: Sequence[Event], lag: int = 1) -> dict[tuple[int, int], Step]:
    """Count, in each line, which code stands `lag` moments after which; (first, second) → `Step`.

    The moments of a line are the places where codings begin, in order. Every code of a moment is
    followed by every code of the moment `lag` further on; a code twice at one moment counts once.

    >>> line = [Event(1, 0, (1,), 5, 9), Event(2, 1, (1,), 8, 9), Event(3, 0, (1,), 30, 9)]
    >>> {key: step.n for key, step in transitions(line).items()}
    {(0, 1): 1, (1, 0): 1}
    >>> {key: step.codings for key, step in transitions(line, lag=2).items()}
    {(0, 0): (1, 3)}
    """
    if lag < 1:
        raise ValueError(f"lag must be 1 or more, not {lag}")
    lines: dict[tuple[int, ...], dict[int, dict[int, list[Event]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for event in sorted(events, key=lambda e: (e.line, e.moment, e.code, e.coding)):
        lines[event.line][event.moment][event.code].append(event)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    cases: dict[tuple[int, int], set[int]] = defaultdict(set)
    codings: dict[tuple[int, int], dict[int, None]] = defaultdict(dict)
    for line in lines.values():
        moments = [line[at] for at in sorted(line)]
        for before, after in zip(moments, moments[lag:], strict=False):
            for first, second in product(before, after):
                counts[first, second] += 1
                for event in (*before[first], *after[second]):
                    codings[first, second][event.coding] = None
                    if event.case >= 0:
                        cases[first, second].add(event.case)
    return {key: Step(n, len(cases[key]), tuple(codings[key])) for key, n in counts.items()}


@dataclass(frozen=True)
class Sequences(Result):
    """Codes by the codes that follow them: the row comes first, the column after it."""

    codes: tuple[CodeLine, ...]
    steps: Mapping[tuple[int, int], Step] = field(repr=False)
    reach: Reach
    lag: int = 1
    figure: Figure = "n"
    form: Form = "matrix"
    coders: Literal["same", "any"] = "same"
    several: bool = False  # whether there are codings of more than one coder
    left_out: LeftOut = NOBODY
    sample: str = ""  # what kind of sample it is, in a sentence

    @property
    def total(self) -> int:
        """All transitions."""
        return sum(step.n for step in self.steps.values())

    def _rows(self) -> tuple[list[int], list[int]]:
        """Transitions from each code, and to each code."""
        first, second = [0] * len(self.codes), [0] * len(self.codes)
        for (i, j), step in self.steps.items():
            first[i] += step.n
            second[j] += step.n
        return first, second

    def _figures(self) -> dict[tuple[int, int], dict[Figure, int | float | None]]:
        first, second = self._rows()
        total = self.total
        found: dict[tuple[int, int], dict[Figure, int | float | None]] = {}
        for i, j in product(range(len(self.codes)), repeat=2):
            step = self.steps.get((i, j), Step(0, 0, ()))
            found[i, j] = {
                "n": step.n, "cases": step.cases,
                "share": step.n / first[i] if first[i] else None,
                "expected": expected(first[i], second[j], total),
                "residual": adjusted_residual(step.n, first[i], second[j], total),
            }  # fmt: skip
        return found

    @property
    def title(self) -> str:
        """What it is called."""
        return t("matrices.sequence-title", lag=self.lag)

    @property
    def note(self) -> str:
        """What a sequence is, what is counted, the base, and what the residual may claim."""
        return sentences(
            t(f"matrices.note-reach-{self.reach}"),
            t("matrices.note-sequence", n=self.lag),
            t("matrices.note-transitions", n=self.total),
            t("matrices.note-share") if self.figure == "share" or self.form == "pairs" else "",
            t("matrices.note-residual")
            if self.figure in ("residual", "expected") or self.form == "pairs" else "",
            t(f"matrices.note-coders-{self.coders}") if self.several else "",
            self.left_out.note, self.sample,
        )  # fmt: skip

    def table(self) -> Table:
        """The matrix (code, name, base, then one column a code), or the long form."""
        if self.form == "pairs":
            return self.pairs()
        kind: Literal["percent", "number", "integer"] = "integer"
        if self.figure == "share":
            kind = "percent"
        elif self.figure in ("expected", "residual"):
            kind = "number"
        columns = (
            Column("code", t("columns.code")), Column("name", t("columns.name")),
            *(Column(column_key(line), line.label, kind) for line in self.codes),
            Column("base", t("matrices.column-from-base"), "integer"),
        )  # fmt: skip
        figures = self._figures()
        first, _ = self._rows()
        rows: list[tuple[Value, ...]] = [
            (line.path, line.label,
             *(figures[i, j][self.figure] for j in range(len(self.codes))), first[i])
            for i, line in enumerate(self.codes)
        ]  # fmt: skip
        title = f"{self.title}: {t(f'matrices.follow-{self.figure}')}"
        return Table(columns, tuple(rows), title, self.note)

    def _order(self) -> list[tuple[int, int]]:
        """Transitions that there were, the most frequent first."""
        return sorted(self.steps, key=lambda key: (-self.steps[key].n, key))

    def pairs(self) -> Table:
        """The long form: from, to, n, base, share, expected, residual, respondents, remark."""
        columns = (
            Column("from", t("matrices.column-from")), Column("from_name", t("matrices.from-name")),
            Column("to", t("matrices.column-to")), Column("to_name", t("matrices.to-name")),
            Column("n", _headed("n"), "integer"),
            Column("base", t("matrices.column-from-base"), "integer"),
            Column("share", _headed("share"), "percent"),
            Column("expected", _headed("expected"), "number", 1),
            Column("residual", _headed("residual"), "number"),
            Column("cases", _headed("cases"), "integer"),
            Column("remark", t("columns.remark")),
        )  # fmt: skip
        figures = self._figures()
        first, _ = self._rows()
        rows: list[tuple[Value, ...]] = []
        for i, j in self._order():
            one, other, f = self.codes[i], self.codes[j], figures[i, j]
            rows.append((
                one.path, one.label, other.path, other.label, f["n"], first[i], f["share"],
                f["expected"], f["residual"], f["cases"], _remark(f["expected"], f["residual"]),
            ))  # fmt: skip
        return Table(columns, tuple(rows), self.title, self.note)

    def methods(self) -> Sequence[Method]:
        """The adjusted residual."""
        return (RESIDUAL,)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings of both codes of the transitions; all that follow a code in its base."""
        if self.form == "pairs":
            return self.steps[self._order()[row]].codings
        numbers = {column_key(line): i for i, line in enumerate(self.codes)}
        wanted = range(len(self.codes)) if column not in numbers else [numbers[column]]
        found = (self.steps[row, j].codings for j in wanted if (row, j) in self.steps)
        return tuple(dict.fromkeys(coding for codings in found for coding in codings))

    def drawings(self) -> Sequence[Drawing]:
        """The matrix as a heat map; what comes first in rows."""
        if not self.codes:
            return ()
        figures = self._figures()
        labels = tuple(line.label for line in self.codes)
        cells = []
        for (i, j), f in figures.items():
            value = f[self.figure]
            cells.append(Cell(labels[i], labels[j], value, self._written(value)))
        return (
            HeatMap(
                f"{self.title}: {t(f'matrices.follow-{self.figure}')}", self.table(), tuple(cells),
                labels, labels, t("matrices.from-name"), t("matrices.to-name"),
                t(f"matrices.follow-{self.figure}"),
                tuple((line.label, line.colour) for line in self.codes),
            ),
        )  # fmt: skip

    def _written(self, value: float | None) -> str:
        if value is None:
            return ""
        if self.figure == "share":
            return percent(value, 0)
        return number(value, 1 if self.figure in ("residual", "expected") else None)


def _headed(figure: Figure) -> str:
    """A figure's name as it heads a column."""
    name = t(f"matrices.follow-{figure}")
    return name[:1].upper() + name[1:]


def _remark(e: float | int | None, z: float | int | None) -> str:
    """What a residual says, in words."""
    if z is None:
        return t("matrices.reason-no-residual")
    if e is not None and e < FEW:
        return t("matrices.remark-few")
    if abs(z) <= FAR:
        return ""
    return t("matrices.remark-more" if z > 0 else "matrices.remark-less")
