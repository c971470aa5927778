"""The form in which a round of double coding is opened."""

from __future__ import annotations

import streamlit as st

from etic.i18n import t
from etic.project import Project
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.pickers import ANY, code_label, documents_of, study_picker, tree_of

WHICH = ("all", "chosen", "drawn")
FORM = "round-form"


def new_round(project: Project) -> None:
    """A popover with all that a round needs."""
    turn = st.session_state.setdefault(FORM, 0)
    # Each round opened has a popover of its own: the one it was made in is gone, and so closed.
    with st.popover(
        t("rounds.new"), icon=":material/add:", key=f"round-new-{turn}", width="content"
    ):
        _form(project, turn)


def _form(project: Project, turn: int) -> None:
    st.text_input(t("rounds.name"), key=f"round-name-{turn}", placeholder=t("rounds.name-hint"))
    known = remembered(project, "coders", project.coders)
    coders = st.multiselect(
        t("rounds.coders"), known, key=f"round-coders-{turn}", accept_new_options=True,
        help=t("rounds.coders-help"), placeholder=t("rounds.coders-hint"),
    )  # fmt: skip
    study = study_picker(project, "round-study", any_label=t("ui.study-any"))
    which = st.segmented_control(
        t("rounds.which"), WHICH, default="all", key=f"round-which-{turn}", required=True,
        format_func=lambda name: t(f"rounds.which-{name}"),
    )  # fmt: skip
    within = {d.id: d for d in documents_of(project) if study in (ANY, d.study)}
    chosen: list[int] | None = None
    share, seed = None, 1
    if which == "chosen":
        several = len({d.study for d in within.values()}) > 1
        chosen = st.multiselect(
            t("ui.documents"), list(within), key=f"round-documents-{turn}",
            placeholder=t("rounds.chosen-hint"),
            format_func=lambda i: (
                f"{within[i].name} · {within[i].study}" if several else within[i].name
            ),
        )  # fmt: skip
    elif which == "drawn":
        left, right = st.columns(2)
        share = left.number_input(t("rounds.share"), 1, 100, 20, key=f"round-share-{turn}") / 100
        seed = int(
            right.number_input(
                t("rounds.seed"), 0, 999_999, 1, key=f"round-seed-{turn}",
                help=t("rounds.seed-help"),
            )
        )  # fmt: skip
    tree = tree_of(project)
    codes = st.multiselect(
        t("rounds.codes"), [node.path for node in tree], key=f"round-codes-{turn}",
        help=t("rounds.codes-help"), placeholder=t("rounds.codes-hint"),
        format_func=lambda path: code_label(tree, path),
    )  # fmt: skip
    names = list(dict.fromkeys([*coders, *known]))
    counting = st.selectbox(
        t("rounds.counted"), range(len(names) + 2), key=f"round-counted-{turn}",
        help=t("rounds.counted-help"),
        format_func=lambda i: (t("rounds.counted-auto"), t("rounds.counted-none"), *names)[i],
    )  # fmt: skip
    counted = None if counting == 0 else "" if counting == 1 else names[counting - 2]

    def make() -> None:
        found = project.open_round(
            st.session_state[f"round-name-{turn}"], coders, documents=chosen,
            study="" if chosen is not None else study, share=share, seed=seed, codes=codes,
            counted=counted, coder=session.acting(),
        )  # fmt: skip
        guard.say(
            t(
                "rounds.opened", round=found.name,
                documents=t("words.documents", n=len(found.documents)),
            )
        )  # fmt: skip
        st.session_state[FORM] += 1

    st.button(
        t("rounds.open-it"), key=f"round-open-{turn}", type="primary",
        icon=":material/visibility_off:", on_click=guard.callback(make),
    )  # fmt: skip
