"""The command `guide`: an interview guide, and what respondents were asked by it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from etic.actions.asking import GuideAsked
from etic.cli.files import imported
from etic.cli.output import give, put, records, say, show, warn
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project


@command("guide")
@project_argument
@click.argument("path", type=click.Path(), required=False)
@option("--study", key="guide-study", default="")
@option("--name", key="guide-name", default="")
@option("--asked", key="guide-asked", is_flag=True)
@option("--not-asked", "unasked", key="guide-not-asked", is_flag=True)
@option("--apply", "do_it", key="guide-apply", is_flag=True)
@option("--draft", key="guide-draft", is_flag=True)
@option("--document", key="guide-document", default="")
@option("--start", key="guide-start", type=int, default=None)
@option("--question", "questions", key="guide-question", multiple=True)
@output_option
@option("--coder", key="coder-step-codebook", default="")
def guide(
    project: str, path: str | None, study: str, name: str, asked: bool, unasked: bool,
    do_it: bool, draft: bool, document: str, start: int | None, questions: tuple[str, ...],
    output: str | None, coder: str, as_json: bool,
) -> None:  # fmt: skip
    """Load or show a guide, see what was asked, and set what was not."""
    if sum((path is not None, asked, unasked, draft, bool(document))) > 1:
        raise EticError("guide-one-thing")
    for given, option_name, needed, of in (
        (do_it, "--apply", unasked, "--not-asked"), (document, "--document", start, "--start"),
        (start is not None, "--start", document, "--document"),
        (questions, "--question", document, "--document"),
    ):  # fmt: skip
        if given and needed in (None, "", False):
            raise EticError("option-alone", option=option_name, needed=of)
    with Project.open(project) as p:
        if path is not None:
            imported(p.load_guide(path, study=study, name=name, coder=coder), as_json)
        elif draft:
            _draft(p, study, name, output, as_json)
        elif document and start is not None:
            _correct(p, document, start, questions, coder, as_json)
        elif asked:
            give(p.asked_table(study, name), output, as_json)
        elif unasked:
            _not_asked(p, study, do_it, coder, output, as_json)
        else:
            _show(p, study, output, as_json)


def _show(p: Project, study: str, output: str | None, as_json: bool) -> None:
    if not p.guides(study) and not as_json:
        say(t("cli.guide-none"))
        return
    if output is not None and Path(output).suffix.lower() in (".yaml", ".yml"):
        guides = p.guides(study)
        if len(guides) != 1:
            raise EticError("guide-several", guides=", ".join(g.title for g in guides))
        _write(p.guide_file(guides[0]), output, as_json)
        return
    give(p.guide_table(study), output, as_json)


def _draft(p: Project, study: str, name: str, output: str | None, as_json: bool) -> None:
    titles = list(p.study_titles())
    if not study and len(titles) != 1:
        raise EticError("guide-study", file=p.path.name, known=", ".join(titles) or "—")
    text = p.guide_file(p.draft_guide(study or titles[0], name=name))
    if output is not None:
        _write(text, output, as_json)
    elif as_json:
        put({"yaml": text})
    else:
        say(text.rstrip("\n"))


def _write(text: str, output: str, as_json: bool) -> None:
    from etic.write.place import replacing

    with replacing(Path(output)) as beside:
        beside.write_text(text, encoding="utf-8")
    if as_json:
        put({"file": output})
    else:
        say(t("cli.guide-written", file=output))


def _correct(
    p: Project, document: str, start: int, questions: Sequence[str], coder: str, as_json: bool
) -> None:
    asked = None if not questions else [q for q in questions if q not in ("-", "—")]
    changed = p.set_question(document, start, asked, coder=coder)
    if as_json:
        put({"changed": changed})
    else:
        say(t("cli.guide-corrected") if changed else t("cli.nothing-new"))


def _not_asked(
    p: Project, study: str, do_it: bool, coder: str, output: str | None, as_json: bool
) -> None:
    found = p.asking(study)
    pairs = [(proposal.case.id, proposal.code) for each in found for proposal in each.proposals]
    table = p.not_asked_table(found)
    done = p.apply_not_asked(pairs, coder=coder) if do_it and pairs else 0
    if as_json and output is None:
        put({"applied": do_it, "noted": done, "topics": records(table)})
        return
    if output is not None:
        give(table, output, as_json)
    elif table.rows:
        show(table)
    if not as_json:
        _next(found, len(pairs), do_it, done)


def _next(found: Sequence[GuideAsked], proposed: int, do_it: bool, done: int) -> None:
    """What was done, or how to do it."""
    unsure = sum(len(each.doubtful()) for each in found)
    if not found:
        say(t("cli.guide-none"))
    elif do_it:
        say(t("cli.guide-applied", n=done) if done else t("cli.nothing-new"))
    elif proposed:
        warn(t("cli.guide-next", n=proposed))
    else:
        say(t("cli.guide-no-proposals"))
    if unsure:
        warn(t("cli.guide-unsure", n=unsure))
