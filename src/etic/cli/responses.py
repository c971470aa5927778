"""Commands that count answers and look at who carries a theme: responses, concentration."""

from __future__ import annotations

from typing import Any

import click

from etic.cli.output import give_result, warn
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument, several
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project


@command("responses")
@project_argument
@click.argument("codes", nargs=-1)
@option("--states", key="states", is_flag=True)
@option("--listed", key="listed", is_flag=True)
@option("--by", key="by", default="")
@option("--study", key="study-only", default="")
@option("--coder", key="coder-of", default=None)
@output_option
def responses(
    project: str, codes: tuple[str, ...], states: bool, listed: bool, by: str, study: str,
    coder: str | None, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """The answers under a theme; without one, all themes with answers."""
    with Project.open(project) as p:
        if states:
            if listed:
                raise EticError("responses-states-listed")
            give_result(p.response_states(codes, by=by, study=study, coder=coder), output, as_json)
            return
        if not codes:
            if by or listed:
                raise EticError("responses-which")
            give_result(p.response_groups(study=study, coder=coder), output, as_json)
            return
        if len(codes) > 1:
            raise EticError("responses-one")
        found = p.responses(codes[0], by=by, study=study, coder=coder)
    give_result(found.listed if listed else found, output, as_json)
    if found.listed.wrong and not listed:
        warn(t("cli.responses-listed", cases=t("words.cases", n=len(found.listed.wrong))))


@command("concentration")
@project_argument
@several("--codes", key="codes")
@option("--measure", key="measure", default="codings", type=click.Choice(["codings", "words"]))
@option("--study", key="study-only", default="")
@option("--coder", key="coder-of", default=None)
@output_option
def concentration(
    project: str, codes: tuple[str, ...], measure: Any, study: str,
    coder: str | None, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Who carries each code."""
    with Project.open(project) as p:
        found = p.concentration(list(codes), study=study, measure=measure, coder=coder)
    give_result(found, output, as_json)
