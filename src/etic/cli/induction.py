"""Commands for analytic induction: propositions, judge, revise."""

from __future__ import annotations

from typing import Any, get_args

import click

from etic.actions.induction import Candidate, JudgedCase
from etic.analysis.induction import PLACES, Board, Place
from etic.cli.output import give, give_result, put, say
from etic.cli.results import output_option
from etic.cli.root import command, option, project_argument
from etic.codebook import names
from etic.errors import EticError
from etic.i18n import t
from etic.model import Column, Table, Verdict
from etic.project import Project
from etic.store.propositions import PropositionRow

VERDICTS = click.Choice(get_args(Verdict))
KEYS: dict[Place, str] = {"supports": "for", "contradicts": "against"}  # in JSON


@command("propositions")
@project_argument
@option("--number", key="proposition-number", type=int, default=None)
@option("--study", key="study-only", default="")
@option("--by", key="proposition-by", default="")
@option("--versions", key="proposition-versions", is_flag=True)
@option("--queue", key="proposition-queue", is_flag=True)
@option("--add", "text", key="proposition-add", default=None)
@option("--supports", key="proposition-supports", multiple=True)
@option("--contradicts", key="proposition-contradicts", multiple=True)
@option("--phenomenon", key="proposition-phenomenon", default="")
@output_option
@option("--coder", key="proposition-coder", default=None)
def propositions(
    project: str, number: int | None, study: str, by: str, versions: bool, queue: bool,
    text: str | None, supports: tuple[str, ...], contradicts: tuple[str, ...], phenomenon: str,
    output: str | None, coder: str | None, as_json: bool,
) -> None:  # fmt: skip
    """The board of propositions; the cases of one; who waits; a new one."""
    for given, name in (
        (supports, "--supports"), (contradicts, "--contradicts"), (phenomenon, "--phenomenon")
    ):  # fmt: skip
        if given and text is None:
            raise EticError("option-alone", option=name, needed="--add")
    if queue and number is None:
        raise EticError("option-alone", option="--queue", needed="--number")
    with Project.open(project) as p:
        if text is not None:
            (text_ru, text_en), (said_ru, said_en) = names(text), names(phenomenon)
            made = p.add_proposition(
                text_ru, text_en, phenomenon_ru=said_ru, phenomenon_en=said_en, number=number,
                supports=supports, contradicts=contradicts, study=study, coder=coder or "",
            )  # fmt: skip
            _done({"number": made}, t("cli.proposition-added", number=made), as_json)
        elif queue and number is not None:
            _queue(p.judging_queue(number, study=study, coder=coder or ""), output, as_json)
        else:
            board = p.board(number, study=study, by=by, versions=versions, coder=coder)
            _board(p, board, number, study, coder, output, as_json)


def _board(
    p: Project, board: Board, number: int | None, study: str, coder: str | None,
    output: str | None, as_json: bool,
) -> None:  # fmt: skip
    if as_json and output is None:
        rows = [r for r in p.propositions(study) if number in (None, r.number)]
        put({"propositions": [_record(p, row, board, coder) for row in rows], "note": board.note})
        return
    if not board.lines and output is None:
        say(t("induction.none-found"))
        return
    give_result(board, output, as_json)
    if number is None or output is not None:
        return
    cases = p.judged_cases(number, study=study, coder=coder)
    for place in PLACES:
        named = ", ".join(c.case.name for c in cases if c.place == place)
        if named:
            say(t("cli.cases-of", place=t(f"induction.place-{place}"), cases=named))


def _record(p: Project, row: PropositionRow, board: Board, coder: str | None) -> dict[str, Any]:
    """A proposition with its cases by where they stand, each with reasons and quotes."""
    cases = p.judged_cases(row.number, study=row.study, coder=coder)
    quotes = {q.id: q for q in p.quote_list(ids={i for case in cases for i in case.codings})}
    tree = p.codebook()

    def said(case: JudgedCase) -> dict[str, Any]:
        return {
            "case": case.case.name,
            "reason": "; ".join(j.reason for j in case.judgements if j.reason),
            "judgements": [
                {"coder": j.coder, "verdict": j.verdict, "reason": j.reason, "carried": j.carried}
                for j in case.judgements
            ],
            "quotes": [
                {"coding": i, "document": quotes[i].document, "start": quotes[i].start,
                 "end": quotes[i].end, "code": quotes[i].code, "quote": quotes[i].quote}
                for i in case.codings
                if i in quotes
            ],
        }  # fmt: skip

    groups = []
    for line in board.lines:
        if (line.study, line.number) != (row.study, row.number):
            continue
        found = line.tally
        groups.append(
            {
                "version": line.version, "group": line.group,
                "n": {KEYS.get(place, place): n for place, n in found.n.items()},
                "informative": found.informative, "share": found.share, "against": found.against,
                "low": found.low, "high": found.high, "bound": found.bound,
            }
        )  # fmt: skip
    return {
        "study": row.study, "number": row.number, "version": row.newest.version, "text": row.text,
        "text_ru": row.newest.text_ru, "text_en": row.newest.text_en,
        "phenomenon": row.newest.phenomenon,
        "codes": [{"code": tree.by_id[i].path, "direction": way} for i, way in row.codes.items()],
        "versions": [
            {"version": v.version, "text": v.text, "phenomenon": v.phenomenon, "kind": v.kind,
             "reason": v.reason, "created": v.created}
            for v in row.versions
        ],
        "tally": groups,
        **{KEYS.get(pl, pl): [said(c) for c in cases if c.place == pl] for pl in PLACES},
    }  # fmt: skip


