"""Whose codings a count of this project does not take."""

from __future__ import annotations

from etic.analysis.left_out import NOBODY, LeftOut
from etic.store import Store, queries, rounds


def left_out(store: Store, coder: str | None = None) -> LeftOut:
    """Second coders and rounds; nobody, where the codings of one `coder` are asked for by name."""
    if coder is not None:
        return NOBODY
    return LeftOut(
        tuple(queries.second_coders(store.connection)),
        tuple(
            (r.name, r.adjudicator or r.counted)
            for r in rounds.rounds(store.connection, store.tree())
        ),
    )
