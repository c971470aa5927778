"""Importing in the browser: drop files, see what they hold, take them in, read the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from etic.actions.importing import ImportReport
from etic.errors import EticError
from etic.i18n import number, t
from etic.language.cleaning import SURE
from etic.model import Bundle, Document, Notice
from etic.places import told as place_told
from etic.project import Project
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.cleaning import broken_among, open_cleaning
from etic.ui.figures import html_table
from etic.ui.incoming import Incoming, brings, counts, read_all, together
from etic.ui.look import escaped, safe
from etic.ui.pickers import labels_of

ROUND = "etic-upload-round"  # a new uploader after each import, so that it is empty again
REPORT = "etic-import-report"
CAME = "etic-import-broken"  # ids of documents that came in broken, and how many places there are
FIRST = 220  # characters of a transcript shown before it is stored
MOST_LINES = 40


def importer(project: Project, where: str) -> None:
    """The place where files are dropped, and all that follows from it."""
    _show_report(project)
    turn = st.session_state.setdefault(ROUND, 0)
    files = st.file_uploader(
        t("ui.upload"), accept_multiple_files=True, key=f"upload-{where}-{turn}",
        help=t("ui.upload-help"),
    )  # fmt: skip
    if not files:
        return
    with st.spinner(t("ui.reading")):
        incoming = read_all(files)
    for file in incoming:
        _file(project, file)
    bundle = together(incoming)
    if not brings(bundle):
        return
    st.subheader(t("ui.import"), anchor=False)
    study, coder, revise = _options(project, bundle, where)
    st.markdown(escaped(", ".join(t(f"words.{k}", n=n) for k, n in counts(bundle).items())))
    if st.button(
        t("ui.import-it"), type="primary", key=f"import-{where}", icon=":material/download_done:"
    ):
        _import(project, incoming, study, coder, revise)


def _import(
    project: Project, incoming: Sequence[Incoming], study: str, coder: str, revise: bool
) -> None:
    before = {d.revision_id for d in project.document_list()}
    bar = st.progress(0.0, t("ui.importing"))

    def progress(done: int, of: int, what: str) -> None:
        bar.progress(done / of if of else 1.0, escaped(what) if what else t("ui.importing"))

    try:
        report = project.import_bundle(
            together(incoming), study=study, coder=coder, who=session.acting(), revise=revise,
            progress=progress,
        )  # fmt: skip
    except EticError as error:
        bar.empty()
        guard.show_error(error)
        st.caption(escaped(t("ui.import-nothing")))
        return
    st.session_state[REPORT] = project.path, report
    if any(n for file in incoming for kind, n in file.broken.items() if kind in SURE):
        came = [d for d in project.document_list() if d.revision_id not in before]
        st.session_state[CAME] = broken_among(project, came)
    st.session_state[ROUND] += 1
    st.rerun()


def _options(project: Project, bundle: Bundle, where: str) -> tuple[str, str, bool]:
    """Which study and coder things belong to that do not say it themselves."""
    study, coder, revise = "", "", False
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"options-{where}"):
        if any(not d.study for d in bundle.documents):
            study = _study(project, where)
        if any(not c.coder for c in bundle.codings):
            coder = st.text_input(
                t("ui.import-coder"), value=session.coder(), key=f"import-coder-{where}",
                help=t("ui.import-coder-help"), width=260,
            )  # fmt: skip
        known = {d.name for d in remembered(project, "documents", project.document_list)}
        if any(d.name in known for d in bundle.documents):
            revise = st.checkbox(
                t("ui.import-revise"), key=f"import-revise-{where}",
                help=t("ui.import-revise-help"),
            )  # fmt: skip
    return study.strip(), coder.strip(), revise


def _study(project: Project, where: str) -> str:
    titles = remembered(project, "studies", project.study_titles)
    new = "\0new"
    if not titles:
        return st.text_input(
            t("ui.import-study"), key=f"import-study-{where}", width=260,
            placeholder=t("ui.import-study-hint"), help=t("ui.import-study-help"),
        )  # fmt: skip
    chosen = st.selectbox(
        t("ui.import-study"), [*titles, new], key=f"import-study-known-{where}", width=520,
        help=t("ui.import-study-help"),
        format_func=lambda name: t("ui.import-study-new") if name == new else titles[name] or name,
    )  # fmt: skip
    if chosen != new:
        return chosen
    return st.text_input(t("ui.import-study-name"), key=f"import-study-{where}", width=260)


# -- before ---------------------------------------------------------------------------------------


def _file(project: Project, file: Incoming) -> None:
    if file.bundle is None:
        if file.problem is not None:
            guard.show_error(file.problem)
        return
    said = ", ".join(t(f"words.{kind}", n=n) for kind, n in counts(file.bundle).items())
    bundle = file.bundle
    nothing = "" if brings(bundle) else t("ui.import-empty")
    label = " — ".join(part for part in (file.name, said or nothing) if part)
    with st.expander(escaped(label), icon=":material/description:"):
        for document in bundle.documents[:MOST_LINES]:
            st.html(_document_html(document, labels_of(project)))
        codes = [code for book in bundle.codebooks for code in book.codes]
        if codes:
            shown = [(c.path, c.name_ru or c.name_en, c.definition) for c in codes[:MOST_LINES]]
            _lines([t("ui.code"), t("ui.code-name"), t("ui.code-definition")], shown)
            _more(len(codes))
        if bundle.codings:
            head = [t("columns.document"), t("columns.code"), t("columns.quote")]
            _lines(head, [(c.document, c.code, c.quote) for c in bundle.codings[:MOST_LINES]])
            _more(len(bundle.codings))
        if bundle.tables:
            head = [t("columns.table"), t("ui.survey-title"), t("columns.question")]
            _lines(head, [(x.number, x.title, x.question) for x in bundle.tables[:MOST_LINES]])
            _more(len(bundle.tables))
        warnings(bundle.warnings)
    _broken(file)


def _broken(file: Incoming) -> None:
    """That a file's text looks broken, before anything of it is stored."""
    sure = {kind: n for kind, n in file.broken.items() if kind in SURE}
    if sure:
        kinds = ", ".join(
            t("cleaning.kind-count", kind=t(f"cleaning.kind-{kind}").lower(), n=number(n))
            for kind, n in sorted(sure.items(), key=lambda item: -item[1])
        )
        said = t("cleaning.found-before", n=sum(sure.values()), kinds=kinds)
        st.info(escaped(f"{file.name}: {said}"), icon=":material/cleaning_services:")


