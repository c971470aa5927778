"""The command `saturation`: whether more interviews still brought something new."""

from __future__ import annotations

from typing import Any, Literal, get_args

import click

from etic.actions.saturation import Origin
from etic.analysis.result import Result
from etic.cli.output import give_result, say, warn
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument, several
from etic.project import Project

Part = Literal["summary", "runs", "curve", "meaning"]


@command("saturation")
@project_argument
@option("--by", key="saturation-by", default="")
@option("--study", key="study-only", default="")
@several("--codes", key="saturation-codes")
@option(
    "--origin", key="saturation-origin", type=click.Choice(get_args(Origin)), default="inductive"
)
@option("--base", key="saturation-base", type=click.IntRange(min=1), default=4)
@option("--run", key="saturation-run", type=click.IntRange(min=1), default=2)
@option("--threshold", key="saturation-threshold", type=float, default=0.05)
@option("--draws", key="saturation-draws", type=click.IntRange(min=1), default=1000)
@several("--order", key="saturation-order")
@option("--coder", key="coder-of", default=None)
@option(
    "--table", "part", key="saturation-table", type=click.Choice(get_args(Part)), default="summary"
)
@output_option
def saturation(
    project: str, by: str, study: str, codes: tuple[str, ...],
    origin: Any, base: int, run: int, threshold: float, draws: int, order: tuple[str, ...],
    coder: str | None, part: Part, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Whether more interviews still brought new codes."""
    with Project.open(project) as p:
        found = p.saturation(
            by=by, study=study, codes=codes, origin=origin, base=base, run=run,
            threshold=threshold, draws=draws, order=order or None, coder=coder,
        )  # fmt: skip
    parts: dict[Part, Any] = {
        "summary": lambda: found, "runs": found.runs, "curve": found.curve,
        "meaning": found.meaning,
    }  # fmt: skip
    shown: Result = parts[part]()
    if part == "summary" and not as_json:
        (warn if output is None else say)(found.verdict)
    give_result(shown, output, as_json)
