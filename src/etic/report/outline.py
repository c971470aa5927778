"""A report with its blocks counted: what number a table has and what everything is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from etic.i18n import number, t
from etic.model import Column, Table
from etic.report.blocks import Block, Chart, Heading, QuoteBlock, Report, TableBlock
from etic.write.cells import MISSING, shown

_KINDS = {Heading: "section", TableBlock: "table", Chart: "figure", QuoteBlock: "quotes"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, its id in the file, and its number among its kind."""

    block: Block
    id: str
    number: int


def placed(report: Report) -> Iterator[Placed]:
    """The blocks in order; one without an id of its own is called by kind and number."""
    counts: Counter[str] = Counter()
    taken = {getattr(block, "id", "") for block in report.blocks}
    taken.update(item.id for b in report.blocks if isinstance(b, QuoteBlock) for item in b.quotes)
    for block in report.blocks:
        kind = _KINDS.get(type(block), "text")
        counts[kind] += 1
        name = getattr(block, "id", "") or f"{kind}-{counts[kind]}"
        while not getattr(block, "id", "") and name in taken:
            name += "-"
        yield Placed(block, name, counts[kind])


def chart_table(chart: Chart) -> Table:
    """The figures of a chart as a table."""
    bars = chart.bars
    columns = [Column("label", t("report.category"))]
    if any(bar.n is not None for bar in bars):
        columns.append(Column("n", "n", "integer"))
    if any(bar.base is not None for bar in bars):
        columns.append(Column("base", "N", "integer"))
    columns.append(Column("share", t("report.share"), "percent"))
    if any(bar.low is not None for bar in bars):
        columns.append(Column("low", t("report.interval-low"), "percent"))
        columns.append(Column("high", t("report.interval-high"), "percent"))
    if any(bar.survey is not None for bar in bars):
        columns.append(Column("survey", t("report.survey"), "percent"))
    rows = tuple(tuple(getattr(bar, column.key) for column in columns) for bar in bars)
    return Table(tuple(columns), rows, chart.title, chart.note)


_PERCENT = Column("", "", "percent")


def share_words(share: float | None) -> str:
    """A share as it is read."""
    return shown(share, _PERCENT) if share is not None else MISSING


def interval_words(low: float | None, high: float | None) -> str:
    """An interval as it is read, empty where there is none."""
    if low is None or high is None:
        return ""
    return t("report.range", low=share_words(low).rstrip("%\u202f"), high=share_words(high))


def count_words(n: int | None, base: int | None) -> str:
    """A count with its base as it is read, empty where one is missing."""
    if n is None or base is None:
        return ""
    return t("report.count-of", n=number(n), base=number(base))
