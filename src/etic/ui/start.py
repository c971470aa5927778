"""Without a project: open one that is at hand, make a new one, or make the demonstration."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from etic.demo import create_demo
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.ui import guard, session
from etic.ui.look import escaped, heading

SUFFIX = ".etic"


def show() -> None:
    """The first screen of all."""
    heading(t("ui.start-title"), t("ui.start-about"))
    choices("start")


def choices(where: str) -> None:
    """The three ways to a project, here and in the settings."""
    with st.container(key=f"project-choices-{where}"):
        left, middle, right = st.columns(3, gap="medium")
    with left, st.container(border=True, height="stretch"):
        _open(where)
    with middle, st.container(border=True, height="stretch"):
        _new(where)
    with right, st.container(border=True, height="stretch"):
        _demonstration(where)


def _open(where: str) -> None:
    st.subheader(t("ui.start-open"), anchor=False)
    current = session.project_path()
    paths = [path for path in session.at_hand() if path != current]
    key = f"{where}-path"
    if paths:
        chosen = st.selectbox(
            t("ui.start-file"), paths, format_func=lambda path: path.name, key=f"{where}-file"
        )
        st.button(
            t("ui.start-open-it"), key=f"{where}-open", type="primary", width="stretch",
            on_click=guard.callback(session.choose_project), args=(chosen,),
        )  # fmt: skip
    else:
        st.markdown(escaped(t("ui.start-none", folder=session.folder())))

    def open_path() -> None:
        if st.session_state[key].strip():
            session.choose_project(Path(st.session_state[key].strip()).expanduser())

    with st.expander(t("ui.start-elsewhere")):
        st.text_input(
            t("ui.start-path"), key=key, on_change=guard.callback(open_path),
            placeholder=t("ui.start-path-hint"),
        )  # fmt: skip


def _new(where: str) -> None:
    st.subheader(t("ui.start-new"), anchor=False)
    key = f"{where}-title"

    def make() -> None:
        title = st.session_state[key].strip()
        if not title:
            raise EticError("title-missing")
        path = _free(session.folder() / f"{file_name(title)}{SUFFIX}")
        Project.create(path, title).close()
        session.choose_project(path)
        guard.say(t("ui.start-made", file=path.name))

    with st.form(f"{where}-new", border=False):
        st.text_input(t("ui.start-name"), key=key, placeholder=t("ui.start-name-hint"))
        st.caption(escaped(t("ui.start-where", folder=session.folder())))
        st.form_submit_button(
            t("ui.start-new-it"), on_click=guard.callback(make), width="stretch",
            key=f"{where}-make",
        )  # fmt: skip


def _demonstration(where: str) -> None:
    st.subheader(t("ui.start-demo"), anchor=False)
    st.markdown(escaped(t("ui.start-demo-about")))

    def make() -> None:
        path = _free(session.folder() / f"demo{SUFFIX}")
        create_demo(path).close()
        session.choose_project(path)
        guard.say(t("ui.start-made", file=path.name))

    st.button(
        t("ui.start-demo-it"), key=f"{where}-demo", on_click=guard.callback(make), width="stretch"
    )


def file_name(title: str) -> str:
    """A file's name out of a study's title.

    >>> file_name("Вернувшиеся: осень/2022?"), file_name("..")
    ('Вернувшиеся осень 2022', 'study')
    """
    plain = " ".join(re.sub(r'[\x00-\x1f<>:"/\\|?*.]+', " ", title).split())
    return plain[:80].strip() or "study"


def _free(path: Path) -> Path:
    """The path, with a number where there is a file of that name already."""
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return free
