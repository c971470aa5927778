"""The codebook: the tree with how often each code is used, one code with all that can be done with
it, and what the codebook was before."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from etic.errors import EticError
from etic.i18n import number, t
from etic.project import Project
from etic.store.codebook import Node, Tree
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.codebook_chosen import CHOSEN, choose, turn
from etic.ui.codebook_code import code_panel
from etic.ui.codebook_new import new_code_form
from etic.ui.codebook_versions import versions_panel
from etic.ui.figures import downloads
from etic.ui.loading import load_file
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import tree_of
from etic.ui.tables import codebook_table, yaml_downloads

INDENT = "\u2003"  # an em space for each level
VIEWS = ("codes", "versions")
ADDRESS = "etic-code-address"  # the code that the address named when it was last looked at


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.codebook"), t("ui.codebook-about"))
    tree = tree_of(project)
    with st.container(horizontal=True, vertical_alignment="center", key="codebook-tools"):
        view = st.segmented_control(
            t("codebook.view"), VIEWS, key="codebook-view", default=VIEWS[0], required=True,
            format_func=lambda name: t(f"codebook.view-{name}"), persist_state="session",
            label_visibility="collapsed",
        )  # fmt: skip
        if view == "codes":
            new_code_form(project, "codebook")
            _load(project)
        if view == "codes" and len(tree):
            with st.popover(t("ui.download"), icon=":material/download:"):
                st.caption(escaped(t("ui.codebook-download-about")))
                yaml_downloads(remembered(project, "books", project.codebooks), "codebook-yaml")
                downloads(project, lambda: codebook_table(project), "codebook")
    if view == "versions":
        versions_panel(project)
        return
    if not len(tree):
        empty(t("ui.codebook-none"), t("ui.codebook-none-next"))
        return
    _adopt(tree)
    with st.container(key="codebook-sides"):
        left, right = st.columns([5, 6], gap="medium")
    with left:
        _tree(project, tree)
    node = tree.by_id.get(st.session_state.get(CHOSEN, 0))
    with right:
        if node is None:
            empty(t("ui.codebook-choose"), t("ui.codebook-choose-next"))
        else:
            # So that the page opens here again, and its address can be given to others.
            st.query_params["code"] = st.session_state[ADDRESS] = node.path
            code_panel(project, tree, node)


def _adopt(tree: Tree) -> None:
    """Open the code that a link names, once: after it the person's own choices count."""
    asked = st.query_params.get("code", "")
    if not asked or asked == st.session_state.get(ADDRESS):
        return
    st.session_state[ADDRESS] = asked
    try:
        choose(tree.resolve(asked).id)
    except EticError as error:
        guard.show_error(error)


# -- the tree -------------------------------------------------------------------------------------


def _tree(project: Project, tree: Tree) -> None:
    """The tree as a table; what is clicked in it becomes the code chosen."""
    words = st.text_input(
        t("ui.codebook-filter"), key="codebook-filter", type="search", live=True,
        placeholder=t("ui.codebook-filter-hint"),
    ).casefold()  # fmt: skip
    nodes = [n for n in tree if not words or words in _searched(n)]
    if not nodes:
        st.caption(escaped(t("ui.codebook-filter-none")))
        return
    counts = remembered(project, "code counts", project.code_counts)
    frame = pd.DataFrame(
        [
            ("", INDENT * (0 if words else n.depth) + n.name, number(counts[n.id].codings),
             number(counts[n.id].cases))
            for n in nodes
        ],
        columns=["colour", "name", "codings", "cases"],
    )  # fmt: skip
    colours = [f"background-color: {n.code.colour}" if n.code.colour else "" for n in nodes]
    styled = frame.style.apply(lambda _column: colours, subset=["colour"])
    text = st.column_config.TextColumn
    key = tree_key(nodes)
    chosen = [i for i, n in enumerate(nodes) if n.id == st.session_state.get(CHOSEN)]
    picked = st.dataframe(
        styled, key=key, on_select="rerun", hide_index=True, height=640, width="content",
        selection_mode="single-cell", alt=t("ui.codebook"),
        selection_default={"selection": {"cells": [(i, "name") for i in chosen]}},
        column_config={
            "colour": text("", width=24),
            "name": text(t("ui.code")),
            "codings": text(
                t("ui.quotes-short"), alignment="right", help=t("ui.codings-help"), width=66
            ),
            "cases": text(
                t("ui.people-short"), alignment="right", help=t("ui.cases-help"), width=66
            ),
        },
    )  # fmt: skip
    rows = [row for row, _ in picked["selection"]["cells"] if row < len(nodes)]
    # A cell stays selected from run to run; only when it was clicked does it say anything.
    clicked = (key, *rows)
    if rows and st.session_state.get("codebook-clicked") != clicked:
        st.session_state["codebook-clicked"] = clicked
        if not chosen or rows != chosen:
            st.session_state[CHOSEN] = nodes[rows[0]].id


def tree_key(nodes: list[Node]) -> str:
    """A table of its own for each list of codes: a row that is selected is always the same code."""
    return f"codebook-tree-{hash(tuple(n.id for n in nodes))}-{turn()}"


def _searched(node: Node) -> str:
    return f"{node.path} {node.code.name_ru} {node.code.name_en}".casefold()


# -- files ----------------------------------------------------------------------------------------


def _load(project: Project) -> None:
    load_file(
        "codebook",
        lambda path: project.load_codebook(path, coder=session.acting()),
        lambda report: t("ui.codebook-loaded", codes=t("words.codes", n=report.codes)),
    )


if __name__ == "__main__":
    show()
