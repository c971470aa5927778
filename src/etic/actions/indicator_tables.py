"""Indicators as tables: one row an indicator, one an item of the survey, dimension × indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etic.actions.indicators import Gathered, IndicatorRow, ItemShare, favourable, label
from etic.actions.joint import arithmetic, quoted
from etic.analysis.drawing import Bars, Mark, bars
from etic.analysis.result import Method, Result
from etic.i18n import either, number, percent, t
from etic.indicated import CASE_STATES, Item
from etic.mixed.indicators import total
from etic.mixed.joint import SurveyShare
from etic.model import Column, Table, Value

STATE = Method("indicators.method-state", "s = Σ e / n; s ≥ m ⇒ ✓; s ≤ u ⇒ ✗; u < s < m ⇒ ±", "")
VERDICT = Method(
    "joint.method-proposal", "d = n/N − s; [l, u]: d ∓ √((p₁ − l₁)² + (u₂ − p₂)²); m",
    "Farmer, T. et al. (2006). Developing and implementing a triangulation protocol for "
    "qualitative health research. Qualitative Health Research 16, 377–394. Newcombe, R. G. (1998). "
    "Interval estimation for the difference between independent proportions. "
    "Statistics in Medicine 17, 873–890.",
)  # fmt: skip


@dataclass(frozen=True)
class IndicatorTable(Result):
    """Indicators: how many cases meet each, the survey's favourable shares, quotes, the verdict."""

    gathered: Gathered

    @property
    def rows(self) -> tuple[IndicatorRow, ...]:
        """One an indicator."""
        return self.gathered.rows

    @property
    def decided(self) -> int:
        """How many indicators have a verdict of an analyst."""
        return sum(row.indicator.decision is not None for row in self.rows)

    @property
    def note(self) -> str:
        """Unit, base, rule, what is left out, what kind of sample."""
        return note(self.gathered, "indicators.note")

    def methods(self) -> tuple[Method, ...]:
        """The rule of a case's state, and that of the proposal."""
        return (STATE, VERDICT)

    def table(self) -> Table:
        """One row an indicator."""
        columns = (
            Column("indicator", t("indicators.column-indicator")),
            Column("dimensions", t("indicators.column-dimensions")),
            *(Column(name, t(f"indicators.count-{name}"), "integer") for name in CASE_STATES),
            Column("base", t("columns.base"), "integer"),
            Column("share", t("indicators.column-share"), "percent"),
            Column("low", t("columns.low"), "percent"),
            Column("high", t("columns.high"), "percent"),
            Column("survey_share", t("columns.survey_share"), "percent"),
            Column("survey_low", t("columns.survey_low"), "percent"),
            Column("survey_high", t("columns.survey_high"), "percent"),
            Column("survey_base", t("columns.survey_base"), "integer"),
            Column("items", t("indicators.column-items")),
            *(Column(key, t(f"joint.column-{key}")) for key in (
                "typical", "deviant", "proposed", "verdict", "reason", "decided_by", "decided",
                "figures_changed",
            )),
            Column("name", t("indicators.column-name")),
        )  # fmt: skip
        rows = tuple((*self._figures(row), *self._words(row)) for row in self.rows)
        return Table(columns, rows, t("indicators.table-title"), self.note)

    def _figures(self, row: IndicatorRow) -> tuple[Value, ...]:
        first = row.items[0] if row.items else None
        survey = favourable(first.item, first.survey) if first else (None, None, None)
        return (
            label(row.indicator), self.dimensions(row),
            *(row.counts[name] for name in CASE_STATES),
            row.share.base, row.share.share, row.share.low, row.share.high,
            *survey, first.survey.base if first else None,
        )  # fmt: skip

    def _words(self, row: IndicatorRow) -> tuple[Value, ...]:
        decision = row.indicator.decision
        return (
            "\n".join(item_text(one) for one in row.items) or t("indicators.items-none"),
            quoted(row.typical), quoted(row.deviant), proposed_text(row),
            t(f"joint.verdict-{decision.verdict}") if decision else "",
            either(decision.reason_ru, decision.reason_en) if decision else "",
            decision.coder if decision else "",
            decision.decided[:10] if decision else "",
            t("joint.figures-changed") if row.changed else "",
            row.indicator.name,
        )  # fmt: skip

    def dimensions(self, row: IndicatorRow) -> str:
        """The dimensions that an indicator belongs to, by what they are called."""
        named = {one.name: label(one) for one in self.gathered.frame.dimensions}
        return ", ".join(named.get(name, name) for name in row.indicator.dimensions)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings behind a count of cases, or the quotes of a cell."""
        found = self.rows[row]
        if column in ("typical", "deviant"):
            return [quote.id for quote in getattr(found, column)]
        wanted = {"share": "met", "low": "met", "high": "met"}.get(column, column)
        if wanted not in (*CASE_STATES, "base"):
            return ()
        return [
            coding
            for case in self.gathered.cases
            for cell in (self.gathered.cells[case.name, found.indicator.name],)
            if wanted in ("base", cell.state)
            for coding in cell.codings
        ]

    def drawings(self) -> tuple[Bars]:
        """Those who meet each indicator beside the survey's favourable share."""
        here, there = t("report.interviews"), t("report.survey")
        marks = []
        for row in self.rows:
            name, own = label(row.indicator), row.share
            marks.append(Mark(name, here, own.share, own.low, own.high, own.n, own.base))
            if row.items:
                first = row.items[0]
                marks.append(Mark(name, there, *favourable(first.item, first.survey),
                                  row.figures.survey_n, first.survey.base))  # fmt: skip
        title = t("indicators.picture-title")
        return (bars(title, marks, t("columns.share"), series=t("ui.joint-side"), areas=False),)

    @property
    def items(self) -> ItemTable:
        """The survey's side alone: every item, of all and by group."""
        return ItemTable(self.gathered)

    @property
    def matrix(self) -> IndicatorMatrix:
        """Which codes and items speak to which dimension and indicator."""
        return IndicatorMatrix(self.gathered)


