"""Quotes by theme, and memos: filtered, read, opened where they stand, given out."""

from __future__ import annotations

import streamlit as st

from etic.analysis.spreading import draw_quotes
from etic.i18n import number, t
from etic.model import Quote
from etic.project import Project
from etic.ui import session
from etic.ui.cache import remembered
from etic.ui.cards import quote_cards
from etic.ui.figures import downloads, html_table
from etic.ui.look import empty, escaped, heading, screen_link
from etic.ui.memo_search import by_memo
from etic.ui.pickers import (
    ANY,
    attribute_values,
    code_picker,
    coder_filter,
    document_filter,
    documents_of,
    keep,
    labels_of,
    several_studies,
    study_picker,
    tree_of,
    value_label,
)
from etic.ui.querybox import query_box

MODES = ("theme", "memos")
MODE = "quotes-mode"
VIEWS = ("list", "table")
MOST_ROWS = 500  # of the table; the files hold all
EVERY = 0
MOSTS = (EVERY, 3, 5, 10, 20, 40, 100)
ADOPTED = "etic-quotes-adopted"


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.quotes"), t("ui.quotes-about"))
    if not documents_of(project):
        empty(t("ui.quotes-none"), t("ui.transcripts-none-next"), "transcripts")
        return
    _adopt(project)
    st.session_state.setdefault(MODE, MODES[0])
    with st.container(horizontal=True, vertical_alignment="center", key="quotes-mode-bar"):
        mode = st.segmented_control(
            t("ui.quotes-mode"), MODES, key=MODE, required=True,
            format_func=lambda name: t(f"ui.quotes-{name}"), persist_state="session",
            label_visibility="collapsed",
        )  # fmt: skip
        screen_link("search")
    if mode == "memos":
        by_memo(project, query_box("memos-query"))
    else:
        _by_theme(project)


def _adopt(project: Project) -> None:
    """Take over what a link asks for, once: after it the person's own choices count."""
    asked = {
        name: st.query_params[name] for name in ("code", "document") if name in st.query_params
    }
    if not asked or st.session_state.get(ADOPTED) == asked:
        return
    st.session_state[ADOPTED] = asked
    st.session_state[MODE] = "theme"
    if asked.get("code", ANY) in {ANY, *tree_of(project).by_path}:
        st.session_state["quotes-code"] = asked.get("code", ANY)


# -- filters --------------------------------------------------------------------------------------


def _filters(project: Project) -> dict[str, object]:
    """What to keep to: code, study, document, attribute, coder."""
    found: dict[str, object] = {}
    with st.container(key="quote-filters"):
        several = several_studies(project)
        first, *second = st.columns([3, 2]) if several else [st.container()]
        with first:
            found["code"] = code_picker(
                project, t("ui.code-with-under"), "quotes-code",
                any_label=t("ui.code-any"),
            ) or None  # fmt: skip
        found["study"] = ANY
        for place in second:
            with place:
                found["study"] = study_picker(project, "quotes-study", any_label=t("ui.study-any"))
        columns = st.columns(4)
        with columns[0]:
            found["document"] = document_filter(
                project, "quotes-document", str(found["study"] or ANY)
            )
        with columns[1]:
            attribute = _attribute(project)
        with columns[2]:
            value = _value(project, attribute)
        with columns[3]:
            found["coder"] = coder_filter(project, "quotes-coder") or None
    found["study"] = found["study"] or None
    found["where"] = {attribute: value} if attribute and value else None
    return found


def _attribute(project: Project) -> str:
    labels = labels_of(project)
    options = [ANY, *attribute_values(project)]
    keep("quotes-attribute", options)
    return st.selectbox(
        t("ui.attribute"), options, key="quotes-attribute", persist_state="session",
        format_func=lambda name: labels.get(name, name) or t("ui.attribute-any"),
    )  # fmt: skip


def _value(project: Project, attribute: str) -> str:
    options = [ANY, *attribute_values(project).get(attribute, [])]
    keep("quotes-value", options)
    return st.selectbox(
        t("ui.attribute-value"), options, key="quotes-value", persist_state="session",
        disabled=not attribute, format_func=lambda v: value_label(v) or t("ui.value-any"),
    )  # fmt: skip


# -- by theme -------------------------------------------------------------------------------------


def _by_theme(project: Project) -> None:
    filters = _filters(project)
    key = ("quotes", *((name, str(value)) for name, value in filters.items()))
    quotes = remembered(project, key, lambda: project.quote_list(**filters))  # type: ignore[arg-type]
    if not quotes:
        if not remembered(project, "counts", project.counts)["codings"]:
            empty(t("ui.quotes-uncoded"), t("ui.quotes-uncoded-next"), "code")
        else:
            empty(t("ui.quotes-nothing"), t("ui.quotes-nothing-next"))
        return
    cases = len({(q.study, q.case) for q in quotes})
    documents = len({q.document_id for q in quotes})
    view = _bar(
        t("ui.quotes-found", quotes=t("words.quotes", n=len(quotes)),
          cases=t("words.cases", n=cases), documents=t("words.documents", n=documents))
    )  # fmt: skip
    quotes = _drawn(quotes)
    if view == "table":
        table = project.quote_table(quotes[:MOST_ROWS])
        with st.container(key="quotes-table"):
            st.html(
                html_table(
                    [column.label for column in table.columns],
                    [["" if v is None else str(v) for v in row] for row in table.rows],
                    [column.kind != "text" for column in table.columns],
                )
            )
        if len(quotes) > MOST_ROWS:
            st.caption(escaped(t("ui.and-more", n=number(len(quotes) - MOST_ROWS))))
    else:
        quote_cards(project, quotes, "quotes")
    downloads(project, lambda: project.quote_table(quotes), "quotes")


def _drawn(quotes: list[Quote]) -> list[Quote]:
    """All of them, or so many as are asked for, spread over respondents unless told otherwise."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="quotes-drawn"):
        most = st.selectbox(
            t("responses.most"), MOSTS, key="quotes-most", persist_state="session", width=180,
            format_func=lambda n: number(n) if n else t("responses.most-all"),
            help=t("responses.most-help"),
        )  # fmt: skip
        if most == EVERY:
            return quotes
        spread = st.toggle(
            t("responses.spread"), value=True, key="quotes-spread", persist_state="session",
            help=t("responses.spread-help"),
        )  # fmt: skip
    drawn = draw_quotes(quotes, most, spread=spread)
    cases = t("words.cases", n=len({(q.study, q.case) for q in drawn}))
    if len(drawn) < len(quotes):
        said = t("responses.drawn", n=number(len(drawn)), of=number(len(quotes)), cases=cases)
        st.caption(escaped(said))
    return drawn


def _bar(said: str) -> str:
    with st.container(horizontal=True, vertical_alignment="center", key="quotes-bar"):
        st.markdown(f"**{escaped(said)}**")
        return str(
            st.segmented_control(
                t("ui.view"), VIEWS, key="quotes-view", default="list", required=True,
                format_func=lambda name: t(f"ui.view-{name}"), persist_state="session",
                label_visibility="collapsed",
            )
        )  # fmt: skip


if __name__ == "__main__":
    show()
