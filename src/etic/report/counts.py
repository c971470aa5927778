"""How many said what: the tables of a study's codes, of everybody and by groups, and pictures.

The figures are those of a `Crosstab`, told in its own words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from etic.analysis.crosstab import Crosstab
from etic.analysis.crosstab_views import GROUP, INDENT
from etic.analysis.drawing import Mark, bars
from etic.i18n import t
from etic.model import Column, Value
from etic.report.blocks import Linked, Picture, TableBlock
from etic.report.outline import interval
from etic.store.codebook import Node

LEFT_OUT = ("code", "everybody", "p_bh", "v", "test")  # of the table of groups: a file has them


def counts(
    counted: Crosstab, codes: Sequence[Node], shown: Mapping[str, str], key: str
) -> TableBlock:
    """Every code: how many of how many, the share, its interval.

    `shown` says in which block the quotes of a code stand.
    """
    columns = (
        Column("name", t("columns.name")),
        Column("n", t("studyreport.n-of")),
        Column("share", t("columns.share"), "percent"),
        Column("interval", t("studyreport.interval")),
    )
    rows: list[Sequence[Value | Linked]] = []
    for node in codes:
        s = counted.cell(node.path).share
        n = t("studyreport.n-of-base", n=s.n, base=s.base)
        figure = Linked(n, shown[node.path]) if node.path in shown else n
        rows.append((INDENT * node.depth + node.name, figure, s.share, interval(s.low, s.high)))
    made = TableBlock.of(
        columns, rows, title=t("studyreport.counts-table"), note=counted.note, id=f"counts-{key}"
    )
    return replace(made, figures=_in_figures(counted, {node.path for node in codes}, shown))


def groups(by_group: Crosstab | None, shown: Mapping[str, str], key: str) -> Iterable[TableBlock]:
    """The same codes by groups, with what compares these, where there are groups.

    A figure leads to the quotes of its code, as `shown` says where they stand.
    """
    if by_group is None:
        return
    table = by_group.wide()
    kept = [i for i, column in enumerate(table.columns) if column.key not in LEFT_OUT]
    rows = []
    for code, row in zip(by_group.codes, table.rows, strict=True):
        cells: list[Value | Linked] = []
        for i in kept:
            group = table.columns[i].key.removeprefix(GROUP)
            counted = table.columns[i].key.startswith(GROUP) and by_group.codings(code, group)
            cells.append(Linked(row[i], shown[code]) if counted and code in shown else row[i])
        rows.append(cells)
    made = TableBlock.of(
        [table.columns[i] for i in kept], rows,
        title=t("studyreport.groups-table", attribute=by_group.by_label), note=table.note,
        id=f"groups-{key}",
    )  # fmt: skip
    yield replace(made, figures=_in_figures(by_group, set(by_group.codes), shown))


def _in_figures(counted: Crosstab, codes: Collection[str], shown: Mapping[str, str]) -> TableBlock:
    """The same, one row a figure; how many leads to the quotes of the code."""
    table = counted.table()
    keys = [column.key for column in table.columns]
    code, n = keys.index("code"), keys.index("n")
    rows = []
    for row in table.rows:
        if row[code] in codes:
            cells: list[Value | Linked] = list(row)
            if row[n] and row[code] in shown:
                cells[n] = Linked(row[n], shown[str(row[code])])
            rows.append(cells)
    return TableBlock.of(table.columns, rows)


def pictures(
    counted: Crosstab, codes: Sequence[Node], shown: Mapping[str, str], key: str
) -> Iterable[Picture]:
    """One picture a family: its codes that anybody carries."""
    for family in (n for n in codes if n.depth == 0):
        members = [
            n
            for n in codes
            if n.path.startswith(family.path + "/") and counted.cell(n.path).share.n
        ]
        if len(members) < 2:
            continue
        marks = []
        for node in members:
            s, colour = counted.cell(node.path).share, counted.colours.get(node.path, "")
            anchor = shown.get(node.path, "")
            marks.append(Mark(node.name, "", s.share, s.low, s.high, s.n, s.base, colour, anchor))
        drawn = bars(family.name, marks, t("columns.share"))
        yield Picture(drawn, t("studyreport.chart-note"), table=f"counts-{key}")
