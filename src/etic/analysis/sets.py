"""Sets of cases, crisp and fuzzy: expressions over them, calibration, parameters of fit.

A membership is a number from 0 (fully out) over 0.5 (neither) to 1 (fully in); a crisp set has only
0 and 1. *Not* is 1 − x, *and* the smaller, *or* the larger of two.

References: Ragin, C. C. (2008). *Redesigning Social Inquiry: Fuzzy Sets and Beyond*. University of
Chicago Press. Schneider, C. Q. & Wagemann, C. (2012). *Set-Theoretic Methods for the Social
Sciences*. Cambridge University Press.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etic.errors import EticError

Memberships = Sequence[float]

_SIGNS = re.compile(r"([~*+()])")


def calibrated(value: float, out: float, crossover: float, full: float) -> float:
    r"""Membership by the direct method of Ragin (2008, ch. 5).

    With d = value − crossover, the log odds of membership are 3·d / (full − crossover) on the side
    of full membership and −3·d / (out − crossover) on the other; the membership is e^o / (1 + e^o).
    So `full` itself is .95 in, `out` .05, `crossover` .5. A set may also fall: out > full.

    Parameters: all in the units of the attribute; the crossover must lie strictly between the two
    others, else ValueError. The example is from Ragin (2008), table 5.2: national income.

    >>> [round(calibrated(v, 2500, 5000, 20000), 2) for v in (25200, 17090, 4670, 4100, 110)]
    [0.98, 0.92, 0.4, 0.25, 0.0]
    """
    if not (out < crossover < full or out > crossover > full):
        raise ValueError(f"a crossover lies between out and full, not {out}, {crossover}, {full}")
    deviation = value - crossover
    towards_full = deviation * (full - crossover) > 0
    odds = (
        3 * deviation / (full - crossover) if towards_full else -3 * deviation / (out - crossover)
    )
    return 1 / (1 + math.exp(-max(min(odds, 700.0), -700.0)))


@dataclass(frozen=True, slots=True)
class Fit:
    """How well x does as sufficient, and as necessary, for y; None where a sum is zero.

    sufficiency: consistency = Σ min(x, y) / Σ x, coverage = Σ min(x, y) / Σ y, and PRI
    (proportional reduction in inconsistency) =
    (Σ min(x, y) − Σ min(x, y, 1 − y)) / (Σ x − Σ min(x, y, 1 − y)).

    necessity: consistency = Σ min(x, y) / Σ y, coverage = Σ min(x, y) / Σ x, and RoN (relevance of
    necessity) = Σ (1 − x) / Σ (1 − min(x, y)), low for what is nearly always there.
    """

    consistency: float | None
    coverage: float | None
    pri: float | None
    relevance: float | None  # RoN

    @property
    def necessity(self) -> float | None:
        """Consistency of necessity, which is the coverage of sufficiency."""
        return self.coverage

    @property
    def necessity_coverage(self) -> float | None:
        """Coverage of necessity, which is the consistency of sufficiency."""
        return self.consistency


def fit(x: Memberships, y: Memberships) -> Fit:
    """Parameters of fit of x for y; see `Fit` for the formulas.

    >>> found = fit([0.8, 0.6, 0.2], [0.9, 0.4, 0.6])
    >>> [round(v, 3) for v in (found.consistency, found.coverage, found.pri, found.relevance)]
    [0.875, 0.737, 0.778, 0.875]
    """
    both = [min(a, b) for a, b in zip(x, y, strict=True)]
    vague = math.fsum(min(a, b, 1 - b) for a, b in zip(x, y, strict=True))
    shared = math.fsum(both)
    return Fit(
        _over(shared, math.fsum(x)),
        _over(shared, math.fsum(y)),
        _over(shared - vague, math.fsum(x) - vague),
        _over(math.fsum(1 - a for a in x), math.fsum(1 - b for b in both)),
    )


def _over(part: float, whole: float) -> float | None:
    return None if whole <= 1e-12 else part / whole


def evaluated(expression: str, sets: Mapping[str, Memberships]) -> list[float]:
    """The memberships in an expression over named sets: `~` not, `*` and, `+` or, brackets.

    Names are compared without regard to capitals. Raises `EticError` for what cannot be read, and
    for a name that is none of the sets.

    >>> evaluated("A*~B + c", {"A": [1, 0.7], "B": [0, 0.6], "C": [0, 0.2]})
    [1, 0.4]
    """
    tokens = [token.strip() for token in _SIGNS.split(expression) if token.strip()]
    reader = _Reader(expression, tokens, {name.casefold(): list(s) for name, s in sets.items()})
    found = reader.either()
    if reader.at < len(tokens):
        raise reader.wrong()
    return found


class _Reader:
    """Recursive descent: or of ands of (not) names or bracketed expressions."""

    def __init__(
        self, expression: str, tokens: Sequence[str], sets: Mapping[str, list[float]]
    ) -> None:
        self.expression = expression
        self.tokens = tokens
        self.sets = sets
        self.at = 0

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def either(self) -> list[float]:
        found = self._both()
        while self._next() == "+":
            self.at += 1
            found = [max(a, b) for a, b in zip(found, self._both(), strict=True)]
        return found

    def _both(self) -> list[float]:
        found = self._one()
        while self._next() == "*":
            self.at += 1
            found = [min(a, b) for a, b in zip(found, self._one(), strict=True)]
        return found

    def _one(self) -> list[float]:
        turned = False
        while self._next() == "~":
            self.at += 1
            turned = not turned
        token = self._next()
        if token == "(":
            self.at += 1
            found = self.either()
            if self._next() != ")":
                raise self.wrong()
            self.at += 1
        elif not token or _SIGNS.fullmatch(token):
            raise self.wrong()
        elif token.casefold() not in self.sets:
            raise EticError("expression-name", name=token, known=", ".join(self.sets) or "—")
        else:
            self.at += 1
            found = self.sets[token.casefold()]
        return [round(1 - a, 12) for a in found] if turned else found

    def wrong(self) -> EticError:
        return EticError("expression-form", expression=self.expression, near=self._next() or "…")
