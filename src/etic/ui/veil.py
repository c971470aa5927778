"""What a person is told while an open round of double coding hides others' work from them."""

from __future__ import annotations

import streamlit as st

from etic.i18n import t
from etic.project import Project
from etic.ui import session
from etic.ui.cache import remembered
from etic.ui.look import escaped


def veil_note(project: Project) -> None:
    """Beside every screen: what is not to be seen, and until when."""
    if project.veiled:
        st.caption(f":material/visibility_off: {escaped(_said(project))}")


def veil_reason(project: Project) -> None:
    """On a screen that compares coders: why some of them are missing from it."""
    if project.veiled:
        st.info(escaped(_said(project)), icon=":material/visibility_off:")


def _said(project: Project) -> str:
    who = session.coder()
    rounds = remembered(project, "rounds", project.rounds)
    hiding = [r for r in rounds if r.state == "open" and (not who or who in r.coders)]
    documents = {d for r in hiding for d in r.documents}
    names = ", ".join(t("rounds.veiled-round", round=r.name) for r in hiding)
    key = "rounds.veiled" if who else "rounds.veiled-nobody"
    return t(key, rounds=names, documents=t("words.documents", n=len(documents)))
