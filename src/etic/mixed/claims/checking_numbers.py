"""Figures held against the project: unknown, of something else, swapped cells, other tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from etic.language.lemmas import proper
from etic.language.words import fold, words
from etic.mixed.claims.figures import Figure, Pool, Subject, rank
from etic.mixed.claims.numbers import Claim
from etic.mixed.claims.passages import Finding, Passage
from etic.mixed.claims.words import notions

SPOKEN_OF = 1.2  # a score from which on a passage speaks of a subject
CLEARLY = 2.0
NEAR = 0.4  # a figure is of what the passage speaks of from this part of the best score on
SHOWN = 3  # figures named at most
SENTENCES = 80  # characters from which on a cell is running text

_YES = frozenset(("да", "yes"))
_NO = frozenset(("нет", "no"))
_DENIES = re.compile(
    r"\b(?:не|нет|ни|без|отсутств\w+|no|not|never|n't|none|without|against|затрудн\w+|"
    r"undecided|unsure|отказ\w+|несоответств\w+|неудовлетвор\w+|dis\w+|un\w+)\b|n't",
    re.I,
)


# A sentence that says how the sample is made up.
_SAMPLE = re.compile(
    r"опрошен|интервью|выборк|из них|участвовал|взят|"
    r"sample|interviewed|surveyed|of whom|\bof the \d+\b|including|took part",
    re.I,
)  # fmt: skip


# What stands between a count and its percent: a bracket, or a comma after one word at most
# («13 из 37 обеспечивают семью, 44,1 % говорят» are two figures).
_SAME = re.compile(r"(?:[^.;()\d]{0,40}\(|\s*(?:[^\W\d]+\s*)?,)\s*(?:или\s|or\s|≈\s*)?")


class Numbers:
    """Checks the figures of passages against a pool; `own` are figures of the draft's tables."""

    def __init__(self, pool: Pool, own: dict[str, set[float]]) -> None:
        self.pool, self.own = pool, own

    def check(self, passage: Passage) -> Iterator[Finding]:
        """What does not hold of the figures of one passage."""
        for number, start, end in passage.tables:
            if number not in self.pool.numbers and number not in self.own:
                known = ", ".join(self.pool.numbers) or "—"
                yield passage.finding(
                    start, end, "reference", "no-table", "sure", number=number, known=known
                )
        claimed = list(passage.claims)
        if not claimed:
            return
        scores = passage.scores(self.pool)
        for i, claim in enumerate(claimed):
            if passage.paragraph.kind == "caption" and claim.kind != "base":
                continue
            whole = _whole(passage, claimed[i - 1], claim) if i else None
            if whole is not None:
                if not _quotient(whole, claim):
                    yield passage.finding(
                        whole.start, claim.end, "number", "arithmetic", "sure",
                        n=int(whole.value), base=whole.base, share=100 * whole.value / _n(whole),
                    )  # fmt: skip
                continue
            yield from self._one(passage, claim, _tables(passage, claim), scores)

    def _one(
        self, passage: Passage, claim: Claim, tables: set[str], scores: dict[str, float]
    ) -> Iterator[Finding]:
        at = (claim.start, claim.end)
        if claim.kind == "base":
            n = int(claim.value)
            asked = any(
                f.base == n and passage.figure_score(f, self.pool) >= SPOKEN_OF
                for f in self.pool.figures
            )
            if n not in self.pool.bases and not asked:
                yield passage.finding(*at, "number", "no-base", "sure", n=n, known=self._bases())
            return
        if claim.kind == "count":
            yield from self._people(passage, claim)
            return
        if claim.kind == "percent" and claim.value == 100:
            return
        if claim.kind == "points" and _subtracted(passage, claim):
            return
        found = [f for f in self.pool.match(claim) if _named(passage, f)]
        if tables & self.pool.numbers.keys() and claim.kind in ("percent", "points"):
            held = [f for f in found if f.subject.number in tables]
            if not held and not any(claim.value in self.own.get(n, ()) for n in tables):
                elsewhere = [f for f in _direct(found) if f.subject.number]
                key = "table-other" if elsewhere else "table-without"
                yield passage.finding(
                    *at, "reference", key, "sure",
                    self._instead(passage, scores, claim, tables) if not elsewhere
                    else _best(passage, elsewhere, self.pool),
                    tables=", ".join(sorted(tables)),
                )  # fmt: skip
                return
            found = held or found
        if not found:
            yield from self._unknown(passage, claim, scores)
            return
        aside = self.pool.indicators
        best = max((score for key, score in scores.items() if key not in aside), default=0.0)
        ranked = [(passage.figure_score(f, self.pool), f) for f in found]
        top = max(score for score, _ in ranked)
        close = [
            f for score, f in ranked
            if score >= NEAR * best and score >= 0.6 * top
            and not (f.derived and (score < SPOKEN_OF or score < 0.8 * best))
        ]  # fmt: skip
        if tables & self.pool.numbers.keys() and not close:
            close = [f for f in found if f.subject.number in tables]
        if not close:
            direct = _direct(found)
            if not direct:
                yield from self._unknown(passage, claim, scores)
            elif best >= SPOKEN_OF:
                clear = best >= CLEARLY and not _running(passage)
                yield passage.finding(
                    *at, "number", "other", "likely" if clear else "hint",
                    [*self._instead(passage, scores, claim)[:1],
                     *_best(passage, direct, self.pool)[:2]],
                )  # fmt: skip
            return
        yield from self._cell(passage, claim, sorted(close, key=rank))

    def _people(self, passage: Passage, claim: Claim) -> Iterator[Finding]:
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
        elif n not in self.pool.bases and not any(f.n == n for f in self.pool.figures):
            yield passage.finding(*at, "number", "unknown", "hint")

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

    def _bases(self) -> str:
        return ", ".join(map(str, list(self.pool.bases)[:6]))

    def _unknown(
        self, passage: Passage, claim: Claim, scores: dict[str, float]
    ) -> Iterator[Finding]:
        at = (claim.start, claim.end)
        cell = passage.paragraph.kind == "cell"
        if claim.kind == "of" and claim.base not in self.pool.all_bases:
            yield passage.finding(
                *at, "number", "no-base", "sure", n=claim.base, known=self._bases()
            )
            return
        sure = "likely" if cell else "sure"
        yield passage.finding(
            *at, "number", "unknown", sure,  # type: ignore[arg-type]
            self._instead(passage, scores, claim),
        )  # fmt: skip

    def _instead(
        self,
        passage: Passage,
        scores: dict[str, float],
        claim: Claim,
        tables: set[str] | None = None,
    ) -> list[Figure]:
        """What the project has of what the passage speaks of, the nearest first."""
        tables_first = {s.key: 1.15 for s in self.pool.subjects if s.source == "table"}
        wanted = max(scores, key=lambda key: scores[key] * tables_first.get(key, 1), default="")
        if tables:
            keys = [s.key for n in tables for s in self.pool.numbers.get(n, ())]
            wanted = max(keys, key=lambda key: scores[key], default="")
        elif scores.get(wanted, 0) < SPOKEN_OF:
            return []
        figures = [f for f in _direct(self.pool.of.get(wanted, ())) if f.kind != "points"]
        groups = passage.groups(claim, self._persons(figures[0])) if figures else frozenset()

        def away(figure: Figure) -> tuple[bool, float, float]:
            value = figure.n if claim.kind in ("of", "count") else figure.value
            off = abs((value or 0) - claim.value)
            other = figure.group not in groups if groups else bool(figure.group)
            return other, -passage.figure_score(figure, self.pool), off

        return sorted(figures, key=away)[:SHOWN]

    # -- another column, another answer ------------------------------------------------------------

    def _persons(self, figure: Figure) -> list[tuple[str, frozenset[str]]]:
        """The groups of a subject that a sentence may name; places are named for other reasons
        too, so they are groups only where they make the columns of a table."""
        named = self.pool.groups.get(figure.subject.key, ())
        if figure.subject.source == "table":
            return list(named)
        return [(group, meant) for group, meant in named if not _place(group)]

    def _cell(self, passage: Passage, claim: Claim, close: Sequence[Figure]) -> Iterator[Finding]:
        fitting, wrong = [], []
        for figure in close:
            said = passage.groups(claim, self._persons(figure))
            named = notions(figure.answer).union(*figure.subject.notions())
            if len(passage.mentioned(self._persons(figure))) < 2:  # two of them are a contrast
                said = frozenset(group for group in said if not notions(group) <= named)
            if figure.kind == "points" or (figure.derived and not figure.group):
                fitting.append(figure)
            elif said and figure.group not in said:
                wrong.append((figure, said))
            elif not said and figure.group and not self._told(passage, figure):
                wrong.append((figure, frozenset(("",))))
            else:
                fitting.append(figure)
        at = (claim.start, claim.end)
        if not fitting and wrong:
            figure, said = wrong[0]
            instead = [
                f for f in _direct(self.pool.of[figure.subject.key])
                if f.answer == figure.answer and f.group in said and f.kind == figure.kind
            ]  # fmt: skip
            if said == {""} and passage.paragraph.kind == "cell" and not passage.of_everybody:
                return
            key = "group-other" if said != {""} else "group-unsaid"
            spoken = passage.figure_score(figure, self.pool) >= CLEARLY
            whole = any(f.answer == figure.answer and not f.group
                        for f in self.pool.of[figure.subject.key])  # fmt: skip
            printed = figure.subject.source == "table" and whole and spoken
            sure = "likely" if said != {""} or printed else "hint"
            yield passage.finding(
                *at, "cell", key, sure,  # type: ignore[arg-type]
                [figure, *instead[:2]], said=", ".join(sorted(said - {""})),
            )  # fmt: skip
            return
        others = self._answers(passage, claim, fitting)
        if others is not None:
            yield passage.finding(*at, "cell", "answer-other", "likely", others)

    def _told(self, passage: Passage, figure: Figure) -> bool:
        """Whether a group is told by what stands around the sentence."""
        meant = notions(figure.group)
        if not meant:  # years of age
            return figure.group.lower() in f"{passage.before} {passage.text}".lower()
        return meant <= passage.near | passage.own

    def _answers(
        self, passage: Passage, claim: Claim, fitting: Sequence[Figure]
    ) -> list[Figure] | None:
        """The figures of the answer that is named, where all that fit are of another one."""
        surveyed = [f for f in fitting if f.subject.source in ("table", "answers") and f.answer]
        if len(surveyed) < len(fitting) or not surveyed:
            return None
        figure = surveyed[0]
        rivals = _direct(self.pool.of[figure.subject.key])
        answers = dict.fromkeys(f.answer for f in rivals if f.answer)
        start, end = passage.chunk(claim.start)
        chunk = passage.plain[start:end]
        here = passage.own if passage.paragraph.kind == "cell" else notions(chunk)
        if passage.paragraph.kind == "cell":
            chunk = passage.paragraph.row
        named = {a for a in answers if (m := notions(a)) and m <= here} | _literally(chunk, answers)
        named = {a for a in named if not any(a != b and a in b for b in named)}
        if not named and passage.paragraph.kind != "cell":
            named = _meant(passage.plain[:end], chunk, figure.subject, answers)
        if not named or any(_parts(f.answer) & named or f.answer in named for f in surveyed):
            return None
        instead = [f for f in rivals if f.answer in named and f.group == figure.group]
        return [figure, *instead[:2]]


