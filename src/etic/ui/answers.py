"""Answers by respondent: one question or several at once, by the answers to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import streamlit as st

from etic.actions.answers import remark
from etic.analysis.counts import Base
from etic.analysis.crosstab import Percents
from etic.analysis.drawing import Drawing
from etic.i18n import t
from etic.model import Answers, Variable
from etic.project import Project
from etic.ui.cache import reckoned, remembered
from etic.ui.look import escaped
from etic.ui.pickers import ANY, keep, study_picker
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

MOST_GROUPS = 12  # a question with more answers makes no groups
MOST_ANSWERS = 60  # nor is one with more counted: it was asked in words or numbers
MOST_DRAWN = 12  # questions of a table that are drawn
FORMS = ("wide", "long")


def sets_of(project: Project) -> list[Answers]:
    """The sets of answers."""
    return remembered(project, "answer sets", project.answer_sets)


def show(project: Project) -> None:
    """The questions of one study's answers, counted."""
    sets = {found.study: found for found in sets_of(project)}
    study = study_picker(project, "answers-study", any_label=t("ui.study-any"), among=list(sets))
    answers = sets[study or next(iter(sets))]
    said = remark(answers)
    if said:
        st.info(escaped(said), icon=":material/info:")
    counted = [v for v in answers.variables if 0 < len(v.values) <= MOST_ANSWERS]
    counted.sort(key=lambda v: len(v.values) < 2)  # what everybody answers alike comes last
    shares = {s.name: s.label or s.name for s in answers.sets} | _labels(counted)
    numbers = _labels([v for v in answers.variables if v.kind == "number"])
    if not shares and not numbers:
        st.caption(escaped(t("ui.answers-no-questions")))
        return
    if _figures(both=bool(shares and numbers), shares=bool(shares)) == "numbers":
        _numbers(project, answers, numbers, counted)
    else:
        _shares(project, answers, shares, counted)


def _figures(*, both: bool, shares: bool) -> str:
    """Whether answers are counted or taken for numbers; asked where there is a choice."""
    if not both:
        return "shares" if shares else "numbers"
    kinds = ("shares", "numbers")
    keep("answers-figures", kinds)
    return str(
        st.segmented_control(
            t("answers.figures"), kinds, key="answers-figures", default=kinds[0], required=True,
            format_func=lambda kind: t(f"answers.figures-{kind}"), label_visibility="collapsed",
        )
    )  # fmt: skip


def _shares(
    project: Project, answers: Answers, names: Mapping[str, str], counted: list[Variable]
) -> None:
    chosen = _questions(names, "answers-questions", t("answers.questions"))
    first, second, third = st.columns(3)
    with first:
        by = _by(counted, "answers-by")
    base: Base = second.selectbox(
        t("ui.tables-base"), get_args(Base), key="answers-base", persist_state="session",
        format_func=lambda name: t(f"ui.answers-base-{name}"), help=t("ui.answers-base-help"),
    )  # fmt: skip
    percents: Percents = third.selectbox(
        t("crosstab.percents"), get_args(Percents), key="answers-percents",
        persist_state="session", format_func=lambda name: t(f"answers.percents-{name}"),
        help=t("answers.percents-help"),
    )  # fmt: skip
    where = _where(counted)
    with st.container(horizontal=True, key="answers-toggles"):
        weighted = _weighted(answers)
        missing = st.toggle(
            t("answers.missing"), key="answers-missing", persist_state="session",
            help=t("answers.missing-help"),
        )  # fmt: skip
    if not chosen:
        st.caption(escaped(t("answers.choose-next")))
        return
    only = tuple((question, tuple(given)) for question, given in where.items())
    table = reckoned(
        project,
        ("answers", answers.study, *chosen, "by", by, base, percents, weighted, missing, only),
        lambda: project.answer_table(
            chosen, by=by, base=base, percents=percents, weighted=weighted, missing=missing,
            where=where, study=answers.study,
        ),
    )  # fmt: skip
    figures, chart = st.tabs([t("ui.tables-table"), t("ui.tables-chart")])
    with figures:
        keep("answers-form", FORMS)
        form = st.segmented_control(
            t("crosstab.form"), FORMS, default=FORMS[0], key="answers-form", required=True,
            format_func=lambda name: t(f"crosstab.form-{name}"), label_visibility="collapsed",
        )  # fmt: skip
        shown = table if form == "long" else table.widened()
        show_result(project, shown, f"answers-{form}", leave=("variable",), file="answers")
    with chart:
        _drawn(project, table.drawings(), "answers")


