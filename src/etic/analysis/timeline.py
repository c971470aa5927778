"""What stands where along one transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from etic.analysis.coded import CodeLine, sentences
from etic.analysis.drawing import Drawing, Lane, Stretch
from etic.analysis.drawing import Timeline as Picture
from etic.analysis.left_out import NOBODY, LeftOut
from etic.analysis.result import Result
from etic.i18n import t
from etic.model import Column, Quote, Table, Value

SHOWN = 80  # characters of a quote that a stretch tells


@dataclass(frozen=True)
class Timeline(Result):
    """The codings of a document in order of place, each with its place as a share of the text."""

    document: str
    length: int  # of the text, in code points
    codes: tuple[CodeLine, ...]  # those used in it, in the codebook's order
    quotes: tuple[Quote, ...] = field(repr=False)
    turns: tuple[tuple[int, int, str], ...] = field(repr=False)  # (start, end, who speaks)
    left_out: LeftOut = NOBODY

    @property
    def title(self) -> str:
        """What it is called."""
        return t("matrices.timeline-title", document=self.document)

    @property
    def note(self) -> str:
        """What a place is a share of, and whose codings stand there."""
        return sentences(
            t("matrices.note-timeline"),
            self.left_out.note,
        )

    def _share(self, place: int) -> float:
        return place / self.length if self.length else 0.0

    def table(self) -> Table:
        """The codings in order: code, name, from and to as shares of the text, places, quote."""
        columns = (
            Column("code", t("columns.code")), Column("name", t("columns.name")),
            Column("from", t("matrices.column-place-from"), "percent"),
            Column("to", t("matrices.column-place-to"), "percent"),
            Column("start", t("columns.start"), "integer"),
            Column("end", t("columns.end"), "integer"),
            Column("speaker", t("columns.speaker")), Column("coder", t("columns.coder")),
            Column("quote", t("columns.quote")),
        )  # fmt: skip
        label = {line.path: line.label for line in self.codes}
        rows: list[tuple[Value, ...]] = [
            (q.code, label[q.code], self._share(q.start), self._share(q.end), q.start, q.end,
             q.speaker, q.coder, q.quote)
            for q in self.quotes
        ]  # fmt: skip
        return Table(columns, tuple(rows), self.title, self.note)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The coding of a row."""
        del column
        return (self.quotes[row].id,)

    def drawings(self) -> Sequence[Drawing]:
        """A lane for each code, and one of who speaks; places in per cent of the text."""
        if not self.quotes:
            return ()
        percent = 100 / self.length if self.length else 0.0
        stretches = tuple(
            Stretch(q.code, q.start * percent, q.end * percent, _short(q.quote))
            for q in self.quotes
        )
        turns = tuple(
            Stretch(who, start * percent, end * percent, who) for start, end, who in self.turns
        )
        lanes = tuple(Lane(line.path, line.label, line.colour) for line in self.codes)
        return (
            Picture(
                self.title, self.table(), lanes, stretches, 100.0, t("matrices.axis-place"), turns
            ),
        )


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1].rstrip() + "…"