def _queue(found: list[Candidate], output: str | None, as_json: bool) -> None:
    if as_json and output is None:
        put(
            [
                {
                    "case": c.case.name, "reading": c.reading, "verdict": c.verdict,
                    "former": [{"coder": j.coder, "verdict": j.verdict} for j in c.former],
                    "against": [{"coding": q.id, "quote": q.quote} for q in c.against],
                    "for": [{"coding": q.id, "quote": q.quote} for q in c.supporting],
                }
                for c in found
            ]
        )  # fmt: skip
        return
    columns = (
        Column("case", t("induction.column-case")),
        Column("reading", t("induction.column-reason")),
        Column("contradicts", t("induction.quotes-against"), "integer"),
        Column("supports", t("induction.quotes-supporting"), "integer"),
    )
    rows = tuple(
        (c.case.name, t(f"induction.reading-{c.reading}"), len(c.against), len(c.supporting))
        for c in found
    )
    give(Table(columns, rows, t("induction.waiting", n=len(rows))), output, as_json)


@command("judge")
@project_argument
@option("--proposition", "number", key="proposition-number", type=int, required=True)
@option("--case", key="judge-case", required=True)
@option("--verdict", key="judge-verdict", type=VERDICTS, default=None)
@option("--reason", key="judge-reason", default="")
@option("--quote", "quotes", key="judge-quote", type=int, multiple=True)
@option("--withdraw", key="judge-withdraw", is_flag=True)
@option("--of", key="judge-of", default="")
@option("--study", key="study-only", default="")
@option("--coder", key="judge-coder", default="")
def judge(
    project: str, number: int, case: str, verdict: Verdict | None, reason: str,
    quotes: tuple[int, ...], withdraw: bool, of: str, study: str, coder: str, as_json: bool,
) -> None:  # fmt: skip
    """Say what a case says to a proposition, or withdraw that."""
    if withdraw == (verdict is not None):
        raise EticError("judge-one-thing")
    if of and not withdraw:
        raise EticError("option-alone", option="--of", needed="--withdraw")
    with Project.open(project) as p:
        if verdict is None:
            p.withdraw_judgement(number, case, of=of, study=study, coder=coder)
            line = t("cli.judge-withdrawn", case=case, number=number)
            _done({"case": case, "proposition": number, "withdrawn": True}, line, as_json)
            return
        made = p.judge(
            number, case, verdict, reason, quotes=quotes or None, study=study, coder=coder
        )
    said = t(f"induction.place-{made.verdict}").lower()
    _done(
        {
            "proposition": number, "case": made.case, "verdict": made.verdict,
            "reason": made.reason, "coder": made.coder, "quotes": list(made.codings),
        },
        t("cli.judged", case=made.case, verdict=said, number=number), as_json,
    )  # fmt: skip


@command("revise")
@project_argument
@option("--proposition", "number", key="proposition-number", type=int, required=True)
@option("--text", key="revise-text", default="")
@option("--phenomenon", key="proposition-phenomenon", default="")
@option("--reason", key="revise-reason", required=True)
@option("--keep", key="revise-keep", multiple=True, type=VERDICTS)
@option("--study", key="study-only", default="")
@option("--coder", key="judge-coder", default="")
def revise(
    project: str, number: int, text: str, phenomenon: str, reason: str, keep: tuple[Verdict, ...],
    study: str, coder: str, as_json: bool,
) -> None:  # fmt: skip
    """Make the next version of a proposition."""
    said: dict[str, str] = {}
    for key, given in (("text", text), ("phenomenon", phenomenon)):
        if given:  # the wording in the other language is of the former version: it falls away
            said |= dict(zip((f"{key}_ru", f"{key}_en"), names(given), strict=True))
    with Project.open(project) as p:
        version = p.revise_proposition(
            number, reason=reason, kind="redefined" if phenomenon else "revised", said=said,
            keep=keep, study=study, coder=coder,
        )  # fmt: skip
        waiting = [c.case.name for c in p.judging_queue(number, study=study)]
    line = t("cli.revised", number=number, version=version, waiting=len(waiting))
    _done({"proposition": number, "version": version, "waiting": waiting}, line, as_json)


def _done(record: dict[str, Any], line: str, as_json: bool) -> None:
    if as_json:
        put(record)
    else:
        say(line)
