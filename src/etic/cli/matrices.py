"""The command `matrix`: codes by documents, by respondents, together, in sequence, in place."""

from __future__ import annotations

from typing import Any, get_args

import click

from etic.cli.output import give_result
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument, several
from etic.project import Project
from etic.project.matrices import Kind

WITHIN = ["overlap", "span", "words", "turns", "document", "case", "answer", "turn"]
FIGURES = ["n", "jaccard", "c", "documents", "cases", "share", "expected", "residual"]


@command("matrix")
@project_argument
@option("--kind", key="matrix-kind", type=click.Choice(list(get_args(Kind))), required=True)
@several("--codes", key="matrix-codes")
@option(
    "--measure",
    key="matrix-measure",
    default=None,
    type=click.Choice(["codings", "words", "presence"]),
)
@option("--within", key="matrix-within", default=None, type=click.Choice(WITHIN))
@option("--distance", key="matrix-distance", default=None, type=click.IntRange(min=0))
@option("--figure", key="matrix-figure", default=None, type=click.Choice(FIGURES))
@option("--pairs", key="matrix-pairs", is_flag=True)
@option("--coders", key="matrix-coders", default=None, type=click.Choice(["same", "any"]))
@option("--lag", key="matrix-lag", default=None, type=click.IntRange(min=1))
@option("--document", key="matrix-document", default=None)
@option("--study", key="study-only", default="")
@option("--coder", key="coder-of", default=None)
@output_option
def matrix(
    project: str, kind: Any, codes: tuple[str, ...], measure: Any,
    within: str | None, distance: int | None, figure: str | None, pairs: bool, coders: Any,
    lag: int | None, document: str | None, study: str, coder: str | None, output: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Matrices of codes."""
    with Project.open(project) as p:
        result = p.matrix(
            kind, list(codes), document=document, within=within, distance=distance,
            measure=measure, figure=figure, coders=coders, lag=lag, pairs=pairs, study=study,
            coder=coder,
        )  # fmt: skip
    give_result(result, output, as_json)
