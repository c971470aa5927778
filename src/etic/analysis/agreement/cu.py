"""The uα family: agreement on units and their values along a text (Krippendorff et al. 2016).

What coders say of every stretch of text is tallied in a matrix of coincidences, weighed by length.
From one matrix come four coefficients, from the general to the particular:

- uα: the whole text, gaps between units being a value like others;
- |uα: what is marked against what is not (ATLAS.ti: c-Alpha binary);
- cuα: the values alone, where two coders both marked something (ATLAS.ti: cu-Alpha, and Cu-Alpha
  where the values are domains of codes);
- (k)cuα: one of the values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.analysis.agreement.continuum import Continuum

if TYPE_CHECKING:
    from etic.analysis.agreement.continuum import Bools, Floats, Ints

ROUNDING = 1e-9  # a share of the text below which a difference is none


@dataclass(frozen=True, slots=True)
class Alpha:
    """A coefficient with its disagreements; None, with a reason, where it is undefined.

    `observed` and `expected` are in characters: what coders differ in, and would by chance; `base`
    is how many pairable characters, over all coders, it is worked out on.
    """

    value: float | None
    observed: float = 0.0
    expected: float = 0.0
    base: float = 0.0
    reason: str = ""  # a message of the catalogue `unitizing`


@dataclass(frozen=True, slots=True)
class Family:
    """uα, |uα, cuα and, for each value, (k)cuα."""

    u: Alpha
    binary: Alpha
    cu: Alpha
    k: tuple[Alpha, ...]


def family(continua: Sequence[Continuum], values: int) -> Family:
    """The uα family of units with values 0 … `values` − 1.

        ℓ_ck = Σ_i Σ_j≠i Σ_S Σ_T |S ∩ T| / (m − 1)
        ε_ck = ℓ.. (ℓ_c ℓ_k − [c = k] Σ_S w_S) / (ℓ..² − Σ_S w_S)

        uα     = 1 − (ℓ.. − Σ_c ℓ_cc) / (ℓ.. − Σ_c ε_cc)
        |uα    = 1 − (ℓ_φ − ℓ_φφ) / (ε_φ − ε_φφ)
        cuα    = 1 − (ℓ'.. − Σ_c ℓ'_cc) / (ℓ'.. − Σ_c ε'_cc)
        (k)cuα = 1 − (ε'_k / ℓ'_k) · (ℓ'_k − ℓ'_kk) / (ε'_k − ε'_kk)

    S and T are segments of two of the m coders i and j, with values c and k; φ is the value of a
    gap. ℓ is in characters, ℓ_c = Σ_k ℓ_ck, ℓ.. their sum. A unit cannot be paired with itself: w_S
    is its length squared, and of a gap, which has no parts that belong together, its length. The
    primed ones leave gaps out: ℓ' is ℓ without φ, and

        ε'_ck = (ℓ'_c ℓ'_k − [c = k] Σ_S w'_S) / (ℓ'.. − Σ_S w'_S / ℓ'..)
        w'_S = Σ_j≠i (what of S coder j marked at all)² / (m − 1)

    with ε'_k = Σ_c ε'_ck. Where coders have coded different documents, m is that of each document:
    who has not coded it is missing there. With one value uα and |uα are the
    same.

    Undefined where a coder gave a stretch two values (`overlapping`), where nothing was marked
    (`none`), where nothing was left unmarked (`full`, |uα), where nobody marked what another did
    (`apart`), where there is but one value, which nothing can be told from (`constant`), and where
    several coders marked so little in common that ε' has no room: of three, two a single unit each
    (`single`).

    Reference: Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016). On the reliability
    of unitizing textual continua: further developments. *Quality & Quantity* 50, 2347–2364,
    equations 1–13.

    >>> from etic.analysis.agreement.continuum import Span, Spans, continua
    >>> spans = [(0, 1, 0, 10), (0, 2, 10, 20), (1, 1, 0, 12), (1, 2, 12, 18)]
    >>> given = Spans.of([40], [[True, True]], [Span(0, *s) for s in spans])
    >>> found = family(continua(given, {1: 0, 2: 1}), 2)
    >>> [round(a.value, 3) for a in (found.u, found.binary, found.cu)]
    [0.847, 0.906, 0.828]
    """

    if any(continuum.overlap() for continuum in continua):
        return _none(values, "overlapping")
    if not any(len(units) for c in continua for units in c.units):
        return _none(values, "none")
    found = coefficients(tally(continua, values).drawn(None))
    why_cu = _why_not(found)
    binary = "full" if not found.unmarked[0] else "constant"
    return Family(
        _alpha(found.u, found.base, "constant"),
        _alpha(found.binary, found.base, binary),
        _alpha(found.cu, found.base_cu, why_cu),
        tuple(
            _alpha(k, found.base_k[:, n], "constant" if found.base_k[0, n] else "apart")
            if why_cu == "constant" else Alpha(None, reason=why_cu)
            for n, k in enumerate(found.k)
        ),
    )  # fmt: skip


def _none(values: int, reason: str) -> Family:
    none = Alpha(None, reason=reason)
    return Family(none, none, none, (none,) * values)


def _why_not(found: Coefficients) -> str:
    """Why cuα is undefined, if it is."""
    import numpy as np

    if not found.base_cu[0]:
        return "apart"
    if np.count_nonzero(found.base_k[0]) > 1 and not found.room[0]:
        return "single"
    return "constant"


def _alpha(ratio: tuple[Floats, Floats], base: Floats, otherwise: str) -> Alpha:
    observed, expected, on = float(ratio[0][0]), float(ratio[1][0]), float(base[0])
    if not expected > ROUNDING * on:
        return Alpha(None, observed, expected, on, otherwise)
    return Alpha(1 - observed / expected, observed, expected, on)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What the coefficients are worked out from, one line a document or a draw.

    `pairs`: ℓ; `weights`: Σ w_S by value, of gaps last; `shared`: Σ w'_S by value.
    """

    pairs: Floats  # lines × values + 1 × values + 1
    weights: Floats
    shared: Floats

    def drawn(self, counts: Floats | None) -> Tally:
        """Documents taken together as often as `counts` (draws × documents); None: once each."""
        import numpy as np

        if counts is None:
            counts = np.ones((1, len(self.pairs)))
        flat = self.pairs.reshape(len(self.pairs), -1)
        return Tally(
            (counts @ flat).reshape(len(counts), *self.pairs.shape[1:]),
            counts @ self.weights,
            counts @ self.shared,
        )


