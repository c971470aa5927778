"""The command suggestions: how they fared."""

from __future__ import annotations

from typing import get_args

import click

from etic.actions.batches import By
from etic.cli.output import give
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.project import Project


@command("suggestions")
@project_argument
@option("--by", key="suggestions-by", type=click.Choice(get_args(By)), default="code",
        show_default=True)  # fmt: skip
@output_option
def suggestions(project: str, by: By, output: str | None, as_json: bool) -> None:
    """How many suggestions were accepted."""
    with Project.open(project) as p:
        give(p.outcomes(by).table(), output, as_json)
