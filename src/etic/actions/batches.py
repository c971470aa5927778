"""Many suggestions at once: what would be coded, seen before it is done; and how they fared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from etic.actions.reviewing import Idea, Review
from etic.analysis.drawing import Bars, Mark, bars
from etic.analysis.intervals import Share, share
from etic.analysis.result import Result
from etic.i18n import number, t
from etic.model import Column, Table, Value
from etic.store.codebook import Tree
from etic.store.reviewing import Fate

if TYPE_CHECKING:
    import pandas as pd

By = Literal["code", "month", "week", "source", "score"]

ENOUGH = 10  # decisions on a code's suggestions, from which on a share of them is told


# -- before a batch -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One coding that a batch would make."""

    review: Review
    idea: Idea


@dataclass(frozen=True, slots=True)
class OfCode:
    """What a batch would do with one code.

    `expected` is the share accepted among those decided so far that scored as high as the batch
    asks: what a person has already read tells how much of the rest to expect right. Its share is
    None, with the reason, where too few have been decided.
    """

    code: str
    n: int
    least: float | None  # the lowest score among them
    expected: Share


@dataclass(frozen=True)
class Batch(Result):
    """What a batch would code, the least sure first. Nothing has happened yet."""

    lines: tuple[Line, ...]
    codes: tuple[OfCode, ...]
    above: float

    @property
    def uids(self) -> tuple[str, ...]:
        """The suggestions that would be accepted."""
        return tuple(line.idea.uid for line in self.lines)

    @property
    def least_sure(self) -> Line | None:
        """The one to look at first."""
        return self.lines[0] if self.lines else None

    @property
    def note(self) -> str:
        """That nothing is coded yet, and what the expected share rests on."""
        return t("suggestions.batch-note", n=ENOUGH)

    def frame(self) -> pd.DataFrame:
        """One row a coding: study, document, case, start, end, code, score, why, quote, uid."""
        import pandas as pd

        columns = [
            "study", "document", "case", "start", "end", "code", "score", "why", "quote", "uid",
        ]  # fmt: skip
        rows = [
            [r.study, r.document, r.case, r.start, r.end, i.code, i.score, i.why, r.quote, i.uid]
            for r, i in ((line.review, line.idea) for line in self.lines)
        ]
        return pd.DataFrame(rows, columns=columns)


def preview(
    queue: Iterable[Review],
    fates: Sequence[Fate],
    *,
    codes: Collection[str] = (),
    above: float = 0.0,
) -> Batch:
    """What would be coded of a queue: these codes (all, where none is named), from a score on."""
    lines = [
        Line(review, idea)
        for review in queue
        for idea in review.ideas
        if (not codes or idea.code in codes) and (idea.score or 0.0) >= above
    ]
    lines.sort(key=lambda line: line.idea.score or 0.0)
    scores: dict[tuple[str, int], list[float | None]] = defaultdict(list)
    for line in lines:
        scores[line.idea.code, line.idea.code_id].append(line.idea.score)
    of_code = tuple(
        OfCode(code, len(found), found[0], expected(fates, code_id, above))
        for (code, code_id), found in sorted(scores.items(), key=lambda item: -len(item[1]))
    )
    return Batch(tuple(lines), of_code, above)


def expected(fates: Iterable[Fate], code_id: int, above: float) -> Share:
    """The share accepted among a code's decided suggestions that scored `above` or higher."""
    outcomes = [
        fate.outcome
        for fate in fates
        if fate.outcome and fate.code_id == code_id and (fate.score or 0.0) >= above
    ]
    if len(outcomes) < ENOUGH:
        return Share(outcomes.count("accepted"), len(outcomes), None, None, None, "few-decided")
    return share(outcomes.count("accepted"), len(outcomes))


# -- how they fared -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fared:
    """How the suggestions of one group fared.

    By month or week, `proposed` and `waiting` are those made in it, the rest those decided in it.
    """

    group: str
    proposed: int
    accepted: int
    dismissed: int
    changed: int  # of the dismissed: another code was taken instead
    waiting: int
    share: Share  # accepted, of those decided


