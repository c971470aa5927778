"""Propositions tested case by case: the board, one of them with its queue, the truth table."""

from __future__ import annotations

import streamlit as st

from etic.analysis.induction import Tally, tally
from etic.i18n import number, percent, t
from etic.project import Project
from etic.store.propositions import PropositionRow
from etic.ui import session
from etic.ui.cache import reckoned, remembered
from etic.ui.induction import editing, judging, truth
from etic.ui.induction.chosen import CHOSEN, VIEW, VIEWS, Own, judged_of, own_of
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import (
    ANY,
    attribute_values,
    cases_of,
    documents_of,
    keep,
    labels_of,
    study_picker,
)
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

MOST_GROUPS = 12  # an attribute with more values is no grouping


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("induction.title"), t("induction.about"))
    rows = remembered(project, "propositions", project.propositions)
    if not rows and not (documents_of(project) or cases_of(project)):
        empty(t("induction.none-study"), t("induction.none-study-next"), "transcripts")
        return
    keep(VIEW, VIEWS)
    view = st.segmented_control(
        t("induction.view"), VIEWS, key=VIEW, label_visibility="collapsed", required=True,
        default=None if VIEW in st.session_state else VIEWS[0], persist_state="session",
        format_func=lambda name: t(f"induction.view-{name}"),
    )  # fmt: skip
    if view == "truth":
        truth.show(project)
    elif not rows:
        empty(t("induction.none"), t("induction.none-next"))
        editing.add(project, opened=True)
    elif view == "one":
        _one(project, rows)
    else:
        _board(project)
        editing.add(project)


def _board(project: Project) -> None:
    labels = labels_of(project)
    groups = [n for n, values in attribute_values(project).items() if len(values) <= MOST_GROUPS]
    columns = st.columns(2)
    with columns[0]:
        study = study_picker(project, "induction-study", any_label=t("ui.study-any"))
    keep("induction-by", [ANY, *groups])
    by = columns[1].selectbox(
        t("induction.by"), [ANY, *groups], key="induction-by", persist_state="session",
        format_func=lambda name: labels.get(name, name) or t("induction.by-none"),
    )  # fmt: skip
    former = st.toggle(t("induction.versions"), key="induction-versions", persist_state="session")
    own = own_of(project)
    if own.second:
        st.info(escaped(t("induction.second-view")), icon=":material/visibility_off:")
    board = reckoned(
        project, ("board", study, by, former, own.coder),
        lambda: project.board(study=study, by=by, versions=former, coder=own.coder or None),
    )  # fmt: skip
    for i, drawing in enumerate(board.drawings()):
        show_drawing(project, drawing, f"propositions-{i}", table=False)
    show_result(project, board, "propositions")


def _one(project: Project, rows: list[PropositionRow]) -> None:
    by_id = {row.id: row for row in rows}
    several = len({row.study for row in rows}) > 1
    keep(CHOSEN, list(by_id))

    def named(row_id: int) -> str:
        row = by_id[row_id]
        line = t("induction.line", number=row.number, text=row.text)
        return f"{line} · {row.study}" if several else line

    chosen = st.selectbox(
        t("induction.proposition"), list(by_id), key=CHOSEN, persist_state="session",
        format_func=named,
    )  # fmt: skip
    row = by_id[chosen]
    own = own_of(project)
    cases = judged_of(project, row, own.coder, row.newest.version)
    found = tally([case.place for case in cases])
    st.markdown(f"**{escaped(row.text)}**")
    if row.newest.phenomenon:
        st.markdown(escaped(t("induction.phenomenon-said", text=row.newest.phenomenon)))
    version = t("induction.version-n", version=row.newest.version)
    st.caption(escaped(f"{version} · {_tally(found)}"))
    st.markdown(f":material/balance: {escaped(_bound(found))}")
    if own.second:
        st.info(escaped(t("induction.second-view")), icon=":material/visibility_off:")
    against = [case.case.name for case in cases if case.place == "contradicts"]
    if against and not own.second:
        said = t("induction.revise-asked", n=len(against), cases=", ".join(against))
        st.warning(escaped(said), icon=":material/report:")
    judging.queue(project, row, own)
    judging.judged(project, row, cases)
    if not own.second:
        editing.revise(project, row)
    editing.codes(project, row)
    _history(project, row, own)
    editing.remove(project, row)


def _tally(found: Tally) -> str:
    return t("induction.tally", **{place: number(n) for place, n in found.n.items()})


def _bound(found: Tally) -> str:
    """What the informative cases still allow, in words."""
    against, n = found.n["contradicts"], found.informative
    if found.against is None or found.bound is None:
        return t("induction.bound-none")
    if against == 0:
        return t("induction.bound-zero", n=number(n), bound=percent(found.bound))
    if found.low is None or found.high is None:
        return t("induction.bound-all", n=number(n))
    return t(
        "induction.bound-mixed", against=number(against), n=number(n),
        share=percent(found.against), low=percent(found.low), high=percent(found.high),
    )  # fmt: skip


def _history(project: Project, row: PropositionRow, own: Own) -> None:
    if len(row.versions) < 2:
        return
    with st.expander(t("induction.history"), icon=":material/history:"):
        for version in reversed(row.versions):
            cases = judged_of(project, row, own.coder, version.version)
            kind = t(f"induction.kind-{version.kind}")
            head = t("induction.version-n", version=version.version)
            st.markdown(
                f"**{escaped(head)}** · {escaped(kind)} · {escaped(version.created[:10])}  \n"
                f"{escaped(version.text)}"
            )
            if version.phenomenon:
                st.markdown(escaped(t("induction.phenomenon-said", text=version.phenomenon)))
            if version.reason:
                st.caption(escaped(f"{t('induction.reason')}: {version.reason}"))
            st.caption(escaped(_tally(tally([case.place for case in cases]))))


if __name__ == "__main__":
    show()
