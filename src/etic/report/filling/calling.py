"""Functions and filters as a template calls them: a wrong call is told how it should be."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps

from etic.errors import EticError


def called(
    name: str, function: Callable[..., object], like: Callable[..., object] | None = None,
    before: str = "",
) -> Callable[..., object]:  # fmt: skip
    """The same, where arguments that do not fit raise EticError with the form of the call.

    `like` is the function whose first argument the template does not write, `before` what it writes
    before the name.
    """
    parameters = list(inspect.signature(like or function).parameters.values())
    parameters = parameters[1:] if like else parameters

    @wraps(function)
    def call(*given: object, **said: object) -> object:
        try:
            return function(*given, **said)
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fault:
            raise EticError(
                "template-call", name=name, form=before + form(name, parameters)
            ) from fault

    return call


def form(name: str, parameters: list[inspect.Parameter]) -> str:
    """How a call is written.

    >>> form("f", list(inspect.signature(lambda a, b=1, *, c=2, **rest: 0).parameters.values()))
    'f(a, b=…, c=…, …)'
    """
    return f"{name}({', '.join(map(_written, parameters))})"


def _written(parameter: inspect.Parameter) -> str:
    if parameter.kind is parameter.VAR_KEYWORD:
        return "…"
    return parameter.name if parameter.default is parameter.empty else f"{parameter.name}=…"
