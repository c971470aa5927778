"""What a sentence reckons from its own figures: percents of counts, points, times, bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from etic.mixed.claims.numbers import NUMERAL, Claim, tail
from etic.mixed.claims.passages import Finding, Passage

REACH = 40  # characters between a bound and the share that it is of
OFF = 0.15  # by which part a whole number of times may be off: «вдвое» is 1.7 to 2.3 times

# What stands between a count and its percent: a bracket, or a comma after one word at most
# («13 из 37 обеспечивают семью, 44,1 % говорят» are two figures).
_PEOPLE = (
    r"(?:респондент|информант|опрошенн|собеседник|участник|человек|мужчин|женщин|репатриант|мигрант"
    r"|случа|интервью)\w*|(?:respondent|interviewee|informant|participant|returnee|migrant|case)s?"
    r"|people|men|women|interviews?"
)
_SAME = re.compile(
    rf"(?:[^.;()\d]{{0,40}}\(|\s*(?:(?:{_PEOPLE})\s*)?,)\s*(?:или\s|or\s|≈\s*)?", re.I
)
_FOLD = {
    "вдвое": 2, "двукратно": 2, "втрое": 3, "вчетверо": 4, "впятеро": 5, "вшестеро": 6,
    "всемеро": 7, "ввосьмеро": 8, "вдевятеро": 9, "вдесятеро": 10, "twice": 2, "thrice": 3,
}  # fmt: skip
_TIMES = re.compile(
    rf"\b(?P<fold>{'|'.join(_FOLD)})\b"
    r"(?=\s+(?:чаще|реже|больше|меньше|выше|ниже|(?:as|more|that|the)\b))"
    r"|\bв\s+(?P<ru>\d+(?:[.,]\d+)?|" + NUMERAL + r")\s+раза?\b"
    r"|(?<![\w.,])(?P<en>\d+(?:[.,]\d+)?|" + NUMERAL + r")\s+times"
    r"\s+(?:as|more|less|higher|lower|larger|that|the)\b",
    re.I,
)  # fmt: skip
_NEARLY = re.compile(r"(?:почти|без малого|almost|nearly|just under)\s+$", re.I)
_BEYOND = re.compile(r"(?:более чем|больше чем|свыше чем|more than|over)\s+$", re.I)


def exact(claim: Claim) -> float:
    """The percent that a share claims."""
    return 100 * claim.value / (claim.base or 1) if claim.kind == "of" else claim.value


def whole_of(passage: Passage, before: Claim, claim: Claim) -> Claim | None:
    """The count of a base whose percent this figure is: «8 из 37 (21,6 %)»."""
    between = passage.plain[before.end : claim.start]
    counted = before.kind == "of" and claim.kind == "percent"
    return before if counted and _SAME.fullmatch(between) else None


def quotient(whole: Claim, claim: Claim) -> bool:
    """Whether a percent is that of the count."""
    half: float = 0.5 * 10**-claim.digits + 1e-6
    return abs(exact(whole) - claim.value) <= half


def subtracted(passage: Passage, claim: Claim) -> bool:
    """Whether a difference in points is that of two shares of the same sentence."""
    counted = [exact(c) for c in passage.claims if c.kind == "of"]
    printed = [c.value for c in passage.claims if c.kind == "percent"]
    half = 0.5 * 10**-claim.digits + 1e-6
    within = [(counted, half), (printed, 2 * half)]  # either of the printed ones is rounded
    return any(
        abs(abs(one - other) - abs(claim.value)) <= off
        for shares, off in within
        for one, other in combinations(shares, 2)
    )


def beyond(passage: Passage, claim: Claim) -> float | None:
    """The share that stands beside a bound («не более 5 % (3,5 %)»); None where there is none."""
    shares = [c for c in passage.claims if c.kind in ("percent", "of") and not c.bound]
    near = [c for c in shares if c.start - claim.end < REACH and claim.start - c.end < REACH]
    return exact(min(near, key=lambda c: abs(c.start - claim.start))) if near else None


def within(share: float, claim: Claim) -> bool:
    """Whether a share keeps to the bound that a claim is."""
    over, under = share - claim.value, claim.value - share
    return min(over, 0) > -1e-6 if claim.bound == "over" else min(under, 0) > -1e-6


def reckoned(passage: Passage) -> Iterator[Finding]:
    """Points and times that are not those of the two shares beside them."""
    if passage.paragraph.kind not in ("text", "note"):
        return
    pair = _pair(passage)
    if pair is None:
        return
    points = [c for c in passage.claims if c.kind == "points"]
    if len(points) == 1 and not subtracted(passage, points[0]):
        one, other = sorted(map(exact, pair), reverse=True)
        yield passage.finding(
            points[0].start, points[0].end, "number", "difference", "likely",
            one=one, other=other, off=one - other,
        )  # fmt: skip
    times = list(_TIMES.finditer(passage.plain))
    if len(times) == 1 and not _so_many(times[0], pair):
        one, other = sorted(map(exact, pair), reverse=True)
        yield passage.finding(
            times[0].start(), times[0].end(), "number", "times", "likely",
            one=one, other=other, times=one / other,
        )  # fmt: skip


def _pair(passage: Passage) -> tuple[Claim, Claim] | None:
    """The two shares of a sentence that has just two; a count and its percent are one."""
    shares: list[Claim] = []
    for claim in passage.claims:
        if claim.kind not in ("of", "percent"):
            continue
        if shares and whole_of(passage, shares[-1], claim) is not None:
            continue
        shares.append(claim)
    if len(shares) != 2 or shares[0].kind != shares[1].kind or not all(map(exact, shares)):
        return None
    return shares[0], shares[1]


def _so_many(match: re.Match[str], pair: tuple[Claim, Claim]) -> bool:
    """Whether the larger share is so many times the smaller one, within what rounding allows."""
    said = match["fold"] or match["ru"] or match["en"]
    digits = len(re.split("[.,]", said)[1]) if re.search(r"\d[.,]\d", said) else 0
    wanted: float | None = _FOLD.get(said.lower())
    if wanted is None:
        wanted = float(said.replace(",", ".")) if said[0].isdigit() else tail(said, 0)[0]
    if wanted is None or wanted < 1:
        return True
    halves = [0.5 * 10**-c.digits if c.kind == "percent" else 0.0 for c in pair]
    (small, a), (large, b) = sorted(zip(map(exact, pair), halves, strict=True))
    low, high = (large - b) / (small + a), (large + b) / max(small - a, 1e-9)
    before = match.string[: match.start()]
    if _BEYOND.search(before):
        return high > wanted and low < wanted + 1
    if _NEARLY.search(before):
        return low < wanted and high > wanted - 0.5
    off = 0.5 * 10**-digits if digits else OFF * wanted
    return low <= wanted + off and high >= wanted - off
