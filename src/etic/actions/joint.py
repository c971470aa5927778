"""Interviews beside the survey: every link with both its sides, its quotes and its verdict."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from etic.actions.answer_counting import answer_share, share_remark
from etic.actions.answer_notes import KISH
from etic.actions.crosstabs import crosstab
from etic.actions.joint_quotes import CENTRAL, most_central, quotable
from etic.actions.samples import UNSAID, Samples, samples
from etic.analysis.counts import ALL
from etic.analysis.crosstab import Crosstab
from etic.analysis.drawing import Bars, Mark, bars
from etic.analysis.intervals import share
from etic.analysis.left_out import NOBODY, LeftOut
from etic.analysis.result import Method, Result
from etic.i18n import MINUS, number, t
from etic.mixed.joint import Joint, SurveyShare, survey_share
from etic.mixed.verdicts import LEVEL, MARGIN, Proposal, propose
from etic.model import Answers, Column, Link, Quote, SurveyTable, Table, Value
from etic.store import Store, answers, links, queries, survey
from etic.store.codebook import Node, Tree

_FORMULA = "d = n/N − s; [l, u]: d ∓ √((p₁ − l₁)² + (u₂ − p₂)²); m"
_REFERENCE = (
    "Farmer, T. et al. (2006). Developing and implementing a triangulation protocol for "
    "qualitative health research. Qualitative Health Research 16, 377–394. Newcombe, R. G. (1998). "
    "Interval estimation for the difference between independent proportions. "
    "Statistics in Medicine 17, 873–890."
)


@dataclass(frozen=True)
class JointDisplay(Result):
    """Linked codes: what respondents said beside what the survey counted, and the verdict."""

    rows: tuple[Joint, ...]
    names: Mapping[str, str]
    sample: Samples = UNSAID  # of the interviews
    left_out: LeftOut = NOBODY
    margin: float = MARGIN
    level: float = LEVEL
    remarks: Mapping[str, str] = field(default_factory=dict)  # study → what is said of its answers

    @property
    def note(self) -> str:
        """On what either side is counted, and by which rule verdicts are proposed."""
        studies = {row.link.study for row in self.rows if row.link.variable}
        parts = (
            t("joint.note", level=number(self.level * 100, 0)),
            t("joint.note-verdict", margin=number(self.margin * 100, 0)),
            self.left_out.note,
            self.sample.note,
            *(remark for study, remark in self.remarks.items() if study in studies),
        )
        return " ".join(part for part in parts if part)

    def methods(self) -> tuple[Method, ...]:
        """The rule of the proposal, and how quotes are chosen."""
        return (
            Method("joint.method-proposal", _FORMULA, _REFERENCE),
            CENTRAL,
            *([KISH] if any(row.survey.effective for row in self.rows) else ()),
        )

    def table(self) -> Table:
        """As a table, one row a link."""
        keys = (
            ("link", "integer"), ("code", "text"), ("name", "text"),
            ("n", "integer"), ("base", "integer"),
            ("share", "percent"), ("low", "percent"), ("high", "percent"), ("study", "text"),
            ("table", "text"), ("question", "text"), ("answer", "text"), ("group", "text"),
            ("survey_percent", "text"), ("survey_share", "percent"), ("survey_low", "percent"),
            ("survey_high", "percent"), ("survey_base", "text"), ("difference", "points"),
            ("direction", "text"), ("remark", "text"),
        )  # fmt: skip
        more = ("variable", "typical", "deviant", "proposed", "arithmetic", "verdict", "reason",
                "decided_by", "decided", "figures_changed")  # fmt: skip
        columns = (
            *(Column(key, t(f"columns.{key}"), kind) for key, kind in keys),  # type: ignore[arg-type]
            *(Column(key, t(f"joint.column-{key}")) for key in more),
        )
        rows = tuple((*self._figures(row), *self._verdict(row)) for row in self.rows)
        return Table(columns, rows, t("tables.joint"), self.note)

    def _figures(self, row: Joint) -> tuple[Value, ...]:
        link, here, there = row.link, row.interviews, row.survey
        return (
            row.link_id, link.code, self.names[link.code],
            here.n, here.base, here.share, here.low,
            here.high, link.study, link.table, link.question, link.answer, link.group,
            there.percent, there.share, there.low, there.high, there.declared_base,
            row.difference, t(f"tables.direction-{link.direction}"), self.remark(row),
        )  # fmt: skip

    def _verdict(self, row: Joint) -> tuple[Value, ...]:
        decision = row.link.decision
        return (
            row.link.variable,
            quoted(row.typical), quoted(row.deviant),
            self.proposed(row), arithmetic(row.proposal),
            t(f"joint.verdict-{decision.verdict}") if decision else "",
            decision.reason if decision else "",
            decision.coder if decision else "",
            decision.decided[:10] if decision else "",
            t("joint.figures-changed") if row.changed else "",
        )  # fmt: skip

    def proposed(self, row: Joint) -> str:
        """The verdict that the figures propose, in words."""
        found = row.proposal.verdict
        return t(f"joint.verdict-{found}") if found else t("joint.verdict-none")

    def remark(self, row: Joint) -> str:
        """What is to be kept in mind where the two sides of a link are compared."""
        link = row.link
        reasons = (row.interviews.reason, row.survey.reason)
        said = (
            link.note,
            t("joint.construct-differs", text=link.construct) if link.construct else "",
            horizons(link),
            t("joint.only-cases", cases=link.cases.partition("=")[2]) if link.cases else "",
            *(t(f"reasons.{reason}") for reason in reasons if reason),
        )
        return " ".join(_sentence(part) for part in said if part)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings behind the interviews' figures, or the quotes of a cell."""
        found = self.rows[row]
        if column in ("typical", "deviant"):
            return [quote.id for quote in getattr(found, column)]
        return (
            found.codings if column in ("n", "base", "share", "low", "high", "difference") else ()
        )

    def drawings(self) -> tuple[Bars]:
        """Both sides of every link, the survey's turned round where it says the opposite."""
        here, there = t("report.interviews"), t("report.survey")
        marks = []
        for row in self.rows:
            line = self.line(row)
            for side, s in ((here, row.interviews), (there, row.compared)):
                marks.append(Mark(line, side, s.share, s.low, s.high, s.n, s.base))
        title = t("tables.joint-picture")
        return (bars(title, marks, t("columns.share"), series=t("ui.joint-side"), areas=False),)

    def line(self, row: Joint) -> str:
        """A link by its code and answer, once where both are called the same.

        Where several links would be called alike, each says where its answer stands.
        """
        said = self._line(row)
        if sum(self._line(other) == said for other in self.rows) == 1:
            return said
        link = row.link
        key = "joint.line-answers" if link.variable else "joint.line-table"
        groups = (part.rpartition("=")[2] for part in (link.group, link.cases))
        more = (t(key, table=link.table), *groups)
        return f"{said} ({', '.join(dict.fromkeys(part for part in more if part))})"

    def _line(self, row: Joint) -> str:
        name, same = self.names[row.link.code], row.link.direction == "same"
        if same and name.casefold() == row.link.answer.casefold():
            return name
        return f"{name} {'↔' if same else '≠'} {row.link.answer}"

    def of_study(self, study: str) -> JointDisplay:
        """The links of one study alone; all of them where none is named."""
        return self.only([row for row in self.rows if study in ("", row.link.study)])

    def only(self, rows: Sequence[Joint]) -> JointDisplay:
        """Some of the links."""
        return replace(self, rows=tuple(rows))

    @property
    def decided(self) -> int:
        """How many links have a verdict of an analyst."""
        return sum(row.link.decision is not None for row in self.rows)


