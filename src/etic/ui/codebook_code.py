"""One code of the codebook: how it is used, what is said of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from etic.codebook import emerging
from etic.i18n import language, number, t
from etic.project import Project
from etic.store.codebook import Node, Tree
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.codebook_chosen import CHOSEN, choose
from etic.ui.codebook_new import next_path
from etic.ui.codebook_rearranging import merge_form, move_form, split_form
from etic.ui.links import quotes_link
from etic.ui.look import escaped, safe, swatch
from etic.ui.memos import memo_notes

DOINGS = ("fields", "move", "merge", "split")
TEXTS = ("definition", "include", "exclude", "example")
ORIGINS = ("deductive", "inductive")
RESPONSES = ("", "single", "multiple")


def code_panel(project: Project, tree: Tree, node: Node) -> None:
    """Everything about one code."""
    above = " › ".join(parent.name for parent in tree.parents(node))
    if above:
        st.caption(escaped(above))
    st.html(f'<h3 class="etic-code-name">{swatch(node.code.colour)} {safe(node.name)}</h3>')
    count = remembered(project, "code counts", project.code_counts)[node.id]
    st.caption(escaped(t("ui.code-used", own=number(count.own), codings=number(count.codings),
                         cases=number(count.cases))))  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key="code-facts"):
        if count.codings:
            quotes_link(node.path, t("ui.show-quotes"))
        _add_form(project, tree, node, "under")
        _add_form(project, tree, node, "beside")
    doing = st.segmented_control(
        t("codebook.doing"), DOINGS, key="codebook-doing", default=DOINGS[0], required=True,
        format_func=lambda name: t(f"codebook.doing-{name}"), persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip
    forms: dict[str, Callable[[Project, Tree, Node], None]] = {
        "move": move_form, "merge": merge_form, "split": split_form,
    }  # fmt: skip
    if doing in forms:
        forms[doing](project, tree, node)
        return
    _fields(project, tree, node)
    memo_notes(project, "code", node.path, key=f"code-{node.id}")
    _delete(project, tree, node)


# -- adding ---------------------------------------------------------------------------------------


def _add_form(project: Project, tree: Tree, node: Node, where: str) -> None:
    """A form in a popover: a new code under this one, or right after it."""
    keys = {name: f"add-{where}-{name}-{node.id}" for name in ("name", "definition")}

    def add() -> None:
        name = " ".join(st.session_state[keys["name"]].split())
        above = node.path if where == "under" else node.code.parent
        new = emerging(name, above, st.session_state[keys["definition"]].strip())
        before = next_path(tree, node) if where == "beside" else ""
        choose(project.add_code(new, before=before, coder=session.acting()))
        for key in keys.values():
            st.session_state[key] = ""
        guard.say(t("ui.code-added", code=name))

    with (
        st.popover(t(f"codebook.add-{where}"), icon=":material/add:", key=f"add-{where}"),
        st.form(f"add-{where}-form-{node.id}", border=False),
    ):
        st.text_input(t("ui.code-name"), key=keys["name"])
        st.text_area(t("ui.code-definition"), key=keys["definition"], height=90)
        st.form_submit_button(
            t("ui.code-add"), type="primary", on_click=guard.callback(add),
            key=f"add-{where}-{node.id}",
        )  # fmt: skip


# -- fields ---------------------------------------------------------------------------------------


def _fields(project: Project, tree: Tree, node: Node) -> None:
    code = node.code
    key = f"{node.id}-{project.store.journal.revision()}"  # what is shown is what is stored

    def label(name: str) -> str:
        return t(f"codebook.field-{name}")

    with st.form(f"code-form-{key}", border=False):
        left, right = st.columns(2)
        order = [("name_ru", left), ("name_en", right)]
        if language() == "en":
            order = [("name_en", left), ("name_ru", right)]
        values: dict[str, object] = {
            name: column.text_input(label(name), getattr(code, name), key=f"{name}-{key}").strip()
            for name, column in order
        }
        for name in TEXTS:
            values[name] = st.text_area(
                label(name), getattr(code, name), key=f"{name}-{key}", height=84
            ).strip()
        first, second, third = st.columns([1, 2, 3])
        values["colour"] = first.color_picker(
            label("colour"), _six(code.colour), key=f"colour-{key}"
        )
        values["origin"] = second.selectbox(
            label("origin"), ORIGINS, index=ORIGINS.index(code.origin), key=f"origin-{key}",
            format_func=lambda value: t(f"ui.origin-{value}"),
        )  # fmt: skip
        values["segment"] = third.text_input(
            label("segment"), code.segment, key=f"segment-{key}",
            help=escaped(t("codebook.segment-help", path=node.path)),
        ).strip()  # fmt: skip
        if tree.children(node.id) or code.response or code.required:
            first, second = st.columns(2, vertical_alignment="bottom")
            values["response"] = first.selectbox(
                label("response"), RESPONSES, index=RESPONSES.index(code.response),
                key=f"response-{key}", help=t("ui.code-response-help"),
                format_func=lambda value: t(f"ui.response-{value or 'none'}"),
            )  # fmt: skip
            values["required"] = second.checkbox(
                label("required"), code.required, key=f"required-{key}",
                help=t("codebook.required-help"),
            )  # fmt: skip
        titles = remembered(project, "studies", project.study_titles)
        if len(titles) > 1:
            values["studies"] = st.multiselect(
                label("studies"), list(titles), sorted(node.studies), key=f"studies-{key}",
                format_func=lambda name: titles[name] or name, help=t("codebook.studies-help"),
                placeholder=t("codebook.studies-every"),
            )  # fmt: skip
        if values["colour"] == _six(code.colour):
            values["colour"] = code.colour  # a picker makes six digits of three: no change
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


# -- deleting -------------------------------------------------------------------------------------


def _delete(project: Project, tree: Tree, node: Node) -> None:
    under = len(tree.under(node.path)) - 1
    # Those of second coders go as well, whom no count takes.
    quotes = remembered(
        project, ("quotes under", node.id), lambda: project.quote_list(code=node.path)
    )
    what = ", ".join(
        [
            t("words.codings", n=len(quotes)),
            *([t("ui.codes-under", n=under)] if under else []),
        ]
    )

    def delete() -> None:
        gone = project.delete_code(node.path, coder=session.acting())
        st.session_state.pop(CHOSEN, None)
        st.query_params.pop("code", None)
        guard.say(t("ui.code-deleted", code=node.name, codings=t("words.codings", n=gone)))

    with st.container(horizontal=True, vertical_alignment="center", key="code-delete-line"):
        st.button(
            t("ui.code-delete"), key=f"code-delete-{node.id}", icon=":material/delete:",
            on_click=guard.callback(delete),
        )  # fmt: skip
        st.caption(escaped(t("ui.code-delete-about", what=what)))
