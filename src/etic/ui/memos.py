"""Memos beside what they are about: read, written, changed in place, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from babel.dates import format_date

from etic.errors import EticError
from etic.i18n import language, number, t
from etic.project import Project
from etic.store.memos import MemoRow
from etic.store.queries import DocumentRow
from etic.ui import guard, history, session
from etic.ui.cache import remembered
from etic.ui.look import escaped, safe

ICON = ":material/sticky_note_2:"
NEW_ON_PROJECT = "memos-project"
HEIGHT = 110  # of the field in which one is written, in pixels

Subject = tuple[str, int | str, str]  # kind, target, and a heading where there are several


def memo_notes(
    project: Project, kind: str, target: int | str, *, key: str, label: str = ""
) -> None:
    """The memos on one thing in a popover, whose label says how many there are.

    `kind` and `target` as in `Project.write_memo`; `key` tells this place from all others.
    """
    _popover(project, [(kind, target, "")], key, label or t("memos.notes"))


def memo_popover(project: Project, *documents: DocumentRow, key: str = "document") -> None:
    """The memos on documents and on their respondents in one popover, with their number."""
    subjects: dict[tuple[str, int], str] = {}
    for d in documents:
        subjects["document", d.id] = t("memos.on-document", document=d.name)
        if d.case_id is not None:
            subjects["case", d.case_id] = t("memos.on-case", case=d.case)
    _popover(project, [(*which, said) for which, said in subjects.items()], key, t("memos.notes"))


def _popover(project: Project, subjects: Sequence[Subject], key: str, label: str) -> None:
    n = sum(len(_found(project, kind, target)) for kind, target, _ in subjects)
    name = t("memos.counted", what=label, n=number(n)) if n else label
    with (
        st.popover(escaped(name), icon=ICON, key=f"memos-{key}"),
        st.container(key=f"memo-panel-{key}"),
    ):
        for kind, target, heading in subjects:
            if heading:
                st.markdown(f"**{escaped(heading)}**")
            own = f"{key}-{kind}-{target}"
            shown_memos(project, kind, target, key=own)
            label = t("memos.new-about", about=heading) if heading else t("memos.new")
            _new(project, kind, target, own, label)


def project_memos(project: Project) -> None:
    """The memos on the project as a whole, in the page itself; a new one in a popover."""
    shown_memos(project, "project", "", key="project")
    with st.popover(
        t("memos.new-on-project"), icon=":material/add:", key=NEW_ON_PROJECT, on_change="rerun"
    ):
        st.caption(escaped(t("memos.project-about")))
        _new(project, "project", "", "project", t("memos.new"), popover=NEW_ON_PROJECT)


def _found(project: Project, kind: str, target: int | str) -> list[MemoRow]:
    return remembered(project, ("memos", kind, target), lambda: project.memo_list(kind, target))


# -- those there are ------------------------------------------------------------------------------


def shown_memos(project: Project, kind: str, target: int | str, *, key: str) -> None:
    """The memos on one thing, each with its author, to be changed in place or deleted."""
    found = _found(project, kind, target)
    _rescue({memo.id for memo in found}, key)
    for memo in found:
        with st.container(key=f"memo-{key}-{memo.id}", gap="xsmall"):
            if memo.id in _open(key):
                _editor(project, memo, key)
            else:
                _shown(project, memo, key)


def _shown(project: Project, memo: MemoRow, key: str) -> None:
    def begin() -> None:
        _open(key)[memo.id] = memo.version
        st.session_state[_text(key, memo.id)] = memo.text

    def delete() -> None:
        project.delete_memo(memo.id, coder=session.acting())
        guard.say(t("memos.deleted"))

    st.html(f'<p class="etic-note">{safe(memo.text)}</p>')
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(escaped(signed(memo)), width="content")
        st.button(
            t("memos.edit"), key=f"memo-edit-{key}-{memo.id}", type="tertiary",
            icon=":material/edit:", on_click=guard.callback(begin),
        )  # fmt: skip
        st.button(
            t("memos.delete"), key=f"memo-delete-{key}-{memo.id}", type="tertiary",
            icon=":material/delete:", on_click=guard.callback(delete),
        )  # fmt: skip


def _editor(project: Project, memo: MemoRow, key: str) -> None:
    """The field of a memo that is being changed; what somebody else made of it stands above."""
    text = _text(key, memo.id)

    def save() -> None:
        try:
            project.edit_memo(memo.id, st.session_state[text], memo.version, coder=session.acting())
        except EticError as error:
            if error.key != "memo-conflict":
                raise
            guard.say(t("memos.conflict"), "error")  # the field keeps what was typed
            return
        close()

    def close() -> None:
        _open(key).pop(memo.id, None)
        st.session_state.pop(text, None)

    st.session_state.setdefault(text, memo.text)
    conflict = memo.version != _open(key)[memo.id]
    if conflict:
        st.caption(escaped(t("memos.theirs", who=memo.changed_by or memo.coder)))
        st.html(f'<p class="etic-note">{safe(memo.text)}</p>')
    with st.form(f"memo-form-{key}-{memo.id}", border=False):
        st.text_area(
            t("memos.yours") if conflict else t("memos.text"), key=text, height=HEIGHT,
            persist_state="session",
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                t("memos.save-over") if conflict else t("ui.save"), type="primary",
                key=f"memo-save-{key}-{memo.id}", on_click=guard.callback(save),
            )  # fmt: skip
            st.form_submit_button(
                t("memos.cancel"), key=f"memo-cancel-{key}-{memo.id}",
                on_click=guard.callback(close),
            )  # fmt: skip


def signed(memo: MemoRow) -> str:
    """Who wrote a memo and when, and who changed it last."""
    said = f"{memo.coder} · {moment(memo.created)}"
    if memo.changed:
        said += " · " + t("memos.changed", when=moment(memo.changed), who=memo.changed_by)
    return said


def moment(at: str) -> str:
    """When a memo was written: a moment of the journal, or what a file said of it."""
    try:
        if len(at) == len("2022-10-21"):
            return str(format_date(date.fromisoformat(at), "d MMM y", locale=language()))
        return history.moment(at)
    except ValueError:
        return at


# -- a new one ------------------------------------------------------------------------------------


def _new(
    project: Project, kind: str, target: int | str, key: str, label: str, *, popover: str = ""
) -> None:
    """The field of a new memo; a popover that holds nothing else closes when it is written."""
    text = _text(key)

    def add() -> None:
        project.write_memo(kind, target, st.session_state[text], coder=session.acting())
        st.session_state[text] = ""
        st.session_state.pop(_rescued(key), None)
        if popover:
            st.session_state[popover] = False

    if st.session_state.get(_rescued(key)):
        st.warning(escaped(t("memos.rescued")), icon=":material/restore_page:")
    with st.form(f"memo-new-{key}", border=False):
        st.text_area(
            label, key=text, height=HEIGHT, placeholder=t("memos.hint"),
            persist_state="session",
        )  # fmt: skip
        st.form_submit_button(
            t("memos.add"), key=f"memo-add-{key}", icon=":material/add:",
            on_click=guard.callback(add),
        )  # fmt: skip


def _rescue(there: set[int], key: str) -> None:
    """What was being written in a memo that somebody has deleted since becomes a new one's text."""
    for gone in _open(key).keys() - there:
        del _open(key)[gone]
        draft = st.session_state.pop(_text(key, gone), "")
        if draft.strip():
            begun = st.session_state.get(_text(key), "")
            st.session_state[_text(key)] = f"{begun}\n\n{draft}".strip()
            st.session_state[_rescued(key)] = True


def _open(key: str) -> dict[int, int]:
    """The memos that are being changed here, with the version each was read in."""
    found: dict[int, int] = st.session_state.setdefault(f"memos-open-{key}", {})
    return found


def _rescued(key: str) -> str:
    return f"memos-rescued-{key}"


def _text(key: str, memo_id: int | None = None) -> str:
    """The field of a memo, or of a new one."""
    return f"memo-text-{key}-{memo_id or 'new'}"
