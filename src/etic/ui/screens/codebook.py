"""The codebook: the tree with how often each code is used, and all that is said of a code."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from etic.i18n import language, number, t
from etic.project import Project
from etic.store.codebook import Node, Tree
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.codetree import new_code_form
from etic.ui.figures import downloads
from etic.ui.links import quotes_link
from etic.ui.loading import load_file
from etic.ui.look import empty, escaped, heading, safe, swatch
from etic.ui.memos import memo_notes
from etic.ui.pickers import tree_of
from etic.ui.tables import codebook_table

CHOSEN = "etic-code"
INDENT = "\u2003"  # an em space for each level
TEXTS = ("definition", "include", "exclude", "example")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.codebook"), t("ui.codebook-about"))
    tree = tree_of(project)
    with st.container(horizontal=True, vertical_alignment="center", key="codebook-tools"):
        new_code_form(project, "codebook")
        _load(project)
        if len(tree):
            with st.popover(t("ui.download"), icon=":material/download:"):
                st.caption(escaped(t("ui.codebook-download-about")))
                _yaml(project)
                downloads(project, lambda: codebook_table(project), "codebook")
    if not len(tree):
        empty(t("ui.codebook-none"), t("ui.codebook-none-next"))
        return
    left, right = st.columns([5, 6], gap="medium")
    with left:
        node = _tree(project, tree)
    with right:
        if node is None:
            empty(t("ui.codebook-choose"), t("ui.codebook-choose-next"))
        else:
            _code(project, tree, node)


# -- the tree -------------------------------------------------------------------------------------


def _tree(project: Project, tree: Tree) -> Node | None:
    """The tree as a table; gives the code that was chosen in it or named by the address."""
    words = st.text_input(
        t("ui.codebook-filter"), key="codebook-filter", type="search", live=True,
        placeholder=t("ui.codebook-filter-hint"),
    ).casefold()  # fmt: skip
    nodes = [n for n in tree if not words or words in _searched(n)]
    if not nodes:
        st.caption(escaped(t("ui.codebook-filter-none")))
        return None
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
    right = st.column_config.TextColumn
    picked = st.dataframe(
        styled, key=f"codebook-tree-{words}", on_select="rerun", hide_index=True, height=640,
        width="content", selection_mode="single-cell", alt=t("ui.codebook"),
        column_config={
            "colour": right("", width=24),
            "name": right(t("ui.code")),
            "codings": right(
                t("ui.quotes-short"), alignment="right", help=t("ui.codings-help"), width=66
            ),
            "cases": right(
                t("ui.people-short"), alignment="right", help=t("ui.cases-help"), width=66
            ),
        },
    )  # fmt: skip
    selection = picked["selection"]
    rows = [row for row, _ in selection["cells"]]
    if rows and rows[0] < len(nodes):
        st.session_state[CHOSEN] = nodes[rows[0]].path
    elif st.query_params.get("code") and CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = st.query_params["code"]
    return tree.by_path.get(st.session_state.get(CHOSEN, ""))


def _searched(node: Node) -> str:
    return f"{node.path} {node.code.name_ru} {node.code.name_en}".casefold()


# -- one code -------------------------------------------------------------------------------------


def _code(project: Project, tree: Tree, node: Node) -> None:
    above = " › ".join(parent.name for parent in tree.parents(node))
    if above:
        st.caption(escaped(above))
    st.html(f'<h3 class="etic-code-name">{swatch(node.code.colour)} {safe(node.name)}</h3>')
    count = remembered(project, "code counts", project.code_counts)[node.id]
    with st.container(horizontal=True, vertical_alignment="center", key="code-facts"):
        st.caption(escaped(t("ui.code-used", own=number(count.own), codings=number(count.codings),
                             cases=number(count.cases))))  # fmt: skip
        if count.codings:
            quotes_link(node.path, t("ui.show-quotes"))
    _edit(project, node)
    memo_notes(project, "code", node.path, key=f"code-{node.id}")
    _delete(project, tree, node, count.codings)


def _edit(project: Project, node: Node) -> None:
    code = node.code
    key = f"{node.id}-{project.store.journal.revision()}"  # what is shown is what is stored
    with st.form(f"code-form-{key}", border=False):
        left, right = st.columns(2)
        order = [("name_ru", left), ("name_en", right)]
        if language() == "en":
            order = [("name_en", left), ("name_ru", right)]
        values: dict[str, object] = {
            name: column.text_input(
                t(f"ui.code-{name}"), getattr(code, name), key=f"{name}-{key}"
            ).strip()
            for name, column in order
        }
        for name in TEXTS:
            values[name] = st.text_area(
                t(f"ui.code-{name}"), getattr(code, name), key=f"{name}-{key}", height=84
            ).strip()
        first, second, third = st.columns([1, 2, 3])
        values["colour"] = first.color_picker(
            t("ui.code-colour"), _six(code.colour), key=f"colour-{key}"
        )
        values["origin"] = second.selectbox(
            t("ui.code-origin"), ["deductive", "inductive"],
            index=["deductive", "inductive"].index(code.origin), key=f"origin-{key}",
            format_func=lambda value: t(f"ui.origin-{value}"),
        )  # fmt: skip
        responses = ["", "single", "multiple"]
        values["response"] = third.selectbox(
            t("ui.code-response"), responses, index=responses.index(code.response),
            key=f"response-{key}", help=t("ui.code-response-help"),
            format_func=lambda value: t(f"ui.response-{value or 'none'}"),
        )  # fmt: skip
        if values["colour"] == _six(code.colour):
            values["colour"] = code.colour  # a picker makes six digits of three: no change
        st.caption(escaped(t("ui.code-path", path=node.path)))
        if st.form_submit_button(t("ui.save"), type="primary", key=f"code-save-{node.id}"):
            changed = project.edit_code(node.path, coder=session.acting(), **values)
            if changed:
                guard.say(t("ui.code-saved", code=node.name))
            st.rerun()


def _six(colour: str) -> str:
    """A colour as the picker wants it.

    >>> _six("#abc"), _six("")
    ('#aabbcc', '#888888')
    """
    if len(colour) == 4:
        return "#" + "".join(ch * 2 for ch in colour[1:])
    return colour or "#888888"


def _delete(project: Project, tree: Tree, node: Node, codings: int) -> None:
    under = len(tree.under(node.path)) - 1
    what = ", ".join(
        [
            t("words.codings", n=codings),
            *([t("ui.codes-under", n=under)] if under else []),
        ]
    )

    def delete() -> None:
        gone = project.delete_code(node.path, coder=session.acting())
        st.session_state.pop(CHOSEN, None)
        guard.say(t("ui.code-deleted", code=node.name, codings=t("words.codings", n=gone)))

    with st.container(horizontal=True, vertical_alignment="center", key="code-delete-line"):
        st.button(
            t("ui.code-delete"), key=f"code-delete-{node.id}", icon=":material/delete:",
            on_click=guard.callback(delete),
        )  # fmt: skip
        st.caption(escaped(t("ui.code-delete-about", what=what)))


# -- files ----------------------------------------------------------------------------------------


def _load(project: Project) -> None:
    load_file(
        "codebook",
        lambda path: project.load_codebook(path, coder=session.acting()),
        lambda report: t("ui.codebook-loaded", codes=t("words.codes", n=report.codes)),
    )


def _yaml(project: Project) -> None:
    """The codebook as the file that people edit and load again, one a study."""
    from etic.write.study_folder import codebook

    for book in remembered(project, "books", project.codebooks):
        name = book.study or "codebook"
        st.download_button(
            escaped(f"{name}.yaml"), codebook(book), file_name=f"{name}.yaml", on_click="ignore",
            key=f"codebook-yaml-{name}", icon=":material/download:", mime="application/yaml",
        )  # fmt: skip


if __name__ == "__main__":
    show()
