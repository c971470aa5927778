"""Coding by rule: a rule is written, what it would code is read, and only then is it coded."""

from __future__ import annotations

import streamlit as st

from etic.actions.autocoding import Preview
from etic.errors import EticError
from etic.i18n import number, t
from etic.model import Rule
from etic.project import Project
from etic.store.rules import RuleRow
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.figures import downloads
from etic.ui.frame import coder_picker
from etic.ui.look import empty, escaped, heading, safe, swatch
from etic.ui.pickers import documents_of, tree_of
from etic.ui.rule_form import clear, form, kept, open_rule, opened
from etic.ui.rule_places import chosen, places

DONE = "autocoding-done"  # (number of the step, what it did)


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("autocoding.title"), t("autocoding.about"))
    if not documents_of(project):
        empty(t("autocoding.no-texts"), t("ui.transcripts-none-next"), "transcripts")
        return
    if not len(tree_of(project)):
        empty(t("autocoding.no-codes"), t("autocoding.no-codes-next"), "codebook")
        return
    _done(project)
    row = opened(project)
    _rules(project, row)
    if row is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(escaped(t("autocoding.opened", rule=row.id)), anchor=False)
            st.button(t("autocoding.another"), key="autocoding-another", icon=":material/add:",
                      on_click=clear)  # fmt: skip
    rule = form(project)
    if rule.code and rule.pattern.strip():
        _preview(project, rule, row)
    else:
        st.caption(escaped(t("autocoding.empty")))


# -- what was done --------------------------------------------------------------------------------


def _done(project: Project) -> None:
    """What was coded last, with its undoing, while nothing else has been done since."""
    number_of_step, said = st.session_state.get(DONE, (0, ""))
    who = session.acting()
    event = remembered(
        project, ("next step", "undo", who), lambda: project.next_step("undo", coder=who)
    )
    if event is None or event.id != number_of_step:
        return

    def undo() -> None:
        project.undo(coder=who)
        del st.session_state[DONE]
        guard.say(t("autocoding.undone"))

    with st.container(
        border=True, key="autocoding-done", horizontal=True, vertical_alignment="center"
    ):
        st.markdown(f":material/check_circle: **{escaped(said)}**")
        st.button(
            t("ui.undo"), key="autocoding-undo", icon=":material/undo:",
            on_click=guard.callback(undo),
        )  # fmt: skip


def _say_done(project: Project, said: str) -> None:
    """Keep what was done, to be shown above the form with its undoing."""
    step = project.next_step("undo", coder=session.acting())
    st.session_state[DONE] = (step.id if step else 0, said)


# -- what a rule would do -------------------------------------------------------------------------


def _preview(project: Project, rule: Rule, row: RuleRow | None) -> None:
    who = session.acting()

    def look() -> Preview | EticError:
        try:  # what is wrong with it is remembered too: a slow pattern is not run twice
            return project.preview_rule(rule, coder=who)
        except EticError as error:
            return error

    with st.spinner(t("autocoding.looking")):
        seen = remembered(project, ("rule", rule, who), look)
    if isinstance(seen, EticError):
        guard.show_error(seen)
        return
    if not seen.found:
        empty(t("autocoding.nothing"), t("autocoding.nothing-next"))
        _keep(project, rule, row)
        return
    st.subheader(escaped(seen.said()), anchor=False)
    st.caption(escaped(t("autocoding.words-not-meanings")))
    with st.container(horizontal=True, vertical_alignment="center", key="autocoding-buttons"):
        if seen.new and session.coder():
            _buttons(project, chosen(seen))
        _keep(project, rule, row)
    if seen.new and not session.coder():
        with st.container(width=420, border=True):
            st.markdown(escaped(t("ui.coder-why")))
            coder_picker(project, "autocoding")
    places(seen)
    downloads(project, seen.table, "autocoding")


