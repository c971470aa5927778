"""Passages that resemble a quote, a place or a text of one's own: a part of the search screen.

What is asked stands in the address (`like=study/R01:120-188`, or `text=…`), so that it can be sent.
"""

from __future__ import annotations

import re
from typing import Any

import streamlit as st

from etic.actions.resembling import Resembling, Similar
from etic.errors import EticError
from etic.i18n import number, t
from etic.model import Hit
from etic.project import Project
from etic.store.queries import DocumentRow
from etic.text import span
from etic.ui import guard
from etic.ui.cache import remembered
from etic.ui.figures import downloads
from etic.ui.links import like_address, passage_link
from etic.ui.look import empty, escaped, safe, swatch
from etic.ui.pickers import several_studies, study_picker, tree_of

MODES = ("words", "like")
MODE, PLACE, TEXT, STUDY = "search-mode", "search-like", "search-like-text", "search-like-study"
LIMIT = 30
LEVELS = ((0.35, "strong"), (0.24, "some"), (0.0, "weak"))  # seen on the demonstration
_WRITTEN = "etic-like-address"
_KEYS = {"like": PLACE, "text": TEXT, "study": STUDY}  # parameters of the address
_PLACE = re.compile(r"(?P<document>.+):(?P<start>\d{1,9})-(?P<end>\d{1,9})", re.DOTALL)


def chosen() -> bool:
    """Let the person say whether to search by words or for what resembles; whether the latter."""
    _adopt()
    st.session_state.setdefault(MODE, MODES[0])
    mode = st.segmented_control(
        t("like.mode"), MODES, key=MODE, required=True, persist_state="session",
        label_visibility="collapsed", format_func=lambda name: t(f"like.mode-{name}"),
    )  # fmt: skip
    if mode != "like":
        st.session_state.pop(_WRITTEN, None)
        for name in ("like", "text"):
            st.query_params.pop(name, None)
    return bool(mode == "like")


def ask(project: Project, hit: Hit) -> None:
    """Ask for passages like the one in which a place was found: a word alone says too little."""
    start, end = project.passage_around(hit.document_id, hit.start, hit.end)
    _ask(like_address(hit.study, hit.document, start, end))


def show(project: Project) -> None:
    """What is asked for, and the passages that resemble it."""
    place, text = _asked(project)
    study = ""
    if several_studies(project):
        with st.container(width=320):
            study = study_picker(project, STUDY, any_label=t("ui.study-any"))
    _write(study)
    if place is None and not text.strip():
        st.caption(escaped(t("like.start")))
        return
    found = _found(project, place, text, study)
    if not found.meaning:
        st.caption(escaped(t("like.only-words")))
    elif found.ready < found.of:
        said = t("like.partly", ready=number(found.ready), of=number(found.of))
        st.caption(escaped(said))
    if not found.passages:
        empty(t("like.nothing"), t("like.nothing-next"))
        return
    for i, one in enumerate(found.passages):
        _card(project, one, i)
    downloads(project, found.table, "similar")


def level(score: float) -> str:
    """A likeness in words."""
    return t(f"like.{next(name for least, name in LEVELS if score >= least)}")


def _asked(project: Project) -> tuple[tuple[DocumentRow, int, int] | None, str]:
    """The place that is named, with its words shown, or the text in the field."""
    named = st.session_state.get(PLACE, "")
    if named:
        try:
            row, start, end = _place(project, named)
            quote = span(project.text(row.id), start, end, document=row.name)
        except EticError as error:
            guard.show_error(error)
        else:
            with st.container(border=True, key="like-asked"):
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(f"**{escaped(t('like.of'))}**", width="content")
                    passage_link(row.study, row.name, start, end, row.name)
                    st.button(
                        t("like.other"), key="like-other", type="tertiary", icon=":material/edit:",
                        on_click=guard.callback(_ask), args=("",),
                    )  # fmt: skip
                st.html(
                    f'<figure class="etic-quote"><blockquote>{safe(quote)}</blockquote></figure>'
                )
            return (row, start, end), ""
    text = st.text_area(
        t("like.text"), key=TEXT, persist_state="session", placeholder=t("like.text-hint"),
        height=80,
    )  # fmt: skip
    st.button(t("like.find"), key="like-find", icon=":material/search:")
    return None, str(text or "")


def _place(project: Project, named: str) -> tuple[DocumentRow, int, int]:
    found = _PLACE.fullmatch(named)
    if found is None:
        raise EticError("like-place", given=named)
    return project.document(found["document"]), int(found["start"]), int(found["end"])


def _found(
    project: Project, place: tuple[DocumentRow, int, int] | None, text: str, study: str
) -> Resembling:
    more: dict[str, Any] = {"study": study or None, "limit": LIMIT, "wait": False}
    if place is not None:
        row, start, end = place
        more |= {"document": row.id, "start": start, "end": end}

    def look() -> Resembling:
        with st.spinner(t("like.looking")):
            return project.similar(text, **more)

    found = remembered(project, ("like", text, *more.values()), look)
    # Vectors come without a step of the journal: until all are there, each look is a new one.
    return look() if found.ready < found.of else found


def _card(project: Project, one: Similar, i: int) -> None:
    tree = tree_of(project)
    codes = [tree.by_path[path] for path in one.codes if path in tree.by_path]
    carried = " ".join(
        f"<span>{swatch(node.code.colour)} {safe(tree.label(node.id))}</span>" for node in codes
    ) or safe(t("like.uncoded"))
    how = t("like.how", words=level(one.score), score=number(one.score, 2))
    place = like_address(one.study, one.document, one.start, one.end)
    case = f" ({one.case})" if one.case != one.document else ""
    with st.container(key=f"like-{i}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center"):
            passage_link(
                one.study, one.document, one.start, one.end,
                t("ui.place", document=one.document, speaker=case, start=number(one.start)),
            )  # fmt: skip
            st.button(
                t("like.more"), key=f"like-more-{i}", type="tertiary",
                icon=":material/join_inner:", help=t("like.more-help"),
                on_click=guard.callback(_ask), args=(place,),
            )  # fmt: skip
        st.html(
            f'<figure class="etic-quote"><blockquote>{safe(one.quote)}</blockquote>'
            f'<figcaption><span title="{safe(t("like.score-help"))}">{safe(how)}</span>'
            f" · {carried}</figcaption></figure>"
        )


# -- the address ----------------------------------------------------------------------------------


def _ask(place: str) -> None:
    st.session_state[MODE] = "like"
    st.session_state[PLACE] = place


def _adopt() -> None:
    """Take over what a link asks for, once: after it the person's own choices count."""
    asked = {name: st.query_params[name] for name in _KEYS if name in st.query_params}
    if not asked.keys() & {"like", "text"} or asked == st.session_state.get(_WRITTEN):
        return
    st.session_state[_WRITTEN] = asked
    st.session_state[MODE] = "like"
    for name, key in _KEYS.items():
        st.session_state[key] = asked.get(name, "")


def _write(study: str) -> None:
    """Say in the address what is asked, so that it can be sent and found again."""
    place = st.session_state.get(PLACE, "")
    text = "" if place else str(st.session_state.get(TEXT) or "")
    said = {"like": place, "text": text, "study": study}
    wanted = {name: value for name, value in said.items() if value}
    for name in _KEYS:
        if name not in wanted:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != wanted[name]:
            st.query_params[name] = wanted[name]
    st.session_state[_WRITTEN] = wanted
