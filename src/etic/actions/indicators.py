"""Indicators: interviews and survey side by side, with the verdict, from the project's rows."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etic.actions.answer_counting import answer_share, share_remark
from etic.actions.joint_quotes import most_central, quotable
from etic.actions.left_out import left_out
from etic.actions.samples import UNSAID, Samples, samples
from etic.analysis.intervals import Share, share
from etic.analysis.left_out import NOBODY, LeftOut
from etic.errors import EticError
from etic.i18n import either, t
from etic.indicated import CASE_STATES, CaseState, Indicator, IndicatorFrame, Item
from etic.joined import Figures, JointVerdict
from etic.mixed.indicators import proposed, speaks, state
from etic.mixed.joint import SurveyShare, survey_share, total_group
from etic.mixed.verdicts import LEVEL, MARGIN, Proposal, propose
from etic.model import Answers, Quote, SurveyTable
from etic.natural import natural
from etic.store import Store, answers, indicators, queries, survey
from etic.store.codebook import Tree
from etic.store.queries import CaseRow


@dataclass(frozen=True, slots=True)
class InCase:
    """What one case says to one indicator: its state, and the quotes on either side."""

    state: CaseState
    favour: tuple[Quote, ...] = ()
    against: tuple[Quote, ...] = ()
    open: tuple[Quote, ...] = ()  # with codes that speak for neither side

    @property
    def codings(self) -> tuple[int, ...]:
        """The ids of all of them."""
        return tuple(sorted(q.id for q in (*self.favour, *self.against, *self.open)))


@dataclass(frozen=True, slots=True)
class ItemShare:
    """What the survey says of an item: of all, of groups where there are any, what it proposes."""

    item: Item
    question: str
    group: str
    survey: SurveyShare
    groups: tuple[tuple[str, SurveyShare], ...]
    proposal: Proposal

    @property
    def favourable(self) -> float | None:
        """The share of the favourable answer: of any other one, where the item is opposite."""
        return facing(self.item, self.survey).share


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: cases by state, the share that meets it, the survey's items, quotes."""

    indicator: Indicator
    counts: Mapping[CaseState, int]
    share: Share  # of those asked, met
    items: tuple[ItemShare, ...]
    typical: tuple[Quote, ...]
    deviant: tuple[Quote, ...]

    @property
    def proposed(self) -> JointVerdict | None:
        """The verdict that the figures propose."""
        if not self.share.base:
            return "silence-interviews"
        return proposed([one.proposal.verdict for one in self.items], items=len(self.items))

    @property
    def figures(self) -> Figures:
        """What stands on either side now: of the survey, the first item."""
        if not self.items:
            return Figures(self.share.n, self.share.base, None, None, None)
        first = self.items[0]
        there = facing(first.item, first.survey)
        worth = None if there.share is None else round(there.share, 4)
        return Figures(self.share.n, self.share.base, worth, there.counted, there.base)

    @property
    def changed(self) -> bool:
        """Whether other figures stand here than those the verdict was decided on."""
        then = self.indicator.decision.figures if self.indicator.decision else None
        return then is not None and then != self.figures


@dataclass(frozen=True)
class Gathered:
    """A study's frame and what every case says to every indicator: what all results rest on."""

    frame: IndicatorFrame
    cases: tuple[CaseRow, ...]
    cells: Mapping[tuple[str, str], InCase]  # (case, indicator)
    rows: tuple[IndicatorRow, ...]
    names: Mapping[str, str]  # code → its name
    labels: Mapping[str, str]  # attribute → what it is called
    quotable: frozenset[int] = frozenset()
    sample: Samples = UNSAID
    left_out: LeftOut = NOBODY
    remark: str = ""  # what is said of the answers by respondent
    margin: float = MARGIN
    level: float = LEVEL

    def quoted(self, quotes: Sequence[Quote], most: int) -> tuple[Quote, ...]:
        """The most central of those quotes whose respondents agreed to be quoted."""
        return tuple(most_central([q for q in quotes if q.document_id in self.quotable], most))


def frame_of(connection: sqlite3.Connection, tree: Tree, study: str) -> IndicatorFrame:
    """The frame of a study: the only one where none is named. EticError where there is none."""
    every = indicators.frames(connection, tree)
    found = [one for one in every if study in ("", one.study)]
    if len(found) == 1:
        return found[0]
    if found:
        raise EticError("study-needed", known=", ".join(one.study for one in found))
    raise EticError("indicators-none", study=study or "—")


