"""One way for errors to reach a person: a line in their language, never a traceback.

Whatever runs in a screen, a fragment or a callback runs inside one of these, and in the language of
its session.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Literal, ParamSpec, TypeVar

import streamlit as st

from etic.errors import EticError
from etic.i18n import catalogue, language, t
from etic.ui.look import escaped
from etic.ui.session import apply_language

P = ParamSpec("P")
R = TypeVar("R")

Kind = Literal["done", "error"]
NOTICES = "etic-notices"


def told(error: EticError) -> str:
    """What an error says, without the options of a command line that a screen does not have.

    >>> from etic.i18n import use_language
    >>> with use_language("en"):
    ...     told(EticError("project-missing", file="a.etic"))
    'a.etic: there is no such project. Choose another one or make it anew.'
    """
    own = f"error-{error.key}"
    if own in catalogue(language(), "ui"):
        return t(f"ui.{own}", **error.details)
    return str(error)


@contextmanager
def explained() -> Iterator[None]:
    """Errors of the file system and of the database as errors that a person can read."""
    try:
        yield
    except sqlite3.Error as error:
        raise EticError("database-failed", why=error) from error
    except OSError as error:
        raise EticError(
            "system-failed", file=error.filename or "", why=error.strerror or str(error)
        ) from error


@contextmanager
def shown() -> Iterator[None]:
    """Show what goes wrong in the block where the block would have shown its own."""
    apply_language()
    try:
        with explained():
            yield
    except EticError as error:
        show_error(error)


def show_error(error: EticError) -> None:
    """One line that says what, where and what to do."""
    st.error(escaped(told(error)), icon=":material/error:")


def callback(function: Callable[P, R]) -> Callable[P, R | None]:
    """A widget's callback: what goes wrong in it is shown above the screen at the run after it."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R | None:
        apply_language()
        try:
            with explained():
                return function(*args, **kwargs)
        except EticError as error:
            say(told(error), "error")
            return None

    return call


def fragment(
    run_every: float | None = None,
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """A part of a screen that runs by itself, in its session's language and with its errors."""

    def decorate(function: Callable[P, None]) -> Callable[P, None]:
        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> None:
            with shown():
                show_notices()  # of a button pressed here: the screen around it does not run again
                function(*args, **kwargs)

        return st.fragment(call, run_every=run_every)

    return decorate


def say(text: str, kind: Kind = "done") -> None:
    """Keep a message for the next run: callbacks run before there is a screen to write on."""
    st.session_state.setdefault(NOTICES, []).append((kind, text))


def show_notices() -> None:
    """Show what was said since the last run: errors stay, what was done passes by."""
    for kind, text in st.session_state.pop(NOTICES, []):
        if kind == "error":
            st.error(escaped(text), icon=":material/error:")
        else:
            st.toast(escaped(text), icon=":material/check:")