def _parts(answer: str) -> set[str]:
    """The answers of a sum, and whatever a subtotal is called."""
    parts = {part.strip() for part in re.split(r"[+−]", answer)}
    return parts | {part[:1].upper() + part[1:] for part in parts}


def _literally(chunk: str, answers: Sequence[str] | dict[str, None]) -> set[str]:
    """Answers in quotation marks, or as a whole cell."""
    quoted = {m.strip().lower() for m in re.findall(r"[«“\"„]([^»”\"]+)[»”\"“]", chunk)}
    quoted.add(chunk.strip().lower())
    english = {"yes": "да", "no": "нет"}
    quoted |= {english[q] for q in quoted & english.keys()}
    return {a for a in answers if a.lower() in quoted}


def _meant(
    said: str, chunk: str, subject: Subject, answers: Sequence[str] | dict[str, None]
) -> set[str]:
    """Of a question of yes and no: the answers that a sentence with or without *not* may mean."""
    folded = {fold(a) for a in answers}
    if not (folded & _YES and folded & _NO):
        return set()
    about = frozenset().union(*subject.notions())
    if not notions(said) & about:
        return set()
    if _DENIES.search(said):
        if re.search(r"\b(?:не|not|n't)\b", chunk) and notions(chunk) & about:
            return {a for a in answers if not _affirms(a)}
        return set()
    return {a for a in answers if _affirms(a)}


