"""Pillars: themes that carry evidence of both kinds, built and stated by the analyst."""

from __future__ import annotations

import streamlit as st

from etic.actions.joint_themes import PillarDisplay
from etic.i18n import t
from etic.joined import Pillar
from etic.project import Project
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.choices import as_stored
from etic.ui.joint_tables import show_sheet
from etic.ui.joint_verdicts import joint_of
from etic.ui.look import empty
from etic.ui.pickers import keep


def show_pillars(project: Project, study: str) -> None:
    """The pillar joint display, and where a pillar is made or edited."""
    joint = joint_of(project, study)
    found: PillarDisplay = remembered(
        project, ("pillars", study), lambda: project.pillar_display(study=study, joint=joint)
    )
    if not found.pillars:
        empty(t("joint.pillars-none"), t("joint.pillars-none-next"))
    _edit(project, study, found)
    if found.pillars:
        show_sheet(project, found, "joint-pillars")


def _edit(project: Project, study: str, found: PillarDisplay) -> None:
    with st.expander(
        t("joint.pillar-which" if found.pillars else "joint.pillar-new"), icon=":material/edit:",
        expanded=not found.pillars,
    ):  # fmt: skip
        # By study and name: a pillar itself would be the one that was chosen, as it was then.
        pillars = {(one.study, one.name): one for one in found.pillars}
        chosen: tuple[str, str] | None = None
        if pillars:
            options = [None, *pillars]
            keep("joint-pillar", options)
            chosen = st.selectbox(
                t("joint.pillar"), options, key="joint-pillar",
                format_func=lambda one: one[1] if one else t("joint.pillar-new"),
            )  # fmt: skip
        _form(project, study, pillars[chosen] if chosen else None)


def _form(project: Project, study: str, pillar: Pillar | None) -> None:
    links = {
        link_id: link for link_id, link in project.link_list()
        if (pillar.study if pillar else study) in ("", link.study)
    }  # fmt: skip
    own = [i for i, one in links.items() if pillar and one.pillar == pillar.name]
    key = f"{pillar.study}-{pillar.name}" if pillar else f"new-{study}"
    titles = project.study_titles()
    if pillar:
        as_stored(f"joint-stored-{key}", {f"pl-{key}": own, f"ps-{key}": pillar.statement})
    of = pillar.study if pillar else study
    # Lists stand outside of the form: there they would forget with the language what is chosen.
    if not of:
        of = st.selectbox(
            t("joint.study-of-pillar"), list(titles), key=f"pst-{key}",
            format_func=lambda one: titles[one] or one,
        )  # fmt: skip
    chosen = st.multiselect(
        t("joint.pillar-links"), list(links), key=f"pl-{key}", placeholder=t("joint.pillar-links"),
        format_func=lambda i: f"{links[i].code} ↔ {links[i].answer}",
    )  # fmt: skip
    with st.form(f"joint-pillar-{key}", border=False):
        name = pillar.name if pillar else st.text_input(t("joint.pillar-name"), key=f"pn-{key}")
        statement = st.text_area(
            t("joint.pillar-statement"), key=f"ps-{key}",
            placeholder=t("joint.pillar-statement-hint"),
        )  # fmt: skip
        if st.form_submit_button(t("joint.pillar-save"), type="primary", key=f"pgo-{key}"):
            with guard.shown():
                who = session.acting()
                project.set_pillar(name, statement=statement, links=chosen, study=of, coder=who)
                guard.say(t("joint.pillar-saved"))
                st.rerun()
    if pillar and st.button(t("joint.pillar-delete"), key=f"pd-{key}", icon=":material/delete:"):
        project.delete_pillar(pillar.name, study=pillar.study, coder=session.acting())
        guard.say(t("joint.pillar-deleted"))
        st.rerun()
