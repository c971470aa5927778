"""Indicators in a report: both sides and the verdict on each, dimensions, profiles, types."""

from __future__ import annotations

from etic.actions.indicator_cases import (
    IndicatorProfiles,
    Typology,
    definition,
    dimension_sums,
    states_of,
    sum_text,
    type_label,
    type_of,
)
from etic.actions.indicator_tables import Conclusions, IndicatorTable, item_text, proposed_text
from etic.actions.indicators import IndicatorRow, label, state_text
from etic.actions.joint import quoted
from etic.analysis.result import Result
from etic.i18n import either, number, t
from etic.indicated import CASE_STATES
from etic.model import Column, Table
from etic.project import Project
from etic.report.blocks import Block, Heading, Paragraph, Picture, TableBlock
from etic.report.joint import share_text


def indicators(project: Project, study: str, level: int, results: list[Result]) -> list[Block]:
    """The indicators of a study, or of every study that has them; their methods join `results`."""
    blocks: list[Block] = []
    for frame in project.indicator_frames():
        if study in ("", frame.study) and frame.indicators:
            blocks += _study(project, frame.study, level, results)
    return blocks


def _study(project: Project, study: str, level: int, results: list[Result]) -> list[Block]:
    name = f"indicators-{study}"
    found = project.indicators(study=study)
    return [
        Heading(level, t("indicators.title")),
        *dimension_blocks(found, name, results),
        *profile_blocks(found, f"{name}-cases"),
        *type_blocks(found, f"{name}-types", results),
    ]


def dimension_blocks(found: IndicatorTable, id: str, results: list[Result]) -> list[Block]:
    """What is concluded on each dimension, and its indicators as table and picture."""
    results.append(found)
    concluded = [
        (label(one), either(one.conclusion_ru, one.conclusion_en))
        for one in found.gathered.frame.dimensions
    ]
    return [
        *(Paragraph(f"{name}. {said}") for name, said in concluded if said),
        TableBlock(paper(found), id=id),
        *(Picture(drawing, table=id) for drawing in found.drawings()),
        TableBlock(Conclusions(found.gathered).table()),
    ]


def profile_blocks(found: IndicatorTable, id: str) -> list[Block]:
    """The profile of each case, as table and picture."""
    profiles = IndicatorProfiles(found.gathered)
    drawn = [Picture(drawing, table=id) for drawing in profiles.drawings()]
    return [TableBlock(profiles_paper(profiles), id=id), *drawn]


def type_blocks(found: IndicatorTable, id: str, results: list[Result]) -> list[Block]:
    """The types of cases, and how they divide by groups; nothing where none are said."""
    types = Typology(found.gathered)
    if not types.gathered.frame.types:
        return []
    results.append(types)
    return [
        TableBlock(types_paper(types), id=id),
        TableBlock(types.crosstab.table(), id=f"{id}-clusters"),
    ]


def page_of(result: Result) -> Table:
    """The table of a result on indicators as it fits a page; a script reads `result.table()`."""
    if isinstance(result, IndicatorTable):
        return paper(result)
    return types_paper(result) if isinstance(result, Typology) else result.table()


def paper(found: IndicatorTable) -> Table:
    """Indicators in five columns that fit a page."""
    columns = (
        Column("indicator", t("indicators.column-indicator")),
        Column("interviews", t("joint.paper-interviews")),
        Column("survey", t("joint.paper-survey")),
        Column("quotes", t("joint.paper-quotes")),
        Column("verdict", t("joint.paper-verdict")),
    )
    rows = tuple(
        (
            f"{label(row.indicator)}\n{found.dimensions(row)}",
            _interviews(row),
            "\n".join(item_text(one, groups=False) for one in row.items)
            or t("indicators.items-none"),
            _quotes(row),
            _verdict(row),
        )
        for row in found.rows
    )
    return Table(columns, rows, t("indicators.table-title"), found.note)


def _interviews(row: IndicatorRow) -> str:
    said = share_text(row.share)
    rest = "; ".join(
        f"{t(f'indicators.count-{name}').lower()} {number(row.counts[name])}"
        for name in CASE_STATES[1:]
        if row.counts[name]
    )
    return f"{said}\n{rest}" if rest else said


def _quotes(row: IndicatorRow) -> str:
    parts = [(row.typical[:1], "typical"), (row.deviant[:1], "deviant")]
    return "\n".join(t(f"joint.paper-{name}", quotes=quoted(q)) for q, name in parts if q)


def _verdict(row: IndicatorRow) -> str:
    decision, proposed = row.indicator.decision, proposed_text(row)
    if decision is None:
        return t("joint.proposed", verdict=proposed)
    named = t(f"joint.verdict-{decision.verdict}").capitalize()
    reason = either(decision.reason_ru, decision.reason_en)
    parts = [t("joint.paper-decided", verdict=named, reason=reason)]
    if decision.verdict != row.proposed:
        parts.append(t("joint.paper-differs", verdict=proposed))
    if row.changed:
        parts.append(t("joint.figures-changed").capitalize() + ".")
    return " ".join(parts)


def profiles_paper(profiles: IndicatorProfiles) -> Table:
    """Profiles by what is not met: who, which indicators, the dimensions, the type."""
    gathered = profiles.gathered
    frame = gathered.frame
    rows = []
    for case in profiles.cases:
        states, sums = states_of(gathered, case), dimension_sums(gathered, case)
        rest = "; ".join(
            f"{state_text(states[one.name])}: {label(one)}"
            for one in frame.indicators
            if states[one.name] != "met"
        )
        known = [sum_text(*sums[one.name]) for one in frame.dimensions]
        kind = type_label(gathered, type_of(gathered, case)) if frame.types else ""
        rows.append((case, rest or t("indicators.all-met"), *known, kind))
    columns = (
        Column("case", t("columns.case")),
        Column("states", t("indicators.column-not-met")),
        *(Column(f"dimension_{one.name}", label(one)) for one in frame.dimensions),
        Column("type", t("indicators.column-type")),
    )
    table = profiles.table()
    return Table(columns, tuple(rows), table.title, table.note)


def types_paper(found: Typology) -> Table:
    """Types in four columns: type and rule, share, typical case with a quote, cases."""
    kinds = {one.name: one for one in found.gathered.frame.types}
    rows = []
    for name, own, counted in found.groups:
        quote = found.quote(name)
        typical = found.typical.get(name, "")
        words = quoted([quote]) if quote else typical
        rule = definition(kinds[name]) if name in kinds else ""
        named = type_label(found.gathered, name)
        rows.append(
            (f"{named}\n{rule}" if rule else named, share_text(counted), words, ", ".join(own))
        )
    columns = (
        Column("type", t("indicators.column-type")),
        Column("share", t("columns.share")),
        Column("typical", t("indicators.column-typical")),
        Column("cases", t("indicators.column-cases")),
    )
    return Table(columns, tuple(rows), t("indicators.typology-title"), found.note)
