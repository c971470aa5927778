"""The documents of a project: found, opened, deleted, and the deleted ones brought back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from etic.i18n import number, t
from etic.project import Project
from etic.store.deleted import DeletedDocument
from etic.store.queries import CaseRow, DocumentRow, printed
from etic.ui import guard, history, session
from etic.ui.cache import remembered
from etic.ui.cleaning import open_all, open_button
from etic.ui.links import document_link
from etic.ui.look import escaped, safe
from etic.ui.memos import memo_popover
from etic.ui.pickers import ANY, cases_of, keep, study_picker, value_label

FEW = 12  # documents that are found without a filter
ROW, MOST_ROWS = 35, 15  # height of a row, and how many stand on the screen
NOBODY = "\0nobody"  # no coder is called so


def document_list(project: Project, documents: list[DocumentRow]) -> None:
    """The documents as a table to be filtered and marked."""
    st.subheader(t("ui.documents"), anchor=False)
    coded: Mapping[int, Mapping[str, int]] = remembered(
        project, "coders by document", project.coders_by_document
    )
    shown = _filtered(project, documents, coded) if len(documents) > FEW else documents
    if not shown:
        st.caption(escaped(t("material.documents-nothing")))
        return
    if len(shown) < len(documents):
        said = t("material.documents-shown", shown=number(len(shown)), all=number(len(documents)))
        st.caption(escaped(said))
    else:
        st.caption(escaped(t("ui.documents-about")))
    picked = st.dataframe(
        _frame(project, shown, coded), key=list_key(d.id for d in shown), on_select="rerun",
        selection_mode="multi-row", hide_index=True, alt=t("ui.documents"),
        height=table_height(len(shown)), column_config=_columns(),
    )  # fmt: skip
    chosen = [shown[i] for i in picked["selection"]["rows"] if i < len(shown)]
    _tools(project, chosen, shown)


def list_key(ids: Iterable[int]) -> str:
    """The table's key: other documents are another table, in which nothing is marked."""
    return f"documents-{crc32(repr(list(ids)).encode()):x}"


def table_height(rows: int) -> int:
    """A table's height in pixels: all of its rows, or as many as stand well on a screen."""
    return ROW * (min(rows, MOST_ROWS) + 1) + 3


def _filtered(
    project: Project, documents: list[DocumentRow], coded: Mapping[int, Mapping[str, int]]
) -> list[DocumentRow]:
    """The documents that words, study and coder leave."""
    known = {case.id: case for case in cases_of(project)}
    first, second, third = st.columns([2, 2, 2])
    words = first.text_input(
        t("material.find-document"), key="documents-words", type="search", live=True,
        persist_state="session", placeholder=t("material.find-document-hint"),
    ).casefold().split()  # fmt: skip
    with second:
        study = study_picker(project, "documents-study", any_label=t("ui.study-any"))
    coders = dict.fromkeys(name for found in coded.values() for name in found)
    options = [ANY, NOBODY, *coders]
    keep("documents-coder", options)
    names = {ANY: t("material.coded-any"), NOBODY: t("material.coded-nobody")}
    coder = third.selectbox(
        t("material.coded-by"), options, key="documents-coder", persist_state="session",
        format_func=lambda name: names.get(name, name),
    )  # fmt: skip
    return [
        d
        for d in documents
        if study in (ANY, d.study)
        and (
            coder == ANY or coder in coded.get(d.id, {}) or (coder == NOBODY and d.id not in coded)
        )
        and holds(words, d.name, *_of_case(known.get(d.case_id or 0)))
    ]


def holds(words: Iterable[str], *texts: str) -> bool:
    """Whether each of the words, in small letters, is met in one of the texts.

    >>> holds(["ош", "r0"], "R01", "г. Ош"), holds(["ош", "r2"], "R01", "г. Ош")
    (True, False)
    """
    small = [text.casefold() for text in texts]
    return all(any(word in text for text in small) for word in words)


def _of_case(case: CaseRow | None) -> list[str]:
    """What a respondent is found by: the name, and each attribute as it is shown."""
    if case is None:
        return []
    return [case.name, *(value_label(printed(value)) for value in case.attributes.values())]


