"""The command `etic` and how its commands are declared: help, errors and shared options."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from etic.errors import EticError
from etic.i18n import t

# Where each command lives: its module is imported only when it is called.
COMMANDS = {
    "new": "files", "demo": "files", "import": "files", "codebook": "codebook", "cases": "files",
    "study": "studies",
    "guide": "guide", "clean": "cleaning", "survey": "survey", "answers": "answers",
    "audit": "audit", "coders": "coding",
    "export": "files", "backup": "files", "restore": "files",
    "verify": "files", "serve": "files",
    "code": "coding", "uncode": "coding", "undo": "coding", "redo": "coding",
    "history": "coding", "memo": "memos", "memos": "memos",
    "rules": "autocoding", "autocode": "autocoding", "suggest": "suggesting",
    "suggestions": "suggestions", "prepare": "likeness",
    "search": "results", "similar": "likeness", "quotes": "results", "codings": "results",
    "table": "crosstabs", "responses": "responses", "concentration": "responses",
    "matrix": "matrices",
    "framework": "framework", "summarise": "framework", "profile": "framework",
    "agreement": "agreement",
    "unitizing": "unitizing", "saturation": "saturation",
    "rounds": "rounds", "disagreements": "rounds", "decide": "rounds",
    "propositions": "induction", "judge": "induction", "revise": "induction",
    "truthtable": "truthtable",
    "link": "joint", "unlink": "joint", "verdict": "joint", "pillar": "joint", "join": "joint",
    "report": "results", "templates": "templates", "checklist": "checklists",
    "lint": "drafts", "indicators": "indicators",
}  # fmt: skip


class Several(click.Option):
    """An option that takes several values after one name: `--codes return skills --by gender`.

    Its values go on until the next option, so arguments of the command come before it.
    """


class Translated(click.Command):
    """A command whose help is in the language of the person at work."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Names are put before the further values of an option that takes several."""
        names = {n for p in self.params if isinstance(p, Several) for n in p.opts}
        try:
            return super().parse_args(ctx, _named_each(args, names) if names else args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # whose help to look at
            raise

    def get_help(self, ctx: click.Context) -> str:
        """The help page, with click's own few words translated."""
        page = super().get_help(ctx)
        for word in _ENGLISH:
            page = page.replace(_ENGLISH[word], t(f"cli.word-{word}"))
        return page


_ENGLISH = {
    "usage": "Usage:",
    "options": "Options:",
    "commands": "Commands:",
    "show-help": "Show this message and exit.",
    "required": "[required]",
}


def _named_each(args: list[str], names: set[str]) -> list[str]:
    """`--codes a b` as `--codes a --codes b`."""
    found: list[str] = []
    name, given = "", False  # the option that takes values now, and whether it has one
    for i, word in enumerate(args):
        if word == "--":
            return [*found, *args[i:]]
        if word.startswith("-") and len(word) > 1:
            head, equals, _ = word.partition("=")
            name, given = (head, bool(equals)) if head in names else ("", False)
        elif name:
            if given:
                found.append(name)
            given = True
        found.append(word)
    return found


class Root(Translated, click.Group):
    """`etic` itself: a list of commands that are imported when called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """In the order of the work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        module = import_module(f"etic.cli.{COMMANDS[name]}")
        found: click.Command = getattr(module, name.replace("import", "import_"))
        return found


@click.group(cls=Root, help=t("cli.etic"), invoke_without_command=True)
@click.version_option(package_name="etic", message="%(prog)s %(version)s", help=t("cli.version"))
@click.pass_context
def root(ctx: click.Context) -> None:
    """Without a command: what there is."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command. Its help and its example stand in the catalogue `cli` under its name."""

    def declare(function: Callable[..., Any]) -> click.Command:
        text = t(f"cli.{name}")
        example = t(f"cli.{name}-example")
        help_text = f"{text}\n\n\b\n{t('cli.word-example')}\n" + "\n".join(
            f"  {line}" for line in example.splitlines()
        )
        short = text.split(". ")[0].rstrip(".") + "."
        return click.command(name, cls=Translated, help=help_text, short_help=short)(
            json_option(function)
        )

    return declare


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help=t("cli.option-json"))(function)


def project_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """The argument PROJECT."""
    return click.argument("project", type=click.Path())(function)


def option(*names: str, key: str, **settings: Any) -> Callable[[Callable[..., Any]], Any]:
    """An option whose help stands in the catalogue `cli` as `option-<key>`."""
    return click.option(*names, help=t(f"cli.option-{key}"), **settings)


def several(*names: str, key: str, **settings: Any) -> Callable[[Callable[..., Any]], Any]:
    """An option that takes several values after one name, until the next option."""
    return option(*names, key=key, cls=Several, multiple=True, **settings)


def conditions(pairs: tuple[str, ...]) -> dict[str, str]:
    """`--where attr=value` …, as a mapping."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise EticError("where-form", given=pair)
        found[name.strip()] = value.strip()
    return found


def explained(error: click.UsageError) -> EticError:
    """A misuse of the command line, in the language of the person at work."""
    path = error.ctx.command_path if error.ctx else "etic"
    hint = f"{path} --help"
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ()) or "—"
        return EticError("option-unknown", option=error.option_name, near=near, help=hint)
    if isinstance(error, click.MissingParameter):
        return EticError("parameter-missing", parameter=_named(error), help=hint)
    if isinstance(error, click.BadOptionUsage):
        named = error.ctx.command.params if error.ctx else []
        n = next((p.nargs for p in named if error.option_name in p.opts), 1)
        return EticError("option-value", option=error.option_name, n=n, help=hint)
    if isinstance(error, click.BadParameter):
        return EticError("parameter-bad", parameter=_named(error), why=_why(error), help=hint)
    import difflib

    given = error.message.rpartition("'")[0].rpartition("'")[2]
    if error.ctx is not None and isinstance(error.ctx.command, Root) and given:
        near = ", ".join(difflib.get_close_matches(given, COMMANDS, n=3)) or "etic --help"
        return EticError("command-unknown", command=given, near=near)
    return EticError("usage", why=error.message, help=hint)


def _named(error: click.BadParameter) -> str:
    """What a person typed or should have: `--state`, `PROJECT`."""
    if isinstance(error.param, click.Option):
        return error.param.opts[-1]
    return error.param.human_readable_name if error.param else str(error.param_hint)


def _why(error: click.BadParameter) -> str:
    """What is wrong with a value, in our words where click has only English ones."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return t("cli.why-choice", choices=", ".join(map(str, kind.choices)))
    whole = isinstance(kind, click.types.IntParamType)
    if whole or isinstance(kind, click.types.FloatParamType):
        wanted = t("cli.why-integer" if whole else "cli.why-number")
        low, high = getattr(kind, "min", None), getattr(kind, "max", None)
        if high is not None:
            return t("cli.why-within", wanted=wanted, low=low, high=high)
        return wanted + "." if low is None else t("cli.why-from", wanted=wanted, low=low)
    return error.message


def needs(**given: bool) -> None:
    """Refuse options that mean nothing without another one.

    `needs(share__open=share is not None and not opening)`: --share stands without --open.
    """
    for names, alone in given.items():
        if alone:
            option_name, needed = (f"--{name.replace('_', '-')}" for name in names.split("__"))
            raise EticError("option-alone", option=option_name, needed=needed)
