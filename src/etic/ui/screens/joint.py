"""The joint display: what respondents said beside what the survey counted, link by link."""

from __future__ import annotations

import streamlit as st

from etic.actions.joint import JointDisplay
from etic.i18n import number, percent, t
from etic.mixed.joint import Joint
from etic.project import Project
from etic.ui import session
from etic.ui.cache import reckoned
from etic.ui.cards import quote_cards
from etic.ui.figures import downloads, html_table
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import study_picker, tree_of
from etic.ui.pictures import show_drawing


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.joint"), t("ui.joint-about"))
    joint = reckoned(project, "joint", project.joint)
    if not joint.rows:
        empty(t("ui.joint-none"), t("ui.joint-none-next"), "survey")
        return
    study = study_picker(project, "joint-study", any_label=t("ui.study-any"))
    joint = joint.of_study(study)
    if not joint.rows:
        empty(t("ui.joint-none-of-study"), t("ui.joint-none-next"))
        return
    show_drawing(project, joint.drawings()[0], "joint", table=False)
    _table(joint)
    st.caption(escaped(joint.note))
    downloads(project, joint.table, "joint")
    _behind(project, joint)


def _table(joint: JointDisplay) -> None:
    head = [
        t("ui.code"), t("columns.answer"), t("report.interviews"), t("report.survey"),
        t("columns.difference"),
    ]  # fmt: skip
    rows, notes = [], []
    for row in joint.rows:
        rows.append(
            [
                joint.names[row.link.code],
                _answer(row),
                _interviews(row),
                _survey(row),
                _points(row.difference),
            ]
        )
        reasons = (row.interviews.reason, row.survey.reason)
        remarks = [row.link.note, *(t(f"reasons.{reason}") for reason in reasons if reason)]
        notes.append("; ".join(remark.rstrip(".") for remark in remarks if remark))
    st.html(html_table(head, rows, [False, False, True, True, True], notes))


def _answer(row: Joint) -> str:
    """The answer with its place in the survey, and whether it says the opposite."""
    link = row.link
    where = ", ".join(
        part for part in (t("ui.survey-number", number=link.table), link.group) if part
    )
    opposite = f"; {t('ui.direction-opposite')}" if link.direction == "opposite" else ""
    return f"{link.answer} ({where}{opposite})"


def _interviews(row: Joint) -> str:
    s = row.interviews
    if s.share is None:
        return "—"
    said = t("ui.joint-interviews", share=percent(s.share), n=number(s.n), base=number(s.base))
    return _with_interval(said, s.low, s.high)


def _survey(row: Joint) -> str:
    """The share as it was printed, which is not always the one that its count would give."""
    v = row.survey
    if v.share is None:
        return "—"
    printed = t("ui.survey-percent", percent=v.percent) if v.percent else percent(v.share)
    said = t("ui.joint-survey", printed=printed, base=v.declared_base or "—")
    return _with_interval(said, v.low, v.high)


def _with_interval(said: str, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return said
    return f"{said} [{number(low * 100, 0)}–{number(high * 100, 0)}]"


def _points(difference: float | None) -> str:
    """A difference of shares in points, with its sign."""
    if difference is None:
        return "—"
    sign = "+" if difference > 0 else "\u2212" if difference < 0 else ""
    return t("ui.joint-points", points=f"{sign}{number(abs(difference) * 100, 1)}")


def _behind(project: Project, joint: JointDisplay) -> None:
    """The quotes of the respondents on the interviews' side of one link."""
    st.subheader(t("ui.joint-behind"), anchor=False)
    by_id = {row.link_id: row for row in joint.rows}
    chosen = st.selectbox(
        t("ui.joint-link"), list(by_id), key="joint-link", index=None,
        placeholder=t("ui.joint-choose"), format_func=lambda i: joint.line(by_id[i]),
    )  # fmt: skip
    if chosen is None or chosen not in by_id:
        return
    row = by_id[chosen]
    node = tree_of(project).by_path.get(row.link.code)
    quotes = [
        quote
        for quote in project.quote_list(
            counted=True, code=node.path if node else None, study=row.link.study or None
        )
        if quote.state == "yes" and quote.case in row.cases
    ]
    if not quotes:
        st.caption(escaped(t("results.behind-none")))
        return
    st.caption(
        escaped(f"{t('words.quotes', n=len(quotes))} · {t('words.cases', n=len(row.cases))}")
    )
    quote_cards(project, quotes, f"joint-{chosen}")


if __name__ == "__main__":
    show()
