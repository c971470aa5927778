"""How matrices are looked at: as a table that opens into quotes, as pairs, as pictures."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from etic.analysis.cooccurrence import Cooccurrence
from etic.analysis.drawing import HeatMap, Network
from etic.analysis.matrices import CodeMatrix
from etic.analysis.result import Result
from etic.analysis.sequences import Sequences
from etic.analysis.timeline import Timeline
from etic.i18n import number, t
from etic.project import Project
from etic.ui.look import empty, escaped
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

MOST_MAPPED = 60  # codes of a heat map that can still be read
MOST_WARNED = 12


def show_pairs(project: Project, found: Cooccurrence | Sequences) -> None:
    """Codes by codes: the matrix, the pairs, the heat map; of codes together, the network.

    What there is none of is said before anything else: no codings, no pairs.
    """
    views = ["matrix", "pairs", "map"]
    if isinstance(found, Cooccurrence):
        views.append("network")
        if not any(found.found.events):
            empty(t("matrices.uncoded"), t("matrices.uncoded-next"))
            return
        if not (found.found.pairs.sum() - found.found.events.sum()):
            empty(t("matrices.no-pairs"), t("matrices.no-pairs-next"))
    elif not found.steps:
        empty(t("matrices.no-steps"), t("matrices.no-steps-next"))
        return
    view = _view(views)
    key = "together" if isinstance(found, Cooccurrence) else "sequence"
    if view == "pairs":
        st.caption(escaped(t("matrices.open-pair")))
        leave = ("one", "other", "from", "to")
        show_result(project, replace(found, form="pairs"), f"{key}-pairs", leave=leave)
    elif view == "network" and isinstance(found, Cooccurrence):
        least = int(
            st.number_input(
                t("matrices.least"), 1, 10_000, 1, key="matrices-least", width=260,
                persist_state="session", help=t("matrices.least-help"),
            )
        )  # fmt: skip
        _picture(project, replace(found, least=least), view, key)
    elif view == "map":
        _picture(project, found, view, key)
    else:
        st.caption(escaped(t("matrices.open-pair")))
        show_result(project, found, key, leave=("code",))
        if isinstance(found, Cooccurrence) and found.figure in ("c", "jaccard"):
            _warnings(found)


def show_matrix(project: Project, found: CodeMatrix) -> None:
    """Codes by documents or respondents: the table, or a heat map."""
    if not found.ids:
        empty(t("matrices.uncoded"), t("matrices.uncoded-next"))
        return
    if _view(["matrix", "map"]) == "map":
        _picture(project, found, "map", found.by)
        return
    st.caption(escaped(t("matrices.open-cell")))
    show_result(project, found, f"by-{found.by}", leave=("code",))


def show_timeline(project: Project, found: Timeline) -> None:
    """The codes along a transcript, and under them its codings in order."""
    if not found.quotes:
        empty(t("matrices.timeline-uncoded"), t("matrices.timeline-uncoded-next"), "code")
        return
    for drawing in found.drawings():
        show_drawing(project, drawing, "timeline", table=False)
    st.caption(escaped(t("matrices.open-cell")))
    show_result(project, found, "timeline-table", leave=("code", "start", "end"))


def _view(views: list[str]) -> str:
    key = "matrices-view"
    if st.session_state.get(key) not in views:
        st.session_state[key] = views[0]
    chosen: str | None = st.segmented_control(
        t("matrices.view"), views, key=key, required=True, persist_state="session",
        format_func=lambda name: t(f"matrices.view-{name}"), label_visibility="collapsed",
    )  # fmt: skip
    return chosen or views[0]


def _picture(project: Project, found: Result, view: str, key: str) -> None:
    wanted = Network if view == "network" else HeatMap
    drawings = [drawing for drawing in found.drawings() if isinstance(drawing, wanted)]
    if isinstance(found, Cooccurrence | Sequences) and len(found.codes) > MOST_MAPPED:
        drawings = [drawing for drawing in drawings if isinstance(drawing, Network)]
    if drawings and isinstance(drawings[0], Network) and not drawings[0].edges:
        empty(t("matrices.no-edges"), t("matrices.no-edges-next"))
        return
    if not drawings:
        empty(t("matrices.no-picture"), t("matrices.no-picture-next"))
        return
    for drawing in drawings:
        show_drawing(project, drawing, f"{key}-{view}")
    st.caption(escaped(found.note))


def _warnings(found: Cooccurrence) -> None:
    """What is to be kept in mind of single pairs, in words."""
    warned = [pair for pair in found.listed if pair.warnings and pair.n]
    if not warned:
        return
    with st.expander(t("matrices.warnings", n=len(warned)), icon=":material/warning:"):
        for pair in warned[:MOST_WARNED]:
            both = f"{found.codes[pair.one].label} · {found.codes[pair.other].label}"
            st.markdown(f"**{escaped(both)}**  \n{escaped(found.warned(pair))}")
        if len(warned) > MOST_WARNED:
            rest = number(len(warned) - MOST_WARNED)
            st.caption(escaped(t("matrices.warnings-more", n=rest)))
