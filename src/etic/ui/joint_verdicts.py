"""Where verdicts are decided: a card a link, with both sides, quotes, proposal and reason."""

from __future__ import annotations

import streamlit as st

from etic.actions.answer_counting import answer_share, options
from etic.actions.joint import JointDisplay, arithmetic
from etic.actions.joint_themes import evidence
from etic.i18n import day, number, percent, t
from etic.joined import VERDICTS, JointDecision
from etic.mixed.joint import PLUS, Joint
from etic.mixed.verdicts import LEVEL, MARGIN
from etic.model import Answers, Link
from etic.project import Project
from etic.ui import guard, session
from etic.ui.cache import reckoned, remembered
from etic.ui.cards import page_of, quote_cards
from etic.ui.choices import as_stored
from etic.ui.look import empty, escaped, safe
from etic.ui.pickers import attribute_values, code_picker, labels_of

PER_PAGE = 5
DIRECTIONS = ("same", "opposite")
FEW = 8  # a question with more answers makes no groups


def show_verdicts(project: Project, study: str) -> None:
    """The links as cards, how many of them are decided, and the rule of the proposals."""
    margin, level = _rule()
    joint = joint_of(project, study, margin, level)
    with st.container(horizontal=True, vertical_alignment="center", key="joint-progress"):
        said = t("joint.progress", decided=joint.decided, all=len(joint.rows))
        st.progress(joint.decided / len(joint.rows), text=said)
        undecided = st.toggle(t("joint.open-only"), key="joint-open", persist_state="session")
    rows = [row for row in joint.rows if not (undecided and row.link.decision)]
    if not rows:
        empty(t("joint.open-none"), t("joint.open-none-next"))
    for row in rows[page_of(len(rows), "joint", PER_PAGE)]:
        with st.container(border=True, key=f"joint-card-{row.link_id}"):
            _card(project, joint, row)
    st.caption(escaped(joint.note))
    new_link(project, study)


def joint_of(
    project: Project, study: str, margin: float = MARGIN, level: float = LEVEL
) -> JointDisplay:
    """The joint display of a study, reckoned once for all views that show it."""
    found: JointDisplay = reckoned(
        project,
        ("joint", study, margin, level),
        lambda: project.joint(study=study, margin=margin, level=level),
    )
    return found


def _rule() -> tuple[float, float]:
    with st.expander(t("joint.rule"), icon=":material/rule:"):
        st.markdown(escaped(t("joint.method-proposal-where")))
        left, right = st.columns(2)
        margin = left.number_input(
            t("joint.margin"), 1, 50, round(MARGIN * 100), key="joint-margin",
            persist_state="session", help=t("joint.margin-help"),
        )  # fmt: skip
        level = right.number_input(
            t("joint.level"), 50, 99, round(LEVEL * 100), key="joint-level",
            persist_state="session",
        )  # fmt: skip
    return margin / 100, level / 100


def _card(project: Project, joint: JointDisplay, row: Joint) -> None:
    st.subheader(escaped(joint.line(row)), anchor=False)
    st.caption(escaped(_place(row.link)))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(_sides(row))
        if remark := joint.remark(row):
            st.caption(escaped(remark))
        _quotes(project, row)
    with right:
        proposed = t("joint.proposed", verdict=joint.proposed(row))
        st.markdown(f"**{escaped(proposed)}**  \n{escaped(arithmetic(row.proposal))}")
        _decided(row)
        _decide(project, row)
    _about(project, row)


def _place(link: Link) -> str:
    where = t("ui.survey-number", number=link.table) if link.table else link.variable
    opposite = t("ui.direction-opposite") if link.direction == "opposite" else ""
    question = link.question if link.question != link.answer else ""
    return " · ".join(part for part in (where, question, link.group, opposite) if part)


def _sides(row: Joint) -> str:
    """Both shares with their intervals, as lines that can be read and bars that can be seen."""
    here, there = row.interviews, row.survey
    said = t("joint.of", n=number(here.n), base=number(here.base))
    if here.share is not None and here.low is not None and here.high is not None:
        interval = f"{number(here.low * 100, 1)}–{number(here.high * 100, 1)}"
        said = f"{percent(here.share)} [{interval}] · {said}"
    lines = [
        (t("report.interviews"), said, here.share, here.low, here.high),
        (t("report.survey"), evidence(row), there.share, there.low, there.high),
    ]
    return "".join(bar(*line) for line in lines)


