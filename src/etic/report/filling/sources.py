"""Where the figures of a report come from: one table of them all, then quotes and tables behind."""

from __future__ import annotations

from collections.abc import Sequence

from etic.analysis.spreading import draw_quotes
from etic.i18n import t
from etic.model import Column, Value
from etic.report.blocks import Block, Heading, Linked, QuoteBlock, TableBlock
from etic.report.filling.figure import Figure, Source
from etic.report.filling.figures import Figures
from etic.report.filling.insertions import published_block
from etic.report.filling.marks import FIGURES, Filling
from etic.report.outline import some_of
from etic.report.results import result_blocks
from etic.report.study import quote_item

MOST_QUOTES = 8  # behind one figure; the quote table has them all


def source_blocks(filling: Filling, counted: Figures) -> list[Block]:
    """The appendix; nothing where the template has no figures."""
    if not filling.figures and not filling.sources:
        return []
    behind: list[Block] = []
    shown: set[Source] = set()
    # What is behind may itself lead to more: a table of codes to their quotes.
    while left := [s for s in filling.sources if s not in shown and s not in filling.placed]:
        for source in left:
            shown.add(source)
            behind += _behind(source, filling.sources[source], counted)
    numbers = [figure for figure in filling.figures if figure.kind != "quote"]
    return [Heading(1, t("templates.sources")), *_table(numbers, filling), *behind]


def _table(figures: Sequence[Figure], filling: Filling) -> list[Block]:
    keys = ("text", "what", "counted", "interval")
    columns = [Column(key, t(f"templates.column-{key}")) for key in keys]
    counted: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        counted.setdefault((figure.what, figure.counted), []).append(figure)
    rows: list[Sequence[Value | Linked]] = []
    for same in counted.values():
        text = " · ".join(dict.fromkeys(figure.text for figure in same))
        first, target = same[0], filling.leads(same[0])
        bounds = next((figure.interval for figure in same if figure.low is not None), "")
        shown = text if target == FIGURES else Linked(text, target)
        rows.append((shown, first.what, _told(first), bounds))
    if not rows:
        return []
    note = t("templates.sources-note")
    return [TableBlock.of(columns, rows, title=t("templates.sources-table"), note=note, id=FIGURES)]


def _told(figure: Figure) -> str:
    """How many of how many, and why something is not known."""
    said = figure.counted
    if figure.n is not None and figure.base is not None:
        said = t("studyreport.n-of-base", n=figure.n, base=figure.base)
    reason = t(f"reasons.{figure.reason}") if figure.reason else ""
    return "; ".join(part for part in (said, reason) if part)


def _behind(source: Source, id: str, counted: Figures) -> list[Block]:
    if source.kind == "quotes":
        return [_quotes(source, id, counted)]
    if source.kind == "table":
        _, number, question = source.key
        return [published_block([counted.published(str(number), str(question))], id)]
    _, variable = source.key
    made = counted.project.answer_table(str(variable), study=counted.study)
    return result_blocks(made, id, pictures=False)


def _quotes(source: Source, id: str, counted: Figures) -> QuoteBlock:
    _, code, where = source.key
    group = dict(where)  # type: ignore[call-overload]
    found = counted.quotes_of(str(code), group)
    chosen = draw_quotes(found, MOST_QUOTES)
    label = counted.project.codebook()
    title = ", ".join([label.label(label.find(str(code)).id), *map(str, group.values())])
    return QuoteBlock(tuple(map(quote_item, chosen)), id, title, some_of(chosen, found))
