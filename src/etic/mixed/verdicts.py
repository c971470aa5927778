"""The verdict that figures of interviews and survey propose; an analyst decides."""

from __future__ import annotations

from dataclasses import dataclass

from etic.analysis.intervals import newcombe
from etic.joined import JointVerdict

MARGIN = 0.10  # of share: a difference within it is of no matter
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the figures propose, and by which part of the rule.

    `rule` is a message in the catalogue `joint` (`rule-<rule>`); `verdict` is None where nothing is
    proposed, and `rule` then says why.
    """

    verdict: JointVerdict | None
    rule: str
    difference: float | None = None  # interviews less survey, in shares
    low: float | None = None
    high: float | None = None
    margin: float = MARGIN
    level: float = LEVEL


UNPROPOSED = Proposal(None, "no-share")


def propose(
    n: int,
    base: int,
    survey_n: float | None,
    survey_base: float | None,
    *,
    survey: float | None,
    denied: int = 0,
    margin: float = MARGIN,
    level: float = LEVEL,
) -> Proposal:
    r"""Agreement, partial agreement, silence of either side, dissonance, or nothing, by a rule.

    With d = n/base − survey, [l, u] Newcombe's interval of d, and m the margin, in this order:

    1. base = 0: nobody was asked, the *interviews are silent*.
    2. The survey has no share: nothing is proposed.
    3. n = 0, nobody denies, and survey > m: the *interviews are silent* on what the survey found.
    4. survey = 0 and n/base > m: the *survey is silent* on what the interviews found.
    5. The survey has no base: there is no interval, and nothing is proposed.
    6. l > m or u < −m: *dissonance*, they differ by more than the margin.
    7. −m ≤ l and u ≤ m: *agreement*, shown (equivalence: they differ by less than the margin).
    8. |d| ≤ m and l ≤ 0 ≤ u: *agreement*, not contradicted; more respondents could contradict it.
    9. Else *partial agreement*.

    Parameters: `n` of `base` respondents carry the code, `denied` others say the contrary; `survey`
    is the share to compare with, turned round where code and answer are opposite, and `survey_n` of
    `survey_base` the counts of it; `margin` in (0, 1), in shares; `level` of the interval in
    (0, 1). All are counts of people of two independent samples, those of a weighted survey on its
    effective base. Raises ValueError for others.

    References: the four outcomes: Farmer, T., Robinson, K., Elliott, S. J. & Eyles, J. (2006).
    Developing and implementing a triangulation protocol for qualitative health research.
    *Qualitative Health Research* 16, 377–394. The interval: Newcombe, R. G. (1998). *Statistics in
    Medicine* 17, 873–890. Equivalence by an interval within a margin: Schuirmann, D. J. (1987).
    *Journal of Pharmacokinetics and Biopharmaceutics* 15, 657–680. Which part of the interval means
    which outcome is the convention of this program.

    >>> propose(30, 37, 180, 515, survey=180 / 515).verdict
    'dissonance'
    >>> found = propose(9, 37, 114, 515, survey=114 / 515)
    >>> found.verdict, found.rule, round(found.low, 3), round(found.high, 3)
    ('agreement', 'agreement-open', -0.094, 0.183)
    >>> propose(0, 37, 114, 515, survey=114 / 515).verdict
    'silence-interviews'
    """
    if not 0 <= n <= base:
        raise ValueError(f"a proposal needs 0 <= n <= base, not n={n}, base={base}")
    if not 0 < margin < 1 or not 0 < level < 1:
        raise ValueError(f"margin and level lie between 0 and 1, not {margin}, {level}")

    def made(
        verdict: JointVerdict | None,
        rule: str,
        d: float | None = None,
        low: float | None = None,
        high: float | None = None,
    ) -> Proposal:
        return Proposal(verdict, rule, d, low, high, margin, level)

    if base == 0:
        return made("silence-interviews", "nobody-asked")
    if survey is None:
        return made(None, "no-share")
    if n == 0 and not denied and survey > margin:
        return made("silence-interviews", "nobody-speaks")
    if survey == 0 and n / base > margin:
        return made("silence-survey", "nobody-answers")
    if not survey_base or survey_n is None or not 0 <= survey_n <= survey_base:
        return made(None, "no-base")
    low, high = newcombe(n, base, survey_n, survey_base, level)
    d = n / base - survey
    if low > margin or high < -margin:
        return made("dissonance", "dissonance", d, low, high)
    if -margin <= low and high <= margin:
        return made("agreement", "agreement-shown", d, low, high)
    if abs(d) <= margin and low <= 0 <= high:
        return made("agreement", "agreement-open", d, low, high)
    return made("partial", "partial", d, low, high)
