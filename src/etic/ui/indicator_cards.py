"""Indicators as cards, a dimension at a time: both sides, quotes, verdict, conclusion."""

from __future__ import annotations

import streamlit as st

from etic.actions.indicator_cases import definition, sum_text
from etic.actions.indicator_tables import IndicatorTable, item_text, proposed_text
from etic.actions.indicators import IndicatorRow, favourable, label
from etic.actions.joint import arithmetic
from etic.i18n import day, either, number, percent, t
from etic.indicated import CASE_STATES, Dimension
from etic.joined import VERDICTS
from etic.mixed.indicators import total
from etic.project import Project
from etic.ui import guard, session
from etic.ui.cards import quote_cards
from etic.ui.indicator_editing import edit
from etic.ui.joint_verdicts import bar
from etic.ui.look import escaped
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

# What the cards say in full; the table below them keeps to figures.
IN_CARDS = (
    "dimensions", "survey_base", "items", "typical", "deviant", "reason", "decided_by", "decided",
    "figures_changed", "name",
)  # fmt: skip


def show_cards(project: Project, found: IndicatorTable) -> None:
    """The indicators of one dimension; below them picture, note, formulas and files of all."""
    frame = found.gathered.frame
    st.progress(
        found.decided / max(len(found.rows), 1),
        text=t("indicators.progress", decided=found.decided, all=len(found.rows)),
    )
    named = {one.name: one for one in frame.dimensions}
    if st.session_state.get("indicators-dimension") not in named:
        st.session_state["indicators-dimension"] = next(iter(named))
    name = st.segmented_control(
        t("indicators.column-dimension"), list(named), key="indicators-dimension",
        persist_state="session", required=True, format_func=lambda one: label(named[one]),
    )  # fmt: skip
    dimension = named[name or next(iter(named))]
    rows = [row for row in found.rows if dimension.name in row.indicator.dimensions]
    _conclusion(project, found, dimension)
    for row in rows:
        with st.container(border=True, key=f"indicator-card-{row.indicator.name}"):
            _card(project, found, row)
    for drawing in found.drawings():
        show_drawing(project, drawing, "indicators", table=False)
    st.caption(escaped(t("indicators.open-cell")))
    show_result(project, found, "indicators", leave=IN_CARDS)


def _conclusion(project: Project, found: IndicatorTable, dimension: Dimension) -> None:
    gathered = found.gathered
    own = gathered.frame.of(dimension.name)
    met, known = total(
        gathered.cells[case.name, one.name].state for case in gathered.cases for one in own
    )
    share = f" ({percent(met / known)})" if known else ""
    met_of_known = f"{t('indicators.column-met-sum')}: {sum_text(met, known)}{share}"
    text = either(dimension.conclusion_ru, dimension.conclusion_en)
    st.markdown(escaped(text or t("indicators.conclusion-none")))
    st.caption(escaped(met_of_known))
    with (
        st.expander(t("indicators.conclusion"), icon=":material/edit_note:"),
        st.form(f"indicators-conclusion-{dimension.name}", border=False),
    ):
        said = st.text_area(
            t("indicators.dimension-of", name=label(dimension)), text,
            key=f"conclusion-{dimension.name}-{hash(text)}",
            placeholder=t("indicators.conclusion-hint"),
        )  # fmt: skip
        if st.form_submit_button(t("indicators.conclusion-save"), key="conclusion-go"):
            with guard.shown():
                project.conclude_dimension(
                    dimension.name, said, study=gathered.frame.study, coder=session.acting()
                )
                guard.say(t("indicators.conclusion-saved"))
                st.rerun()


def _card(project: Project, found: IndicatorTable, row: IndicatorRow) -> None:
    one = row.indicator
    st.subheader(escaped(label(one)), anchor=False)
    st.caption(escaped(definition(one)))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(_sides(row))
        _counts(project, found, row)
        for item in row.items:
            st.caption(escaped(item_text(item)))
        if not row.items:
            st.caption(escaped(t("indicators.items-none")))
        for name, quotes in (("typical", row.typical), ("deviant", row.deviant)):
            st.markdown(f"**{escaped(t(f'joint.{name}'))}**")
            if quotes:
                quote_cards(project, quotes, f"indicator-{one.name}-{name}")
            else:
                st.caption(escaped(t(f"joint.no-{name}")))
    with right:
        st.markdown(f"**{escaped(t('joint.proposed', verdict=proposed_text(row)))}**")
        for item in row.items:
            st.caption(escaped(f"{item.item.answer}: {arithmetic(item.proposal)}"))
        _decided(row)
        _decide(project, found, row)
    edit(project, found, row)


