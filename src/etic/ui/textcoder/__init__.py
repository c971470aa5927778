"""The text coder: a transcript in the page, coded by mouse and by keyboard.

    row = project.document("R01")
    text_coder(project, row, "anna", focus=(1015, 1044))

The browser shows every coding at once and the project stores it a moment later; see `session` for
the server's half, `frontend/` for the browser's, `component` for how they meet.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from etic.i18n import language
from etic.project import Project
from etic.store import queries
from etic.store.queries import DocumentRow
from etic.ui.textcoder import component, payload
from etic.ui.textcoder.session import Session

__all__ = ["text_coder"]

POLL_SECONDS = 1.5  # how soon one sees what others did, when one does nothing oneself
SESSIONS = "etic-textcoder"
MOST_SESSIONS = 8


def text_coder(
    project: Project,
    document: DocumentRow,
    coder: str,
    *,
    focus: tuple[int, int] | None = None,
    compare: tuple[str, str] | None = None,
    codes: Sequence[int] | None = None,
) -> None:
    """Show a document and let `coder` code it.

    `focus` is a span in code points to scroll to and flash, as deep links name it; `compare` are
    two coders to be shown side by side. `codes` are the ids of the codes offered for coding;
    without it, those of the document's study.
    """
    offered = None if codes is None else tuple(codes)
    project = project.seen_by(coder)
    sessions: dict[str, Session] = st.session_state.setdefault(SESSIONS, {})
    session = _session(sessions, project, document, coder, offered)
    component.reader(session.snapshot.data, key=f"textcoder-reader-{session.mount}")
    key = f"textcoder-feed-{session.mount}"

    @st.fragment(run_every=POLL_SECONDS)
    def exchange() -> None:
        seen = project.seen_by(coder)
        if seen is not project:  # a round was opened or closed: other codings are to be seen now
            st.rerun()
        answer = session.exchange(seen, component.outbox(key), focus, compare)
        component.feed(payload.encode(answer), key=key)

    exchange()


def _session(
    sessions: dict[str, Session],
    project: Project,
    document: DocumentRow,
    coder: str,
    offered: tuple[int, ...] | None,
) -> Session:
    """The session of this document, coder and language: the last one, or a new one."""
    uid = str(queries.project(project.store.connection)["uid"])
    mount = payload.mount(uid, document, coder, project.hiding)
    name = payload.digest(mount, language(), offered)
    session = sessions.pop(name, None)
    if session is None:
        taken = payload.snapshot(project, document, coder, offered)
        # What was answered in one language is not asked again in another.
        settled = next((s.settled for s in sessions.values() if s.mount == mount), {})
        session = Session(document, coder, offered, taken, mount, settled=settled)
    else:
        session.renew(project)
    sessions[name] = session  # last used, last in line
    for oldest in list(sessions)[:-MOST_SESSIONS]:
        del sessions[oldest]
    return session
