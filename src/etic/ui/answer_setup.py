"""What a questionnaire does not say of itself: weight, questions in several columns, who is who."""

from __future__ import annotations

import streamlit as st

from etic.i18n import t
from etic.model import Answers
from etic.project import Project
from etic.ui import guard, session
from etic.ui.answers import sets_of
from etic.ui.cache import remembered
from etic.ui.choices import as_stored
from etic.ui.look import escaped
from etic.ui.pickers import study_picker

NUMBERS = ("number", "weight")
KINDS = ("dichotomy", "category")


def show(project: Project) -> None:
    """A closed box with the three of them, for one study."""
    sets = {found.study: found for found in sets_of(project)}
    with st.expander(t("surveyin.setup"), icon=":material/tune:", key="answer-setup"):
        study = study_picker(project, "setup-study", any_label=t("ui.study-any"), among=list(sets))
        answers = sets[study or next(iter(sets))]
        _weight(project, answers)
        _sets(project, answers)
        _people(project, answers)


def _weight(project: Project, answers: Answers) -> None:
    key = f"setup-weight-{answers.study}"
    options = ["", *(v.name for v in answers.variables if v.kind in NUMBERS)]
    if answers.weight and answers.weight not in options:
        options.append(answers.weight)

    def choose() -> None:
        chosen = st.session_state[key] or None
        project.set_weight(chosen, study=answers.study, coder=session.acting())
        guard.say(t("surveyin.weight-set") if chosen else t("surveyin.weight-none"))

    as_stored(f"setup-stored-{answers.study}", {key: answers.weight})
    st.selectbox(
        t("surveyin.weight"), options, key=key,
        format_func=lambda name: name or t("surveyin.no-weight"),
        help=t("surveyin.weight-help"), on_change=guard.callback(choose),
    )  # fmt: skip


def _sets(project: Project, answers: Answers) -> None:
    st.markdown(f"**{escaped(t('surveyin.sets'))}**")
    if not answers.sets:
        st.caption(escaped(t("surveyin.sets-none")))

    def apart(name: str) -> None:
        project.set_response_set(name, None, study=answers.study, coder=session.acting())
        guard.say(t("surveyin.set-undone"))

    for several in answers.sets:
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            line = t("surveyin.set-line", name=several.label or several.name,
                     variables=", ".join(several.variables))  # fmt: skip
            st.markdown(escaped(line))
            st.button(
                t("surveyin.set-undo"), key=f"set-undo-{several.name}", type="tertiary",
                on_click=guard.callback(apart), args=(several.name,),
            )  # fmt: skip
    # Lists stand outside of the form: there they would forget with the language what is chosen.
    kind = st.radio(
        t("surveyin.set-kind"), KINDS, key="set-kind", horizontal=True,
        format_func=lambda k: t(f"surveyin.set-kind-{k}"),
    )  # fmt: skip
    named = {v.name: v.label for v in answers.variables}
    members = st.multiselect(
        t("surveyin.set-variables"), list(named), key="set-variables",
        placeholder=t("ui.choose"),
        format_func=lambda n: f"{n} — {named[n]}" if named.get(n) else n,
    )  # fmt: skip
    with st.form("set-form", clear_on_submit=False):
        first, second = st.columns(2)
        name = first.text_input(t("surveyin.set-name"), key="set-name")
        label = second.text_input(t("surveyin.set-label"), key="set-label")
        counted = st.text_input(
            t("surveyin.set-counted"), key="set-counted", help=t("surveyin.set-counted-help")
        )
        if st.form_submit_button(t("surveyin.set-make"), key="set-make"):
            with guard.shown():
                project.set_response_set(
                    name, members, label=label.strip(), counted=counted.strip(),
                    kind="category" if kind == "category" else "dichotomy",
                    study=answers.study, coder=session.acting(),
                )  # fmt: skip
                guard.say(t("surveyin.set-made"))
                st.rerun()


def _people(project: Project, answers: Answers) -> None:
    found = remembered(
        project, ("linked", answers.study), lambda: project.linked_respondents(answers.study)
    )
    if not found.note:
        return
    st.markdown(f"**{escaped(t('surveyin.people'))}**")
    st.markdown(escaped(found.note))
    if not found.near:
        return

    def same() -> None:
        project.link_respondents(dict(found.near), study=answers.study, coder=session.acting())
        guard.say(t("surveyin.people-done", n=len(found.near)))

    pairs = "; ".join(f"{name} — {case}" for name, case in found.near)
    st.markdown(escaped(t("surveyin.people-near", pairs=pairs)))
    st.button(t("surveyin.people-same"), key="people-same", on_click=guard.callback(same))
