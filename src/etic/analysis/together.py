"""Pairs of codes that stand together: counted in one sweep over sorted places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]

AT_ONCE = 1_000_000  # pairs of events looked at in one go, so that memory stays small


@dataclass(frozen=True, slots=True)
class Events:
    """What may stand together, as arrays of one length, one element an event.

    An event is a coding seen as one code, or (in whole documents and of whole respondents) all
    codings of a code in one of them.
    """

    code: Whole  # number of its code, 0 to k − 1
    low: Whole  # first and last place on its line: characters, words, turns
    high: Whole
    line: Whole  # number of its line: events of different lines never stand together
    document: Whole  # number of its document
    case: Whole  # number of its respondent; −1: nobody's


@dataclass(frozen=True, slots=True)
class Together:
    """How often codes stand together. All but `events` and `carries` are k × k and symmetric.

    `events` (k): events of each code. `pairs`: pairs of events, one of either code; on the
    diagonal the events. `documents`, `cases`: in how many there is such a pair. `share_of`, not
    symmetric: events of the code of the row that stand with the code of the column. `both` and
    `either`: stretches in which there are both, and in which there is at least one of the two
    (`jaccard`). `carries` (events × k): whether an event stands with a code.
    """

    events: Whole
    pairs: Whole
    documents: Whole
    cases: Whole
    share_of: Whole
    both: Whole
    either: Whole
    carries: Flags


def together(events: Events, k: int, reach: int = 0, apart: Flags | None = None) -> Together:
    """Count pairs of events of different codes that stand together on one line.

    Two events stand together if max(low₁, low₂) − min(high₁, high₂) ≤ `reach`: with places in
    characters and reach 0, if they share one. `apart` (k × k, symmetric) are pairs of codes that
    are not compared: a code and one above it.

    The events are sorted by `low`; the partners of each are then a run right behind it, found by
    bisection: O(N log N + P) for N events and P pairs, with memory for `AT_ONCE` pairs.

    >>> import numpy as np
    >>> row = lambda *values: np.array(values)
    >>> found = together(
    ...     Events(row(0, 1, 1), row(0, 5, 40), row(9, 12, 45), row(0, 0, 0), row(0, 0, 0),
    ...            row(0, 0, 0)), 2)
    >>> found.pairs.tolist(), int(found.both[0, 1]), int(found.either[0, 1])
    ([[1, 1], [1, 2]], 1, 2)
    """
    import numpy as np

    code = events.code.astype(np.int64)
    size = len(code)
    counts = np.bincount(code, minlength=k).astype(np.int64)
    carries = np.zeros((size, k), dtype=bool)
    pairs = np.zeros(k * k, dtype=np.int64)
    documents, cases = _Distinct(), _Distinct()
    low, high = _on_one_line(events, reach)
    order = np.lexsort((high, low))
    for i, j in _neighbours(low[order], high[order], reach):
        one, other = order[i], order[j]
        kept = code[one] != code[other]
        if apart is not None:
            kept &= ~apart[code[one], code[other]]
        one, other = one[kept], other[kept]
        carries[one, code[other]] = True
        carries[other, code[one]] = True
        first = np.minimum(code[one], code[other])
        key = first * k + np.maximum(code[one], code[other])
        pairs += np.bincount(key, minlength=k * k)
        documents.add(key, events.document[one])
        cases.add(key, np.where(events.case[one] == events.case[other], events.case[one], -1))
        # Of two respondents' words that stand together, both have the pair.
        differ = events.case[one] != events.case[other]
        cases.add(key[differ], events.case[one][differ])
        cases.add(key[differ], events.case[other][differ])
    share_of = np.zeros((k, k), dtype=np.int64)
    for number in np.flatnonzero(counts):
        share_of[number] = carries[code == number].sum(axis=0)
    both, either = _stretches(code, low, high, reach, pairs.reshape(k, k), counts)
    diagonal = np.diag(counts)
    return Together(
        counts, _mirrored(pairs, k) + diagonal,
        _mirrored(documents.counts(k), k) + np.diag(_carried(code, events.document, k)),
        _mirrored(cases.counts(k), k) + np.diag(_carried(code, events.case, k)),
        share_of + diagonal, both, either, carries,
    )  # fmt: skip


def _on_one_line(events: Events, reach: int) -> tuple[Whole, Whole]:
    """All lines set one behind the other, so far apart that none reaches the next."""
    import numpy as np

    if not len(events.low):
        return events.low, events.high
    least = min(int(events.low.min()), int(events.high.min()))
    width = max(int(events.low.max()), int(events.high.max())) - least + reach + 2
    _, line = np.unique(events.line, return_inverse=True)
    return events.low - least + line * width, events.high - least + line * width


def _neighbours(low: Whole, high: Whole, reach: int) -> Iterator[tuple[Whole, Whole]]:
    """Pairs (i, j), i < j, of sorted events that stand together, some at once."""
    import numpy as np

    at = np.arange(len(low), dtype=np.int64)
    runs = (np.searchsorted(low, high + reach, side="right") - at - 1).clip(0)
    upto = np.cumsum(runs)
    begin = 0
    while begin < len(low):
        before = int(upto[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(upto, before + AT_ONCE, side="right")))
        run = runs[begin:end]
        i = np.repeat(at[begin:end], run)
        if len(i):
            first = np.repeat(np.cumsum(run) - run, run)
            yield i, i + 1 + np.arange(len(i), dtype=np.int64) - first
        begin = end


class _Distinct:
    """In how many different places each pair of codes was seen."""

    def __init__(self) -> None:
        self.seen: list[tuple[Whole, Whole]] = []

    def add(self, key: Whole, place: Whole) -> None:
        """These pairs were seen in these places; −1 is no place."""
        import numpy as np

        rows = np.stack((key, place))[:, place >= 0]
        if rows.shape[1]:
            found = np.unique(rows[0] << 32 | rows[1])
            self.seen.append((found >> 32, found & 0xFFFFFFFF))

    def counts(self, k: int) -> Whole:
        """For each pair of codes, in how many."""
        import numpy as np

        if not self.seen:
            return np.zeros(k * k, dtype=np.int64)
        every = np.concatenate([key << 32 | place for key, place in self.seen])
        return np.bincount(np.unique(every) >> 32, minlength=k * k).astype(np.int64)


def _carried(code: Whole, place: Whole, k: int) -> Whole:
    """In how many places each code stands."""
    import numpy as np

    known = place >= 0
    found = np.unique(code[known] << 32 | place[known])
    return np.bincount(found >> 32, minlength=k).astype(np.int64)


def _mirrored(upper: Whole, k: int) -> Whole:
    square = upper.reshape(k, k)
    return square + square.T


def _stretches(
    code: Whole, low: Whole, high: Whole, reach: int, pairs: Whole, counts: Whole
) -> tuple[Whole, Whole]:
    """Stretches of a line that either of two codes makes, and those that hold both.

    A stretch is a chain of events of the two codes in which each stands together with one before.
    """
    import numpy as np

    k = len(counts)
    rows = [np.flatnonzero(code == number) for number in range(k)]
    alone = [_chained(low[of], high[of], reach)[1] for of in rows]
    both = np.zeros((k, k), dtype=np.int64)
    either = np.add.outer(np.array(alone), np.array(alone)).astype(np.int64).reshape(k, k)
    for one, other in np.argwhere(pairs > 0):
        of = np.concatenate((rows[one], rows[other]))
        chain, chains = _chained(low[of], high[of], reach)
        first = np.zeros(chains, dtype=bool)
        second = np.zeros(chains, dtype=bool)
        first[chain[: len(rows[one])]] = True
        second[chain[len(rows[one]) :]] = True
        both[one, other] = both[other, one] = int((first & second).sum())
        either[one, other] = either[other, one] = chains
    both[np.diag_indices(k)] = alone
    either[np.diag_indices(k)] = alone
    return both, either


def _chained(low: Whole, high: Whole, reach: int) -> tuple[Whole, int]:
    """The number of the chain that each event belongs to, and how many chains there are."""
    import numpy as np

    if not len(low):
        return np.zeros(0, dtype=np.int64), 0
    order = np.argsort(low, kind="stable")
    reached = np.maximum.accumulate(high[order])
    begins = np.concatenate(([False], low[order][1:] - reached[:-1] > reach))
    chain = np.empty(len(low), dtype=np.int64)
    chain[order] = np.cumsum(begins)
    return chain, int(begins.sum()) + 1
