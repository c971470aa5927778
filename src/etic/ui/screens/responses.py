"""Who answered what: answers under a theme, the four states, who carries it, and a check of all."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from etic.actions.concentrating import Measure
from etic.actions.responses import Responses
from etic.analysis.result import Result
from etic.i18n import number, t
from etic.project import Project
from etic.store.codebook import Node, Tree
from etic.ui import session
from etic.ui.cache import reckoned, remembered
from etic.ui.links import document_link
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import (
    ANY,
    attribute_values,
    coder_filter,
    documents_of,
    keep,
    labels_of,
    study_picker,
    tree_of,
)
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

MOST_GROUPS = 12  # an attribute with more values is no grouping
MOST_LINKS = 60
LEFT = ("kind", "code")  # columns for scripts
TABS = ("answers", "states", "concentration", "check")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("responses.title"), t("responses.about"))
    tree = tree_of(project)
    if not documents_of(project) or not len(tree):
        empty(t("responses.none"), t("responses.none-next"), "transcripts")
        return
    themes = _themes(tree)
    if not themes:
        empty(t("responses.no-groups"), t("responses.no-groups-next"), "codebook")
        return
    theme, study, by, coder = _choices(project, themes)
    tabs = st.tabs([t(f"responses.tab-{name}") for name in TABS])
    with tabs[0]:
        _answers(project, theme, study, by, coder)
    with tabs[1]:
        _states(project, theme, study, by, coder)
    with tabs[2]:
        _concentration(project, theme, study, coder)
    with tabs[3]:
        st.caption(escaped(t("responses.check-about")))
        found = reckoned(
            project, ("response groups", study, coder),
            lambda: project.response_groups(study, coder or None),
        )  # fmt: skip
        show_result(project, found, "response-groups", leave=LEFT)


# -- choices --------------------------------------------------------------------------------------


def _themes(tree: Tree) -> dict[str, Node]:
    """Codes with codes under them; first those whose answers are foreseen."""
    above = {node.parent_id for node in tree}
    with_answers = [node for node in tree if node.id in above]
    with_answers.sort(key=lambda node: not node.code.response)  # stable: else as in the codebook
    return {node.path: node for node in with_answers}


def _choices(project: Project, themes: dict[str, Node]) -> tuple[Node, str, str, str]:
    tree = tree_of(project)

    def called(path: str) -> str:
        node = themes[path]
        response = node.code.response
        kind = f" · {t(f'responses.kind-{response}')}" if response else ""
        return tree.label(node.id) + kind

    keep("responses-theme", list(themes))
    theme = st.selectbox(
        t("responses.choose"), list(themes), key="responses-theme", persist_state="session",
        format_func=called, help=t("responses.choose-help"),
    )  # fmt: skip
    # Only a study that a theme was written for has respondents who could be asked about it.
    titles = remembered(project, "studies", project.study_titles)
    scope = themes[theme].studies
    among = [name for name in titles if not scope or name in scope]
    several = len(among) > 1
    columns = st.columns(3 if several else 2)
    study = ANY
    if several:
        with columns[0]:
            study = study_picker(
                project, "responses-study", any_label=t("ui.study-any"), among=[ANY, *among]
            )
    groups = [n for n, values in attribute_values(project).items() if len(values) <= MOST_GROUPS]
    labels = labels_of(project)
    keep("responses-by", [ANY, *groups])
    by = columns[-2].selectbox(
        t("ui.tables-by"), [ANY, *groups], key="responses-by", persist_state="session",
        format_func=lambda name: labels.get(name, name) or t("ui.tables-by-none"),
        help=t("ui.tables-by-help"),
    )  # fmt: skip
    with columns[-1]:
        coder = coder_filter(project, "responses-coder", counted=True)
    return themes[theme], study, by, coder


def _codes(project: Project, theme: Node, key: str) -> list[str]:
    """The theme and what is under it, or every code."""
    if st.toggle(t("responses.all-codes"), key=f"responses-all-{key}", persist_state="session"):
        return []
    tree = tree_of(project)
    under = tree.under(theme.path)
    return [node.path for node in tree if node.id in under]


# -- tabs -----------------------------------------------------------------------------------------


def _answers(project: Project, theme: Node, study: str, by: str, coder: str) -> None:
    found = reckoned(
        project, ("responses", theme.path, study, by, coder),
        lambda: project.responses(theme.path, by, study, coder or None),
    )  # fmt: skip
    st.caption(escaped(t("responses.open")))
    show_result(project, found, "responses", leave=LEFT)
    _listed(project, found)
    _drawn(project, found, "responses")


def _listed(project: Project, found: Responses) -> None:
    st.subheader(escaped(t("responses.listed")), anchor=False)
    if not found.listed.cases:
        st.caption(escaped(t("responses.listed-none")))
        return
    if found.listed.wrong:
        wrong = t("words.cases", n=len(found.listed.wrong))
        st.warning(escaped(t("responses.listed-wrong", cases=wrong)), icon=":material/rule:")
    st.caption(escaped(t("responses.listed-open")))
    show_result(project, found.listed, "responses-listed")
    silent = [listed.case for listed in found.listed.cases if listed.kind == "none"]
    if silent:
        with st.expander(t("responses.silent", cases=t("words.cases", n=len(silent)))):
            st.caption(escaped(t("responses.silent-about")))
            with st.container(horizontal=True, gap="small", key="responses-silent"):
                for case in silent[:MOST_LINKS]:
                    for name in case.documents:
                        document_link(case.study, name)
            if len(silent) > MOST_LINKS:
                st.caption(escaped(t("ui.and-more", n=number(len(silent) - MOST_LINKS))))


def _states(project: Project, theme: Node, study: str, by: str, coder: str) -> None:
    codes = _codes(project, theme, "states")
    found = reckoned(
        project, ("response states", *codes, study, by, coder),
        lambda: project.response_states(codes, by, study, coder or None),
    )  # fmt: skip
    st.caption(escaped(t("responses.open")))
    show_result(project, found, "response-states", leave=LEFT)
    _drawn(project, found, "response-states")


def _concentration(project: Project, theme: Node, study: str, coder: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="concentration-bar"):
        measure: Measure = st.segmented_control(
            t("responses.measure"), get_args(Measure), key="responses-measure",
            default=get_args(Measure)[0], required=True, persist_state="session",
            format_func=lambda name: t(f"responses.measure-{name}"),
        )  # fmt: skip
        codes = _codes(project, theme, "concentration")
    found = reckoned(
        project, ("concentration", *codes, study, measure, coder),
        lambda: project.concentration(codes, study, measure, coder or None),
    )  # fmt: skip
    st.caption(escaped(t("responses.open")))
    show_result(project, found, "concentration", leave=LEFT)
    _drawn(project, found, "concentration")


def _drawn(project: Project, found: Result, key: str) -> None:
    """The pictures of a result; its table stands above them."""
    for n, drawing in enumerate(found.drawings()):
        st.subheader(escaped(drawing.title), anchor=False)
        show_drawing(project, drawing, f"{key}-{n}", table=False)


if __name__ == "__main__":
    show()
