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
    from etic.analysis.agreement.continuum import Floats


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
    all that both marked is a single unit of each (`single`).

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
    import numpy as np

    if any(continuum.overlap() for continuum in continua):
        none = Alpha(None, reason="overlapping")
        return Family(none, none, none, (none,) * values)
    gap = values
    pairs = np.zeros((values + 1, values + 1))
    weights = np.zeros(values + 1)  # Σ w_S by value
    shared = np.zeros(values)  # Σ w'_S by value
    for continuum in continua:
        _count(continuum, gap, pairs, weights, shared)
    if not any(len(units) for c in continua for units in c.units):
        none = Alpha(None, reason="none")
        return Family(none, none, none, (none,) * values)
    margins = pairs.sum(axis=1)
    base = float(margins.sum())
    scale = base / (base**2 - weights.sum())
    expected = scale * (np.outer(margins, margins) - np.diag(weights))
    u = _alpha(base - np.trace(pairs), base - np.trace(expected), base, "constant")
    if margins[gap]:
        binary = _alpha(
            margins[gap] - pairs[gap, gap], expected[gap].sum() - expected[gap, gap], base, "full"
        )
    else:
        binary = Alpha(None, base=base, reason="full")
    return Family(u, binary, *_valued(pairs[:gap, :gap], shared))


def _count(continuum: Continuum, gap: int, pairs: Floats, weights: Floats, shared: Floats) -> None:
    """Add what a continuum holds to ℓ, Σ w and Σ w'."""
    import numpy as np

    edges = continuum.edges()
    lengths = np.diff(edges).astype(float)
    said = continuum.values(edges, gap)
    others = len(said) - 1
    size = gap + 1
    marked = [np.concatenate([[0.0], np.cumsum(lengths * (v != gap))]) for v in said]
    for i, (units, mine) in enumerate(zip(continuum.units, said, strict=True)):
        weights[gap] += float(lengths[mine == gap].sum())
        long = units.length.astype(float)
        weights[:gap] += np.bincount(units.value, weights=long**2, minlength=gap)
        first, last = np.searchsorted(edges, units.start), np.searchsorted(edges, units.end)
        for j, theirs in enumerate(said):
            if i == j:
                continue
            joint = np.bincount(mine * size + theirs, weights=lengths, minlength=size * size)
            pairs += joint.reshape(size, size) / others
            common = marked[j][last] - marked[j][first]
            shared += np.bincount(units.value, weights=common**2, minlength=gap) / others


def _valued(pairs: Floats, shared: Floats) -> tuple[Alpha, tuple[Alpha, ...]]:
    """cuα and each (k)cuα, from the coincidences of marked stretches."""
    import numpy as np

    margins = pairs.sum(axis=1)
    base = float(margins.sum())
    if not base:
        none = Alpha(None, reason="apart")
        return none, (none,) * len(margins)
    if np.count_nonzero(margins) < 2:
        none = Alpha(None, base=base, reason="constant")
        return none, (none,) * len(margins)
    room = base - float(shared.sum()) / base
    if room <= 0:  # a single stretch of text is all there is, so nothing else could be paired
        none = Alpha(None, base=base, reason="single")
        return none, (none,) * len(margins)
    expected = (np.outer(margins, margins) - np.diag(shared)) / room
    cu = _alpha(base - np.trace(pairs), base - np.trace(expected), base, "constant")
    each = []
    for k, margin in enumerate(margins):
        if not margin:
            each.append(Alpha(None, reason="apart"))
            continue
        chance = float(expected[:, k].sum())
        observed = chance / float(margin) * float(margin - pairs[k, k])
        each.append(_alpha(observed, chance - float(expected[k, k]), float(margin), "constant"))
    return cu, tuple(each)


def _alpha(observed: float, expected: float, base: float, otherwise: str) -> Alpha:
    observed, expected = float(observed), float(expected)
    if expected <= 1e-9 * base:  # but for rounding nothing
        return Alpha(None, observed, expected, base, otherwise)
    return Alpha(1 - observed / expected, observed, expected, base)
