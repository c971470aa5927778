"""The command `audit`: what does not add up in published tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from etic.actions import auditing
from etic.actions.auditing import AuditReport
from etic.cli.output import give, put, say, show, warn
from etic.cli.results import output_option
from etic.cli.root import command, option
from etic.errors import EticError
from etic.i18n import t
from etic.mixed.audit import CERTAINTIES
from etic.project import Project

_PROJECT = b"SQLite format 3\x00"


@command("audit")
@click.argument("path", metavar="FILE", type=click.Path())
@option("--study", key="study-only", default="")
@option("--table", "number", key="audit-table", default="")
@option("--at-least", key="audit-at-least", type=click.Choice(CERTAINTIES), default="hint")
@option("--bases", key="audit-bases", is_flag=True)
@option("--words", key="audit-words", type=click.Path(), default=None)
@output_option
def audit(
    path: str, study: str, number: str, at_least: Any, bases: bool, words: str | None,
    output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """What does not add up in published tables."""
    found = _looked_over(Path(path), study, words)
    shown = found.of(table=number, study=study, at_least=at_least)
    if not shown.tables:
        raise EticError("audit-nothing", file=path)
    if as_json and output is None:
        put(shown.records())
    elif bases or output is not None:
        give(shown.bases() if bases else shown.table(), output, as_json)
    else:
        _tell(shown)
    if not shown.holds:
        raise click.exceptions.Exit(1)


def _looked_over(path: Path, study: str, words: str | None) -> AuditReport:
    if _is_project(path):
        with Project.open(path) as p:
            return p.audit(study=study, words=words)
    from etic.read.survey import read_survey

    tables = read_survey(path).tables
    return auditing.audit(tables, None if words is None else Path(words))


def _is_project(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_PROJECT)) == _PROJECT


def _tell(found: AuditReport) -> None:
    """Findings for a person: each in two lines, under its table."""
    import sys

    if not sys.stdout.isatty():
        show(found.table())
        return
    heading = ""
    rows = found.table().rows
    for finding, row in zip(found.findings, rows, strict=True):
        title = f"{finding.study} {t('audit.found-in', table=finding.table)}. {finding.question}"
        if title != heading:
            say(f"\n{title}" if heading else title)
            heading = title
        where = ", ".join(part for part in (finding.answer, finding.group) if part)
        say(f"  [{row[7]}] {row[5]}{f' — {where}' if where else ''}")
        say(f"      {row[6]}")
    counts = {key: str(n) for key, n in found.counts.items()}
    say(t("audit.summary", **counts))
    warn(found.note)
