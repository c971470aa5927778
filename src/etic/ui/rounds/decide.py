"""Going through the differences: one place at a time, decided by buttons or by keys.

The keys are those of the review of suggestions (`page.js`): a button whose key is `review-KeyX-…`
is pressed by that place on the keyboard, whatever the layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import streamlit as st

from etic.actions.adjudicating import Disagreement, Disagreements
from etic.i18n import number, t
from etic.project import Project
from etic.store.rounds import Outcome, Round
from etic.text import find_quote
from etic.ui import guard
from etic.ui.cache import reckoned, remembered
from etic.ui.cards import page_of
from etic.ui.figures import downloads
from etic.ui.look import empty, escaped, safe
from etic.ui.pickers import code_label, keep, tree_of
from etic.ui.rounds.place import show_place
from etic.ui.rounds.settle import adjudicator_field
from etic.ui.rounds.walk import Walk, walk_of

PAIR = 0  # no round has this id
AROUND = 600  # characters before and after a place in which a passage of one's own is looked for


def decisions(project: Project, rounds: Sequence[Round]) -> None:
    """The differences of a round or of two coders, the queue and the list of all."""
    st.subheader(t("rounds.disagreements"), anchor=False)
    found = _chosen(project, rounds)
    if found is None:
        empty(t("rounds.nothing-closed"), t("rounds.nothing-closed-next"))
        return
    if not found.places:
        empty(t("rounds.no-disagreements"), t("rounds.no-disagreements-next"))
        st.caption(escaped(found.note))
        return
    scope = (str(project.path), found.one, found.other, tuple(d.id for d in found.documents))
    who = adjudicator_field((found.one, found.other), f"decide-{found.one}-{found.other}")
    walk = walk_of(scope)
    with st.container(key="review"):
        _queue(project, walk, found, who)
    _list(project, walk, found)


def _chosen(project: Project, rounds: Sequence[Round]) -> Disagreements | None:
    """What is gone through: a closed round, the newest first, or any two who share a document."""
    closed = {r.id: r for r in reversed(rounds) if r.state != "open"}
    counts = remembered(project, "coders by document", project.coders_by_document)
    pairs = {
        pair: None
        for names in counts.values()
        for pair in combinations(sorted(names), 2)
    }  # fmt: skip
    options = [*closed, *([PAIR] if pairs else [])]
    if not options:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", key="decide-what"):
        keep("decide-round", options, 0 if closed else None)
        chosen = st.selectbox(
            t("rounds.what"), options, key="decide-round", width=320, placeholder=t("ui.choose"),
            # Any two is for who asks for it; a closed round waits to be gone through.
            index=0 if closed else None,
            format_func=lambda i: (
                t("rounds.what-pair") if i == PAIR else t("rounds.what-round", round=closed[i].name)
            ),
        )  # fmt: skip
        if chosen is None:
            return None
        among = list(pairs) if chosen == PAIR else list(combinations(closed[chosen].coders, 2))
        one, other = among[0]
        if len(among) > 1:
            keep("decide-pair", among)
            one, other = st.selectbox(
                t("ui.coders"), among, key="decide-pair", width=320,
                format_func=lambda pair: f"{pair[0]} — {pair[1]}",
            )  # fmt: skip
    if chosen == PAIR:
        return reckoned(
            project, ("disagreements", one, other), lambda: project.disagreements(one, other)
        )
    name = closed[chosen].name
    return reckoned(
        project, ("round disagreements", chosen, one, other),
        lambda: project.round_disagreements(name, (one, other)),
    )  # fmt: skip


# -- one place ------------------------------------------------------------------------------------


def _queue(project: Project, walk: Walk, found: Disagreements, who: str) -> None:
    place = walk.current(found)
    parts = [t("suggestions.left", n=len(found.open))]
    if found.decided:
        parts.append(t("rounds.decided", n=number(len(found.decided))))
    if walk.later:
        parts.append(t("rounds.later-n", n=number(len(walk.later))))
    st.html(f'<p class="etic-quiet"><strong role="status">{safe(" · ".join(parts))}</strong></p>')
    if place is None:
        _end(project, walk, found)
        return
    show_place(project, place)
    if walk.own:
        _own(project, walk, place, who)
        return
    reason_key = f"decide-reason-{walk.turn}"
    st.text_input(t("rounds.reason"), key=reason_key, placeholder=t("rounds.reason-hint"))
    _buttons(project, walk, place, who, reason_key)
    st.caption(escaped(t("rounds.keys")))


def _buttons(project: Project, walk: Walk, place: Disagreement, who: str, reason_key: str) -> None:
    def deciding(outcome: Outcome) -> Callable[[], None]:
        return lambda: walk.decide(
            project,
            place,
            outcome,
            who,
            st.session_state.get(reason_key, ""),
        )

    def toggle() -> None:
        walk.own = True

    with st.container(key="decide", horizontal=True, gap="small"):
        one, other = place.coders
        _button(walk, "Digit1", t("rounds.take", n=1, coder=one), "person", deciding("one"))
        _button(walk, "Digit2", t("rounds.take", n=2, coder=other), "person", deciding("other"))
        if place.one and place.other:
            _button(walk, "Digit3", t("rounds.take-both"), "group", deciding("both"))
        _button(walk, "KeyX", t("rounds.take-neither"), "close", deciding("neither"))
        _button(walk, "KeyC", t("rounds.own"), "edit", toggle)
        _button(walk, "KeyS", t("rounds.later"), "schedule", lambda: walk.put_off(place))
        _undo(project, walk)


def _undo(project: Project, walk: Walk) -> None:
    _button(walk, "KeyU", t("rounds.undo"), "undo", lambda: walk.undo(project))


def _button(walk: Walk, key: str, label: str, icon: str, do: Callable[[], None]) -> None:
    st.button(
        escaped(label), key=f"review-{key}-{walk.turn}", icon=f":material/{icon}:",
        on_click=guard.callback(do),
    )  # fmt: skip


def _own(project: Project, walk: Walk, place: Disagreement, who: str) -> None:
    """A code and a passage of one's own instead of what the two have."""
    tree = tree_of(project)
    turn = walk.turn
    paths = [n.path for n in tree if not n.studies or place.study in n.studies]
    keys = {name: f"review-other-{turn}-{name}" for name in ("code", "text", "no", "reason")}
    st.selectbox(
        t("rounds.own-code"), paths, key=keys["code"], index=None, width=560,
        placeholder=t("suggestions.other-hint"), format_func=lambda p: code_label(tree, p),
        filter_mode="contains",
    )  # fmt: skip
    st.text_area(
        t("rounds.own-passage"), place.quote, key=keys["text"], help=t("rounds.own-passage-help")
    )
    st.checkbox(t("rounds.own-no"), key=keys["no"])
    st.text_input(t("rounds.reason"), key=keys["reason"], placeholder=t("rounds.reason-hint"))

    def put() -> None:
        code, words = st.session_state[keys["code"]], st.session_state[keys["text"]]
        if not code or not words.strip():
            guard.say(t("rounds.own-incomplete"), "error")
            return
        start, end = found_near(project, place, words)
        state = "no" if st.session_state[keys["no"]] else "yes"
        reason = st.session_state[keys["reason"]]
        walk.decide(project, place, "new", who, reason, [(code, start, end, state)])

    def cancel() -> None:
        walk.own = False

    with st.container(horizontal=True, gap="small", key="decide"):
        st.button(
            t("rounds.own-put"), key=f"decide-own-{turn}", type="primary",
            on_click=guard.callback(put),
        )  # fmt: skip
        _button(walk, "Escape", t("rounds.own-cancel"), "close", cancel)


