"""Many suggestions at once: what exactly would be coded, seen and ticked off before it is done."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from etic.actions.batches import Batch, Line, OfCode
from etic.i18n import number, percent, t
from etic.project import Project
from etic.ui import guard
from etic.ui.cache import remembered
from etic.ui.cards import page_of
from etic.ui.figures import html_table
from etic.ui.links import passage_link
from etic.ui.look import empty, escaped, safe
from etic.ui.pickers import code_label, tree_of
from etic.ui.review.passage import place, strength, text_html
from etic.ui.review.scope import Scope, waiting_by_code, whole_queue

WITHOUT = "etic-batch-without"  # uids that a person unticked
DONE = "etic-batch-done"  # (what was done, how many, its step, by whom)
ROWS = 20
FEW = 6  # codes whose figures are open at once; more of them would hide what is coded


def show_batch(project: Project, scope: Scope, threshold: float) -> None:
    """The batch of a scope: chosen, previewed, done in one step."""
    _done(project)
    left, right = st.columns([4, 1])
    with left:
        codes = _codes(project, scope)
    with right:
        above = _above(threshold)
    batch = remembered(
        project, ("batch", scope.study, scope.document, scope.coder, tuple(codes), above),
        lambda: project.batch(
            codes, above=above, study=scope.study or None, document=scope.document,
            coder=scope.coder,
        ),
    )  # fmt: skip
    if not batch.lines:
        empty(t("suggestions.batch-none"), t("suggestions.batch-none-next"))
        return
    st.caption(escaped(batch.note))
    with st.expander(t("suggestions.batch-by-code"), expanded=len(batch.codes) <= FEW):
        _by_code(project, batch.codes)
    without: set[str] = st.session_state.setdefault(WITHOUT, set())
    _finish(
        project,
        scope,
        [one for one in batch.lines if one.idea.uid not in without],
        len(batch.lines),
    )
    _lines(project, batch, without, threshold)


def _codes(project: Project, scope: Scope) -> list[str]:
    tree = tree_of(project)
    waiting = waiting_by_code(whole_queue(project, scope))
    options = sorted(waiting, key=lambda path: -waiting[path])
    key = "batch-codes"
    if key in st.session_state:
        st.session_state[key] = [path for path in st.session_state[key] if path in waiting]
    return st.multiselect(
        t("suggestions.batch-codes"), options, key=key, persist_state="session",
        placeholder=t("ui.code-any"), help=t("suggestions.batch-codes-help"),
        format_func=lambda path: t(
            "suggestions.code-waiting", code=code_label(tree, path), n=waiting[path]
        ),
    )  # fmt: skip


def _above(threshold: float) -> float:
    """The lowest score, high at first: what is less sure is better read one by one."""
    key = "batch-above"
    st.session_state.setdefault(key, round(max(0.8, threshold), 2))
    return float(
        st.number_input(
            t("suggestions.batch-above"), 0.0, 1.0, key=key, step=0.05, format="%.2f",
            persist_state="session", help=t("suggestions.batch-above-help"),
        )
    )  # fmt: skip


def _by_code(project: Project, codes: Sequence[OfCode]) -> None:
    """What would come to each code, and what may be expected of it."""
    tree = tree_of(project)
    head = [t("ui.code"), t("suggestions.batch-n"), t("suggestions.batch-least"),
            t("suggestions.batch-expected")]  # fmt: skip
    rows = [
        [
            code_label(tree, one.code), number(one.n),
            "—" if one.least is None else number(one.least, 2), _expected(one),
        ]
        for one in codes
    ]  # fmt: skip
    st.html(html_table(head, rows, [False, True, True, False]))


def _expected(one: OfCode) -> str:
    share = one.expected
    if share.share is None or share.low is None or share.high is None:
        return t("suggestions.expected-unknown", n=share.base)
    return t(
        "ui.figure", share=percent(share.share, 0), n=number(share.n), base=number(share.base),
        low=number(share.low * 100, 0), high=number(share.high * 100, 0),
    )  # fmt: skip


def _lines(project: Project, batch: Batch, without: set[str], threshold: float) -> None:
    """Every coding there would be, the least sure first, each with its tick."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{escaped(t('suggestions.batch-lines'))}**", width="content")
        st.button(t("suggestions.batch-all"), key="batch-all", on_click=without.clear)
        st.button(t("suggestions.batch-untick"), key="batch-none", on_click=without.update,
                  args=(batch.uids,))  # fmt: skip
    with st.container(key="batch-lines"):
        for line in batch.lines[page_of(len(batch.lines), "batch", ROWS)]:
            _line(project, line, without, threshold)


def _line(project: Project, line: Line, without: set[str], threshold: float) -> None:
    review, idea = line.review, line.idea
    key = f"batch-{idea.uid}"
    st.session_state[key] = idea.uid not in without

    def toggle() -> None:
        if st.session_state[key]:
            without.discard(idea.uid)
        else:
            without.add(idea.uid)

    label = code_label(tree_of(project), idea.code)
    with st.container(key=f"batch-line-{idea.uid}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.checkbox(escaped(label), key=key, on_change=toggle, width="content")
            st.caption(escaped(strength(idea.score, threshold)), width="content")
            passage_link(review.study, review.document, review.start, review.end, place(review))
        why = f'<p class="etic-quiet">{safe(idea.why)}</p>' if idea.why else ""
        st.html(f'<div class="etic-review etic-review-short">{text_html(review)}{why}</div>')


# -- done -----------------------------------------------------------------------------------------


def _finish(project: Project, scope: Scope, ticked: Sequence[Line], n: int) -> None:
    passages = len({line.review.key for line in ticked})

    def do(kind: str) -> None:
        many = project.accept_batch if kind == "accept" else project.dismiss_batch
        done = many([line.idea.uid for line in ticked], coder=scope.coder)
        counted = passages if kind == "accept" else len(ticked)
        st.session_state[DONE] = (kind, counted, done.event, scope.coder)
        st.session_state.pop(WITHOUT, None)

    if n > len(ticked):
        st.caption(escaped(t("suggestions.batch-left", n=n - len(ticked))))
    with st.container(horizontal=True, gap="small", key="batch-finish"):
        st.button(
            t("suggestions.batch-accept", n=passages), key="batch-accept", type="primary",
            icon=":material/done_all:", disabled=not ticked, on_click=guard.callback(do),
            args=("accept",),
        )  # fmt: skip
        st.button(
            t("suggestions.batch-dismiss", n=len(ticked)), key="batch-dismiss",
            icon=":material/close:", disabled=not ticked, on_click=guard.callback(do),
            args=("dismiss",),
        )  # fmt: skip


def _done(project: Project) -> None:
    """What was done last, with the button that takes it back."""
    done: tuple[str, int, int, str] | None = st.session_state.get(DONE)
    if done is None:
        return
    kind, n, event, coder = done

    def undo() -> None:
        project.undo_review(event, coder=coder)
        st.session_state.pop(DONE, None)
        guard.say(t("suggestions.batch-undone"))

    with st.container(border=True, key="batch-done"):
        st.markdown(f":material/task_alt: **{escaped(t(f'suggestions.done-{kind}', n=n))}**")
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("suggestions.undo-batch"), key="batch-undo", icon=":material/undo:",
                on_click=guard.callback(undo),
            )  # fmt: skip
            st.button(
                t("ui.close"), key="batch-done-close",
                on_click=lambda: st.session_state.pop(DONE, None),
            )  # fmt: skip
