"""The command about studies: which there are, and what samples they have."""

from __future__ import annotations

import click

from etic.cli.output import give, put, say
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.model import Column, Table
from etic.project import Project


@command("study")
@project_argument
@click.argument("name", required=False)
@option("--probability-sample/--no-probability-sample", "drawn", key="probability-sample",
        default=None)  # fmt: skip
def study(project: str, name: str | None, drawn: bool | None, as_json: bool) -> None:
    """List the studies, or say what sample one has."""
    with Project.open(project) as p:
        if name is not None:
            p.check_study(name)
        if drawn is not None:
            named = name or _only(p)
            p.set_probability_sample(named, drawn)
            if as_json:
                put({"study": named, "probability_sample": drawn})
            else:
                say(t("samples.set" if drawn else "samples.unset", study=named))
            return
        samples = p.probability_samples()
        rows = tuple(
            (s.study, s.title, s.respondents, s.documents, s.study in samples)
            for s in p.study_progress()
            if name in (None, s.study)
        )
    columns = (
        Column("study", t("columns.study")),
        Column("title", t("samples.title")),
        Column("respondents", t("samples.respondents"), "integer"),
        Column("documents", t("columns.documents"), "integer"),
        Column("probability_sample", t("samples.is")),
    )
    give(Table(columns, rows), None, as_json)


def _only(project: Project) -> str:
    """The study meant where none is named: the only one there is."""
    known = list(project.study_titles())
    if len(known) != 1:
        raise EticError("study-which", known=", ".join(known) or "—")
    return known[0]