def gather(
    store: Store, study: str, margin: float = MARGIN, level: float = LEVEL, most: int = 2
) -> Gathered:
    """All that is said to the indicators of a study."""
    with store.database.reading() as connection:
        tree = store.tree()
        frame = frame_of(connection, tree, study)
        cases = sorted(
            (c for c in queries.cases(connection) if c.study == frame.study and c.documents),
            key=lambda c: natural(c.name),
        )
        quotes: dict[tuple[str, int], list[Quote]] = defaultdict(list)
        for quote in queries.quotes(connection, tree, study=frame.study, counted=True):
            quotes[quote.case, quote.code_id].append(quote)
        unasked = set(queries.not_asked(connection))
        tables = [table for _, table in survey.tables(connection) if table.study == frame.study]
        wanted = any(item.variable for one in frame.indicators for item in one.items)
        given = [a for a in answers.answers(connection) if a.study == frame.study] if wanted else []
        may = frozenset(quotable(connection))
        sample = samples(connection, frame.study)
        labels = {a.name: either(a.label_ru, a.label_en) for a in queries.attributes(connection)}
    cells = {
        (case.name, one.name): _in_case(tree, one, case, quotes, unasked)
        for case in cases
        for one in frame.indicators
    }
    rows = []
    for one in frame.indicators:
        own = [cells[case.name, one.name] for case in cases]
        counts = {name: sum(cell.state == name for cell in own) for name in CASE_STATES}
        counted = share(counts["met"], len(own) - counts["unasked"], level)
        favour = [q for cell in own if cell.state == "met" for q in cell.favour]
        against = [q for cell in own if cell.state in ("unmet", "mixed") for q in cell.against]
        rows.append(
            IndicatorRow(
                one, counts, counted,
                tuple(
                    _item(item, counted, counts["unmet"], tables, given, margin, level)
                    for item in one.items
                ),
                *(
                    tuple(most_central([q for q in side if q.document_id in may], most))
                    for side in (favour, against)
                ),
            )
        )  # fmt: skip
    remark = share_remark(given[0]) if given else ""
    return Gathered(
        frame, tuple(cases), cells, tuple(rows), {node.path: node.name for node in tree}, labels,
        may, sample, left_out(store), remark, margin, level,
    )  # fmt: skip


def _in_case(
    tree: Tree, one: Indicator, case: CaseRow, quotes: Mapping[tuple[str, int], list[Quote]],
    unasked: set[tuple[int, int]],
) -> InCase:  # fmt: skip
    said: list[float | None] = []
    sides: dict[str, list[Quote]] = {"supports": [], "undermines": [], "mixed": []}
    asked = False
    for evidence in one.codes:
        node = tree.find(evidence.code)
        asked |= not any((case.id, code_id) in unasked for code_id in tree.upwards(node))
        yes = [
            q for code_id in tree.under(evidence.code) for q in quotes.get((case.name, code_id), ())
            if q.state == "yes"
        ]  # fmt: skip
        # To deny a code is to deny this very code: what is under it may still be so.
        no = [q for q in quotes.get((case.name, node.id), ()) if q.state == "no"]
        said.append(speaks(evidence.side, yes=bool(yes), no=bool(no)))
        sides[evidence.side] += yes
        if evidence.side != "mixed":
            sides["undermines" if evidence.side == "supports" else "supports"] += no
    found = state(said, asked=asked or not one.codes, met=one.met, unmet=one.unmet, least=one.least)
    return InCase(found, *(tuple(sides[name]) for name in ("supports", "undermines", "mixed")))


# -- the survey's side -----------------------------------------------------------------------------


def _item(
    item: Item, here: Share, denied: int, tables: Sequence[SurveyTable], given: Sequence[Answers],
    margin: float, level: float,
) -> ItemShare:  # fmt: skip
    question, group, there, groups = _shares(item, tables, given, level)
    beside = facing(item, there)
    proposal = propose(
        here.n, here.base, *beside.tested, survey=beside.share, denied=denied,
        margin=margin, level=level,
    )  # fmt: skip
    return ItemShare(item, question, group, there, groups, proposal)


def _shares(
    item: Item, tables: Sequence[SurveyTable], given: Sequence[Answers], level: float
) -> tuple[str, str, SurveyShare, tuple[tuple[str, SurveyShare], ...]]:
    """Question, column, the share of all, and that of each group."""
    if item.variable:
        own = given[0] if given else Answers()
        asked = next((one for one in own.questions if one.name == item.variable), None)
        by = next((v for v in own.variables if v.name == item.by), None)
        values = [answer for _, answer in by.values] if by else []
        return (
            (asked.label if asked else "") or item.variable,
            item.group,
            answer_share(own, item.variable, item.answer, item.group, level),
            tuple(
                (v, answer_share(own, item.variable, item.answer, f"{item.by}={v}", level))
                for v in values
            ),
        )
    table = next(
        (
            one for one in tables
            if one.number == item.table and item.question in ("", one.question)
            and survey_share(one, item.answer, _column(one, item)).share is not None
        ),
        None,
    )  # fmt: skip
    if table is None:  # the table went after the item was set
        missing = SurveyShare("", None, None, None, "", None, None, "no-share")
        return item.question, item.group, missing, ()
    column = _column(table, item)
    others = [g for g in dict.fromkeys(c.group for c in table.cells) if g != column]
    apart = [] if item.group else others
    return (
        table.question, column, survey_share(table, item.answer, column, level),
        tuple((one, survey_share(table, item.answer, one, level)) for one in apart),
    )  # fmt: skip


def _column(table: SurveyTable, item: Item) -> str:
    groups = list(dict.fromkeys(cell.group for cell in table.cells))
    return item.group or total_group(groups) or ""


def facing(item: Item, there: SurveyShare) -> SurveyShare:
    """What the survey says in favour: of any other answer, where the item's is the unfavourable."""
    return there.facing(item.direction)


def favourable(item: Item, there: SurveyShare) -> tuple[float | None, float | None, float | None]:
    """The favourable share with its interval."""
    beside = facing(item, there)
    return beside.share, beside.low, beside.high


def label(one: object) -> str:
    """What a dimension, an indicator or a type is called in the language at work."""
    said = either(one.label_ru, one.label_en)  # type: ignore[attr-defined]
    return said or str(one.name)  # type: ignore[attr-defined]


def state_text(found: CaseState) -> str:
    """A state as sign and word."""
    return t(f"indicators.state-{found}")


def state_sign(found: CaseState) -> str:
    """A state as its sign alone, for where there is no room."""
    return state_text(found).split(" ", 1)[0]
