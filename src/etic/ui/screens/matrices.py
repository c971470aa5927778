"""Matrices: codes together, one after another, by documents and respondents, along an interview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import streamlit as st

from etic.analysis import cooccurrence as together
from etic.analysis import sequences as after
from etic.analysis.cooccurrence import Cooccurrence, Within
from etic.analysis.matrices import Measure
from etic.analysis.sequences import Reach, Sequences
from etic.i18n import t
from etic.project import Project
from etic.project.matrices import DISTANCES
from etic.ui import session
from etic.ui.cache import reckoned, remembered
from etic.ui.code_choice import code_scope, codes_in
from etic.ui.look import empty, heading
from etic.ui.matrix_views import show_matrix, show_pairs, show_timeline
from etic.ui.pickers import (
    ANY,
    coder_filter,
    documents_of,
    keep,
    several_studies,
    study_picker,
    tree_of,
)

KINDS = ("cooccurrence", "sequence", "document", "case", "timeline")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("matrices.title"), t("matrices.about"))
    if not documents_of(project) or not len(tree_of(project)):
        empty(t("matrices.none"), t("matrices.none-next"), "transcripts")
        return
    if not project.counts()["codings"]:
        empty(t("matrices.none"), t("matrices.none-next"), "code")
        return
    st.session_state.setdefault("matrices-kind", KINDS[0])
    kind = st.segmented_control(
        t("matrices.kind"), KINDS, key="matrices-kind", persist_state="session", required=True,
        format_func=lambda name: t(f"matrices.kind-{name}"), label_visibility="collapsed",
    )  # fmt: skip
    shown: dict[str, Callable[[Project], None]] = {
        "cooccurrence": _together, "sequence": _after, "timeline": _timeline
    }  # fmt: skip
    if kind in shown:
        shown[kind](project)
    elif kind:
        _by(project, kind)


def _whose(project: Project, columns: list[Any]) -> tuple[str, str]:
    """The study and the coder, in the columns that are left."""
    study = ANY
    if several_studies(project):
        with columns[0]:
            study = study_picker(project, "matrices-study", any_label=t("ui.study-any"))
    with columns[-1]:
        coder = coder_filter(project, "matrices-coder", counted=True)
    return study, coder


def _select(name: str, options: tuple[str, ...], prefix: str, label: str = "") -> str:
    key = f"matrices-{name}"
    keep(key, options)
    return st.selectbox(
        t(f"matrices.{label or name}"), options, key=key, persist_state="session",
        format_func=lambda option: t(f"matrices.{prefix}-{option}"),
    )  # fmt: skip


# -- codes together --------------------------------------------------------------------------------


def _together(project: Project) -> None:
    several = several_studies(project)
    columns = st.columns(5 if several else 4)
    with columns[0]:
        scope = code_scope(project, "matrices-scope", nested=False)
    with columns[1]:
        within: Any = _within()
    with columns[2]:
        figure: Any = _select("figure", _figures(within), "figure")
    study, coder = _whose(project, list(columns[3:]))
    codes = codes_in(project, scope, "matrices-codes", nested=False)
    distance, coders = _more(project, within, coder)
    if codes is not None and len(codes) < 2:
        empty(t("matrices.too-few"), t("matrices.too-few-next"))
        return
    found: Cooccurrence = reckoned(
        project,
        ("cooccurrence", *(codes or ["*"]), within, distance, coders, study, coder, figure),
        lambda: project.cooccurrence(
            codes, within=within, distance=distance, coders=coders, figure=figure, study=study,
            coder=coder or None,
        ),
    )  # fmt: skip
    show_pairs(project, found)


def _figures(within: str) -> tuple[str, ...]:
    every = get_args(together.Figure)
    if within == "case":  # n and c say the same of respondents as the others
        return tuple(name for name in every if name in ("n", "jaccard"))
    return tuple(n for n in every if within != "document" or n in ("n", "jaccard", "cases"))


def _within() -> str:
    options = get_args(Within)
    keep("matrices-within", options)
    ending = {"words": "-any", "turns": "-any"}
    chosen: str = st.selectbox(
        t("matrices.closeness"), options, key="matrices-within", persist_state="session",
        format_func=lambda name: t(f"matrices.within-{name}{ending.get(name, '')}", n=0),
    )  # fmt: skip
    return chosen


def _more(project: Project, within: str, coder: str) -> tuple[int | None, Any]:
    """How far apart, and whose codings are compared with whose, where there is a choice."""
    seconds = remembered(project, "second coders", project.second_coders)
    counts = remembered(project, "coder counts", project.coder_counts)
    working = [name for name, n in counts.items() if n and name not in seconds]
    distance: int | None = None
    coders = "same"
    with st.container(horizontal=True, vertical_alignment="bottom", key="matrices-more"):
        if within in DISTANCES:
            distance = int(
                st.number_input(
                    t(f"matrices.distance-{within}"),
                    0,
                    10_000,
                    DISTANCES[within],
                    width=260,
                    key=f"matrices-distance-{within}",
                    persist_state="session",
                )
            )
        if len(working) > 1 and coder == ANY and within not in together.WHOLES:
            any_coders = st.checkbox(
                t("matrices.any-coders"),
                key="matrices-any",
                persist_state="session",
                help=t("matrices.any-coders-help"),
            )
            coders = "any" if any_coders else "same"
    return distance, coders


# -- one after another -----------------------------------------------------------------------------


def _after(project: Project) -> None:
    columns = st.columns(3)
    with columns[0]:
        scope = code_scope(project, "matrices-scope", nested=False)
    with columns[1]:
        reach: Any = _select("reach", get_args(Reach), "reach", "within")
    with columns[2]:
        figure: Any = _select("follow", get_args(after.Figure), "follow", "figure")
    below = st.columns(3 if several_studies(project) else 2)
    with below[0]:
        lag = int(
            st.number_input(
                t("matrices.lag"),
                1,
                100,
                1,
                key="matrices-lag",
                persist_state="session",
                help=t("matrices.lag-help"),
            )
        )
    study, coder = _whose(project, list(below[1:]))
    codes = codes_in(project, scope, "matrices-codes", nested=False)
    if codes is not None and not codes:
        empty(t("matrices.no-codes"), t("matrices.no-codes-next"))
        return
    found: Sequences = reckoned(
        project, ("sequence", *(codes or ["*"]), reach, lag, study, coder, figure),
        lambda: project.sequences(
            codes, within=reach, lag=lag, figure=figure, study=study, coder=coder or None
        ),
    )  # fmt: skip
    show_pairs(project, found)


# -- by documents and respondents, along an interview ----------------------------------------------


def _by(project: Project, by: Any) -> None:
    columns = st.columns(4 if several_studies(project) else 3)
    with columns[0]:
        scope = code_scope(project, "matrices-scope-nested", nested=True)
    with columns[1]:
        measure: Any = _select("measure", get_args(Measure), "measure")
    study, coder = _whose(project, list(columns[2:]))
    codes = codes_in(project, scope, "matrices-codes", nested=True)
    if codes is not None and not codes:
        empty(t("matrices.no-codes"), t("matrices.no-codes-next"))
        return
    found = reckoned(
        project, ("code matrix", by, *(codes or ["*"]), measure, study, coder),
        lambda: project.code_matrix(
            codes, by=by, measure=measure, study=study, coder=coder or None
        ),
    )  # fmt: skip
    show_matrix(project, found)


def _timeline(project: Project) -> None:
    columns = st.columns(2)
    documents = {d.id: d for d in documents_of(project)}
    several = several_studies(project)
    keep("matrices-document", list(documents))
    with columns[0]:
        chosen = st.selectbox(
            t("ui.document"), list(documents), key="matrices-document", persist_state="session",
            format_func=lambda i: documents[i].name
            + (f" · {documents[i].study}" if several else ""),
        )  # fmt: skip
    with columns[1]:
        coder = coder_filter(project, "matrices-coder", counted=True)
    found = reckoned(
        project, ("timeline", chosen, coder),
        lambda: project.timeline(chosen, coder=coder or None),
    )  # fmt: skip
    show_timeline(project, found)


if __name__ == "__main__":
    show()
