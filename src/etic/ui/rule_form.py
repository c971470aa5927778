"""The rule that a person writes: what to look for, where, and what to code with it."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

import streamlit as st

from etic.i18n import t
from etic.model import Rule
from etic.project import Project
from etic.store.rules import RuleRow
from etic.ui.cache import remembered
from etic.ui.look import escaped
from etic.ui.pickers import (
    ANY,
    EVERY,
    code_picker,
    document_filter,
    documents_of,
    several_studies,
    study_picker,
)

KINDS = ("words", "exact", "regex")
OPEN = "autocoding-rule"  # the number of the kept rule that is open in the form
_KNOWN = get_type_hints(Rule)
_FIELDS = ("code", "kind", "pattern", "unit", "speakers", "state", "study", "case", "yo", "note")


def _key(field: str) -> str:
    return f"autocoding-{field}"


def form(project: Project) -> Rule:
    """The fields, and the rule that they say; its pattern may still be empty."""
    with st.container(border=True, key="autocoding-form"):
        code = code_picker(project, t("autocoding.code"), _key("code"), first=False)
        kind = _kind()
        pattern = st.text_input(
            t(f"autocoding.pattern-{kind}"), key=_key("pattern"), persist_state="session",
            placeholder=t(f"autocoding.pattern-{kind}-example"), icon=":material/search:",
        )  # fmt: skip
        st.caption(escaped(t(f"autocoding.pattern-{kind}-help")))
        case, yo = _letters(kind)
        unit, speakers, state = (
            _choice(field, column)
            for field, column in zip(("unit", "speakers", "state"), st.columns(3), strict=True)
        )
        study, document = _scope(project)
        note = st.text_input(t("autocoding.note"), key=_key("note"), persist_state="session")
    said: dict[str, Any] = {
        "kind": kind, "unit": unit, "speakers": speakers, "state": state, "study": study,
        "document": document, "case": case, "yo": yo, "note": note.strip(),
    }  # fmt: skip
    return Rule(code, pattern=pattern.strip(), **said)


def _kind() -> str:
    st.session_state.setdefault(_key("kind"), KINDS[0])
    return str(
        st.segmented_control(
            t("autocoding.kind"), KINDS, key=_key("kind"), required=True, persist_state="session",
            format_func=lambda kind: t(f"rules.kind-{kind}"),
        )
    )  # fmt: skip


def _letters(kind: str) -> tuple[bool, bool]:
    """Whether capital letters matter, and whether ё is not е; a query knows neither."""
    if kind == "words":
        return False, False
    with st.container(horizontal=True):
        case = st.toggle(t("autocoding.case"), key=_key("case"), persist_state="session")
        yo = kind == "exact" and st.toggle(
            t("autocoding.yo"), key=_key("yo"), persist_state="session"
        )
    return case, yo


def _choice(field: str, place: st.delta_generator.DeltaGenerator) -> str:
    return str(
        place.selectbox(
            t(f"autocoding.{field}"), get_args(_KNOWN[field]), key=_key(field),
            persist_state="session", format_func=lambda word: t(f"rules.{field}-{word}"),
        )
    )  # fmt: skip


def _scope(project: Project) -> tuple[str, str]:
    """The study and the document that the rule keeps to, each empty for all of them."""
    first, second = st.columns(2) if several_studies(project) else (None, st.container())
    study = ANY
    if first is not None:
        with first:
            study = study_picker(project, _key("study"), any_label=t("ui.study-any"))
    with second:
        chosen = document_filter(project, _key("document"), study)
    row = next((d for d in documents_of(project) if d.id == chosen), None)
    return study, f"{row.study}/{row.name}" if row else ""


def opened(project: Project) -> RuleRow | None:
    """The kept rule that is open in the form."""
    number = st.session_state.get(OPEN)
    rows = remembered(project, "rules", project.rule_list)
    return next((row for row in rows if row.id == number), None)


def open_rule(project: Project, row: RuleRow) -> None:
    """Put a kept rule into the form."""
    for field in _FIELDS:
        st.session_state[_key(field)] = getattr(row.rule, field)
    named = {f"{d.study}/{d.name}": d.id for d in documents_of(project)}
    st.session_state[_key("document")] = named.get(row.rule.document, EVERY)
    st.session_state[OPEN] = row.id


def clear() -> None:
    """Begin another rule, with the same code."""
    st.session_state.pop(OPEN, None)
    for field in ("pattern", "note"):
        st.session_state[_key(field)] = ""


def kept(project: Project, rule: Rule) -> bool:
    """Whether one of the kept rules says just what the form does."""
    return any(row.rule == rule for row in remembered(project, "rules", project.rule_list))
