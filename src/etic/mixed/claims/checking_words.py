"""Words of quantity that their figure does not carry, and comparisons that nobody tested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from etic.analysis.exact import fisher
from etic.analysis.intervals import difference, wilson
from etic.mixed.claims.figures import Figure, Pool, Subject, rank
from etic.mixed.claims.naming import DENIES
from etic.mixed.claims.nearest import persons
from etic.mixed.claims.numbers import Claim
from etic.mixed.claims.passages import Finding, Passage
from etic.mixed.claims.unnumbered import (
    Reading,
    called,
    clause,
    groups_named,
    in_full,
    narrower,
    nearest,
    readings,
    surveyed,
)  # fmt: skip
from etic.mixed.claims.words import Notions, notions
from etic.mixed.quantifiers import Found, Quantifiers

REACH = 90  # characters between a word of quantity and its figure
NAMED = 0.99  # of a code's name that must stand in the sentence, where no figure does
QUOTED_NAME = 99  # words, so that a name in quotation marks comes first
NOBODY = 0.1  # «почти никто» and less, which in Russian go with a *not* of their own
LEVEL = 0.05


class Words:
    """Checks the words of passages against a pool."""

    def __init__(self, pool: Pool, known: Mapping[str, Quantifiers]) -> None:
        self.pool, self.known = pool, known

    # -- quantifiers -------------------------------------------------------------------------------

    def quantifiers(self, passage: Passage) -> Iterator[Finding]:
        """Words of quantity whose figure is outside their range, or whose interval is."""
        if passage.paragraph.kind not in ("text", "note"):
            return
        said = passage.plain
        found = [f for lang in ("ru", "en") for f in self.known[lang].find(said)]
        quoted = [match.span() for match in _QUOTED.finditer(said)]
        for at in sorted(found, key=lambda f: f.start):
            if any(start < at.start and at.end < end for start, end in quoted):
                continue  # the name of an answer, or somebody else's words
            claim = self._bound(passage, at, found)
            if claim is not None:
                yield from self._of_claim(passage, at, claim)
            else:
                yield from self._of_code(passage, at)

    def _bound(self, passage: Passage, at: Found, all_found: Sequence[Found]) -> Claim | None:
        """The figure that a word of quantity is about: the next one, else the one before it."""
        shares = [c for c in passage.claims if c.kind in ("percent", "of")]
        after = [c for c in shares if at.end <= c.start <= at.end + REACH]
        before = [c for c in shares if at.start - REACH <= c.end <= at.start]
        others = [f for f in all_found if f is not at]
        if after:
            claim = after[0]
            gap = passage.plain[at.end : claim.start]
            taken = any(at.end <= f.start < claim.start for f in others)
            if not taken and not re.search(r"[;]|\b(?:а|но|while|but|whereas)\b", gap):
                return claim
        if before:
            claim = before[-1]
            gap = passage.plain[claim.end : at.start]
            closed = re.match(r"\s*(?:[.,;)]|$)", passage.plain[at.end :])
            apart = re.search(r"[.;]|\b(?:а|но|while|but|whereas|и|and)\b", gap)
            if not apart and (closed or "," not in gap):
                return claim
        return None

    def _of_claim(self, passage: Passage, at: Found, claim: Claim) -> Iterator[Finding]:
        share = claim.value / (claim.base or 1) if claim.kind == "of" else claim.value / 100
        figures = [f for f in self.pool.match(claim) if not f.derived]
        figures.sort(
            key=lambda f: (-round(passage.figure_score(f, self.pool)), rank(f), bool(f.group))
        )
        yield from self._judged(passage, at, share, figures[:1], "sure", claim)

    def _of_code(self, passage: Passage, at: Found) -> Iterator[Finding]:
        """Where no figure stands in the sentence: that of the code it names in full."""
        start, end = passage.chunk(at.start)
        part = replace(passage, text=passage.plain[start:end])
        in_words = {s.key: self._names(part, s) for s in self.pool.subjects if s.source == "code"}
        # "New skills: not sure" is named where "New skills: yes" is as well, and by more.
        for subject in sorted(self.pool.subjects, key=lambda s: -in_words.get(s.key, 0)):
            named = in_words.get(subject.key, 0)
            # Nobody and everybody may be said of a code with a name of one word too, less surely.
            extreme = at.quantifier.low == at.quantifier.high
            if not named and not (extreme and _by_a_word(part, subject)):
                continue
            if self._theme(subject) and not any(notions(n) <= part.own for n in subject.names[:2]):
                continue  # of codes under it, most likely: they have the theme's words as well
            if any(in_full(part, under) for under in self._under(subject)):
                continue
            groups = groups_named(passage, subject, self.pool)
            if len(groups) > 1 or (at.quantifier.high == 0 and _denied(part, at, start)):
                return  # of several groups, or of those who do not
            wanted = groups[0] if groups else ""
            whole = [
                f for f in self.pool.of[subject.key]
                if f.kind == "percent" and not f.derived and f.group == wanted and f.base
            ]  # fmt: skip
            for figure in whole[:1]:
                if figure.n == figure.base and self._theme(subject):
                    if any(called(part, under) for under in self._under(subject)):
                        break  # one of the codes under it is meant
                    return  # all speak of a theme; what of it is meant, its name does not say
                share = figure.value / 100
                if not at.quantifier.carries(share):
                    answers = surveyed(self._readings(passage, at)[2])
                    if any(at.quantifier.carries(said) for _, said in answers):
                        return  # the survey bears it out
                yield from self._judged(
                    passage, at, share, [figure], "likely" if named else "hint", None
                )
            else:
                return
        yield from self._of_subject(passage, at)

    def _of_subject(self, passage: Passage, at: Found) -> Iterator[Finding]:
        """Where it names no code in full: that of what it is about, if no reading carries it."""
        part, meant, all_readings = self._readings(passage, at)
        if not meant or any(at.quantifier.carries(share) for _, share in all_readings):
            return
        figure, share = nearest(part, meant)
        sure = (
            "hint"
            if narrower(part, figure, notions(passage.plain[at.start : at.end]))
            else "likely"
        )
        yield from self._judged(passage, at, share, [figure], sure, None)

    def _readings(
        self, passage: Passage, at: Found
    ) -> tuple[Passage, list[Reading], list[Reading]]:
        """The part of a sentence that a word of quantity stands in, and what may be meant by it."""
        start, end = clause(passage.plain, at.start, at.end)
        part = replace(passage, text=passage.plain[start:end])
        nobody = at.quantifier.high <= NOBODY
        denied = _denied(part, at, start) if nobody else bool(DENIES.search(part.plain))
        return part, *readings(part, denied, self.pool)

    def _theme(self, subject: Subject) -> bool:
        """Whether there are codes under a code."""
        return bool(self._under(subject))

    def _under(self, subject: Subject) -> list[Subject]:
        under = subject.path + "/"
        return [s for s in self.pool.subjects if s.path.startswith(under)]

    def _names(self, passage: Passage, subject: Subject) -> int:
        """By how many words of its own a code is named in full, by two or in quotation marks; by
        one where those above it are named with it; else 0."""
        quoted = {(q[1] or q[2]).lower() for q in _QUOTED.finditer(passage.plain)}
        told, most = subject.notions(), 0
        for name in subject.names:
            if name.lower() in quoted:
                return QUOTED_NAME
            meant = notions(name)
            known = meant in told and len(meant) > 1
            if known and self.pool.weights.overlap(meant, passage.own) >= NAMED:
                most = max(most, len(meant) if name in subject.names[:2] else 1)
        return most

    def _judged(
        self, passage: Passage, at: Found, share: float, figures: Sequence[Figure],
        sure: str, claim: Claim | None,
    ) -> Iterator[Finding]:  # fmt: skip
        quantity = at.quantifier
        words = passage.plain[at.start : at.end]
        base = claim.base if claim is not None and claim.kind == "of" else None
        if not quantity.carries(share):
            yield passage.finding(
                at.start, at.end, "quantifier", "not-carried", sure,  # type: ignore[arg-type]
                figures, words=words, share=100 * share, low=100 * quantity.low,
                high=100 * quantity.high,
            )  # fmt: skip
            return
        n = None
        if base and claim is not None:
            n = int(claim.value)
        elif figures and figures[0].base and figures[0].n is not None:
            n, base = figures[0].n, figures[0].base
        if n is None or not base or not (quantity.over or quantity.under or quantity.high == 1):
            return
        low, high = wilson(n, base)
        beyond = (low < quantity.low and quantity.high == 1) or (
            high > quantity.high and quantity.low == 0
        )
        if beyond and 0 < n < base:
            yield passage.finding(
                at.start, at.end, "quantifier", "interval", "hint", figures, words=words,
                n=n, base=base, low=100 * low, high=100 * high,
            )  # fmt: skip

    # -- comparisons -------------------------------------------------------------------------------

    def comparisons(self, passage: Passage, around: str) -> Iterator[Finding]:
        """Groups compared without a test; `around` is the paragraph, where one may be named."""
        if passage.paragraph.kind not in ("text", "note"):
            return
        marker = _COMPARED.search(passage.plain)
        if marker is None or _HEDGED.search(passage.plain):
            return
        compared = self._compared(passage)
        if compared is None:
            return
        subject, answer, groups = compared
        one, other = (self._figure(subject, answer, group) for group in groups)
        at = (marker.start(), marker.end())
        if one is None or other is None:
            return
        tested = _TESTED.search(around) is not None
        more = self._reversed(passage, marker.group(), one, other)
        if _NO_MORE.search(passage.plain[: marker.end()]):
            said = _said_more(passage, marker.group(), one, other)
            more = said if not more and _apart(one, other) else ""  # of which it is denied
            if not more:
                return
        if more:
            yield passage.finding(
                *at, "comparison", "other-direction", "sure", (one, other), more=more
            )  # fmt: skip
            return
        if one.n is None or other.n is None or not one.base or not other.base:
            if not tested:
                yield passage.finding(*at, "comparison", "untestable", "likely", (one, other))
            return
        p = fisher(one.n, one.base - one.n, other.n, other.base - other.n)
        apart = difference(one.n, one.base, other.n, other.base)
        details: dict[str, Any] = {
            "p": p, "low": 100 * (apart.low or 0.0), "high": 100 * (apart.high or 0.0),
            "one": one.group, "other": other.group,
        }  # fmt: skip
        if p >= LEVEL and not _DENIED.search(around):
            yield passage.finding(
                *at, "comparison", "no-difference", "likely", (one, other), **details
            )
        elif p < LEVEL and not tested:
            yield passage.finding(*at, "comparison", "untested", "likely", (one, other), **details)

    def _reversed(self, passage: Passage, marker: str, one: Figure, other: Figure) -> str:
        """The group that has more, where the sentence says the other one has: the group that is
        named first is the one of which *more often* or *less often* is said."""
        said = _said_more(passage, marker, one, other)
        more = max((one, other), key=lambda figure: figure.value).group
        return more if said and said != more and not self._elsewhere(one, other) else ""

    def _elsewhere(self, one: Figure, other: Figure) -> bool:
        """Whether another study has figures of the same name that go the other way."""
        for subject in self.pool.subjects:
            if subject.names == one.subject.names and subject.study != one.subject.study:
                a = self._figure(subject, one.answer, one.group)
                b = self._figure(subject, other.answer, other.group)
                if a and b and (a.value - b.value) * (one.value - other.value) < 0:
                    return True
        return False

    def _compared(self, passage: Passage) -> tuple[Subject, str, tuple[str, str]] | None:
        """What is compared, between which two groups."""
        best: tuple[float, Subject, tuple[str, str]] | None = None
        for subject in self.pool.subjects:
            pair = _pair(passage.own, persons(self.pool, self.pool.of[subject.key][0]))
            if pair is None:
                continue
            score = passage.score(subject, self.pool)
            if self._numbers(passage, subject):
                score += 2.0  # its own figures stand in the sentence
            elif subject.source in ("table", "answers"):
                score *= 1.15
            if score >= 1.2 and (best is None or score > best[0]):
                best = (score, subject, pair)
        if best is None:
            return None
        _, subject, pair = best
        return subject, self._answer(passage, subject), pair

    def _numbers(self, passage: Passage, subject: Subject) -> bool:
        percents = [c for c in passage.claims if c.kind in ("percent", "of")]
        return bool(percents) and all(
            any(f.subject is subject or f.subject.key == subject.key for f in self.pool.match(c))
            for c in percents
        )

    def _answer(self, passage: Passage, subject: Subject) -> str:
        """The answer that is meant: the one of the figures named, else of the words."""
        figures = [f for f in self.pool.of[subject.key] if not f.derived]
        percents = [c for c in passage.claims if c.kind in ("percent", "of")]
        matching = [f for c in percents for f in self.pool.match(c) if f.subject.key == subject.key]
        direct = [f for f in matching if not f.derived]
        if direct:
            return direct[0].answer
        answers = dict.fromkeys(f.answer for f in figures)
        weights = self.pool.weights
        return max(answers, key=lambda a: weights.likeness(notions(a), passage.own), default="")

    def _figure(self, subject: Subject, answer: str, group: str) -> Figure | None:
        for figure in self.pool.of[subject.key]:
            if (figure.answer, figure.group) == (answer, group) and figure.kind == "percent":
                return figure
        return None


def _said_more(passage: Passage, marker: str, one: Figure, other: Figure) -> str:
    """The group of two that is said to have more; empty where they are alike or it is not clear."""
    up, down = _MORE.search(marker), _LESS.search(marker)
    first = passage.first_of((one.group, other.group))
    if bool(up) == bool(down) or not first or abs(one.value - other.value) < 0.05:
        return ""
    second = other.group if first == one.group else one.group
    return first if up else second


def _apart(one: Figure, other: Figure) -> bool:
    """Whether a test tells two shares apart."""
    if one.n is None or other.n is None or not one.base or not other.base:
        return False
    return fisher(one.n, one.base - one.n, other.n, other.base - other.n) < LEVEL


def _by_a_word(passage: Passage, subject: Subject) -> bool:
    """Whether a code is named whose name is a single word."""
    if subject.source != "code" or any(DENIES.search(name) for name in subject.names[:2]):
        return False  # «Нет работы» is not named by «работа»
    names = [notions(name) for name in subject.names[:2]]
    return any(len(meant) == 1 and meant <= passage.own for meant in names)


def _denied(part: Passage, at: Found, start: int) -> bool:
    """Whether *nobody* is said of a denial, so that all may be meant: in English by any *not*, in
    Russian, where *nobody* goes with one *not*, by another."""
    rest = part.plain[: at.start - start] + part.plain[at.end - start :]
    denials = len(_NOT.findall(rest))
    return denials > (0 if part.plain[at.start - start : at.end - start].isascii() else 1)


def _pair(said: Notions, groups: Sequence[tuple[str, Notions]]) -> tuple[str, str] | None:
    """The two groups that a sentence names, of those there are."""
    named = [group for group, meant in groups if meant and meant <= said]
    return (named[0], named[1]) if len(named) == 2 else None


_QUOTED = re.compile(r"[«“\"„]([^«»“”\"„]+)[»”\"“]|(?<!\w)‘([^‘’]+)’(?!\w)")
_NOT = re.compile(r"\b(?:не|без|no|not|never|without)\b|n't\b|n’t\b", re.I)
_MORE = re.compile(r"\b(?:чаще|больше|выше|more|higher|larger|greater)\b", re.I)
_LESS = re.compile(r"\b(?:реже|меньше|ниже|less|lower|smaller|fewer)\b", re.I)
# What says that neither has more: «не чаще», "no more often", "did not … more than".
_NO_MORE = re.compile(
    r"\b(?:не|no|not)\s+(?:any\s+)?(?:чаще|реже|больше|меньше|выше|ниже|more|less|fewer|higher|lower)\b"
    r"|(?:\b(?:did|do|does|is|are|was|were) not|n['’]t)\b[^.,;]*\b(?:more|less|higher|lower)\b",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?:чаще|реже|(?:больше|меньше|выше|ниже|сильнее|слабее|лучше|хуже)"
    r"(?=[^.]*\b(?:чем|у|среди|мужчин|женщин|мигрант\w*|репатриант\w*)\b)|"
    r"в отличие от|по сравнению с|в большей степени|в меньшей степени|"
    r"(?:more|less) (?:often|likely|frequently)|"
    r"(?:higher|lower|larger|smaller|greater) (?=[^.]*\b(?:than|among|for)\b)|"
    r"(?:more|fewer) \w+ (?=[^.]*than\b)|in contrast to|unlike|compared (?:with|to)|"
    r"(?:men|women|migrants|returnees) [^.]{0,80}\bthan (?:the )?"
    r"(?:men|women|migrants|returnees))\b",
    re.I,
)
# A test that is named, or an interval.
_TESTED = re.compile(
    r"(?<!\w)[pр]\s*[=<>≥≤≈]|фишер|fisher|хи-квадрат|χ|chi-?squared?|статистическ|statistical|"
    r"значим|significan|фримен|freeman|доверительн|\bДИ\b|\bCI\b|confidence",
    re.I,
)  # fmt: skip
_DENIED = re.compile(
    r"не(?:\s\w+)?\s?значим|незначим|статистически не|не подтвержд|разли\w+ нет|нет различ|"
    r"not (?:statistically )?significan|no (?:significant |statistical )?difference|"
    r"случайн|by chance|could be chance|не позволя|[pр]\s*[=>≥]\s*0?[.,](?:0[5-9]|[1-9])",
    re.I,
)
_HEDGED = re.compile(r"нельзя сказать|cannot be said|не значит|нет оснований|no evidence", re.I)
