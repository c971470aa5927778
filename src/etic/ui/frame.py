"""The frame of every screen: the navigation, who is at work, undo and redo, the language."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import streamlit as st

from etic.errors import EticError
from etic.i18n import LANGUAGES, language, t
from etic.project import Project
from etic.ui import background, guard, session, start
from etic.ui.cache import remembered
from etic.ui.choices import keep_choices
from etic.ui.history import undo_buttons
from etic.ui.look import escaped, styles
from etic.ui.sitemap import BY_ID, SCREENS, page
from etic.ui.veil import veil_note

ICON = Path(__file__).parent / "icon.png"  # Streamlit would fetch its own icons from the network
SIDEBAR = 244  # pixels: as narrow as the navigation allows, for the text's sake


def frame() -> None:
    """Everything around a screen, and the screen itself."""
    session.apply_language()
    st.set_page_config(  # the title is the screen's own
        page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR
    )
    styles()
    current = st.navigation([page(screen.id) for screen in SCREENS], position="hidden")
    project = _project()
    if project is None:
        with st.sidebar:
            st.markdown(f"### {escaped(t('ui.product'))}")
            _language()
        guard.show_notices()
        with guard.shown():
            start.show()
        return
    background.keep_ready(project.path)
    guard.show_notices()  # before the sidebar, whose own parts show theirs
    with st.sidebar, guard.shown():
        _sidebar(project, current.url_path or SCREENS[0].id)
    with guard.shown():
        current.run()


def _project() -> Project | None:
    """The session's project; None, with the reason shown, where there is none to be opened."""
    try:
        path = session.project_path()
        return None if path is None else session.project()
    except EticError as error:
        guard.show_error(error)
        return None


def _sidebar(project: Project, here: str) -> None:
    st.markdown(f"### {escaped(project.title)}")
    with st.container(gap=None, key="navigation"):
        for section, screens in groupby(SCREENS, lambda screen: screen.section):
            if section:
                st.caption(t(section))
            for screen in screens:
                st.page_link(
                    page(screen.id), label=t(screen.title), icon=screen.icon, width="stretch",
                    query_params=session.carried(),
                )  # fmt: skip
    st.divider()
    veil_note(project)
    undo_buttons(project, live=BY_ID[here].id == "code")
    coder_picker(project, "sidebar")
    _language()


def coder_picker(project: Project, where: str) -> None:
    """Who codes: one of those who have, or a new name, typed into the same field."""
    known = remembered(project, "coders", project.coders)
    chosen = session.coder()
    if not known and not chosen:
        _first_coder(where)
        return
    names = [*dict.fromkeys([*known, *([chosen] if chosen else [])])]
    key = f"coder-{where}"
    # A name that became known elsewhere, or was chosen in the other picker, is shown here too.
    st.session_state[key] = chosen or None

    def choose() -> None:
        session.choose_coder(st.session_state[key] or "")

    st.selectbox(
        t("ui.coder"), names, key=key, index=None, on_change=guard.callback(choose),
        placeholder=t("ui.coder-choose"), filter_mode="contains", accept_new_options=True,
    )  # fmt: skip


def _first_coder(where: str) -> None:
    """Nobody is known yet: a plain field, in which Enter is enough."""
    key = f"coder-name-{where}"

    def name_it() -> None:
        session.choose_coder(st.session_state[key])

    st.text_input(
        t("ui.coder"), key=key, max_chars=session.LONGEST_NAME,
        on_change=guard.callback(name_it), placeholder=t("ui.coder-name-hint"),
    )  # fmt: skip
    if where != "sidebar":
        st.button(
            t("ui.coder-begin"), key=f"coder-begin-{where}", type="primary",
            on_click=guard.callback(name_it),
        )  # fmt: skip


def _language() -> None:
    # The widget's own state would outlive a change made elsewhere: it is told at each run.
    st.session_state["language-choice"] = language()

    def choose() -> None:
        picked = st.session_state["language-choice"]
        if picked:
            keep_choices()
            session.choose_language(picked)

    st.segmented_control(
        t("ui.language"), LANGUAGES, key="language-choice", on_change=choose,
        format_func=lambda code: t(f"ui.language-{code}"), width="stretch",
    )  # fmt: skip
