"""What a person decides: doubtful places, topics that were not asked, notes that are not so."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from etic.actions.asking import Disagreement, GuideAsked, Place, Proposal
from etic.analysis.asking import Asked
from etic.guide import Guide
from etic.i18n import number, percent, t
from etic.project import Project
from etic.ui import guard, session
from etic.ui.cards import page_of
from etic.ui.links import passage_link
from etic.ui.look import escaped, safe
from etic.ui.pickers import code_label, tree_of

LONGEST = 400  # characters of a turn that are shown


# -- doubtful places ------------------------------------------------------------------------------


def doubtful(project: Project, found: GuideAsked) -> None:
    """Places where it hangs on a person whether a question was asked."""
    places = found.doubtful()
    if not places:
        st.markdown(escaped(t("guide.look-none")))
        return
    st.caption(escaped(t("guide.look-about")))
    for place, asked in places[page_of(len(places), "guide-look")]:
        _doubtful(project, found.guide, place, asked)


def _doubtful(project: Project, guide: Guide, place: Place, asked: Asked) -> None:
    question = guide.question(asked.question)
    assert question is not None
    key = f"{place.conversation.document_id}-{place.turn.start}-{asked.question}"
    with st.container(border=True, key=f"guide-look-{key}"):
        place_of(place)
        st.html(quoted(place))
        st.markdown(f"**{escaped(question.number)}** · {escaped(question.text)}")
        st.caption(escaped(t(f"guide.why-{asked.why}", likely=percent(asked.score, 0))))
        others = [a.question for a in place.turn.asks if a.sure]
        with st.container(horizontal=True):
            st.button(
                t("guide.is-asked"), key=f"guide-yes-{key}", icon=":material/check:",
                on_click=_say, args=(project, place, [*others, asked.question]),
            )  # fmt: skip
            st.button(
                t("guide.is-not-asked"), key=f"guide-no-{key}", icon=":material/close:",
                on_click=_say, args=(project, place, others),
            )  # fmt: skip


@guard.callback
def _say(project: Project, place: Place, questions: Sequence[str]) -> None:
    document = place.conversation.document_id
    if project.set_question(document, place.turn.start, questions, coder=session.acting()):
        guard.say(t("guide.corrected"))


def place_of(place: Place) -> None:
    """The link that opens the transcript at the turn."""
    c = place.conversation
    label = t("ui.place", document=c.document, speaker="", start=number(place.turn.start))
    passage_link(c.study, c.document, place.turn.body, place.turn.end, label)


def quoted(place: Place) -> str:
    """What is said in the turn."""
    words = place.words if len(place.words) <= LONGEST else place.words[: LONGEST - 1] + "…"
    return f'<p class="etic-note">{safe(words)}</p>'


# -- topics ---------------------------------------------------------------------------------------


def proposals(project: Project, found: GuideAsked) -> None:
    """Topics that look as if they were not asked; a person says of whom that is so."""
    st.subheader(t("guide.proposals"), anchor=False)
    if not found.proposals:
        st.markdown(escaped(t("guide.proposals-none")))
        return
    st.caption(escaped(t("guide.proposals-about")))
    tree = tree_of(project)
    topics: dict[tuple[str, tuple[str, ...]], list[Proposal]] = {}
    for each in found.proposals:
        topics.setdefault((each.code, each.questions), []).append(each)
    chosen: list[tuple[int, str]] = []
    for (code, questions), of_topic in topics.items():
        names = {each.case.id: each.case.name for each in of_topic}
        why = (
            t("guide.questions-not-found", n=len(questions), numbers=", ".join(questions))
            if questions
            else t("guide.why-not-in-guide")
        )
        ids = st.multiselect(
            f"{code_label(tree, code)} — {why}", list(names), default=list(names),
            key=f"guide-unasked-{found.guide.study}-{found.guide.name}-{code}-{len(names)}",
            format_func=names.__getitem__, placeholder=t("guide.nobody"),
        )  # fmt: skip
        chosen += [(i, code) for i in ids]
    st.button(
        t("guide.apply", n=len(chosen)), type="primary", key="guide-apply",
        icon=":material/done_all:", disabled=not chosen, on_click=_apply, args=(project, chosen),
    )  # fmt: skip


@guard.callback
def _apply(project: Project, chosen: list[tuple[int, str]]) -> None:
    done = project.apply_not_asked(chosen, coder=session.acting())
    guard.say(t("guide.applied", n=done))


def disagreements(project: Project, found: GuideAsked) -> None:
    """Topics noted as not asked about which a question was found."""
    st.subheader(t("guide.disagreements"), anchor=False)
    if not found.disagreements:
        st.markdown(escaped(t("guide.disagreements-none")))
        return
    st.caption(escaped(t("guide.disagreements-about")))
    for partly in (False, True):
        some = [each for each in found.disagreements if each.partly == partly]
        if not some:
            continue
        title = t("guide.disagreements-partly" if partly else "guide.disagreements-whole")
        with st.expander(escaped(f"{title} ({number(len(some))})"), expanded=not partly):
            for each in some[page_of(len(some), f"guide-declared-{partly}")]:
                _declared(project, found.guide, each)


def _declared(project: Project, guide: Guide, each: Disagreement) -> None:
    question = guide.question(each.question)
    assert question is not None
    key = f"{each.case.id}-{each.code}"
    with st.container(key=f"guide-declared-{key}", gap="small"):
        topic = code_label(tree_of(project), each.code)
        said = t("guide.declared-line", case=each.case.name, topic=topic)
        st.markdown(f"**{escaped(said)}**")
        place_of(each.place)
        st.html(quoted(each.place))
        st.caption(escaped(f"{question.number} · {question.text}"))
        st.button(
            t("guide.withdraw"), key=f"guide-withdraw-{key}", icon=":material/undo:",
            help=t("guide.withdraw-help"), on_click=_withdraw, args=(project, each),
        )  # fmt: skip


@guard.callback
def _withdraw(project: Project, each: Disagreement) -> None:
    if project.withdraw_not_asked([(each.case.id, each.code)], coder=session.acting()):
        guard.say(t("guide.withdrawn"))
