"""What the buttons say is what the stacks of the journal hold, after any order of steps."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

import etic
from etic.errors import EticError
from etic.project import Project
from etic.store.steps import stacks

STEPS = st.lists(
    st.tuples(st.sampled_from(["do", "undo", "redo"]), st.sampled_from(["anna", "boris", ""])),
    max_size=14,
)
KINDS: tuple[Literal["undo", "redo"], ...] = ("undo", "redo")


@settings(max_examples=60)
@given(STEPS)
def test_the_next_step_is_the_top_of_its_stack(steps: list[tuple[str, str]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        etic.create(Path(folder, "p.etic"), "0") as project,
    ):
        for n, (kind, who) in enumerate(steps, 1):
            if kind == "do":
                with project.store.journal.change("code", who or "vera", {}) as tx:
                    tx.insert("coders", {"name": f"{who} {n}"})
            else:
                turn_back(project, kind, who)
            for coder in ("anna", "boris", "vera", ""):
                made = list(reversed(project.events()))
                owner = {e.id: e.who for e in made}
                events = [
                    (e.id, e.who, e.action, e.kind, e.target)
                    for e in made
                    if not coder or coder in (e.who, owner.get(e.target or 0))
                ]
                for i, asked in enumerate(KINDS):
                    step = project.next_step(asked, coder=coder)
                    stack = stacks(events)[i]
                    assert (step.id if step else None) == (stack[-1] if stack else None)


def turn_back(project: Project, kind: str, who: str) -> None:
    """Undo or redo of one, or of whoever was last; refused where there is nothing."""
    try:
        if kind == "undo":
            project.undo(coder=who, who=who or "vera")
        else:
            project.redo(coder=who, who=who or "vera")
    except EticError:
        pass