def _frame(
    project: Project, documents: list[DocumentRow], coded: Mapping[int, Mapping[str, int]]
) -> pd.DataFrame:
    progress = remembered(project, "progress", project.progress)
    rows = []
    for d in documents:
        sentences, done = progress.get(d.id, (0, 0))
        rows.append(
            (
                d.name, d.study, d.case, round(100 * done / sentences) if sentences else 0,
                t("ui.count-of", n=number(done), base=number(sentences)),
                ", ".join(coded.get(d.id, {})), number(d.codings), number(d.turns),
                number(d.length), d.language,
            )
        )  # fmt: skip
    columns = ["name", "study", "case", "progress", "sentences", "coders", "codings", "turns",
               "length", "language"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    # Most often a respondent is called as the document: then the column says nothing new.
    return frame if any(d.case != d.name for d in documents) else frame.drop(columns="case")


def _columns() -> dict[str, ColumnConfig | str]:
    column = st.column_config
    return {
        "name": t("ui.document"),
        "study": t("ui.study"),
        "case": t("ui.case"),
        "progress": column.ProgressColumn(
            t("material.progress"),
            min_value=0,
            max_value=100,
            width=120,
            format=t("material.percent"),
        ),
        "sentences": column.TextColumn(t("material.sentences"), alignment="right"),
        "codings": column.TextColumn(t("ui.count-codings"), alignment="right"),
        "coders": t("material.coded-by"),
        "turns": column.TextColumn(t("ui.turns"), alignment="right"),
        "length": column.TextColumn(t("ui.characters"), alignment="right"),
        "language": t("ui.language"),
    }


def _tools(project: Project, chosen: list[DocumentRow], documents: list[DocumentRow]) -> None:
    """What can be done with the documents that are marked."""
    with st.container(horizontal=True, vertical_alignment="center", key="document-tools"):
        if not chosen:
            st.caption(escaped(t("ui.documents-choose")))
            open_all(documents)
            return
        for d in chosen[:4]:
            document_link(
                d.study, d.name, label=t("ui.open", what=d.name), icon=":material/edit_note:"
            )
        memo_popover(project, *chosen[:4], key="transcripts")
        open_button(chosen, "chosen")
        st.button(
            t("ui.delete-documents", n=len(chosen)), icon=":material/delete:",
            key="delete-documents", on_click=guard.callback(_delete),
            args=(project, [d.id for d in chosen]),
            help=t("ui.delete-documents-help", codings=number(sum(d.codings for d in chosen))),
        )  # fmt: skip


def _delete(project: Project, ids: list[int]) -> None:
    names = [project.document(i).name for i in ids]
    for document_id in ids:
        project.delete_document(document_id, coder=session.acting())
    guard.say(t("ui.documents-deleted", names=", ".join(names)))


# -- deleted --------------------------------------------------------------------------------------


def deleted_list(project: Project) -> None:
    """Documents that were deleted, each with a button that brings it back."""
    deleted: list[DeletedDocument] = remembered(
        project, "deleted documents", project.deleted_documents
    )
    if not deleted:
        return
    with st.expander(
        t("material.deleted", n=len(deleted)), icon=":material/restore_from_trash:",
        key="deleted-documents", on_change="rerun",
    ):  # fmt: skip
        st.caption(escaped(t("material.deleted-about")))
        for found in deleted:
            _deleted(project, found)


def _deleted(project: Project, found: DeletedDocument) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", wrap=False, key=f"deleted-line-{found.event}"
    ):
        when = t("material.deleted-when", who=found.who, when=history.moment(found.at))
        codings = t("words.codings", n=found.codings)
        st.html(
            f'<p class="etic-link"><strong>{safe(found.name)}</strong> · {safe(found.study)}'
            f"<small>{safe(when)} · {safe(codings)}</small></p>"
        )
        st.button(
            t("material.restore"), key=f"restore-{found.event}", icon=":material/undo:",
            on_click=guard.callback(_restore), args=(project, found.event),
        )  # fmt: skip


def _restore(project: Project, event: int) -> None:
    restored = project.restore_document(event, coder=session.acting())
    codings = t("words.codings", n=restored.codings)
    guard.say(t("material.restored", document=restored.name, codings=codings))
