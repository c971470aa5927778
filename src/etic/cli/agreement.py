"""The command for agreement of coders."""

from __future__ import annotations

from typing import Any

import click

from etic.cli.output import give_result
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument, several
from etic.project import Project


@command("agreement")
@project_argument
@several("--coders", key="coders-compared")
@option("--unit", key="unit-rated", default="character",
        type=click.Choice(["character", "sentence", "turn", "document", "case"]))  # fmt: skip
@several("--codes", key="codes-compared")
@several("--documents", key="documents-compared")
@several("--coefficients", key="coefficients")
@option("--study", key="study-only", default="")
@option("--speakers", key="speakers-rated", default="respondent",
        type=click.Choice(["respondent", "any"]))  # fmt: skip
@option("--everyone", key="everyone", is_flag=True)
@option("--level", key="level", type=float, default=0.95)
@option("--draws", key="draws", type=int, default=1000)
@option("--long", key="long", is_flag=True)
@output_option
def agreement(
    project: str, coders: tuple[str, ...], unit: Any, codes: tuple[str, ...],
    documents: tuple[str, ...], coefficients: tuple[str, ...], study: str, speakers: Any,
    everyone: bool, level: float, draws: int, long: bool, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Coefficients of agreement."""
    with Project.open(project) as p:
        result = p.agreement(
            coders or None, unit, codes or None, documents or None, study,
            coefficients=coefficients or None, speakers=speakers, everyone=everyone, level=level,
            draws=draws, long=long,
        )  # fmt: skip
        give_result(result, output, as_json)