def _sides(row: IndicatorRow) -> str:
    own = row.share
    said = t("joint.of", n=number(own.n), base=number(own.base))
    if own.share is not None and own.low is not None and own.high is not None:
        interval = f"{number(own.low * 100, 1)}–{number(own.high * 100, 1)}"
        said = f"{percent(own.share)} [{interval}] · {said}"
    lines = [bar(t("report.interviews"), said, own.share, own.low, own.high)]
    if row.items:
        first = row.items[0]
        worth, low, high = favourable(first.item, first.survey)
        shown = "—" if worth is None else percent(worth)
        if low is not None and high is not None:
            shown += f" [{number(low * 100, 1)}–{number(high * 100, 1)}]"
        lines.append(bar(t("report.survey"), shown, worth, low, high))
    return "".join(lines)


def _counts(project: Project, found: IndicatorTable, row: IndicatorRow) -> None:
    """How many cases are in each state; a state that is chosen opens to its cases and quotes."""
    one, gathered = row.indicator, found.gathered
    chosen = st.pills(
        t("indicators.open"), [name for name in CASE_STATES if row.counts[name]],
        key=f"indicator-open-{one.name}",
        format_func=lambda name: f"{t(f'indicators.count-{name}')}: {number(row.counts[name])}",
    )  # fmt: skip
    if not chosen:
        return
    cases = [c.name for c in gathered.cases if gathered.cells[c.name, one.name].state == chosen]
    st.caption(escaped(", ".join(cases)))
    ids = found.behind(found.rows.index(row), chosen)
    if ids:
        quotes = project.quote_list(ids=ids)
        quote_cards(project, quotes, f"indicator-open-{one.name}-{chosen}")
    else:
        st.caption(escaped(t("results.behind-none")))


def _decided(row: IndicatorRow) -> None:
    decision = row.indicator.decision
    if decision is None:
        return
    named = t(f"joint.verdict-{decision.verdict}")
    said = t("joint.decided-plain", verdict=named)
    if decision.coder and decision.decided:
        when = day(decision.decided[:10])
        said = t("joint.decided", verdict=named, coder=decision.coder, day=when)
    st.markdown(f":material/gavel: {escaped(said)}")
    if row.changed:
        st.warning(escaped(t("joint.figures-changed").capitalize()), icon=":material/update:")


def _decide(project: Project, found: IndicatorTable, row: IndicatorRow) -> None:
    one, study, decision = row.indicator, found.gathered.frame.study, row.indicator.decision
    first = decision.verdict if decision else row.proposed
    # Another decision makes other widgets: what stands in them is what is kept.
    key = f"{one.name}-{decision.decided if decision else ''}"
    # Outside of the form: a form's list would forget with the language what is chosen in it.
    chosen = st.radio(
        t("joint.verdict"), VERDICTS, index=VERDICTS.index(first) if first else None,
        key=f"indicator-verdict-{key}", format_func=lambda name: t(f"joint.verdict-{name}"),
    )  # fmt: skip
    with st.form(f"indicator-form-{key}", border=False):
        reason = st.text_area(
            t("joint.reason"),
            either(decision.reason_ru, decision.reason_en) if decision else "",
            key=f"indicator-reason-{key}", placeholder=t("joint.reason-hint"), height=120,
        )  # fmt: skip
        saved = st.form_submit_button(
            t("joint.save"), type="primary", key=f"indicator-save-{one.name}"
        )
    if saved and chosen:
        with guard.shown():
            project.decide_indicator(one.name, chosen, reason, study=study, coder=session.acting())
            guard.say(t("joint.saved"))
            st.rerun()
    if decision is not None and st.button(
        t("joint.open-again"), key=f"indicator-withdraw-{one.name}", type="tertiary"
    ):
        project.withdraw_indicator(one.name, study=study, coder=session.acting())
        guard.say(t("joint.opened"))
        st.rerun()
