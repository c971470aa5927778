"""The command `checklist`: what a report has to say, and what is still missing."""

from __future__ import annotations

import click

from etic.cli.output import give, put, records, say
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.mixed.checklist import Checklist, form
from etic.project import Project


@command("checklist")
@project_argument
@click.argument("name")
@option("--study", key="study-only", default="")
@option("--answer", "answers", key="checklist-answer", multiple=True, metavar="ITEM=TEXT")
@option("--lang", key="checklist-lang", type=click.Choice(["ru", "en"]), default=None)
@option("--coder", key="coder-step", default="")
@output_option
def checklist(
    project: str, name: str, study: str, answers: tuple[str, ...], lang: str | None, coder: str,
    output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """A checklist of reporting; with --answer, items are answered first."""
    wanted = form(name)
    said = [_parted(given) for given in answers]
    for number, _ in said:  # all are looked at before anything is written
        wanted.item(number)
    with Project.open(project) as p:
        for number, text in said:
            p.answer_checklist(name, number, text, study=study, lang=lang or "", coder=coder)
        made = p.checklist(name, study)
    if output is not None:
        give(made.table(), output, as_json)
    elif as_json:
        put(_document(made))
    else:
        give(made.table(), None, False)
        say(t("checklists.progress", **made.progress))


def _parted(given: str) -> tuple[str, str]:
    number, equals, text = given.partition("=")
    if not equals or not number.strip():
        raise EticError("checklist-form", given=given)
    return number.strip(), text


def _document(made: Checklist) -> dict[str, object]:
    """A checklist as `--json` gives it: states by name, not by word."""
    rows = [
        {**record, "state": point.state, "coder": point.coder}
        for record, point in zip(records(made.table()), made.points, strict=True)
    ]
    return {
        "checklist": made.form.name, "study": made.study, **made.progress, "rows": rows,
        "note": made.note,
    }  # fmt: skip
