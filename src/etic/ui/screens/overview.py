"""Overview: what the project holds, how far the coding has come, what was done last."""

from __future__ import annotations

import streamlit as st

from etic.i18n import number, percent, t
from etic.project import Project
from etic.ui import history, session
from etic.ui.cache import remembered
from etic.ui.links import document_link
from etic.ui.look import escaped, heading, safe, screen_link
from etic.ui.memos import project_memos
from etic.ui.pickers import documents_of

LAST = 12
FEW = 14  # documents shown at once


def show() -> None:
    """The screen."""
    project = session.project()
    heading(project.title, t("ui.overview-about"))
    project_memos(project)
    counts = remembered(project, "counts", project.counts)
    if counts["documents"]:
        _counts(counts)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if counts["documents"]:
            _progress(project)
        else:
            _begin(counts)
    with right:
        _coders(project)
        _last(project)


def _begin(counts: dict[str, int]) -> None:
    """The first steps of an empty project, done ones with their counts."""
    st.subheader(t("ui.overview-begin"), anchor=False)
    for screen, known in (
        ("transcripts", counts["documents"]),
        ("codebook", counts["codes"]),
        ("code", counts["codings"]),
    ):
        with st.container(border=True):
            done = ":material/check_circle:" if known else ":material/radio_button_unchecked:"
            st.markdown(f"{done} {escaped(t(f'ui.overview-begin-{screen}'))}")
            screen_link(screen)


def _counts(counts: dict[str, int]) -> None:
    shown = (
        ("documents", "ui.count-documents"), ("cases", "ui.count-cases"),
        ("codes", "ui.count-codes"), ("codings", "ui.count-codings"),
        ("survey_tables", "ui.count-tables"), ("links", "ui.count-links"),
    )  # fmt: skip
    for column, (name, label) in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(t(label), number(counts[name]))


def _progress(project: Project) -> None:
    st.subheader(t("ui.progress"), anchor=False)
    progress = remembered(project, "progress", project.progress)
    documents = documents_of(project)
    total = sum(progress.get(d.id, (0, 0))[0] for d in documents)
    coded = sum(progress.get(d.id, (0, 0))[1] for d in documents)
    share = percent(coded / total, 0) if total else "—"
    st.caption(
        escaped(t("ui.progress-about", coded=number(coded), total=number(total), share=share))
    )
    several = len({d.study for d in documents}) > 1
    everything = len(documents) <= FEW or st.toggle(
        t("ui.progress-all", n=len(documents)), key="progress-all"
    )
    for d in documents if everything else documents[:FEW]:
        sentences, done = progress.get(d.id, (0, 0))
        name, bar = st.columns([2, 3], vertical_alignment="center", gap="small")
        with name:
            document_link(d.study, d.name, label=f"{d.name} · {d.study}" if several else d.name)
        part = done / sentences if sentences else 0.0
        said = t("ui.progress-of", coded=number(done), total=number(sentences))
        bar.html(
            '<div class="etic-progress">'
            f'<div role="progressbar" aria-label="{safe(d.name)}" aria-valuemin="0" '
            f'aria-valuemax="{sentences}" aria-valuenow="{done}">'
            f'<span style="width:{part:.1%}"></span></div>'
            f"<small>{safe(said)} · {safe(t('words.codings', n=d.codings))}</small></div>"
        )


def _coders(project: Project) -> None:
    counted = remembered(project, "coder counts", project.coder_counts)
    quoted = {name: n for name, n in counted.items() if n}
    st.subheader(t("ui.coders"), anchor=False)
    if not quoted:
        st.caption(escaped(t("ui.coders-none")))
        return
    seconds = remembered(project, "second coders", project.second_coders)

    def said(name: str, n: int) -> str:
        codings = t("words.codings", n=n)
        return t("ui.coder-second", codings=codings) if name in seconds else codings

    st.html(
        '<ul class="etic-list">'
        + "".join(
            f"<li><span>{safe(name)}</span><small>{safe(said(name, n))}</small></li>"
            for name, n in quoted.items()
        )
        + "</ul>"
    )


def _last(project: Project) -> None:
    st.subheader(t("ui.last-changes"), anchor=False)
    events = remembered(project, ("events", LAST), lambda: project.events(limit=LAST))
    st.html(
        '<ol class="etic-list etic-journal">'
        + "".join(
            f"<li><span>{safe(history.line(project, event))}</span>"
            f"<small>{safe(event.who)} · {safe(history.moment(event.at))}</small></li>"
            for event in events
        )
        + "</ol>"
    )


if __name__ == "__main__":
    show()
