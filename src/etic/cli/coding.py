"""Commands that code: code, uncode, undo, redo, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import click

from etic.cli.output import give, put, say, show
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.model import Column, Table
from etic.project import Project
from etic.store.steps import Event


def _place(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that name a coding: document, span, code."""
    for decorate in (
        option("--code", "code_path", key="code", required=True),
        option("--end", key="end", type=int, default=None),
        option("--start", key="start", type=int, default=None),
        option("--document", key="document", required=True),
    ):
        function = decorate(function)
    return function


@command("code")
@project_argument
@_place
@option("--coder", key="coder-required", required=True)
@option("--memo", key="memo", default="")
@option("--state", key="state", type=click.Choice(["yes", "no"]), default="yes")
@option("--quote", key="quote", default=None)
def code(
    project: str, document: str, start: int | None, end: int | None, code_path: str, coder: str,
    memo: str, state: str, quote: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Put a code on a span."""
    if not coder.strip():
        raise EticError("coder-empty")
    if quote is None or start is not None or end is not None:
        _both(start, end)
    with Project.open(project) as p:
        made = p.code(
            document, start, end, code_path, coder=coder, memo=memo, quote=quote,
            state="no" if state == "no" else "yes",
        )  # fmt: skip
    if as_json:
        put(asdict(made))
    else:
        say(t("cli.coded", code=made.code, document=made.document, quote=made.quote))


def _both(start: int | None, end: int | None) -> None:
    """A span has two ends."""
    for name, value in (("--start", start), ("--end", end)):
        if value is None:
            raise EticError("parameter-missing", parameter=name, help="etic code --help")


@command("uncode")
@project_argument
@_place
@option("--coder", key="coder-of", default=None)
def uncode(
    project: str, document: str, start: int | None, end: int | None, code_path: str,
    coder: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Delete a coding."""
    _both(start, end)
    with Project.open(project) as p:
        path = p.codebook().resolve(code_path).path
        found = [
            q
            for q in p.quote_list(document=document, coder=coder)
            if (q.start, q.end, q.code) == (start, end, path)
        ]
        if len(found) != 1:
            key = "coding-none" if not found else "coding-several"
            coders = ", ".join(q.coder for q in found)
            raise EticError(key, document=document, start=start, end=end, code=path, coders=coders)
        p.uncode(found[0].id, coder=coder or "")
    if as_json:
        put(asdict(found[0]))
    else:
        say(t("cli.uncoded", code=path, document=document, quote=found[0].quote))


@command("undo")
@project_argument
@option("--coder", key="coder-step", default="")
def undo(project: str, coder: str, as_json: bool) -> None:
    """Take back the last step."""
    with Project.open(project) as p:
        _said(p.undo(coder=coder), "cli.undone", as_json)


@command("redo")
@project_argument
@option("--coder", key="coder-step", default="")
def redo(project: str, coder: str, as_json: bool) -> None:
    """Do again what the last undo took back."""
    with Project.open(project) as p:
        _said(p.redo(coder=coder), "cli.redone", as_json)


def _said(event: Event, key: str, as_json: bool) -> None:
    if as_json:
        put(asdict(event))
    else:
        say(t(key, id=event.id, action=t(f"actions.{event.action}"), who=event.who, at=event.at))


@command("history")
@project_argument
@option("--coder", key="coder-of", default="")
@option("--limit", key="limit", type=click.IntRange(min=1), default=None)
def history(project: str, coder: str, limit: int | None, as_json: bool) -> None:
    """The journal, newest first."""
    with Project.open(project) as p:
        events = p.events(coder=coder, limit=limit)
        if coder and not events:
            raise EticError("coder-unknown", coder=coder, known=", ".join(p.coders()) or "—")
    show_steps(events, as_json, t("tables.history"))


def show_steps(events: Sequence[Event], as_json: bool, title: str = "") -> None:
    """Steps of the journal, a line each."""
    if as_json:
        put([asdict(event) for event in events])
        return
    keys = ("id", "at", "who", "step", "what")
    columns = tuple(
        Column(key, t(f"columns.{key}"), "integer" if key == "id" else "text") for key in keys
    )
    rows = tuple((e.id, e.at, e.who, step(e), about(e)) for e in events)
    show(Table(columns, rows, title))


def step(event: Event) -> str:
    """What kind of step an event was, in words."""
    action = t(f"actions.{event.action}")
    return (
        action if event.kind == "do" else t(f"actions.{event.kind}", action=action, n=event.target)
    )


def about(event: Event) -> str:
    """What an event was about, in short."""
    if event.action == "import":
        files = list(event.details.get("files", []))
        named = [", ".join(files[:3]) + ("…" if len(files) > 3 else "")] if files else []
        counted = [
            t(f"words.{name}", n=event.details[name])
            for name in ("documents", "guides", "codes", "codings", "tables", "indicators")
            if event.details.get(name)
        ]
        return ", ".join([*named, *counted])
    said: list[str] = []
    for key, value in event.details.items():
        if key in ("to", "into"):  # where a code went, or what it became part of
            said[-1] += f" → {value}"
        elif key == "codings":
            said.append(t("words.codings", n=value))
        elif key != "merged" and value not in ("", None):
            said.append(str(value))
    return ", ".join(said)


@command("coders")
@project_argument
@click.argument("name", required=False)
@option("--second/--counted", "second", key="second", default=None)
def coders(project: str, name: str | None, second: bool | None, as_json: bool) -> None:
    """List the coders, or say which of them codes a second time."""
    with Project.open(project) as p:
        if name is not None and second is not None:
            p.set_second_coder(name, second)
            if as_json:
                put({"coder": name, "second": second})
            else:
                say(t("cli.coder-second" if second else "cli.coder-counted", coder=name))
            return
        seconds = p.second_coders()
        rows = tuple(
            (coder, n, coder in seconds)
            for coder, n in p.coder_counts().items()
            if name in (None, coder)
        )
    columns = (
        Column("coder", t("columns.coder")),
        Column("codings", t("columns.codings"), "integer"),
        Column("second", t("columns.second")),
    )
    give(Table(columns, rows), None, as_json)
