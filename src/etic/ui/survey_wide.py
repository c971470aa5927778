"""Printed tables on their way in: how they were understood, corrected and confirmed by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from etic.actions.importing import ImportReport
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.ui import guard, session
from etic.ui.look import escaped

if TYPE_CHECKING:
    import pandas as pd

    from etic.read.survey_wide import ColumnKind, RowKind, WideColumn, WideProposal, WideRow

WAITING = "survey-wide"  # tables that a person has not confirmed yet
ROUND = "survey-wide-round"  # so that the fields of the next file are new ones


def take(project: Project, path: Path) -> ImportReport:
    """Load a survey's file; printed tables wait for `show` instead."""
    proposals = project.survey_proposals(path)
    if not proposals:
        return project.load_survey(path, coder=session.acting())
    st.session_state[WAITING] = proposals
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    return ImportReport()


def waiting() -> bool:
    """Whether tables wait to be confirmed."""
    return bool(st.session_state.get(WAITING))


def show(project: Project) -> None:
    """The tables that wait, each with its fields, and the buttons that load them or let them go."""
    proposals: list[WideProposal] = st.session_state[WAITING]
    turn = st.session_state[ROUND]
    st.subheader(t("surveyin.look", n=len(proposals)), anchor=False)
    st.caption(escaped(t("surveyin.look-about", file=proposals[0].source)))
    studies = project.study_titles()
    study = st.selectbox(
        t("ui.study"), list(studies), key=f"wide-study-{turn}", accept_new_options=True,
        format_func=lambda name: studies.get(name) or name, help=t("surveyin.study-help"),
        placeholder=t("surveyin.study-hint"),
    )  # fmt: skip
    made = [_one(proposal, f"{turn}-{i}", opened=i == 0) for i, proposal in enumerate(proposals)]
    chosen = [proposal for proposal in made if proposal is not None]
    with st.container(horizontal=True):
        if st.button(
            t("surveyin.load-them", n=len(chosen)), type="primary", key="wide-load",
            disabled=not chosen,
        ):  # fmt: skip
            _load(project, chosen, study or "")
        st.button(
            t("surveyin.let-go"), key="wide-let-go",
            on_click=lambda: st.session_state.pop(WAITING, None),
        )  # fmt: skip


def _load(project: Project, chosen: Sequence[WideProposal], study: str) -> None:
    try:
        report = project.load_tables(chosen, study=study, coder=session.acting())
    except EticError as error:
        guard.show_error(error)
        return
    st.session_state.pop(WAITING, None)
    what = t("words.tables", n=report.tables)
    guard.say(t("ui.survey-loaded", what=what) if report.tables else t("ui.survey-loaded-nothing"))
    st.rerun()


def _one(proposal: WideProposal, key: str, *, opened: bool) -> WideProposal | None:
    """One table as its fields say; None where it is not to be loaded."""
    name = t("ui.survey-number", number=proposal.number)
    with st.expander(escaped(f"{name}. {proposal.title}"), expanded=opened, key=f"wide-{key}"):
        wanted = st.checkbox(t("surveyin.wanted"), value=True, key=f"wide-wanted-{key}")
        doubts = [f"- {escaped(t(f'surveyin.doubt-{doubt}'))}" for doubt in proposal.doubts]
        if doubts:
            st.warning("\n".join(doubts), icon=":material/info:")
        first, second, third = st.columns([1, 4, 2])
        number = first.text_input(
            t("surveyin.column-table"), proposal.number, key=f"wide-number-{key}"
        )
        title = second.text_input(
            t("surveyin.column-title"), proposal.title, key=f"wide-title-{key}"
        )
        base = third.text_input(
            t("surveyin.column-base"), proposal.base, key=f"wide-base-{key}",
            help=t("surveyin.base-help"),
        )  # fmt: skip
        question = st.text_input(
            t("surveyin.column-question"), proposal.question, key=f"wide-question-{key}"
        )
        columns = _columns(proposal, key)
        rows = _rows(proposal, key)
    said = replace(
        proposal, number=number, title=title, question=question, base=base,
        columns=columns, rows=rows,
    )  # fmt: skip
    return said if wanted else None


def _columns(proposal: WideProposal, key: str) -> tuple[WideColumn, ...]:
    """The columns as a person corrects them: whose answers, as what, of what base."""
    import pandas as pd

    from etic.read.survey_wide import COLUMN_KINDS

    # By their keys, not by their words: what was chosen holds in the other language too.
    kinds: dict[str, ColumnKind] = {kind: kind for kind in COLUMN_KINDS}
    frame = pd.DataFrame(
        {
            "header": [c.header for c in proposal.columns],
            "group": [c.group for c in proposal.columns],
            "kind": [c.kind for c in proposal.columns],
            "base": [c.base for c in proposal.columns],
        }
    )
    st.markdown(f"**{escaped(t('surveyin.columns'))}**")
    after = st.data_editor(
        frame, key=f"wide-columns-{key}", hide_index=True, disabled=["header"], num_rows="fixed",
        alt=t("surveyin.columns"),
        column_config={
            "header": st.column_config.TextColumn(t("surveyin.column-column"), pinned=True),
            "group": t("surveyin.column-group"),
            "kind": st.column_config.SelectboxColumn(
                t("surveyin.column-kind"), options=COLUMN_KINDS, required=True,
                format_func=lambda kind: t(f"surveyin.kind-{kind}"),
            ),
            "base": t("surveyin.column-base"),
        },
    )  # fmt: skip
    return tuple(
        replace(column, group=_text(after, i, "group"), kind=kinds[_text(after, i, "kind")],
                base=_text(after, i, "base"))
        for i, column in enumerate(proposal.columns)
    )  # fmt: skip


def _rows(proposal: WideProposal, key: str) -> tuple[WideRow, ...]:
    """The rows: the answer, what kind of row, and the figures as printed."""
    import pandas as pd

    from etic.read.survey_wide import ROW_KINDS

    kinds: dict[str, RowKind] = {kind: kind for kind in ROW_KINDS}
    content: dict[str, list[str]] = {
        "answer": [row.answer for row in proposal.rows],
        "kind": [row.kind for row in proposal.rows],
    }
    shown = [i for i, c in enumerate(proposal.columns) if c.kind != "answer"]
    for i in shown:
        content[f"cell {i}"] = [row.cells[i] for row in proposal.rows]
    st.markdown(f"**{escaped(t('surveyin.rows'))}**")
    after = st.data_editor(
        pd.DataFrame(content), key=f"wide-rows-{key}", hide_index=True, num_rows="fixed",
        disabled=[f"cell {i}" for i in shown], alt=t("surveyin.rows"),
        column_config={
            "answer": st.column_config.TextColumn(t("columns.answer"), pinned=True),
            "kind": st.column_config.SelectboxColumn(
                t("surveyin.column-row"), options=ROW_KINDS, required=True,
                format_func=lambda kind: t(f"surveyin.row-{kind}"),
            ),
            **{f"cell {i}": proposal.columns[i].header or " " for i in shown},
        },
    )  # fmt: skip
    return tuple(
        replace(row, answer=_text(after, i, "answer"), kind=kinds[_text(after, i, "kind")])
        for i, row in enumerate(proposal.rows)
    )


def _text(frame: pd.DataFrame, row: int, column: str) -> str:
    """A cell of an editor; one that was emptied is None there."""
    value = frame.at[row, column]
    return value.strip() if isinstance(value, str) else ""
