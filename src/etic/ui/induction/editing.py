"""Propositions added, tied to codes, revised, deleted."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from etic.analysis.induction import VERDICTS
from etic.errors import EticError
from etic.i18n import language, t
from etic.project import Project
from etic.store.propositions import PropositionRow
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.induction.chosen import case_key, cases_of, choose
from etic.ui.look import escaped
from etic.ui.pickers import codes_picker, tree_of

FIELDS = ("text_ru", "text_en", "phenomenon_ru", "phenomenon_en")


def _fields(prefix: str, kind: str) -> None:
    """The wording in either language, the one at work first."""
    first = language()
    for lang in (first, "en" if first == "ru" else "ru"):
        label = t(f"induction.{kind}-{lang}")
        helped = t("induction.phenomenon-help") if kind == "phenomenon" else None
        st.text_area(label, key=f"{prefix}-{kind}_{lang}", height=80, help=helped)


def _said(prefix: str, kinds: tuple[str, ...] = ("text", "phenomenon")) -> dict[str, str]:
    return {
        field: str(st.session_state.get(f"{prefix}-{field}", ""))
        for field in FIELDS
        if field.partition("_")[0] in kinds
    }


def add(project: Project, *, opened: bool = False) -> None:
    """The form of a new proposition."""
    titles = remembered(project, "studies", project.study_titles)
    with st.expander(t("induction.add"), icon=":material/add:", expanded=opened):
        if len(titles) > 1:
            st.selectbox(
                t("induction.study"), list(titles), key="induction-add-study",
                format_func=lambda name: titles[name] or name,
            )  # fmt: skip
        _fields("induction-add", "text")
        _fields("induction-add", "phenomenon")
        st.button(
            t("induction.add-button"), key="induction-add-button", type="primary",
            on_click=_add, args=(project,),
        )  # fmt: skip


@guard.callback
def _add(project: Project) -> None:
    study = str(st.session_state.get("induction-add-study", ""))
    said = _said("induction-add")
    made = project.add_proposition(
        said["text_ru"], said["text_en"], phenomenon_ru=said["phenomenon_ru"],
        phenomenon_en=said["phenomenon_en"], study=study, coder=session.acting(),
    )  # fmt: skip
    for field in FIELDS:
        st.session_state[f"induction-add-{field}"] = ""
    row = next(r for r in project.propositions(study) if r.number == made)
    choose(row.id)
    guard.say(t("induction.added", number=made))


def codes(project: Project, row: PropositionRow) -> None:
    """The codes by which the queue goes."""
    tree = tree_of(project)
    tied = {
        way: [tree.by_id[i].path for i, w in row.codes.items() if w == way and i in tree.by_id]
        for way in ("supports", "contradicts")
    }
    with st.expander(t("induction.codes"), icon=":material/sell:", expanded=not row.codes):
        st.caption(escaped(t("induction.codes-about" if row.codes else "induction.codes-none")))
        for way in ("supports", "contradicts"):
            codes_picker(
                project, t(f"induction.code-{way}"), f"induction-{way}-{row.id}", tied[way]
            )
        st.button(
            t("induction.codes-save"), key=f"induction-codes-save-{row.id}",
            on_click=_save_codes, args=(project, row),
        )  # fmt: skip


@guard.callback
def _save_codes(project: Project, row: PropositionRow) -> None:
    wanted: dict[str, str] = {}
    both = []
    for way in ("supports", "contradicts"):
        for path in st.session_state.get(f"induction-{way}-{row.id}", []):
            if path in wanted:
                both.append(path)
            wanted[path] = way
    if both:
        raise EticError("proposition-both", codes=", ".join(both))
    project.tie_codes(row.number, wanted, study=row.study, coder=session.acting())  # type: ignore[arg-type]
    guard.say(t("induction.codes-saved"))


def revise(project: Project, row: PropositionRow) -> None:
    """The form of the next version."""
    counted = Counter(j.verdict for j in row.newest.judgements if not j.second)
    # When all is judged and something contradicts, this is what comes next.
    waiting = any(case.waiting for case in cases_of(project, row, ""))
    expanded = bool(counted["contradicts"]) and not waiting
    prefix = f"induction-revise-{row.newest.id}"
    with st.expander(t("induction.revise"), icon=":material/edit:", expanded=expanded):
        st.caption(escaped(t("induction.revise-about")))
        kind = st.radio(
            t("induction.revise-kind"), ("revised", "redefined"), key=f"{prefix}-kind",
            horizontal=True, format_func=lambda name: t(f"induction.revise-kind-{name}"),
        )  # fmt: skip
        for field in FIELDS:
            if f"{prefix}-{field}" not in st.session_state:
                st.session_state[f"{prefix}-{field}"] = getattr(row.newest, field)
        if kind == "redefined":
            _fields(prefix, "phenomenon")
        _fields(prefix, "text")
        st.text_area(
            t("induction.revise-reason"), key=f"{prefix}-reason", height=80,
            help=t("induction.revise-reason-help"),
        )  # fmt: skip
        st.multiselect(
            t("induction.keep"), [v for v in VERDICTS if v != "contradicts" and counted[v]],
            key=f"{prefix}-keep", placeholder=t("induction.keep-none"),
            format_func=lambda v: f"{t(f'induction.place-{v}')} · {counted[v]}",
            help=t("induction.keep-help"),
        )  # fmt: skip
        st.button(
            t("induction.revise-button"), key=f"{prefix}-button", type="primary",
            on_click=_revise, args=(project, row, prefix),
        )  # fmt: skip


@guard.callback
def _revise(project: Project, row: PropositionRow, prefix: str) -> None:
    kind = st.session_state.get(f"{prefix}-kind", "revised")
    kinds = ("text", "phenomenon") if kind == "redefined" else ("text",)
    version = project.revise_proposition(
        row.number, reason=str(st.session_state.get(f"{prefix}-reason", "")), kind=kind,
        said=_said(prefix, kinds), keep=st.session_state.get(f"{prefix}-keep", []),
        study=row.study, coder=session.acting(),
    )  # fmt: skip
    st.session_state.pop(case_key(row.newest.id), None)
    guard.say(t("induction.revised", version=version))


def remove(project: Project, row: PropositionRow) -> None:
    """A button that deletes a proposition; undo brings it back."""
    st.button(
        t("induction.delete"), key=f"induction-delete-{row.id}", icon=":material/delete:",
        on_click=_delete, args=(project, row), type="tertiary",
    )  # fmt: skip


@guard.callback
def _delete(project: Project, row: PropositionRow) -> None:
    project.delete_proposition(row.number, study=row.study, coder=session.acting())
    guard.say(t("induction.deleted"))
