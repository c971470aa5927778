"""Quotes for reading: in whole, each with its code, its coder and a link to its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from etic.i18n import t
from etic.model import Quote
from etic.project import Project
from etic.ui.links import place_link, similar_link
from etic.ui.look import safe, swatch
from etic.ui.pickers import tree_of

PER_PAGE = 20


def page_of(total: int, key: str, per_page: int = PER_PAGE) -> slice:
    """Which of so many things to show, with the pages to choose from where they are several."""
    pages = max(1, -(-total // per_page))
    if pages == 1:
        return slice(0, total)
    state = f"page-{key}"
    if st.session_state.get(state, 1) > pages:
        st.session_state[state] = 1
    with st.container(key=f"pages-{key}"):
        number = st.pagination(pages, key=state)
    return slice((number - 1) * per_page, number * per_page)


def quote_cards(
    project: Project,
    quotes: Sequence[Quote],
    key: str,
    *,
    compare: tuple[str, str] | None = None,
    remarks: Mapping[int, str] | None = None,
) -> None:
    """Quotes one under another, by pages.

    With `compare`, their links open the text with these two coders side by side; `remarks` are
    lines to stand under the quotes, by the id of the coding.
    """
    tree = tree_of(project)
    shown = quotes[page_of(len(quotes), key)]
    for quote in shown:
        with st.container(key=f"card-{key}-{quote.id}", gap=None):
            with st.container(horizontal=True, key=f"links-{key}-{quote.id}"):
                place_link(quote, compare=compare)
                similar_link(quote)
            node = tree.by_id.get(quote.code_id)
            colour = node.code.colour if node else ""
            name = tree.label(node.id) if node else quote.code
            state = f" · {t('ui.state-no')}" if quote.state == "no" else ""
            said = (remarks or {}).get(quote.id, "")
            remark = f"<br>{safe(said)}" if said else ""
            memo = f'<p class="etic-memo">{safe(quote.memo)}</p>' if quote.memo else ""
            st.html(
                f'<figure class="etic-quote" style="border-color:{safe(colour)}">'
                f"<blockquote>{safe(quote.quote)}</blockquote>{memo}"
                f"<figcaption>{swatch(colour)} {safe(name)}{safe(state)}"
                f" · {safe(quote.coder)}{remark}</figcaption></figure>"
            )
