"""The command clean: what a layout did to the transcripts is shown, and put right with --apply."""

from __future__ import annotations

from collections.abc import Sequence

from etic.actions.cleaning import Cleaning, cleaning_table, counts, known_kinds
from etic.cli.output import notice, put, said, say, show, warn
from etic.cli.root import command, option, project_argument
from etic.i18n import number, t
from etic.language.cleaning import Edit
from etic.project import Project

MOST_LINES = 200  # of the preview for a person; a machine gets all


@command("clean")
@project_argument
@option("--document", "wanted", key="clean-document", multiple=True)
@option("--kinds", key="clean-kinds", default="")
@option("--apply", "do_it", key="clean-apply", is_flag=True)
@option("--reread-turns", "reread", key="clean-reread", is_flag=True)
@option("--coder", key="clean-coder", default="")
def clean(
    project: str, wanted: tuple[str, ...], kinds: str, do_it: bool, reread: bool, coder: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Preview what could be cleaned; do it with --apply."""
    named = known_kinds(kind.strip() for kind in kinds.split(",") if kind.strip()) or None
    with Project.open(project) as p:
        rows = [p.document(name) for name in dict.fromkeys(wanted)] or p.document_list()
        found = [p.cleaning(row.id) for row in rows]
        chosen = [(cleaning, cleaning.of_kinds(named)) for cleaning in found]
        if do_it:
            done = p.clean_all(chosen, reread=reread, coder=coder)
    edits = [edit for _, some in chosen for edit in some]
    if as_json:
        put(
            {
                "applied": do_it,
                "documents": sum(bool(some) for _, some in chosen),
                "counts": counts(edits),
                "edits": [cleaning.row(edit) for cleaning, some in chosen for edit in some],
                "warnings": [notice(item) for item in done.warnings] if do_it else [],
            }
        )
        return
    if do_it:
        for item in done.warnings:
            warn(said(item))
        documents = t("words.documents", n=done.documents)
        say(
            t("cli.clean-done", n=done.edits, documents=documents)
            if done.edits
            else t("cli.clean-nothing")
        )
        return
    if edits:
        show(cleaning_table(chosen, MOST_LINES))
        if len(edits) > MOST_LINES:
            warn(t("cli.clean-more", n=number(len(edits) - MOST_LINES)))
    _summary(found, edits)


def _summary(found: Sequence[Cleaning], edits: Sequence[Edit]) -> None:
    """How many places of each kind there are, and what to do next."""
    shown = counts(edits)
    for kind, n in counts(edit for cleaning in found for edit in cleaning.edits).items():
        mark = "" if kind in shown else t("cli.clean-not-chosen")
        warn(f"{t(f'cleaning.kind-{kind}')} ({kind}): {number(n)}{mark}")
    if edits:
        warn(t("cli.clean-next", n=len(edits)))
    else:
        say(t("cli.clean-nothing"))
