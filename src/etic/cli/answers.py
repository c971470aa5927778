"""The command that counts answers by respondent."""

from __future__ import annotations

from typing import Any, get_args

import click

from etic.analysis.counts import Base
from etic.analysis.crosstab import Percents
from etic.analysis.result import Result
from etic.cli.output import give, give_result
from etic.cli.results import output_option
from etic.cli.root import command, conditions, option, project_argument
from etic.project import Project


@command("answers")
@project_argument
@click.argument("questions", nargs=-1)
@option("--set", "sets", key="set-of-answers", multiple=True)
@option("--by", key="by-question", default="")
@option("--base", key="base-answers", default="asked", type=click.Choice(get_args(Base)))
@option("--percents", key="percents-answers", default="base", type=click.Choice(get_args(Percents)))
@option("--weighted/--unweighted", key="weighted", default=None)
@option("--where", key="where-answer", multiple=True)
@option("--missing", key="missing", is_flag=True)
@option("--numbers", key="numbers", is_flag=True)
@option("--wide", key="wide-answers", is_flag=True)
@option("--study", key="study-only", default="")
@output_option
def answers(
    project: str, questions: tuple[str, ...], sets: tuple[str, ...], by: str, base: Any,
    percents: Any, weighted: bool | None, where: tuple[str, ...], missing: bool, numbers: bool,
    wide: bool, study: str, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Answers by respondent, counted; without a question: which there are."""
    names = [*questions, *sets]
    only: dict[str, list[str]] = {}
    for pair in where:  # the same question again: any of these answers
        for question, answer in conditions((pair,)).items():
            only.setdefault(question, []).append(answer)
    with Project.open(project) as p:
        if not names and not numbers:
            give(p.question_table(study), output, as_json)
            return
        result: Result
        if numbers:
            result = p.answer_numbers(names, by=by, weighted=weighted, where=only, study=study)
        else:
            table = p.answer_table(
                names, by=by, base=base, percents=percents, weighted=weighted, where=only,
                missing=missing, study=study,
            )  # fmt: skip
            result = table.widened() if wide or percents != "base" else table
    give_result(result, output, as_json)
