"""One person's way through the queue: what is next, what was put off, what can be taken back.

It is kept in the session, so that a key costs one decision and one passage to be shown, not the
queue made anew. A full pass over the screen makes it anew where anything has happened since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from etic.actions.reviewing import Review
from etic.project import Project
from etic.ui.review.scope import Scope, whole_queue

WALK = "etic-review"

Key = tuple[int, int, int]


@dataclass
class Walk:
    """The queue as this session sees it."""

    scope: Scope
    queue: list[Review]
    revision: int  # of the project, as far as this queue knows
    later: list[Key] = field(default_factory=list)
    made: list[tuple[int, Review]] = field(default_factory=list)  # steps, with what they decided
    chosen: tuple[str, ...] = ()  # uids that a person picked; none: the first idea is meant
    changing: bool = False
    help: bool = False
    # Part of the keys of all buttons: a key that was pressed twice decides about one passage, for
    # the second press names a button that is no more.
    turn: int = 0

    @property
    def current(self) -> Review | None:
        """The passage to be decided; None where all that is left was put off, or nothing is."""
        return next((review for review in self.queue if review.key not in self.later), None)

    @property
    def accepted(self) -> tuple[str, ...]:
        """The suggestions that are meant when a person accepts."""
        current = self.current
        if current is None:
            return ()
        found = tuple(idea.uid for idea in current.ideas if idea.uid in self.chosen)
        return found or (current.ideas[0].uid,)

    def pick(self, uid: str) -> None:
        """Choose an idea, or leave it out again; the first that is picked replaces the default."""
        if uid in self.chosen:
            self.chosen = tuple(one for one in self.chosen if one != uid)
        else:
            self.chosen = (*self.chosen, uid)

    def decide(self, project: Project, accepted: Sequence[str], other: Sequence[str] = ()) -> None:
        """Decide about the current passage: these are right, the rest of it is not."""
        current = self.current
        if current is None:
            return
        rest = [idea.uid for idea in current.ideas if idea.uid not in accepted]
        self._turn()
        done = project.review(accepted, rest, other, coder=self.scope.coder)
        self.made.append((done.event, current))
        self.queue.remove(current)
        self._knows(project)

    def put_off(self) -> None:
        """Leave the current passage for the end."""
        if self.current is not None:
            self.later.append(self.current.key)
        self._turn()

    def take_up(self) -> None:
        """Go on with what was put off."""
        self.later.clear()
        self._turn()

    def undo(self, project: Project) -> bool:
        """Take the last decision of this walk back, and show its passage; False where there is
        none."""
        if not self.made:
            return False
        event, review = self.made.pop()
        self._turn()
        project.undo_review(event, coder=self.scope.coder)
        self.queue.insert(0, review)
        self.later = [key for key in self.later if key != review.key]
        self._knows(project)
        return True

    def refresh(self, project: Project) -> None:
        """Leave out what others have decided about the current passage meanwhile."""
        while self.current is not None:
            current = self.current
            waits = project.still_waiting([idea.uid for idea in current.ideas])
            ideas = tuple(idea for idea in current.ideas if idea.uid in waits)
            if len(ideas) == len(current.ideas):
                return
            at = self.queue.index(current)
            self.queue[at : at + 1] = [replace(current, ideas=ideas)] if ideas else []

    def _turn(self) -> None:
        self.turn += 1
        self.chosen = ()
        self.changing = False

    def _knows(self, project: Project) -> None:
        """A step of this walk's own is no news, if nothing else happened before it."""
        now = project.store.journal.revision()
        if now == self.revision + 1:
            self.revision = now


def walk_of(project: Project, scope: Scope) -> Walk:
    """The session's walk, made anew where the scope is another or something has happened."""
    walk: Walk | None = st.session_state.get(WALK)
    revision = project.store.journal.revision()
    if walk is not None and walk.scope == scope and walk.revision == revision:
        return walk
    fresh = Walk(scope, list(whole_queue(project, scope)), revision)
    if walk is not None:
        fresh.turn, fresh.help = walk.turn + 1, walk.help
        if walk.scope == scope:
            fresh.later = walk.later
            waiting = {review.key for review in fresh.queue}
            # What waits again was taken back elsewhere: by the button beside every screen, say.
            fresh.made = [step for step in walk.made if step[1].key not in waiting]
            _keep_in_view(walk, fresh)
    st.session_state[WALK] = fresh
    return fresh


def _keep_in_view(walk: Walk, fresh: Walk) -> None:
    """What was being read stays first, if it still waits."""
    reading = walk.current
    if reading is not None:
        fresh.queue.sort(key=lambda review: review.key != reading.key)
