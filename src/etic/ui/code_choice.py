"""Which codes a matrix has: whole families, one family, all of them, or those chosen by hand."""

from __future__ import annotations

import streamlit as st

from etic.i18n import t
from etic.project import Project
from etic.ui.pickers import codes_picker, keep, tree_of

FAMILIES, ALL, OWN = "//families", "//all", "//own"  # no path looks like that


def code_scope(project: Project, key: str, *, nested: bool) -> str:
    """One choice; what it means is said by `codes_in`. With `nested`, families of one code too."""
    tree = tree_of(project)
    families = [node for node in tree if node.depth == 0]
    named = [n.path for n in families if nested or len(tree.children(n.id)) > 1]
    options = [*([FAMILIES] if len(families) > 1 else []), *named, ALL, OWN]
    keep(key, options)

    def label(scope: str) -> str:
        if scope in tree.by_path:
            return t("matrices.codes-family", name=tree.by_path[scope].name)
        every = "tree" if nested else "all"
        return t(f"matrices.codes-{ ({FAMILIES: 'families', ALL: every, OWN: 'own'}[scope]) }")

    return st.selectbox(
        t("matrices.codes"), options, key=key, persist_state="session", format_func=label,
        help=t("matrices.codes-help"),
    )  # fmt: skip


def codes_in(project: Project, scope: str, key: str, *, nested: bool) -> list[str] | None:
    """The codes by path; None is all of them.

    Of a family: the codes right under it, or with `nested` itself and all under it. Those to be
    chosen by hand begin with the first family's.
    """
    tree = tree_of(project)
    if scope == ALL:
        return None
    if scope == FAMILIES:
        return [node.path for node in tree if node.depth == 0]
    if scope == OWN:
        first = next(iter(tree)).path
        return codes_picker(project, t("matrices.codes-chosen"), key, _under(project, first))
    if nested:
        return [node.path for node in tree if node.id in tree.under(scope)]
    return _under(project, scope)


def _under(project: Project, family: str) -> list[str]:
    tree = tree_of(project)
    return [node.path for node in tree.children(tree.by_path[family].id)] or [family]
