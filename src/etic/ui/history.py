"""The journal in words, and the two buttons that walk in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import Literal

import streamlit as st
from babel.dates import format_datetime

from etic.i18n import language, t
from etic.project import Project
from etic.store.steps import Event
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.look import escaped

# What a step names by a key, and where its words stand.
NAMED = {
    "outcome": "rounds.outcome", "verdict": "joint.verdict", "direction": "ui.direction",
}  # fmt: skip
LIVE_SECONDS = 5.0  # how soon the buttons know what was coded in the text


def moment(at: str) -> str:
    """A moment of the journal as people write it, in the time of this machine."""
    when = datetime.fromisoformat(at).astimezone()
    return str(format_datetime(when, "d MMM y, HH:mm", locale=language()))


def step(event: Event) -> str:
    """What kind of step it was."""
    action = t(f"actions.{event.action}")
    if event.kind == "do":
        return action
    return t(f"actions.{event.kind}", action=action, n=event.target)


def about(project: Project, event: Event) -> str:
    """What a step was about: the code by its name, the document, the counts of an import."""
    details = event.details
    parts: list[str] = []
    for key, value in details.items():
        if key in ("code", "to", "into"):
            tree = remembered(project, "tree", project.codebook)
            node = tree.by_path.get(str(value))
            label = tree.label(node.id) if node else str(value)
            if key == "code":
                parts.append(label)
            else:  # where it went, or what it became part of
                parts[-1] += f" → {label}"
        elif key in (
            "documents",
            "guides",
            "codes",
            "codings",
            "tables",
            "indicators",
            "suggestions",
        ):
            if value:
                parts.append(t(f"words.{key}", n=int(value)))
        elif key == "places":
            parts.append(t("cleaning.places", n=int(value)))
        elif key == "files":
            names = [PurePath(str(name)).name for name in value]
            if names:
                parts.append(", ".join(names[:3]) + ("…" if len(names) > 3 else ""))
        elif key in NAMED and value:
            parts.append(t(f"{NAMED[key]}-{value}"))
        elif key not in ("start", "end", "link", "merged") and value not in ("", [], None):
            parts.append(str(value))
    return ", ".join(parts)


def line(project: Project, event: Event) -> str:
    """A step and what it was about."""
    said = about(project, event)
    return f"{step(event)}: {said}" if said else step(event)


def undo_buttons(project: Project, *, live: bool) -> None:
    """Undo and redo for whoever is at work; `live` where steps are made without a rerun."""
    guard.fragment(LIVE_SECONDS if live else None)(_buttons)(project)


def _buttons(project: Project) -> None:
    project = project.seen_by(session.coder())  # a round may have been opened since
    with st.container(horizontal=True, gap="xsmall", wrap=False, key="undo-redo"):
        _button(project, "undo")
        _button(project, "redo")
    if st.session_state.pop("etic-turned-back", False):
        st.rerun()  # the screen shows what was taken back


def _button(project: Project, kind: Literal["undo", "redo"]) -> None:
    who = session.acting()
    event = remembered(
        project, ("next step", kind, who), lambda: project.next_step(kind, coder=who)
    )
    said = line(project, event) if event else t(f"ui.nothing-to-{kind}", who=who)

    def turn_back() -> None:
        taken = project.undo(coder=who) if kind == "undo" else project.redo(coder=who)
        guard.say(t(f"ui.{kind}-done", what=line(project, taken)))
        st.session_state["etic-turned-back"] = True

    # Never disabled: what was coded in the text a second ago is not yet known here.
    st.button(
        t(f"ui.{kind}"), key=f"button-{kind}", on_click=guard.callback(turn_back), width="stretch",
        help=escaped(f"{who}: {said}" if event else said), icon=f":material/{kind}:",
    )  # fmt: skip
