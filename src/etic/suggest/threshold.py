"""From which score on a suggestion is shown: calibrated on what people accepted and turned down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DEFAULT = 0.15  # until a project's own decisions say more
WORTH = 0.2  # a suggestion is worth reading if one in five of its kind is accepted
ENOUGH = 20  # decisions from which on a project's own count
LATEST = 400  # decisions looked at: suggestions change with what they learn from
_PRIOR = 10.0  # decisions that the start, "the score is right", is worth


@dataclass(frozen=True, slots=True)
class Threshold:
    """The score from which on suggestions are shown, and what it rests on."""

    value: float
    decided: int = 0
    accepted: int = 0
    calibrated: bool = False
    intercept: float = 0.0  # of logit p(accepted) = intercept + slope · logit(score)
    slope: float = 1.0

    def chance(self, score: float) -> float:
        """How likely it is that a suggestion with this score is accepted."""
        import math

        return 1 / (1 + math.exp(-(self.intercept + self.slope * _logit(score))))


def threshold(decisions: Sequence[tuple[float, bool]]) -> Threshold:
    """Of (score, accepted), the latest last: a logistic curve, and where it says one in five.

    Platt (1999), *Probabilistic outputs for support vector machines*; drawn towards "the score is
    right" by as much as ten decisions, so that a few odd ones do not turn it.

    >>> threshold([(0.5, True)]).calibrated
    False
    >>> strict = threshold([(0.3, False)] * 40 + [(0.8, True)] * 40)
    >>> 0.3 < strict.value < 0.8, strict.chance(0.8) > 0.8
    (True, True)
    """
    recent = list(decisions)[-LATEST:]
    accepted = sum(yes for _, yes in recent)
    if len(recent) < ENOUGH or accepted in (0, len(recent)):
        return Threshold(DEFAULT, len(recent), accepted)
    intercept, slope = _fit(recent)
    at = (_logit(WORTH) - intercept) / slope
    import math

    value = min(0.95, max(0.02, 1 / (1 + math.exp(-at))))
    return Threshold(round(value, 3), len(recent), accepted, True, intercept, slope)


def _fit(decisions: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Intercept and slope by Newton's method; the prior is decisions that agree with the score."""
    import numpy as np

    grid = np.linspace(0.05, 0.95, 10)
    x = np.array([_logit(score) for score, _ in decisions] + [_logit(g) for g in grid])
    y = np.array([float(yes) for _, yes in decisions] + list(grid))
    weight = np.array([1.0] * len(decisions) + [_PRIOR / len(grid)] * len(grid))
    design = np.column_stack([np.ones_like(x), x])
    beta = np.array([0.0, 1.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ beta))
        gradient = design.T @ (weight * (y - p))
        curve = design.T @ (design * (weight * p * (1 - p))[:, None]) + 1e-6 * np.eye(2)
        step = np.linalg.solve(curve, gradient)
        beta += np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-8:
            break
    return float(beta[0]), max(0.05, float(beta[1]))  # a higher score is never worse


def _logit(p: float) -> float:
    import math

    p = min(1 - 1e-6, max(1e-6, p))
    return math.log(p / (1 - p))
