"""Respondents and their attributes, in a table that is typed into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from etic.errors import EticError
from etic.i18n import number, t
from etic.model import Case, Value
from etic.project import Project
from etic.store.queries import CaseRow, printed
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.documents import FEW, holds, table_height
from etic.ui.loading import load_file
from etic.ui.look import escaped
from etic.ui.pickers import ANY, cases_of, labels_of, study_picker, value_label

ADDED = "etic-added-attributes"
EDITOR = "etic-case-editor"  # the key of the editor that was shown last
ROUND = "etic-case-round"  # a new editor after edits were thrown away
FIXED = ("case", "study", "documents")


def respondents(project: Project) -> None:
    """The table, and what is done with it."""
    cases = cases_of(project)
    st.subheader(t("ui.cases"), anchor=False)
    kinds: dict[str, str] = remembered(project, "attributes", project.attributes)
    names = [*kinds, *(n for n in st.session_state.get(ADDED, []) if n not in kinds)]
    former = st.session_state.get(str(st.session_state.get(EDITOR, EDITOR))) or {}
    typed = bool(former.get("edited_rows"))
    shown = _filtered(project, cases, typed) if len(cases) > FEW else cases
    st.caption(escaped(_about(len(shown), len(cases), typed)))
    changed = _editor(shown, names, kinds, labels_of(project)) if shown else []
    values = sum(len(case.attributes) for case in changed)
    with st.container(horizontal=True, vertical_alignment="bottom", key="case-tools"):
        st.button(
            t("ui.save-attributes", n=values) if values else t("ui.save-none"),
            type="primary", key="save-attributes", disabled=not changed, icon=":material/save:",
            on_click=guard.callback(_save), args=(project, changed),
        )  # fmt: skip
        if typed:
            st.button(t("material.discard"), key="discard-attributes", on_click=_discard)
        _new_attribute(names)
        _case_list(project)


def _filtered(project: Project, cases: list[CaseRow], typed: bool) -> list[CaseRow]:
    """The cases that words and study leave; the filters rest while something is not saved."""
    first, second, _ = st.columns([2, 2, 2])
    words = first.text_input(
        t("material.find-case"), key="cases-words", type="search", live=True, disabled=typed,
        persist_state="session", placeholder=t("material.find-case-hint"),
    ).casefold().split()  # fmt: skip
    with second:
        study = study_picker(
            project, "cases-study", any_label=t("ui.study-any"), disabled=typed
        )  # fmt: skip
    return [
        c
        for c in cases
        if study in (ANY, c.study)
        and holds(words, c.name, *(value_label(printed(v)) for v in c.attributes.values()))
    ]


def _about(shown: int, cases: int, typed: bool) -> str:
    """The line above the table."""
    if typed:
        return t("material.cases-unsaved")
    if not shown:
        return t("material.cases-nothing")
    if shown < cases:
        return t("material.cases-shown", shown=number(shown), all=number(cases))
    return t("ui.cases-about")


# -- the table ------------------------------------------------------------------------------------


def editor_key(cases: Sequence[CaseRow], names: Sequence[str], turn: int = 0) -> str:
    """The editor's key: where other rows or values are stored, there is another editor."""
    shown = [(c.id, c.name, c.documents, [c.attributes.get(n) for n in names]) for c in cases]
    return f"cases-{crc32(repr((names, shown)).encode()):x}-{turn}"


def _editor(
    cases: list[CaseRow], names: list[str], kinds: Mapping[str, str], labels: Mapping[str, str]
) -> list[Case]:
    """The cases with the attributes that were typed over."""
    before = pd.DataFrame(
        [
            [c.name, c.study, ", ".join(c.documents), *(c.attributes.get(n) for n in names)]
            for c in cases
        ],
        columns=[*FIXED, *(f"attribute {name}" for name in names)],
    )
    for name in names:
        column = f"attribute {name}"
        if kinds.get(name) == "number":
            # As whole numbers, 36.5 would be cut to 36.
            before[column] = pd.to_numeric(before[column]).astype("float64")
        elif kinds.get(name) == "boolean":
            before[column] = before[column].astype("boolean")
        else:
            before[column] = before[column].astype("object")
    key = editor_key(cases, names, st.session_state.get(ROUND, 0))
    st.session_state[EDITOR] = key
    several = len({c.study for c in cases}) > 1
    # Most often a document is called as its respondent: then the column says nothing new.
    elsewhere = any(c.documents != (c.name,) for c in cases)
    order = ["case", *(["study"] if several else []), *(["documents"] if elsewhere else []),
             *(f"attribute {name}" for name in names)]  # fmt: skip
    after = st.data_editor(
        before, key=key, hide_index=True, disabled=FIXED, num_rows="fixed", placeholder="",
        alt=t("ui.cases"), column_config=_columns(names, kinds, labels), column_order=order,
        height=table_height(len(cases)),
    )  # fmt: skip
    return _changed(cases, before, after, names)


def _columns(
    names: list[str], kinds: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, ColumnConfig | str]:
    config: dict[str, ColumnConfig | str] = {
        "case": st.column_config.TextColumn(t("ui.case"), pinned=True),
        "study": t("ui.study"), "documents": t("ui.documents"),
    }  # fmt: skip
    for name in names:
        label = labels.get(name, name)
        column = f"attribute {name}"
        if kinds.get(name) == "number":
            config[column] = st.column_config.NumberColumn(label)
        elif kinds.get(name) == "boolean":
            config[column] = st.column_config.CheckboxColumn(label)
        else:
            config[column] = st.column_config.TextColumn(label)
    return config


def _changed(
    cases: list[CaseRow], before: pd.DataFrame, after: pd.DataFrame, names: list[str]
) -> list[Case]:
    found = []
    for row, case in enumerate(cases):
        values: dict[str, Value] = {}
        for name in names:
            old, new = (_value(frame.at[row, f"attribute {name}"]) for frame in (before, after))
            if old != new:
                values[name] = new
        if values:
            found.append(Case(case.name, case.study, values))
    return found


def _value(cell: object) -> Value:
    """A cell of the editor as an attribute's value."""
    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return None
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, bool) or type(cell).__name__ in ("bool", "bool_"):
        return bool(cell)
    number_ = float(cell)  # type: ignore[arg-type]
    return int(number_) if number_.is_integer() else number_


def _save(project: Project, changed: list[Case]) -> None:
    n = project.set_attributes(changed, coder=session.acting())
    st.session_state.pop(EDITOR, None)
    guard.say(t("ui.attributes-saved", n=n))


def _discard() -> None:
    st.session_state.pop(EDITOR, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


# -- more attributes ------------------------------------------------------------------------------


def _new_attribute(names: list[str]) -> None:
    def add() -> None:
        name = " ".join(st.session_state["new-attribute"].split())
        if not name:
            raise EticError("attribute-name-missing")
        if name in names:
            raise EticError("attribute-there", attribute=name)
        st.session_state.setdefault(ADDED, []).append(name)
        st.session_state["new-attribute"] = ""

    with (
        st.popover(t("ui.new-attribute"), icon=":material/add:"),
        st.form("new-attribute-form", border=False),
    ):
        st.text_input(t("ui.attribute-name"), key="new-attribute")
        st.form_submit_button(t("ui.add"), on_click=guard.callback(add), key="add-attribute")


def _case_list(project: Project) -> None:
    load_file(
        "case-list",
        lambda path: project.set_cases(path, coder=session.acting()),
        lambda report: t("ui.case-list-done", n=report.cases),
        types=["csv", "xlsx"],
    )