def arithmetic(proposal: Proposal) -> str:
    """How a proposal came about, with its figures, in a line."""
    said = t(f"joint.rule-{proposal.rule}", margin=number(proposal.margin * 100, 0))
    if proposal.difference is None or proposal.low is None or proposal.high is None:
        return said
    figures = t(
        "joint.difference",
        d=_signed(proposal.difference), low=_signed(proposal.low), high=_signed(proposal.high),
        level=number(proposal.level * 100, 0),
    )  # fmt: skip
    return f"{figures} {said}"


def _sentence(text: str) -> str:
    """With a capital, and a full stop where it ends in none."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")


def horizons(link: Link) -> str:
    """The times that interviews and survey speak of, where they are said."""
    if not link.horizon and not link.survey_horizon:
        return ""
    here, there = link.horizon or "—", link.survey_horizon or "—"
    return t("joint.horizons", interviews=here, survey=there)


def quoted(quotes: Sequence[Quote]) -> str:
    """Quotes in a cell, each with who said it."""
    return "\n".join(t("joint.quote", quote=q.quote, case=q.case or q.document) for q in quotes)


def _signed(share_: float) -> str:
    sign = "+" if share_ > 0 else MINUS if share_ < 0 else ""
    return f"{sign}{number(abs(share_) * 100, 1)}"


# -- from the project's rows -----------------------------------------------------------------------


def joint_display(
    store: Store, study: str = "", margin: float = MARGIN, level: float = LEVEL, quotes: int = 2
) -> JointDisplay:
    """Every link with both its sides, its quotes and its verdict."""
    with store.database.reading() as connection:
        tree = store.tree()
        found = [row for row in links.links(connection, tree) if study in ("", row[2].study)]
        gathered = _Gathered(connection, tree, [link for _, _, link in found])
        sample = samples(connection, {link.study for _, _, link in found})
    counts = _counts(store, tree, [link for _, _, link in found])
    rows = [
        _joint(gathered, counts, link_id, table_id, link, margin, level, quotes)
        for link_id, table_id, link in found
    ]
    out = next((c.left_out for c in counts.values()), NOBODY)
    remarks = {study: share_remark(answers) for study, answers in gathered.answers.items()}
    names = {node.path: node.name for node in tree}
    return JointDisplay(tuple(rows), names, sample, out, margin, level, remarks)


class _Gathered:
    """What links are compared with: tables, answers, quotes, and the other links."""

    def __init__(self, connection: sqlite3.Connection, tree: Tree, every: Sequence[Link]) -> None:
        self.tables: dict[int, SurveyTable] = dict(survey.tables(connection))
        wanted = any(link.variable for link in every)
        self.answers: dict[str, Answers] = (
            {a.study: a for a in answers.answers(connection)} if wanted else {}
        )
        self.cases = {c.id: c.name for c in queries.cases(connection)}
        self.quotes: dict[int, list[Quote]] = defaultdict(list)
        for quote in queries.quotes(connection, tree, counted=True):
            self.quotes[quote.code_id].append(quote)
        self.quotable = quotable(connection)
        self.tree = tree
        self.every = every

    def of(self, path: str, study: str) -> list[Quote]:
        """The quotes of a code and those under it, of one study."""
        under = self.tree.under(path)
        return [q for code_id in under for q in self.quotes[code_id] if q.study == study]

    def to_quote(self, quotes: Sequence[Quote]) -> list[Quote]:
        """Those of respondents who agreed to be quoted."""
        return [quote for quote in quotes if quote.document_id in self.quotable]

    def contrary(self, link: Link) -> list[Quote]:
        """What is said with the codes that stand the other way round beside the same answer."""
        place = (link.study, link.table, link.variable, link.question, link.answer)
        return [
            quote
            for other in self.every
            if (other.study, other.table, other.variable, other.question, other.answer) == place
            and other.direction != link.direction
            for quote in self.of(other.code, link.study)
            if quote.state == "yes"
        ]

    def survey(self, table_id: int, link: Link, level: float) -> SurveyShare:
        """What the survey says of a link's answer."""
        if link.variable:
            given = self.answers.get(link.study, Answers())
            return answer_share(given, link.variable, link.answer, link.group, level)
        return survey_share(self.tables[table_id], link.answer, link.group, level)


