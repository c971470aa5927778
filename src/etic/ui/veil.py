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
    if not project.veiled:
        return
    who = session.coder()
    rounds = remembered(project, "rounds", project.rounds)
    hiding = [r for r in rounds if r.state == "open" and (not who or who in r.coders)]
    documents = {d for r in hiding for d in r.documents}
    names = ", ".join(f"«{r.name}»" for r in hiding)
    key = "rounds.veiled" if who else "rounds.veiled-nobody"
    said = t(key, rounds=names, documents=t("words.documents", n=len(documents)))
    st.caption(f":material/visibility_off: {escaped(said)}")
