"""The command `truthtable`: combinations of conditions, and what follows from them."""

from __future__ import annotations

from typing import Literal

import click

from etic.cli.output import give, give_result, put, records, say, show
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.project import Project


@command("truthtable")
@project_argument
@option("--outcome", key="truth-outcome", required=True)
@option("--conditions", key="truth-conditions", multiple=True, required=True)
@click.argument("more", nargs=-1)
@option("--study", key="study-only", default="")
@option("--fuzzy", key="truth-fuzzy", is_flag=True)
@option("--memberships", key="truth-memberships", type=click.Path(), default=None)
@option("--frequency", key="truth-frequency", type=int, default=1)
@option("--cut", key="truth-cut", type=float, default=0.8)
@option("--pri", key="truth-pri", type=float, default=0.0)
@option("--fits", key="truth-fits", is_flag=True)
@option("--expression", "expressions", key="truth-expression", multiple=True)
@option("--solution", key="truth-solution", default=None,
        type=click.Choice(["complex", "parsimonious"]))  # fmt: skip
@option("--data", key="truth-data", is_flag=True)
@output_option
def truthtable(
    project: str, outcome: str, conditions: tuple[str, ...], more: tuple[str, ...], study: str,
    fuzzy: bool, memberships: str | None, frequency: int, cut: float, pri: float, fits: bool,
    expressions: tuple[str, ...], solution: Literal["complex", "parsimonious"] | None, data: bool,
    output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """The truth table of an outcome over conditions."""
    if data + (solution is not None) + bool(fits or expressions) > 1:
        raise EticError("truthtable-one-thing")
    with Project.open(project) as p:
        found = p.truth_table(
            outcome, [*conditions, *more], study=study, fuzzy=fuzzy, frequency=frequency, cut=cut,
            pri=pri, memberships=memberships,
        )  # fmt: skip
    if data:
        give(found.data(), output, as_json)
        return
    if solution is not None:
        solved = found.solution(solution)
        if output is None and not as_json:
            for formula in solved.formulas:
                say(formula)
        give_result(solved, output, as_json)
        return
    if fits or expressions:
        give_result(found.fits(expressions), output, as_json)
        return
    if as_json and output is None:
        methods = [
            {"name": m.name, "formula": m.formula, "where": m.where, "reference": m.reference}
            for m in found.methods()
        ]
        left = [{"case": o.case, "condition": o.condition, "why": o.why} for o in found.left_out]
        rows = records(found.table())
        put({"rows": rows, "left_out": left, "note": found.note, "methods": methods})
        return
    give_result(found, output, as_json)
    if output is None and found.left_out:
        show(found.left_table())
