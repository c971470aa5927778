"""The project itself: its title, another one, its copy, its soundness, its history."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from etic import __version__
from etic.errors import EticError
from etic.i18n import language, number, t, use_language
from etic.project import Project
from etic.ui import guard, history, session, start
from etic.ui.cache import remembered
from etic.ui.figures import html_table
from etic.ui.look import escaped, heading
from etic.ui.pickers import ANY, keep

STEPS = (50, 200, 1000)


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.settings"), str(project.path))
    left, right = st.columns(2, gap="large")
    with left:
        _title(project)
        _whole(project)
    with right:
        _samples(project)
        _coders(project)
        _verify(project)
        _about()
    st.subheader(t("ui.other-project"), anchor=False)
    start.choices("settings")
    _journal(project)


def _title(project: Project) -> None:
    key = f"title-{project.store.journal.revision()}"

    def rename() -> None:
        title = st.session_state[key].strip()
        if not title:
            raise EticError("title-missing")
        if title != project.title:
            project.rename(title, coder=session.acting())
            guard.say(t("ui.renamed", title=title))

    st.subheader(t("ui.project"), anchor=False)
    st.text_input(
        t("ui.title"), project.title, key=key, on_change=guard.callback(rename), max_chars=200
    )


def _whole(project: Project) -> None:
    """The project as one file to keep, and as plain files to read without Etic."""
    lang = language()
    st.markdown(escaped(t("ui.backup-about")))
    if project.veiled:
        st.caption(escaped(str(EticError("round-export"))))
        return
    with st.container(horizontal=True, key="whole"):
        st.download_button(
            t("ui.backup"), lambda: _file(project, ".etic", lang), key="backup",
            file_name=f"{project.path.stem}-{t('ui.backup-name')}.etic", on_click="ignore",
            icon=":material/save:",
        )  # fmt: skip
        st.download_button(
            t("ui.export"), lambda: _file(project, ".zip", lang), key="export",
            file_name=f"{project.path.stem}.zip", on_click="ignore", icon=":material/folder_zip:",
        )  # fmt: skip


def _file(project: Project, suffix: str, lang: str) -> bytes:
    with use_language(lang), tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"project{suffix}")
        if suffix == ".zip":
            project.export(path)
        else:
            project.backup(path)
        return path.read_bytes()


def _verify(project: Project) -> None:
    st.subheader(t("ui.verify"), anchor=False)
    st.markdown(escaped(t("ui.verify-about")))
    if not st.button(t("ui.verify-it"), key="verify", icon=":material/verified:"):
        return
    with st.spinner(t("ui.verifying")):
        problems = project.verify()
    if not problems:
        st.success(escaped(t("ui.verified")), icon=":material/check_circle:")
        return
    lines = [t(f"verify.{problem.check}", **problem.details) for problem in problems]
    st.error(
        f"**{escaped(t('words.problems', n=len(lines)))}**\n\n"
        + "\n".join(f"- {escaped(line)}" for line in lines),
        icon=":material/error:",
    )


def _coders(project: Project) -> None:
    """Which coders code a second time what others have coded."""
    names = remembered(project, "coder counts", project.coder_counts)
    if not names:
        return
    seconds = project.second_coders()
    key = f"second-coders-{project.store.journal.revision()}"

    def changed() -> None:
        chosen = st.session_state[key]
        for name in names:
            if (name in chosen) != (name in seconds):
                project.set_second_coder(name, name in chosen, coder=session.acting())

    st.subheader(t("ui.coders"), anchor=False)
    st.multiselect(
        t("ui.second-coders"), list(names), seconds, key=key, on_change=guard.callback(changed),
        help=t("ui.second-coders-help"), placeholder=t("ui.second-coders-none"),
    )  # fmt: skip


def _samples(project: Project) -> None:
    """Which studies have a probability sample: the notes under their tables say so."""
    titles = remembered(project, "studies", project.study_titles)
    if not titles:
        return
    drawn = project.probability_samples()
    key = f"probability-samples-{project.store.journal.revision()}"

    def changed() -> None:
        chosen = st.session_state[key]
        for name in titles:
            project.set_probability_sample(name, name in chosen, coder=session.acting())

    st.subheader(t("samples.studies"), anchor=False)
    st.multiselect(
        t("samples.of"), list(titles), drawn, key=key, on_change=guard.callback(changed),
        format_func=lambda name: titles[name] or name, help=t("samples.of-help"),
        placeholder=t("samples.of-none"),
    )  # fmt: skip


def _about() -> None:
    st.subheader(t("ui.about"), anchor=False)
    st.markdown(escaped(t("ui.about-text", version=__version__)))
    st.caption(escaped(t("ui.about-look")))


def _journal(project: Project) -> None:
    st.subheader(t("ui.journal"), anchor=False)
    st.caption(escaped(t("ui.journal-about")))
    everybody = remembered(
        project, "who", lambda: sorted({event.who for event in project.events()})
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="journal-bar"):
        options = [ANY, *everybody]
        keep("journal-who", options)
        who = st.selectbox(
            t("columns.who"), options, key="journal-who", width=210,
            format_func=lambda name: name or t("ui.everybody"),
        )  # fmt: skip
        words = st.text_input(
            t("ui.journal-filter"),
            key="journal-words",
            type="search",
            live=True,
            width=240,
            placeholder=t("ui.journal-filter-hint"),
        ).casefold()
        limit = st.selectbox(
            t("ui.journal-limit"), STEPS, key="journal-limit", format_func=number, width=110
        )
    events = remembered(
        project, ("events", who, limit), lambda: project.events(coder=who, limit=limit)
    )
    rows = [
        [number(e.id), history.moment(e.at), e.who, history.step(e), history.about(project, e)]
        for e in events
    ]
    rows = [row for row in rows if not words or words in " ".join(row).casefold()]
    if not rows:
        st.caption(escaped(t("ui.journal-nothing")))
        return
    head = [t(f"columns.{key}") for key in ("id", "at", "who", "step", "what")]
    st.html(html_table(head, rows, [True, False, False, False, False]))


if __name__ == "__main__":
    show()
