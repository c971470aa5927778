"""Agreement where coders mark passages themselves, the overlap asked for, other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from etic.analysis.result import Result
from etic.i18n import t
from etic.project import Project
from etic.ui.cache import reckoned
from etic.ui.look import escaped
from etic.ui.pickers import codes_picker, keep
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

PARTS = ("free", "curve", "programs")
ROOM = 6  # curves that can still be told apart
# What the table leaves to files; the picture has the intervals.
LEFT = ("code", "observed", "expected", "binary_low", "binary_high", "cu_low", "cu_high")


def show(project: Project, coders: Sequence[str], documents: Sequence[int] | None = None) -> None:
    """One of three views of the same codings, of two or more coders.

    `documents` keeps to some of them, by id; None: all that two of the coders have coded.
    """
    part = st.segmented_control(
        t("unitizing.part"), PARTS, key="unitizing-part", default=PARTS[0], required=True,
        format_func=lambda name: t(f"unitizing.part-{name}"), persist_state="session",
    )  # fmt: skip
    st.caption(escaped(t(f"unitizing.about-{part}")))
    if part == "free":
        _free(project, coders, documents)
        return
    pair = _pair(coders)
    if part == "curve":
        _curve(project, *pair, documents)
    else:
        _programs(project, *pair, documents)


def _free(project: Project, coders: Sequence[str], documents: Sequence[int] | None) -> None:
    result = _made(
        project, ("unitizing", *coders), documents,
        lambda: project.agreement_unitizing(coders, documents=documents),
    )  # fmt: skip
    show_result(project, result, "unitizing", leave=LEFT)
    for drawing in result.drawings():
        show_drawing(project, drawing, "unitizing", table=False)


def _curve(project: Project, one: str, other: str, documents: Sequence[int] | None) -> None:
    codes = codes_picker(project, t("unitizing.curve-codes"), "unitizing-curve-codes", ())[:ROOM]
    threshold = _threshold()
    result = _made(
        project, ("overlap", one, other, threshold, *codes), documents,
        lambda: project.agreement_overlap(
            one, other, codes or None, documents=documents, threshold=threshold
        ),
    )  # fmt: skip
    for drawing in result.drawings():
        show_drawing(project, drawing, "overlap", table=False)
    show_result(project, result, "overlap", leave=("code",))


def _programs(project: Project, one: str, other: str, documents: Sequence[int] | None) -> None:
    threshold = _threshold()
    result = _made(
        project, ("programs", one, other, threshold), documents,
        lambda: project.agreement_programs(one, other, documents=documents, threshold=threshold),
    )  # fmt: skip
    show_result(project, result, "programs", leave=("code",))


def _made(
    project: Project, what: tuple[object, ...], documents: Sequence[int] | None,
    make: Callable[[], Result],
) -> Result:  # fmt: skip
    key = (*what, "in", *(documents if documents is not None else ("every",)))
    return reckoned(project, key, make)


def _pair(coders: Sequence[str]) -> tuple[str, str]:
    """Two of the coders; not asked where there are only two."""
    if len(coders) == 2:
        return coders[0], coders[1]
    left, right = st.columns(2)
    keep("unitizing-one", list(coders))
    one = left.selectbox(
        t("unitizing.pair-one"), list(coders), key="unitizing-one", persist_state="session"
    )
    others = [name for name in coders if name != one]
    keep("unitizing-other", others)
    other = right.selectbox(
        t("unitizing.pair-other"), others, key="unitizing-other", persist_state="session"
    )
    return one, other


def _threshold() -> float:
    chosen = st.number_input(
        t("unitizing.threshold"), min_value=0, max_value=100, value=90, step=5,
        key="unitizing-threshold", width=220, persist_state="session",
    )  # fmt: skip
    return chosen / 100
