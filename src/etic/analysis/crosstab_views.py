"""A crosstab as it is told: its two tables, its note, its formulas, its drawings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from etic.analysis.counts import ALL, UNKNOWN, Counted
from etic.analysis.drawing import Bars, Cell, Drawing, HeatMap, Mark
from etic.analysis.result import Method
from etic.i18n import number, percent, t
from etic.model import Column, Table, Value

if TYPE_CHECKING:
    from etic.analysis.crosstab import Comparison, Crosstab
    from etic.analysis.intervals import Difference

GROUP = "group."  # before the name of a group, in the keys of columns
INDENT = "\u2003"
MIDDOT = " · "  # between the values of several attributes
SMALL = 0.001  # a p below it is only said to be so

WILSON = Method(
    "crosstab.method-wilson",
    "(p + z²/2b ± z·√(p(1−p)/b + z²/4b²)) / (1 + z²/b)",
    "Wilson (1927), JASA 22, 209–212.",
)
NEWCOMBE = Method(
    "crosstab.method-newcombe",
    "d − √((p₁−l₁)² + (u₂−p₂)²) … d + √((u₁−p₁)² + (p₂−l₂)²)",
    "Newcombe (1998), Statistics in Medicine 17, 873–890 (method 10).",
)
TESTS = {
    "chi-square": Method(
        "crosstab.method-chi-square",
        "χ² = Σᵢⱼ (Oᵢⱼ − Eᵢⱼ)² / Eᵢⱼ,  Eᵢⱼ = Rᵢ·Cⱼ / N,  df = (r−1)(c−1)",
        "Pearson (1900), Philosophical Magazine 50, 157–175;"
        " Cochran (1954), Biometrics 10, 417–451.",
    ),
    "fisher": Method(
        "crosstab.method-fisher",
        "p = Σ {P(x): P(x) ≤ P(a)},  P(x) = C(r, x)·C(s, k−x) / C(r+s, k)",
        "Fisher (1935), The Design of Experiments, ch. II; Freeman & Halton (1951).",
    ),
    "freeman-halton": Method(
        "crosstab.method-freeman-halton",
        "p = Σ {P(T): P(T) ≤ P(T₀)},  P(T) = ∏ⱼ Cⱼ!·∏ᵢ Rᵢ! / (N!·∏ᵢⱼ nᵢⱼ!)",
        "Freeman & Halton (1951), Biometrika 38, 141–149; Mehta & Patel (1983), JASA 78, 427–434.",
    ),
    "monte-carlo": Method(
        "crosstab.method-monte-carlo",
        "p = (b + 1) / (m + 1) ± √(p(1−p)/m)",
        "Patefield (1981), Applied Statistics 30, 91–97; Phipson & Smyth (2010), SAGMB 9, 39.",
    ),
}
CRAMER = Method(
    "crosstab.method-cramer",
    "Ṽ = √(max(0, χ²/n − (r−1)(c−1)/(n−1)) / min(r̃−1, c̃−1)),"
    "  r̃ = r − (r−1)²/(n−1),  c̃ = c − (c−1)²/(n−1)",
    "Bergsma (2013), Journal of the Korean Statistical Society 42, 323–328.",
)
ADJUSTED = (
    Method(
        "crosstab.method-holm",
        "p̃₍ᵢ₎ = max {min(1, (m−j+1)·p₍ⱼ₎): j ≤ i}",
        "Holm (1979), Scandinavian Journal of Statistics 6, 65–70.",
    ),
    Method(
        "crosstab.method-bh",
        "p̃₍ᵢ₎ = min {1, m·p₍ⱼ₎/j: j ≥ i}",
        "Benjamini & Hochberg (1995), JRSS B 57, 289–300.",
    ),
)


def group_label(group: str) -> str:
    """A group in words: everybody, those of whom it is not known, yes and no of a boolean."""
    if group == ALL:
        return t("tables.everybody")
    if group == UNKNOWN:
        return t("crosstab.unknown")
    return MIDDOT.join(
        t(f"report.{'yes' if part == 'true' else 'no'}") if part in ("true", "false") else part
        for part in group.split(MIDDOT)
    )


def shown_rows(tab: Crosstab) -> list[Counted]:
    """The figures of the long form; without groups, everybody's alone."""
    return [row for row in tab.rows if tab.by or row.group == ALL]


# -- tables ----------------------------------------------------------------------------------------