@dataclass(frozen=True)
class ItemTable(Result):
    """The survey's items of every indicator: favourable shares of all and of groups."""

    gathered: Gathered

    def table(self) -> Table:
        """One row an item and group."""
        columns = (
            Column("indicator", t("indicators.column-indicator")),
            Column("table", t("columns.table")),
            Column("variable", t("joint.column-variable")),
            Column("question", t("columns.question")),
            Column("answer", t("columns.answer")),
            Column("direction", t("columns.direction")),
            Column("group", t("columns.group")),
            Column("share", t("indicators.column-favourable"), "percent"),
            Column("low", t("columns.low"), "percent"),
            Column("high", t("columns.high"), "percent"),
            Column("base", t("columns.base"), "integer"),
            Column("proposed", t("joint.column-proposed")),
            Column("arithmetic", t("joint.column-arithmetic")),
            Column("remark", t("columns.remark")),
        )
        rows = tuple(
            row
            for one in self.gathered.rows
            for item in one.items
            for row in self._rows(label(one.indicator), item)
        )
        noted = note(self.gathered, "indicators.items-note")
        return Table(columns, rows, t("indicators.items-title"), noted)

    def _rows(self, name: str, one: ItemShare) -> list[tuple[Value, ...]]:
        item = one.item
        verdict = one.proposal.verdict
        found: list[tuple[Value, ...]] = []
        for group, there in ((one.group or t("indicators.all"), one.survey), *one.groups):
            first = there is one.survey
            reason = t(f"reasons.{there.reason}") if there.reason else ""
            remarks = (item.note if first else "", reason)
            found.append(
                (
                    name, item.table, item.variable, one.question, item.answer,
                    t(f"tables.direction-{item.direction}"), group,
                    *favourable(item, there), there.base,
                    t(f"joint.verdict-{verdict or 'none'}") if first else "",
                    arithmetic(one.proposal) if first else "",
                    " ".join(part for part in remarks if part),
                )
            )  # fmt: skip
        return found

    def methods(self) -> tuple[Method]:
        """How a verdict is proposed."""
        return (VERDICT,)


