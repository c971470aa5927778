"""Profiles of cases on the indicators, and types of cases, on a screen."""

from __future__ import annotations

import streamlit as st

from etic.actions.indicator_cases import IndicatorProfiles, Typology, definition, states_of
from etic.actions.indicators import label, state_text
from etic.i18n import t
from etic.project import Project
from etic.ui.cache import reckoned
from etic.ui.cards import quote_cards
from etic.ui.look import escaped
from etic.ui.pickers import attribute_values, labels_of
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result


def show_cases(project: Project, study: str) -> None:
    """The heat map, the table with attributes, and what one case said indicator by indicator."""
    labels, known = labels_of(project), list(attribute_values(project))
    attributes = st.multiselect(
        t("indicators.attributes"), known, key="indicators-attributes", persist_state="session",
        format_func=lambda name: labels.get(name) or name, placeholder=t("ui.choose"),
    )  # fmt: skip
    profiles: IndicatorProfiles = reckoned(
        project, ("indicator profiles", study, *attributes),
        lambda: project.indicator_profiles(study=study, attributes=attributes),
    )  # fmt: skip
    show_result(project, profiles, "indicators-cases")
    _one(project, profiles)
    for drawing in profiles.drawings():
        show_drawing(project, drawing, "indicators-cases", table=False)


def _one(project: Project, profiles: IndicatorProfiles) -> None:
    if not profiles.cases:
        return
    gathered = profiles.gathered
    with st.expander(t("indicators.case-open"), icon=":material/person_search:"):
        case = st.selectbox(t("indicators.case"), profiles.cases, key="indicators-case")
        states = states_of(gathered, case)
        for one in gathered.frame.indicators:
            said = f"**{escaped(label(one))}**: {escaped(state_text(states[one.name]))}"
            st.markdown(said)
            cell = gathered.cells[case, one.name]
            quotes = (*cell.favour, *cell.against, *cell.open)
            if quotes:
                quote_cards(project, quotes, f"indicators-case-{case}-{one.name}")
            else:
                st.caption(escaped(t("indicators.case-nothing")))


def show_typology(project: Project, study: str) -> None:
    """Types with their typical cases, types against clusters, and every case's place."""
    found: Typology = reckoned(project, ("typology", study), lambda: project.typology(study=study))
    with st.expander(t("indicators.column-definition"), icon=":material/rule:"):
        for kind in found.gathered.frame.types:
            st.markdown(f"**{escaped(label(kind))}**: {escaped(definition(kind))}")
    show_result(project, found, "indicators-typology", leave=("definition",))
    for drawing in found.drawings():
        show_drawing(project, drawing, "indicators-typology", table=False)
    for name, result in (("crosstab", found.crosstab), ("members", found.members)):
        st.subheader(escaped(t(f"indicators.{name}-title")), anchor=False)
        show_result(project, result, f"indicators-{name}")
