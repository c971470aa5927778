"""Answers by respondent: one question at a time, by the answers to another."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from etic.actions.answers import AnswerTable
from etic.analysis.counts import ALL, Base
from etic.i18n import number, percent, t
from etic.model import Answers, Variable
from etic.project import Project
from etic.ui.cache import remembered
from etic.ui.figures import downloads, html_table
from etic.ui.look import escaped
from etic.ui.pickers import ANY, keep, study_picker

MOST_GROUPS = 12  # a question with more answers makes no groups
MOST_ANSWERS = 60  # nor is one with more counted: it was asked in words or numbers


def sets_of(project: Project) -> list[Answers]:
    """The sets of answers."""
    return remembered(project, "answer sets", project.answer_sets)


def show(project: Project) -> None:
    """The questions of one study's answers, counted."""
    sets = {found.study: found for found in sets_of(project)}
    study = study_picker(project, "answers-study", any_label=t("ui.study-any"), among=list(sets))
    answers = sets[study or next(iter(sets))]
    questions = [v for v in answers.variables if 0 < len(v.values) <= MOST_ANSWERS]
    questions.sort(key=lambda v: len(v.values) < 2)  # what everybody answers alike comes last
    if not questions:
        st.caption(escaped(t("ui.answers-no-questions")))
        return
    named = {v.name: v for v in questions}
    groups = [v.name for v in questions if len(v.values) <= MOST_GROUPS]
    first, second, third = st.columns([3, 2, 2])
    keep("answers-question", list(named))
    question = first.selectbox(
        t("columns.question"), list(named), key="answers-question", persist_state="session",
        format_func=lambda name: label(named[name]),
    )  # fmt: skip
    keep("answers-by", [ANY, *groups])
    by = second.selectbox(
        t("ui.answers-by"), [ANY, *groups], key="answers-by", persist_state="session",
        format_func=lambda name: label(named[name]) if name else t("ui.tables-by-none"),
    )  # fmt: skip
    base: Base = third.selectbox(
        t("ui.tables-base"), get_args(Base), key="answers-base", persist_state="session",
        format_func=lambda name: t(f"ui.answers-base-{name}"), help=t("ui.answers-base-help"),
    )  # fmt: skip
    counted = remembered(
        project, ("answers", answers.study, question, by, base),
        lambda: project.answer_table(question, by=by, base=base, study=answers.study),
    )  # fmt: skip
    if counted.remark:
        st.info(escaped(counted.remark), icon=":material/info:")
    st.html(_table(counted))
    st.caption(escaped(counted.facts))
    downloads(project, counted.table, "answers")


def label(variable: Variable) -> str:
    """A question in words, by its name where it has none."""
    return variable.label or variable.name


def _table(counted: AnswerTable) -> str:
    """One row an answer, one column a group, everybody last."""
    groups = list(dict.fromkeys(row.group for row in counted.rows if row.group != ALL))
    shown = [*groups, ALL] if counted.by else [ALL]
    rows = {(row.code, row.group): row.share for row in counted.rows}
    lines = []
    for answer in dict.fromkeys(row.code for row in counted.rows):
        cells = []
        for group in shown:
            share = rows[answer, group]
            if share.share is None or share.low is None or share.high is None:
                cells.append(t("ui.no-base"))
                continue
            cells.append(
                t("ui.figure", share=percent(share.share), n=number(share.n),
                  base=number(share.base), low=number(share.low * 100, 0),
                  high=number(share.high * 100, 0))
            )  # fmt: skip
        lines.append([answer, *cells])
    names = [
        t("tables.everybody") if g == ALL else t("ui.group-unknown") if g == "?" else g
        for g in shown
    ]
    return html_table([t("columns.answer"), *names], lines, [False, *(True for _ in shown)])
