"""Who is at work, in which language, on which project: one browser session's answers.

All of it is kept in the session and carried along in links, so that a place opened in a new tab
finds the same person in the same project.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextvars import Context
from pathlib import Path

import streamlit as st

from etic.errors import EticError
from etic.i18n import LANGUAGES, language, set_language
from etic.project import Project, default_coder
from etic.serve import PROJECT_VARIABLE
from etic.text import canonical

LANGUAGE = "etic-language"
CODER = "etic-coder"
PROJECT = "etic-project"
LONGEST_NAME = 60


# -- language ------------------------------------------------------------------------------------


def first_language() -> str:
    """The language of a session that has chosen none: as asked for, else as the browser's."""
    asked = os.environ.get("ETIC_LANG") or st.context.locale or ""
    if asked:
        return "ru" if asked.lower().startswith("ru") else "en"
    return Context().run(language)  # as the machine has it, whatever is chosen in this run


def apply_language() -> None:
    """Set this session's language for what runs now: context variables do not outlive a run."""
    if LANGUAGE not in st.session_state:
        asked = st.query_params.get("lang", "")
        st.session_state[LANGUAGE] = asked if asked in LANGUAGES else first_language()
    set_language(st.session_state[LANGUAGE])


def choose_language(code: str) -> None:
    """Change the session's language."""
    st.session_state[LANGUAGE] = code
    set_language(code)


# -- coder ---------------------------------------------------------------------------------------


def coder() -> str:
    """Who codes in this session; empty while nobody has said."""
    if CODER not in st.session_state:
        st.session_state[CODER] = _name(st.query_params.get("coder", ""))
    return str(st.session_state[CODER])


def choose_coder(name: str) -> None:
    """Say who codes, in the session and in its address; with an empty name, nobody."""
    st.session_state[CODER] = _name(name)
    if st.session_state[CODER]:
        st.query_params["coder"] = st.session_state[CODER]
    else:
        st.query_params.pop("coder", None)


def acting() -> str:
    """In whose name steps are written: the coder's, else the account's."""
    return coder() or default_coder()


def _name(given: str) -> str:
    return " ".join(canonical(given).split())[:LONGEST_NAME].rstrip()


# -- project -------------------------------------------------------------------------------------


def project_path() -> Path | None:
    """The project of this session: chosen here, named by a link, or given at the start."""
    chosen = st.session_state.get(PROJECT)
    if chosen:
        return Path(chosen)
    started = os.environ.get(PROJECT_VARIABLE)
    asked = st.query_params.get("project", "")
    if asked:  # a link out of a project other than the one that was started with
        for path in at_hand():
            if path.name == asked:
                st.session_state[PROJECT] = str(path)
                return path
    return Path(started) if started else None


def choose_project(path: Path) -> None:
    """Work on another project from now on. Raises `EticError` where it cannot be opened."""
    resolved = path.resolve()
    opened(resolved)
    st.session_state[PROJECT] = str(resolved)
    st.query_params.from_dict(carried())  # places of the former project mean nothing here


def at_hand() -> list[Path]:
    """Project files in the folder where Etic was started, and beside the project it was given."""
    folders = [Path.cwd()]
    started = os.environ.get(PROJECT_VARIABLE)
    if started:
        folders.insert(0, Path(started).parent)
    found: dict[Path, None] = {}
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        found.update(dict.fromkeys(sorted(folder.glob("*.etic"))))
    return list(found)


def folder() -> Path:
    """Where new projects are put."""
    started = os.environ.get(PROJECT_VARIABLE)
    return Path(started).resolve().parent if started else Path.cwd()


def opened(path: Path) -> Project:
    """The project at a path, one a process. A file that was replaced is opened anew."""
    try:
        inode = path.stat().st_ino
    except OSError as error:
        raise EticError("project-missing", file=path) from error
    return _opened(str(path), inode)


@st.cache_resource(show_spinner=False)
def _opened(path: str, inode: int) -> Project:
    del inode  # only tells two files of one name apart
    return Project.open(path)


def project() -> Project:
    """The project of this session, which the frame has seen to there being, as whoever is at work
    may see it: in an open round of double coding without the others' work."""
    path = project_path()
    if path is None:
        raise EticError("no-project-open")
    return opened(path).seen_by(coder())


# -- links ---------------------------------------------------------------------------------------


def carried(extra: Mapping[str, object] | None = None) -> dict[str, str]:
    """Parameters for a link to a screen: what is asked of it, and who asks."""
    found = {name: str(value) for name, value in (extra or {}).items()}
    if coder():
        found["coder"] = coder()
    # The session's own word: in a callback `language()` may still be the machine's.
    chosen_language = st.session_state.get(LANGUAGE)
    if chosen_language and chosen_language != first_language():
        found["lang"] = chosen_language
    chosen = st.session_state.get(PROJECT)
    if chosen and chosen != os.environ.get(PROJECT_VARIABLE):
        found["project"] = Path(chosen).name
    return found
