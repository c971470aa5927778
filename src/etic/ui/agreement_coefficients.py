"""How far coders agree: who, on what units and codes; coefficients, their picture, how to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import get_args

import streamlit as st

from etic.actions.agreement import USUAL_GROUP, USUAL_PAIR, AgreementRow, AgreementTable
from etic.actions.agreement_units import Speakers
from etic.analysis.agreement.measures import MEASURES
from etic.analysis.agreement.units import Unit
from etic.i18n import number, percent, t
from etic.project import Project
from etic.store.queries import DocumentRow
from etic.ui.cache import reckoned
from etic.ui.figures import html_table
from etic.ui.look import empty, escaped
from etic.ui.pickers import code_label, documents_of, keep, tree_of
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

Counts = Mapping[int, Mapping[str, int]]  # document → coder → codings
KEY = "coefficients"
TOLD = 3  # codes that are named as examples of how to read


def coefficients(project: Project, coders: Sequence[str], counts: Counts) -> None:
    """The part of the screen that says how far coders agree."""
    st.subheader(t("coefficients.title"), anchor=False)
    st.caption(escaped(t("coefficients.about")))
    if not _shared(coders, counts, documents_of(project)):
        empty(t("agreement.none-shared"), t("agreement.none-shared-next"), "code")
        return
    group = _group(coders, counts)
    if len(group) < 2:
        empty(t("coefficients.too-few"), t("coefficients.too-few-next"))
        return
    unit, codes, names = _what(project, len(group))
    documents, speakers, everyone = _more(project, group, counts)
    read = documents or documents_of(project)
    if not everyone and not _shared(group, counts, read):
        empty(t("coefficients.apart"), t("coefficients.apart-next"))
        return
    if everyone and not documents:  # all that any of them has coded
        documents = [d for d in read if counts.get(d.id, {}).keys() & set(group)]
    ids = [d.id for d in documents] or None
    asked = (tuple(group), unit, tuple(codes), tuple(names), tuple(ids or ()), speakers, everyone)
    result = reckoned(
        project, ("agreement", *asked),
        lambda: project.agreement(
            group, unit, codes or None, ids, coefficients=names or None, speakers=speakers,
            everyone=everyone,
        ),
    )  # fmt: skip
    if not result.rows:
        empty(t("coefficients.nothing"), t("coefficients.nothing-next"), "code")
        return
    _headline(result)
    figures, picture, reading = st.tabs(
        [t("coefficients.tab-table"), t("coefficients.tab-picture"), t("coefficients.tab-reading")]
    )
    with figures:
        show_result(project, result, KEY, leave=("code", "percent_low", "percent_high"),
                    file="agreement")  # fmt: skip
    with picture:
        _picture(project, result)
    with reading:
        _reading(result)


# -- what is chosen -------------------------------------------------------------------------------


def _shared(coders: Sequence[str], counts: Counts, among: Sequence[DocumentRow]) -> int:
    """How many documents two or more of these coders have coded."""
    return sum(len(counts.get(d.id, {}).keys() & set(coders)) > 1 for d in among)


def _group(coders: Sequence[str], counts: Counts) -> list[str]:
    key = f"{KEY}-coders"
    if key in st.session_state:
        st.session_state[key] = [name for name in st.session_state[key] if name in coders]
    else:
        pairs = list(combinations(coders, 2))
        together = [sum(set(pair) <= found.keys() for found in counts.values()) for pair in pairs]
        st.session_state[key] = list(pairs[together.index(max(together))])
    chosen = st.multiselect(
        t("ui.coders"), coders, key=key, persist_state="session",
        placeholder=t("coefficients.coders-choose"), help=t("coefficients.coders-help"),
    )  # fmt: skip
    return [name for name in coders if name in chosen]


def _what(project: Project, coders: int) -> tuple[Unit, list[str], list[str]]:
    tree = tree_of(project)
    left, middle, right = st.columns([1, 2, 2])
    unit: Unit = left.selectbox(
        t("coefficients.unit"), get_args(Unit), key=f"{KEY}-unit", persist_state="session",
        format_func=lambda name: t(f"coefficients.one-{name}"), help=t("coefficients.unit-help"),
    )  # fmt: skip
    key = f"{KEY}-codes"
    if key in st.session_state:
        st.session_state[key] = [path for path in st.session_state[key] if path in tree.by_path]
    codes = middle.multiselect(
        t("coefficients.codes"), [node.path for node in tree], key=key, persist_state="session",
        placeholder=t("coefficients.codes-every"), help=t("coefficients.codes-help"),
        format_func=lambda path: code_label(tree, path),
    )  # fmt: skip
    fitting = [name for name, measure in MEASURES.items() if coders == 2 or not measure.pair]
    key = f"{KEY}-names"
    if key in st.session_state:
        st.session_state[key] = [name for name in st.session_state[key] if name in fitting]
    usual = USUAL_PAIR if coders == 2 else USUAL_GROUP
    names = right.multiselect(
        t("coefficients.which"), fitting, key=key, persist_state="session",
        placeholder=", ".join(t(f"coefficients.{name}-short") for name in usual),
        format_func=lambda name: t(f"coefficients.{name}"), help=t("coefficients.which-help"),
    )  # fmt: skip
    return unit, codes, names


def _more(
    project: Project, group: Sequence[str], counts: Counts
) -> tuple[list[DocumentRow], Speakers, bool]:
    every = documents_of(project)
    by_id = {d.id: d for d in every}
    several = len({d.study for d in every}) > 1

    def named(document_id: int) -> str:
        d = by_id[document_id]
        return f"{d.name} · {d.study}" if several else d.name

    with st.expander(t("coefficients.more"), icon=":material/tune:"):
        key = f"{KEY}-documents"
        if key in st.session_state:
            st.session_state[key] = [i for i in st.session_state[key] if i in by_id]
        n = _shared(group, counts, every)
        chosen = st.multiselect(
            t("ui.documents"), list(by_id), key=key, persist_state="session",
            placeholder=t("agreement.documents-every", documents=t("words.documents", n=n)),
            format_func=named,
        )  # fmt: skip
        speakers: Speakers = st.radio(
            t("coefficients.speakers"), get_args(Speakers), key=f"{KEY}-speakers", horizontal=True,
            persist_state="session", format_func=lambda name: t(f"coefficients.speakers-{name}"),
        )  # fmt: skip
        everyone = st.toggle(
            t("coefficients.everyone"), key=f"{KEY}-everyone", persist_state="session",
            help=t("coefficients.everyone-help"),
        )  # fmt: skip
    return [by_id[i] for i in chosen], speakers, everyone


# -- what is shown --------------------------------------------------------------------------------


def _headline(result: AgreementTable) -> None:
    """The first row in words: all codes together, or the only code."""
    row = result.rows[0]
    said = [
        f"{t(f'coefficients.{name}-short')} **{escaped(_said(name, figure.value))}**"
        + (
            f" ({escaped(_said(name, figure.low))} – {escaped(_said(name, figure.high))})"
            if figure.low is not None and MEASURES[name].chance
            else ""
        )
        for name, figure in zip(result.coefficients, row.figures, strict=True)
        if figure.value is not None
    ]
    st.markdown(f"{escaped(row.name)}: " + " · ".join(said or ["—"]))


def _said(name: str, value: float | None) -> str:
    if value is None:
        return "—"
    return number(round(value, 3) + 0.0, 3) if MEASURES[name].chance else percent(value)


def _picture(project: Project, result: AgreementTable) -> None:
    names = sorted(result.coefficients, key=lambda name: not MEASURES[name].chance)
    key = f"{KEY}-picture"
    first = names.index("alpha") if "alpha" in names else 0
    keep(key, names, first)
    name = st.selectbox(
        t("coefficients.coefficient"), names, key=key, persist_state="session",
        index=0 if key in st.session_state else first,
        format_func=lambda name: t(f"coefficients.{name}"), width=330,
    )  # fmt: skip
    show_drawing(project, result.drawing(name), f"agreement-{name}")


def _reading(result: AgreementTable) -> None:
    """Prevalence and bias in words, with codes of this very table as examples."""
    for key in ("base", "prevalence", "bias", "specific", "words"):
        st.markdown(escaped(t(f"coefficients.reading-{key}")))
    found = _rare(result)
    if not found:
        return
    st.markdown(f"**{escaped(t('coefficients.reading-here'))}**")
    head = [t("ui.code"), t("coefficients.coded"), t("coefficients.percent"),
            t(f"coefficients.{found[0][1]}"), t("coefficients.positive"),
            t("coefficients.prevalence")]  # fmt: skip
    body = [
        [row.name, percent(row.coded / row.units, 2), percent(observed), _said(name, value),
         "—" if row.positive is None else percent(row.positive),
         "—" if row.prevalence is None else _said(name, row.prevalence)]
        for row, name, observed, value in found
    ]  # fmt: skip
    st.html(html_table(head, body, [False, True, True, True, True, True]))


def _rare(result: AgreementTable) -> list[tuple[AgreementRow, str, float, float]]:
    """Codes on which nearly all units agree and a coefficient is low, since they are rare."""
    name = next((n for n in ("cohen", "fleiss", "conger", "scott") if n in result.coefficients), "")
    if not name:
        return []
    i = result.coefficients.index(name)
    found = [
        (row, name, figure.observed, figure.value)
        for row in result.rows
        for figure in (row.figures[i],)
        if row.code and figure.value is not None and figure.observed is not None
        and figure.observed >= 0.9 and figure.value < 0.6
    ]  # fmt: skip
    return sorted(found, key=lambda of: of[3] - of[2])[:TOLD]
