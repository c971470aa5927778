"""Figures held against the project: unknown, of something else, swapped cells, other tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etic.mixed.claims.checking_people import People
from etic.mixed.claims.figures import Figure, Pool, Subject, rank
from etic.mixed.claims.naming import (
    claimed,
    literally,
    meant,
    parts,
    place,
    sibling,
    summed,
    together,
)  # fmt: skip
from etic.mixed.claims.nearest import (
    CLEARLY,
    NEAR,
    SHOWN,
    SPOKEN_OF,
    direct,
    instead,
    known_bases,
    persons,
)  # fmt: skip
from etic.mixed.claims.numbers import Claim
from etic.mixed.claims.passages import Finding, Passage
from etic.mixed.claims.reckoning import (
    beyond,
    exact,
    quotient,
    reckoned,
    subtracted,
    whole_of,
    within,
)  # fmt: skip
from etic.mixed.claims.words import notions

FAR = 10.0  # points by which a figure may keep from a bound that is said of it
SENTENCES = 80  # characters from which on a cell is running text


class Numbers:
    """Checks the figures of passages against a pool; `own` are figures of the draft's tables."""

    def __init__(self, pool: Pool, own: dict[str, set[float]]) -> None:
        self.pool, self.own, self._people = pool, own, People(pool)

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
            whole = whole_of(passage, claimed[i - 1], claim) if i else None
            if whole is not None:
                if not quotient(whole, claim):
                    yield passage.finding(
                        whole.start, claim.end, "number", "arithmetic", "sure",
                        n=int(whole.value), base=whole.base, share=exact(whole),
                    )  # fmt: skip
                continue
            yield from self._one(passage, claim, _tables(passage, claim), scores)
        yield from reckoned(passage)

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
                yield passage.finding(
                    *at, "number", "no-base", "sure", n=n, known=known_bases(self.pool)
                )
            return
        if claim.kind == "count":
            yield from self._people.check(passage, claim, scores)
            return
        if claim.kind == "percent" and claim.value == 100:
            return
        if claim.bound and claim.kind == "percent":
            share = beyond(passage, claim)
            if share is not None and not within(share, claim):
                yield passage.finding(*at, "number", "bound", "likely", share=share)
            if share is not None or self._bounded(passage, claim, scores):
                return
        if claim.kind == "points" and subtracted(passage, claim):
            return
        found = [f for f in self.pool.match(claim) if _named(passage, f)]
        if tables & self.pool.numbers.keys() and claim.kind in ("percent", "points"):
            held = [f for f in found if f.subject.number in tables]
            if not any(summed(passage, f) for f in held) and _printed(passage, found, tables):
                held = []  # a sum by chance, where another table has just what is said
            if not held and not any(claim.value in self.own.get(n, ()) for n in tables):
                elsewhere = [f for f in direct(found) if f.subject.number]
                key = "table-other" if elsewhere else "table-without"
                yield passage.finding(
                    *at, "reference", key, "sure",
                    instead(self.pool, passage, scores, claim, tables) if not elsewhere
                    else _best(passage, elsewhere, self.pool),
                    tables=", ".join(sorted(tables)),
                )  # fmt: skip
                return
            found = held or found
        if not found:
            unnamed = direct(list(self.pool.match(claim)))
            if unnamed:  # there is such a number, of what the sentence does not name
                wanted = instead(self.pool, passage, scores, claim)[:1]
                cell = passage.paragraph.kind == "cell"
                yield passage.finding(
                    *at, "number", "other", "hint" if cell else "likely",
                    [*wanted, *_best(passage, unnamed, self.pool)[:2]],
                )  # fmt: skip
            else:
                yield from self._unknown(passage, claim, scores)
            return
        aside = self.pool.indicators
        best = max((score for key, score in scores.items() if key not in aside), default=0.0)
        ranked = [(passage.figure_score(f, self.pool), f) for f in found]
        top = max(score for score, _ in ranked)
        close = [
            f for score, f in ranked
            if score >= NEAR * best and score >= 0.6 * top
            and not (f.derived and (score < SPOKEN_OF or self._beside(passage, f, score, best)))
        ]  # fmt: skip
        close += _of_row(passage, found, close)
        if tables & self.pool.numbers.keys() and not close:
            close = [f for f in found if f.subject.number in tables]
        if not close:
            plain = direct(found)
            if together(passage, self.pool.figures, claim.value, claim.digits):
                return
            if not plain and passage.paragraph.kind == "cell" and best < SPOKEN_OF:
                return  # nothing says what it is of
            if not plain:
                yield from self._unknown(passage, claim, scores)
            elif best >= SPOKEN_OF:
                wanted = instead(self.pool, passage, scores, claim)[:1]
                # One code after another of a theme, each with its figure, in other words.
                listed = (
                    bool(wanted)
                    and claimed(passage, wanted, but=claim)
                    and any(_beside_one_another(wanted[0].subject, f.subject) for f in plain)
                )
                clear = best >= CLEARLY and not _running(passage) and not listed
                yield passage.finding(
                    *at, "number", "other", "likely" if clear else "hint",
                    [*wanted, *_best(passage, plain, self.pool)[:2]],
                )  # fmt: skip
            return
        yield from self._cell(passage, claim, sorted(close, key=rank))

    def _beside(self, passage: Passage, figure: Figure, score: float, best: float) -> bool:
        """Whether a figure that only follows from others is of something less spoken of than the
        rest; a difference of groups that are named is not."""
        if figure.kind == "points" and passage.mentioned(self.pool.groups[figure.subject.key]):
            return False
        return score < 0.8 * best or not summed(passage, figure)

    def _bounded(self, passage: Passage, claim: Claim, scores: dict[str, float]) -> bool:
        """Whether something that is spoken of keeps to a bound, and not by far."""
        return any(
            within(f.value, claim) and abs(f.value - claim.value) <= FAR
            for f in instead(self.pool, passage, scores, claim)
        )

    def _unknown(
        self, passage: Passage, claim: Claim, scores: dict[str, float]
    ) -> Iterator[Finding]:
        at = (claim.start, claim.end)
        cell = passage.paragraph.kind == "cell"
        if claim.kind == "of" and claim.base not in self.pool.all_bases:
            yield passage.finding(
                *at, "number", "no-base", "sure", n=claim.base, known=known_bases(self.pool)
            )
            return
        sure = "likely" if cell else "sure"
        yield passage.finding(
            *at, "number", "unknown", sure,  # type: ignore[arg-type]
            instead(self.pool, passage, scores, claim, by_value=claim.kind in ("of", "percent")),
        )  # fmt: skip

    # -- another column, another answer ------------------------------------------------------------

    def _cell(self, passage: Passage, claim: Claim, close: Sequence[Figure]) -> Iterator[Finding]:
        fitting, wrong = [], []
        for figure in close:
            said = passage.groups(claim, persons(self.pool, figure))
            named = notions(figure.answer).union(*figure.subject.notions())
            if len(passage.mentioned(persons(self.pool, figure))) < 2:  # two of them are a contrast
                said = frozenset(
                    group for group in said
                    if not notions(group) <= named or _word_by_word(passage, claim, group)
                )  # fmt: skip
            if figure.kind == "points" or (figure.derived and not figure.group):
                fitting.append(figure)
            elif said and figure.group not in said:
                wrong.append((figure, said))
            elif not said and figure.group and not self._told(passage, figure):
                wrong.append((figure, frozenset(("",))))
            else:
                fitting.append(figure)
        at = (claim.start, claim.end)
        beside = [
            (figure, said) for figure, said in wrong
            if any(_word_by_word(passage, claim, group) for group in said)
        ]  # fmt: skip
        fitting = [f for f in fitting if not any(_same_column(f, *each) for each in beside)]
        if not fitting and wrong:
            figure, said = wrong[0]
            other = [
                f for f in direct(self.pool.of[figure.subject.key])
                if f.answer == figure.answer and f.group in said and f.kind == figure.kind
            ]  # fmt: skip
            if said == {""} and passage.paragraph.kind == "cell" and not passage.of_everybody:
                return
            if said != {""} and figure.subject.source != "table" and place(figure.group):
                # Of a place that nobody speaks of: it is that number by chance.
                scores = passage.scores(self.pool)
                near = instead(self.pool, passage, scores, claim, by_value=True)[:1]
                yield passage.finding(*at, "number", "other", "likely", [*near, figure])
                return
            key = "group-other" if said != {""} else "group-unsaid"
            spoken = passage.figure_score(figure, self.pool) >= CLEARLY
            whole = any(f.answer == figure.answer and not f.group
                        for f in self.pool.of[figure.subject.key])  # fmt: skip
            printed = figure.subject.source == "table" and whole and spoken
            sure = "likely" if said != {""} or printed else "hint"
            yield passage.finding(
                *at, "cell", key, sure,  # type: ignore[arg-type]
                [figure, *other[:2]], said=", ".join(sorted(said - {""})),
            )  # fmt: skip
            return
        others = self._answers(passage, claim, fitting) or self._sibling(passage, fitting)
        if others is not None:
            yield passage.finding(*at, "cell", "answer-other", "likely", others)

    def _sibling(self, passage: Passage, fitting: Sequence[Figure]) -> list[Figure] | None:
        """The figures of the code or question that is named, where all that fit are of others
        beside it."""
        named = [sibling(passage, f, self.pool.subjects) for f in fitting]
        if not named or named[0] is None or not all(named):
            return None
        if claimed(passage, self.pool.of[named[0].key]):
            return None  # one code after another, each with its figure
        other = [
            f for f in direct(self.pool.of[named[0].key])
            if (f.group, f.answer, f.kind)
            == (fitting[0].group, fitting[0].answer, fitting[0].kind)
        ]  # fmt: skip
        return [fitting[0], *other[:1]]

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
        if _running(passage):
            return None
        surveyed = [f for f in fitting if f.subject.source in ("table", "answers") and f.answer]
        if len(surveyed) < len(fitting) or not surveyed:
            return None
        figure = surveyed[0]
        rivals = direct(self.pool.of[figure.subject.key])
        answers = dict.fromkeys(f.answer for f in rivals if f.answer)
        start, end = passage.chunk(claim.start)
        chunk = passage.plain[start:end]
        here = passage.own if passage.paragraph.kind == "cell" else notions(chunk)
        if passage.paragraph.kind == "cell":
            chunk = passage.paragraph.row
        named = {a for a in answers if (m := notions(a)) and m <= here} | literally(chunk, answers)
        named = {a for a in named if not any(a != b and a in b for b in named)}
        if not named and passage.paragraph.kind != "cell":
            behind = re.match(r"[^()]*\)([^,;.]*)", passage.plain[claim.end :])  # of a bracket
            said = passage.plain[:end] + (behind[1] if behind else "")
            named = meant(said, chunk, figure.subject, answers)
        if not named or any(parts(f.answer) & named or f.answer in named for f in surveyed):
            return None
        told = {a for a in answers if (m := notions(a)) and m <= passage.own}
        left = any(f.answer.startswith("100 − ") and f.answer[6:] not in told for f in surveyed)
        if left and len(told) > 1:
            return None  # all the others are named
        other = [f for f in rivals if f.answer in named and f.group == figure.group]
        return [figure, *other[:2]]


