"""The command that brings a survey in, and says what its file does not say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from etic.actions.importing import ImportReport
from etic.cli.files import imported
from etic.cli.output import put, records, say, show, warn
from etic.cli.root import command, needs, option, project_argument
from etic.i18n import t
from etic.model import Column, Table, Value
from etic.project import Project

if TYPE_CHECKING:
    from etic.read.survey_wide import WideProposal


@command("survey")
@project_argument
@click.argument("path", type=click.Path(), required=False, metavar="[FILE]")
@option("--study", key="study", default="")
@option("--yes", "confirmed", key="yes-tables", is_flag=True)
@option("--mapping", key="mapping", type=click.Path(), default=None)
@option("--weight", key="weight", default=None)
@option("--no-weight", key="no-weight", is_flag=True)
@option("--set", "set_", key="set", default=None)
@option("--of", key="set-of", multiple=True)
@option("--counted", key="set-counted", default="")
@option("--label", key="set-label", default="")
@option("--category", key="set-category", is_flag=True)
@option("--no-set", key="no-set", default=None)
@option("--same-people", key="same-people", is_flag=True)
def survey(
    project: str, path: str | None, study: str, confirmed: bool, mapping: str | None,
    weight: str | None, no_weight: bool, set_: str | None, of: tuple[str, ...], counted: str,
    label: str, category: bool, no_set: str | None, same_people: bool, as_json: bool,
) -> None:  # fmt: skip
    """Load published tables or answers by respondent; say weights, sets and who is who."""
    needs(
        of__set=bool(of) and set_ is None, counted__set=bool(counted) and set_ is None,
        label__set=bool(label) and set_ is None, category__set=category and set_ is None,
        set__of=set_ is not None and not of,
    )  # fmt: skip
    report: ImportReport | None = None
    with Project.open(project) as p:
        if path is not None:
            report = _load(p, path, study, confirmed, mapping, as_json)
            if report is None:
                return
        if weight is not None or no_weight:
            p.set_weight(None if no_weight else weight, study=study)
        if no_set is not None:
            p.set_response_set(no_set, None, study=study)
        if set_ is not None:
            p.set_response_set(
                set_, of, label=label, kind="category" if category else "dichotomy",
                counted=counted, study=study,
            )  # fmt: skip
        if same_people:
            p.link_respondents(dict(p.linked_respondents(study).near), study=study)
        if report is not None:
            imported(report, as_json)
            return
        _said(p, study, as_json)


def _load(
    p: Project, path: str, study: str, confirmed: bool, mapping: str | None, as_json: bool
) -> ImportReport | None:
    """What came in; None where tables were only shown, or their mapping written."""
    from etic.write.wide_mapping import mapping as written

    there = mapping is not None and Path(mapping).exists()
    proposals = p.survey_proposals(
        path, mapping=mapping if there else None, printed=confirmed or mapping is not None
    )
    if not proposals:
        return p.load_survey(path, study=study)
    if confirmed or there:
        return p.load_tables(proposals, study=study)
    if mapping is not None:
        Path(mapping).write_text(written(proposals), encoding="utf-8")
        if as_json:
            put({"file": mapping, "tables": len(proposals)})
        else:
            say(t("surveyin.mapping-written", file=mapping, n=len(proposals)))
        return None
    table = proposal_table(proposals)
    if as_json:
        put(records(table))
        return None
    show(table)
    for proposal in proposals:
        for doubt in proposal.doubts:
            warn(f"{proposal.number}: {t(f'surveyin.doubt-{doubt}')}")
    warn(t("surveyin.not-loaded"))
    return None


def proposal_table(proposals: Sequence[WideProposal]) -> Table:
    """How tables were understood: one row a column of figures."""
    keys = ("table", "title", "question", "column", "group", "kind", "base", "answers")
    columns = tuple(
        Column(key, t(f"surveyin.column-{key}"), "integer" if key == "answers" else "text")
        for key in keys
    )
    rows: list[tuple[Value, ...]] = []
    for p in proposals:
        n = sum(row.kind != "skip" for row in p.rows)
        rows += [
            (p.number, p.title, p.question, c.header, c.group,
             t(f"surveyin.kind-{c.kind}"), c.base or p.base, n)
            for c in p.columns if c.kind not in ("answer", "skip")
        ]  # fmt: skip
    return Table(columns, tuple(rows))


def _said(p: Project, study: str, as_json: bool) -> None:
    """Weight, sets and linked respondents as they are now."""
    found = p.answer_set(study)
    people = p.linked_respondents(study)
    if as_json:
        put(
            {
                "study": found.study, "weight": found.weight,
                "sets": {several.name: list(several.variables) for several in found.sets},
                "linked": dict(people.linked), "near": dict(people.near),
            }
        )  # fmt: skip
        return
    say(
        t("surveyin.weight-is", variable=found.weight) if found.weight else t("surveyin.weightless")
    )
    for several in found.sets:
        say(f"{several.name}: {', '.join(several.variables)}")
    for line in (people.note, *(f"{name} ≈ {case}" for name, case in people.near)):
        if line:
            say(line)
