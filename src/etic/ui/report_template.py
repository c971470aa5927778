"""The report by a template: a text that is written here, and what it makes, seen at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from etic.errors import EticError
from etic.i18n import t
from etic.model import ReportTemplate
from etic.project import Project
from etic.report import encode, suffixes
from etic.report.filling import Claim
from etic.report.pdf import printable
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.cards import quote_cards
from etic.ui.look import escaped
from etic.ui.pickers import study_picker

EDITOR = 460  # pixels
PREVIEW = 900
NEW = ""
TEXT, NAME, CHOSEN, SHOWN = (
    "template-text", "template-name", "template-chosen", "template-shown"
)  # fmt: skip
STORED = "template-stored"  # the name and text that were there when the fields were filled
UNSAVED = "template-unsaved"  # what was written and not kept: name and text, by template


def study(project: Project) -> str:
    """The study that is written about; those that have templates are offered first."""
    titles = list(project.study_titles())
    having = {each.study for each in project.templates()}
    among = sorted(titles, key=lambda name: name not in having)
    return study_picker(project, "template-study", any_label="", among=among) or among[0]


def show(project: Project, study: str, lang: str) -> None:
    """The part of the screen: choose, write, keep; the report under it."""
    among = [each.name for each in project.templates(study, lang)]
    chosen: str = st.selectbox(
        t("templates.choose"), [*among, NEW], key=CHOSEN,
        format_func=lambda name: name or t("templates.new"),
    )  # fmt: skip
    _fill_in(project, chosen, study, lang)
    st.text_input(t("templates.name"), key=NAME, placeholder=study, on_change=_written)
    st.text_area(
        t("templates.text"), key=TEXT, height=EDITOR, help=t("templates.text-help"),
        on_change=_written,
    )  # fmt: skip
    _unsaved()
    with st.container(horizontal=True, key="template-steps"):
        st.button(
            t("templates.save"), key="template-save", type="primary", icon=":material/save:",
            on_click=guard.callback(_save), args=(project, study, lang),
        )  # fmt: skip
        if chosen:
            st.button(
                t("templates.delete"), key="template-delete", icon=":material/delete:",
                on_click=guard.callback(_delete), args=(project, chosen, study, lang),
            )  # fmt: skip
        with st.popover(t("templates.help"), icon=":material/help:"):
            st.markdown(t("templates.help-text"))
    text = str(st.session_state[TEXT])
    if text.strip():
        _made(project, text, study, lang)
    else:
        st.info(escaped(t("templates.empty")), icon=":material/lightbulb:")


def _fill_in(project: Project, chosen: str, study: str, lang: str) -> None:
    """Put the text of the template into the fields, once for each choice and each change of it."""
    here = (chosen, study, lang)
    template = project.template(chosen, study, lang) if chosen else ReportTemplate("", "")
    stored = (template.name, template.text)
    there = st.session_state.get(SHOWN) == here and TEXT in st.session_state
    if there and (here in _waiting() or st.session_state.get(STORED) == stored):
        return
    st.session_state[SHOWN] = here
    st.session_state[STORED] = stored
    st.session_state[NAME], st.session_state[TEXT] = _waiting().get(here, stored)


def _waiting() -> dict[tuple[str, str, str], tuple[str, str]]:
    """What was written and not kept, by template, study and language."""
    waiting: dict[tuple[str, str, str], tuple[str, str]] = st.session_state.setdefault(UNSAVED, {})
    return waiting


def _written() -> None:
    """Something was written: it waits where it was written until it is kept or dropped."""
    _waiting()[st.session_state[SHOWN]] = (
        str(st.session_state[NAME]), str(st.session_state[TEXT])
    )  # fmt: skip


def _unsaved() -> None:
    """Say what is not kept: in these fields, and elsewhere in this session."""
    here = st.session_state[SHOWN]
    if here in _waiting():
        with st.container(
            horizontal=True, vertical_alignment="center", key="template-unsaved-line"
        ):
            st.caption(f":material/edit_note: {escaped(t('templates.unsaved'))}")
            st.button(
                t("templates.drop"), key="template-drop", type="tertiary", on_click=_drop,
                icon=":material/undo:",
            )  # fmt: skip
    others = [
        t("templates.unsaved-place", name=name or chosen or t("templates.new"), study=of,
          lang=t(f"ui.language-{written}"))
        for (chosen, of, written), (name, _) in _waiting().items()
        if (chosen, of, written) != here
    ]  # fmt: skip
    if others:
        said = t("templates.unsaved-elsewhere", places="; ".join(others))
        st.caption(f":material/edit_note: {escaped(said)}")


def _drop() -> None:
    _waiting().pop(st.session_state.pop(SHOWN, None), None)


def _save(project: Project, study: str, lang: str) -> None:
    name = " ".join(str(st.session_state[NAME]).split()) or study
    text = str(st.session_state[TEXT])
    changed = project.save_template(name, text, study=study, lang=lang, coder=session.coder())
    st.session_state[CHOSEN] = name
    _drop()
    said = "kept" if changed else "unchanged"
    st.toast(
        escaped(t(f"templates.{said}", name=name, study=study, lang=lang)), icon=":material/check:"
    )


def _delete(project: Project, name: str, study: str, lang: str) -> None:
    project.delete_template(name, study=study, lang=lang, coder=session.coder())
    st.session_state.pop(CHOSEN, None)
    _drop()
    st.toast(escaped(t("templates.deleted", name=name)), icon=":material/undo:")


def _made(project: Project, text: str, study: str, lang: str) -> None:
    """What the text makes: files, figures, preview; or the line that says what is wrong."""
    asked = ("template", text, study, lang)
    try:
        with st.spinner(t("ui.report-making")):
            made = remembered(
                project, asked, partial(project.fill_template, text, study=study, lang=lang)
            )
    except EticError as error:
        guard.show_error(error)
        return
    with st.container(horizontal=True, key="template-files"):
        for suffix in suffixes():
            if suffix == ".pdf" and not printable():
                continue
            st.download_button(
                t("ui.download-as", format=suffix[1:].upper()),
                partial(encode, made.report, suffix),
                file_name=f"{_stem(study)}-{lang}{suffix}", on_click="ignore",
                key=f"template-{suffix[1:]}", icon=":material/download:",
            )  # fmt: skip
    with st.expander(t("templates.figures", n=len(made.claims)), icon=":material/tag:"):
        _figures(project, made.claims)
    st.subheader(t("ui.report-preview"), anchor=False)
    page = remembered(project, (*asked, "page"), partial(encode, made.report, ".html"))
    # Our own page, with every text of others escaped by its templates.
    st.iframe(page.decode(), height=PREVIEW, alt=t("ui.report-preview"))


def _figures(project: Project, claims: Sequence[Claim]) -> None:
    """The figures of the text; the one that is chosen opens to its quotes."""
    if not claims:
        st.caption(escaped(t("templates.no-figures")))
        return
    st.caption(escaped(t("templates.figures-open")))
    picked = st.dataframe(
        [
            {
                t("templates.claim-line"): claim.line,
                t("templates.claim-text"): claim.text,
                t("templates.claim-note"): claim.note,
            }
            for claim in claims
        ],
        hide_index=True, width="stretch", key="template-figures", on_select="rerun",
        selection_mode="single-cell",
    )  # fmt: skip
    cells = picked["selection"]["cells"]
    if not cells or cells[0][0] >= len(claims):
        return
    claim = claims[cells[0][0]]
    st.subheader(escaped(f"{claim.text} · {claim.note}"), anchor=False)
    if not claim.codings:
        st.caption(escaped(t("templates.figure-no-quotes")))
        return
    quotes = project.quote_list(ids=list(claim.codings))
    st.caption(escaped(t("words.quotes", n=len(quotes))))
    quote_cards(project, quotes, f"template-figure-{cells[0][0]}")


def _stem(study: str) -> str:
    return Path(study.replace("/", "-")).name or "report"
