"""Transcripts: files come in here; the documents and their respondents are kept here."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from etic.errors import EticError
from etic.i18n import number, t
from etic.model import Case, Value
from etic.project import Project
from etic.store.queries import DocumentRow
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.importer import importer, warnings
from etic.ui.links import document_link
from etic.ui.look import empty, escaped, heading
from etic.ui.memos import memo_popover
from etic.ui.pickers import cases_of, documents_of, labels_of

ADDED = "etic-added-attributes"
FIXED = ("study", "case", "documents")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.transcripts"), t("ui.transcripts-about"))
    importer(project, "transcripts")
    documents = documents_of(project)
    if not documents:
        empty(t("ui.transcripts-none"), t("ui.transcripts-none-next"))
        return
    _documents(project, documents)
    _cases(project)


def _documents(project: Project, documents: list[DocumentRow]) -> None:
    st.subheader(t("ui.documents"), anchor=False)
    st.caption(escaped(t("ui.documents-about")))
    frame = pd.DataFrame(
        [
            (d.name, d.study, d.case, d.language, number(d.length), number(d.turns),
             number(d.codings))
            for d in documents
        ],
        columns=["name", "study", "case", "language", "length", "turns", "codings"],
    )  # fmt: skip
    right = st.column_config.TextColumn
    picked = st.dataframe(
        frame, key="documents", on_select="rerun", selection_mode="multi-row", hide_index=True,
        alt=t("ui.documents"),
        column_config={
            "name": t("ui.document"), "study": t("ui.study"), "case": t("ui.case"),
            "language": t("ui.language"),
            "length": right(t("ui.characters"), alignment="right"),
            "turns": right(t("ui.turns"), alignment="right"),
            "codings": right(t("ui.count-codings"), alignment="right"),
        },
    )  # fmt: skip
    chosen = [documents[i] for i in picked["selection"]["rows"] if i < len(documents)]
    with st.container(horizontal=True, vertical_alignment="center", key="document-tools"):
        if not chosen:
            st.caption(escaped(t("ui.documents-choose")))
        for d in chosen[:4]:
            document_link(
                d.study, d.name, label=t("ui.open", what=d.name), icon=":material/edit_note:"
            )
        if chosen:
            memo_popover(project, *chosen[:4], key="transcripts")
            st.button(
                t("ui.delete-documents", n=len(chosen)), icon=":material/delete:",
                key="delete-documents", on_click=guard.callback(_delete),
                args=(project, [d.id for d in chosen]),
                help=t("ui.delete-documents-help", codings=sum(d.codings for d in chosen)),
            )  # fmt: skip


def _delete(project: Project, ids: list[int]) -> None:
    names = [project.document(i).name for i in ids]
    for document_id in ids:
        project.delete_document(document_id, coder=session.acting())
    st.session_state.pop("documents", None)
    guard.say(t("ui.documents-deleted", names=", ".join(names)))


# -- respondents ----------------------------------------------------------------------------------


def _cases(project: Project) -> None:
    st.subheader(t("ui.cases"), anchor=False)
    st.caption(escaped(t("ui.cases-about")))
    cases = cases_of(project)
    kinds = remembered(project, "attributes", project.attributes)
    added = [name for name in st.session_state.get(ADDED, []) if name not in kinds]
    names = [*kinds, *added]
    labels = labels_of(project)
    before = pd.DataFrame(
        [
            [c.study, c.name, ", ".join(c.documents), *(c.attributes.get(n) for n in names)]
            for c in cases
        ],
        columns=[*FIXED, *(f"attribute {name}" for name in names)],
    )
    for name in names:
        column = f"attribute {name}"
        if kinds.get(name) == "number":
            before[column] = pd.to_numeric(before[column])
        elif kinds.get(name) == "boolean":
            before[column] = before[column].astype("boolean")
        else:
            before[column] = before[column].astype("object")
    # A new editor whenever the project changed: what it shows is what is stored.
    key = f"cases-{project.store.journal.revision()}-{len(added)}"
    after = st.data_editor(
        before, key=key, hide_index=True, disabled=FIXED, num_rows="fixed", placeholder="",
        alt=t("ui.cases"), column_config=_columns(names, kinds, labels),
    )  # fmt: skip
    changed = _changed(project, before, after, names)
    values = sum(len(case.attributes) for case in changed)
    with st.container(horizontal=True, vertical_alignment="bottom", key="case-tools"):
        st.button(
            t("ui.save-attributes", n=values) if values else t("ui.save-none"),
            type="primary", key="save-attributes", disabled=not changed, icon=":material/save:",
            on_click=guard.callback(_save), args=(project, changed),
        )  # fmt: skip
        _new_attribute(names)
        _case_list(project)


def _columns(
    names: list[str], kinds: dict[str, str], labels: dict[str, str]
) -> dict[str, ColumnConfig | str]:
    config: dict[str, ColumnConfig | str] = {
        "study": t("ui.study"), "case": t("ui.case"), "documents": t("ui.documents"),
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
    project: Project, before: pd.DataFrame, after: pd.DataFrame, names: list[str]
) -> list[Case]:
    """The cases with the attributes that were typed over."""
    found = []
    cases = cases_of(project)
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
    guard.say(t("ui.attributes-saved", n=n))


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
    with st.popover(t("ui.case-list"), icon=":material/upload_file:"):
        st.markdown(escaped(t("ui.case-list-about")))
        file = st.file_uploader(t("ui.case-list-file"), type=["csv", "xlsx"], key="case-list")
        if file is None or not st.button(t("ui.import-it"), key="case-list-import"):
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, Path(file.name).name)
            path.write_bytes(file.getvalue())
            report = project.set_cases(path, coder=session.acting())
        warnings(report.warnings)
        guard.say(t("ui.case-list-done", n=report.cases))
        if not report.warnings:
            st.rerun()


if __name__ == "__main__":
    show()
