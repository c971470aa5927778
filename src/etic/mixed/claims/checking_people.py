"""Respondents and interviews counted in a sentence, held against the sample and the codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etic.mixed.claims.figures import Figure, Pool
from etic.mixed.claims.nearest import CLEARLY, SHOWN, SPOKEN_OF, instead, known_bases
from etic.mixed.claims.numbers import Claim
from etic.mixed.claims.passages import Finding, Passage
from etic.mixed.claims.words import notions

MEANT = 0.8  # of the best score, from which on a sentence may be of a subject too

# A sentence that says how the sample is made up.
_SAMPLE = re.compile(
    r"опрошен|интервью|выборк|из них|участвовал|взят|"
    r"sample|interviewed|surveyed|of whom|\bof the \d+\b|including|took part",
    re.I,
)  # fmt: skip


# A sentence that says how many interviews there are.
_HELD = re.compile(
    r"провед[её]н|провели|взял[аи]?\b|взят|записан|записал|собран|"
    r"conducted|\bheld\b|carried out|recorded|collected",
    re.I,
)
_INTERVIEWS = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}(?:интервью|interviews)\b", re.I)


class People:
    """Checks counts of people of passages against a pool."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    def check(self, passage: Passage, claim: Claim, scores: dict[str, float]) -> Iterator[Finding]:
        """Respondents counted: how many of a kind the sample has, where that is what is told."""
        n = int(claim.value)
        if passage.paragraph.kind == "cell":
            return
        said = notions(" ".join(passage.plain[claim.end :].split()[:2]))
        kinds = [
            f for f in self.pool.figures
            if f.subject.source == "sample" and (m := notions(f.answer)) and m <= said
        ]  # fmt: skip
        at = (claim.start, claim.end)
        if _SAMPLE.search(passage.plain) and kinds:
            if not self._so_many(passage, n, kinds):
                yield passage.finding(*at, "number", "sample-other", "sure", kinds[:SHOWN])
        elif n in self.pool.bases:
            return
        elif _HELD.search(passage.plain) and _INTERVIEWS.match(passage.plain[claim.end :]):
            yield passage.finding(
                *at, "number", "no-base", "likely", n=n, known=known_bases(self.pool)
            )
        elif not any(f.n == n for f in self.pool.figures):
            yield passage.finding(*at, "number", "unknown", "hint")
        else:
            yield from self._counted(passage, claim, scores)

    def _counted(
        self, passage: Passage, claim: Claim, scores: dict[str, float]
    ) -> Iterator[Finding]:
        """Respondents of whom a sentence with no other figure clearly says what they are of."""
        best = max(scores.values(), default=0.0)
        spoken = {key for key, score in scores.items() if score >= MEANT * best}
        alone = [c for c in passage.claims if c.kind in ("count", "of", "percent")] == [claim]
        if (
            alone
            and best >= CLEARLY
            and not any(f.n == claim.value for key in spoken for f in self.pool.of[key])
        ):
            nearest = instead(self.pool, passage, scores, claim)[:1]
            yield passage.finding(
                claim.start, claim.end, "number", "other", "likely" if nearest else "hint", nearest
            )

    def _so_many(self, passage: Passage, n: int, kinds: Sequence[Figure]) -> bool:
        """Whether there are so many of a kind: in the sample, in the survey, or among those with
        a code that is spoken of («ради семьи вернулись 23, из них 10 женщин»)."""
        if self.pool.bases.get(n) in {s.study for s in self.pool.subjects}:  # all of a study
            return True
        meant = {notions(f.answer) for f in kinds}
        return n in {f.n for f in kinds} or any(
            (f.base == n and f.subject.source != "code")
            or (f.n == n and passage.score(f.subject, self.pool) >= SPOKEN_OF)
            for f in self.pool.figures
            if f.group and n in (f.n, f.base) and notions(f.group) in meant
        )