def _counts(store: Store, tree: Tree, every: Sequence[Link]) -> dict[tuple[str, str], Crosstab]:
    """Codes counted, each once: by study and the attribute that a link keeps to."""
    codes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for link in every:
        question = _question(tree, tree.resolve(link.code))
        codes[link.study, link.cases.partition("=")[0]] += [
            link.code, *([question.path] if question else [])
        ]  # fmt: skip
    return {
        (study, by): crosstab(store, paths, [by] if by else [], "case", "asked", study, None)
        for (study, by), paths in codes.items()
    }


def _question(tree: Tree, node: Node) -> Node | None:
    """The code above, where codes under it are answers of which a respondent gives one."""
    above = tree.by_id.get(node.parent_id or 0)
    return above if above is not None and above.code.response == "single" else None


def _denied(tree: Tree, counted: Crosstab, path: str, group: str) -> int:
    """Who says the contrary: no, or another answer to a question that has one."""
    states = counted.states.get((path, group))
    question = _question(tree, tree.find(path))
    answered = {row.code: row.share.n for row in counted.rows if row.group == group}
    other = answered.get(question.path, 0) - answered.get(path, 0) if question else 0
    return max(states.no if states else 0, other)


def _joint(
    gathered: _Gathered, counts: Mapping[tuple[str, str], Crosstab],
    link_id: int, table_id: int, link: Link, margin: float, level: float, most: int,
) -> Joint:  # fmt: skip
    by, _, value = link.cases.partition("=")
    counted = counts[link.study, by]
    path = gathered.tree.resolve(link.code).path
    group = value if by else ALL
    row = next((r for r in counted.rows if (r.code, r.group) == (path, group)), None)
    units = row.units if row else ()
    here = share(row.share.n, row.share.base, level) if row else share(0, 0)
    denied = _denied(gathered.tree, counted, path, group)
    names = tuple(gathered.cases[unit] for unit in units if isinstance(unit, int))
    there = gathered.survey(table_id, link, level)
    beside = there.facing(link.direction)
    proposal = propose(
        here.n, here.base, *beside.tested, survey=beside.share, denied=denied,
        margin=margin, level=level,
    )  # fmt: skip
    quotes = [q for q in gathered.of(path, link.study) if _kept(q, by, value)]
    carrying = [q for q in quotes if q.state == "yes"]
    against = [q for q in quotes if q.state == "no" and q.case not in names]
    against += [q for q in gathered.contrary(link) if _kept(q, by, value) and q.case not in names]
    return Joint(
        link_id, link, here, there, names, denied,
        codings=tuple(q.id for q in carrying),
        typical=tuple(most_central(gathered.to_quote(carrying), most)),
        deviant=tuple(most_central(gathered.to_quote(against), most)),
        proposal=proposal,
    )  # fmt: skip


def _kept(quote: Quote, by: str, value: str) -> bool:
    return not by or queries.printed(quote.attributes.get(by)) == value
