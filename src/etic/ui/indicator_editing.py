"""Where the codes, the survey answers and the rule of an indicator are changed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from etic.actions.indicator_tables import IndicatorTable, item_text
from etic.actions.indicators import IndicatorRow, label
from etic.i18n import t
from etic.indicated import SIDES, Indicator, Item
from etic.mixed.joint import PLUS
from etic.model import SurveyTable
from etic.project import Project
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.look import escaped
from etic.ui.pickers import code_label, code_picker, tree_of


def edit(project: Project, found: IndicatorTable, row: IndicatorRow) -> None:
    """Folded below a card: codes with their sides, survey answers, thresholds."""
    one, study = row.indicator, found.gathered.frame.study
    with st.expander(t("indicators.edit"), icon=":material/tune:"):
        codes, items, rule = st.columns(3, gap="large")
        with codes:
            _codes(project, found, one, study)
        with items:
            _items(project, row, study)
        with rule:
            _rule(project, one, study)


def _done(change: Callable[[], None]) -> None:
    with guard.shown():
        change()
        guard.say(t("indicators.changed"))
        st.rerun()


def _codes(project: Project, found: IndicatorTable, one: Indicator, study: str) -> None:
    tree = tree_of(project)
    for i, evidence in enumerate(one.codes):
        said = t(f"indicators.code-{evidence.side}", code=code_label(tree, evidence.code))
        st.markdown(escaped(said))
        if st.button(
            t("indicators.code-remove"), key=f"ic-off-{one.name}-{i}", type="tertiary",
            icon=":material/close:", help=said,
        ):  # fmt: skip
            path = evidence.code
            _done(lambda path=path: project.remove_indicator_code(  # type: ignore[misc]
                one.name, path, study=study, coder=session.acting()
            ))  # fmt: skip
    code = code_picker(project, t("ui.code"), f"ic-code-{one.name}", first=False)
    side = st.selectbox(
        t("indicators.side"), SIDES, key=f"ic-side-{one.name}",
        format_func=lambda name: t(f"indicators.side-{name}"),
    )  # fmt: skip
    dimension = one.dimensions[0]
    if len(one.dimensions) > 1:
        named = {d.name: label(d) for d in found.gathered.frame.dimensions}
        dimension = st.selectbox(
            t("indicators.dimension"), one.dimensions, key=f"ic-dimension-{one.name}",
            format_func=lambda name: named.get(name, name),
        )  # fmt: skip
    if st.button(t("indicators.code-add"), key=f"ic-on-{one.name}", disabled=not code):
        _done(lambda: project.add_indicator_code(
            one.name, code, side=side, study=study, coder=session.acting(),
            dimension="" if dimension == one.dimensions[0] else dimension,
        ))  # fmt: skip


def _items(project: Project, row: IndicatorRow, study: str) -> None:
    one = row.indicator
    for i, item in enumerate(row.items):
        said = item_text(item)
        st.markdown(escaped(said))
        if st.button(
            t("indicators.code-remove"), key=f"ii-off-{one.name}-{i}", type="tertiary",
            icon=":material/close:", help=said,
        ):  # fmt: skip
            gone = item.item
            _done(lambda gone=gone: project.remove_indicator_item(  # type: ignore[misc]
                one.name, gone, study=study, coder=session.acting()
            ))  # fmt: skip
    every = remembered(project, "survey tables", project.survey_tables)
    tables = [table for _, table in every if table.study == study]
    if not tables:
        return
    table: SurveyTable = st.selectbox(
        t("indicators.question"), tables, key=f"ii-table-{one.name}",
        format_func=lambda found: f"{found.number}. {found.question}",
    )  # fmt: skip
    answers = list(dict.fromkeys(c.answer for c in table.cells if not c.subtotal))
    chosen = st.multiselect(
        t("indicators.answers"), answers, placeholder=t("indicators.answers"),
        key=f"ii-answers-{one.name}-{table.number}-{table.question}",
    )  # fmt: skip
    if st.button(t("indicators.item-add"), key=f"ii-on-{one.name}"):
        if not chosen:
            st.info(escaped(t("indicators.answers-needed")))
            return
        added = Item(PLUS.join(chosen), table.number, table.question)
        _done(lambda: project.add_indicator_item(
            one.name, added, study=study, coder=session.acting()
        ))  # fmt: skip


def _rule(project: Project, one: Indicator, study: str) -> None:
    with st.form(f"ir-{one.name}", border=False):
        met = st.number_input(
            t("indicators.met"), 1, 100, round(one.met * 100), key=f"ir-met-{one.name}-{one.met}"
        )
        unmet = st.number_input(
            t("indicators.unmet"), 0, 99, round(one.unmet * 100),
            key=f"ir-unmet-{one.name}-{one.unmet}",
        )  # fmt: skip
        least = st.number_input(
            t("indicators.least"), 1, max(len(one.codes), one.least, 1), one.least,
            key=f"ir-least-{one.name}-{one.least}",
        )  # fmt: skip
        if st.form_submit_button(t("indicators.rule-save"), key=f"ir-go-{one.name}"):
            _done(lambda: project.edit_indicator(
                one.name, met=met / 100, unmet=unmet / 100, least=least, study=study,
                coder=session.acting(),
            ))  # fmt: skip
