"""Commands about files: a project's own, and what comes in and goes out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from etic.actions.importing import ImportReport
from etic.cli.output import notice, put, said, say, show, warn
from etic.cli.root import command, option, project_argument
from etic.i18n import t
from etic.model import Column, Table
from etic.project import Project


@command("new")
@project_argument
@option("--title", key="title", default="")
def new(project: str, title: str, as_json: bool) -> None:
    """Make an empty project."""
    with Project.create(project, title) as p:
        if as_json:
            put({"project": project, "title": p.title})
        else:
            say(t("cli.made", file=project))


@command("demo")
@project_argument
def demo(project: str, as_json: bool) -> None:
    """Make the demonstration project."""
    from etic.demo import create_demo

    with create_demo(Path(project)) as p:
        counts = p.counts()
    if as_json:
        put({"project": project, **counts})
    else:
        say(t("cli.made", file=project))
        _say_counts(counts)


@command("import")
@project_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@option("--study", key="study", default="")
@option("--cases", "case_list", key="cases", type=click.Path(), default=None)
@option("--coder", key="coder-import", default="")
@option("--revise", key="revise", is_flag=True)
def import_(
    project: str, paths: tuple[str, ...], study: str, case_list: str | None, coder: str,
    revise: bool, as_json: bool,
) -> None:  # fmt: skip
    """Bring files in."""
    with Project.open(project) as p:
        report = p.import_files(
            paths, study=study, coder=coder, case_list=case_list, revise=revise,
            progress=_progress if sys.stderr.isatty() else None,
        )  # fmt: skip
    imported(report, as_json)


@command("cases")
@project_argument
@click.argument("path", type=click.Path(), required=False, metavar="[FILE]")
@option("--study", key="study", default="")
def cases(project: str, path: str | None, study: str, as_json: bool) -> None:
    """List cases, or set their attributes."""
    from etic.actions.cases import records

    with Project.open(project) as p:
        if path is not None:
            imported(p.set_cases(path, study=study), as_json)
            return
        found = records(p.case_list(), p.attributes())
        attributes = list(p.attributes())
    if as_json:
        put(found)
        return
    keys = ["study", "case", "documents"]
    columns = tuple(
        Column(key, t(f"columns.{key}") if key in keys else key) for key in [*keys, *attributes]
    )
    show(Table(columns, tuple(tuple(record.values()) for record in found)))


@command("export")
@project_argument
@option("-o", "--output", key="output-export", type=click.Path(), required=True)
def export(project: str, output: str, as_json: bool) -> None:
    """Give the whole project out."""
    with Project.open(project) as p:
        p.export(output)
    if as_json:
        put({"file": output})
    else:
        say(t("cli.exported", file=output))


@command("backup")
@project_argument
@option("-o", "--output", key="output-backup", type=click.Path(), default=None)
def backup(project: str, output: str | None, as_json: bool) -> None:
    """Make a copy that is whole whatever else is being written."""
    with Project.open(project) as p:
        made = p.backup(output)
    if as_json:
        put({"file": str(made)})
    else:
        say(t("cli.backed-up", file=made))


@command("restore")
@click.argument("backup", type=click.Path(), metavar="FILE")
@project_argument
def restore(backup: str, project: str, as_json: bool) -> None:
    """Make a project of a backup."""
    with Project.restore(backup, project) as p:
        counts = p.counts()
    if as_json:
        put({"project": project, **counts})
    else:
        say(t("cli.restored", file=project))
        _say_counts(counts)


@command("verify")
@project_argument
def verify(project: str, as_json: bool) -> int:
    """Check all that must hold."""
    with Project.open(project) as p:
        problems = p.verify()
        counts = p.counts()
    lines = [t(f"verify.{problem.check}", **problem.details) for problem in problems]
    if as_json:
        put({"ok": not lines, "problems": lines, **counts})
    else:
        for line in lines:
            say(line)
        say(t("words.problems", n=len(lines)) if lines else t("cli.verified", file=project))
    return 1 if lines else 0


@command("serve")
@click.argument("project", type=click.Path(), required=False)
@option("--port", key="port", type=click.IntRange(1, 65535), default=8501)
def serve(project: str | None, port: int, as_json: bool) -> None:
    """Open the browser interface."""
    from etic.serve import serve as run

    run(Path(project) if project else None, port, announce=None if as_json else say)


_COUNTED = (
    "documents", "cases", "guides", "codes", "codings", "tables", "links", "respondents", "rules",
    "indicators",
)  # fmt: skip


def imported(report: ImportReport, as_json: bool) -> None:
    """What came in, for a machine or a person."""
    if as_json:
        put(
            {
                "documents": report.documents, "cases": report.cases, "codes": report.codes,
                "codings": report.codings, "tables": report.tables, "links": report.links,
                "guides": report.guides, "respondents": report.respondents, "rules": report.rules,
                "indicators": report.indicators,
                "warnings": [notice(item) for item in report.warnings],
            }
        )  # fmt: skip
        return
    for item in report.warnings:
        place = ", ".join(part for part in (item.file, item.where) if part)
        warn(f"{place}: {said(item)}" if place else said(item))
    _say_counts(
        {name: getattr(report, name) for name in _COUNTED},
        t("cli.changed") if report.changed else "",
    )


def _say_counts(counts: dict[str, int], otherwise: str = "") -> None:
    shown = [
        t(f"words.{name}", n=counts[key])
        for key, name in (
            ("documents", "documents"), ("cases", "cases"), ("guides", "guides"),
            ("codes", "codes"),
            ("codings", "codings"), ("tables", "tables"), ("survey_tables", "tables"),
            ("links", "links"), ("respondents", "respondents"),
            ("survey_respondents", "respondents"), ("rules", "rules"),
            ("indicators", "indicators"),
        )
        if counts.get(key)
    ]  # fmt: skip
    say(", ".join(shown) or otherwise or t("cli.nothing-new"))


def _progress(done: int, of: int, what: str) -> None:
    end = "\n" if done == of else ""
    sys.stderr.write(f"\r\x1b[K{done}/{of} {what}{end}")
    sys.stderr.flush()
