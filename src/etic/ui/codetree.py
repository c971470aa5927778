"""The codebook as a tree in the page, and the small form that adds a code to it from anywhere."""

from __future__ import annotations

import streamlit as st

from etic.i18n import number, t
from etic.project import Project
from etic.store.codebook import Node
from etic.store.queries import DocumentRow
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.codebook_new import new_code
from etic.ui.look import safe, swatch
from etic.ui.pickers import code_picker, tree_of


def tree_html(project: Project, document: DocumentRow) -> str:
    """The codes of a document's study, with how often they are used in it."""
    tree = tree_of(project)
    counts = remembered(
        project, ("code counts", document.id), lambda: project.code_counts(document.id)
    )
    nodes = [n for n in tree if not n.studies or document.study in n.studies]
    if not nodes:
        return f'<p class="etic-quiet">{safe(t("ui.no-codes"))}</p>'
    lines = [_line(node, counts[node.id].codings if node.id in counts else 0) for node in nodes]
    title = safe(t("ui.code-tree-about"))
    return f'<p class="etic-quiet">{title}</p><ul class="etic-tree">{"".join(lines)}</ul>'


def _line(node: Node, n: int) -> str:
    about = node.code.definition or node.path
    count = f"<small>{safe(number(n))}</small>" if n else ""
    return (
        f'<li style="--depth:{node.depth}" title="{safe(about)}">{swatch(node.code.colour)}'
        f"<span>{safe(node.name)}</span>{count}</li>"
    )


def new_code_form(project: Project, where: str) -> None:
    """A form in a popover: name, the code above, what it means."""
    keys = {name: f"new-code-{name}-{where}" for name in ("name", "parent", "definition")}

    def add() -> None:
        name = " ".join(st.session_state[keys["name"]].split())
        parent = st.session_state[keys["parent"]] or ""
        new = new_code(name, parent, st.session_state[keys["definition"]].strip())
        project.add_code(new, coder=session.acting())
        for key in ("name", "definition"):
            st.session_state[keys[key]] = ""
        guard.say(t("ui.code-added", code=name))

    with (
        st.popover(t("ui.new-code"), icon=":material/add:", key=f"new-code-{where}"),
        st.form(f"new-code-form-{where}", border=False),
    ):
        st.text_input(t("ui.code-name"), key=keys["name"])
        code_picker(project, t("ui.code-parent"), keys["parent"], any_label=t("ui.code-top"))
        st.text_area(t("ui.code-definition"), key=keys["definition"], height=90)
        st.form_submit_button(
            t("ui.code-add"), type="primary", on_click=guard.callback(add),
            key=f"new-code-add-{where}",
        )  # fmt: skip