def _of_row(passage: Passage, found: Sequence[Figure], close: Sequence[Figure]) -> list[Figure]:
    """Of a cell: figures of just the answer that its row names, whatever else is spoken of."""
    if passage.paragraph.kind != "cell":
        return []
    row = notions(passage.paragraph.row)
    return [f for f in direct(found) if f not in close and row and notions(f.answer) == row]


def _beside_one_another(one: Subject, other: Subject) -> bool:
    """Whether two codes stand under the same one."""
    above = one.path.rpartition("/")[0]
    return bool(above) and one.study == other.study and above == other.path.rpartition("/")[0]


def _same_column(figure: Figure, cell: Figure, said: frozenset[str]) -> bool:
    """Whether answers by respondent are to the question that is that column of a table, while
    another column is named («Сектор экономики: В Кыргызстане»)."""
    if figure.subject.source != "answers" or figure.group or cell.subject.source != "table":
        return False
    names = frozenset().union(*figure.subject.notions())
    return notions(cell.group) <= names and not any(notions(g) <= names for g in said if g)


def _printed(passage: Passage, found: Sequence[Figure], tables: set[str]) -> bool:
    """Whether another table has one of the figures for an answer that is named in full."""
    others = [f for f in direct(found) if f.subject.number and f.subject.number not in tables]
    return any((m := notions(f.answer)) and m <= passage.own for f in others)


def _word_by_word(passage: Passage, claim: Claim, group: str) -> bool:
    """Whether the column of a table stands just so beside a figure, or in a sentence with no other
    one: «В России», not «из России»."""
    alone = sum(c.kind == claim.kind for c in passage.claims) == 1
    start, end = (0, None) if alone else passage.chunk(claim.start)
    return " " in group and group.lower() in passage.plain[start:end].lower()


def _best(passage: Passage, figures: Sequence[Figure], pool: Pool) -> list[Figure]:
    return sorted(figures, key=lambda f: (-round(passage.figure_score(f, pool), 1), rank(f)))[
        :SHOWN
    ]


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


def _tables(passage: Passage, claim: Claim) -> set[str]:
    """The tables that are referred to in the same part of a sentence."""
    parts = [0, *(match.end() for match in re.finditer(";", passage.plain)), len(passage.plain)]
    start = max(at for at in parts if at <= claim.start)
    end = min(at for at in parts if at >= claim.end)
    return {number for number, at, _ in passage.tables if start <= at < end}