def _affirms(answer: str) -> bool:
    first = [fold(w.text) for w in words(answer)]
    return bool(first) and (bool({"да", "yes"} & set(first[:3])) and "нет" not in first[:2])


def _place(group: str) -> bool:
    said = [w.text for w in words(group)]
    return bool(said) and all(_proper(word) or len(word) < 3 for word in said)


def _proper(word: str) -> bool:
    """Whether a word is a name: an English one by its capital, where it is none of the words that
    we know («Kyrgyzstan», not «Women»)."""
    if not word.isascii():
        return proper(fold(word))
    return word[0].isupper() and all(n.isascii() or proper(n) for n in notions(word))


def _direct(figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if not f.derived]


def _best(passage: Passage, figures: Sequence[Figure], pool: Pool) -> list[Figure]:
    return sorted(figures, key=lambda f: (-round(passage.figure_score(f, pool), 1), rank(f)))[
        :SHOWN
    ]


def _whole(passage: Passage, before: Claim, claim: Claim) -> Claim | None:
    """The count of a base whose percent this figure is: «8 из 37 (21,6 %)», «21,6 % (8 из 37)»."""
    if before.kind == "of" and claim.kind == "percent":
        between = passage.plain[before.end : claim.start]
        if _SAME.fullmatch(between):
            return before
    return None


