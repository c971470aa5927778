"""The command `codebook`: load it, show it, rearrange it, and look at what it was."""

from __future__ import annotations

from collections.abc import Sequence

import click

from etic.analysis.codebooks import Difference
from etic.cli.coding import show_steps
from etic.cli.files import imported
from etic.cli.output import give, put, say, show
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.model import Column, Table
from etic.project import Project
from etic.store.codebook import Tree


@command("codebook")
@project_argument
@click.argument("path", type=click.Path(), required=False)
@option("--study", key="study", default="")
@option("--move", key="move", default=None, metavar="CODE")
@option("--under", key="under", default="", metavar="CODE")
@option("--before", key="before", default="", metavar="CODE")
@option("--merge", key="merge", default=None, metavar="CODE")
@option("--into", key="into", default="", metavar="CODE")
@option("--versions", key="versions", is_flag=True)
@option("--at", "at_event", key="at", type=int, default=None, metavar="STEP")
@option("--since", key="since", type=int, default=None, metavar="STEP")
@option("--until", key="until", type=int, default=None, metavar="STEP")
@option("--coder", key="coder-step-codebook", default="")
@output_option
def codebook(
    project: str, path: str | None, study: str, move: str | None, under: str, before: str,
    merge: str | None, into: str, versions: bool, at_event: int | None, since: int | None,
    until: int | None, coder: str, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Load, show or rearrange the codebook, or look at what it was."""
    _one_thing(path, move, merge, versions or None, at_event, since)
    if output is not None:
        _one_thing(output, path, move, merge, versions or None, since)
    for given, name, needed, of in (
        (under or before, "--under, --before", move, "--move"), (merge, "--merge", into, "--into"),
        (into, "--into", merge, "--merge"), (until, "--until", since, "--since"),
    ):  # fmt: skip
        if given and needed in (None, ""):
            raise EticError("option-alone", option=name, needed=of)
    with Project.open(project) as p:
        if path is not None:
            imported(p.load_codebook(path, study=study, coder=coder), as_json)
        elif move is not None:
            to = p.move_code(move, under, before, coder=coder)
            _done({"path": to}, t("cli.code-moved", code=move, to=to), as_json)
        elif merge is not None:
            n = p.merge_codes(merge, into, coder=coder)
            words = t("codebook.codes-merged", code=merge, into=into, n=n)
            _done({"path": into, "codings": n}, words, as_json)
        elif versions:
            show_steps(p.codebook_versions(), as_json)
        elif since is not None:
            _differences(p.codebook_differences(since, until), as_json)
        elif output is not None:
            give(p.codebook_table(study, at_event), output, as_json)
        else:
            _tree(p.codebook() if at_event is None else p.codebook_at(at_event), as_json)


def _one_thing(*wanted: object) -> None:
    if sum(each is not None for each in wanted) > 1:
        raise EticError("codebook-one-thing")


def _done(document: dict[str, object], words: str, as_json: bool) -> None:
    if as_json:
        put(document)
    else:
        say(words)


def _tree(tree: Tree, as_json: bool) -> None:
    if as_json:
        put(
            [
                {
                    "path": n.path, "name_ru": n.code.name_ru, "name_en": n.code.name_en,
                    "definition": n.code.definition, "include": n.code.include,
                    "exclude": n.code.exclude, "example": n.code.example,
                    "colour": n.code.colour, "origin": n.code.origin,
                    "response": n.code.response, "required": n.code.required,
                    "studies": sorted(n.studies),
                }
                for n in tree
            ]
        )  # fmt: skip
        return
    for node in tree:
        say(f"{'  ' * node.depth}{node.code.segment}\t{node.name}")


def _differences(found: Sequence[Difference], as_json: bool) -> None:
    if as_json:
        put(
            [
                {"kind": d.kind, "code": d.code.path, "field": d.field, "old": d.old, "new": d.new}
                for d in found
            ]
        )
        return
    columns = tuple(
        Column(key, t(f"columns.{key}")) for key in ("change", "code", "field", "old", "new")
    )
    rows = tuple(
        (
            t(f"codebook.difference-{d.kind}"),
            d.code.path,
            t(f"codebook.field-{d.field}") if d.field else "",
            d.old,
            d.new,
        )
        for d in found
    )
    if rows:
        show(Table(columns, rows))
    else:
        say(t("codebook.no-differences"))
