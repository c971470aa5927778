"""A guide as a text to be edited: begun from the transcripts, from a file, or from what it is."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from etic.guide import Guide
from etic.i18n import t
from etic.project import Project
from etic.ui import guard, session
from etic.ui.look import escaped
from etic.ui.pickers import attribute_values, keep, labels_of, value_label

TEXT = "guide-text"  # what is in the editor
OF = "guide-text-of"  # of which study and guide that is, and what it was before anybody edited it
ROUND = "guide-upload-round"
MOST_VALUES = 6  # an attribute with more makes no groups to be asked different things
EVERYBODY = ""


def begin(project: Project, study: str) -> None:
    """No guide yet: what it is for, and the two ways to have one."""
    with st.container(border=True):
        st.markdown(f":material/inbox: **{escaped(t('guide.none'))}**")
        st.markdown(escaped(t("guide.none-next")))
    _sources(project, study)
    if st.session_state.get(OF, ("",))[0] == study:
        _text(project, study)


def editor(project: Project, study: str, guide: Guide) -> None:
    """The guide's text, and what else can be done with it."""
    # What was put right by hand is not edited here, so that an older text takes none of it back.
    stored = project.guide_file(replace(guide, corrections=()))
    of = st.session_state.get(OF)
    edited = of is not None and st.session_state.get(TEXT, of[2]) != of[2]
    if of is None or of[0] != study or (not edited and of[1:] != (guide.name, stored)):
        _put(stored, study, guide.name)
    _text(project, study)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            t("ui.download-as", format="YAML"), project.guide_file(guide),
            file_name=".".join(part for part in (study, guide.name, "yaml") if part),
            key="guide-download", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        st.button(
            t("guide.delete"), key="guide-delete", icon=":material/delete:",
            help=t("guide.delete-help"), on_click=_delete, args=(project, study, guide.name),
        )  # fmt: skip
    st.subheader(t("guide.another"), anchor=False)
    st.caption(escaped(t("guide.another-about")))
    _sources(project, study)


def _sources(project: Project, study: str) -> None:
    left, right = st.columns(2)
    with left:
        turn = st.session_state.setdefault(ROUND, 0)
        key = f"guide-upload-{turn}"
        st.file_uploader(
            t("guide.upload"), key=key, help=t("guide.upload-help"),
            on_change=_read, args=(project, study, key),
        )  # fmt: skip
    with right:
        groups = [EVERYBODY, *_groups(project)]
        keep("guide-draft-who", groups)
        labels = labels_of(project)

        def named(group: str) -> str:
            name, _, value = group.partition("=")
            label = f"{labels.get(name, name)}: {value_label(value)}"
            return label if group else t("guide.draft-everybody")

        who = st.selectbox(
            t("guide.draft-who"), groups, key="guide-draft-who", format_func=named,
            help=t("guide.draft-who-help"),
        )  # fmt: skip
        st.button(
            t("guide.draft"), key="guide-draft", icon=":material/auto_awesome:",
            help=t("guide.draft-help"), on_click=_draft, args=(project, study, who),
        )  # fmt: skip


def _groups(project: Project) -> list[str]:
    return [
        f"{name}={value}"
        for name, values in attribute_values(project).items()
        if 1 < len(values) <= MOST_VALUES
        for value in values
    ]


@guard.callback
def _draft(project: Project, study: str, group: str) -> None:
    name, _, value = group.partition("=")
    guide = project.draft_guide(study, name=value, who={name: value} if group else {})
    _put(project.guide_file(guide), study, value, edited=True)
    guard.say(t("guide.drafted", n=len(guide.questions)))


@guard.callback
def _read(project: Project, study: str, key: str) -> None:
    """Put what a file says into the editor; it is stored when a person says so."""
    file = st.session_state.get(key)
    if file is None:
        return
    st.session_state[ROUND] += 1  # a new uploader, which is empty
    guide = project.read_guide(file.name, file.getvalue(), study=study)
    _put(project.guide_file(guide), study, guide.name, edited=True)
    guard.say(t("guide.drafted", n=len(guide.questions)))


def _put(text: str, study: str, name: str, *, edited: bool = False) -> None:
    """Put a text into the editor; `edited` keeps it there until it is stored."""
    st.session_state[TEXT] = text
    st.session_state[OF] = (study, name, "" if edited else text)


def _text(project: Project, study: str) -> None:
    """The text and the button that stores it; nothing is stored before."""
    if TEXT not in st.session_state:
        return
    st.text_area(
        t("guide.text"), key=TEXT, height=420, help=t("guide.text-help"), persist_state="session"
    )
    with st.container(horizontal=True):
        st.button(
            t("guide.save"), key="guide-save", type="primary", icon=":material/save:",
            on_click=_save, args=(project, study),
        )  # fmt: skip
        if st.session_state[TEXT] != st.session_state[OF][2]:
            st.button(t("guide.discard"), key="guide-discard", on_click=_forget)


@guard.callback
def _save(project: Project, study: str) -> None:
    data = str(st.session_state[TEXT]).encode()
    guide = project.read_guide(f"{study}.yaml", data, study=study)
    project.save_guide(guide, coder=session.acting())
    st.session_state[OF] = (guide.study, guide.name, st.session_state[TEXT])
    st.session_state["guide-name"] = guide.name
    st.session_state["guide-part"] = "questions"
    guard.say(t("guide.saved"))


@guard.callback
def _delete(project: Project, study: str, name: str) -> None:
    project.delete_guide(study, name, coder=session.acting())
    _forget()
    guard.say(t("guide.deleted"))


def _forget() -> None:
    """Leave the editor as if nobody had written in it."""
    st.session_state.pop(TEXT, None)
    st.session_state.pop(OF, None)
