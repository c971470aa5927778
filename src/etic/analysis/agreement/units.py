"""From spans of codings to ratings of units: by character, sentence, turn, document or case.

Whatever the unit, units lie on an axis of whole numbers, one after the other, and a span covers a
stretch of it: characters in question by their number, sentences that it touches by theirs. One
sweep over the borders of these stretches then gives runs in which every coder did the same. A text
is never spread out character by character; what it costs depends on the codings alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from etic.analysis.agreement.ratings import MISSING, Ratings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from etic.analysis.agreement.ratings import Ints

    Bools = NDArray[np.bool_]

Unit = Literal["character", "sentence", "turn", "document", "case"]
CATEGORIES = (False, True)  # not coded, coded


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Stretches `[start, end)` of texts that are in question: turns or sentences, in order.

    All three are one a piece; pieces of a text do not overlap.
    """

    text: Ints  # number of the text, ascending
    start: Ints
    end: Ints

    def characters(self, text: Ints, at: Ints) -> Ints:
        """How many characters in question stand before a place, over all texts in a row."""
        import numpy as np

        base = self._base(text)
        starts, lengths = self._base(self.text) + self.start, self.end - self.start
        before = np.concatenate([[0], np.cumsum(lengths)])
        piece = np.searchsorted(starts, base + at, side="right") - 1
        inside = np.minimum(base + at - starts[piece], lengths[piece]) if len(starts) else at * 0
        return np.asarray(np.where(piece < 0, 0, before[piece] + inside), dtype=np.int64)

    def touched(self, text: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The pieces `[first, last)` that have a character in common with spans."""
        import numpy as np

        base, own = self._base(text), self._base(self.text)
        first = np.searchsorted(own + self.end, base + start, side="right")
        last = np.searchsorted(own + self.start, base + end, side="left")
        return first.astype(np.int64), np.maximum(first, last).astype(np.int64)

    def _base(self, text: Ints) -> Ints:
        """Where a text begins when all stand in one row, far enough apart."""
        return text << 40  # no text has a million million characters

    def per_text(self, texts: int, unit: Literal["character", "piece"]) -> Ints:
        """How many units each of `texts` texts has."""
        import numpy as np

        lengths = self.end - self.start if unit == "character" else np.ones_like(self.start)
        return np.bincount(self.text, weights=lengths, minlength=texts).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """The axis of units in blocks: documents, or cases.

    `sizes` (blocks): units of each; `clusters` (blocks): what is drawn for intervals, numbered from
    0 up; `readers` (blocks, coders): who of the coders has read it.
    """

    sizes: Ints
    clusters: Ints
    readers: Bools


def coded_ratings(
    blocks: Blocks,
    code: Ints,
    coder: Ints,
    start: Ints,
    end: Ints,
    applies: Bools,
) -> list[Ratings]:
    """Ratings of units as coded or not, one `Ratings` a code.

    Parameters
    ----------
    code, coder, start, end: one a coding: its code and coder, numbered from 0 up, and the stretch
        `[start, end)` of the axis that it covers; it lies within one block. Empty ones are nothing.
    applies: (codes, blocks): whether a code could be given there at all.

    A coder who has not read a block is missing there; one who has a coding in it has read it.
    Blocks that fewer than two have read have no units.

    >>> import numpy as np
    >>> one = Blocks(np.array([10]), np.array([0]), np.array([[True, True]]))
    >>> zero = np.array([0, 0])
    >>> found = coded_ratings(one, zero, np.array([0, 1]), np.array([2, 3]), np.array([6, 7]),
    ...                       np.array([[True]]))[0]
    >>> {tuple(p): w for p, w in zip(found.patterns.tolist(), found.weights[0].tolist())}
    {(0, 0): 5.0, (0, 1): 1.0, (1, 0): 1.0, (1, 1): 3.0}
    """
    import numpy as np

    codes, coders = len(applies), blocks.readers.shape[1]
    read = blocks.readers.sum(axis=1) >= 2
    offsets = np.concatenate([[0], np.cumsum(blocks.sizes)])
    length = int(offsets[-1]) + 1
    at, size, covers = _runs(code * length + start, code * length + end, coder, coders)
    of_code, place = np.divmod(at, length)
    block = np.searchsorted(offsets, place, side="right") - 1
    kept = read[block] & applies[of_code, block]
    of_code, block, size, covers = of_code[kept], block[kept], size[kept], covers[kept]
    clusters = int(blocks.clusters.max()) + 1 if len(blocks.clusters) else 0
    borders = np.searchsorted(of_code, np.arange(codes + 1))
    result = []
    for i in range(codes):
        own = slice(int(borders[i]), int(borders[i + 1]))
        asked = np.flatnonzero(read & applies[i])
        covered = np.bincount(block[own], weights=size[own], minlength=len(blocks.sizes))
        rows = np.concatenate(
            [
                np.where(covers[own] | blocks.readers[block[own]], covers[own], MISSING),
                np.where(blocks.readers[asked], 0, MISSING),  # what nobody has coded
            ]
        )
        heavy = np.concatenate([size[own], (blocks.sizes - covered)[asked]])
        where = blocks.clusters[np.concatenate([block[own], asked])]
        patterns, row = _alike(rows)
        weights = np.zeros((clusters, len(patterns)))
        np.add.at(weights, (where, row), heavy)
        result.append(Ratings(patterns, weights, CATEGORIES))
    return result


def pooled(found: Sequence[Ratings]) -> Ratings:
    """Ratings of several codes as one: each unit is rated once for each code.

    All have the same coders and clusters.
    """
    import numpy as np

    patterns, row = _alike(np.concatenate([one.patterns for one in found]))
    clusters = max(len(one.weights) for one in found)
    weights = np.zeros((clusters, len(patterns)))
    first = 0
    for one in found:
        rows = row[first : first + len(one.patterns)]
        weights[:, rows] += one.weights  # its rows are different ones
        first += len(one.patterns)
    return Ratings(patterns, weights, found[0].categories)


def _runs(start: Ints, end: Ints, coder: Ints, coders: int) -> tuple[Ints, Ints, Bools]:
    """Runs that somebody covers: where each begins, how long it is, who covers it."""
    import numpy as np

    some = end > start
    start, end, coder = start[some], end[some], coder[some]
    borders = np.unique(np.concatenate([start, end]))
    depth = np.zeros((len(borders), coders), dtype=np.int32)
    np.add.at(depth, (np.searchsorted(borders, start), coder), 1)
    np.add.at(depth, (np.searchsorted(borders, end), coder), -1)
    covers = np.cumsum(depth, axis=0)[:-1] > 0
    covered = covers.any(axis=1)
    return borders[:-1][covered], np.diff(borders)[covered], covers[covered]


def _alike(rows: Ints) -> tuple[Ints, Ints]:
    """The different rows, and which of them each row is."""
    import numpy as np

    key = np.zeros(len(rows), dtype=np.int64)
    for column in (rows + 1).T:  # numbers stay small: they are named anew at each coder
        key = np.unique(key * 3 + column, return_inverse=True)[1].reshape(-1)
    _, first, row = np.unique(key, return_index=True, return_inverse=True)
    return rows[first].astype(np.int64), row.reshape(-1)
