"""What two coders agree in character by character, as other programs work it out.

Each function is one program's formula, also where it is questionable: a reviewer who has that
program must come to the same figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.analysis.agreement.continuum import Continuum

if TYPE_CHECKING:
    from etic.analysis.agreement.continuum import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """Characters of each document: marked by both, by one alone, by the other alone, by neither."""

    both: Ints
    one: Ints
    other: Ints
    neither: Ints

    @property
    def size(self) -> Ints:
        """Characters of each document."""
        return self.both + self.one + self.other + self.neither

    def total(self) -> Characters:
        """All documents as one."""
        import numpy as np

        sums = (np.array([f.sum()]) for f in (self.both, self.one, self.other, self.neither))
        return Characters(*sums)

    @classmethod
    def of(cls, continuum: Continuum) -> Characters:
        """Counted from the units of two coders, whatever their values."""
        import numpy as np

        if len(continuum.units) != 2:
            raise ValueError("characters are compared between two coders")
        edges = continuum.edges()
        first, second = (v >= 0 for v in continuum.values(edges, -1))
        document = np.searchsorted(continuum.bounds, edges[:-1], side="right") - 1
        kind = document * 4 + first * 2 + second
        counts = np.bincount(
            kind, weights=np.diff(edges), minlength=4 * (len(continuum.bounds) - 1)
        )
        table = np.rint(counts).astype(np.int64).reshape(-1, 4)
        return cls(table[:, 3], table[:, 2], table[:, 1], table[:, 0])


def joined(parts: list[Characters]) -> Characters:
    """Documents of several continua one after the other."""
    import numpy as np

    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Characters(none, none, none, none)
    return Characters(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("both", "one", "other", "neither")
        )
    )


def percent(found: Characters) -> Floats:
    """The share of characters that both marked or neither, in each document.

        P_o = (a + d) / n

    a both, d neither, n all characters. NVivo: percentage agreement; QualCoder: Agree %.

    NVivo's manual has 1,000 characters, 50 marked by both, 150 by one, 800 by neither:

    >>> import numpy as np
    >>> of = Characters(*np.array([[50], [150], [0], [800]]))
    >>> float(percent(of)[0])
    0.85
    """
    return (found.both + found.neither) / found.size


def nvivo_kappa(found: Characters) -> Floats:
    """Cohen's κ by character in each document, as NVivo's coding comparison prints it.

        κ = (a + d − ΣEF) / (n − ΣEF),  ΣEF = [(a + b)(a + c) + (c + d)(b + d)] / n

    a both, b one alone, c the other alone, d neither, n all characters. Where ΣEF = n, that is
    where both marked nothing, or both everything, κ is undefined; NVivo prints 1 there, as coders
    agree completely.

    Reference: NVivo 12 help, Coding comparison query, how is the Kappa coefficient calculated.

    >>> import numpy as np
    >>> of = Characters(*np.array([[50, 0, 0], [150, 10, 0], [0, 0, 0], [800, 990, 1000]]))
    >>> [round(float(k), 3) for k in nvivo_kappa(of)]
    [0.348, 0.0, 1.0]
    """
    import numpy as np

    a, b, c, d = (x.astype(float) for x in (found.both, found.one, found.other, found.neither))
    n = a + b + c + d
    chance = ((a + b) * (a + c) + (c + d) * (b + d)) / n
    room = n - chance
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(room > 1e-9 * n, (a + d - chance) / room, 1.0)


def mean(figures: Floats, weights: Ints | None = None) -> float | None:
    """The mean over documents, each the same, or by its characters; None without any.

    NVivo gives a figure a document and leaves averaging to a spreadsheet, in either way.
    """
    import numpy as np

    if not len(figures):
        return None
    return float(np.average(figures, weights=weights))


def holsti(found: Characters) -> float | None:
    """Holsti's index over all documents: None where neither marked anything.

        2A / (N₁ + N₂)

    A characters that both marked; N₁ and N₂ those that each of the two marked (ATLAS.ti).

    Reference: Holsti, O. R. (1969). *Content Analysis for the Social Sciences and Humanities*.
    Addison-Wesley, 140.

    >>> import numpy as np
    >>> holsti(Characters(*np.array([[50], [100], [0], [800]])))
    0.5
    """
    of = found.total()
    marked = int((2 * of.both + of.one + of.other)[0])
    return 2 * int(of.both[0]) / marked if marked else None


def qualcoder_kappa(found: Characters) -> float | None:
    """What QualCoder prints as κ, which is not Cohen's: None where it prints `zerodiv`.

        u = a + b + c,  P_o = a/u
        P_e = [(a + b)(a + c)/u²] · [(u − (a + b))(u − (a + c))/u²]
        κ = (P_o − P_e) / (1 − P_e)

    Two things are wrong with it. Text that neither coder marked is left out, so agreeing that a
    passage is not of the code counts for nothing, and P_o is Jaccard's index. And P_e multiplies
    the chances of agreeing on yes and on no, where Cohen (1960) adds them; it is at most 1/16 and
    next to nothing is taken off for chance. The figure is rounded to four places there.

    Reference: QualCoder's source, `report_compare_coder_file.py`, `agreement_text_file`.

    >>> import numpy as np
    >>> round(qualcoder_kappa(Characters(*np.array([[50], [150], [0], [800]]))), 4)
    0.25
    """
    of = found.total()
    a, b, c = (float(x[0]) for x in (of.both, of.one, of.other))
    u = a + b + c
    if not u:
        return None
    chance = ((a + b) / u) * ((a + c) / u) * ((u - a - b) / u) * ((u - a - c) / u)
    return (a / u - chance) / (1 - chance)
