"""The places that are to be put right: a page of them at a time, each with its own tick."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from etic.actions.cleaning import Cleaning
from etic.i18n import number, t
from etic.language.cleaning import Edit
from etic.language.cleaning.showing import shown
from etic.ui.look import escaped, safe
from etic.ui.pickers import keep

WITHOUT = "etic-cleaning-without"  # (revision, start) of the edits that are not to be done
PAGE = "cleaning-page"
ROWS = 20
ANY = 0

Place = tuple[Cleaning, Edit]


def edit_list(found: Sequence[Cleaning], kinds: Sequence[str]) -> list[tuple[Cleaning, list[Edit]]]:
    """Show the edits of some kinds; gives those of them that are ticked, by document."""
    chosen = [(cleaning, cleaning.of_kinds(kinds)) for cleaning in found]
    places = _filtered([(c, edit) for c, edits in chosen for edit in edits], found, kinds)
    st.caption(escaped(t("cleaning.legend")))
    first = _first(len(places))
    here = places[first : first + ROWS]
    without: set[tuple[int, int]] = st.session_state.setdefault(WITHOUT, set())
    several = len({c.document.id for c, _ in places}) > 1
    with st.container(key="cleaning-list", gap="xsmall"):
        for cleaning, edit in here:
            _row(cleaning, edit, without, several)
    _pager(first, places, here)
    return [
        (c, [e for e in edits if (c.document.revision_id, e.start) not in without])
        for c, edits in chosen
    ]


def _filtered(places: list[Place], found: Sequence[Cleaning], kinds: Sequence[str]) -> list[Place]:
    """The places of one document or one kind, where a person asks for it."""
    with st.container(horizontal=True, key="cleaning-filters"):
        if len(found) > 1:
            names = {c.document.id: c.document.name for c in found}
            keep("cleaning-document", [ANY, *names])
            document = st.selectbox(
                t("cleaning.which-document"), [ANY, *names], key="cleaning-document", width=280,
                format_func=lambda i: names.get(i, t("cleaning.every-document")),
            )  # fmt: skip
            places = [place for place in places if document in (ANY, place[0].document.id)]
        if len(kinds) > 1:
            keep("cleaning-kind", ["", *kinds])
            kind = st.selectbox(
                t("cleaning.which-kind"), ["", *kinds], key="cleaning-kind", width=380,
                format_func=lambda k: t(f"cleaning.kind-{k}" if k else "cleaning.every-kind"),
            )  # fmt: skip
            places = [place for place in places if kind in ("", place[1].kind)]
    return places


def _row(cleaning: Cleaning, edit: Edit, without: set[tuple[int, int]], several: bool) -> None:
    around = shown(cleaning.text, edit)
    mark = (cleaning.document.revision_id, edit.start)
    key = f"cleaning-edit-{mark[0]}-{mark[1]}"
    st.session_state[key] = mark not in without
    facts = [
        t(f"cleaning.kind-{edit.kind}"),
        t(f"cleaning.reason-{edit.reason}"),
        t("cleaning.place", start=number(edit.start)),
    ]
    if several:
        facts.insert(0, cleaning.document.name)
    came = f"<ins>{safe(around.new)}</ins>" if around.new else ""
    with st.container(horizontal=True, wrap=False, gap="small", key=f"cleaning-row-{key}"):
        st.checkbox(
            escaped(t("cleaning.accept", old=around.before[-12:] + around.old + around.after[:12],
                      new=around.new or t("cleaning.nothing"))),
            key=key, label_visibility="collapsed", on_change=_toggle, args=([mark], key),
            width="content",
        )  # fmt: skip
        st.html(
            f'<p class="etic-differences etic-cleaning">{safe(around.before)}'
            f"<del>{safe(around.old)}</del>{came}{safe(around.after)}"
            f"<small>{safe(' · '.join(facts))}</small></p>"
        )


def _toggle(marks: Sequence[tuple[int, int]], key: str) -> None:
    _tick(marks, bool(st.session_state[key]))


def _tick(marks: Sequence[tuple[int, int]], on: bool) -> None:
    without: set[tuple[int, int]] = st.session_state.setdefault(WITHOUT, set())
    if on:
        without.difference_update(marks)
    else:
        without.update(marks)


def _first(n: int) -> int:
    """The first place of the page that is open; the last page, where there are fewer now."""
    pages = max(1, -(-n // ROWS))
    st.session_state[PAGE] = min(int(st.session_state.get(PAGE, 0)), pages - 1)
    return int(st.session_state[PAGE]) * ROWS


def _pager(first: int, places: Sequence[Place], here: Sequence[Place]) -> None:
    """Back and next, and ticks for all that are filtered."""
    marks = [(c.document.revision_id, edit.start) for c, edit in places]
    with st.container(horizontal=True, vertical_alignment="center", key="cleaning-pager"):
        if len(places) > ROWS:
            st.button(
                t("cleaning.previous"), key="cleaning-previous", disabled=first == 0,
                icon=":material/chevron_left:", on_click=_turn, args=(-1,),
            )  # fmt: skip
            said = t("cleaning.page-of", first=number(first + 1), last=number(first + len(here)),
                     all=number(len(places)))  # fmt: skip
            st.caption(escaped(said), width="content")
            st.button(
                t("cleaning.next"), key="cleaning-next", icon=":material/chevron_right:",
                disabled=first + len(here) >= len(places), on_click=_turn, args=(1,),
            )  # fmt: skip
        st.button(t("cleaning.all-here"), key="cleaning-all", on_click=_tick, args=(marks, True))
        st.button(t("cleaning.none-here"), key="cleaning-none", on_click=_tick, args=(marks, False))


def _turn(by: int) -> None:
    st.session_state[PAGE] = int(st.session_state.get(PAGE, 0)) + by
