"""Rows of a truth table in the fewest words: Quine and McCluskey's algorithm.

A row is a number whose bits say which conditions are present; a term is (bits, care): what it asks
of the conditions it cares for.

References: Quine, W. V. (1955). A way to simplify truth functions. *American Mathematical Monthly*
62, 627–631. McCluskey, E. J. (1956). Minimization of Boolean functions. *Bell System Technical
Journal* 35, 1417–1444. Ragin, C. C. (1987). *The Comparative Method*. University of California
Press.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

Term = tuple[int, int]  # (bits, care), with no bit that it does not care for

MOST_MODELS = 50


def primes(rows: Collection[int], width: int) -> list[Term]:
    """The prime implicants of rows: terms that none of them can do with fewer conditions.

    >>> primes([0b11, 0b10], 2)
    [(2, 2)]
    """
    whole = (1 << width) - 1
    level: set[Term] = {(row, whole) for row in rows}
    found: list[Term] = []
    while level:
        merged: set[Term] = set()
        used: set[Term] = set()
        for bits, care in level:
            for i in range(width):
                bit = 1 << i
                if care & bit and not bits & bit and (bits | bit, care) in level:
                    merged.add((bits, care & ~bit))
                    used.update([(bits, care), (bits | bit, care)])
        found += sorted(level - used)
        level = merged
    return found


def covers(term: Term, row: int) -> bool:
    """Whether a row has what a term asks."""
    bits, care = term
    return row & care == bits


def minimal(
    positive: Collection[int], width: int, remainders: Collection[int] = ()
) -> list[tuple[Term, ...]]:
    """All smallest sums of prime implicants that cover the positive rows, at most `MOST_MODELS`.

    Smallest is by the number of terms; those with fewer conditions in them come first. Without
    `remainders` (rows that no case has) the solution is complex; with them it may assume of each
    what makes it shorter, and is parsimonious. Each sum covers every positive row and no other row
    than positive ones and remainders.

    >>> minimal([0b11, 0b10, 0b01], 2)
    [((2, 2), (1, 1))]
    """
    rows = sorted(set(positive))
    if not rows:
        return []
    terms = [t for t in primes({*rows, *remainders}, width) if any(covers(t, row) for row in rows)]
    cover = {t: frozenset(row for row in rows if covers(t, row)) for t in terms}
    needed = {
        next(t for t in terms if row in cover[t])
        for row in rows
        if sum(row in cover[t] for t in terms) == 1
    }
    left = frozenset(rows).difference(*(cover[t] for t in needed))
    others = [t for t in terms if t not in needed and cover[t] & left]
    found: list[frozenset[Term]] = []
    for size in range(len(left) + 1):
        found = _choices(left, others, cover, size)
        if found:
            break
    sums = [tuple(sorted({*needed, *chosen}, key=lambda t: (-t[1], t[0]))) for chosen in found]
    return sorted(set(sums), key=lambda s: (_conditions(s), s))[:MOST_MODELS]


def _conditions(terms: Sequence[Term]) -> int:
    return sum(care.bit_count() for _, care in terms)


def _choices(
    left: frozenset[int],
    others: Sequence[Term],
    cover: dict[Term, frozenset[int]],
    size: int,
) -> list[frozenset[Term]]:
    """The sets of `size` terms that cover what is left, found row by row."""
    if not left:
        return [frozenset()] if size == 0 else []
    if size == 0:
        return []
    if size == 1:
        return [frozenset([t]) for t in others if left <= cover[t]]
    row = min(left, key=lambda r: sum(r in cover[t] for t in others))  # fewest ways to cover it
    found: dict[frozenset[Term], None] = {}
    for term in others:
        if row in cover[term]:
            for rest in _choices(left - cover[term], others, cover, size - 1):
                found[rest | {term}] = None
    return list(found)


def written(term: Term, names: Sequence[str]) -> str:
    """A term in words: `DEV*~URB`; the first name is that of the highest bit.

    >>> written((0b10, 0b11), ["DEV", "URB"]), written((0, 0), ["DEV"])
    ('DEV*~URB', '1')
    """
    bits, care = term
    width = len(names)
    parts = []
    for i, name in enumerate(names):
        bit = 1 << (width - 1 - i)
        if care & bit:
            parts.append(name if bits & bit else f"~{name}")
    return "*".join(parts) or "1"
