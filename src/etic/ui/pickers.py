"""Choices that several screens offer: codes of the tree, studies, coders, attribute values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from etic.i18n import t
from etic.project import Project
from etic.store.codebook import Tree
from etic.store.queries import CaseRow, DocumentRow, printed
from etic.ui.cache import remembered

ANY = ""
EVERY = 0  # no document has this id


def tree_of(project: Project) -> Tree:
    """The codebook."""
    return remembered(project, "tree", project.codebook)


def documents_of(project: Project) -> list[DocumentRow]:
    """The documents."""
    return remembered(project, "documents", project.document_list)


def cases_of(project: Project) -> list[CaseRow]:
    """The cases."""
    return remembered(project, "cases", project.case_list)


def code_picker(
    project: Project, label: str, key: str, *, any_label: str | None = None, first: bool = True
) -> str:
    """One code by its path, shown with the codes above it; empty for `any_label`.

    Without `first` none is chosen before somebody chooses.
    """
    tree = tree_of(project)
    options = [*([ANY] if any_label is not None else []), *(node.path for node in tree)]
    keep(key, options, 0 if first else None)
    chosen: str | None = st.selectbox(
        label, options, key=key, persist_state="session", placeholder=t("ui.choose"),
        format_func=lambda path: code_label(tree, path) if path else str(any_label),
        index=0 if first or st.session_state.get(key) is not None else None,
    )  # fmt: skip
    return chosen or ANY


def codes_picker(project: Project, label: str, key: str, default: Sequence[str]) -> list[str]:
    """Several codes by their paths."""
    tree = tree_of(project)
    options = [node.path for node in tree]
    if key in st.session_state:
        st.session_state[key] = [path for path in st.session_state[key] if path in tree.by_path]
    return st.multiselect(
        label, options, key=key, default=None if key in st.session_state else list(default),
        persist_state="session", placeholder=t("ui.choose-codes"),
        format_func=lambda path: code_label(tree, path),
    )  # fmt: skip


def code_label(tree: Tree, path: str) -> str:
    """A code with those above it: `Re-migration triggers › Push › Unemployment`."""
    node = tree.by_path.get(path)
    return tree.label(node.id) if node else path


def several_studies(project: Project) -> bool:
    """Whether there is a study to be chosen."""
    return len(remembered(project, "studies", project.study_titles)) > 1


def study_picker(
    project: Project,
    key: str,
    *,
    any_label: str,
    among: Sequence[str] | None = None,
    disabled: bool = False,
) -> str:
    """One study by its name, or all of them; not asked where there is only one.

    `among` keeps to some studies, of which one must be chosen.
    """
    titles = remembered(project, "studies", project.study_titles)
    options = [ANY, *titles] if among is None else list(among)
    if len(titles) < 2 or len(options) < 2:
        return ANY
    keep(key, options)
    return st.selectbox(
        t("ui.study"), options, key=key, persist_state="session", disabled=disabled,
        format_func=lambda name: (titles[name] or name) if name else any_label,
    )  # fmt: skip


def coder_filter(project: Project, key: str, *, counted: bool = False) -> str:
    """One coder, or all of them; all but second ones where only what counts is meant."""
    seconds = counted and remembered(project, "second coders", project.second_coders)
    everybody = t("ui.coder-any-counted") if seconds else t("ui.coder-any")
    options = [ANY, *remembered(project, "coders", project.coders)]
    keep(key, options)
    return st.selectbox(
        t("ui.coder"), options, key=key, persist_state="session",
        format_func=lambda name: name or everybody,
    )  # fmt: skip


def document_filter(project: Project, key: str, study: str) -> int | None:
    """One document, or all of them."""
    documents = {d.id: d for d in documents_of(project) if study in (ANY, d.study)}
    options = [EVERY, *documents]
    keep(key, options)
    several = len({d.study for d in documents.values()}) > 1

    def named(chosen: int) -> str:
        if chosen == EVERY:
            return t("ui.document-any")
        d = documents[chosen]
        return f"{d.name} · {d.study}" if several else d.name

    chosen = st.selectbox(
        t("ui.document"), options, key=key, persist_state="session", format_func=named
    )
    return None if chosen == EVERY else chosen


def attribute_values(project: Project) -> dict[str, list[str]]:
    """Attribute → the values it has in this project, in order."""

    def gather() -> dict[str, list[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for case in project.case_list():
            for name, value in case.attributes.items():
                if value is not None:
                    found[name].add(printed(value))
        return {name: sorted(found[name]) for name in project.attributes() if found[name]}

    return remembered(project, "attribute values", gather)


def labels_of(project: Project) -> dict[str, str]:
    """Attribute → what it is called in the language at work."""
    return remembered(project, "attribute labels", project.attribute_labels)


def value_label(value: str) -> str:
    """An attribute value in words: yes and no where it is one of the two."""
    return t(f"ui.value-{value}") if value in ("true", "false") else value


def keep(key: str, options: Sequence[object], index: int | None = 0) -> None:
    """Put another choice for one that is not offered any more, before its widget is shown.

    It is not merely forgotten: the browser would go on showing it. `index` is as in a select box.
    """
    if key in st.session_state and st.session_state[key] not in options:
        st.session_state[key] = options[index] if options and index is not None else None