@dataclass(frozen=True)
class IndicatorMatrix(Result):
    """Dimensions by indicators: in the cells, the codes and items that speak to both."""

    gathered: Gathered

    def table(self) -> Table:
        """A row an indicator, a column a dimension."""
        frame = self.gathered.frame
        columns = (
            Column("indicator", t("indicators.column-indicator")),
            *(Column(one.name, label(one)) for one in frame.dimensions),
        )
        rows = tuple(
            (label(row.indicator), *(self._cell(row, one.name) for one in frame.dimensions))
            for row in self.gathered.rows
        )
        title, said = t("indicators.matrix-title"), t("indicators.matrix-note")
        return Table(columns, rows, title, said)

    def _cell(self, row: IndicatorRow, dimension: str) -> str:
        one = row.indicator
        if dimension not in one.dimensions:
            return ""
        home = one.dimensions[0]
        codes = [
            t(f"indicators.code-{e.side}", code=self.gathered.names.get(e.code, e.code))
            for e in one.codes
            if (e.dimension or home) == dimension
        ]
        items = [item_text(i) for i in row.items if (i.item.dimension or home) == dimension]
        return "\n".join((*codes, *items)) or t("indicators.belongs")


@dataclass(frozen=True)
class Conclusions(Result):
    """Dimensions: their indicators, met of known over all cases, and the analyst's conclusion."""

    gathered: Gathered

    def table(self) -> Table:
        """A row a dimension."""
        frame = self.gathered.frame
        columns = (
            Column("dimension", t("indicators.column-dimension")),
            Column("indicators", t("indicators.column-indicators")),
            Column("met", t("indicators.column-met-sum"), "number", 1),
            Column("known", t("indicators.column-known"), "integer"),
            Column("share", t("columns.share"), "percent"),
            Column("conclusion", t("indicators.column-conclusion")),
        )
        rows = []
        for one in frame.dimensions:
            own = frame.of(one.name)
            met, known = total(
                self.gathered.cells[case.name, i.name].state
                for case in self.gathered.cases
                for i in own
            )
            rows.append(
                (
                    label(one), "; ".join(map(label, own)), met, known,
                    met / known if known else None,
                    either(one.conclusion_ru, one.conclusion_en),
                )
            )  # fmt: skip
        noted = note(self.gathered, "indicators.conclusions-note", plain=True)
        return Table(columns, tuple(rows), t("indicators.conclusions-title"), noted)


def note(gathered: Gathered, key: str, *, plain: bool = False, survey: bool = True) -> str:
    """A note with whatever has to be said of the counts."""
    level, margin = number(gathered.level * 100, 0), number(gathered.margin * 100, 0)
    parts = (
        t(key, level=level, margin=margin, n=len(gathered.cases)),
        gathered.left_out.note,
        gathered.sample.plain if plain else gathered.sample.note,
        gathered.remark if survey and not plain else "",
    )
    return " ".join(part for part in parts if part)


def proposed_text(row: IndicatorRow) -> str:
    """The verdict that the figures propose, in words."""
    return t(f"joint.verdict-{row.proposed or 'none'}")


def item_text(one: ItemShare, *, groups: bool = True) -> str:
    """An item in a line: where, question, answer, share, base, and groups unless not wanted."""
    item = one.item
    place = (
        t("ui.survey-number", number=item.table) if item.table else t("indicators.questionnaire")
    )
    sign = "≠ " if item.direction == "opposite" else ""
    said = t(
        "indicators.item", place=place, question=one.question, answer=f"{sign}{item.answer}",
        share=_share(item, one.survey),
    )  # fmt: skip
    if not one.groups or not groups:
        return said
    apart = "; ".join(f"{name} {_share(item, there, base=False)}" for name, there in one.groups)
    return f"{said} ({apart})"


def _share(item: Item, there: SurveyShare, *, base: bool = True) -> str:
    worth, low, high = favourable(item, there)
    if worth is None:
        return t(f"reasons.{there.reason}") if there.reason else "—"
    said = percent(worth)
    if not base:
        return said
    if low is None or high is None:
        return said
    interval = f"[{number(low * 100, 1)}–{number(high * 100, 1)}]"
    return f"{said} {interval}, {t('indicators.base', n=number(there.base or 0))}"
