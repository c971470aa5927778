"""Commands for coding by rule: rules keeps them, autocode shows what they find and codes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, get_args, get_type_hints

import click

from etic.actions.autocoding import Preview
from etic.cli.files import imported
from etic.cli.output import give, put, say, show, warn
from etic.cli.root import command, option, project_argument
from etic.errors import EticError
from etic.i18n import t
from etic.model import Rule
from etic.project import Project

_KNOWN = get_type_hints(Rule)
_KINDS = ("exact", "regex", "words")


def _rule_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say a rule."""
    for decorate in (
        option("--note", key="rule-note", default=""),
        option("--yo", key="rule-yo", is_flag=True),
        option("--case", key="rule-case", is_flag=True),
        option("--document", key="document-only", default=""),
        option("--study", key="study-only", default=""),
        option("--state", key="state", type=click.Choice(get_args(_KNOWN["state"])), default="yes"),
        option(
            "--speaker", "speakers", key="rule-speaker", default="respondent",
            type=click.Choice(get_args(_KNOWN["speakers"])),
        ),
        option("--unit", key="rule-unit", type=click.Choice(get_args(_KNOWN["unit"])),
               default="hit"),
        option("--words", key="rule-words", default=None, metavar="QUERY"),
        option("--regex", key="rule-regex", default=None, metavar="PATTERN"),
        option("--exact", key="rule-exact", default=None, metavar="TEXT"),
        option("--code", key="rule-code", default=""),
    ):  # fmt: skip
        function = decorate(function)
    return function


def _rule(given: dict[str, Any]) -> Rule | None:
    """The rule that the options say, taken out of them; None where they say none."""
    patterns = {kind: given.pop(kind) for kind in _KINDS}
    said = [(kind, pattern) for kind, pattern in patterns.items() if pattern is not None]
    if len(said) > 1:
        raise EticError("rules-one-thing")
    if not said:
        return None
    if not given["code"]:
        raise EticError("rule-code")
    kind, pattern = said[0]
    given["kind"] = kind
    names = ("code", "kind", "unit", "speakers", "state", "study", "document", "case", "yo", "note")
    return Rule(pattern=pattern, **{name: given[name] for name in names})


@command("rules")
@project_argument
@click.argument("path", type=click.Path(), required=False)
@option("--add", key="rule-add", is_flag=True)
@_rule_options
@option("--delete", key="rule-delete", type=int, default=None, metavar="RULE")
@option("--coder", key="coder-acting", default="")
def rules(
    project: str, path: str | None, add: bool, delete: int | None, coder: str, as_json: bool,
    **given: Any,
) -> None:  # fmt: skip
    """List the rules, add one or a file of them, delete one."""
    rule = _rule(given)
    if add and rule is None:
        raise EticError("rules-one-thing")
    if rule is not None and not add:
        raise EticError("option-alone", option=f"--{rule.kind}", needed="--add")
    with Project.open(project) as p:
        if path is not None:
            imported(p.import_files([path], coder=coder), as_json)
            return
        if delete is not None:
            gone = p.rule(delete)
            p.delete_rule(delete, coder=coder)
            _done({"deleted": delete}, t("cli.rule-deleted", rule=gone.rule.pattern), as_json)
        elif rule is not None:
            number = p.add_rule(rule, coder=coder)
            _done({"rule": number}, t("cli.rule-added", rule=number), as_json)
        elif as_json:
            put([_said(row.rule, id=row.id, codings=row.codings) for row in p.rule_list()])
        else:
            give(p.rule_table(), None, as_json)


def _done(document: dict[str, object], words: str, as_json: bool) -> None:
    if as_json:
        put(document)
    else:
        say(words)


def _said(rule: Rule, **more: object) -> dict[str, object]:
    said = asdict(rule)
    del said["where"], said["file"]
    return {**more, **said}


@command("autocode")
@project_argument
@_rule_options
@option("--rule", "number", key="rule-number", type=int, default=None, metavar="RULE")
@option("--all", "every", key="rule-all", is_flag=True)
@option("--coder", key="coder-acting", default="")
@option("--apply", "apply", key="rule-apply", is_flag=True)
@option("--propose", key="rule-propose", is_flag=True)
def autocode(
    project: str, number: int | None, every: bool, coder: str, apply: bool, propose: bool,
    as_json: bool, **given: Any,
) -> None:  # fmt: skip
    """Show what a rule would code; with --apply code it, with --propose put it up for review."""
    rule = _rule(given)
    if sum((rule is not None, number is not None, every)) != 1:
        raise EticError("rules-one-thing")
    if apply and propose:
        raise EticError("rule-apply-or-propose")
    with Project.open(project) as p:
        wanted: list[Rule | int] = [row.id for row in p.rule_list()] if every else []
        wanted += [each for each in (rule, number) if each is not None]
        seen = [p.preview_rule(each, coder=coder) for each in wanted]
        document: dict[str, object] = {"rules": [_places(each) for each in seen]}
        words = []
        if apply:
            done = p.apply_rules(seen, coder=coder)
            document |= {"codings": done.codings}
            words.append(t("cli.autocoded", n=done.codings))
        elif propose:
            n = sum(p.propose_rule(each, coder=coder) for each in seen)
            document |= {"proposed": n}
            words.append(t("cli.autoproposed", n=n))
        elif any(each.new for each in seen):
            words.append(t("cli.autocode-only-shown"))
    if as_json:
        put(document)
        return
    _shown(seen, whole=not (apply or propose))
    for line in words:
        say(line) if apply or propose else warn(line)


def _places(seen: Preview) -> dict[str, object]:
    """What a rule finds, for machines."""
    places = [
        {**asdict(found.hit), "standing": found.standing, "why": found.why} for found in seen.found
    ]
    counts = {"new": len(seen.new), "documents": seen.documents, "cases": seen.cases}
    return {**_said(seen.rule), **counts, "places": places}


def _shown(previews: Sequence[Preview], *, whole: bool) -> None:
    """Every place of the rules, and a line that counts them."""
    for seen in previews:
        if whole and seen.found:
            show(seen.table())
        warn(f"{seen.rule.code}, {seen.rule.pattern}: {seen.said()}")
