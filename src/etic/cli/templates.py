"""The command `templates`: reports that a researcher writes, kept in the project."""

from __future__ import annotations

from pathlib import Path

import click

from etic.cli.output import give, say
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project


@command("templates")
@project_argument
@click.argument("file", required=False, default="", type=click.Path())
@option("--get", "wanted", key="template-get", default="", metavar="NAME")
@option("--figures", key="template-figures", default="", metavar="TEMPLATE")
@option("--delete", key="template-delete", default="", metavar="NAME")
@option("--name", key="template-name", default="")
@option("--study", key="study-only", default="")
@option("--lang", key="template-lang", type=click.Choice(["ru", "en"]), default=None)
@option("--coder", key="coder-step", default="")
@output_option
def templates(
    project: str, file: str, wanted: str, figures: str, delete: str, name: str, study: str,
    lang: str | None, coder: str, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """List templates, keep one from a file, give one out, or show the figures of one."""
    if sum(map(bool, (file, wanted, figures, delete))) > 1:
        raise EticError("template-one-thing")
    with Project.open(project) as p:
        if file:
            kept = p.load_template(file, name=name, study=study, lang=lang or "", coder=coder)
            say(t("templates.kept", name=kept.name, study=kept.study, lang=kept.language))
        elif wanted:
            text = p.template(wanted, study, lang or "").text
            if output is None:
                click.echo(text)
            else:
                Path(output).write_text(text, encoding="utf-8", newline="\n")
                say(t("cli.report-written", file=output))
        elif delete:
            p.delete_template(delete, study=study, lang=lang or "", coder=coder)
            say(t("templates.deleted", name=delete))
        elif figures:
            give(p.claim_table(figures, study=study, lang=lang or ""), output, as_json)
        else:
            give(p.template_table(study, lang or ""), output, as_json)
