"""The command that holds a draft against a project."""

from __future__ import annotations

from pathlib import Path

import click

from etic.cli.output import give_result, put, records, say
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.project import Project


@command("lint")
@project_argument
@click.argument("draft", type=click.Path())
@option("--study", key="study-only", default="")
@option("--quantifiers", key="quantifiers", type=click.Path(), default=None)
@output_option
def lint(
    project: str, draft: str, study: str, quantifiers: str | None, output: str | None, as_json: bool
) -> int:
    """What of a draft the project does not bear out."""
    with Project.open(project) as p:
        report = p.lint(Path(draft), study=study, quantifiers=quantifiers)
    if output is not None:
        give_result(report, output, as_json)
    elif as_json:
        certain = [finding.sure for finding in report.findings]
        rules = [finding.rule for finding in report.findings]
        rows = [
            {**row, "rule": rule, "sure": sure}
            for row, rule, sure in zip(records(report.table()), rules, certain, strict=True)
        ]
        put({"rows": rows, "wrong": len(report.wrong), "note": report.note})
    else:
        for row in records(report.table()):
            say(f"{row['place']}\t{row['rule']} ({row['sure']}): «{row['words']}»")
            say(f"\t{row['what']}")
            if row["has"]:
                say(f"\t→ {row['has']}")
        say(report.summary)
    return 1 if report.wrong else 0