def bar(name: str, said: str, share: float | None, low: float | None, high: float | None) -> str:
    """A share with its interval, as a line that can be read and a bar that can be seen."""
    marks = ""
    if low is not None and high is not None:
        marks += f'<i style="left:{low * 100:.1f}%;width:{(high - low) * 100:.1f}%"></i>'
    if share is not None:
        marks += f'<b style="left:{min(share, 1) * 100:.1f}%"></b>'
    return (
        f'<div class="etic-joint-side"><span>{safe(name)}</span><span>{safe(said)}</span>'
        f'<div aria-hidden="true">{marks}</div></div>'
    )


def _quotes(project: Project, row: Joint) -> None:
    for name, quotes in (("typical", row.typical), ("deviant", row.deviant)):
        st.markdown(f"**{escaped(t(f'joint.{name}'))}**")
        if quotes:
            quote_cards(project, quotes, f"joint-{row.link_id}-{name}")
        else:
            st.caption(escaped(t(f"joint.no-{name}")))


# -- the verdict -----------------------------------------------------------------------------------


def _decided(row: Joint) -> None:
    decision = row.link.decision
    if decision is None:
        return
    st.markdown(f":material/gavel: {escaped(_said(decision))}")
    if row.changed and decision.figures is not None:
        then = decision.figures
        share = "—" if then.share is None else percent(then.share)
        was = t("joint.was", n=then.n, base=then.base, share=share)
        st.warning(
            escaped(f"{t('joint.figures-changed').capitalize()}. {was}"), icon=":material/update:"
        )


def _said(decision: JointDecision) -> str:
    named = t(f"joint.verdict-{decision.verdict}")
    if not decision.coder or not decision.decided:
        return t("joint.decided-plain", verdict=named)
    return t("joint.decided", verdict=named, coder=decision.coder, day=day(decision.decided[:10]))


def _decide(project: Project, row: Joint) -> None:
    decision = row.link.decision
    # Another decision makes other widgets: what stands in them is what is kept.
    key = f"{row.link_id}-{decision.decided if decision else ''}"
    first = decision.verdict if decision else row.proposal.verdict
    # Outside of the form: a form's list would forget with the language what is chosen in it.
    chosen = st.radio(
        t("joint.verdict"), VERDICTS, index=VERDICTS.index(first) if first else None,
        key=f"joint-verdict-{key}", format_func=lambda name: t(f"joint.verdict-{name}"),
    )  # fmt: skip
    with st.form(f"joint-form-{key}", border=False):
        reason = st.text_area(
            t("joint.reason"), decision.reason if decision else "", key=f"joint-reason-{key}",
            placeholder=t("joint.reason-hint"), height=120,
        )  # fmt: skip
        saved = st.form_submit_button(
            t("joint.save"), type="primary", key=f"joint-save-{row.link_id}"
        )
    if saved and chosen:
        with guard.shown():
            project.decide_verdict(row.link_id, chosen, reason, coder=session.acting())
            guard.say(t("joint.saved"))
            st.rerun()
    if decision is not None and st.button(
        t("joint.open-again"), key=f"joint-withdraw-{row.link_id}", type="tertiary"
    ):
        project.withdraw_verdict(row.link_id, coder=session.acting())
        guard.say(t("joint.opened"))
        st.rerun()


# -- the link --------------------------------------------------------------------------------------


