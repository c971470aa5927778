"""Commands for memos: memo writes one, memos finds them."""

from __future__ import annotations

from dataclasses import asdict

import click

from etic.actions.memos import excerpt
from etic.cli.output import give, put, say
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.project.memos import KINDS


@command("memos")
@project_argument
@click.argument("query", required=False, default="")
@option("--kind", key="memo-kind", type=click.Choice(KINDS), default=None)
@option("--coder", key="coder-of", default="")
@option("--study", key="study-only", default="")
@output_option
def memos(
    project: str,
    query: str,
    kind: str | None,
    coder: str,
    study: str,
    output: str | None,
    as_json: bool,
) -> None:
    """The memos, or those that meet a query."""
    with Project.open(project) as p:
        found = p.memo_list(kind or "", q=query, coder=coder, study=study)
        table = p.memo_table(found)
    if as_json and output is None:
        put([asdict(memo) for memo in found])
    else:
        give(table, output, as_json)


@command("memo")
@project_argument
@option("--document", key="memo-document", default="")
@option("--case", key="memo-case", default="")
@option("--code", "code_path", key="memo-code", default="")
@option("--text", key="memo-text", required=True)
@option("--coder", key="memo-coder", default="")
def memo(
    project: str, document: str, case: str, code_path: str, text: str, coder: str, as_json: bool
) -> None:
    """Write a memo."""
    given = [
        (kind, target)
        for kind, target in (("document", document), ("case", case), ("code", code_path))
        if target
    ]
    if len(given) > 1:
        raise EticError("memo-targets", targets=", ".join(f"--{kind}" for kind, _ in given))
    kind, target = given[0] if given else ("project", "")
    with Project.open(project) as p:
        made = p.memo(p.write_memo(kind, target, text, coder=coder))
    if as_json:
        put(asdict(made))
    else:
        about = f"{t(f'memos.kind-{made.kind}')} {made.target}".strip()
        say(t("cli.memo-written", about=about, text=excerpt(made.text)))
