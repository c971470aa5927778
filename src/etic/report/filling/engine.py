"""Expressions of a template, worked out in a sandbox: no files, no attributes but a figure's own.

The language is Jinja's without what could reach out of a template or run for ever: no includes, no
macros, no attributes of anything but figures and loops, loops three deep at the most.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from etic.errors import EticError
from etic.report.filling.calling import called
from etic.report.filling.figure import Figure, in_digits, marker
from etic.report.filling.marks import BRACE, Filling, Inserted, Words, at_place
from etic.report.filling.source import readable
from etic.report.filling.words import FIGURE_FILTERS

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

DEEPEST = 3  # loops within loops
MOST_ROUNDS = 500  # of one loop over numbers
MOST_CHARACTERS = 3_000_000

_FILTERS = (
    "default", "d", "first", "last", "join", "length", "list", "lower", "upper", "capitalize",
    "sort", "unique", "min", "max", "reverse", "trim", "replace",
)  # fmt: skip
_ATTRIBUTES = frozenset(["value", "n", "base", "low", "high", "p", "text", "interval"])
_LOOP = frozenset(["index", "index0", "first", "last", "length"])
_REFUSED = (
    "Include", "Import", "FromImport", "Extends", "Block", "Macro", "CallBlock", "FilterBlock",
)  # fmt: skip


def fill(text: str, name: str, functions: Mapping[str, Callable[..., object]],
         values: Mapping[str, object], filling: Filling) -> str:  # fmt: skip
    """The template with marks where something was inserted.

    Raises EticError with the template's name and the line for whatever cannot be worked out.
    """
    import jinja2

    source = readable(text, name)
    filling.places = source.places
    environment = _environment(functions, values)
    _check(environment, source.text, filling)
    token = marker.set(filling.mark)
    try:
        parts, size = [], 0
        for part in environment.from_string(source.text).generate():
            parts.append(part)
            size += len(part)
            if size > MOST_CHARACTERS:
                raise EticError("template-long", file=name)
        return "".join(parts).replace(BRACE, "{")
    except EticError as fault:
        raise _at(filling, _line(fault), fault) from fault
    except jinja2.exceptions.SecurityError as fault:
        raise _at(filling, _line(fault), EticError("template-unsafe")) from fault
    except jinja2.UndefinedError as fault:
        known = ", ".join(sorted(_ATTRIBUTES))
        why = EticError("template-attribute", known=known)
        raise _at(filling, _line(fault), why) from fault
    except (TypeError, ValueError, ArithmeticError, LookupError, jinja2.TemplateError) as fault:
        raise _at(filling, _line(fault), EticError("template-reckoning")) from fault
    finally:
        marker.reset(token)


def _environment(
    functions: Mapping[str, Callable[..., object]], values: Mapping[str, object]
) -> Environment:
    import jinja2
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Jinja's sandbox, narrower still."""

        intercepted_binops = frozenset(["*", "**", "%"])

        def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
            del value
            if isinstance(obj, Figure):
                return attr in _ATTRIBUTES
            return isinstance(obj, LoopContext) and attr in _LOOP

        def wrap_str_format(self, value: object) -> None:
            del value  # a width of a thousand million is a format too

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            numbers = all(isinstance(side, Figure | int | float) for side in (left, right))
            if operator == "**" or not numbers:
                raise EticError("template-unsafe")
            return super().call_binop(context, operator, left, right)

    made = Sandbox(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False,
        keep_trailing_newline=True, finalize=_finished,
    )  # fmt: skip
    ours = {name: called(name, each, each, "share(…)|") for name, each in FIGURE_FILTERS.items()}
    made.filters = {key: made.filters[key] for key in _FILTERS} | ours
    made.globals = {**values, **functions, "range": called("range", _range)}
    return made


def _finished(value: object) -> object:
    """What an expression puts into the text: names as they are, numbers as the language has them.

    A missing value is nothing at all; what is neither text nor number is refused.
    """
    from jinja2 import Undefined

    mark = marker.get()
    if isinstance(value, Words) and mark is not None:
        return mark(value)  # type: ignore[arg-type]
    if isinstance(value, list | tuple):
        return ", ".join(str(_finished(each)) for each in value)
    if isinstance(value, float):
        return in_digits(value, next((n for n in range(3) if value == round(value, n)), 3))
    printable = int | str | Figure | Inserted | Undefined | None  # what is undefined refuses itself
    if isinstance(value, bool) or not isinstance(value, printable):
        raise EticError("template-no-text")
    return "" if value is None else value


def _range(*bounds: int) -> Iterable[int]:
    found = range(*bounds)
    if len(found) > MOST_ROUNDS:
        raise EticError("template-rounds", most=MOST_ROUNDS)
    return found


# -- before it is worked out -----------------------------------------------------------------------


def _check(environment: Environment, text: str, filling: Filling) -> None:
    """Refuse what cannot be read, and names that mean nothing, with those that are near."""
    import jinja2
    from jinja2 import nodes

    try:
        tree = environment.parse(text)
    except jinja2.TemplateSyntaxError as fault:
        raise _at(filling, fault.lineno, EticError("template-syntax")) from fault
    for refused in _REFUSED:
        for node in tree.find_all(getattr(nodes, refused)):
            raise _at(filling, node.lineno, EticError("template-unsafe"))
    _check_loops(tree, filling, 0)
    for written in tree.find_all(nodes.Filter):
        _known(written.name, environment.filters, "template-filter", filling, written.lineno)
    own = {n.name for n in tree.find_all(nodes.Name) if n.ctx != "load"}
    known = {**environment.globals, **dict.fromkeys(own), "loop": None}
    for used in tree.find_all(nodes.Name):
        if used.ctx == "load":
            _known(used.name, known, "template-name", filling, used.lineno)


def _check_loops(node: nodes.Node, filling: Filling, depth: int) -> None:
    from jinja2 import nodes

    for child in node.iter_child_nodes():
        loop = isinstance(child, nodes.For)
        if isinstance(child, nodes.For) and (depth == DEEPEST or child.recursive):
            raise _at(filling, child.lineno, EticError("template-loops", most=DEEPEST))
        _check_loops(child, filling, depth + loop)


def _known(
    wanted: str, known: Mapping[str, object], key: str, filling: Filling, line: int
) -> None:  # fmt: skip
    if wanted in known:
        return
    near = difflib.get_close_matches(wanted, list(known), n=3, cutoff=0.5) or sorted(known)
    raise _at(filling, line, EticError(key, given=wanted, known=", ".join(near)))


# -- where it went wrong ---------------------------------------------------------------------------


def _at(filling: Filling, line: int, fault: EticError) -> EticError:
    return at_place(filling.file, filling.place(line), fault)


def _line(fault: BaseException) -> int:
    """The line of the template that was being worked out: Jinja puts it into the traceback."""
    found, at = 1, fault.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            found = at.tb_lineno
        at = at.tb_next
    return found