def found_near(project: Project, place: Disagreement, words: str) -> tuple[int, int]:
    """Where a passage stands at a place or around it; refused where it does not, or twice."""
    text = project.text(place.document_id)
    for first, last in (
        (place.start, place.end),
        (max(0, place.start - AROUND), min(len(text), place.end + AROUND)),
    ):
        part = text[first:last]
        if part.count(words.strip()) == 1:
            break
    start, end = find_quote(part, words.strip(), document=place.document)
    return first + start, first + end


def _end(project: Project, walk: Walk, found: Disagreements) -> None:
    with st.container(border=True):
        if found.open:
            st.markdown(f":material/schedule: **{escaped(t('rounds.only-later'))}**")
        else:
            st.markdown(f":material/task_alt: **{escaped(t('rounds.all-decided'))}**")
            st.markdown(escaped(t("rounds.all-decided-next")))
        with st.container(horizontal=True, gap="small", key="decide"):
            if found.open:
                label = t("rounds.take-up", n=number(len(found.open)))
                _button(walk, "Enter", label, "play_arrow", walk.take_up)
            if walk.made:
                _undo(project, walk)


# -- all of them ----------------------------------------------------------------------------------


def _list(project: Project, walk: Walk, found: Disagreements) -> None:
    """All places with what was decided, each open to another decision."""
    with st.expander(t("rounds.list"), icon=":material/list:"):
        for place in found.places[page_of(len(found.places), "decide")]:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"place-{place.id}", gap="small"
            ):
                st.html(_line_html(found, place))
                if place.decision:
                    st.button(
                        t("rounds.again"), key=f"again-{place.id}", type="tertiary",
                        on_click=guard.callback(walk.look_again), args=(place.id,),
                    )  # fmt: skip
        st.caption(escaped(found.note))
        downloads(project, found.table, "disagreements")


def _line_html(found: Disagreements, place: Disagreement) -> str:
    said = [f"{place.document}, {number(place.start)}", t(f"rounds.kind-{place.kind}"),
            number(place.cost, 1)]  # fmt: skip
    if place.decision:
        names = {"one": found.one, "other": found.other}
        outcome = place.decision.outcome
        decided = names.get(outcome) or t(f"rounds.outcome-{outcome}")
        said.append(" · ".join(p for p in (decided, place.decision.reason) if p))
    return (
        f'<p class="etic-step">{safe(" · ".join(said[:3]))}'
        + (f"<small>✓ {safe(said[3])}</small>" if place.decision else "")
        + "</p>"
    )
