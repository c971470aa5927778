"""The command suggest: codes for passages, put before the coders, and how good they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import click

from etic.actions.proposed_tables import evaluation_table, suggestion_table
from etic.cli.output import give, notice, put, said, say, warn
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.suggest.evaluation import Evaluation
from etic.suggest.passages import UNITS, Unit

_TOP = click.IntRange(1, 20)


@command("suggest")
@project_argument
@option("--document", key="document-only", default=None)
@option("--study", key="study-only", default=None)
@option("--code", "code_path", key="suggest-code", default=None)
@option("--start", key="suggest-start", type=click.IntRange(0), default=None)
@option("--end", key="suggest-end", type=click.IntRange(0), default=None)
@option("--top", key="suggest-top", type=_TOP, default=3, show_default=True)
@option("--unit", key="suggest-unit", type=click.Choice(UNITS), default=UNITS[0], show_default=True)
@option("--least", key="suggest-least", type=click.FloatRange(0, 1), default=None)
@option("--propose", key="suggest-propose", is_flag=True)
@option("--coder", key="suggest-coder", default="")
@option("--evaluate", key="suggest-evaluate", is_flag=True)
@option("--shots", key="suggest-shots", type=click.IntRange(0), default=None)
@output_option
def suggest(
    project: str, document: str | None, study: str | None, code_path: str | None,
    start: int | None, end: int | None, top: int, unit: Unit, least: float | None,
    propose: bool, coder: str, evaluate: bool, shots: int | None, output: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """The best codes for each passage."""
    if (start is not None or end is not None) and document is None:
        raise EticError("suggest-place")
    if evaluate and propose:
        raise EticError("suggest-one-thing")
    with Project.open(project) as p:
        if evaluate:
            _evaluated(
                p.evaluate_suggestions(
                    study=study, code=code_path, shots=shots, tell=_progress("evaluating")
                ),
                output,
                as_json,
            )
            return
        if propose:
            made = p.prepare_suggestions(
                study=study, document=document, code=code_path, coder=coder,
                tell=_progress("suggesting"),
            )  # fmt: skip
            if as_json:
                put({**asdict(made), "needs": [notice(need) for need in made.needs]})
            else:
                for need in made.needs:
                    warn(said(need))
                say(t("suggest.proposed", n=made.new))
            return
        found = p.suggest(
            document, study=study, code=code_path, start=start, end=end, top=top, unit=unit,
            least=least, tell=_progress("suggesting"),
        )  # fmt: skip
    for need in found.needs:
        warn(said(need))
    if as_json and output is None:
        put(
            [
                {
                    "study": one.study, "document": one.document, "case": one.case,
                    "start": one.start, "end": one.end, "quote": one.quote,
                    "question": one.question,
                    "suggestions": [
                        {"code": i.code, "score": round(i.score, 4), "why": i.why}
                        for i in one.ideas
                    ],
                }
                for one in found.passages
            ]
        )  # fmt: skip
    else:
        give(suggestion_table(found), output, as_json)


def _evaluated(result: Evaluation, output: str | None, as_json: bool) -> None:
    if as_json and output is None:
        put(asdict(result))
    else:
        give(evaluation_table(result), output, as_json)


def _progress(what: str) -> Callable[[int, int], None]:
    """A line on stderr every tenth of the way."""

    def tell(done: int, of: int) -> None:
        if of >= 10 and done * 10 // of > (done - 1) * 10 // of:
            warn(t(f"suggest.{what}", done=done, of=of))

    return tell
