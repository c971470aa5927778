"""A sentence of a draft with all that decides what its figures are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from etic.language.segments import sentences
from etic.language.words import words
from etic.mixed.claims.figures import Figure, Pool, Subject
from etic.mixed.claims.numbers import FURTHER, Claim, claims
from etic.mixed.claims.reading import Draft, Paragraph
from etic.mixed.claims.words import Notions, notions

Sure = Literal["sure", "likely", "hint"]
QUOTED = re.compile(
    r"«([^«»]+(?:«[^«»]*»[^«»]*)*)»|“([^“”]+)”|„([^„“”]+)[“”]|\"([^\"\n]+)\"|"
    r"(?<!\w)‘([^‘’]+(?:(?<=\w)’(?=\w)[^‘’]*)*)’(?!\w)"
)
QUOTE_WORDS = 4  # fewer in quotation marks are a term, the name of an answer
_CHUNK = re.compile(
    r"(?<!\d)[,;:](?=\s)|(?<=\d)[,;](?=\s)|[;()]|\s[–—]\s|"
    r"\b(?:и|а|но|против|тогда как|and|while|whereas|but|versus|vs\.?|against|compared)\b",
    re.I,
)
_TABLES = re.compile(
    r"(?:\b(?:табл(?:иц\w*|\.)?|tables?|tabs?\.)\s*№?\s*|\b(?-i:[TТ])\.?\s?(?=\d{1,2}\b))"
    rf"(\d+{FURTHER})",
    re.I,
)


_INTERVALS = re.compile(r"интервал|\bДИ\b|\bCI\b|interval|confidence", re.I)
_PERCENTS = re.compile(r"%|процент|percent|\bдол[яи]\b|\bshare", re.I)
_EVERYBODY = re.compile(r"\b(?:все|всего|итого|total|all|overall)\b", re.I)
# Behind this stands what a group is held against, whose figure comes second.
_STANDARD = re.compile(
    r"(?:по сравнению с(?:о)?|в отличие от|compared (?:with|to)|in contrast to|unlike|against)"
    r"\s+(?:the |тем, что (?:было )?в )?$",
    re.I,
)
_OF = re.compile(r"\d (?:из|of) \d")
# Columns and tables of what is computed from figures: they are no figures of anybody.
_STATISTIC = re.compile(
    r"интервал|\bДИ\b|\bCI\b|interval|(?<!\w)p(?!\w)|критери|\btest|коэфф|coeff|разниц|differ|"
    r"п\. ?п\.|points|[−-]\s*\w+,|№|возраст|\bage\b|каппа|kappa|альфа|alpha|[ακχ]|согласи|agree|"
    r"^\s*[\d.,]+\s*%(?:\s+(?:от|до|from|to))?\s*$",
    re.I,
)
_ANALYSIS = re.compile(
    r"согласи|совпад|agree|coder|кодировщик|насыщ|saturat|совместн|co-?occur|определени|"
    r"definition|коэффициент|coefficient|держится|carries a theme|concentrat|утвержден|proposition|"
    r"не сход|add up|баз\w* таблиц|bases of",
    re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One place of a draft that the project does not bear out."""

    paragraph: int  # which of the draft, from 0
    start: int  # [start, end) of that paragraph's text
    end: int
    rule: str  # number, cell, quantifier, comparison, quote, reference …
    key: str  # what is said of it: message in the catalogue `drafts`
    sure: Sure
    details: Mapping[str, object] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()  # what the project has instead


