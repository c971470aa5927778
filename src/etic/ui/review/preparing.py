"""Looking for suggestions: in a thread of its own, so that the screen stays usable meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from etic.errors import EticError
from etic.i18n import language, t, use_language
from etic.project import Project
from etic.ui import guard
from etic.ui.look import escaped
from etic.ui.review.scope import Scope

SECONDS = 0.5  # how often the progress is shown anew


@dataclass
class Job:
    """One search for suggestions: how far it is, and what came of it."""

    thread: threading.Thread | None = None
    done: int = 0
    of: int = 0
    prepared: Any = None
    error: EticError | None = None

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.thread is not None and self.thread.is_alive()


_jobs: dict[Hashable, Job] = {}  # one a project: two at once would do the same work twice


def job_of(project: Project) -> Job | None:
    """The search that runs in a project, or has just ended."""
    return _jobs.get(str(project.path))


def start(project: Project, scope: Scope) -> None:
    """Begin to look for suggestions in a scope, unless somebody does already."""
    known = job_of(project)
    if known is not None and known.running:
        return
    job = Job()
    job.thread = threading.Thread(
        target=_run, args=(project, scope, job, language()), name="etic-suggestions", daemon=True
    )
    _jobs[str(project.path)] = job
    job.thread.start()


def _run(project: Project, scope: Scope, job: Job, lang: str) -> None:
    def tell(done: int, of: int) -> None:
        job.done, job.of = done, of

    with use_language(lang):  # a thread begins in no language of its own
        try:
            with guard.explained():
                job.prepared = project.prepare_suggestions(
                    study=scope.study or None, document=scope.document, code=scope.code or None,
                    coder=scope.coder, tell=tell,
                )  # fmt: skip
        except EticError as error:
            job.error = error


def look_button(project: Project, scope: Scope) -> None:
    """The button that looks for suggestions, the progress while it does, and what came of it."""
    job = job_of(project)
    if job is not None and job.running:
        guard.fragment(SECONDS)(_progress)(job)
        return
    st.button(
        t("suggestions.look"), key="review-look", icon=":material/lightbulb:",
        on_click=guard.callback(start), args=(project, scope), help=t("suggestions.look-help"),
    )  # fmt: skip


def _progress(job: Job) -> None:
    if not job.running:
        st.rerun()
    share = job.done / job.of if job.of else 0.0
    said = t("suggestions.looking-of", done=job.done, of=job.of) if job.of else ""
    st.progress(min(1.0, share), text=escaped(said or t("suggestions.looking")))


def show_result(project: Project) -> None:
    """What came of a search, until a person puts it away."""
    job = job_of(project)
    if job is None or job.running:
        return
    with st.container(border=True, key="review-prepared"):
        if job.error is not None:
            guard.show_error(job.error)
        elif job.prepared is not None:
            found = job.prepared
            said = t("suggestions.prepared", n=found.new)
            more = t("suggestions.prepared-more", passages=found.passages, below=found.below)
            st.markdown(f":material/task_alt: **{escaped(said)}** {escaped(more)}")
            if found.needs:
                from etic.ui.importer import warnings

                warnings(found.needs)
        st.button(t("ui.close"), key="review-prepared-close", on_click=_put_away, args=(project,))


def _put_away(project: Project) -> None:
    _jobs.pop(str(project.path), None)