def long(tab: Crosstab) -> Table:
    """One row a figure. What compares the groups of a code stands in its row of everybody."""
    states = ("no", "silent", "not_asked") if tab.states else ()
    compared = (
        "difference", "difference_low", "difference_high", "p", "p_holm", "p_bh", "v", "test",
    )  # fmt: skip
    columns = (
        Column("code", t("columns.code")),
        Column("name", t("columns.name")),
        Column("group", tab.by_label or tab.by or t("columns.group")),
        Column("n", t("columns.n"), "integer"),
        Column("base", t("columns.base"), "integer"),
        Column("share", t("columns.share"), "percent"),
        Column("low", t("columns.low"), "percent"),
        Column("high", t("columns.high"), "percent"),
        *(
            Column(f"{of}_percent", t(f"crosstab.column-{of}_percent"), "percent")
            for of in ("row", "column", "total")
        ),
        *(Column(key, t(f"crosstab.column-{key}"), "integer") for key in states),
        *(compared_column(tab, key) for key in (compared if tab.by else ())),
    )
    rows: list[tuple[Value, ...]] = []
    for row in shown_rows(tab):
        s = row.share
        group = t("tables.everybody") if row.group == ALL else row.group
        of_row, of_column, of_all = (
            tab.percent(row.code, row.group, of)[0] for of in ("row", "column", "total")
        )
        said = tab.states.get((row.code, row.group))
        rows.append(
            (
                row.code, tab.names[row.code], group, s.n, s.base, s.share, s.low, s.high,
                of_row, of_column, of_all,
                *(getattr(said, key) if said else None for key in states),
                *(_compared(tab, row) if tab.by else ()),
            )
        )  # fmt: skip
    return Table(columns, tuple(rows), t("tables.counts"), note(tab))


def compared_column(tab: Crosstab, key: str) -> Column:
    """A column of what compares the groups, by its key."""
    label = t(f"crosstab.column-{key}")
    if key == "test":
        return Column(key, label)
    if key == "v" or key.startswith("p"):
        return Column(key, label, "number", 2 if key == "v" else 4)
    if key == "difference" and len(tab.tested_groups) == 2:
        label = apart_label(tab)
    return Column(key, label, "points")


def _compared(tab: Crosstab, row: Counted) -> tuple[Value, ...]:
    if row.group != ALL:
        return (None,) * 8
    found = tab.comparisons[row.code]
    apart = found.difference
    return (
        *((apart.difference, apart.low, apart.high) if apart else (None, None, None)),
        found.test.p, found.holm, found.bh, found.association.corrected, test_name(found),
    )  # fmt: skip


def wide(tab: Crosstab) -> Table:
    """One row a code, one column a group, then what compares the groups."""
    two = len(tab.tested_groups) == 2
    tested = bool(tab.by) and not tab.untested
    columns = [Column("code", t("columns.code")), Column("name", t("columns.name"))]
    columns += [
        Column("everybody" if g == ALL else GROUP + g, group_label(g)) for g in tab.shown_groups
    ]
    if tested:
        if two:
            columns.append(Column("difference", apart_label(tab)))
        columns += [Column(key, t(f"crosstab.column-{key}")) for key in ("p", "p_holm", "p_bh")]
        columns.append(compared_column(tab, "v"))
        columns.append(Column("test", t("crosstab.column-test")))
    rows: list[tuple[Value, ...]] = []
    for code in tab.codes:
        cells: list[Value] = [code, name(tab, code)]
        cells += [figure(tab, code, group) for group in tab.shown_groups]
        if tested:
            found = tab.comparisons[code]
            if two:
                cells.append(apart(found.difference))
            cells += [probability(p) for p in (found.test.p, found.holm, found.bh)]
            cells += [found.association.corrected, test_name(found)]
        rows.append(tuple(cells))
    return Table(tuple(columns), tuple(rows), t("tables.counts"), note(tab))


def name(tab: Crosstab, code: str) -> str:
    """A code's name in a line of its own: under its subtotal, or told from others of that name."""
    level = tab.levels.get(code, 0)
    return INDENT * level + (tab.names[code] if level else tab.labels.get(code, tab.names[code]))


def figure(tab: Crosstab, code: str, group: str) -> str:
    """`22.1% · 8 of 37 [12–37]`: share, count, base and interval in one cell."""
    share, base = tab.percent(code, group)
    found = tab.cell(code, group).share
    if share is None:
        return t("crosstab.no-base")
    said = {"share": percent(share), "n": number(found.n), "base": number(base)}
    if tab.percents != "base" or found.low is None or found.high is None:
        return t("crosstab.figure-plain", **said)
    low, high = (number(bound * 100, 0) for bound in (found.low, found.high))
    return t("crosstab.figure", **said, low=low, high=high)


def apart(d: Difference | None) -> str:
    """`+12.3 [−5.1; 28.0]`, in percentage points; empty where there is no difference."""
    if d is None or d.difference is None or d.low is None or d.high is None:
        return ""
    sign = "+" if round(d.difference * 100, 1) > 0 else ""
    return f"{sign}{_points(d.difference)} [{_points(d.low)}; {_points(d.high)}]"


def _points(share: float) -> str:
    return number(round(share * 100, 1) + 0.0, 1)