@dataclass(frozen=True)
class Passage:
    """One sentence, or one cell, in its surroundings."""

    index: int  # of the paragraph
    start: int  # of the sentence in it
    text: str
    paragraph: Paragraph
    near: Notions  # of the headings and the sentence before
    before: str = ""  # the sentence before

    @cached_property
    def plain(self) -> str:
        """The text with spaces where others are quoted at length."""
        return QUOTED.sub(
            lambda m: m.group() if len(m.group().split()) < QUOTE_WORDS else " " * len(m.group()),
            self.text,
        )

    @cached_property
    def own(self) -> Notions:
        """What it speaks of; a cell of what stands before and above it."""
        if self.paragraph.kind == "cell":
            return notions(f"{self.paragraph.row} {self.paragraph.column}")
        return notions(self.plain)

    @cached_property
    def claims(self) -> Sequence[Claim]:
        """Its figures."""
        told = (self.paragraph.caption, *self.paragraph.headings[-1:])
        if any(_ANALYSIS.search(title) for title in told):
            return [c for c in claims(self.plain) if c.kind == "base"]
        if self.paragraph.kind != "cell":
            found = claims(self.plain)
            if _INTERVALS.search(self.plain):  # the level of intervals is no figure of anything
                found = [c for c in found if c.kind != "percent" or c.value not in (90, 95, 99)]
            return found
        column = self.paragraph.column
        if _STATISTIC.search(column):
            return []
        own = _PERCENTS.search(self.text) or _OF.search(self.text)
        percents = bool(_PERCENTS.search(column) or _PERCENTS.search(self.paragraph.caption))
        return claims(self.text, cell=True, percents=percents) if own or percents else []

    @property
    def of_everybody(self) -> bool:
        """Whether a cell stands in a column that says it is of all."""
        return (
            re.search(r"\b(?:все|всего|итого|total|all|overall)\b", self.paragraph.column, re.I)
            is not None
        )

    @cached_property
    def tables(self) -> Sequence[tuple[str, int, int]]:
        """The tables that it refers to: number and place."""
        found = []
        for match in _TABLES.finditer(self.plain):
            for number in re.finditer(r"\d+", match[1]):
                at = match.start(1) + number.start()
                found.append((number.group(), match.start(), at + len(number.group())))
        return found

    def finding(
        self, start: int, end: int, rule: str, key: str, sure: Sure,
        figures: Sequence[Figure] = (), **details: object,
    ) -> Finding:  # fmt: skip
        """A finding at a place of this passage."""
        at = self.start
        return Finding(self.index, at + start, at + end, rule, key, sure, details, tuple(figures))

    # -- what it is of -----------------------------------------------------------------------------

    def score(self, subject: Subject, pool: Pool) -> float:
        """How much it speaks of a subject; words nearby count for a third."""
        return max(
            (
                pool.weights.likeness(name, self.own)
                + 0.35 * pool.weights.likeness(name, self.near - self.own)
                for name in subject.notions()
            ),
            default=0.0,
        )

    def scores(self, pool: Pool) -> dict[str, float]:
        """The same of all subjects, by key: nothing of those with which it shares no word."""
        near = {s.key: s for notion in self.own | self.near for s in pool.about.get(notion, ())}
        found = dict.fromkeys((s.key for s in pool.subjects), 0.0)
        return found | {key: self.score(subject, pool) for key, subject in near.items()}

    def figure_score(self, figure: Figure, pool: Pool) -> float:
        """The same of a figure: of its subject and of its answer."""
        answer = notions(figure.answer)
        return self.score(figure.subject, pool) + 0.8 * pool.weights.likeness(answer, self.own)

    def groups(self, claim: Claim, named: Sequence[tuple[str, Notions]]) -> frozenset[str]:
        """Which of a subject's groups a figure is said to be of; none where no group is named.

        As many groups as figures, all before or all after them, are meant in their order. Else it
        is the group in the figure's own part of the sentence, or the last one before it.
        """
        if self.paragraph.kind == "cell":
            said = notions(self.paragraph.column)
            found = frozenset(group for group, meant in named if names_group(meant, said, named))
            row = notions(self.paragraph.row)
            return found or frozenset(group for group, meant in named if meant and meant == row)
        mentions = self._mentions(tuple(named))
        if not mentions:
            return frozenset()
        figures = [c for c in self.claims if c.kind == claim.kind]
        if len(mentions) == len(figures) > 1 and claim in figures:
            before = all(at < figures[0].start for at, _ in mentions)
            after = all(at > figures[-1].start for at, _ in mentions)
            if before and len(mentions) == 2 and _STANDARD.search(self.plain[: mentions[0][0]]):
                mentions = mentions[::-1]  # «по сравнению с Россией в Кыргызстане 16 % против 8 %»
            if before or after:
                return frozenset((mentions[figures.index(claim)][1],))
        start, end = self.chunk(claim.start)
        within = [group for at, group in mentions if start <= at < end]
        if within:
            return frozenset(within)
        above = [group for at, group in mentions if at < claim.start]
        between = [c for c in figures if mentions[0][0] < c.start < claim.start]
        if above and not between and len(set(above)) > 1:
            return frozenset(above)
        return frozenset(above[-1:])

    def mentioned(self, named: Sequence[tuple[str, Notions]]) -> frozenset[str]:
        """Which groups are named anywhere in it; of a cell none, its column says which."""
        if self.paragraph.kind == "cell":
            return frozenset()
        return frozenset(group for _, group in self._mentions(named))

    def first_of(self, groups: Sequence[str]) -> str:
        """The group that is named first; empty where none is."""
        mentions = self._mentions([(group, notions(group)) for group in groups])
        return mentions[0][1] if mentions else ""

    def _mentions(self, named: Sequence[tuple[str, Notions]]) -> list[tuple[int, str]]:
        """Where groups are named, in order: each by as many words as it has notions."""
        said = list(words(self.plain))
        found = []
        for i, word in enumerate(said):
            for group, meant in named:
                last = said[min(i + len(meant), len(said)) - 1]
                if meant and names_group(meant, notions(self.plain[word.start : last.end]), named):
                    found.append((word.start, group))
        return list({(at // 30, group): (at, group) for at, group in reversed(found)}.values())[
            ::-1
        ]

    def chunk(self, at: int) -> tuple[int, int]:
        """The part of the sentence in which a place lies."""
        cuts = [m.end() for m in _CHUNK.finditer(self.plain)]
        start = max((cut for cut in cuts if cut <= at), default=0)
        starts = [m.start() for m in _CHUNK.finditer(self.plain)]
        end = min((cut for cut in starts if cut > at), default=len(self.plain))
        return start, end


def names_group(meant: Notions, said: Notions, named: Sequence[tuple[str, Notions]]) -> bool:
    """Whether some words name a group: by all of its name, or by a word that no other one has
    («мигранты» are the «нынешние мигранты» where the others are «репатрианты»)."""
    if meant and meant <= said:
        return True
    others = frozenset().union(*(each for _, each in named if each != meant))
    return len(meant) > 1 and bool((meant & said) - others)


def passages(draft: Draft) -> Iterator[Passage]:
    """The sentences and cells of a draft; not its headings."""
    for index, paragraph in enumerate(draft.paragraphs):
        above = notions(" ".join((*paragraph.headings[-2:], paragraph.caption)))
        if paragraph.kind == "cell":
            yield Passage(index, 0, paragraph.text, paragraph, above)
        elif paragraph.kind in ("text", "note", "caption"):
            before = ""
            for start, end in sentences(paragraph.text):
                text = paragraph.text[start:end]
                yield Passage(index, start, text, paragraph, above | notions(before), before)
                before = text
