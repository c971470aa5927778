"""Links to places: a document, a passage in it, the quotes of a code; also in a new tab."""

from __future__ import annotations

from typing import Literal
from urllib.parse import unquote

import streamlit as st

from etic.i18n import number, t
from etic.model import Hit, Quote
from etic.store.latest import Passage
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


def place_link(
    place: Quote | Hit | Passage,
    width: Literal["content", "stretch"] = "content",
    *,
    compare: tuple[str, str] | None = None,
) -> None:
    """A link that opens the text at a quote, or at what was found or done there.

    Where `compare` names two coders, they are side by side in it.
    """
    passage_link(
        place.study, place.document, place.start, place.end, place_label(place),
        width=width, compare=compare,
    )  # fmt: skip


def passage_link(
    study: str,
    document: str,
    start: int | None,
    end: int | None,
    label: str,
    *,
    width: Literal["content", "stretch"] = "content",
    compare: tuple[str, str] | None = None,
) -> None:
    """A link that opens a text at a passage, with two coders side by side where they are named."""
    place: dict[str, object] = {"document": address(study, document), "start": start, "end": end}
    if compare is not None:
        place["compare"] = pair_address(*compare)
    st.page_link(
        page("code"), label=escaped(label), icon=":material/arrow_outward:", width=width,
        query_params=carried(place),
    )  # fmt: skip


def pair_address(one: str, other: str) -> str:
    """How a link names two coders: `anna,boris`. A comma in a name is written `%2C`.

    >>> pair_address("Иванова, А.", "boris")
    'Иванова%2C А.,boris'
    """
    return ",".join(name.replace("%", "%25").replace(",", "%2C") for name in (one, other))


def pair(named: str) -> tuple[str, str] | None:
    """The two coders whom a link names (its parameter `compare`); None where it names no two.

    >>> pair("Иванова%2C А.,boris"), pair("anna"), pair("anna,anna")
    (('Иванова, А.', 'boris'), None, None)
    """
    names = [unquote(name).strip() for name in named.split(",")]
    if len(names) != 2 or not all(names) or names[0] == names[1]:
        return None
    return names[0], names[1]


def place_label(place: Quote | Hit | Passage) -> str:
    """A place in words: document, who speaks, where."""
    speaker = f" ({place.speaker})" if place.speaker else ""
    return t("ui.place", document=place.document, speaker=speaker, start=number(place.start))


def like_address(study: str, document: str, start: int, end: int) -> str:
    """How a link names a passage that others should resemble: `study/R01:120-188`."""
    return f"{address(study, document)}:{start}-{end}"


def similar_link(quote: Quote) -> None:
    """A link to the passages that resemble a quote."""
    place = like_address(quote.study, quote.document, quote.start, quote.end)
    st.page_link(
        page("search"), label=t("like.more"), icon=":material/join_inner:",
        help=t("like.more-help"), query_params=carried({"like": place}),
    )  # fmt: skip


def quotes_link(code: str, label: str) -> None:
    """A link to the quotes of a code."""
    st.page_link(
        page("quotes"), label=escaped(label), icon=":material/format_quote:",
        query_params=carried({"code": code}),
    )  # fmt: skip
