"""Commands of the framework matrix and of profiles: framework, summarise, profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from etic.analysis.framework import FrameworkCell
from etic.cli.output import give_result, put, say
from etic.cli.results import output_option
from etic.cli.root import command, conditions, needs, option, project_argument, several
from etic.i18n import t
from etic.model import Quote
from etic.project import Project


@command("framework")
@project_argument
@several("--themes", key="themes")
@option("--study", key="study-only", default="")
@option("--where", key="where", multiple=True)
@option("--by", key="framework-by", default="")
@output_option
def framework(
    project: str, themes: tuple[str, ...], study: str,
    where: tuple[str, ...], by: str, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """The framework matrix."""
    with Project.open(project) as p:
        made = p.framework(themes, study, conditions(where), by=by)
    give_result(made, output, as_json)


@command("summarise")
@project_argument
@option("--case", key="summary-case", required=True)
@option("--code", "code_path", key="summary-code", required=True)
@option("--text", key="summary-text", default=None)
@several("--coding", "codings", key="summary-coding", type=int)
@option("--replace", key="summary-replace", is_flag=True)
@option("--coder", key="memo-coder", default="")
def summarise(
    project: str, case: str, code_path: str, text: str | None, codings: tuple[int, ...],
    replace: bool, coder: str, as_json: bool,
) -> None:  # fmt: skip
    """Write a cell of the framework matrix; without a text, show it."""
    needs(coding__text=bool(codings) and text is None, replace__text=replace and text is None)
    with Project.open(project) as p:
        cell = p.framework_cell(case, code_path)
        if text is not None:
            expected = cell.text if replace else ""
            p.summarise(case, code_path, text, codings, coder=coder, expected=expected)
            cell = p.framework_cell(case, code_path)
        quotes = p.quote_list(ids=cell.quotes)
    if as_json:
        put(_record(cell))
    elif text is None:
        _shown(cell, quotes)
    elif cell.text:
        n = len(cell.linked)
        say(t("cli.summarised", case=cell.case.name, code=cell.theme.path,
              quotes=t("words.quotes", n=n)))  # fmt: skip
    else:
        say(t("cli.summary-emptied", case=cell.case.name, code=cell.theme.path))


def _shown(cell: FrameworkCell, quotes: Sequence[Quote]) -> None:
    """The summary, and under it the quotes with their numbers: a star where it rests on them."""
    say(cell.shown() or t("framework.silent"))
    for quote in quotes:
        star = "*" if quote.id in cell.linked else " "
        say(f"{star} {quote.id}\t{' '.join(quote.quote.split())}")


def _record(cell: FrameworkCell) -> dict[str, object]:
    """A cell as `--json` gives it."""
    keys = ("text", "coder", "created", "changed", "quotes", "linked", "asked")
    said = {key: value for key, value in asdict(cell).items() if key in keys}
    return {
        "case": cell.case.name, "study": cell.case.study, "code": cell.theme.path, **said,
        "stale": cell.stale,
    }  # fmt: skip


@command("profile")
@project_argument
@option("--by", key="profile-by", default="")
@option("--value", key="profile-value", default="")
@option("--case", key="profile-case", default="")
@several("--codes", key="profile-codes")
@option("--study", key="study-only", default="")
@output_option
def profile(
    project: str, by: str, value: str, case: str, codes: tuple[str, ...], study: str,
    output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """What sets a group, or a respondent, apart."""
    with Project.open(project) as p:
        made = p.profile(by, value, case=case, codes=codes, study=study)
    give_result(made, output, as_json)
