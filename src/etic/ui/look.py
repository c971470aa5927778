"""How things look everywhere: styles, and texts of others made safe to show."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path

import streamlit as st

from etic.i18n import language, t
from etic.ui.session import carried
from etic.ui.sitemap import BY_ID, page

STYLES = Path(__file__).parent / "style.css"
SCRIPT = Path(__file__).parent / "page.js"

# What Markdown, and Streamlit's additions to it, could take for a sign of theirs.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|$~<>:&])")


def escaped(text: str) -> str:
    r"""A text as Markdown shows it letter by letter.

    >>> escaped("R_01 [x]")
    'R\\_01 \\[x\\]'
    """
    return _SIGNS.sub(r"\\\1", text).replace("\n", " ")


def safe(text: object) -> str:
    """A text as HTML shows it letter by letter."""
    return html.escape(str(text))


def styles() -> None:
    """The styles of all screens, and words of Streamlit's own replaced by ours."""
    words = {
        '[data-testid="stFileUploaderDropzone"] > span > button::after': t("ui.upload-browse"),
        '[data-testid="stFileUploaderDropzoneInstructions"]::after': t("ui.upload-drop"),
    }
    replaced = "".join(
        f"{selector} {{ content: {json.dumps(word, ensure_ascii=False)}; }}\n"
        for selector, word in words.items()
    )
    st.html(f"<style>{_styles()}{replaced}</style>")
    st.html(f"<script>{_script(language())}</script>", unsafe_allow_javascript=True)


@cache
def _script(lang: str) -> str:
    script = SCRIPT.read_text(encoding="utf-8").replace("LANGUAGE", lang)
    for sign, word in (("ADD_NEW", t("ui.select-add")), ("NO_RESULTS", t("ui.select-none"))):
        script = script.replace(f'"{sign}"', json.dumps(word, ensure_ascii=False))
    return script


@cache
def _styles() -> str:
    return STYLES.read_text(encoding="utf-8")


def heading(title: str, about: str = "") -> None:
    """A screen's title, with one line about what it is for."""
    st.title(escaped(title), anchor=False)
    if about:
        st.caption(escaped(about))


def empty(title: str, what_next: str, screen: str = "") -> None:
    """An empty place that says what to do next, with a link to the screen where it is done."""
    with st.container(border=True):
        st.markdown(f":material/inbox: **{escaped(title)}**")
        st.markdown(escaped(what_next))
        if screen:
            screen_link(screen)


def screen_link(screen: str) -> None:
    """A link to a screen, as the navigation shows it."""
    st.page_link(
        page(screen), label=t(BY_ID[screen].title), icon=BY_ID[screen].icon, query_params=carried()
    )


def swatch(colour: str) -> str:
    """A spot in a code's colour; always stands beside the code's name."""
    return f'<span class="etic-swatch" style="background:{safe(colour)}" aria-hidden="true"></span>'
