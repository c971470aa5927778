"""Whether a case meets an indicator, a dimension's sum, and the verdict that figures propose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from etic.indicated import CaseState, Side
from etic.joined import JointVerdict

WORTH: dict[CaseState, float] = {"met": 1.0, "mixed": 0.5, "unmet": 0.0}
_SIDES: dict[Side, tuple[float | None, float | None]] = {
    "supports": (1.0, 0.0), "undermines": (0.0, 1.0), "mixed": (0.5, None),
}  # fmt: skip


def speaks(side: Side, *, yes: bool, no: bool) -> float | None:
    """What a code says of an indicator in one case: 1 in favour, 0 against, ½ both; None nothing.

    `yes` and `no`: whether the case has passages in these states. *No* to a code that supports
    undermines, and the other way round; *no* to a mixed one says nothing.

    >>> speaks("supports", yes=True, no=False), speaks("undermines", yes=True, no=False)
    (1.0, 0.0)
    >>> speaks("supports", yes=True, no=True), speaks("mixed", yes=False, no=True)
    (0.5, None)
    """
    said = [
        worth
        for worth, there in zip(_SIDES[side], (yes, no), strict=True)
        if there and worth is not None
    ]
    return sum(said) / len(said) if said else None


def state(
    said: Iterable[float | None],
    *,
    asked: bool = True,
    met: float = 1.0,
    unmet: float = 0.0,
    least: int = 1,
) -> CaseState:
    r"""Whether a case meets an indicator, of what its codes say.

    With s the mean of those of `said` (see `speaks`) that are not None: *met* for s ≥ met, *unmet*
    for s ≤ unmet, *mixed* between; *unmentioned* where fewer than `least` speak, and *unasked*
    where nobody asked (nothing may be said then either; what is said counts in any case).
    With the thresholds 1 and 0: met where something speaks for it and nothing against it.

    Raises ValueError unless 0 ≤ unmet < met ≤ 1 and least ≥ 1.

    >>> state([1.0, None]), state([1.0, 0.0]), state([0.0]), state([None]), state([], asked=False)
    ('met', 'mixed', 'unmet', 'unmentioned', 'unasked')
    >>> state([1.0, 1.0, 0.0], met=0.6, unmet=0.4)
    'met'
    """
    if not 0 <= unmet < met <= 1 or least < 1:
        raise ValueError(f"a rule needs 0 <= unmet < met <= 1 and least >= 1: {unmet}, {met}")
    known = [worth for worth in said if worth is not None]
    if len(known) < least:
        return "unmentioned" if asked or known else "unasked"
    mean = sum(known) / len(known)
    slack = 1e-9  # thirds and thresholds of thirds meet
    if mean >= met - slack:
        return "met"
    return "unmet" if mean <= unmet + slack else "mixed"


def total(states: Iterable[CaseState]) -> tuple[float, int]:
    """A dimension of a case: indicators met (mixed ones count half), of so many known.

    >>> total(["met", "mixed", "unmet", "unmentioned", "unasked"])
    (1.5, 3)
    """
    worths = [WORTH[one] for one in states if one in WORTH]
    return sum(worths), len(worths)


def proposed(verdicts: Sequence[JointVerdict | None], *, items: int) -> JointVerdict | None:
    """The verdict on an indicator, of the verdicts that its items of the survey propose.

    No items at all: the survey is silent. Those of which nothing is proposed are left out; nothing
    is proposed where none remains. All the same: that. Otherwise partial agreement.

    >>> proposed([], items=0), proposed([None], items=1)
    ('silence-survey', None)
    >>> proposed(["agreement", None], items=2), proposed(["agreement", "dissonance"], items=2)
    ('agreement', 'partial')
    """
    if not items:
        return "silence-survey"
    known = {verdict for verdict in verdicts if verdict is not None}
    if not known:
        return None
    return known.pop() if len(known) == 1 else "partial"
