"""Links to places: a document, a passage in it, the quotes of a code; also in a new tab."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from etic.i18n import number, t
from etic.model import Hit, Quote
from etic.ui.look import escaped
from etic.ui.session import carried
from etic.ui.sitemap import page


def address(study: str, document: str) -> str:
    """How a link names a document: by what it is called, so that it holds in a copy too."""
    return f"{study}/{document}"


def document_link(
    study: str, document: str, *, label: str | None = None, icon: str | None = None
) -> None:
    """A link that opens a document for coding."""
    st.page_link(
        page("code"), label=escaped(document if label is None else label), icon=icon,
        query_params=carried({"document": address(study, document)}),
    )  # fmt: skip


def place_link(place: Quote | Hit, width: Literal["content", "stretch"] = "content") -> None:
    """A link that opens the text at a quote or at what was found."""
    passage_link(
        place.study, place.document, place.start, place.end, place_label(place), width=width
    )


def passage_link(
    study: str,
    document: str,
    start: int | None,
    end: int | None,
    label: str,
    *,
    width: Literal["content", "stretch"] = "content",
) -> None:
    """A link that opens a text at a passage."""
    place = {"document": address(study, document), "start": start, "end": end}
    st.page_link(
        page("code"), label=escaped(label), icon=":material/arrow_outward:", width=width,
        query_params=carried(place),
    )  # fmt: skip


def place_label(place: Quote | Hit) -> str:
    """A place in words: document, who speaks, where."""
    speaker = f" ({place.speaker})" if place.speaker else ""
    return t("ui.place", document=place.document, speaker=speaker, start=number(place.start))


def quotes_link(code: str, label: str) -> None:
    """A link to the quotes of a code."""
    st.page_link(
        page("quotes"), label=escaped(label), icon=":material/format_quote:",
        query_params=carried({"code": code}),
    )  # fmt: skip