def probability(p: float | None) -> str:
    """A p as it is printed: three digits, and never zero."""
    if p is None:
        return ""
    return f"< {number(SMALL, 3)}" if p < SMALL else number(p, 3)


def apart_label(tab: Crosstab) -> str:
    """Which group less which."""
    one, other = map(group_label, tab.tested_groups)
    return t("crosstab.column-difference-of", one=one, other=other)


def test_name(found: Comparison) -> str:
    """Which test it was, or why there is none."""
    if found.test.reason:
        return t(f"reasons.{found.test.reason}")
    return t(f"crosstab.test-{found.test.kind}")


# -- note and formulas -----------------------------------------------------------------------------


def note(tab: Crosstab) -> str:
    """Unit, base, percentages, test, what is left out, what kind of sample it is."""
    whose = t("crosstab.base-asked-of" if tab.unit != "case" and tab.base == "asked"
              else f"tables.base-{tab.base}")  # fmt: skip
    said = [t("tables.note", unit=t(f"tables.unit-{tab.unit}"), base=whose)]
    said += [t(f"crosstab.note-unit-{tab.unit}"), t("matrices.note-under")]
    if tab.percents != "base":
        said.append(t(f"crosstab.note-{tab.percents}"))
    if any(tab.levels.values()):
        said.append(t("crosstab.note-subtotals"))
    said += _doubles(tab)
    if tab.by:
        said += _tests(tab)
    if tab.left_out:
        said.append(tab.left_out.note)
    said.append(tab.sample)
    return " ".join(said)


def _doubles(tab: Crosstab) -> list[str]:
    return [
        t("crosstab.note-doubles", code=tab.labels.get(code, code), cases=", ".join(cases))
        for code, cases in tab.doubles.items()
    ]


def _tests(tab: Crosstab) -> list[str]:
    if tab.untested:
        return [t(f"crosstab.note-{tab.untested}")]
    tested = [each.test for each in tab.comparisons.values() if each.test.p is not None]
    said = []
    if not tested:
        said.append(t("crosstab.note-nothing-tested"))
    else:
        kinds = [kind for kind in TESTS if any(test.kind == kind for test in tested)]
        named = "; ".join(t(f"crosstab.note-test-{kind}") for kind in kinds)
        said.append(t("crosstab.note-tests", tests=named, n=number(len(tested))))
        errors = [test.error for test in tested if test.error is not None]
        if errors:
            draws = max(test.draws for test in tested)
            most = number(max(errors), 4)
            said.append(t("crosstab.note-drawn", draws=number(draws), error=most))
        if tab.base == "all":
            said.append(t("crosstab.note-own-bases"))
    if len(tab.tested_groups) == 2:
        said.append(t("crosstab.note-difference"))
    if UNKNOWN in tab.groups:
        said.append(t("crosstab.note-unknown"))
    return said


def methods(tab: Crosstab) -> Sequence[Method]:
    """What the figures were computed by, and nothing that was not needed."""
    found = [WILSON]
    compared = tab.comparisons.values()
    if any(each.difference and each.difference.low is not None for each in compared):
        found.append(NEWCOMBE)
    kinds = {each.test.kind for each in compared}
    found += [method for kind, method in TESTS.items() if kind in kinds]
    if any(each.association.corrected is not None for each in compared):
        found.append(CRAMER)
    if any(each.test.p is not None for each in compared):
        found += ADJUSTED
    return found


# -- drawings --------------------------------------------------------------------------------------


def drawings(tab: Crosstab) -> Sequence[Drawing]:
    """Bars, with intervals where shares are of the base; with groups also a map."""
    if not tab.codes:
        return ()
    table = wide(tab)
    axis = t(f"crosstab.percents-{tab.percents}")
    groups = tab.groups if tab.by else [ALL]
    labels = {code: tab.labels.get(code, tab.names[code]) for code in tab.codes}
    marks, cells = [], []
    for code in tab.codes:
        for group in groups:
            found = tab.cell(code, group).share
            share, base = tab.percent(code, group)
            low, high = (found.low, found.high) if tab.percents == "base" else (None, None)
            marks.append(
                Mark(
                    labels[code], group_label(group), share, low, high, found.n, base,
                    tab.colours.get(code, ""),
                )
            )  # fmt: skip
        for group in tab.shown_groups:
            share, _ = tab.percent(code, group)
            text = "" if share is None else percent(share, 0)
            cells.append(Cell(labels[code], group_label(group), share, text))
    title, series = t("tables.counts"), tab.by_label or tab.by
    bars = Bars(title, table, tuple(marks), axis, series)
    if not tab.by:
        return (bars,)
    return (
        bars,
        HeatMap(
            title, table, tuple(cells), tuple(labels.values()),
            tuple(map(group_label, tab.shown_groups)), t("columns.code"), series, axis,
            tuple((labels[code], tab.colours.get(code, "")) for code in tab.codes),
        ),
    )  # fmt: skip
