"""Nothing read twice: what was read of a project stays true until its journal grows."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import streamlit as st

from etic.i18n import language, t
from etic.project import Project

T = TypeVar("T")

MOST = 256

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def remembered(project: Project, what: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made once for each revision of the project and language.

    The value is shared between sessions, so nobody may change it.
    """
    # Two files may follow one another under one path; the open project is one of them.
    key = (id(project), str(project.path), project.store.journal.revision(), language(), what)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            found: T = _kept[key]
            return found
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def reckoned(project: Project, what: Hashable, make: Callable[[], T]) -> T:
    """What is `remembered`, and a word that it is being reckoned where that takes a while."""
    with st.spinner(t("ui.reckoning")):
        return remembered(project, what, make)
