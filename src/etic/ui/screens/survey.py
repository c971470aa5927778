"""The survey: published tables as printed, and which code speaks to which answer."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from etic.actions.importing import ImportReport
from etic.i18n import number, t
from etic.mixed.joint import answers, total_group
from etic.model import Cell, Link, SurveyTable
from etic.project import Project
from etic.ui import answer_setup, guard, session, survey_wide
from etic.ui import answers as answers_of
from etic.ui.answers import sets_of
from etic.ui.cache import remembered
from etic.ui.figures import html_table
from etic.ui.loading import load_file
from etic.ui.look import empty, escaped, heading, safe
from etic.ui.pickers import code_label, code_picker, keep, several_studies, study_picker, tree_of

DIRECTIONS = ("same", "opposite")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.survey"), t("ui.survey-about"))
    _load(project)
    if survey_wide.waiting():
        survey_wide.show(project)
        return
    if sets_of(project):
        parts = {"tables": t("ui.survey-published"), "answers": t("ui.survey-answers")}
        part = st.segmented_control(
            t("ui.survey-part"), list(parts), key="survey-part", default="tables", required=True,
            format_func=lambda name: parts[name], label_visibility="collapsed",
        )  # fmt: skip
        if part == "answers":
            answer_setup.show(project)
            answers_of.show(project)
            return
    tables: list[tuple[int, SurveyTable]] = remembered(
        project, "survey tables", project.survey_tables
    )
    if not tables:
        empty(t("ui.survey-none"), t("ui.survey-none-next"))
        return
    place = st.container()
    study = ""
    if several_studies(project):
        first, place = st.columns([1, 2])
        with first:
            study = study_picker(project, "survey-study", any_label=t("ui.study-any"))
    by_id = {i: table for i, table in tables if study in ("", table.study)}
    if not by_id:
        empty(t("ui.survey-none-of-study"), t("ui.survey-none-next"))
        return
    keep("survey-table", list(by_id))
    chosen = place.selectbox(
        t("ui.survey-table"), list(by_id), key="survey-table", persist_state="session",
        format_func=lambda i: _named(by_id[i], several=len({x.study for x in by_id.values()}) > 1),
    )  # fmt: skip
    table = by_id[chosen]
    links = remembered(project, "links", project.link_list)
    with st.container(key="survey-table-and-link"):
        left, right = st.columns([5, 3], gap="large")
    with left:
        _table(project, table, links)
    with right:
        _link_form(project, table, chosen)
    _links(project, links)


def _named(table: SurveyTable, *, several: bool) -> str:
    number_ = t("ui.survey-number", number=table.number)
    question = f" — {table.question}" if table.question and table.question != table.title else ""
    study = f" ({table.study})" if several else ""
    return f"{number_}. {table.title}{question}{study}"


def _load(project: Project) -> None:
    load_file(
        "survey",
        lambda path: survey_wide.take(project, path),
        _loaded,
    )


def _loaded(report: ImportReport) -> str:
    if survey_wide.waiting():
        return t("surveyin.waiting")
    parts = [("tables", report.tables), ("respondents", report.respondents)]
    found = ", ".join(t(f"words.{name}", n=n) for name, n in parts if n)
    if found:
        return t("ui.survey-loaded", what=found)
    return t("cli.changed") if report.changed else t("ui.survey-loaded-nothing")


# -- a table as printed ---------------------------------------------------------------------------


def _table(project: Project, table: SurveyTable, links: list[tuple[int, Link]]) -> None:
    st.subheader(escaped(table.title), anchor=False)
    if table.question and table.question != table.title:
        st.caption(escaped(table.question))
    groups = list(dict.fromkeys(cell.group for cell in table.cells))
    rows = []
    linked = _linked(project, table, links)
    for answer in dict.fromkeys(cell.answer for cell in table.cells):
        cells = [[c for c in table.cells if (c.answer, c.group) == (answer, g)] for g in groups]
        rows.append([answer, *(_cell(found) for found in cells), linked.get(answer, "")])
    head = [t("columns.answer"), *(group or t("tables.everybody") for group in groups),
            t("ui.survey-linked")]  # fmt: skip
    st.html(html_table(head, rows, [False, *(True for _ in groups), False]))
    bases = list(dict.fromkeys(c.declared_base for c in table.cells if c.declared_base))
    if bases:
        st.caption(escaped(t("ui.survey-bases", bases="; ".join(bases))))
    if table.source:
        st.caption(escaped(t("ui.survey-source", source=table.source)))


def _cell(cells: list[Cell]) -> str:
    """Count and percent as they were printed."""
    n = next((c.n for c in cells if c.n is not None), None)
    percent = next((c.percent for c in cells if c.percent), "").replace(".", number(0.5, 1)[1])
    if percent and n is not None:
        return t("ui.survey-both", percent=percent, n=number(n))
    if percent:
        return t("ui.survey-percent", percent=percent)
    return "—" if n is None else number(n)


def _linked(
    project: Project, table: SurveyTable, links: list[tuple[int, Link]]
) -> Mapping[str, str]:
    """Answer → names of the codes that speak to it."""
    tree = tree_of(project)
    found: dict[str, list[str]] = {}
    for _, link in links:
        if (link.study, link.table, link.question) == (table.study, table.number, table.question):
            node = tree.by_path.get(link.code)
            found.setdefault(link.answer, []).append(node.name if node else link.code)
    # One code may stand beside an answer in several columns.
    return {answer: ", ".join(dict.fromkeys(names)) for answer, names in found.items()}


# -- links ----------------------------------------------------------------------------------------


def _link_form(project: Project, table: SurveyTable, table_id: int) -> None:
    st.subheader(t("ui.link-new"), anchor=False)
    st.caption(escaped(t("ui.link-about")))
    if not len(tree_of(project)):
        empty(t("ui.codebook-none"), t("ui.codebook-none-next"))
        return
    # What is chosen stands outside of the form: a form's lists would forget it with the language.
    with st.container(border=True, key=f"link-box-{table_id}"):
        code = code_picker(project, t("ui.code"), f"link-code-{table_id}")
        answer = st.selectbox(
            t("columns.answer"), answers(table.cells), key=f"link-answer-{table_id}"
        )
        groups = list(dict.fromkeys(cell.group for cell in table.cells))
        group = st.selectbox(
            t("ui.link-group"), groups, key=f"link-group-{table_id}",
            index=groups.index(total_group(groups) or groups[0]),
            format_func=lambda name: name or t("tables.everybody"),
        )  # fmt: skip
        direction = st.radio(
            t("ui.link-direction"), DIRECTIONS, key=f"link-direction-{table_id}", horizontal=True,
            format_func=lambda name: t(f"ui.direction-{name}"), help=t("ui.link-direction-help"),
        )  # fmt: skip
        with st.form(f"link-form-{table_id}", border=False):
            note = st.text_area(
                t("ui.link-note"), key=f"link-note-{table_id}", height=84,
                placeholder=t("ui.link-note-hint"),
            )  # fmt: skip
            if st.form_submit_button(t("ui.link-it"), type="primary", key=f"link-{table_id}"):
                link = Link(
                    code, table.number, answer, group, table.question,
                    "opposite" if direction == "opposite" else "same", note.strip(), table.study,
                )  # fmt: skip
                project.link(link, coder=session.acting())
                guard.say(t("ui.linked"))
                st.rerun()


def _links(project: Project, links: list[tuple[int, Link]]) -> None:
    st.subheader(t("ui.links"), anchor=False)
    if not links:
        st.caption(escaped(t("ui.links-none")))
        return
    tree = tree_of(project)

    def unlink(link_id: int) -> None:
        project.unlink(link_id, coder=session.acting())
        guard.say(t("ui.unlinked"))

    for link_id, link in links:
        with st.container(
            horizontal=True, vertical_alignment="center", wrap=False, key=f"link-line-{link_id}"
        ):
            where = t("ui.survey-number", number=link.table)
            note = f"<small>{safe(link.note)}</small>" if link.note else ""
            st.html(
                f'<p class="etic-link"><strong>{safe(code_label(tree, link.code))}</strong> '
                f"{'↔' if link.direction == 'same' else '≠'} {safe(where)}: «{safe(link.answer)}»"
                f" ({safe(link.group or t('tables.everybody'))}), "
                f"{safe(t(f'ui.direction-{link.direction}'))}{note}</p>"
            )
            st.button(
                t("ui.unlink"), key=f"unlink-{link_id}", on_click=guard.callback(unlink),
                args=(link_id,), type="tertiary",
            )  # fmt: skip


if __name__ == "__main__":
    show()
