"""Double coding: rounds, how far each coder is, and the differences when a round is closed."""

from __future__ import annotations

import streamlit as st

from etic.errors import EticError
from etic.i18n import number, t
from etic.project import Project
from etic.store.rounds import Round
from etic.ui import guard, session
from etic.ui.cache import remembered
from etic.ui.links import document_link
from etic.ui.look import empty, escaped, heading, safe
from etic.ui.pickers import code_label, documents_of, tree_of
from etic.ui.rounds.decide import decisions
from etic.ui.rounds.new import new_round
from etic.ui.rounds.settle import settlement

SIGNS = {
    "open": ":material/visibility_off:",
    "closed": ":material/compare_arrows:",
    "settled": ":material/task_alt:",
}


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("rounds.title"), t("rounds.about"))
    if not documents_of(project):
        empty(t("rounds.no-documents"), t("ui.transcripts-none-next"), "transcripts")
        return
    rounds: list[Round] = remembered(project, "rounds", project.rounds)
    new_round(project)
    if not rounds:
        empty(t("rounds.none"), t("rounds.none-next"))
    for found in reversed(rounds):
        _round(project, found)
    if rounds:
        st.caption(escaped(remembered(project, "counting note", project.counting_note)))
    decisions(project, rounds)


def _round(project: Project, found: Round) -> None:
    """One round: what it is about, how far its coders are, what can be done with it now."""
    with st.container(border=True, key=f"round-{found.id}"):
        state = t(f"rounds.state-{found.state}")
        st.markdown(f"### {SIGNS[found.state]} {escaped(found.name)} · {escaped(state)}")
        st.html(_about_html(project, found))
        if found.state == "open":
            _open(project, found)
            return
        if found.state == "closed":
            settlement(project, found)
        else:
            st.caption(escaped(t("rounds.settled-about", coder=found.adjudicator)))
        _delete(project, found)


def _about_html(project: Project, found: Round) -> str:
    documents = t("words.documents", n=len(found.documents))
    if found.drawn_of is not None:
        documents = t(
            "rounds.drawn", documents=documents, of=number(found.drawn_of), seed=found.seed
        )
    tree = tree_of(project)
    labels = "; ".join(code_label(tree, path) for path in found.codes)
    codes = t("rounds.about-all-codes")
    if not found.all_codes:
        codes = t("rounds.about-codes", codes=labels or "—")
    counting = found.adjudicator or found.counted
    counts = t("rounds.counts", coder=counting) if counting else t("rounds.counts-nobody")
    lines = [t("rounds.about-coders", coders=", ".join(found.coders)), documents, codes, counts]
    if found.state == "open":
        begun = remembered(
            project, ("round progress", found.id), lambda: project.round_progress(found.name)
        )
        for coder in found.coders:
            said = t(
                "rounds.progress", coder=coder, begun=number(begun.get(coder, 0)),
                of=number(len(found.documents)),
            )  # fmt: skip
            lines.append(said + (f" · {t('rounds.done')} ✓" if coder in found.done else ""))
    return f'<ul class="etic-round">{"".join(f"<li>{safe(line)}</li>" for line in lines)}</ul>'


def _open(project: Project, found: Round) -> None:
    who = session.coder()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if who in found.coders:
            _own_part(project, found, who)
        _close(project, found)


def _own_part(project: Project, found: Round, who: str) -> None:
    """For a coder of the round: the next interview, and the word that all is done."""
    by_document = remembered(project, "coders by document", project.coders_by_document)
    within = [d for d in documents_of(project) if d.id in found.documents]
    left = [d for d in within if who not in by_document.get(d.id, {})] or within
    if left:
        document_link(
            left[0].study, left[0].name, label=t("rounds.begin", document=left[0].name),
            icon=":material/edit_note:",
        )  # fmt: skip
    done = who in found.done

    def turn() -> None:
        project.finish_round(found.name, who, not done)

    st.button(
        t("rounds.unfinish" if done else "rounds.finish"), key=f"round-done-{found.id}",
        icon=f":material/{'undo' if done else 'check'}:",
        on_click=guard.callback(turn),
    )  # fmt: skip


def _close(project: Project, found: Round) -> None:
    """Asked for twice: what has been seen cannot be unseen, whatever undo does."""

    def close() -> None:
        project.close_round(found.name, coder=session.acting())
        guard.say(t("rounds.closed", round=found.name))

    with st.popover(
        t("rounds.close"), icon=":material/visibility:", key=f"round-close-pop-{found.id}"
    ):
        st.markdown(
            escaped(t("rounds.close-about", done=len(found.done), of=len(found.coders)))
        )  # fmt: skip
        st.button(
            t("rounds.close-it"), key=f"round-close-{found.id}", type="primary",
            on_click=guard.callback(close),
        )  # fmt: skip


def _delete(project: Project, found: Round) -> None:
    def delete() -> None:
        try:
            project.delete_round(found.name, coder=session.acting())
        except EticError as error:
            guard.say(guard.told(error), "error")
        else:
            guard.say(t("rounds.deleted", round=found.name))

    with st.popover(
        t("rounds.delete"), icon=":material/delete:", type="tertiary",
        key=f"round-delete-pop-{found.id}",
    ):  # fmt: skip
        st.markdown(escaped(t("rounds.delete-about")))
        st.button(
            t("rounds.delete-it"), key=f"round-delete-{found.id}", on_click=guard.callback(delete)
        )


if __name__ == "__main__":
    show()
