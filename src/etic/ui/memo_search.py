"""Memos of the whole project: searched, filtered, each with a way to what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from etic.i18n import number, t
from etic.project import Project
from etic.project.memos import KINDS
from etic.store.memos import MemoRow
from etic.ui import session
from etic.ui.cache import remembered
from etic.ui.cards import page_of
from etic.ui.figures import downloads
from etic.ui.links import document_link, passage_link
from etic.ui.look import empty, escaped, safe, swatch
from etic.ui.memos import signed
from etic.ui.pickers import ANY, cases_of, coder_filter, tree_of
from etic.ui.sitemap import page


def by_memo(project: Project, query: str) -> None:
    """The memos that meet a query and the filters, newest first, and files of just these."""
    kind, coder = _filters(project)
    found = remembered(
        project, ("memo search", kind, query, coder),
        lambda: project.memo_list(kind, q=query, coder=coder)[::-1],
    )  # fmt: skip
    if not found:
        which = "found" if query.strip() or kind or coder else "any"
        empty(t(f"memos.none-{which}"), t(f"memos.none-{which}-next"))
        return
    st.markdown(f"**{escaped(t('memos.memos', n=len(found)))}**")
    for memo in found[page_of(len(found), "memos")]:
        _card(project, memo)
    downloads(project, lambda: project.memo_table(found), "memos")


def _filters(project: Project) -> tuple[str, str]:
    first, second = st.columns(2)
    with first:
        kind = st.selectbox(
            t("memos.about"), [ANY, *KINDS], key="memos-kind", persist_state="session",
            format_func=lambda name: t(f"memos.of-{name}") if name else t("memos.of-any"),
        )  # fmt: skip
    with second:
        coder = coder_filter(project, "memos-coder")
    return kind, coder


def _card(project: Project, memo: MemoRow) -> None:
    with st.container(key=f"card-memo-{memo.kind}-{memo.id}", gap=None):
        _link(project, memo)
        node = tree_of(project).by_path.get(memo.code)
        colour = node.code.colour if node else ""
        quote = f"<blockquote>{safe(memo.quote)}</blockquote>" if memo.quote else ""
        about = [t(f"memos.kind-{memo.kind}"), *([memo.label] if memo.kind == "coding" else [])]
        code = f"{swatch(colour)} " if node else ""
        st.html(
            f'<figure class="etic-quote" style="border-color:{safe(colour)}">'
            f'<p class="etic-note">{_marked(memo.text, memo.found)}</p>{quote}'
            f"<figcaption>{code}{safe(' · '.join([*about, signed(memo)]))}</figcaption></figure>"
        )


def _link(project: Project, memo: MemoRow) -> None:
    """The way to what a memo is about."""
    if memo.kind == "coding":
        label = t("ui.place", document=memo.document, speaker="", start=number(memo.start))
        passage_link(memo.study, memo.document, memo.start, memo.end, label)
    elif memo.kind == "document":
        document_link(memo.study, memo.document, icon=":material/description:")
    elif memo.kind == "case":
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":material/person: **{escaped(memo.label)}**")
            for study, document in _interviews(project, memo):
                document_link(study, document, icon=":material/description:")
    elif memo.kind == "code":
        _screen("codebook", memo.label, ":material/account_tree:", {"code": memo.code})
    else:
        _screen("overview", memo.label, ":material/home:", {})


def _interviews(project: Project, memo: MemoRow) -> Iterator[tuple[str, str]]:
    for case in cases_of(project):
        if f"{case.study}/{case.name}" == memo.target:
            yield from ((case.study, name) for name in case.documents)


def _screen(name: str, label: str, icon: str, asked: dict[str, object]) -> None:
    st.page_link(page(name), label=escaped(label), icon=icon, query_params=session.carried(asked))


def _marked(text: str, found: Sequence[tuple[int, int]]) -> str:
    """A text as HTML with the places found in it marked.

    >>> _marked("a <b> c", [(2, 5)])
    'a <mark>&lt;b&gt;</mark> c'
    """
    parts = []
    at = 0
    for start, end in found:
        if start >= at:
            parts += [safe(text[at:start]), "<mark>", safe(text[start:end]), "</mark>"]
            at = end
    return "".join([*parts, safe(text[at:])])
