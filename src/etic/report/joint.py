"""The joint display in a report: what respondents said beside what the survey counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from etic.actions.joint import JointDisplay, arithmetic, quoted
from etic.actions.joint_themes import StatisticsByTheme, evidence
from etic.analysis.intervals import Share
from etic.analysis.result import Result
from etic.i18n import number, percent, t
from etic.mixed.joint import Joint
from etic.model import Column, Table
from etic.project import Project
from etic.report.blocks import Block, Heading, Note, Picture, TableBlock
from etic.report.prose import Item, Items, Prose, Run


def joint(
    project: Project, study: str, level: int, *,
    codes: Sequence[str] = (), pillars: bool = True, id: str = "joint",
    display: JointDisplay | None = None,
) -> list[Block]:  # fmt: skip
    """The linked codes of a study, or of all, side by side as table and picture; the pillars.

    `codes` are those that are shown, with what is under them; nothing means all. `display` is that
    of the study, where it has been made.
    """
    whole = display or project.joint(study=study)
    display = whole
    if codes:
        display = replace(whole, rows=tuple(r for r in whole.rows if _under(r.link.code, codes)))
    if not display.rows:
        return []
    several = Counter(row.link.code for row in display.rows)
    remarks = dict.fromkeys(
        (
            display.names[row.link.code] if several[row.link.code] == 1 else display.line(row),
            display.remark(row),
        )
        for row in display.rows
    )
    kept_in_mind = tuple(
        Item((Run(name, strong=True), Run(f": {remark}"))) for name, remark in remarks if remark
    )
    # Of a part of the display the text says it once, for all parts.
    studies = () if codes else dict.fromkeys(row.link.study for row in display.rows)
    blocks: list[Block] = [
        Heading(level, t("studyreport.joint")),
        *_samples(project, studies),
        TableBlock(paper(display), id=id),
        Picture(display.drawings()[0], table=id),
    ]
    if kept_in_mind:
        blocks += [Prose((Run(t("joint.paper-remarks")),)), Items(kept_in_mind)]
    built = project.pillar_display(study=study, joint=whole) if pillars else None
    if built is not None and built.pillars:
        blocks.append(TableBlock(built.table(), id=f"{id}-pillars"))
    return blocks


def _samples(project: Project, studies: Iterable[str]) -> Iterator[Block]:
    """Whether the same people gave interviews and answers, or these are two samples."""
    answered = {answers.study for answers in project.answer_sets()}
    notes = (project.linked_respondents(s).note for s in studies if s in answered)
    yield from (Note(note) for note in dict.fromkeys(notes) if note)


def _under(code: str, themes: Sequence[str]) -> bool:
    return any(code == theme or code.startswith(f"{theme}/") for theme in themes)


def page_of(result: Result) -> Table:
    """The table of a joint display as it fits a page; a script reads `result.table()`."""
    if isinstance(result, JointDisplay):
        return paper(result)
    return statistics_paper(result) if isinstance(result, StatisticsByTheme) else result.table()


def paper(display: JointDisplay) -> Table:
    """The display in five columns that fit a page: link, survey, interviews, quotes, verdict."""
    keys = ("link", "survey", "interviews", "quotes", "verdict")
    columns = tuple(Column(key, t(f"joint.paper-{key}")) for key in keys)
    rows = tuple(
        (
            _link(display, row),
            evidence(row),
            share_text(row.interviews),
            _quotes(row),
            verdict(display, row),
        )
        for row in display.rows
    )
    return Table(columns, rows, t("tables.joint"), display.note)


def statistics_paper(found: StatisticsByTheme) -> Table:
    """Statistics by theme in five columns that fit a page: theme, survey, interviews, quotes."""
    keys = ("theme", "link", "survey", "interviews", "quotes")
    columns = tuple(
        Column(key, t("joint.column-theme" if key == "theme" else f"joint.paper-{key}"))
        for key in keys
    )
    rows = []
    for i, (theme, row) in enumerate(zip(found.themes, found.joint.rows, strict=True)):
        again = i and found.themes[i - 1] == theme
        rows.append(
            (
                "" if again else theme, _link(found.joint, row), evidence(row),
                share_text(row.interviews), _quotes(row),
            )
        )  # fmt: skip
    return Table(columns, tuple(rows), t("joint.statistics-title"), found.note)


def _link(display: JointDisplay, row: Joint) -> str:
    link = row.link
    place = (
        t("joint.paper-variable", question=link.question or link.variable, answer=link.answer)
        if link.variable
        else t("joint.paper-place", table=link.table, answer=link.answer, group=link.group or "—")
    )
    opposite = f" ({t('ui.direction-opposite')})" if link.direction == "opposite" else ""
    return f"{display.names[link.code]}\n{place}{opposite}"


def share_text(found: Share) -> str:
    """How many of how many, the share and its interval where there are any."""
    said = t("joint.of", n=found.n, base=found.base)
    if found.share is None or found.low is None or found.high is None:
        return said
    interval = f"[{number(found.low * 100, 1)}–{number(found.high * 100, 1)}]"
    return f"{said}: {percent(found.share)} {interval}"


def _quotes(row: Joint) -> str:
    parts = [(row.typical, "typical"), (row.deviant[:1], "deviant")]
    return "\n".join(t(f"joint.paper-{name}", quotes=quoted(q)) for q, name in parts if q)


def verdict(display: JointDisplay, row: Joint) -> str:
    """What was decided and why, or what is proposed; what the figures say where they differ."""
    proposed = display.proposed(row)
    decision = row.link.decision
    if decision is None:
        return t("joint.paper-proposed", verdict=proposed, why=arithmetic(row.proposal))
    named = t(f"joint.verdict-{decision.verdict}")
    parts = [t("joint.paper-decided", verdict=named.capitalize(), reason=decision.reason)]
    if decision.verdict != row.proposal.verdict:
        parts.append(t("joint.paper-differs", verdict=proposed))
    if row.changed:
        parts.append(t("joint.figures-changed").capitalize() + ".")
    return " ".join(parts)