def _numbers(
    project: Project, answers: Answers, names: Mapping[str, str], counted: list[Variable]
) -> None:
    chosen = _questions(names, "answers-numbers", t("answers.questions"))
    by = _by(counted, "answers-by")
    where = _where(counted)
    weighted = _weighted(answers)
    if not chosen:
        st.caption(escaped(t("answers.choose-next")))
        return
    only = tuple((question, tuple(given)) for question, given in where.items())
    table = reckoned(
        project, ("numbers", answers.study, *chosen, "by", by, weighted, only),
        lambda: project.answer_numbers(
            chosen, by=by, weighted=weighted, where=where, study=answers.study
        ),
    )  # fmt: skip
    figures, chart = st.tabs([t("ui.tables-table"), t("ui.tables-chart")])
    with figures:
        show_result(project, table, "answers-numbers", leave=("variable",), file="numbers")
    with chart:
        _drawn(project, table.drawings(), "numbers")


def _drawn(project: Project, drawings: Sequence[Drawing], key: str) -> None:
    """The drawings of the first questions, each under its question."""
    for i, drawing in enumerate(drawings[:MOST_DRAWN]):
        st.markdown(f"**{escaped(drawing.title)}**")
        show_drawing(project, drawing, f"{key}-{i}", table=False)
    if len(drawings) > MOST_DRAWN:
        st.caption(escaped(t("answers.not-all-drawn", n=MOST_DRAWN)))


# -- choices ---------------------------------------------------------------------------------------


def label(variable: Variable) -> str:
    """A question in words, by its name where it has none."""
    return variable.label or variable.name


def _labels(variables: list[Variable]) -> dict[str, str]:
    return {variable.name: label(variable) for variable in variables}


def _questions(names: Mapping[str, str], key: str, words: str) -> list[str]:
    if key in st.session_state:  # what is not offered any more is forgotten
        st.session_state[key] = [name for name in st.session_state[key] if name in names]
    return st.multiselect(
        words, list(names), key=key, persist_state="session", placeholder=t("ui.choose"),
        default=None if key in st.session_state else list(names)[:1],
        format_func=lambda name: names[name], help=t("answers.questions-help"),
    )  # fmt: skip


def _by(counted: list[Variable], key: str) -> str:
    groups = _labels([v for v in counted if len(v.values) <= MOST_GROUPS])
    keep(key, [ANY, *groups])
    return st.selectbox(
        t("ui.answers-by"), [ANY, *groups], key=key, persist_state="session",
        format_func=lambda name: groups[name] if name else t("ui.tables-by-none"),
    )  # fmt: skip


def _where(counted: list[Variable]) -> dict[str, list[str]]:
    """Who alone is counted: those who gave any of some answers to a question."""
    first, second = st.columns(2)
    names = _labels(counted)
    keep("answers-where", [ANY, *names])
    question = first.selectbox(
        t("answers.where"), [ANY, *names], key="answers-where", persist_state="session",
        format_func=lambda name: names[name] if name else t("answers.where-all"),
    )  # fmt: skip
    if not question:
        return {}
    given = next([a for _, a in v.values] for v in counted if v.name == question)
    wanted = second.multiselect(
        t("answers.where-answers"), given, key=f"answers-where-{question}",
        persist_state="session", placeholder=t("ui.choose"),
    )  # fmt: skip
    return {question: wanted} if wanted else {}


def _weighted(answers: Answers) -> bool:
    """Whether weights count; asked where there are any."""
    if not answers.weight and sum(v.kind == "weight" for v in answers.variables) != 1:
        return False
    return st.toggle(
        t("answers.weighted"), value=bool(answers.weight), key="answers-weighted",
        persist_state="session", help=t("answers.weighted-help"),
    )  # fmt: skip
