"""The functions of a template that give blocks: tables, pictures, quotes, parts of the report.

`BLOCKS` is the list: name → function(context, *what the template says) → blocks. A further part is
a function and a line of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from etic.actions.indicator_tables import IndicatorTable
from etic.analysis.counts import Base
from etic.analysis.crosstab import Crosstab
from etic.analysis.crosstab_views import GROUP
from etic.analysis.drawing import Mark, bars
from etic.analysis.result import Result
from etic.analysis.spreading import draw_quotes
from etic.errors import EticError
from etic.i18n import t
from etic.mixed.audit import CERTAINTIES, Certainty
from etic.mixed.joint import survey_share
from etic.model import Column, Quote, SurveyTable, Value
from etic.project import Project
from etic.report.audit import audit_blocks
from etic.report.blocks import Block, Picture, QuoteBlock, TableBlock
from etic.report.checklists import checklist_blocks
from etic.report.counts import LEFT_OUT
from etic.report.filling.figure import Source
from etic.report.filling.figures import Figures
from etic.report.filling.marks import Filling
from etic.report.indicators import dimension_blocks, profile_blocks, type_blocks
from etic.report.induction import proposition_blocks
from etic.report.joint import joint
from etic.report.results import method_blocks, result_blocks, result_table
from etic.report.saturation import saturation_blocks
from etic.report.study import codebook_blocks, quote_item, sample_blocks, studied
from etic.report.trust import LEFT_OUT as OF_AGREEMENT

LEVEL = 2  # of headings within inserted parts

INDICATOR_PARTS: dict[str, Callable[[IndicatorTable, str, list[Result]], list[Block]]] = {
    "dimensions": dimension_blocks,
    "profiles": lambda found, id, _results: profile_blocks(found, id),
    "types": type_blocks,
}


@dataclass(frozen=True)
class Context:
    """What a function of blocks may use."""

    project: Project
    study: str
    figures: Figures
    filling: Filling
    results: list[Result] = field(default_factory=list)  # that are inserted, for their formulas
    methods_at: list[int] = field(default_factory=list)  # which insertions wait for them
    tables: dict[str, tuple[Crosstab, str]] = field(default_factory=dict)  # by id, with titles

    def methods(self) -> None:
        """Put the formulas where the template asks for them: of what stands in it, else of all."""
        if not self.methods_at:
            return
        counted = [self.project.crosstab(self.figures.codes(), study=self.study)]
        whole = not self.results and not self.filling.parts
        made = (
            studied(self.project, self.study)
            if whole
            else method_blocks([*counted, *self.results], LEVEL)[1:]
        )
        for index in self.methods_at:
            self.filling.blocks[index] = made

    def unique(self, name: str) -> str:
        """An id that no other insertion has."""
        return f"{name}-{len(self.filling.blocks) + 1}"

    def anchor(self, codings: Sequence[int]) -> str:
        """Where codings are quoted: among the quotes of their code."""
        first = next((i for i in codings if i in self.figures.quotable), None)
        if first is None:
            return ""
        code = self.figures.code_of[first]
        return self.filling.anchor(Source("quotes", (self.study, code, ())))


BlockFunction = Callable[..., list[Block]]
_Values = dict[tuple[str, str], Value]  # by question and answer


def quotes(
    context: Context, code: str, most: int = 3, title: str = "", **where: str
) -> list[Block]:
    """Quotes of a code, spread over respondents."""
    found = context.figures.quotes_of(code, where)
    if not found:
        raise EticError("template-no-quotes", code=code)
    chosen = draw_quotes(found, max(1, int(most)))
    return [QuoteBlock(tuple(quote_item(q) for q in chosen), context.unique("quotes"), title)]


def table(
    context: Context, wanted: str | int | Sequence[str], by: str = "", title: str = "",
    subcodes: bool = False, base: Base = "asked", question: str = "",
) -> list[Block]:  # fmt: skip
    """A published table by its number, or codes by groups."""
    if _is_number(wanted):
        return [_published(context, context.figures.parts_of(wanted, question), title)]
    counted = context.project.crosstab(
        _listed(wanted),
        by=by,
        subcodes=subcodes,
        base=base,
        study=context.study,
    )
    context.results.append(counted)
    id = context.unique("table")
    context.tables[id] = counted, title
    page = _opening(result_table(counted.widened(), id, anchor=context.anchor, leave=_left_out(by)))
    figures = result_table(counted, id, anchor=context.anchor)
    return [_titled(replace(page, figures=figures), title)]


def _opening(block: TableBlock) -> TableBlock:
    """Only figures of a group open into quotes: no name, no difference and no p."""
    keys = [column.key for column in block.table.columns]
    kept = {
        (row, i): anchor
        for (row, i), anchor in block.links.items()
        if keys[i].startswith(GROUP) or keys[i] == "everybody"
    }
    return replace(block, links=kept)


def _left_out(by: str) -> tuple[str, ...]:
    """Columns for which a page has no room; those of everybody stay where there are no groups."""
    return LEFT_OUT if by else tuple(key for key in LEFT_OUT if key != "everybody")


def figure(
    context: Context, wanted: str | int | Sequence[str], by: str = "", title: str = "",
    question: str = "",
) -> list[Block]:  # fmt: skip
    """A picture of a published table, or of codes by groups."""
    if _is_number(wanted):
        found = context.figures.published(wanted, question)
        marks = []
        for cell in dict.fromkeys((c.answer, c.group) for c in found.cells if not c.subtotal):
            share = survey_share(found, *cell)
            marks.append(Mark(*cell, share.share, share.low, share.high, share.n, share.base))
        drawn = bars(title or _titled_table(found), marks, t("columns.share"))
        return [Picture(drawn, id=context.unique("picture"))]
    counted = context.project.crosstab(_listed(wanted), by=by, study=context.study)
    drawing, id = counted.drawings()[0], context.unique("picture")
    for table_id, (earlier, called) in context.tables.items():
        if _has(earlier, counted):
            drawing = replace(drawing, title=title or called or drawing.title)
            return [Picture(drawing, id=id, table=table_id)]
    context.results.append(counted)
    shown = result_table(counted.widened(), "", leave=_left_out(by))
    drawing = replace(drawing, table=shown.table, title=title or drawing.title)
    return [Picture(drawing, counted.note, id=id)]


def _has(earlier: Crosstab, drawn: Crosstab) -> bool:
    """Whether an earlier table has every figure that is drawn.

    Another one under the picture would say them twice, and adjust p for another number of tests.
    """
    same = (earlier.by, earlier.unit, earlier.base) == (drawn.by, drawn.unit, drawn.base)
    return same and {(r.code, r.group, r.share) for r in drawn.rows} <= {
        (r.code, r.group, r.share) for r in earlier.rows
    }


def sample(context: Context, attributes: str | Sequence[str] = ()) -> list[Block]:
    """Who was interviewed, with all attributes or those named."""
    known = context.project.attributes()
    wanted = _listed(attributes)
    for name in wanted:
        if name not in known:
            raise EticError("attribute-unknown", attribute=name, known=", ".join(known) or "—")
    return sample_blocks(context.project, context.study, wanted)


def codebook(context: Context) -> list[Block]:
    """The codes and their definitions."""
    return codebook_blocks(context.project, context.study)


def joint_display(
    context: Context, codes: str | Sequence[str] = (), pillars: bool = False
) -> list[Block]:
    """The joint display of the study or of some themes, without its heading."""
    tree = context.project.codebook()
    wanted = [tree.resolve(code).path for code in _listed(codes)]
    made = joint(
        context.project, context.study, LEVEL, codes=wanted, pillars=pillars,
        id=context.unique("joint"), display=context.figures.joint,
    )  # fmt: skip
    return made[1:]


def indicators(context: Context, part: str = "") -> list[Block]:
    """Indicators of the study: its dimensions, profiles of cases, types; or one of these parts."""
    if part and part not in INDICATOR_PARTS:
        known = ", ".join(INDICATOR_PARTS)
        raise EticError("choice-unknown", name="part", given=part, known=known)
    made: list[Block] = []
    for name in [part] if part else INDICATOR_PARTS:
        found = context.figures.indicators
        made += INDICATOR_PARTS[name](found, context.unique(name), context.results)
    return made


def propositions(context: Context) -> list[Block]:
    """The propositions, the cases against them, and quotes."""
    allowed = {d.id for d in context.project.document_list() if d.quotable}
    made = proposition_blocks(
        context.project, context.study, LEVEL, allowed=allowed, item=quote_item
    )
    return made[1:]


def agreement(
    context: Context, codes: str | Sequence[str] = (), pictures: bool = False
) -> list[Block]:
    """How far coders agree, on all codes of the study or on those named."""
    found = context.project.agreement(codes=_listed(codes) or None, study=context.study)
    context.results.append(found)
    return result_blocks(found, context.unique("agreement"), pictures=pictures, leave=OF_AGREEMENT)


def saturation(context: Context) -> list[Block]:
    """Whether more interviews would have brought more codes."""
    made, found = saturation_blocks(
        context.project, context.study, context.unique("saturation"), LEVEL, context.anchor
    )
    context.results.extend(found)
    return made[1:]


def methods(context: Context) -> list[Block]:
    """The formulas of what the text counts, with references; known when all of it is worked out."""
    context.methods_at.append(len(context.filling.blocks))
    return []


def audit(context: Context, at_least: Certainty = "likely") -> list[Block]:
    """What does not add up in the published tables, and which bases they can have."""
    if at_least not in CERTAINTIES:
        known = ", ".join(CERTAINTIES)
        raise EticError("choice-unknown", name="at_least", given=at_least, known=known)
    made, found = audit_blocks(
        context.project, context.study, LEVEL, at_least=at_least, id=context.unique("audit")
    )
    context.results.extend(found)
    return made[1:]


def checklist(context: Context, name: str) -> list[Block]:
    """A checklist of reporting as the study answers it."""
    return checklist_blocks(context.project, [context.study], [name], LEVEL)[1:]


BLOCKS: dict[str, BlockFunction] = {
    "quotes": quotes,
    "table": table,
    "figure": figure,
    "sample": sample,
    "codebook": codebook,
    "joint": joint_display,
    "indicators": indicators,
    "propositions": propositions,
    "agreement": agreement,
    "saturation": saturation,
    "methods": methods,
    "audit": audit,
    "checklist": checklist,
}


# -- pieces ----------------------------------------------------------------------------------------


def published_block(parts: Sequence[SurveyTable], id: str, title: str = "") -> TableBlock:
    """A published table as it was printed: one row an answer; a column a group, two where it has
    numbers of people as well as percents.

    Where the table asks several questions, each has a row above its answers.
    """
    groups = list(dict.fromkeys(cell.group for part in parts for cell in part.cells))
    first, several = parts[0], len(parts) > 1
    printed_columns = [
        column for i, group in enumerate(groups) for column in _printed(parts, group, i)
    ]
    columns = (
        Column("answer", t("columns.answer") if several else first.question or t("columns.answer")),
        *(column for column, _ in printed_columns),
    )
    rows: list[tuple[Value, ...]] = []
    for part in parts:
        rows += [(part.question, *("" for _ in printed_columns))] if several else []
        rows += [
            (answer, *(values.get((part.question, answer), "") for _, values in printed_columns))
            for answer in dict.fromkeys(cell.answer for cell in part.cells)
        ]
    declared = "; ".join(
        dict.fromkeys(c.declared_base for part in parts for c in part.cells if c.declared_base)
    )
    note = t("templates.printed-note", number=first.number, base=declared or "—")
    return TableBlock.of(columns, rows, title=title or _titled_table(first), note=note, id=id)


def _printed(parts: Sequence[SurveyTable], group: str, i: int) -> Iterator[tuple[Column, _Values]]:
    """The columns of one group: numbers of people, percents, or both; values by row."""
    cells = [((p.question, c.answer), c) for p in parts for c in p.cells if c.group == group]
    counts: _Values = {at: cell.n for at, cell in cells if cell.n is not None}
    percents = {at: cell.percent for at, cell in cells if cell.percent}
    if counts:
        label = t("templates.printed-n", group=group) if percents else group
        yield Column(f"group.{i}.n", label, "integer"), counts
    if percents:
        label = t("templates.printed-percent", group=group) if counts else group
        places = {len(p.replace(",", ".").partition(".")[2]) for p in percents.values()}
        if len(places) > 1:  # as it was printed, so no figure gains a decimal
            said = {at: t("templates.printed", percent=_local(p)) for at, p in percents.items()}
            yield Column(f"group.{i}", label), dict(said)
            return
        (digits,) = places
        shares: _Values = {
            at: round(float(p.replace(",", ".")) / 100, digits + 2) for at, p in percents.items()
        }
        yield Column(f"group.{i}", label, "percent", digits), shares


def quoted(quotes: Sequence[Quote], id: str, title: str) -> QuoteBlock:
    """Quotes under a title."""
    return QuoteBlock(tuple(map(quote_item, quotes)), id, title)


def _published(context: Context, parts: Sequence[SurveyTable], title: str) -> TableBlock:
    """A published table; figures of any of its questions lead to where it stands first."""
    filling = context.filling
    sources = [Source("table", (part.study, part.number, part.question)) for part in parts]
    id = context.unique("table")
    for source in sources:
        if source not in filling.placed:
            filling.placed.add(source)
            filling.sources[source] = id
    return published_block(parts, id, title)


def _listed(codes: str | int | Sequence[str]) -> list[str]:
    return [str(codes)] if isinstance(codes, str | int) else list(codes)


def _titled_table(table: SurveyTable) -> str:
    return table.title or table.question


def _titled(block: Block, title: str) -> Block:
    if title and isinstance(block, TableBlock):
        return replace(block, table=replace(block.table, title=title))
    return block


def _local(percent: str) -> str:
    said = percent.replace(".", t("templates.decimal")).replace(",", t("templates.decimal"))
    return said.replace("-", "−")


def _is_number(wanted: str | int | Sequence[str]) -> TypeGuard[str | int]:
    """Whether this names a published table."""
    if not isinstance(wanted, str):
        return isinstance(wanted, int)
    return wanted.strip().lstrip("TТtт").strip().replace(".", "").isdigit()
