"""One interview: what each turn of the interviewer asks, and putting it right by hand."""

from __future__ import annotations

import streamlit as st

from etic.actions.asking import GuideAsked, Place
from etic.i18n import number, percent, t
from etic.project import Project
from etic.ui import guard, session
from etic.ui.figures import html_table
from etic.ui.guide_places import place_of, quoted
from etic.ui.look import escaped
from etic.ui.pickers import keep

LINE = 90  # characters of a turn in the choice of turns


def turns(project: Project, found: GuideAsked) -> None:
    """Choose an interview, see its turns, put one of them right."""
    by_document: dict[int, list[Place]] = {}
    for place in found.places:
        by_document.setdefault(place.conversation.document_id, []).append(place)
    if not by_document:
        st.markdown(escaped(t("guide.no-turns")))
        return
    keep("guide-document", list(by_document))
    names = {i: places[0].conversation.document for i, places in by_document.items()}
    with st.container(width=330):
        chosen = st.selectbox(
            t("ui.document"), list(by_document), key="guide-document", persist_state="session",
            format_func=lambda i: names[i],
        )  # fmt: skip
    places = by_document[chosen]
    _correcting(project, found, chosen, places)
    st.html(
        html_table(
            [t("guide.place"), t("guide.turn"), t("guide.asks")],
            [[number(p.turn.start), p.words, asks(p)] for p in places],
            [False, False, False],
        )
    )


def asks(place: Place) -> str:
    """What a turn asks, and how that is known."""
    said = [
        t(f"guide.asks-{a.how}" if a.sure else "guide.asks-unsure", number=a.question,
          likely=percent(a.score, 0))
        for a in place.turn.asks
    ]  # fmt: skip
    if place.turn.by_hand and not said:
        return t("guide.asks-none-hand")
    if not any(a.sure for a in place.turn.asks) and place.turn.follows:
        said.insert(0, t("guide.asks-follows", number=place.turn.follows))
    return "; ".join(said) or "—"


def _correcting(project: Project, found: GuideAsked, document: int, places: list[Place]) -> None:
    starts = {place.turn.start: place for place in places}
    keep("guide-turn", list(starts))
    with st.expander(t("guide.correct"), icon=":material/edit:"):
        start = st.selectbox(
            t("guide.turn"), list(starts), key="guide-turn",
            format_func=lambda at: _line(starts[at]),
        )  # fmt: skip
        place = starts[start]
        place_of(place)
        st.html(quoted(place))
        texts = {q.number: f"{q.number} · {q.text}" for q in found.guide.questions}
        numbers = st.multiselect(
            t("guide.asks"), list(texts),
            default=[a.question for a in place.turn.asks if a.sure],
            key=f"guide-numbers-{document}-{start}-{project.store.journal.revision()}",
            format_func=lambda n: texts[n], placeholder=t("guide.asks-none"),
        )  # fmt: skip
        with st.container(horizontal=True):
            st.button(
                t("guide.correct-save"), key="guide-correct", type="primary",
                on_click=_correct, args=(project, document, start, numbers),
            )  # fmt: skip
            st.button(
                t("guide.correct-again"), key="guide-recognise", disabled=not place.turn.by_hand,
                help=t("guide.correct-again-help"),
                on_click=_correct, args=(project, document, start, None),
            )  # fmt: skip


def _line(place: Place) -> str:
    words = " ".join(place.words.split())
    return words if len(words) <= LINE else words[: LINE - 1] + "…"


@guard.callback
def _correct(project: Project, document: int, start: int, numbers: list[str] | None) -> None:
    if project.set_question(document, start, numbers, coder=session.acting()):
        guard.say(t("guide.corrected"))
