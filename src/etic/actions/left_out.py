"""Whose codings a count of this project does not take."""

from __future__ import annotations

from etic.analysis.left_out import LeftOut
from etic.store import Store, queries, rounds


def left_out(store: Store, coder: str | None = None) -> LeftOut:
    """Second coders and rounds; all but one, where the codings of that `coder` are asked for."""
    if coder is not None:
        return LeftOut(only=coder)
    return LeftOut(
        tuple(queries.second_coders(store.connection)),
        tuple(
            (r.name, r.adjudicator or r.counted)
            for r in rounds.rounds(store.connection, store.tree())
        ),
    )
