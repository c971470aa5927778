"""Agreement: who coded what, what two coders coded both, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import streamlit as st

from etic.actions.comparing import CoderComparison, Compared, document_table
from etic.i18n import number, t
from etic.model import Table
from etic.project import Project
from etic.store.queries import DocumentRow
from etic.ui import agreement_unitizing, session
from etic.ui.agreement_coefficients import coefficients
from etic.ui.cache import reckoned, remembered
from etic.ui.cards import quote_cards
from etic.ui.figures import downloads, html_table
from etic.ui.look import empty, escaped, heading, safe, screen_link
from etic.ui.pickers import ANY, code_label, documents_of, keep, study_picker, tree_of
from etic.ui.veil import veil_reason

Counts = Mapping[int, Mapping[str, int]]  # document → coder → codings
VIEWS = ("coders", "coefficients", "unitizing", "differences")
DIFFERENCES = ("every", "other", "alone")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("agreement.title"), t("agreement.about"))
    veil_reason(project)
    counts: Counts = remembered(project, "coders by document", project.coders_by_document)
    coders = [name for name in remembered(project, "coders", project.coders)
              if any(name in found for found in counts.values())]  # fmt: skip
    if not documents_of(project):
        empty(t("agreement.none"), t("ui.transcripts-none-next"), "transcripts")
        return
    if len(coders) < 2:
        _alone(coders)
        return
    view = st.segmented_control(
        t("agreement.view"), VIEWS, key="agreement-view", default=VIEWS[0], required=True,
        format_func=lambda name: t(f"agreement.view-{name}"), persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip
    if view == "coders":
        _coders(project, coders, counts)
        _matrix(project, coders, counts)
    elif view == "coefficients":
        coefficients(project, coders, counts)
    elif view == "unitizing":
        _unitizing(project, coders, counts)
    else:
        _comparison(project, coders, counts)


def _unitizing(project: Project, coders: list[str], counts: Counts) -> None:
    sharing = {name for found in counts.values() if len(found) > 1 for name in found}
    if not sharing:
        empty(t("agreement.none-shared"), t("agreement.none-shared-next"), "code")
        return
    agreement_unitizing.show(project, [name for name in coders if name in sharing])


def _alone(coders: list[str]) -> None:
    """With one coder there is nothing to compare: how a second one comes in."""
    title = t("agreement.alone", coder=coders[0]) if coders else t("agreement.nobody")
    with st.container(border=True):
        st.markdown(f":material/inbox: **{escaped(title)}**")
        st.markdown("\n".join(f"{n}. {escaped(t(f'agreement.step-{n}'))}" for n in (1, 2, 3)))
        with st.container(horizontal=True):
            screen_link("code")
            screen_link("settings")


# -- who coded what -------------------------------------------------------------------------------


def _coders(project: Project, coders: list[str], counts: Counts) -> None:
    st.subheader(t("ui.coders"), anchor=False)
    seconds = remembered(project, "second coders", project.second_coders)
    lines = []
    for name in coders:
        of = [found[name] for found in counts.values() if name in found]
        said = f"{t('words.codings', n=sum(of))} · {t('words.documents', n=len(of))}"
        role = t("agreement.second") if name in seconds else t("agreement.counted")
        lines.append(
            f"<li><span>{safe(name)} <small>{safe(role)}</small></span>"
            f"<small>{safe(said)}</small></li>"
        )
    with st.container(width=760, gap="small"):
        st.html(f'<ul class="etic-list">{"".join(lines)}</ul>')
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(escaped(t("agreement.second-where")), width="content")
            screen_link("settings")


def _matrix(project: Project, coders: list[str], counts: Counts) -> None:
    """Documents by coders."""
    st.subheader(t("agreement.matrix"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", key="agreement-filters"):
        with st.container(width=330):
            study = study_picker(project, "agreement-study", any_label=t("ui.study-any"))
        shared_only = st.toggle(
            t("agreement.shared-only"), value=True, key="agreement-shared", persist_state="session"
        )
    shown = [
        d
        for d in documents_of(project)
        if study in (ANY, d.study) and (not shared_only or len(counts.get(d.id, {})) > 1)
    ]
    if not shown:
        empty(t("agreement.none-shared"), t("agreement.none-shared-next"), "code")
        return
    table = document_table(shown, coders, counts)
    several = len({d.study for d in shown}) > 1
    st.caption(escaped(t("words.documents", n=len(shown))))
    with st.container(width=760):
        st.html(_as_html(table, leave=() if several else ("study",)))
    downloads(project, lambda: table, "coders")


def _as_html(table: Table, leave: tuple[str, ...] = ()) -> str:
    """A table as it is written to files; a nought is a dash, so that what is there stands out."""
    kept = [i for i, column in enumerate(table.columns) if column.key not in leave]

    def cell(value: object) -> str:
        if isinstance(value, int):
            return number(value) if value else "—"
        return "" if value is None else str(value)

    return html_table(
        [table.columns[i].label for i in kept],
        [[cell(row[i]) for i in kept] for row in table.rows],
        [table.columns[i].kind != "text" for i in kept],
    )


# -- two coders -----------------------------------------------------------------------------------


def _comparison(project: Project, coders: list[str], counts: Counts) -> None:
    st.subheader(t("agreement.pair"), anchor=False)
    pair = _pair(coders, counts)
    if pair is None:
        empty(t("agreement.none-shared"), t("agreement.none-shared-next"), "code")
        return
    one, other = pair
    shared = [d for d in documents_of(project) if counts.get(d.id, {}).keys() >= {one, other}]
    chosen = _documents(shared) or shared
    ids = [d.id for d in chosen]
    compared = reckoned(
        project, ("comparison", one, other, *ids),
        lambda: project.coder_comparison(one, other, documents=ids),
    )  # fmt: skip
    _by_code(project, compared)
    _differences(project, compared)


def _pair(coders: list[str], counts: Counts) -> tuple[str, str] | None:
    """Two coders who have coded some document both; first those who share most."""
    shared = {
        (a, b): n
        for a, b in combinations(coders, 2)
        if (n := sum({a, b} <= found.keys() for found in counts.values()))
    }
    if not shared:
        return None
    first = max(shared, key=lambda pair: shared[pair])
    known = [name for name in coders if any(name in pair for pair in shared)]
    left, right = st.columns(2)
    keep("agreement-one", known)
    st.session_state.setdefault("agreement-one", first[0])
    one = left.selectbox(t("agreement.one"), known, key="agreement-one", persist_state="session")
    others = [b if a == one else a for a, b in shared if one in (a, b)]
    keep("agreement-other", others)
    other = right.selectbox(
        t("agreement.other"), others, key="agreement-other", persist_state="session",
        format_func=lambda name: t(
            "agreement.other-named", coder=name,
            documents=t("words.documents", n=shared.get((one, name)) or shared[name, one]),
        ),
    )  # fmt: skip
    return one, other


def _documents(shared: list[DocumentRow]) -> list[DocumentRow]:
    by_id = {d.id: d for d in shared}
    several = len({d.study for d in shared}) > 1
    key = "agreement-documents"
    if key in st.session_state:
        st.session_state[key] = [i for i in st.session_state[key] if i in by_id]
    chosen = st.multiselect(
        t("ui.documents"), list(by_id), key=key, persist_state="session",
        placeholder=t("agreement.documents-every", documents=t("words.documents", n=len(shared))),
        format_func=lambda i: f"{by_id[i].name} · {by_id[i].study}" if several else by_id[i].name,
    )  # fmt: skip
    return [by_id[i] for i in chosen]


def _by_code(project: Project, compared: CoderComparison) -> None:
    """By code: how many codings of each coder the other's meet."""
    lines = [
        t(
            "agreement.met", coder=coder, codings=t("words.codings", n=compared.count(coder)),
            exact=number(compared.count(coder, "exact")),
            overlapping=number(compared.count(coder, "overlap")),
            unmet=number(compared.count(coder, "other", "alone")),
        )
        for coder in (compared.one, compared.other)
    ]  # fmt: skip
    st.markdown("\n".join(f"- {escaped(line)}" for line in lines))
    table = compared.table()
    st.html(_as_html(table, leave=("code",)))
    st.caption(escaped(compared.note))
    downloads(project, lambda: table, "coder-comparison")


