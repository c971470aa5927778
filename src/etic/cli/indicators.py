"""The command of the indicators: side by side, profiles, types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from etic.analysis.result import Result
from etic.cli.output import give, give_result
from etic.cli.results import output_option
from etic.cli.root import command, needs, option, project_argument, several
from etic.mixed.verdicts import LEVEL, MARGIN
from etic.project import Project

KINDS = (
    "indicators", "items", "matrix", "dimensions", "cases", "typology", "clusters", "members",
)  # fmt: skip
PAGES = (".docx", ".html", ".md")  # which people read as they are: columns that fit a page


@command("indicators")
@project_argument
@option("--kind", key="indicators-kind", type=click.Choice(KINDS), default="indicators")
@option("--cases", key="indicators-cases", is_flag=True)
@several("--attributes", key="indicators-attributes")
@option("--study", key="study-only", default="")
@option("--quotes", key="join-quotes", type=click.IntRange(0, 20), default=2)
@option("--margin", key="join-margin", type=float, default=MARGIN)
@option("--level", key="join-level", type=float, default=LEVEL)
@output_option
def indicators(
    project: str, kind: str, cases: bool, attributes: tuple[str, ...], study: str, quotes: int,
    margin: float, level: float, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Indicators, profiles of cases, types."""
    kind = "cases" if cases else kind
    needs(attributes__cases=bool(attributes) and kind != "cases")
    with Project.open(project) as p:
        shown: dict[str, Callable[[], Result]] = {
            "indicators": lambda: p.indicators(
                study=study, margin=margin, level=level, quotes=quotes
            ),
            "items": lambda: p.indicators(study=study, margin=margin, level=level).items,
            "matrix": lambda: p.indicators(study=study).matrix,
            "dimensions": lambda: p.indicator_conclusions(study=study),
            "cases": lambda: p.indicator_profiles(study=study, attributes=attributes),
            "typology": lambda: p.typology(study=study, level=level),
            "clusters": lambda: p.typology(study=study, level=level).crosstab,
            "members": lambda: p.typology(study=study, level=level).members,
        }
        result = shown[kind]()
        if output is not None and Path(output).suffix.lower() in PAGES:
            from etic.report.indicators import page_of

            give(page_of(result), output, as_json)
        else:
            give_result(result, output, as_json)
