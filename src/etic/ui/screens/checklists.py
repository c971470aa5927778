"""Checklists of reporting: what the project knows, what a person adds, what is still missing."""

from __future__ import annotations

from functools import partial

import streamlit as st

from etic.i18n import either, t
from etic.mixed.checklist import NAMES, Checklist, Point
from etic.project import Project
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.figures import downloads
from etic.ui.look import empty, escaped, heading, safe
from etic.ui.pickers import study_picker

SHOWN = ("all", "missing", "done")
ICONS = {
    "filled": ":material/inventory_2:",
    "answered": ":material/edit_note:",
    "missing": ":material/radio_button_unchecked:",
}
HEIGHT = 68  # of a field, in pixels: two lines; it grows by its corner


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("checklists.title"), t("checklists.about"))
    titles = remembered(project, "studies", project.study_titles)
    if not titles:
        empty(t("checklists.nothing"), t("ui.transcripts-none-next"), "transcripts")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="checklists-bar"):
        name: str = st.segmented_control(
            t("checklists.which"), NAMES, default=NAMES[0], key="checklists-name", required=True,
            format_func=lambda n: t(f"checklists.{n}"), persist_state="session",
        )  # fmt: skip
        study = study_picker(project, "checklists-study", any_label="", among=list(titles))
        shown: str = st.segmented_control(
            t("checklists.show"), SHOWN, default=SHOWN[0], key="checklists-show", required=True,
            format_func=lambda s: t(f"checklists.show-{s}"), persist_state="session",
        )  # fmt: skip
    study = study or next(iter(titles))
    made = remembered(project, ("checklist", name, study), partial(project.checklist, name, study))
    progress = made.progress
    share = progress["done"] / progress["all"]
    st.progress(share, escaped(t("checklists.progress", **progress)))
    wanted = {"all": ICONS, "missing": ("missing",), "done": ("filled", "answered")}[shown]
    points = [point for point in made.points if point.state in wanted]
    if not points:
        st.info(escaped(t("checklists.none-shown")), icon=":material/check_circle:")
    domain = ""
    for point in points:
        if either(*point.item.domain) != domain:
            domain = either(*point.item.domain)
            st.subheader(escaped(domain), anchor=False)
        _point(project, made, point)
    st.caption(escaped(made.standing))
    # Titles of journals stay in their language, and are read out in it.
    st.html(f'<cite class="etic-quiet" lang="en">{safe(made.form.reference)}</cite>')
    downloads(project, made.table, f"{name}-{study}")


def _point(project: Project, made: Checklist, point: Point) -> None:
    """One item: its state in a word and a sign, what the project knows, and a field to write in."""
    number = point.item.number
    key = f"checklist-{made.form.name}-{made.study}-{number}"
    with st.container(border=True, key=f"box-{key}"):
        asked, state = st.columns([4, 1], vertical_alignment="top")
        asked.markdown(f"**{number}.** {escaped(either(*point.item.text))}")
        word = escaped(t(f"checklists.state-{point.state}"))
        state.caption(f"{ICONS[point.state]} {word}")
        if point.facts:
            said = " ".join(fact.text for fact in point.facts)
            where = t("checklists.where", sections=point.sections)
            st.caption(escaped(f"{t('checklists.known')}: {said} ({where})"))
        own = project.checklist_answer(made.form.name, number, made.study)
        if point.answer and not own:
            st.caption(escaped(t("checklists.other-language", text=point.answer)))
        st.session_state[key] = own  # also what somebody else has written since
        st.text_area(
            t("checklists.write", item=number), key=key, height=HEIGHT,
            on_change=guard.callback(_saved), args=(project, made, number, key),
        )  # fmt: skip


def _saved(project: Project, made: Checklist, number: str, key: str) -> None:
    text = str(st.session_state[key])
    if project.answer_checklist(
        made.form.name, number, text, study=made.study, coder=session.coder()
    ):
        said = "saved" if text.strip() else "emptied"
        st.toast(escaped(t(f"checklists.{said}", item=number)), icon=":material/check:")


if __name__ == "__main__":
    show()
