"""Profiles in the page: what sets a group, or one respondent, apart from all others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from etic.analysis.profiles import Profile
from etic.i18n import t
from etic.project import Project
from etic.ui.cache import reckoned
from etic.ui.look import empty, escaped
from etic.ui.pickers import (
    attribute_values,
    cases_of,
    codes_picker,
    keep,
    labels_of,
    several_studies,
    value_label,
)
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

KEY = "profile-whose"
WHOSE = ("attribute", "case")
MOST_GROUPS = 12  # an attribute with more values is no grouping
# What files have and the screen leaves to them: the picture shows the intervals of the shares.
LEFT = ("group", "code", "low", "high", "others_low", "others_high")


def whose() -> None:
    """Whether the profile is a group's or one respondent's."""
    st.segmented_control(
        t("profiles.whose"), WHOSE, key=KEY, default=WHOSE[0], required=True,
        format_func=lambda name: t(f"profiles.whose-{name}"), persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip


def show_profiles(project: Project, study: str, columns: Sequence[DeltaGenerator]) -> None:
    """The profile of whom these columns choose: its picture, its table, open to the quotes."""
    chosen = (_case if st.session_state[KEY] == "case" else _group)(project, study, *columns)
    if chosen is None:
        return
    codes = codes_picker(project, t("profiles.codes"), "profile-codes", ())
    by, value, case = chosen
    made = reckoned(
        project, ("profile", by, value, case, study, *codes),
        lambda: project.profile(by, value, case=case or "", codes=codes, study=study),
    )  # fmt: skip
    if not made.traits:
        empty(t("profiles.none-carried"), t("profiles.none-carried-next"), "code")
        return
    _shown(project, made, f"profile-{by}-{value}-{case}")


def _group(
    project: Project, study: str, left: DeltaGenerator, right: DeltaGenerator
) -> tuple[str, str, int] | None:
    """An attribute with few values, and one of them."""
    there = {
        name: values
        for name, values in attribute_values(project).items()
        if len(values) <= MOST_GROUPS and len(_values(project, name, study)) > 1
    }
    if not there:
        empty(t("profiles.none-attributes"), t("profiles.none-attributes-next"), "transcripts")
        return None
    labels = labels_of(project)
    keep("profile-by", [*there])
    by = left.selectbox(
        t("profiles.attribute"), [*there], key="profile-by", persist_state="session",
        format_func=lambda name: labels.get(name, name),
    )  # fmt: skip
    values = _values(project, by, study)
    keep("profile-value", values)
    value = right.selectbox(
        t("profiles.value"), values, key="profile-value", persist_state="session",
        format_func=value_label,
    )  # fmt: skip
    return by, value, 0


def _values(project: Project, name: str, study: str) -> list[str]:
    """The values that respondents of a study have who were interviewed."""
    from etic.store.queries import printed

    found = {
        printed(case.attributes.get(name))
        for case in cases_of(project)
        if case.documents and study in ("", case.study)
    }
    return [value for value in attribute_values(project)[name] if value in found]


def _case(
    project: Project, study: str, left: DeltaGenerator, _right: DeltaGenerator
) -> tuple[str, str, int] | None:
    """One respondent who was interviewed."""
    cases = {c.id: c for c in cases_of(project) if c.documents and study in ("", c.study)}
    if not cases:
        empty(t("profiles.none-carried"), t("profiles.none-carried-next"), "transcripts")
        return None
    keep("profile-case", [*cases])
    several = several_studies(project) and not study
    case = left.selectbox(
        t("profiles.case"), [*cases], key="profile-case", persist_state="session",
        format_func=lambda i: f"{cases[i].name} · {cases[i].study}" if several else cases[i].name,
    )  # fmt: skip
    return "", "", case


def _shown(project: Project, made: Profile, key: str) -> None:
    chart, table = st.tabs([t("profiles.chart"), t("profiles.table")])
    with chart:
        for drawing in made.drawings():
            show_drawing(project, drawing, key, table=False)
    with table:
        st.caption(escaped(t("profiles.open")))
        show_result(project, made, key, leave=LEFT, file="profile")