def tally(continua: Sequence[Continuum], values: int, documents: int = 1) -> Tally:
    """Coincidences by document, for `documents` of them; in a single line where it is 1."""
    import numpy as np

    size = values + 1
    pairs = np.zeros(documents * size * size)
    weights, shared = np.zeros(documents * size), np.zeros(documents * values)
    for continuum in continua:
        edges = continuum.edges()
        lengths = np.diff(edges).astype(float)
        line = continuum.at(edges[:-1]) if documents > 1 else np.zeros(len(lengths), np.int64)
        said = continuum.values(edges, values)
        others = len(said) - 1
        marked = [np.concatenate([[0.0], np.cumsum(lengths * (v != values))]) for v in said]
        for i, (units, mine) in enumerate(zip(continuum.units, said, strict=True)):
            first, last = np.searchsorted(edges, units.start), np.searchsorted(edges, units.end)
            of = line[first] if len(units) else first
            gaps = mine == values
            _add(weights, line[gaps] * size + values, lengths[gaps])
            _add(weights, of * size + units.value, units.length.astype(float) ** 2)
            for j, theirs in enumerate(said):
                if i != j:
                    _add(pairs, (line * size + mine) * size + theirs, lengths / others)
                    common = marked[j][last] - marked[j][first]
                    _add(shared, of * values + units.value, common**2 / others)
    return Tally(
        pairs.reshape(documents, size, size),
        weights.reshape(documents, size),
        shared.reshape(documents, values),
    )


def _add(to: Floats, places: Ints, amounts: Floats) -> None:
    import numpy as np

    to += np.bincount(places, weights=amounts, minlength=len(to))


Ratio = tuple["Floats", "Floats"]  # what is observed, what is expected


@dataclass(frozen=True, slots=True, eq=False)
class Coefficients:
    """Observed and expected disagreement of each coefficient, one figure a draw."""

    u: Ratio
    binary: Ratio
    cu: Ratio
    k: tuple[Ratio, ...]
    base: Floats
    base_cu: Floats
    base_k: Floats  # draws × values
    unmarked: Floats
    room: Bools  # whether there is anything that cuα's pairs could be made of by chance


def coefficients(of: Tally) -> Coefficients:
    """The formulas of `family`, for all draws at once."""
    import numpy as np

    margins = of.pairs.sum(axis=2)
    base = margins.sum(axis=1)
    valued = of.pairs[:, :-1, :-1]
    ours = valued.sum(axis=2)
    base_cu = ours.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = base / (base**2 - of.weights.sum(axis=1))
        alike = scale[:, None] * (margins**2 - of.weights)  # ε_cc
        across = scale[:, None] * margins * (base[:, None] - margins)  # Σ_k≠c ε_ck
        room = base_cu - of.shared.sum(axis=1) / base_cu
        # Nothing that pairs could be made of: of three coders, say, two marked one passage.
        room = np.where(room > ROUNDING * base_cu, room, np.nan)
        alike_cu = (ours**2 - of.shared) / room[:, None]
        across_cu = ours * (base_cu[:, None] - ours) / room[:, None]
        same = np.einsum("dcc->dc", valued)
        chance = (alike_cu + across_cu) / ours  # ε'_k / ℓ'_k
    return Coefficients(
        u=(base - np.einsum("dcc->d", of.pairs), base - alike.sum(axis=1)),
        binary=(margins[:, -1] - of.pairs[:, -1, -1], across[:, -1]),
        cu=(base_cu - same.sum(axis=1), base_cu - alike_cu.sum(axis=1)),
        k=tuple(
            (chance[:, n] * (ours[:, n] - same[:, n]), across_cu[:, n])
            for n in range(ours.shape[1])
        ),
        base=base, base_cu=base_cu, base_k=ours, unmarked=margins[:, -1],
        room=~np.isnan(room),
    )  # fmt: skip


def drawn(ratio: Ratio, base: Floats) -> Floats:
    """A coefficient for each draw; nan where it is undefined."""
    import numpy as np

    observed, expected = ratio
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > ROUNDING * base, 1 - observed / expected, np.nan)
