"""Commands of the joint display: link, unlink, verdict, pillar, join."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from etic.analysis.result import Result
from etic.cli.output import give, give_result, put, say
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument, several
from etic.errors import EticError
from etic.i18n import t
from etic.joined import VERDICTS
from etic.mixed.verdicts import LEVEL, MARGIN
from etic.model import Link
from etic.project import Project

KINDS = ("side-by-side", "statistics", "quotes", "cases", "case-agreement", "pillars")


@command("link")
@project_argument
@option("--code", "code_path", key="code", required=True)
@option("--table", "number", key="table", default="")
@option("--variable", key="link-variable", default="")
@option("--answer", key="answer", required=True)
@option("--question", key="question", default="")
@option("--group", key="group", default="")
@option("--cases", key="link-cases", default="")
@option("--study", key="study-of-table", default="")
@option("--direction", key="direction", default="same", type=click.Choice(["same", "opposite"]))
@option("--note", key="note", default="")
@option("--construct", key="link-construct", default="")
@option("--horizon", key="link-horizon", default="")
@option("--survey-horizon", key="link-survey-horizon", default="")
@option("--coder", key="coder-step", default="")
def link(
    project: str, code_path: str, number: str, variable: str, answer: str, question: str,
    group: str, cases: str, study: str, direction: Any, note: str, construct: str, horizon: str,
    survey_horizon: str, coder: str, as_json: bool,
) -> None:  # fmt: skip
    """Set a code beside a survey answer."""
    if bool(number) == bool(variable):
        raise EticError("link-place")
    wanted = Link(
        code_path, number, answer, group, question, direction, note, study, variable=variable,
        construct=construct, horizon=horizon, survey_horizon=survey_horizon, cases=cases,
    )  # fmt: skip
    with Project.open(project) as p:
        link_id = p.link(wanted, coder=coder)
    if as_json:
        put({"link": link_id, **asdict(wanted)})
    else:
        key = "cli.linked" if number else "cli.linked-variable"
        say(t(key, code=code_path, table=number, variable=variable, answer=answer, link=link_id))


@command("unlink")
@project_argument
@click.argument("link_id", type=int)
@option("--coder", key="coder-step", default="")
def unlink(project: str, link_id: int, coder: str, as_json: bool) -> None:
    """Take a link away."""
    with Project.open(project) as p:
        p.unlink(link_id, coder=coder)
    if as_json:
        put({"link": link_id})
    else:
        say(t("cli.unlinked", link=link_id))


@command("verdict")
@project_argument
@click.argument("link_id", type=int)
@click.argument("verdict_name", metavar="VERDICT", type=click.Choice([*VERDICTS, "open"]))
@option("--reason", key="verdict-reason", default="")
@option("--coder", key="coder-step", default="")
def verdict(
    project: str, link_id: int, verdict_name: Any, reason: str, coder: str, as_json: bool
) -> None:
    """Decide the verdict of a link, or open it again."""
    with Project.open(project) as p:
        if verdict_name == "open":
            p.withdraw_verdict(link_id, coder=coder)
        else:
            p.decide_verdict(link_id, verdict_name, reason, coder=coder)
    if as_json:
        put({"link": link_id, "verdict": verdict_name, "reason": reason})
    else:
        named = t(f"joint.verdict-{'none' if verdict_name == 'open' else verdict_name}")
        say(t("cli.verdict-kept", link=link_id, verdict=named))


@command("pillar")
@project_argument
@click.argument("name")
@option("--statement", key="pillar-statement", default=None)
@several("--links", "link_ids", key="pillar-links", type=int)
@option("--study", key="study-only", default="")
@option("--remove", key="pillar-remove", is_flag=True)
@option("--coder", key="coder-step", default="")
def pillar(
    project: str, name: str, statement: str | None, link_ids: tuple[int, ...], study: str,
    remove: bool, coder: str, as_json: bool,
) -> None:  # fmt: skip
    """Build a pillar of links, say what it states, or take it away."""
    with Project.open(project) as p:
        if remove:
            p.delete_pillar(name, study=study, coder=coder)
        else:
            p.set_pillar(
                name, statement=statement, links=link_ids or None, study=study, coder=coder
            )
    if as_json:
        put({"pillar": name, "links": list(link_ids), "removed": remove})
    else:
        say(t("cli.pillar-removed" if remove else "cli.pillar-kept", pillar=name))


@command("join")
@project_argument
@option("--kind", key="join-kind", type=click.Choice(KINDS), default="side-by-side")
@option("--study", key="study-only", default="")
@option("--by", key="join-by", default="")
@several("--codes", key="join-codes")
@option("--quotes", key="join-quotes", type=click.IntRange(0, 20), default=2)
@option("--margin", key="join-margin", type=float, default=MARGIN)
@option("--level", key="join-level", type=float, default=LEVEL)
@output_option
def join(
    project: str, kind: str, study: str, by: str, codes: tuple[str, ...], quotes: int,
    margin: float, level: float, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """The joint displays."""
    if kind == "quotes" and not by:
        raise EticError("join-by")
    with Project.open(project) as p:
        from etic.report.joint import page_of

        shown: dict[str, Callable[[], Result]] = {
            "side-by-side": lambda: p.joint(study=study, margin=margin, level=level, quotes=quotes),
            "statistics": lambda: p.statistics_by_theme(study=study, quotes=quotes),
            "quotes": lambda: p.quote_matrix(
                codes or _linked(p, study), by=by, study=study, quotes=quotes
            ),
            "cases": lambda: p.case_matrix(study=study),
            "case-agreement": lambda: p.case_agreement(study=study),
            "pillars": lambda: p.pillar_display(study=study, quotes=quotes),
        }
        result = shown[kind]()
        if output is not None and Path(output).suffix.lower() in (".svg", ".png"):
            give_result(result, output, as_json)
        elif output is not None and _is_page(output):
            give(page_of(result), output, as_json)
        else:
            give(result.table(), output, as_json)


def _is_page(output: str) -> bool:
    """Whether people read the file as it is: then the display has the columns that fit a page."""
    return Path(output).suffix.lower() in (".docx", ".html", ".md")


def _linked(p: Project, study: str) -> list[str]:
    """The codes that stand beside an answer."""
    return list(dict.fromkeys(one.code for _, one in p.link_list() if study in ("", one.study)))
