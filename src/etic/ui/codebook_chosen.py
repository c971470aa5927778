"""Which code of the codebook is open: by its id, so that it stays open when it is renamed."""

from __future__ import annotations

import streamlit as st

CHOSEN = "etic-code"
_TURN = "etic-code-turn"


def choose(code_id: int) -> None:
    """Open a code otherwise than by a click in the tree, which then has to follow."""
    if st.session_state.get(CHOSEN) != code_id:
        st.session_state[CHOSEN] = code_id
        st.session_state[_TURN] = turn() + 1


def turn() -> int:
    """How often a code was opened so."""
    return int(st.session_state.get(_TURN, 0))
