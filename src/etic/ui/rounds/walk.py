"""One person's way through the places where coders differ: what is next, put off, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from etic.actions.adjudicating import Disagreement, Disagreements
from etic.i18n import t
from etic.project import Project
from etic.store.rounds import Outcome
from etic.ui import guard, session

WALK = "etic-adjudication"


@dataclass
class Walk:
    """What this session has of a list of places: the list itself comes from the project."""

    scope: object
    later: list[str] = field(default_factory=list)
    made: list[int] = field(default_factory=list)  # steps of this walk, the newest last
    again: str = ""  # a decided place that is looked at anew
    own: bool = False  # whether a coding of one's own is being put together
    # Part of all buttons' keys: a key pressed twice decides about one place.
    turn: int = 0

    def current(self, found: Disagreements) -> Disagreement | None:
        """The place to be decided; None where the rest was put off or nothing is left."""
        for place in found.places:
            if place.id == self.again:
                return place
        return next((p for p in found.open if p.id not in self.later), None)

    def decide(
        self,
        project: Project,
        place: Disagreement,
        outcome: Outcome,
        adjudicator: str,
        reason: str,
        codings: Sequence[tuple[str, int, int, str]] = (),
    ) -> None:
        """Decide about a place."""
        done = project.decide(
            place, outcome, adjudicator=adjudicator, reason=reason,
            codings=codings,  # type: ignore[arg-type]
            coder=session.acting(),
        )  # fmt: skip
        self.made.append(done.event)
        self.forward()

    def put_off(self, place: Disagreement) -> None:
        """Leave a place for the end."""
        if place.id != self.again:
            self.later.append(place.id)
        self.forward()

    def take_up(self) -> None:
        """Go on with what was put off."""
        self.later.clear()
        self.forward()

    def look_again(self, place_id: str) -> None:
        """Look at a decided place anew."""
        self.forward()
        self.again = place_id

    def undo(self, project: Project) -> None:
        """Take the last decision of this walk back."""
        if not self.made:
            guard.say(t("rounds.nothing-to-undo"))
            return
        event = self.made.pop()
        self.forward()
        project.undo_decision(event, coder=session.acting())

    def forward(self) -> None:
        """Whatever was open at a place is closed."""
        self.turn += 1
        self.own, self.again = False, ""


def walk_of(scope: object) -> Walk:
    """The session's walk through these places, begun anew where they are others."""
    walk: Walk | None = st.session_state.get(WALK)
    if walk is None or walk.scope != scope:
        walk = st.session_state[WALK] = Walk(scope, turn=walk.turn + 1 if walk else 0)
    return walk
