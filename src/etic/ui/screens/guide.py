"""The guide: its questions, who was asked what, and what a person says about it."""

from __future__ import annotations

import streamlit as st

from etic.actions.asking import GuideAsked
from etic.i18n import number, t
from etic.project import Project
from etic.ui import session
from etic.ui.cache import remembered
from etic.ui.figures import downloads, html_table
from etic.ui.guide_editor import begin, editor
from etic.ui.guide_matrix import STATES, legend, matrix_html
from etic.ui.guide_places import disagreements, doubtful, proposals
from etic.ui.guide_turns import turns
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import (
    code_label,
    documents_of,
    keep,
    labels_of,
    several_studies,
    study_picker,
    tree_of,
    value_label,
)

PARTS = ("questions", "matrix", "look", "unasked", "turns", "edit")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("guide.title"), t("guide.about"))
    if not documents_of(project):
        empty(t("guide.no-material"), t("ui.transcripts-none-next"), "transcripts")
        return
    study = _study(project)
    every = remembered(project, ("asking", study), lambda: project.asking(study))
    if not every:
        begin(project, study)
        return
    found = _guide(every)
    _summary(project, found)
    part = _part(found)
    if part == "questions":
        _questions(project, found)
    elif part == "matrix":
        _matrix(project, found)
    elif part == "look":
        doubtful(project, found)
    elif part == "unasked":
        proposals(project, found)
        disagreements(project, found)
    elif part == "turns":
        turns(project, found)
    else:
        editor(project, study, found.guide)


def _study(project: Project) -> str:
    titles = list(remembered(project, "studies", project.study_titles))
    if not several_studies(project):
        return titles[0]
    with st.container(width=520):
        return study_picker(project, "guide-study", any_label="", among=titles)


def _guide(every: list[GuideAsked]) -> GuideAsked:
    """The guide to be looked at, where a study has several."""
    names = [found.guide.name for found in every]
    if len(names) == 1:
        return every[0]
    titles = {found.guide.name: found.guide.title for found in every}
    keep("guide-name", names)
    with st.container(width=520):
        name = st.selectbox(
            t("guide.guide"), names, key="guide-name", persist_state="session",
            format_func=lambda name: titles[name],
        )  # fmt: skip
    return next(found for found in every if found.guide.name == name)


def _summary(project: Project, found: GuideAsked) -> None:
    """How the interviewers' turns were recognised."""
    counts = found.recognised()
    lines = [t("guide.respondents", n=len(found.rows))]
    if found.guide.who:
        labels = labels_of(project)
        who = ", ".join(
            f"{labels.get(name, name)}: {value_label(value)}"
            for name, value in found.guide.who.items()
        )
        lines[0] = f"{lines[0]} ({who})"
    lines.append(t("guide.turns", n=sum(counts.values())))
    lines += [f"{t(f'guide.recognised-{kind}')}: {number(n)}" for kind, n in counts.items() if n]
    st.markdown(escaped(" · ".join(lines)))


def _part(found: GuideAsked) -> str:
    counts = {
        "look": len(found.doubtful()),
        "unasked": len(found.proposals) + len(found.disagreements),
    }
    st.session_state.setdefault("guide-part", PARTS[0])
    chosen = st.segmented_control(
        t("guide.part"), PARTS, key="guide-part", persist_state="session",
        label_visibility="collapsed", required=True,
        format_func=lambda part: t(f"guide.part-{part}")
        + (f" ({number(counts[part])})" if counts.get(part) else ""),
    )  # fmt: skip
    return str(chosen or PARTS[0])


def _questions(project: Project, found: GuideAsked) -> None:
    table = project.guide_table_of(found)
    tree = tree_of(project)
    states = [t(f"guide.state-{state}") for state in STATES]
    st.html(
        html_table(
            [t("guide.number"), t("guide.question"), t("guide.codes"), *states],
            [
                [
                    q.number, q.text, "; ".join(code_label(tree, path) for path in q.codes),
                    *(number(found.count(q.number, state)) for state in STATES),
                ]
                for q in found.guide.questions
            ],
            [False] * 3 + [True] * 3,
        )
    )  # fmt: skip
    st.caption(escaped(table.note))
    downloads(project, lambda: table, "guide")


def _matrix(project: Project, found: GuideAsked) -> None:
    st.caption(escaped(f"{legend()} {t('guide.matrix-about')}"))
    st.html(matrix_html(found))
    downloads(project, lambda: project.asked_table_of(found), "asked")


if __name__ == "__main__":
    show()
