"""Commands of double coding: rounds, disagreements, decide.

They are for whoever owns the file: nothing is hidden from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, get_args

import click

from etic.actions.adjudicating import Disagreements, said
from etic.actions.rounds import Settlement
from etic.analysis.disagreements import Extent
from etic.cli.output import give_result, put, say
from etic.cli.results import output_option
from etic.cli.root import command, needs, option, project_argument
from etic.errors import EticError
from etic.i18n import number, t
from etic.project import Project
from etic.store.rounds import Outcome, Round


@command("rounds")
@project_argument
@click.argument("name", required=False)
@option("--open", "opening", key="round-open", is_flag=True)
@option("--coders", key="round-coders", nargs=2, default=None, metavar="CODER CODER")
@option("--also", key="round-also", multiple=True, metavar="CODER")
@option("--document", "documents", key="round-document", multiple=True)
@option("--study", key="study-only", default="")
@option("--share", key="round-share", type=float, default=None)
@option("--seed", key="round-seed", type=int, default=1, show_default=True)
@option("--code", "codes", key="round-code", multiple=True)
@option("--counted", key="round-counted", default=None, metavar="CODER")
@option("--done", key="round-done", default=None, metavar="CODER")
@option("--close", "closing", key="round-close", is_flag=True)
@option("--preview", key="round-preview", is_flag=True)
@option("--settle", key="round-settle", is_flag=True)
@option("--adjudicator", key="adjudicator", default="")
@option("--extent", key="round-extent", type=click.Choice(get_args(Extent)), default="union",
        show_default=True)  # fmt: skip
@option("--drop-undecided", key="round-drop", is_flag=True)
@option("--delete", "deleting", key="round-delete", is_flag=True)
@option("--coder", key="coder-step-codebook", default="")
def rounds(
    project: str, name: str | None, opening: bool, coders: tuple[str, str] | None,
    also: tuple[str, ...], documents: tuple[str, ...], study: str, share: float | None, seed: int,
    codes: tuple[str, ...], counted: str | None, done: str | None, closing: bool, preview: bool,
    settle: bool, adjudicator: str, extent: Any, drop_undecided: bool, deleting: bool, coder: str,
    as_json: bool,
) -> None:  # fmt: skip
    """List rounds, open one, close it, settle it."""
    wanted = (opening, done is not None, closing, preview, settle, deleting)
    if sum(wanted) > 1:
        raise EticError("rounds-one-thing")
    needs(
        coders__open=bool(coders) and not opening, also__open=bool(also) and not opening,
        document__open=bool(documents) and not opening, study__open=bool(study) and not opening,
        share__open=share is not None and not opening, code__open=bool(codes) and not opening,
        counted__open=counted is not None and not opening,
        adjudicator__settle=bool(adjudicator) and not (settle or preview),
        drop_undecided__settle=drop_undecided and not settle,
        settle__adjudicator=settle and not adjudicator,
        preview__adjudicator=preview and not adjudicator,
    )  # fmt: skip
    with Project.open(project) as p:
        if not any(wanted):
            _list([p.round(name)] if name else p.rounds(), as_json)
            return
        if name is None:
            raise EticError("rounds-name")
        if preview or settle:
            plan = (
                p.settle_round(
                    name, adjudicator, extent=extent, drop_undecided=drop_undecided, coder=coder
                )
                if settle
                else p.foresee_settlement(name, adjudicator, extent=extent)
            )
            _plan(plan, as_json)
            return
        if opening:
            p.open_round(
                name, [*(coders or ()), *also], documents=documents or None, study=study,
                share=share, seed=seed, codes=codes, counted=counted, coder=coder,
            )  # fmt: skip
        elif done is not None:
            p.finish_round(name, done)
        elif closing:
            p.close_round(name, coder=coder)
        else:
            p.delete_round(name, coder=coder)
        _list([r for r in p.rounds() if r.name == name] if not deleting else p.rounds(), as_json)


def _list(found: list[Round], as_json: bool) -> None:
    if as_json:
        keys = ("name", "state", "coders", "done", "documents", "codes", "all_codes", "counted",
                "adjudicator", "drawn_of", "seed", "opened", "closed", "settled")  # fmt: skip
        put([{key: getattr(r, key) for key in keys} for r in found])
        return
    for r in found:
        say(
            t(
                "rounds.line", name=r.name, state=t(f"rounds.state-{r.state}"),
                coders=", ".join(r.coders), documents=number(len(r.documents)),
                counted=r.adjudicator or r.counted or "—",
            )
        )  # fmt: skip
    if not found:
        say(t("rounds.none-yet"))


def _plan(plan: Settlement, as_json: bool) -> None:
    names = ("exact", "overlapping", "decided", "undecided", "set_aside", "made")
    numbers = {key: getattr(plan, key) for key in names}
    if as_json:
        put({"round": plan.round.name, "adjudicator": plan.adjudicator, **numbers})
        return
    for key in ("exact", "overlapping", "decided", "undecided"):
        say(t(f"rounds.settle-{key}", n=number(numbers[key])))
    say(t("rounds.settle-aside", n=number(plan.set_aside)))


def _whom(function: Callable[..., Any]) -> Callable[..., Any]:
    """Which two, where, on which codes."""
    for decorate in (
        option("--code", "codes", key="code-dispute", multiple=True),
        option("--study", key="study-only", default=""),
        option("--document", "documents", key="dispute-document", multiple=True),
        option("--round", "round_name", key="dispute-round", default=""),
        option("--coders", key="dispute-coders", nargs=2, default=None, metavar="CODER CODER"),
    ):
        function = decorate(function)
    return function


def _found(
    p: Project, coders: tuple[str, str] | None, round_name: str, documents: tuple[str, ...],
    study: str, codes: tuple[str, ...],
) -> Disagreements:  # fmt: skip
    if round_name:
        return p.round_disagreements(round_name, coders)
    if coders is None:
        raise EticError("disagreements-whom")
    return p.disagreements(*coders, documents=documents or None, codes=codes, study=study)


@command("disagreements")
@project_argument
@_whom
@output_option
def disagreements(
    project: str, coders: tuple[str, str] | None, round_name: str, documents: tuple[str, ...],
    study: str, codes: tuple[str, ...], output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """The places where two coders differ, the dearest first."""
    with Project.open(project) as p:
        found = _found(p, coders, round_name, documents, study, codes)
    if output is not None or as_json:
        give_result(found, output, as_json)
        return
    names = Counter(d.name for d in found.documents)
    for place in found.places:
        shared = names[place.document] > 1  # by documents of several studies
        say(
            t(
                "rounds.place-line", place=place.id, cost=number(place.cost, 1),
                document=f"{place.study}/{place.document}" if shared else place.document,
                start=place.start, kind=t(f"rounds.kind-{place.kind}"),
                one=said(place.one) or "—", other=said(place.other) or "—",
            )
        )  # fmt: skip
    say(t("rounds.places", n=number(len(found.places)), decided=number(len(found.decided))))


@command("decide")
@project_argument
@click.argument("place")
@_whom
@option("--outcome", key="outcome", type=click.Choice(get_args(Outcome)), required=True)
@option("--adjudicator", key="adjudicator", required=True)
@option("--reason", key="reason", default="")
@option("--own", key="own-code", default=None, metavar="CODE")
@option("--start", key="start", type=int, default=None)
@option("--end", key="end", type=int, default=None)
@option("--state", key="state", type=click.Choice(["yes", "no"]), default="yes")
@option("--coder", key="coder-step-codebook", default="")
def decide(
    project: str, place: str, coders: tuple[str, str] | None, round_name: str,
    documents: tuple[str, ...], study: str, codes: tuple[str, ...], outcome: Any, adjudicator: str,
    reason: str, own: str | None, start: int | None, end: int | None, state: Any, coder: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Decide about a place where two coders differ."""
    needs(
        start__end=start is not None and end is None, end__start=end is not None and start is None,
        start__own=start is not None and own is None,
    )  # fmt: skip
    with Project.open(project) as p:
        found = _found(p, coders, round_name, documents, study, codes)
        chosen = next((one for one in found.places if one.id == place), None)
        if chosen is None:
            raise EticError("disagreement-unknown", place=place)
        first = chosen.start if start is None else start
        last = chosen.end if end is None else end
        codings = [] if own is None else [(own, first, last, state)]
        done = p.decide(
            chosen, outcome, adjudicator=adjudicator, reason=reason, codings=codings, coder=coder
        )
    if as_json:
        put({"place": place, "outcome": outcome, "step": done.event, "codings": done.codings})
    else:
        said_so = t(f"rounds.outcome-{outcome}")
        say(t("rounds.place-decided", place=place, outcome=said_so, n=len(done.codings)))
