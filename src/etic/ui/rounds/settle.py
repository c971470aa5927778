"""Settling a closed round: what it would do in numbers, and the button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from etic.analysis.disagreements import Extent
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.store.rounds import Round
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.look import escaped

LINES = ("exact", "overlapping", "decided", "undecided", "aside")


def settlement(project: Project, found: Round) -> None:
    """What settling a round would do, and the button that does it."""
    if len(found.coders) != 2:
        st.caption(escaped(t("rounds.settle-refused")))
        return
    # What it would do is reckoned for who asks: after each decision it is another.
    if not st.toggle(t("rounds.settle"), key=f"settle-show-{found.id}"):
        return
    with st.container(border=True, key=f"settlement-{found.id}"):
        st.markdown(escaped(t("rounds.settle-about")))
        decided = remembered(
            project, ("round disagreements", found.id, *found.coders),
            lambda: project.round_disagreements(found.name),
        ).decided  # fmt: skip
        names = [place.decision.coder for place in decided if place.decision]
        who = adjudicator_field(found.coders, f"settle-{found.id}", names)
        extent = st.radio(
            t("rounds.extent"), get_args(Extent), key=f"settle-extent-{found.id}",
            format_func=lambda name: t(f"rounds.extent-{name}"),
        )  # fmt: skip
        try:
            plan = remembered(
                project, ("settlement", found.id, who, extent),
                lambda: project.foresee_settlement(found.name, who, extent=extent),
            )  # fmt: skip
        except EticError as error:
            guard.show_error(error)
            return
        numbers = (plan.exact, plan.overlapping, plan.decided, plan.undecided, plan.set_aside)
        st.markdown(
            "\n".join(
                f"- {escaped(t(f'rounds.settle-{name}', n=n))}"
                for name, n in zip(LINES, numbers, strict=True)
            )
        )
        drop = bool(plan.undecided) and st.checkbox(t("rounds.drop"), key=f"settle-drop-{found.id}")

        def settle() -> None:
            done = project.settle_round(
                found.name, who, extent=extent, drop_undecided=drop, coder=session.acting()
            )
            guard.say(t("rounds.settled", round=found.name, n=done.made))

        st.button(
            t("rounds.settle-it"), key=f"settle-it-{found.id}", type="primary",
            disabled=bool(plan.undecided) and not drop, on_click=guard.callback(settle),
        )  # fmt: skip


def adjudicator_field(coders: tuple[str, ...], key: str, decided: Sequence[str] = ()) -> str:
    """Under which name decisions are written: as those before, else who is at work, unless they
    are one of the coders."""
    who = session.coder()
    default = who if who and who not in coders else t("rounds.consensus")
    if decided:
        default = max(sorted(set(decided)), key=list(decided).count)
    return st.text_input(
        t("rounds.adjudicator"), default, key=f"adjudicator-{key}", width=420,
        help=t("rounds.adjudicator-help"), max_chars=session.LONGEST_NAME,
    )  # fmt: skip
