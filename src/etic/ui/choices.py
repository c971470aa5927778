"""What was chosen stays chosen when the language changes.

The browser names an option of a list by the words that stand in it. In another language these
words are in no list, and Streamlit would go back to the first option, while the page still shows
the old words.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.elements.widgets.button_group import (
    _MultiSelectButtonGroupSerde,
    _SingleSelectButtonGroupSerde,
)
from streamlit.elements.widgets.multiselect import MultiSelectSerde
from streamlit.elements.widgets.radio import RadioSerde
from streamlit.elements.widgets.selectbox import SelectboxSerde
from streamlit.runtime.scriptrunner import get_script_run_ctx

LISTS = (
    MultiSelectSerde, RadioSerde, SelectboxSerde, _MultiSelectButtonGroupSerde,
    _SingleSelectButtonGroupSerde,
)  # fmt: skip


def keep_choices() -> None:
    """Say of every list what is chosen in it, so that the next run shows it in its own words.

    Called before the language changes: until then the words are understood. What stands in text
    fields is left alone, since what is being typed is known to the browser only.
    """
    context = get_script_run_ctx()
    if context is None:
        return
    # Streamlit has no other way to tell which of the session's keys are lists.
    state = context.session_state._state
    for widget, about in state._new_widget_state.widget_metadata.items():
        key = state._key_id_mapper.id_key_mapping.get(widget)
        chosen_in = isinstance(getattr(about.serializer, "__self__", None), LISTS)
        if chosen_in and key is not None and key in st.session_state:
            st.session_state[key] = st.session_state[key]


def as_stored(mark: str, fields: Mapping[str, object]) -> None:
    """Put what is stored into fields, by their keys, before they are shown.

    Once for each time that it changes: what is being written stays, and after undo, or when
    somebody else has written, the fields show what is there. `mark` names the fields together.
    """
    if st.session_state.get(mark) == fields and all(key in st.session_state for key in fields):
        return
    st.session_state[mark] = dict(fields)
    st.session_state.update(fields)
