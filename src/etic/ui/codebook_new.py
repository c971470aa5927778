"""A new code: the form that adds one, and where it comes to stand."""

from __future__ import annotations

import streamlit as st

from etic.codebook import emerging
from etic.i18n import t
from etic.project import Project
from etic.store.codebook import Node, Tree
from etic.ui import guard, session
from etic.ui.pickers import code_picker


def new_code_form(project: Project, where: str) -> None:
    """A form in a popover: name, the code above, what it means."""
    keys = {name: f"new-code-{name}-{where}" for name in ("name", "parent", "definition")}

    def add() -> None:
        name = " ".join(st.session_state[keys["name"]].split())
        parent = st.session_state[keys["parent"]] or ""
        new = emerging(name, parent, st.session_state[keys["definition"]].strip())
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


def next_path(tree: Tree, node: Node) -> str:
    """Path of the code that stands after one, under the same code; empty for the last."""
    siblings = [each.path for each in tree.children(node.parent_id)]
    return [*siblings, ""][siblings.index(node.path) + 1]
