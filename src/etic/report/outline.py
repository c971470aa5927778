"""A report with its blocks counted: what number a table has and what everything is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etic.i18n import number, percent, t
from etic.report.blocks import Block, Heading, Picture, QuoteBlock, Report, TableBlock
from etic.report.prose import ProseTable

_KINDS = {Heading: "section", TableBlock: "table", Picture: "figure", QuoteBlock: "quotes"}


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
        kind = _kind(block)
        counts[kind] += 1
        name = getattr(block, "id", "") or f"{kind}-{counts[kind]}"
        while not getattr(block, "id", "") and name in taken:
            name += "-"
        yield Placed(block, name, counts[kind])


def _kind(block: Block) -> str:
    if isinstance(block, ProseTable):
        return "table" if block.title else "grid"
    return _KINDS.get(type(block), "text")


def interval(low: float | None, high: float | None) -> str:
    """An interval of shares as it is read, empty where there is none."""
    return "" if low is None or high is None else f"{number(low * 100, 1)}–{percent(high)}"


def some_of(chosen: Sequence[object], found: Sequence[object]) -> str:
    """How many quotes are shown of how many, where these are not all."""
    if len(chosen) == len(found):
        return ""
    return t("studyreport.some-of", n=len(chosen), of=len(found))
