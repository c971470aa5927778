"""Overview: where one stopped, how far the coding has come, who is at work, what was done last."""

from __future__ import annotations

import streamlit as st

from etic.actions.standing import StudyProgress
from etic.i18n import number, percent, t
from etic.project import Project
from etic.store.latest import LastCoding
from etic.store.queries import DocumentRow
from etic.ui import background, history, session
from etic.ui.cache import remembered
from etic.ui.links import document_link, place_link
from etic.ui.look import escaped, heading, safe, screen_link
from etic.ui.memos import project_memos
from etic.ui.pickers import documents_of, tree_of

LAST = 12
FEW = 14  # documents shown without being asked for
LONGEST_QUOTE = 160


def show() -> None:
    """The screen."""
    project = session.project()
    heading(project.title, t("ui.overview-about"))
    project_memos(project)
    counts = remembered(project, "counts", project.counts)
    if counts["documents"]:
        _counts(counts)
    making = background.progress(project.path)
    if making is not None:
        ready, of = map(number, making)
        st.caption(":material/hourglass_top: " + escaped(t("like.index", ready=ready, of=of)))
    left, right = st.columns([3, 2], gap="large")
    with left:
        if counts["documents"]:
            _continue(project)
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


# -- where one stopped ----------------------------------------------------------------------------


def _continue(project: Project) -> None:
    """The place where this coder stopped, and a document nobody has begun."""
    st.subheader(t("overview.continue"), anchor=False)
    coder = session.coder()
    with st.container(border=True, key="continue"):
        if not coder:
            st.caption(escaped(t("overview.continue-nobody")))
            screen_link("code")
            return
        last: LastCoding | None = remembered(
            project, ("last coding", coder), lambda: project.last_coding(coder)
        )
        if last is None:
            st.caption(escaped(t("overview.continue-none", coder=coder)))
        else:
            _stopped(project, last)
        untouched = _untouched(project, coder)
        if untouched is not None:
            key = "overview.untouched" if untouched.codings == 0 else "overview.untouched-own"
            document_link(
                untouched.study, untouched.name, label=t(key, document=untouched.name),
                icon=":material/edit_note:",
            )  # fmt: skip


def _stopped(project: Project, last: LastCoding) -> None:
    place_link(last.passage)
    tree = tree_of(project)
    code = tree.label(last.code_id) if last.code_id in tree.by_id else ""
    cut = "…" if len(last.quote) > LONGEST_QUOTE else ""
    about = " · ".join(part for part in (code, history.moment(last.at)) if part)
    st.html(
        '<figure class="etic-quote">'
        f"<blockquote>{safe(last.quote[:LONGEST_QUOTE])}{cut}</blockquote>"
        f"<figcaption>{safe(about)}</figcaption></figure>"
    )


def _untouched(project: Project, coder: str) -> DocumentRow | None:
    """The first document without any coding; else the first without one of this coder's."""
    documents = documents_of(project)
    by_document = remembered(project, "coders by document", project.coders_by_document)
    nobody = [d for d in documents if d.id not in by_document]
    own = [d for d in documents if coder not in by_document.get(d.id, {})]
    return next(iter([*nobody, *own]), None)


# -- how far --------------------------------------------------------------------------------------


def _progress(project: Project) -> None:
    """Study by study; document by document where they are few, or asked for."""
    st.subheader(t("ui.progress"), anchor=False)
    st.caption(escaped(t("overview.progress-about")))
    studies: list[StudyProgress] = remembered(project, "study progress", project.study_progress)
    for study in studies:
        if study.documents:
            _study(study)
    documents = documents_of(project)
    if len(documents) <= FEW or st.toggle(
        t("ui.progress-all", n=number(len(documents))), key="progress-all"
    ):
        for d in documents:
            _document(project, d, several=len(studies) > 1)


def _study(study: StudyProgress) -> None:
    documents = t(
        "overview.documents-begun", begun=number(study.begun), all=number(study.documents)
    )
    sentences = t(
        "overview.sentences-coded", coded=number(study.coded), all=number(study.sentences)
    )
    st.html(
        f'<section class="etic-study"><h3>{safe(study.title)} '
        f"<small>{safe(t('words.cases', n=study.respondents))}</small></h3>"
        f"{_bar(study.begun, study.documents, documents)}"
        f"{_bar(study.coded, study.sentences, sentences)}</section>"
    )


def _bar(done: int, of: int, said: str) -> str:
    """A bar with its numbers under it."""
    share = done / of if of else 0.0
    return (
        '<div class="etic-progress">'
        f'<div role="progressbar" aria-label="{safe(said)}" aria-valuemin="0" '
        f'aria-valuemax="{of}" aria-valuenow="{done}"><span style="width:{share:.1%}"></span></div>'
        f"<small>{safe(said)} · {safe(percent(share, 0))}</small></div>"
    )


def _document(project: Project, d: DocumentRow, *, several: bool) -> None:
    progress = remembered(project, "progress", project.progress)
    sentences, done = progress.get(d.id, (0, 0))
    name, bar = st.columns([2, 3], vertical_alignment="center", gap="small")
    with name:
        document_link(d.study, d.name, label=f"{d.name} · {d.study}" if several else d.name)
    said = t("ui.progress-of", coded=number(done), total=number(sentences))
    bar.html(_bar(done, sentences, f"{said} · {t('words.codings', n=d.codings)}"))


# -- who, and what --------------------------------------------------------------------------------


def _coders(project: Project) -> None:
    """Coders with what they coded and when they were last here."""
    st.subheader(t("ui.coders"), anchor=False)
    by_document = remembered(project, "coders by document", project.coders_by_document)
    counted = remembered(project, "coder counts", project.coder_counts)
    quoted = {name: n for name, n in counted.items() if n}
    if not quoted:
        st.caption(escaped(t("ui.coders-none")))
        return
    seconds = remembered(project, "second coders", project.second_coders)
    active = remembered(project, "last active", project.last_active)
    lines = []
    for name, n in quoted.items():
        codings = t("words.codings", n=n)
        documents = sum(name in found for found in by_document.values())
        facts = [
            t("ui.coder-second", codings=codings) if name in seconds else codings,
            t("words.documents", n=documents),
            t("overview.active", when=history.moment(active[name])) if name in active else "",
        ]
        said = " · ".join(fact for fact in facts if fact)
        lines.append(f"<li><span>{safe(name)}</span><small>{safe(said)}</small></li>")
    st.html(f'<ul class="etic-list etic-journal">{"".join(lines)}</ul>')


def _last(project: Project) -> None:
    """The last steps, those about a coding with a link to its place."""
    st.subheader(t("ui.last-changes"), anchor=False)
    events = remembered(project, ("events", LAST), lambda: project.events(limit=LAST))
    passages = remembered(
        project, ("passages", LAST), lambda: project.passages(event.id for event in events)
    )
    for event in events:
        with st.container(key=f"event-{event.id}", gap=None):
            st.html(
                f'<p class="etic-step">{safe(history.line(project, event))}'
                f"<small>{safe(event.who)} · {safe(history.moment(event.at))}</small></p>"
            )
            if event.id in passages:
                place_link(passages[event.id])


if __name__ == "__main__":
    show()
