"""The places where a rule holds, to be read and ticked before anything is coded."""

from __future__ import annotations

import re
from functools import partial

import streamlit as st

from etic.actions.autocoding import Found, Preview
from etic.i18n import t
from etic.ui import guard
from etic.ui.cards import page_of
from etic.ui.links import place_label, place_link
from etic.ui.look import escaped, safe

PER_PAGE = 25
VIEWS = ("new", "every")
OFF = "autocoding-off"  # (the rule and coder, the places that are not ticked)

Place = tuple[int, int, int]


def chosen(seen: Preview) -> Preview:
    """The preview without the places that are not ticked."""
    off = _off(seen)
    return seen.only(lambda found: found.place not in off)


def places(seen: Preview) -> None:
    """The places by pages, new ones each with a box to be unticked."""
    with st.container(horizontal=True, vertical_alignment="center", key="autocoding-places-bar"):
        view = st.segmented_control(
            t("ui.view"), VIEWS, key="autocoding-view", default=VIEWS[0], required=True,
            format_func=lambda name: t(f"autocoding.view-{name}"), persist_state="session",
            label_visibility="collapsed",
        )  # fmt: skip
        if seen.new:
            _all_at_once(seen)
    shown = seen.new if view == "new" else seen.found
    if not shown:
        st.caption(escaped(t("autocoding.nothing-new")))
    for i, found in enumerate(shown[page_of(len(shown), "autocoding", PER_PAGE)]):
        with st.container(key=f"autocoding-place-{i}"):
            _place(seen, found)


def _all_at_once(seen: Preview) -> None:
    off = _off(seen)
    for what, wanted in (("tick", set[Place]()), ("untick", {f.place for f in seen.new})):
        st.button(
            t(f"autocoding.{what}-all"), key=f"autocoding-{what}-all", disabled=off == wanted,
            type="tertiary", on_click=guard.callback(partial(_set, seen, wanted)),
        )  # fmt: skip


def _place(seen: Preview, found: Found) -> None:
    left, right = st.columns([1, 3], vertical_alignment="center")
    new = found.standing == "new"
    with left.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
        if new:
            _box(seen, found)
        place_link(found.hit, "stretch")
    if not new:
        left.caption(escaped(t(f"rules.standing-{found.standing}")))
    right.html(_in_context(found))


def _box(seen: Preview, found: Found) -> None:
    key = "autocoding-tick-{}-{}-{}".format(*found.place)
    st.session_state[key] = found.place not in _off(seen)

    def turn() -> None:
        off = set(_off(seen))
        (off.discard if st.session_state[key] else off.add)(found.place)
        _set(seen, off)

    st.checkbox(
        t("autocoding.tick", place=place_label(found.hit)), key=key,
        on_change=guard.callback(turn), label_visibility="collapsed", width="content",
    )  # fmt: skip


def _in_context(found: Found) -> str:
    """What would be coded in the middle of its line, the words found in it in bold."""
    hit = found.hit
    said, at = [], hit.start
    for start, end in found.words if found.words != ((hit.start, hit.end),) else ():
        said.append(safe(hit.text[at - hit.start : start - hit.start]))
        said.append(f"<strong>{safe(hit.text[start - hit.start : end - hit.start])}</strong>")
        at = end
    said.append(safe(hit.text[at - hit.start :]))
    look = "etic-found-place" if len(said) == 1 else "etic-found-place etic-found-within"
    return (
        f'<p class="{look}"><span>{safe(_flat(hit.before))}</span><mark>{"".join(said)}</mark>'
        f"<span>{safe(_flat(hit.after))}</span></p>"
    )


def _flat(text: str) -> str:
    """A text on one line, with a space where there is any white space."""
    return re.sub(r"\s+", " ", text)


def _off(seen: Preview) -> set[Place]:
    of, off = st.session_state.get(OFF, (None, set[Place]()))
    return off if of == (seen.rule, seen.coder) else set()


def _set(seen: Preview, off: set[Place]) -> None:
    st.session_state[OFF] = ((seen.rule, seen.coder), off)