def _buttons(project: Project, seen: Preview) -> None:
    n = len(seen.new)
    label = tree_of(project).label(tree_of(project).find(seen.rule.code).id)

    def code() -> None:
        done = project.apply_rules(seen, coder=session.acting())
        said = t("rules.applied", n=done.codings, code=label)
        if done.left:
            said += " " + t("rules.left", n=done.left)
        _say_done(project, said)

    def propose() -> None:
        made = project.propose_rule(seen, coder=session.acting())
        _say_done(project, t("rules.proposed", n=made, code=label))

    st.button(
        t("autocoding.apply", n=n), key="autocoding-apply", type="primary", disabled=not n,
        icon=":material/done_all:", on_click=guard.callback(code),
        help=escaped(t("autocoding.apply-help", who=session.acting())),
    )  # fmt: skip
    st.button(
        t("autocoding.propose"), key="autocoding-propose", disabled=not n,
        icon=":material/rate_review:", on_click=guard.callback(propose),
        help=escaped(t("autocoding.propose-help")),
    )  # fmt: skip


def _keep(project: Project, rule: Rule, row: RuleRow | None) -> None:
    """Keep the rule without running it, or the changes of the one that is open."""

    def keep() -> None:
        if row is None:
            project.add_rule(rule, coder=session.acting())
            guard.say(t("autocoding.kept"))
        else:
            project.change_rule(row.id, rule, coder=session.acting())
            guard.say(t("autocoding.changed"))

    if not kept(project, rule):
        st.button(
            t("autocoding.keep" if row is None else "autocoding.change"), key="autocoding-keep",
            icon=":material/save:", on_click=guard.callback(keep),
        )  # fmt: skip


# -- the rules that are kept ----------------------------------------------------------------------


def _rules(project: Project, at_work: RuleRow | None) -> None:
    rows = remembered(project, "rules", project.rule_list)
    if not rows:
        return
    with st.expander(t("autocoding.rules", n=number(len(rows))), key="autocoding-rules"):
        st.caption(escaped(t("autocoding.rules-about")))
        for row in rows:
            _kept_rule(project, row, at_work)


def _kept_rule(project: Project, row: RuleRow, at_work: RuleRow | None) -> None:
    with st.container(key=f"autocoding-rule-{row.id}", border=row == at_work):
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.html(_rule_html(project, row))
        with right.container(horizontal=True, horizontal_alignment="right"):
            _rule_buttons(project, row)


def _rule_html(project: Project, row: RuleRow) -> str:
    tree = tree_of(project)
    node = tree.find(row.rule.code)
    rule = row.rule
    about = [
        t(f"rules.kind-{rule.kind}"), t(f"rules.unit-{rule.unit}"),
        t("autocoding.in-words", who=t(f"rules.speakers-{rule.speakers}")),
        *([t("ui.state-no")] if rule.state == "no" else []),
        *([rule.document or rule.study] if rule.document or rule.study else []),
        t("autocoding.made", n=row.codings),
    ]  # fmt: skip
    note = f'<p class="etic-memo">{safe(rule.note)}</p>' if rule.note else ""
    return (
        f"<p><strong>{number(row.id)}. {safe(rule.pattern)}</strong> → {swatch(node.code.colour)} "
        f'{safe(tree.label(node.id))}</p>{note}<p class="etic-quiet">{safe(" · ".join(about))}</p>'
    )


def _rule_buttons(project: Project, row: RuleRow) -> None:
    def run_again() -> None:
        open_rule(project, row)

    def delete() -> None:
        project.delete_rule(row.id, coder=session.acting())
        guard.say(t("autocoding.deleted", rule=row.id))

    st.button(
        t("autocoding.again"), key=f"autocoding-open-{row.id}", icon=":material/replay:",
        on_click=guard.callback(run_again),
        help=escaped(t("autocoding.again-help")),
    )  # fmt: skip
    st.button(
        t("autocoding.delete"), key=f"autocoding-delete-{row.id}", icon=":material/delete:",
        on_click=guard.callback(delete), help=escaped(t("autocoding.delete-help")),
    )  # fmt: skip


if __name__ == "__main__":
    show()
