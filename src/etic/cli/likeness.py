"""Commands for likeness: similar finds passages like another, prepare makes what it rests on."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from etic.cli.output import give, put, say, show, warn
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project


@command("similar")
@project_argument
@option("--text", key="similar-text", default=None)
@option("--document", key="similar-document", default=None)
@option("--start", key="start", type=int, default=None)
@option("--end", key="end", type=int, default=None)
@option("--study", key="study-only", default=None)
@option("--limit", key="limit", type=click.IntRange(min=1), default=20)
@output_option
def similar(
    project: str, text: str | None, document: str | None, start: int | None, end: int | None,
    study: str | None, limit: int, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Find passages that resemble a text or a passage."""
    if (text is None) == (document is None):
        raise EticError("similar-one-thing")
    if document is not None and (start is None or end is None):
        missing = "--start" if start is None else "--end"
        raise EticError("parameter-missing", parameter=missing, help="etic similar --help")
    with Project.open(project) as p:
        found = p.similar(
            text or "", document=document, start=start, end=end, study=study, limit=limit,
        )  # fmt: skip
    if not found.meaning:
        warn(t("like.only-words"))
    if output is not None:
        give(found.table(), output, as_json)
    elif as_json:
        keys = ("study", "document", "case", "start", "end", "score", "codes")
        said = [{**asdict(one), "text": one.quote} for one in found.passages]
        put([{key: one[key] for key in (*keys[:5], "text", *keys[5:])} for one in said])
    else:
        show(found.table())


@command("prepare")
@project_argument
def prepare(project: str, as_json: bool) -> None:
    """Make the vectors that are missing."""
    with Project.open(project) as p:
        made = p.prepare_vectors(_progress)
    if as_json:
        put({"vectors": made})
    else:
        say(t("cli.prepared", n=made))


def _progress(done: int, of: int) -> None:
    """How far it is: on one line that changes for a person, else a line each time, for programs."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{done}/{of}" + ("\n" if done == of else ""))
    else:
        sys.stderr.write(f"{done}/{of}\n")
    sys.stderr.flush()
