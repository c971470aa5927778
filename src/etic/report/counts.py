"""How many said what: the table of a study's codes, by groups where there are any, and pictures.

The figures are those of a `Crosstab`, told in its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from etic.analysis.crosstab import Crosstab
from etic.analysis.crosstab_views import apart, group_label, probability
from etic.analysis.drawing import Mark, bars
from etic.i18n import t
from etic.model import Column, Value
from etic.report.blocks import Linked, Picture, TableBlock
from etic.report.outline import interval
from etic.store.codebook import Node

COMPARED = ("p", "p_holm")  # of a table of groups; a screen and a file have more


def counts(
    counted: Crosstab,
    by_group: Crosstab | None,
    codes: Sequence[Node],
    shown: Mapping[str, str],
    key: str,
) -> TableBlock:
    """The table: everybody's share with its interval, then each group and how groups differ.

    `shown` says in which block the quotes of a code stand.
    """
    groups = by_group.groups if by_group else []
    tested = by_group is not None and any(
        c.test.p is not None for c in by_group.comparisons.values()
    )
    two = by_group is not None and tested and len(by_group.tested_groups) == 2
    columns = [
        Column("name", t("columns.name")),
        Column("n", t("studyreport.n-of")),
        Column("share", t("columns.share"), "percent"),
        Column("interval", t("studyreport.interval")),
        *(Column(f"group.{g}", group_label(g)) for g in groups),
    ]
    if by_group and two:
        columns.append(next(c for c in by_group.wide().columns if c.key == "difference"))
    if tested:
        columns += [Column(each, t(f"crosstab.column-{each}")) for each in COMPARED]
    rows: list[Sequence[Value | Linked]] = []
    for node in codes:
        s = counted.cell(node.path).share
        n = t("studyreport.n-of-base", n=s.n, base=s.base)
        figure = Linked(n, shown[node.path]) if node.path in shown else n
        cells: list[Value | Linked] = [
            "\u2003" * node.depth + node.name, figure, s.share, interval(s.low, s.high)
        ]  # fmt: skip
        if by_group:
            each = [by_group.cell(node.path, g).share for g in groups]
            cells += [t("studyreport.n-of-base", n=c.n, base=c.base) for c in each]
            found = by_group.comparisons[node.path]
            if two:
                cells.append(apart(found))
            if tested:
                cells += [probability(found.test.p), probability(found.holm)]
        rows.append(cells)
    note = (by_group or counted).note
    if by_group:
        note += " " + t("studyreport.groups-note", attribute=by_group.by_label)
    return TableBlock.of(
        columns, rows, title=t("studyreport.counts-table"), note=note, id=f"counts-{key}"
    )


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
