"""The cleaning step: what could be put right in some documents, ticked off and done as one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from etic.actions.cleaning import Cleaned, Cleaning, counts
from etic.i18n import number, t
from etic.language.cleaning import SURE, UNSURE, Edit
from etic.project import Project
from etic.store.queries import DocumentRow
from etic.ui import guard, session
from etic.ui.cleaning_list import WITHOUT, edit_list
from etic.ui.look import escaped

OPEN = "etic-cleaning"  # ids of the documents that are looked through; absent while none is
SEEN = "etic-cleaning-seen"  # what was found in each, by its revision: looking takes a while
DONE = "etic-cleaned"
KIND = "cleaning-kind-{kind}"


def open_cleaning(ids: Iterable[int]) -> None:
    """Look some documents through from the next run on."""
    for key in (SEEN, WITHOUT, DONE):
        st.session_state.pop(key, None)
    st.session_state[OPEN] = list(ids)


def close_cleaning() -> None:
    """Put the step away; nothing has changed."""
    for key in (OPEN, SEEN, WITHOUT):
        st.session_state.pop(key, None)


def open_button(documents: Sequence[DocumentRow], key: str) -> None:
    """The button that looks through these documents."""
    label = t("cleaning.open") if len(documents) == 1 else t("cleaning.open-several",
                                                               n=len(documents))  # fmt: skip
    st.button(
        label, key=f"clean-{key}", icon=":material/cleaning_services:", on_click=open_cleaning,
        args=([d.id for d in documents],), help=t("cleaning.open-help"),
    )  # fmt: skip


def open_all(documents: Sequence[DocumentRow]) -> None:
    """The button that looks through all documents of the list."""
    st.button(
        t("cleaning.open-all"), key="clean-all", icon=":material/cleaning_services:",
        on_click=open_cleaning, args=([d.id for d in documents],), help=t("cleaning.open-help"),
    )  # fmt: skip


def cleaning_step(project: Project, documents: Sequence[DocumentRow]) -> bool:
    """The step itself, or what it has just done; gives whether it has the screen."""
    if _done(project):
        return True
    wanted = set(st.session_state.get(OPEN, ()))
    rows = [d for d in documents if d.id in wanted]
    if not rows:
        close_cleaning()
        return False
    with st.container(horizontal=True, vertical_alignment="center", key="cleaning-head"):
        one = t("cleaning.title", document=rows[0].name)
        several = t("cleaning.title-several", n=len(rows))
        st.subheader(escaped(one if len(rows) == 1 else several), anchor=False)
        st.button(
            t("ui.close"), key="cleaning-close", icon=":material/close:", on_click=close_cleaning
        )
    found = [cleaning for cleaning in look_through(project, rows) if cleaning.edits]
    if not found:
        st.markdown(f":material/task_alt: {escaped(t('cleaning.clean-already'))}")
        return True
    st.caption(escaped(t("cleaning.about")))
    _by_document(found)
    chosen = _kinds(found)
    if chosen:
        _finish(project, edit_list(found, chosen))
    else:
        st.info(escaped(t("cleaning.none-chosen")))
    return True


def look_through(project: Project, rows: Sequence[DocumentRow]) -> list[Cleaning]:
    """What each document could be cleaned of, found once in a session."""
    seen: dict[int, Cleaning] = st.session_state.setdefault(SEEN, {})
    missing = [row for row in rows if row.revision_id not in seen]
    if missing:
        with st.spinner(t("cleaning.looking")):
            for row in missing:
                seen[row.revision_id] = project.cleaning(row.id)
    return [seen[row.revision_id] for row in rows]


def broken_among(project: Project, rows: Sequence[DocumentRow]) -> tuple[list[int], int]:
    """Those of the documents that have anything sure to be put right, and in how many places."""
    found = [(row.id, len(project.cleaning(row.id).of_kinds())) for row in rows]
    return [i for i, n in found if n], sum(n for _, n in found)


def _by_document(found: Sequence[Cleaning]) -> None:
    """How many places of each kind there are in which document."""
    if len(found) == 1:
        return
    kinds = list(counts(edit for cleaning in found for edit in cleaning.edits))
    rows = [
        [
            cleaning.document.name,
            len(cleaning.edits),
            *(cleaning.counts.get(kind, 0) for kind in kinds),
        ]
        for cleaning in found
    ]
    head = [t("ui.document"), t("cleaning.total"), *(t(f"cleaning.kind-{kind}") for kind in kinds)]
    with st.expander(escaped(t("cleaning.found-by-document")), icon=":material/table_rows:"):
        st.dataframe(
            pd.DataFrame(rows, columns=head), hide_index=True, alt=t("cleaning.found-by-document"),
            key="cleaning-by-document",
        )  # fmt: skip


def _kinds(found: Sequence[Cleaning]) -> list[str]:
    """Which kinds are to be put right: the sure ones, unless a person says otherwise."""
    there = counts(edit for cleaning in found for edit in cleaning.edits)
    chosen = []
    sides = st.columns(2)
    for side, kinds, title in zip(
        sides, (SURE, UNSURE), (t("cleaning.sure"), t("cleaning.unsure")), strict=True
    ):
        shown = [kind for kind in kinds if kind in there]
        if not shown:
            continue
        with side:
            st.markdown(f"**{escaped(title)}**")
            for kind in shown:
                label = t(
                    "cleaning.kind-count", kind=t(f"cleaning.kind-{kind}"), n=number(there[kind])
                )
                if st.checkbox(escaped(label), value=kind in SURE, key=KIND.format(kind=kind)):
                    chosen.append(kind)
    return chosen


def _finish(project: Project, chosen: Sequence[tuple[Cleaning, list[Edit]]]) -> None:
    """The button, and what becomes of the codings."""
    n = sum(len(edits) for _, edits in chosen)
    codings = sum(cleaning.document.codings for cleaning, edits in chosen if edits)
    stay = t("cleaning.codings-stay", n=codings) if codings else t("cleaning.no-codings")
    st.caption(escaped(stay))
    with st.container(horizontal=True, vertical_alignment="center", key="cleaning-finish"):
        reread = st.checkbox(
            t("cleaning.reread"), key="cleaning-reread", help=t("cleaning.reread-help")
        )
        st.button(
            t("cleaning.do", n=n), type="primary", key="cleaning-do", disabled=n == 0,
            icon=":material/cleaning_services:", on_click=guard.callback(_clean),
            args=(project, chosen, reread),
        )  # fmt: skip


def _clean(project: Project, chosen: Sequence[tuple[Cleaning, list[Edit]]], reread: bool) -> None:
    done = project.clean_all(chosen, reread=reread, coder=session.acting())
    close_cleaning()
    st.session_state[DONE] = done


def _done(project: Project) -> bool:
    """What was put right, and the button that takes it back while it is the last step."""
    done: Cleaned | None = st.session_state.get(DONE)
    if done is None:
        return False
    with st.container(border=True, key="cleaning-done"):
        said = t("cleaning.done", n=done.edits, documents=t("words.documents", n=done.documents))
        if done.codings:
            said += " " + t("cleaning.done-codings", n=done.codings)
        st.markdown(f":material/task_alt: **{escaped(said)}**")
        if done.warnings:
            from etic.ui.importer import warnings

            warnings(done.warnings)
        with st.container(horizontal=True, key="cleaning-done-buttons"):
            last = project.next_step("undo", coder=session.acting())
            if last is not None and last.id == done.event:
                st.button(
                    t("cleaning.undo"), key="cleaning-undo", icon=":material/undo:",
                    on_click=guard.callback(_undo), args=(project,),
                )  # fmt: skip
            st.button(t("ui.close"), key="cleaning-done-close", on_click=_put_away)
    return True


def _undo(project: Project) -> None:
    from etic.ui.history import line

    taken = project.undo(coder=session.acting())
    guard.say(t("ui.undo-done", what=line(project, taken)))
    _put_away()


def _put_away() -> None:
    st.session_state.pop(DONE, None)
