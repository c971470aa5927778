"""The command that counts codes by groups."""

from __future__ import annotations

from typing import Any, get_args

import click

from etic.analysis.counts import Base
from etic.analysis.crosstab import Percents, Unit
from etic.cli.output import give_result
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument, several
from etic.project import Project


@command("table")
@project_argument
@several("--codes", key="codes", required=True)
@option("--by", key="by", multiple=True)
@option("--unit", key="unit", default="case", type=click.Choice(get_args(Unit)))
@option("--base", key="base", default="asked", type=click.Choice(get_args(Base)))
@option("--percents", key="percents", default="base", type=click.Choice(get_args(Percents)))
@option("--subcodes", key="subcodes", is_flag=True)
@option("--wide", key="wide", is_flag=True)
@option("--study", key="study-only", default="")
@option("--coder", key="coder-of", default=None)
@output_option
def table(
    project: str, codes: tuple[str, ...], by: tuple[str, ...],
    unit: Any, base: Any, percents: Any, subcodes: bool, wide: bool, study: str,
    coder: str | None, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Codes counted by group."""
    with Project.open(project) as p:
        result = p.crosstab(
            list(codes), by=by, unit=unit, base=base, percents=percents,
            subcodes=subcodes, study=study, coder=coder,
        )  # fmt: skip
    give_result(result.widened() if wide else result, output, as_json)
