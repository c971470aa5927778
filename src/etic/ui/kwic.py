"""Places found, one under another with the words in a line, each a link to where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from etic.i18n import t
from etic.model import Hit
from etic.ui import guard
from etic.ui.links import place_link
from etic.ui.look import escaped, safe


def kwic_lines(
    hits: Sequence[Hit],
    key: str,
    counts: Mapping[int, int] | None = None,
    *,
    similar: Callable[[Hit], None],
) -> None:
    """Lines of keywords in context; with `counts` (document id → places) under the documents.

    `similar` is called where passages like that of a place are asked for.
    """
    document = None
    with st.container(key=f"kwic-{key}", gap=None):
        for i, hit in enumerate(hits):
            if counts is not None and hit.document_id != document:
                document = hit.document_id
                said = t("search.places", n=counts[document]) if document in counts else ""
                st.markdown(" · ".join(p for p in (f"**{escaped(hit.document)}**", said) if p))
            with st.container(
                horizontal=True, vertical_alignment="center", wrap=False, key=f"hit-{key}-{i}"
            ):
                with st.container(width=190):
                    place_link(hit)
                st.html(
                    '<p class="etic-kwic"><span class="etic-before">'
                    f"<span>{_flat(hit.before)}</span></span>"
                    f'<span class="etic-after"><mark>{_flat(hit.text)}</mark>'
                    f"{_flat(hit.after)}</span></p>"
                )
                # A button, not a link: a link to the screen one is on leaves the address as it was.
                st.button(
                    t("like.more"), key=f"similar-{key}-{i}", type="tertiary",
                    icon=":material/join_inner:", help=t("like.more-help"),
                    on_click=guard.callback(similar), args=(hit,),
                )  # fmt: skip


def _flat(text: str) -> str:
    """A piece of a text on one line, with its blanks at the ends kept."""
    return safe("".join(" " if ch.isspace() else ch for ch in text))
