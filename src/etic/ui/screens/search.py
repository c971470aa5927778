"""Search: words in all interviews, each in its context, each a link to its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from etic.errors import EticError
from etic.i18n import number, t
from etic.project import Project
from etic.store.queries import matches
from etic.store.search import Tally
from etic.ui import likeness, session
from etic.ui.cache import remembered
from etic.ui.cards import page_of
from etic.ui.figures import downloads
from etic.ui.guard import told
from etic.ui.kwic import kwic_lines
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import cases_of, documents_of
from etic.ui.querybox import examples, query_box
from etic.ui.search_filters import ORDER, ORDERS, QUERY, adopt, filters, write

PER_PAGE = 25
WIDTH = 110  # characters on either side; the window cuts what does not fit
MOST_SHOWN = 1_000  # the files hold all
SHOWN = "etic-search-shown"


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("search.title"), t("search.about"))
    if not documents_of(project):
        empty(t("search.none"), t("ui.transcripts-none-next"), "transcripts")
        return
    if likeness.chosen():
        write(project, "", {}, ORDERS[0])  # the words' own parameters leave the address
        likeness.show(project)
        return
    adopt(project)
    query = query_box(QUERY)
    chosen = filters(project)
    if not query.strip():
        write(project, "", chosen, ORDERS[0])
        st.markdown(f"**{escaped(t('search.try'))}**")
        examples(QUERY, "try")
        return
    try:
        _found(project, query, chosen)
    except EticError as error:
        if not error.key.startswith("query-"):
            raise
        st.error(escaped(told(error)), icon=":material/error:")


def _found(project: Project, query: str, chosen: Mapping[str, Any]) -> None:
    asked = (query, *((name, str(value)) for name, value in chosen.items()))
    tally: Tally = remembered(
        project, ("tally", *asked), lambda: project.search_tally(query, **chosen)
    )
    if not tally.hits:
        write(project, query, chosen, ORDERS[0])
        which = "filtered" if chosen else "nothing"
        empty(t("search.nothing"), t(f"search.{which}-next"))
        return
    order = _bar(project, tally, chosen)
    write(project, query, chosen, order)
    if st.session_state.get(SHOWN) != (asked, order):  # another search begins at its beginning
        st.session_state[SHOWN] = (asked, order)
        st.session_state.pop("page-search", None)
    page = page_of(min(tally.hits, MOST_SHOWN), "search", PER_PAGE)
    hits = remembered(
        project, ("hits", *asked, order, page.stop),
        lambda: project.search_hits(query, order=order, limit=page.stop, width=WIDTH, **chosen),
    )[page]  # fmt: skip
    counts = tally.by_document if order == "place" else None
    kwic_lines(hits, "search", counts, similar=lambda hit: likeness.ask(project, hit))
    if tally.hits > MOST_SHOWN:
        st.caption(escaped(t("search.more", n=number(MOST_SHOWN))))
    downloads(
        project,
        lambda: project.hit_table(project.search_hits(query, order=order, **chosen)),
        "hits",
    )


def _bar(project: Project, tally: Tally, chosen: Mapping[str, Any]) -> Any:
    """How much is found and out of what, and in which order it is shown."""
    study, where, document = (chosen.get(name) for name in ("study", "where", "document"))
    cases = {
        case.id
        for case in cases_of(project)
        if study in (None, case.study) and matches(case.attributes, where or {})
    }
    documents = [
        d
        for d in documents_of(project)
        if study in (None, d.study)
        and document in (None, d.id)
        and (not where or d.case_id in cases)
    ]
    least = t("search.at-least") + " " if tally.partly else ""
    said = [
        f"**{escaped(least + t('search.places', n=tally.hits))}**",
        escaped(
            t("search.documents", n=number(len(tally.by_document)), base=number(len(documents)))
        ),
    ]
    if document is None:
        base = number(len(cases))
        said.append(escaped(t("search.cases", n=number(tally.cases), base=base)))
    st.session_state.setdefault(ORDER, ORDERS[0])
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute",
        key="search-bar",
    ):  # fmt: skip
        st.markdown(" · ".join(said), help=t("search.cases-help"))
        return st.segmented_control(
            t("search.order"), ORDERS, key=ORDER, required=True, persist_state="session",
            label_visibility="collapsed",
            format_func=lambda name: t(f"search.order-{name}"),
        )  # fmt: skip


if __name__ == "__main__":
    show()