def _about(project: Project, row: Joint) -> None:
    link, key = row.link, row.link_id
    with st.expander(t("joint.about-link"), icon=":material/edit:"):
        as_stored(
            f"joint-stored-{key}",
            {
                f"joint-direction-{key}": link.direction,
                f"joint-cases-{key}": link.cases,
                f"joint-construct-{key}": link.construct,
                f"joint-note-{key}": link.note,
                f"joint-horizon-{key}": link.horizon,
                f"joint-survey-{key}": link.survey_horizon,
            },
        )
        left, right = st.columns(2)
        with left:
            direction = _direction(f"joint-direction-{key}")
        with right:
            kept = _respondents(project, link, f"joint-cases-{key}")
        with st.form(f"joint-edit-{key}", border=False):
            left, right = st.columns(2)
            with left:
                construct = st.text_input(t("joint.construct"), key=f"joint-construct-{key}")
            with right:
                note = st.text_area(t("ui.link-note"), key=f"joint-note-{key}", height=84)
                here = st.text_input(t("joint.horizon"), key=f"joint-horizon-{key}")
                there = st.text_input(t("joint.survey-horizon"), key=f"joint-survey-{key}")
            if st.form_submit_button(t("joint.edit"), key=f"joint-edited-{key}"):
                project.edit_link(
                    key, direction=direction, note=note.strip(), construct=construct.strip(),
                    horizon=here.strip(), survey_horizon=there.strip(), cases=kept,
                    coder=session.acting(),
                )  # fmt: skip
                guard.say(t("joint.edited"))
                st.rerun()
        if st.button(t("joint.unlink"), key=f"joint-unlink-{key}", icon=":material/link_off:"):
            project.unlink(key, coder=session.acting())
            guard.say(t("ui.unlinked"))
            st.rerun()


def _direction(key: str) -> str:
    return st.radio(
        t("ui.link-direction"), DIRECTIONS, key=key, horizontal=True,
        format_func=lambda name: t(f"ui.direction-{name}"), help=t("ui.link-direction-help"),
    )  # fmt: skip


def _respondents(project: Project, link: Link, key: str) -> str:
    labels = labels_of(project)
    values = {
        f"{name}={value}": f"{labels.get(name) or name}: {value}"
        for name, found in attribute_values(project).items()
        if len(found) <= FEW
        for value in found
    }
    options = list(dict.fromkeys(["", *values, link.cases]))
    return st.selectbox(
        t("joint.cases"), options, key=key, help=t("joint.cases-help"),
        format_func=lambda one: values.get(one, one) or t("joint.cases-all"),
    )  # fmt: skip


def new_link(project: Project, study: str) -> None:
    """A code beside answers by respondent; nothing where there are none."""
    every = remembered(project, "answer sets", project.answer_sets)
    sets = [given for given in every if study in ("", given.study)]
    if not sets:
        return
    with st.expander(t("joint.new"), icon=":material/add_link:"):
        st.caption(escaped(t("joint.new-about")))
        given = sets[0]
        if len(sets) > 1:
            given = st.selectbox(
                t("ui.study"), sets, key="joint-new-study", format_func=lambda one: one.study
            )
        _new(project, given)


def _new(project: Project, given: Answers) -> None:
    single = {v.name: v.label or v.name for v in given.variables if v.values}
    questions = {several.name: several.label or several.name for several in given.sets} | single
    left, right = st.columns(2)
    with left:
        code = code_picker(project, t("ui.code"), "joint-new-code", first=False)
        variable = st.selectbox(
            t("joint.variable"), list(questions), key="joint-new-variable",
            format_func=lambda name: questions[name],
        )  # fmt: skip
        chosen = st.multiselect(
            t("joint.answers"), options(given, variable), key=f"joint-new-answers-{variable}",
            placeholder=t("joint.answers-hint"),
        )  # fmt: skip
    with right:
        groups = [
            f"{v.name}={value}" for v in given.variables if v.name != variable
            and len(v.values) <= FEW for _, value in v.values
        ]  # fmt: skip
        group = st.selectbox(
            t("joint.group"), ["", *groups], key="joint-new-group",
            format_func=lambda one: _group_label(questions, one),
        )  # fmt: skip
        direction = _direction("joint-new-direction")
        note = st.text_area(t("ui.link-note"), key="joint-new-note", height=84)
    if chosen:
        n = answer_share(given, variable, PLUS.join(chosen), group).n or 0
        st.caption(escaped(t("joint.only-count", n=number(n))))
    if st.button(t("joint.link-it"), key="joint-new-link", type="primary", disabled=not code):
        with guard.shown():
            if not chosen:
                st.info(escaped(t("joint.answers-needed")))
                return
            link = Link(
                code, "", PLUS.join(chosen), group, variable=variable, study=given.study,
                direction="opposite" if direction == "opposite" else "same", note=note.strip(),
            )  # fmt: skip
            project.link(link, coder=session.acting())
            guard.say(t("ui.linked"))
            st.rerun()


def _group_label(questions: dict[str, str], group: str) -> str:
    name, _, value = group.partition("=")
    return f"{questions.get(name, name)}: {value}" if group else t("joint.group-all")