def _document_html(document: Document, labels: Mapping[str, str]) -> str:
    speakers = list(dict.fromkeys(turn.speaker for turn in document.turns if turn.speaker))
    facts = [
        t("ui.preview-case", case=document.case or document.name),
        t("ui.preview-speakers", names=", ".join(speakers) or "—"),
        t("ui.preview-turns", n=len(document.turns)),
        t("ui.preview-words", n=len(document.text.split())),
        *(f"{labels.get(name, name)}: {value}" for name, value in document.attributes.items()),
    ]
    first = document.text[:FIRST].strip()
    cut = "…" if len(document.text) > FIRST else ""
    return (
        f'<div class="etic-preview"><strong>{safe(document.name)}</strong>'
        f"<p>{safe(' · '.join(facts))}</p><pre>{safe(first)}{cut}</pre></div>"
    )


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    st.html(html_table(head, rows, [False] * len(head)))


def _more(n: int) -> None:
    if n > MOST_LINES:
        st.caption(escaped(t("ui.and-more", n=number(n - MOST_LINES))))


# -- after ----------------------------------------------------------------------------------------


def _show_report(project: Project) -> None:
    """What came into this project; another one opened meanwhile knows nothing of it."""
    path, report = st.session_state.get(REPORT, (None, ImportReport()))
    if path != project.path:
        return
    with st.container(border=True, key="import-report"):
        st.markdown(f":material/task_alt: **{escaped(t('ui.import-done'))}**")
        said = [
            t(f"words.{name}", n=getattr(report, name))
            for name in (
                "documents",
                "cases",
                "guides",
                "codes",
                "codings",
                "tables",
                "links",
                "respondents",
                "rules",
                "indicators",
            )
            if getattr(report, name)
        ]
        st.markdown(
            escaped(", ".join(said) or ("" if report.changed else t("ui.import-nothing-new")))
        )
        warnings(report.warnings)
        with st.container(horizontal=True, vertical_alignment="center", key="import-report-next"):
            _offer_cleaning()
            st.button(t("ui.close"), key="import-report-close", on_click=_close_report)


def _close_report() -> None:
    st.session_state.pop(REPORT, None)
    st.session_state.pop(CAME, None)


def _offer_cleaning() -> None:
    """The way from the report to the texts that look broken."""
    ids, n = st.session_state.get(CAME, ((), 0))
    if n:
        st.markdown(escaped(t("cleaning.found-after", n=n)), width="content")
        st.button(
            t("cleaning.look"), key="import-report-clean", icon=":material/cleaning_services:",
            on_click=_clean, args=(ids,),
        )  # fmt: skip


def _clean(ids: Sequence[int]) -> None:
    open_cleaning(ids)
    _close_report()


def warnings(notices: Sequence[Notice]) -> None:
    """What a person should look at, one line each."""
    if not notices:
        return
    lines = []
    for notice in dict.fromkeys((n.file, n.where, _said(n)) for n in notices):
        file, where, what = notice
        place = ", ".join(part for part in (file, place_told(where) if where else "") if part)
        lines.append(f"{place}: {what}" if place else what)
    st.warning(
        "\n".join(f"- {escaped(line)}" for line in lines[:MOST_LINES]), icon=":material/info:"
    )
    _more(len(lines))


def _said(notice: Notice) -> str:
    text = t(f"warnings.{notice.key}", **{"file": notice.file, **notice.details})
    return " ".join(text.split())
