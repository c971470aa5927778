"""Coding: who speaks, how far the study has come, and the text coder with all the room left."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from etic.errors import EticError
from etic.i18n import number, t
from etic.project import Project
from etic.store.queries import CaseRow, DocumentRow, printed
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.frame import coder_picker
from etic.ui.links import address, pair
from etic.ui.look import empty, escaped, safe
from etic.ui.memos import memo_popover
from etic.ui.pickers import cases_of, documents_of, labels_of, value_label
from etic.ui.textcoder import text_coder

LAST = "etic-last-document"
PROGRESS_SECONDS = 15.0  # how soon the numbers follow the coding


def show() -> None:
    """The screen."""
    project = session.project()
    documents = documents_of(project)
    if not documents:
        st.title(t("ui.coding"), anchor=False)
        empty(t("ui.code-no-documents"), t("ui.code-no-documents-next"), "transcripts")
        return
    document = _wanted(project, documents)
    _bar(project, documents, document)
    _respondent(project, document)
    if not session.coder():
        _who(project)
        return
    with st.container(key="coding"):
        text_coder(
            project,
            document,
            session.coder(),
            focus=_focus(project, document),
            compare=pair(st.query_params.get("compare", "")),
        )


def _wanted(project: Project, documents: list[DocumentRow]) -> DocumentRow:
    """The document that the address names, else the last one, else the first."""
    asked = st.query_params.get("document", "")
    found = documents[0]
    if asked:
        try:
            found = _named(project, asked)
        except EticError as error:
            guard.show_error(error)
    else:
        # Where one was in this session, else where this coder put the last code.
        last = st.session_state.get(LAST) or _last_coded(project, documents)
        found = next((d for d in documents if d.id == last), found)
    st.session_state[LAST] = found.id
    return found


def _last_coded(project: Project, documents: list[DocumentRow]) -> int | None:
    last = project.last_coding(session.coder())
    if last is None:
        return None
    place = (last.passage.study, last.passage.document)
    return next((d.id for d in documents if (d.study, d.name) == place), None)


def _named(project: Project, asked: str) -> DocumentRow:
    if asked.isascii() and asked.isdigit() and not any(
        d.name == asked for d in documents_of(project)
    ):  # fmt: skip
        return project.document(int(asked))
    return project.document(asked)


def _focus(project: Project, document: DocumentRow) -> tuple[int, int] | None:
    """The passage that the address names, if it lies in the text; without an end, the sentence."""
    start, end = (st.query_params.get(name, "") for name in ("start", "end"))
    if not start:
        return None
    given = [value for value in (start, end) if value]
    if all(v.isascii() and v.isdigit() and len(v) < 12 for v in given):
        first = int(start)
        last = int(end) if end else project.sentence_end(document, first)
        if first < last <= document.length:
            return first, last
    guard.show_error(
        EticError("place-outside", document=document.name, start=start, end=end or start,
                  length=document.length)
    )  # fmt: skip
    return None


def _bar(project: Project, documents: list[DocumentRow], current: DocumentRow) -> None:
    """The document, its neighbours, and how far the study has come."""
    ids = [d.id for d in documents]
    by_id = {d.id: d for d in documents}
    several = len({d.study for d in documents}) > 1
    place = ids.index(current.id)
    st.session_state["code-document"] = current.id

    def go() -> None:
        _go(by_id[st.session_state["code-document"]])

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="code-bar"):
        _neighbour(documents[place - 1] if place else None, "previous")
        st.selectbox(
            t("ui.document"), ids, key="code-document", on_change=guard.callback(go), width=280,
            label_visibility="collapsed",
            format_func=lambda i: (
                f"{by_id[i].name} · {by_id[i].study}" if several else by_id[i].name
            ),
        )  # fmt: skip
        _neighbour(documents[place + 1] if place + 1 < len(documents) else None, "next")
        memo_popover(project, current)
        _progress(documents)


def _neighbour(document: DocumentRow | None, which: str) -> None:
    # A button, not a link: a link to the screen one is on leaves the address as it was.
    left = which == "previous"
    st.button(
        t(f"ui.code-{which}"), key=f"code-{which}", disabled=document is None, type="tertiary",
        icon=":material/chevron_left:" if left else ":material/chevron_right:",
        icon_position="left" if left else "right",
        help=escaped(document.name) if document else None,
        on_click=guard.callback(_go), args=(document,),
    )  # fmt: skip


def _go(document: DocumentRow | None) -> None:
    """Another document, in the address too, so that the browser's way back leads here."""
    if document is not None:
        st.query_params.from_dict(
            session.carried({"document": address(document.study, document.name)})
        )


def _respondent(project: Project, document: DocumentRow) -> None:
    """Who speaks: the case with what is known of it. A heading for who does not see the bar."""
    case = next((c for c in cases_of(project) if c.id == document.case_id), None)
    heading = f'<h1 class="etic-hidden">{safe(t("ui.coding"))}: {safe(document.name)}</h1>'
    note = document.header.get("note", "")
    about = (
        f'<p class="etic-quiet etic-one-line" title="{safe(note)}">{safe(note)}</p>' if note else ""
    )
    st.html(heading + (_case_html(case, labels_of(project)) if case else "") + about)


def _case_html(case: CaseRow, labels: Mapping[str, str]) -> str:
    known = "".join(
        f"<li><small>{safe(labels.get(name, name))}</small> "
        f"{safe(value_label(printed(value)))}</li>"
        for name, value in case.attributes.items()
        if value is not None
    )
    return f'<ul class="etic-case"><li><strong>{safe(case.name)}</strong></li>{known}</ul>'


def _who(project: Project) -> None:
    """Nobody codes without a name: agreement and the journal rest on it."""
    with st.container(border=True, key="who"):
        st.subheader(t("ui.coder-who"), anchor=False)
        st.markdown(escaped(t("ui.coder-why")))
        coder_picker(project, "code")


def _progress(documents: list[DocumentRow]) -> None:
    """How far the study has come: interviews begun, sentences left, who coded how much."""

    @guard.fragment(PROGRESS_SECONDS)
    def counted() -> None:
        project = session.project()  # a round may have been opened since
        progress = remembered(project, "progress", project.progress)
        sentences = sum(progress.get(d.id, (0, 0))[0] for d in documents)
        coded = sum(progress.get(d.id, (0, 0))[1] for d in documents)
        begun = sum(1 for d in documents if progress.get(d.id, (0, 0))[1])
        left = t("ui.code-left", n=sentences - coded)
        label = t("ui.code-begun", begun=number(begun), n=len(documents))
        with st.popover(f"{label} · {left}", type="tertiary", key="code-progress"):
            st.html(_coders_html(remembered(project, "coder counts", project.coder_counts)))

    counted()


def _coders_html(counts: Mapping[str, int]) -> str:
    lines = "".join(
        f"<li><span>{safe(name)}</span><small>{safe(t('words.codings', n=n))}</small></li>"
        for name, n in counts.items()
        if n
    )
    if not lines:
        return f'<p class="etic-quiet">{safe(t("ui.coders-none"))}</p>'
    return f'<ul class="etic-list">{lines}</ul>'


if __name__ == "__main__":
    show()