def _differences(project: Project, compared: CoderComparison) -> None:
    """The places where the two differ, each opening the text with both side by side."""
    st.subheader(t("agreement.differences"), anchor=False)
    st.caption(escaped(t("agreement.differences-about")))
    found = _kept(project, compared)
    if not found:
        st.caption(escaped(t("agreement.differences-none")))
        return
    quotes = [difference.quote for difference in found]
    st.markdown(f"**{escaped(t('words.quotes', n=len(quotes)))}**")
    quote_cards(
        project, quotes, "differences", compare=(compared.one, compared.other),
        remarks={d.quote.id: _remark(project, compared, d) for d in found},
    )  # fmt: skip
    downloads(project, lambda: project.quote_table(quotes), "differences")


def _kept(project: Project, compared: CoderComparison) -> list[Compared]:
    """The differences that the filters leave."""
    tree = tree_of(project)
    left, middle, right = st.columns([3, 2, 3], vertical_alignment="bottom")
    how = left.selectbox(
        t("agreement.how"), DIFFERENCES, key="agreement-how", persist_state="session",
        format_func=lambda name: t(f"agreement.how-{name}"),
    )  # fmt: skip
    whose = [ANY, compared.one, compared.other]
    keep("agreement-whose", whose)
    coder = middle.selectbox(
        t("agreement.whose"), whose, key="agreement-whose", persist_state="session",
        format_func=lambda name: name or t("agreement.whose-both"),
    )  # fmt: skip
    used = {d.quote.code for d in compared.differing}
    codes = [ANY, *(path for path in compared.names if path in used)]
    keep("agreement-code", codes)
    code = right.selectbox(
        t("ui.code"), codes, key="agreement-code", persist_state="session",
        format_func=lambda path: code_label(tree, path) if path else t("ui.code-any"),
    )  # fmt: skip
    return [
        d
        for d in compared.differing
        if how in ("every", d.how) and coder in (ANY, d.quote.coder) and code in (ANY, d.quote.code)
    ]


def _remark(project: Project, compared: CoderComparison, difference: Compared) -> str:
    """What the other coder has at the place."""
    by = compared.other if difference.quote.coder == compared.one else compared.one
    if not difference.beside:
        return t("agreement.beside-none", coder=by)
    tree = tree_of(project)
    codes = dict.fromkeys(
        code_label(tree, q.code) + (f" · {t('ui.state-no')}" if q.state == "no" else "")
        for q in difference.beside
    )
    return t("agreement.beside", coder=by, codes="; ".join(codes))


if __name__ == "__main__":
    show()
