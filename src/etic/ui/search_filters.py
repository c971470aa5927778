"""What a search keeps to: chosen in one row, and written into the address, so that a search can be
sent to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from etic.i18n import t
from etic.project import Project
from etic.ui import guard
from etic.ui.cache import remembered
from etic.ui.links import address
from etic.ui.pickers import (
    ANY,
    EVERY,
    attribute_values,
    code_picker,
    document_filter,
    documents_of,
    keep,
    labels_of,
    several_studies,
    study_picker,
    tree_of,
    value_label,
)

QUERY, ORDER = "search-query", "search-order"
ORDERS = ("place", "rank")
UNCODED = "\0uncoded"  # no coder is called so
MOST_SPEAKERS = 60  # labels that are offered
_WRITTEN = "etic-search-address"
# Parameters of the address that are this screen's own → the widgets they are for.
_WIDGETS = {
    "q": QUERY, "order": ORDER, "code": "search-code", "by": "search-by", "who": "search-who",
    "study": "search-study", "document": "search-document", "said": "search-language",
}  # fmt: skip
_WHERE = "search-where"


def filters(project: Project) -> dict[str, Any]:
    """The row of filters; what is chosen, as `Project.search_hits` takes it."""
    found: dict[str, Any] = {}
    languages = _known(project, "language")
    with st.container(horizontal=True, key="search-filters"):
        with _cell("code"):
            found["code"] = code_picker(
                project, t("search.code"), "search-code", any_label=t("search.code-any")
            )
        with _cell("by"):
            by = _by(project, found["code"])
            found["coder"] = "" if by == UNCODED else by
            found["uncoded"] = by == UNCODED
        with _cell("who"):
            kind, _, name = _who(project).partition(":")
            found |= {"role": "", "speaker": "", **({kind: name} if kind else {})}
        if attribute_values(project):
            with _cell("where"):
                found["where"] = dict(_pair(pair) for pair in _where(project))
        if several_studies(project):
            with _cell("study"):
                found["study"] = study_picker(project, "search-study", any_label=t("ui.study-any"))
        with _cell("document"):
            found["document"] = document_filter(project, "search-document", found.get("study", ANY))
        if len(languages) > 1:
            with _cell("language"):
                found["language"] = _choice(
                    t("search.language"), "search-language", languages, t("search.language-any"),
                    {"ru": t("search.ru"), "ky": t("search.ky"), "en": t("search.en")},
                )  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _cell(name: str) -> Any:
    return st.container(key=f"search-filter-{name}")


def _known(project: Project, what: Any) -> list[str]:
    return remembered(project, ("said by", what), lambda: project.said_by(what))


def _choice(
    label: str, key: str, options: list[str], anything: str, names: Mapping[str, str]
) -> str:
    offered = [ANY, *options]
    keep(key, offered)
    return st.selectbox(
        label, offered, key=key, persist_state="session",
        format_func=lambda name: names.get(name, name) if name else anything,
    )  # fmt: skip


def _by(project: Project, code: str) -> str:
    coders = remembered(project, "coders", project.coders)
    names = {UNCODED: t("search.uncoded-code" if code else "search.uncoded")}
    return _choice(t("search.by"), "search-by", [UNCODED, *coders], t("search.by-any"), names)


def _who(project: Project) -> str:
    roles = {f"role:{role}": t(f"textcoder.role_{role}") for role in _known(project, "role")}
    labels = _known(project, "speaker")[:MOST_SPEAKERS]
    names = roles | {f"speaker:{label}": label for label in labels}
    return _choice(t("search.who"), "search-who", list(names), t("search.who-any"), names)


def _where(project: Project) -> list[str]:
    """Values of respondents' attributes, one of each attribute: `gender=женщина`."""
    labels = labels_of(project)
    options = [
        f"{name}={value}" for name, values in attribute_values(project).items() for value in values
    ]
    chosen = [pair for pair in st.session_state.get(_WHERE, []) if pair in options]
    if _WHERE in st.session_state and st.session_state[_WHERE] != chosen:
        st.session_state[_WHERE] = chosen

    def named(pair: str) -> str:
        name, value = _pair(pair)
        return f"{labels.get(name, name)}: {value_label(value)}"

    return st.multiselect(
        t("search.where"), options, key=_WHERE, persist_state="session", format_func=named,
        placeholder=t("search.where-any"), on_change=guard.callback(_one_of_each),
    )  # fmt: skip


def _one_of_each() -> None:
    """A value takes the place of another one of its attribute: nobody has both."""
    latest = dict(_pair(pair) for pair in st.session_state[_WHERE])
    st.session_state[_WHERE] = [f"{name}={value}" for name, value in latest.items()]


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


# -- the address ----------------------------------------------------------------------------------


def adopt(project: Project) -> None:
    """Take over what a link asks for, once: after it the person's own choices count."""
    asked = _asked()
    if not asked or asked == st.session_state.get(_WRITTEN):
        return
    st.session_state[_WRITTEN] = asked
    for name, key in _WIDGETS.items():
        if name in asked:
            st.session_state[key] = asked[name][0]
        else:
            st.session_state.pop(key, None)
    st.session_state[_WHERE] = asked.get("where", [])
    if "uncoded" in asked:
        st.session_state["search-by"] = UNCODED
    if asked.get("order", [""])[0] not in ORDERS:
        st.session_state.pop(ORDER, None)
    if asked.get("code", [ANY])[0] not in tree_of(project).by_path:
        st.session_state.pop("search-code", None)
    documents = {address(d.study, d.name): d.id for d in documents_of(project)}
    document = documents.get(asked.get("document", [""])[0])
    if document is None:
        st.session_state.pop("search-document", None)
    else:
        st.session_state["search-document"] = document


def write(project: Project, query: str, chosen: Mapping[str, Any], order: str) -> None:
    """Say in the address what is searched for, so that it can be sent and found again."""
    documents = {d.id: address(d.study, d.name) for d in documents_of(project)}
    who = next((f"{n}:{chosen[n]}" for n in ("role", "speaker") if n in chosen), "")
    said: dict[str, list[str]] = {
        "q": [query], "code": [chosen.get("code", "")], "by": [chosen.get("coder", "")],
        "uncoded": ["1" if chosen.get("uncoded") else ""], "who": [who],
        "where": [f"{name}={value}" for name, value in chosen.get("where", {}).items()],
        "study": [chosen.get("study", "")],
        "document": [documents.get(chosen.get("document", EVERY), "")],
        "said": [chosen.get("language", "")], "order": [order if order != ORDERS[0] else ""],
    }  # fmt: skip
    wanted = {name: values for name, values in said.items() if any(values)}
    if wanted != _asked():
        for name in said:
            if name in wanted:
                st.query_params[name] = wanted[name]
            else:
                st.query_params.pop(name, None)
    st.session_state[_WRITTEN] = wanted


def _asked() -> dict[str, list[str]]:
    names = (*_WIDGETS, "uncoded", "where")
    return {name: st.query_params.get_all(name) for name in names if name in st.query_params}
