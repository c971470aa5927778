"""The truth table on the screen: conditions chosen, rows with their quotes, fit, solutions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import streamlit as st

from etic.analysis.truthtable import MOST_CONDITIONS, TruthTable
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.ui import guard
from etic.ui.cache import remembered
from etic.ui.figures import downloads
from etic.ui.look import empty, escaped
from etic.ui.pickers import attribute_values, keep, labels_of, study_picker, tree_of, value_label
from etic.ui.results import show_result

MOST_VALUES = 12  # an attribute with more values is offered as a number or not at all


@dataclass(frozen=True, slots=True)
class _Option:
    key: str
    label: str
    number: str = ""  # the attribute that asks for anchors


def show(project: Project) -> None:
    """The choices and what follows from them."""
    st.caption(escaped(t("truthtable.about")))
    study = study_picker(project, "truth-study", any_label=t("ui.study-any"))
    sets = remembered(project, ("sets", study), lambda: _sets(project, study))
    options = {option.key: option for option in sets}
    with st.expander(t("truthtable.memberships"), icon=":material/upload_file:"):
        file = st.file_uploader(
            t("truthtable.memberships-help"), type=["csv", "xlsx"], key="truth-file"
        )
    with TemporaryDirectory() as folder:
        path: Path | None = None
        if file is not None:
            path = Path(folder) / f"memberships{Path(file.name).suffix.lower()}"
            path.write_bytes(file.getvalue())
            from etic.read.memberships import read_memberships

            options |= {name: _Option(name, name) for name in read_memberships(path)}
        if not options:
            empty(t("truthtable.title"), t("truthtable.choose-next"), "codebook")
            return
        made = _made(project, options, path, study)
    if made is None:
        st.info(escaped(t("truthtable.choose-next")))
        return
    _results(project, made)


def _sets(project: Project, study: str) -> list[_Option]:
    """What can be a condition in a study: its codes, values of attributes, number attributes."""
    tree = tree_of(project)
    labels = labels_of(project)
    kinds = project.attributes()
    found = [
        _Option(node.path, t("truthtable.condition-code", name=tree.label(node.id)))
        for node in tree
        if not study or not node.studies or study in node.studies
    ]
    for name, values in attribute_values(project).items():
        label = labels.get(name, name)
        if kinds[name] == "number":
            found.append(_Option(f"{name}:", t("truthtable.condition-number", name=label), name))
        elif len(values) <= MOST_VALUES:
            found += [
                _Option(
                    f"{name}={value}",
                    t("truthtable.condition-value", name=label, value=value_label(value)),
                )
                for value in values
            ]
    return found


def _made(
    project: Project, options: dict[str, _Option], path: Path | None, study: str
) -> TruthTable | None:
    def named(key: str) -> str:
        return options[key].label if key in options else key

    keep("truth-outcome", list(options), None)
    if "truth-conditions" in st.session_state:
        kept = [key for key in st.session_state["truth-conditions"] if key in options]
        st.session_state["truth-conditions"] = kept
    outcome = st.selectbox(
        t("truthtable.outcome"), list(options), key="truth-outcome", index=None,
        format_func=named, placeholder=t("ui.choose"), persist_state="session",
    )  # fmt: skip
    conditions = st.multiselect(
        t("truthtable.conditions"), [key for key in options if key != outcome],
        key="truth-conditions", format_func=named, max_selections=MOST_CONDITIONS,
        placeholder=t("truthtable.conditions-choose"), persist_state="session",
    )  # fmt: skip
    with st.container(horizontal=True, key="truth-switches"):
        negated = st.toggle(t("truthtable.negated"), key="truth-negated", persist_state="session")
        fuzzy = st.toggle(
            t("truthtable.fuzzy"), key="truth-fuzzy", help=t("truthtable.fuzzy-help"),
            persist_state="session",
        )  # fmt: skip
    columns = st.columns(3)
    frequency = columns[0].number_input(
        t("truthtable.frequency"), 1, 100, 1, key="truth-frequency", persist_state="session"
    )
    cut = columns[1].number_input(
        t("truthtable.cut"), 0.0, 1.0, 0.8, 0.05, key="truth-cut", persist_state="session"
    )
    pri = columns[2].number_input(
        t("truthtable.pri"), 0.0, 1.0, 0.0, 0.05, key="truth-pri", persist_state="session"
    )
    if not outcome or not conditions:
        return None
    keys = [_with_anchors(project, options[key]) for key in (*conditions, outcome)]
    try:
        return project.truth_table(
            f"~{keys[-1]}" if negated else keys[-1], keys[:-1], study=study, fuzzy=fuzzy,
            frequency=int(frequency), cut=cut, pri=pri, memberships=path,
        )  # fmt: skip
    except EticError as error:
        guard.show_error(error)
        st.stop()


def _with_anchors(project: Project, option: _Option) -> str:
    """The key of a set; of a number with the anchors typed, at first its quartiles."""
    if not option.number:
        return option.key
    name = option.number
    values = [
        float(value)
        for case in project.case_list()
        if isinstance(value := case.attributes.get(name), int | float)
    ]
    low, middle, high = quantiles(values, n=4) if len(values) > 1 else (0.0, 1.0, 2.0)
    if not low < middle < high:
        low, middle, high = middle - 1, middle, middle + 1
    label = labels_of(project).get(name, name)
    anchors = st.text_input(
        t("truthtable.anchors", name=label), f"{low:g}, {middle:g}, {high:g}",
        key=f"truth-anchors-{name}", help=t("truthtable.anchors-help"),
    )  # fmt: skip
    return f"{name}:{anchors}"


def _results(project: Project, made: TruthTable) -> None:
    show_result(project, made, "truthtable")
    if made.left_out:
        with st.expander(t("truthtable.left"), icon=":material/person_off:"):
            left = made.left_table()
            st.dataframe(
                left.frame(), hide_index=True, alt=left.title,
                column_config={c.key: c.label for c in left.columns},
            )  # fmt: skip
    if not made.cases:
        st.warning(escaped(t("truthtable.nobody")), icon=":material/person_off:")
        return
    st.subheader(t("truthtable.fits"), anchor=False)
    expression = st.text_input(
        t("truthtable.expression"), key="truth-expression", help=t("truthtable.expression-help"),
        persist_state="session",
    )  # fmt: skip
    try:
        fits = made.fits([expression] if expression.strip() else [])
    except EticError as error:
        guard.show_error(error)
        fits = made.fits()
    show_result(project, fits, "truth-fits")
    st.subheader(t("truthtable.solutions"), anchor=False)
    for kind in ("complex", "parsimonious"):
        solution = made.solution(kind)
        st.markdown(f"**{escaped(t(f'truthtable.solution-{kind}'))}**")
        for formula in solution.formulas:
            st.code(formula, language=None, wrap_lines=True)
        show_result(project, solution, f"truth-{kind}")
    st.subheader(t("truthtable.data"), anchor=False)
    downloads(project, made.data, "qca")