def _named(passage: Passage, figure: Figure) -> bool:
    """Whether a figure may be meant: that of an indicator only where its name stands in full, since
    it is made of words of many questions."""
    if figure.subject.source != "indicator":
        return True
    return any(name <= passage.own | passage.near for name in figure.subject.notions())


def _running(passage: Passage) -> bool:
    """Whether a cell of a table tells of several things in sentences, so that its row and column
    do not say what a number in it is of."""
    return passage.paragraph.kind == "cell" and len(passage.paragraph.text) > SENTENCES


def _subtracted(passage: Passage, claim: Claim) -> bool:
    """Whether a difference in points is that of two shares of the same sentence."""
    exact = [100 * c.value / _n(c) for c in passage.claims if c.kind == "of"]
    printed = [c.value for c in passage.claims if c.kind == "percent"]
    half = 0.5 * 10**-claim.digits + 1e-6
    within = [(exact, half), (printed, 2 * half)]  # either of the printed ones is rounded
    return any(
        abs(abs(one - other) - abs(claim.value)) <= off
        for shares, off in within
        for one, other in combinations(shares, 2)
    )


def _tables(passage: Passage, claim: Claim) -> set[str]:
    """The tables that are referred to in the same part of a sentence."""
    parts = [0, *(match.end() for match in re.finditer(";", passage.plain)), len(passage.plain)]
    start = max(at for at in parts if at <= claim.start)
    end = min(at for at in parts if at >= claim.end)
    return {number for number, at, _ in passage.tables if start <= at < end}


def _n(claim: Claim) -> int:
    return claim.base or 1


def _quotient(whole: Claim, claim: Claim) -> bool:
    exact = 100 * whole.value / _n(whole)
    return bool(abs(exact - claim.value) <= 0.5 * 10**-claim.digits + 1e-6)
