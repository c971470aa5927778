"""The queue: one passage at a time, decided by keys or by buttons.

It runs as a fragment: a key costs one decision and the next passage, never the whole screen. The
keys are in `page.js`: a button whose key is `review-KeyX-…` is pressed by it,
whatever the layout.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from etic.actions.reviewing import Review
from etic.i18n import number, t
from etic.project import Project
from etic.ui import guard
from etic.ui.look import escaped, safe
from etic.ui.pickers import code_label, tree_of
from etic.ui.review.passage import idea_html, show_definition, show_passage
from etic.ui.review.scope import Scope
from etic.ui.review.walk import Walk, walk_of

KEYS = ("digits", "accept", "none", "change", "later", "undo", "help")


def show_queue(project: Project, scope: Scope, threshold: float, said: str) -> None:
    """The queue of a scope; `said` is a line about the threshold."""
    guard.fragment()(_queue)(project, walk_of(project, scope), threshold, said)


def _queue(project: Project, walk: Walk, threshold: float, said: str) -> None:
    walk.refresh(project)
    current = walk.current
    with st.container(key="review"):
        _head(walk, said)
        if current is None:
            _end(project, walk)
            return
        show_passage(project, current)
        if walk.changing:
            _other(project, walk, current)
        else:
            _ideas(project, walk, current, threshold)
            _buttons(project, walk)
        _help(walk)


def _ideas(project: Project, walk: Walk, current: Review, threshold: float) -> None:
    """What is proposed, each with its number, how sure it is, and why."""
    tree = tree_of(project)
    with st.container(key="review-ideas", gap="xsmall"):
        for i, idea in enumerate(current.ideas, 1):
            label = tree.label(idea.code_id)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if len(current.ideas) == 1:  # nothing to choose between
                    st.markdown(f"**{escaped(label)}**", width="content")
                else:
                    ticked = idea.uid in walk.accepted
                    mark = "check_box" if ticked else "check_box_outline_blank"
                    st.button(
                        escaped(f"{i} · {label}"), key=f"review-Digit{i}-{walk.turn}",
                        icon=f":material/{mark}:", on_click=_guarded(walk, _picking(idea.uid)),
                    )  # fmt: skip
                show_definition(tree.by_id[idea.code_id], f"review-definition-{i}-{walk.turn}")
            st.html(idea_html(idea, threshold))


def _head(walk: Walk, threshold: str) -> None:
    """How much is left; read out by screen readers when it changes."""
    said = [t("suggestions.left", n=len(walk.queue))]
    if walk.later:
        said.append(t("suggestions.put-off", n=len(walk.later)))
    if walk.made:
        said.append(t("suggestions.made", n=len(walk.made)))
    st.html(
        f'<p class="etic-quiet"><strong role="status">{safe(" · ".join(said))}</strong>'
        f"<br>{safe(threshold)}</p>"
    )


def _buttons(project: Project, walk: Walk) -> None:
    one_code = bool(walk.scope.code)
    with st.container(horizontal=True, gap="small", key="review-buttons"):
        n = len(walk.accepted)
        yes = t("suggestions.yes") if one_code else t("suggestions.accept", n=n)
        _button(walk, "Enter", yes, "check", lambda w: w.decide(project, w.accepted), primary=True)
        no = t("suggestions.no") if one_code else t("suggestions.none")
        _button(walk, "KeyX", no, "close", lambda w: w.decide(project, ()))
        if not one_code:
            _button(walk, "KeyC", t("suggestions.change"), "swap_horiz", _toggle_change)
        _button(walk, "KeyS", t("suggestions.later"), "schedule", Walk.put_off)
        _undo_button(project, walk)
        _button(walk, "Help", t("suggestions.keys"), "keyboard", _toggle_help)


def _undo_button(project: Project, walk: Walk) -> None:
    def undo(w: Walk) -> None:
        if not w.undo(project):
            guard.say(t("suggestions.nothing-to-undo"))

    _button(walk, "KeyU", t("suggestions.undo"), "undo", undo)


def _button(
    walk: Walk, key: str, label: str, icon: str, do: Callable[[Walk], object], *,
    primary: bool = False,
) -> None:  # fmt: skip
    st.button(
        escaped(label), key=f"review-{key}-{walk.turn}", icon=f":material/{icon}:",
        type="primary" if primary else "secondary", on_click=_guarded(walk, do),
    )  # fmt: skip


def _guarded(walk: Walk, do: Callable[[Walk], object]) -> Callable[[], None]:
    """A callback on the walk, whose errors reach the person."""

    def call() -> None:
        do(walk)

    return guard.callback(call)


def _picking(uid: str) -> Callable[[Walk], object]:
    return lambda walk: walk.pick(uid)


def _toggle_change(walk: Walk) -> None:
    walk.changing = not walk.changing


def _toggle_help(walk: Walk) -> None:
    walk.help = not walk.help


def _other(project: Project, walk: Walk, current: Review) -> None:
    """Another code, found by its letters: choosing it is the decision."""
    tree = tree_of(project)
    paths = [n.path for n in tree if not n.studies or current.study in n.studies]
    key = f"review-other-{walk.turn}"

    def choose(w: Walk) -> None:
        if st.session_state.get(key):
            w.decide(project, (), [st.session_state[key]])

    with st.container(horizontal=True, vertical_alignment="bottom", key="review-change"):
        st.selectbox(
            t("suggestions.other"), paths, key=key, index=None, width=560,
            placeholder=t("suggestions.other-hint"), format_func=lambda p: code_label(tree, p),
            on_change=_guarded(walk, choose), filter_mode="contains",
        )  # fmt: skip
        _button(walk, "Escape", t("suggestions.cancel"), "close", _toggle_change)


def _help(walk: Walk) -> None:
    if not walk.help:
        return
    lines = "".join(
        f"<dt><kbd>{safe(t(f'suggestions.key-{name}-example'))}</kbd></dt>"
        f"<dd>{safe(t(f'suggestions.key-{name}'))}</dd>"
        for name in KEYS
    )
    st.html(f'<dl class="etic-keys">{lines}</dl>')


def _end(project: Project, walk: Walk) -> None:
    """Nothing is left to be decided here, or only what was put off."""
    with st.container(border=True):
        if walk.queue:
            st.markdown(f":material/schedule: **{escaped(t('suggestions.only-put-off'))}**")
        else:
            st.markdown(f":material/task_alt: **{escaped(t('suggestions.all-decided'))}**")
            st.markdown(escaped(t("suggestions.all-decided-next")))
        with st.container(horizontal=True, gap="small"):
            if walk.queue:
                label = t("suggestions.take-up", n=number(len(walk.queue)))
                _button(walk, "Enter", label, "play_arrow", Walk.take_up, primary=True)
            if walk.made:
                _undo_button(project, walk)
