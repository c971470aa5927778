"""Commands that give results: search, quotes, codings, report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from etic.analysis.spreading import draw_quotes
from etic.cli.output import give, put, say, warn
from etic.cli.root import command, conditions, needs, option, project_argument, several
from etic.errors import EticError
from etic.i18n import LANGUAGES, t
from etic.mixed.checklist import NAMES
from etic.project import FORMATS, Project
from etic.store.search import CONTEXT


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option -o FILE."""
    decorate: Callable[[Any], Any] = option(
        "-o", "--output", key="output", type=click.Path(), default=None
    )
    return decorate(function)  # type: ignore[no-any-return]


@command("search")
@project_argument
@click.argument("query")
@option("--code", "code_paths", key="code-within", multiple=True)
@option("--coder", key="coder-within", default=None)
@option("--uncoded", key="uncoded", is_flag=True)
@option("--where", key="where", multiple=True)
@option("--study", key="study-only", default=None)
@option("--document", key="document-only", default=None)
@option("--speaker", key="speaker-only", default=None)
@option("--role", key="role-only", default=None, type=click.Choice(["interviewer", "respondent"]))
@option("--language", key="language-only", default=None)
@option("--ranked", key="ranked", is_flag=True)
@option("--limit", key="limit", type=click.IntRange(min=1), default=None)
@option("--width", key="width", type=click.IntRange(min=0), default=CONTEXT)
@output_option
def search(
    project: str, query: str, code_paths: tuple[str, ...], coder: str | None, uncoded: bool,
    where: tuple[str, ...], study: str | None, document: str | None, speaker: str | None,
    role: str | None, language: str | None, ranked: bool, limit: int | None, width: int,
    output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Find words in the transcripts."""
    with Project.open(project) as p:
        hits = p.search_hits(
            query, order="rank" if ranked else "place", limit=limit and limit + 1, width=width,
            code=code_paths, coder=coder, uncoded=uncoded, where=conditions(where), study=study,
            document=document, speaker=speaker, role=role, language=language,
        )  # fmt: skip
        there_are_more = limit is not None and len(hits) > limit
        hits = hits[:limit]
        if output is not None:
            give(p.hit_table(hits), output, as_json)
            return
    if as_json:
        keys = ("document", "case", "speaker", "start", "end", "text", "before", "after")
        put([{key: getattr(hit, key) for key in keys} for hit in hits])
        return
    for hit in hits:
        line = " ".join(f"{hit.before}[{hit.text}]{hit.after}".split())
        say(f"{hit.document}:{hit.start}\t{line}")
    say(t("cli.hits-first" if there_are_more else "words.hits", n=len(hits)))


def _filters(function: Callable[..., Any]) -> Callable[..., Any]:
    for decorate in (
        option("--document", key="document-only", default=None),
        option("--study", key="study-only", default=None),
        option("--coder", key="coder-of", default=None),
        option("--where", key="where", multiple=True),
        option("--code", "code_path", key="code-under", default=None),
    ):
        function = decorate(function)
    return function


@command("quotes")
@project_argument
@_filters
@option("--most", key="most", type=click.IntRange(min=1), default=None)
@option("--spread/--no-spread", key="spread", default=True)
@output_option
def quotes(
    project: str, code_path: str | None, where: tuple[str, ...], coder: str | None,
    study: str | None, document: str | None, most: int | None, spread: bool, output: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """The quote table."""
    needs(no_spread__most=not spread and most is None)
    with Project.open(project) as p:
        found = p.quote_list(
            code=code_path, where=conditions(where), coder=coder, study=study, document=document
        )
        if most is not None:
            found = draw_quotes(found, most, spread=spread)
        table = p.quote_table(found)
        seconds = {q.coder for q in found} & set(p.second_coders()) if coder is None else set()
    if seconds:
        warn(t("cli.quotes-second", coders=", ".join(sorted(seconds))))
    give(table, output, as_json)


@command("codings")
@project_argument
@output_option
def codings(project: str, output: str | None, as_json: bool) -> None:
    """All codings."""
    with Project.open(project) as p:
        table = p.quote_table(p.quote_list())
    give(table, output, as_json)


@command("report")
@project_argument
@click.argument("template", required=False, default="")
@option("-o", "--output", key="output-report", type=click.Path(), required=True)
@option("--study", key="study-only", default="")
@option("--lang", key="lang", type=click.Choice(["ru", "en"]), default=None)
@option("--automatic", key="report-automatic", is_flag=True)
@option("--memos", key="memos", is_flag=True)
@option("--spread/--no-spread", key="spread-report", default=True)
@several("--checklist", "checklists", key="report-checklist", type=click.Choice(NAMES))
@several("--formats", "formats", key="report-formats")
def report(
    project: str, template: str, output: str, study: str, lang: str | None, automatic: bool,
    memos: bool, spread: bool, checklists: tuple[str, ...], formats: tuple[str, ...],
    as_json: bool,
) -> None:  # fmt: skip
    """The report of a study, or into a folder those of all studies in all formats."""
    if template and automatic:
        raise EticError("report-automatic", template=template)
    folder = bool(formats) or output.endswith(("/", "\\")) or Path(output).is_dir()
    if template and folder:
        raise EticError("report-one-file", template=template)
    with Project.open(project) as p:
        if not folder:
            p.report(
                output, study=study, lang=lang, template=template, automatic=automatic,
                memos=memos, spread=spread, checklists=checklists,
            )  # fmt: skip
            files = [Path(output)]
        else:
            files = p.reports(
                output, study=study, langs=[lang] if lang else LANGUAGES,
                formats=formats or FORMATS, automatic=automatic, memos=memos, spread=spread,
                checklists=checklists,
            )  # fmt: skip
    if as_json:
        put({"folder": output, "files": list(map(str, files))} if folder else {"file": output})
    else:
        for file in files:
            say(t("cli.report-written", file=file))
