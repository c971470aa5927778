"""Which proposition is looked at, which case of it, and whose judgements."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from etic.actions.induction import Candidate, JudgedCase
from etic.project import Project
from etic.store.propositions import PropositionRow
from etic.ui import session
from etic.ui.cache import remembered

VIEW = "induction-view"
CHOSEN = "induction-chosen"
VIEWS = ("board", "one", "truth")


@dataclass(frozen=True, slots=True)
class Own:
    """Whose judgements are shown: a second coder sees only their own, so as not to be led."""

    coder: str  # empty: those of all who count
    second: bool


def own_of(project: Project) -> Own:
    """Whose judgements the person at work is shown."""
    name = session.coder()
    second = bool(name) and name in remembered(project, "second coders", project.second_coders)
    return Own(name if second else "", second)


def cases_of(project: Project, row: PropositionRow, coder: str) -> list[Candidate]:
    """All cases of a proposition with what speaks for and against it, those that wait first."""
    return remembered(
        project, ("queue", row.id, coder),
        lambda: project.judging_queue(row.number, study=row.study, coder=coder, everyone=True),
    )  # fmt: skip


def judged_of(project: Project, row: PropositionRow, coder: str, version: int) -> list[JudgedCase]:
    """The cases of a version with what was judged of each."""
    return remembered(
        project, ("judged", row.id, coder, version),
        lambda: project.judged_cases(
            row.number, version=version, study=row.study, coder=coder or None
        ),
    )  # fmt: skip


def choose(row_id: int) -> None:
    """Look at one proposition in the next run."""
    st.session_state[VIEW] = "one"
    st.session_state[CHOSEN] = row_id


def case_key(version_id: int) -> str:
    """Where the case that is being judged is kept."""
    return f"induction-case-{version_id}"
