"""Judging one case after the other: its quotes, the verdict, the reason; and those judged."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from etic.actions.induction import Candidate, JudgedCase
from etic.analysis.induction import PLACES, VERDICTS
from etic.i18n import t
from etic.model import Quote, Verdict
from etic.project import Project
from etic.store.propositions import IMPORTED, JudgementRow, PropositionRow
from etic.store.queries import printed
from etic.ui import guard, session
from etic.ui.cards import page_of
from etic.ui.induction.chosen import Own, case_key, cases_of
from etic.ui.links import document_link, place_link
from etic.ui.look import escaped, safe, swatch
from etic.ui.pickers import keep, labels_of, tree_of

ICONS: dict[str, str] = {
    "contradicts": ":material/close:",
    "supports": ":material/check:",
    "silent": ":material/volume_off:",
    "not_asked": ":material/speaker_notes_off:",
    "out_of_scope": ":material/block:",
    "disputed": ":material/call_split:",
    "not_judged": ":material/pending:",
}


def queue(project: Project, row: PropositionRow, own: Own) -> None:
    """The case to be judged now, and those that wait after it."""
    st.subheader(t("induction.judge"), anchor=False)
    every = cases_of(project, row, own.coder)
    waiting = [c for c in every if c.waiting]
    key = case_key(row.newest.id)
    by_id = {c.case.id: c for c in every}
    chosen = st.session_state.get(key)
    options = [c.case.id for c in waiting]
    if chosen in by_id and chosen not in options:
        options.append(chosen)  # a judged case that is to be looked at again
    said = t("induction.waiting", n=len(waiting)) if waiting else t("induction.waiting-none")
    st.caption(escaped(said))
    if not options:
        return
    keep(key, options)

    def named(case_id: int) -> str:
        candidate = by_id[case_id]
        return f"{candidate.case.name} · {t(f'induction.reading-{candidate.reading}')}"

    current = st.selectbox(
        t("induction.case"), options, key=key, format_func=named, help=t("induction.case-help")
    )
    _case(project, row, by_id[current], options, own)


def _case(
    project: Project, row: PropositionRow, candidate: Candidate, options: Sequence[int], own: Own
) -> None:
    """One case: who it is, what speaks for and against, and the verdict."""
    case = candidate.case
    labels = labels_of(project)
    with st.container(border=True, key=f"induction-card-{case.id}"):
        attributes = " · ".join(
            f"{labels.get(name, name)}: {printed(value)}"
            for name, value in case.attributes.items()
            if printed(value)
        )
        st.markdown(f"**{escaped(case.name)}**")
        if attributes:
            st.caption(escaped(attributes))
        now = [
            j
            for j in row.newest.judgements
            if j.case_id == case.id and (not own.coder or j.coder == own.coder)
        ]
        for judgement in now:
            st.markdown(escaped(t("induction.now", **_told(judgement))))
        for judgement in candidate.former:
            version = row.newest.version - 1
            st.markdown(escaped(t("induction.former", version=version, **_told(judgement))))
        st.markdown(f":material/lightbulb: {escaped(_why(row, candidate))}")
        mine = next((j for j in now if j.coder == session.acting()), None)
        base = f"{row.newest.id}-{case.id}"
        offered = [*candidate.against, *candidate.supporting]
        if mine is not None:  # what it rests on already may bear no tied code any more
            there = {quote.id for quote in offered}
            missing = [i for i in mine.codings if i not in there]
            offered += project.quote_list(ids=missing) if missing else []
        _quotes(project, t("induction.quotes-against"), candidate.against, base, mine)
        rest = offered[len(candidate.against) :]
        _quotes(project, t("induction.quotes-supporting"), rest, base, mine)
        if not offered:
            st.caption(escaped(t("induction.quotes-none")))
            for document in case.documents[:1]:
                document_link(case.study, document, label=t("induction.open-document"))
        reason = f"induction-reason-{base}"
        if reason not in st.session_state:
            st.session_state[reason] = mine.reason if mine else ""
        st.text_area(t("induction.reason"), key=reason, height=80, help=t("induction.reason-help"))
        proposed = mine.verdict if mine else _proposed(row, candidate)
        with st.container(horizontal=True, key=f"induction-verdicts-{base}"):
            for verdict in VERDICTS:
                st.button(
                    t(f"induction.place-{verdict}"), key=f"induction-{verdict}-{base}",
                    icon=ICONS[verdict], type="primary" if verdict == proposed else "secondary",
                    on_click=_judge,
                    args=(project, row, candidate, verdict, [q.id for q in offered]),
                )  # fmt: skip
            if len(options) > 1:
                st.button(
                    t("induction.next"), key=f"induction-next-{base}", icon=":material/skip_next:",
                    on_click=_skip, args=(row.newest.id, case.id, list(options)), type="tertiary",
                )  # fmt: skip


def _told(judgement: JudgementRow) -> dict[str, object]:
    coder = t("induction.by-file") if judgement.coder == IMPORTED else judgement.coder
    return {
        "verdict": t(f"induction.place-{judgement.verdict}").lower(),
        "coder": coder,
        "reason": judgement.reason,
    }


def _why(row: PropositionRow, candidate: Candidate) -> str:
    if candidate.was_against:
        kind = "redefined" if row.newest.kind == "redefined" else "revised"
        return t(f"induction.former-{kind}")
    if not row.codes:
        return t("induction.why-untied")
    return t(f"induction.why-{candidate.reading}")


def _proposed(row: PropositionRow, candidate: Candidate) -> Verdict | None:
    """The verdict that is offered first; none where the case has to be read."""
    if candidate.was_against:
        return "out_of_scope" if row.newest.kind == "redefined" else None
    return candidate.verdict


def _quotes(
    project: Project, title: str, quotes: Sequence[Quote], base: str, mine: JudgementRow | None
) -> None:
    """Quotes to be read, each to be ticked where the verdict rests on it."""
    if not quotes:
        return
    tree = tree_of(project)
    st.markdown(f"**{escaped(title)}**")
    for quote in quotes:
        key = _tick(base, quote.id)
        if key not in st.session_state:
            st.session_state[key] = quote.id in mine.codings if mine else False
        node = tree.by_id.get(quote.code_id)
        colour = node.code.colour if node else ""
        name = tree.label(quote.code_id) if node else quote.code
        with st.container(key=f"induction-quote-{base}-{quote.id}", gap=None):
            with st.container(
                horizontal=True, vertical_alignment="center",
                key=f"induction-line-{base}-{quote.id}",
            ):  # fmt: skip
                st.checkbox(t("induction.rest-on"), key=key)
                place_link(quote)
            st.html(
                f'<figure class="etic-quote" style="border-color:{safe(colour)}">'
                f"<blockquote>{safe(quote.quote)}</blockquote>"
                f"<figcaption>{swatch(colour)} {safe(name)}</figcaption></figure>"
            )


def _tick(base: str, coding_id: int) -> str:
    return f"induction-tick-{base}-{coding_id}"


@guard.callback
def _judge(
    project: Project, row: PropositionRow, candidate: Candidate, verdict: Verdict,
    offered: Sequence[int],
) -> None:  # fmt: skip
    base = f"{row.newest.id}-{candidate.case.id}"
    ticked = [i for i in offered if st.session_state.get(_tick(base, i))]
    reason = str(st.session_state.get(f"induction-reason-{base}", ""))
    project.judge(
        row.number, candidate.case.id, verdict, reason, quotes=ticked, study=row.study,
        coder=session.acting(),
    )  # fmt: skip
    _forget(row.newest.id, base)
    said = t(f"induction.place-{verdict}").lower()
    guard.say(t("induction.judged", case=candidate.case.name, verdict=said))


def _forget(version_id: int, base: str) -> None:
    """The next case is the first of those that wait; what was typed is stored."""
    st.session_state.pop(case_key(version_id), None)
    for key in [*map(str, st.session_state)]:
        if key == f"induction-reason-{base}" or key.startswith(f"induction-tick-{base}-"):
            del st.session_state[key]


@guard.callback
def _skip(version_id: int, case_id: int, options: Sequence[int]) -> None:
    after = (options.index(case_id) + 1) % len(options)
    st.session_state[case_key(version_id)] = options[after]


# -- those that are judged ------------------------------------------------------------------------


def judged(project: Project, row: PropositionRow, cases: Sequence[JudgedCase]) -> None:
    """The cases that have been judged, contradicting ones first."""
    done = {p: [c for c in cases if c.place == p] for p in PLACES if p != "not_judged"}
    if not any(done.values()):
        return
    st.subheader(t("induction.judged-list"), anchor=False)
    key = f"induction-place-{row.id}"
    options = [place for place in done if done[place]]
    keep(key, options)
    chosen = st.segmented_control(
        t("induction.column-place"), options, key=key, required=True, label_visibility="collapsed",
        default=None if key in st.session_state else options[0],
        format_func=lambda p: f"{ICONS[p]} {t(f'induction.place-{p}')} · {len(done[p])}",
    )  # fmt: skip
    if chosen is None:
        return
    found = done[chosen]
    for case in found[page_of(len(found), f"judged-{row.id}-{chosen}")]:
        _judged(project, row, case)


def _judged(project: Project, row: PropositionRow, case: JudgedCase) -> None:
    several = len(case.judgements) > 1
    with st.container(border=True, key=f"judged-{row.newest.id}-{case.case.id}"):
        for judgement in case.judgements:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"judgement-{judgement.id}"
            ):
                told = _told(judgement)
                verdict = f" · {told['verdict']}" if several else ""
                quotes = t("words.quotes", n=len(judgement.codings)) if judgement.codings else ""
                carried = t("induction.carried") if judgement.carried else ""
                foot = " · ".join(filter(None, (str(told["coder"]), quotes, carried)))
                with st.container(gap=None, key=f"judgement-said-{judgement.id}"):
                    name = f"**{escaped(case.case.name)}**{escaped(verdict)}"
                    st.markdown(f"{name} {escaped(judgement.reason)}")
                    st.caption(escaped(foot))
                st.button(
                    t("induction.change"), key=f"induction-change-{judgement.id}",
                    on_click=_look, args=(row.newest.id, case.case.id), type="tertiary",
                )  # fmt: skip
                st.button(
                    t("induction.withdraw"), key=f"induction-withdraw-{judgement.id}",
                    on_click=_withdraw, args=(project, row, judgement), type="tertiary",
                )  # fmt: skip


@guard.callback
def _look(version_id: int, case_id: int) -> None:
    st.session_state[case_key(version_id)] = case_id


@guard.callback
def _withdraw(project: Project, row: PropositionRow, judgement: JudgementRow) -> None:
    project.withdraw_judgement(
        row.number, judgement.case_id, of=judgement.coder, study=row.study, coder=session.acting()
    )
    guard.say(t("induction.withdrawn", case=judgement.case))
