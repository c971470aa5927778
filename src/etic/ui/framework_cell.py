"""One cell of the framework matrix: its quotes, and the summary that is written beside them.

What is being written stays in the session until it is saved, whichever cell is opened meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from etic.analysis.framework import FrameworkCell, FrameworkMatrix
from etic.errors import EticError
from etic.i18n import t
from etic.model import Quote
from etic.project import Project
from etic.ui import guard, session
from etic.ui.links import place_link
from etic.ui.look import escaped, safe, swatch
from etic.ui.memos import moment
from etic.ui.pickers import code_label, tree_of

Place = tuple[int, str]  # id of the case, path of the theme

CHOSEN = "framework-chosen"
SAVED = "framework-saved"  # the grid above has to show what was written
HEIGHT = 190  # of the field, in pixels


@dataclass
class _Draft:
    """What stood in a cell when somebody began to write in it."""

    text: str = ""
    linked: frozenset[int] = field(default_factory=frozenset)


def cell_panel(project: Project, made: FrameworkMatrix, places: Sequence[Place]) -> None:
    """The chosen cell, in a part of the screen that runs by itself."""
    if places:
        guard.fragment()(_panel)(project, made, places)


def _panel(project: Project, made: FrameworkMatrix, places: Sequence[Place]) -> None:
    if st.session_state.pop(SAVED, False):
        st.rerun()
    place = _chooser(project, made, places)
    cell = project.framework_cell(*place)
    quotes = project.quote_list(ids=cell.quotes)
    theme = made.cells[place].theme.name
    st.subheader(escaped(t("framework.quotes", case=cell.case.name, theme=theme)), anchor=False)
    left, right = st.columns([5, 4], gap="medium")
    draft = _draft(cell)
    with left:
        _quotes(project, cell, quotes)
    with right, st.container(key="framework-writing"):
        _writing(project, cell, draft, theme, made, places)


# -- which cell -----------------------------------------------------------------------------------


def _chooser(project: Project, made: FrameworkMatrix, places: Sequence[Place]) -> Place:
    """Respondent and theme by name, and the steps from one cell to the next."""
    place: Place = st.session_state[CHOSEN]
    if place not in places:
        place = places[0]
    names = {case.id: case.name for case in made.cases}
    if made.several_studies:
        names = {case.id: f"{case.name} · {case.study}" for case in made.cases}
    tree = tree_of(project)
    cases = list(dict.fromkeys(case for case, _ in places))
    themes = [path for case, path in places if case == place[0]]
    # The fields follow the grid and the steps: what was chosen there stands in them.
    st.session_state["framework-case"], st.session_state["framework-theme"] = place

    def choose() -> None:
        case, theme = st.session_state["framework-case"], st.session_state["framework-theme"]
        of_case = [path for one, path in places if one == case]
        st.session_state[CHOSEN] = (case, theme if theme in of_case else of_case[0])

    at = places.index(place)
    one, other = st.columns([2, 5])
    one.selectbox(
        t("framework.choose-case"), cases, key="framework-case", on_change=guard.callback(choose),
        format_func=lambda case: names[case],
    )  # fmt: skip
    other.selectbox(
        t("framework.choose-theme"), themes, key="framework-theme",
        on_change=guard.callback(choose), format_func=lambda path: code_label(tree, path),
    )  # fmt: skip
    steps = (
        ("previous", "arrow_back", places[at - 1] if at else None),
        ("next", "arrow_forward", places[at + 1] if at + 1 < len(places) else None),
        ("next-waiting", "pending", _waiting(made, places, at)),
    )
    with st.container(horizontal=True, gap="small", key="framework-steps"):
        for key, icon, target in steps:
            st.button(
                t(f"framework.{key}"), key=f"framework-{key}", icon=f":material/{icon}:",
                disabled=target is None, on_click=guard.callback(_go), args=(target,),
            )  # fmt: skip
    return place


def _go(target: Place) -> None:
    st.session_state[CHOSEN] = target


def _waiting(made: FrameworkMatrix, places: Sequence[Place], at: int) -> Place | None:
    """The next cell after this one, and then from the top, where quotes wait for a summary."""
    around = [*places[at + 1 :], *places[:at]]
    return next((place for place in around if made.cells[place].waiting), None)


# -- its quotes -----------------------------------------------------------------------------------


def _quotes(project: Project, cell: FrameworkCell, quotes: Sequence[Quote]) -> None:
    if not quotes:
        key = "quotes-none" if cell.asked else "quotes-not-asked"
        st.caption(escaped(t(f"framework.{key}")))
        return
    tree = tree_of(project)
    if len(quotes) > 1:

        def tick() -> None:
            for quote in quotes:
                st.session_state[_tick(cell, quote.id)] = True

        st.button(
            t("framework.tick-all"), key=f"framework-all-{_name(cell)}", type="tertiary",
            icon=":material/done_all:", on_click=guard.callback(tick),
        )  # fmt: skip
    for quote in quotes:
        node = tree.by_id[quote.code_id]
        state = f" · {t('ui.state-no')}" if quote.state == "no" else ""
        memo = f'<p class="etic-memo">{safe(quote.memo)}</p>' if quote.memo else ""
        with st.container(key=f"framework-quote-{quote.id}", gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.checkbox(
                    t("framework.rests"), key=_tick(cell, quote.id), persist_state="session"
                )
                place_link(quote)
            st.html(
                f'<figure class="etic-quote" style="border-color:{safe(node.code.colour)}">'
                f"<blockquote>{safe(quote.quote)}</blockquote>{memo}"
                f"<figcaption>{swatch(node.code.colour)} {safe(tree.label(node.id))}{safe(state)}"
                f" · {safe(quote.coder)}</figcaption></figure>"
            )


# -- what is written ------------------------------------------------------------------------------


def _draft(cell: FrameworkCell) -> _Draft:
    """What the writer began with. While nothing is changed, the fields follow the project."""
    drafts: dict[str, _Draft] = st.session_state.setdefault("framework-drafts", {})
    draft = drafts.get(_name(cell))
    if draft is None or not _changed(cell, draft):
        draft = drafts[_name(cell)] = _Draft(cell.text, frozenset(cell.linked))
        st.session_state[_field(cell)] = cell.text
        for quote in cell.quotes:
            st.session_state[_tick(cell, quote)] = quote in cell.linked
    return draft


def _changed(cell: FrameworkCell, draft: _Draft) -> bool:
    there = set(cell.quotes)
    return (
        st.session_state.get(_field(cell), draft.text).strip() != draft.text
        or _ticked(cell) & there != draft.linked & there
    )


def _ticked(cell: FrameworkCell) -> set[int]:
    return {quote for quote in cell.quotes if st.session_state.get(_tick(cell, quote))}


def _writing(
    project: Project,
    cell: FrameworkCell,
    draft: _Draft,
    theme: str,
    made: FrameworkMatrix,
    places: Sequence[Place],
) -> None:
    """The field with its button, and what somebody else made of the summary meanwhile above it."""
    conflict = cell.text not in (draft.text, st.session_state[_field(cell)].strip())
    if conflict:
        st.warning(escaped(t("framework.conflict")), icon=":material/call_merge:")
        st.caption(escaped(t("framework.theirs", who=cell.coder)))
        st.html(f'<p class="etic-note">{safe(cell.text) or "—"}</p>')
    elif cell.stale:
        st.info(escaped(t("framework.look-again", what=_what(cell))), icon=":material/update:")
    st.text_area(
        t("framework.yours") if conflict else t("framework.text"), key=_field(cell), height=HEIGHT,
        placeholder=t("framework.hint"), help=t("framework.text-help"), persist_state="session",
    )  # fmt: skip
    seen = dict(cell.coded or {})
    expected = cell.text if conflict else draft.text
    told = {"case": cell.case.name, "theme": theme}
    at = places.index((cell.case.id, cell.theme.path))
    follows = _waiting(made, places, at)

    def keep_theirs() -> None:
        _forget(cell)

    def save(go_on: bool = False) -> None:
        if _save(project, cell, expected, seen, told) and go_on and follows is not None:
            st.session_state[CHOSEN] = follows

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            t("framework.save-over") if conflict else t("framework.save"), type="primary",
            key=f"framework-save-{_name(cell)}", on_click=guard.callback(save),
        )  # fmt: skip
        if conflict:
            st.button(
                t("framework.take-theirs"), key=f"framework-theirs-{_name(cell)}",
                on_click=guard.callback(keep_theirs),
            )  # fmt: skip
        elif follows is not None:
            st.button(
                t("framework.save-next"), key=f"framework-save-next-{_name(cell)}",
                on_click=guard.callback(save), args=(True,),
            )  # fmt: skip
        if _changed(cell, draft):
            st.caption(escaped(t("framework.unsaved")), width="content")
        elif cell.text:
            when = moment(cell.changed)
            st.caption(escaped(t("framework.signed", coder=cell.coder, when=when)), width="content")


def _what(cell: FrameworkCell) -> str:
    changes = (("new", cell.new), ("gone", cell.gone), ("altered", cell.altered))
    return ", ".join(t(f"framework.quotes-{key}", n=n) for key, n in changes if n)


def _save(
    project: Project,
    cell: FrameworkCell,
    expected: str,
    seen: Mapping[str, str],
    told: Mapping[str, object],
) -> bool:
    """Write what is in the fields; where somebody was quicker, they keep what was typed."""
    text = st.session_state[_field(cell)]
    try:
        changed = project.summarise(
            cell.case.id, cell.theme.path, text, sorted(_ticked(cell)), coder=session.acting(),
            expected=expected, seen=seen,
        )  # fmt: skip
    except EticError as error:
        if error.key != "summary-conflict":
            raise
        guard.say(t("framework.conflict"), "error")
        return False
    _forget(cell)
    key = "same" if not changed else "saved" if text.strip() else "emptied"
    guard.say(t(f"framework.{key}", **told))
    st.session_state[SAVED] = True
    return True


def _forget(cell: FrameworkCell) -> None:
    """Let the fields follow the project again."""
    st.session_state.get("framework-drafts", {}).pop(_name(cell), None)


def _name(cell: FrameworkCell) -> str:
    return f"{cell.case.id}-{cell.theme.id}"


def _field(cell: FrameworkCell) -> str:
    return f"framework-text-{_name(cell)}"


def _tick(cell: FrameworkCell, quote_id: int) -> str:
    return f"framework-tick-{_name(cell)}-{quote_id}"