@dataclass(frozen=True)
class Outcomes(Result):
    """How suggestions fared, group by group."""

    by: By
    rows: tuple[Fared, ...]
    labels: Callable[[str], str]

    @property
    def note(self) -> str:
        """What the share is of, and what it does not say."""
        return t("suggestions.outcomes-note")

    def frame(self) -> pd.DataFrame:
        """Columns: the group, proposed, accepted, dismissed, changed, waiting, share, low, high,
        reason (why there is no share)."""
        import pandas as pd

        columns = [
            self.by, "proposed", "accepted", "dismissed", "changed", "waiting", "share", "low",
            "high", "reason",
        ]  # fmt: skip
        rows = [
            [
                r.group, r.proposed, r.accepted, r.dismissed, r.changed, r.waiting, r.share.share,
                r.share.low, r.share.high, r.share.reason,
            ]
            for r in self.rows
        ]  # fmt: skip
        frame = pd.DataFrame(rows, columns=columns)
        shares = ["share", "low", "high"]
        frame[shares] = frame[shares].astype("float64")
        return frame

    def table(self) -> Table:
        """The same to be shown or written."""
        counted = ("proposed", "accepted", "dismissed", "changed", "waiting")
        columns = (
            Column(self.by, t(f"suggestions.by-{self.by}")),
            *(Column(key, t(f"suggestions.column-{key}"), "integer") for key in counted),
            *(Column(key, t(f"columns.{key}"), "percent") for key in ("share", "low", "high")),
        )
        rows: list[tuple[Value, ...]] = [
            (
                self.labels(r.group), *(getattr(r, key) for key in counted),
                r.share.share, r.share.low, r.share.high,
            )
            for r in self.rows
        ]  # fmt: skip
        return Table(columns, tuple(rows), t("suggestions.outcomes"), self.note)

    def drawings(self) -> tuple[Bars]:
        """The shares accepted."""
        marks = [
            Mark(self.labels(r.group), "", r.share.share, r.share.low, r.share.high, r.share.n,
                 r.share.base)
            for r in self.rows
        ]  # fmt: skip
        return (bars(t("suggestions.outcomes"), marks, t("columns.share")),)


def outcomes(fates: Sequence[Fate], tree: Tree, by: By) -> Outcomes:
    """How suggestions fared: by code in the codebook's order, else in order of the groups."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fate in fates:
        made, decided = _groups(fate, tree, by)
        counts[made]["proposed"] += 1
        if not fate.outcome:
            counts[made]["waiting"] += 1
            continue
        counts[decided][fate.outcome] += 1
        counts[decided]["changed"] += fate.instead
    names = sorted(counts)
    if by == "code":
        names = [node.path for node in tree if node.path in counts]
    rows = tuple(
        Fared(
            name, n["proposed"], n["accepted"], n["dismissed"], n["changed"], n["waiting"],
            share(n["accepted"], n["accepted"] + n["dismissed"]),
        )
        for name, n in ((name, counts[name]) for name in names)
    )  # fmt: skip
    if by == "code":
        return Outcomes(by, rows, lambda path: tree.label(tree.by_path[path].id))
    return Outcomes(by, rows, _band_label if by == "score" else str)


def _groups(fate: Fate, tree: Tree, by: By) -> tuple[str, str]:
    """The group in which a suggestion was made, and the one in which it was decided."""
    if by == "code":
        group = tree.by_id[fate.code_id].path
    elif by == "source":
        group = fate.source
    elif by == "score":
        group = score_band(fate.score)
    else:
        made = period(fate.created, by)
        return made, period(fate.decided, by) if fate.decided else made
    return group, group


def score_band(score: float | None) -> str:
    """The tenth in which a score lies; empty for none.

    >>> score_band(0.42), score_band(1.0), score_band(None)
    ('0.4-0.5', '0.9-1.0', '')
    """
    if score is None:
        return ""
    tenth = min(9, int(score * 10 + 1e-9))
    return f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}"


def _band_label(band: str) -> str:
    """A band of scores the way the language writes numbers."""
    if not band:
        return t("suggestions.no-score")
    return "–".join(number(float(end), 1) for end in band.split("-"))


def period(moment: str, by: Literal["month", "week"]) -> str:
    """The month or the ISO week of a moment, as text that sorts.

    >>> period("2026-11-27T20:16:30Z", "month"), period("2026-11-27T20:16:30Z", "week")
    ('2026-11', '2026-W48')
    """
    if by == "month":
        return moment[:7]
    year, week, _ = date.fromisoformat(moment[:10]).isocalendar()
    return f"{year}-W{week:02d}"
