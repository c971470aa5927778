"""Which of several passages is most like the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import fsum, log, sqrt


def central(passages: Sequence[Collection[str]]) -> list[float]:
    r"""How near each passage stands to the middle of all, from 0 to 1.

    A passage is the words it has (dictionary forms, each once). A word weighs w = ln(1 + N/f),
    with N passages, of which f have it; the middle is the sum of the passages' vectors of length 1.
    The figure is the cosine of a passage and the middle without that passage: what is said once,
    and by nobody else, is far from it. An empty passage has 0, and so has one that is alone.

    Reference: the centroid method of Radev, D. R., Jing, H., Styś, M. & Tam, D. (2004).
    Centroid-based summarization of multiple documents. *Information Processing & Management* 40,
    919–938, with the passage itself left out.

    The order of the words makes no difference, not in the last digit: sets have another one in each
    run of the program, and of quotes equally near others would be taken.

    >>> [round(value, 3) for value in central([{"work", "pay"}, {"work", "home"}, {"sea"}])]
    [0.215, 0.215, 0.0]
    """
    ordered = [sorted(set(words)) for words in passages]
    among = Counter(word for words in ordered for word in words)
    vectors = []
    for words in ordered:
        raw = {word: log(1 + len(passages) / among[word]) for word in words}
        length = sqrt(fsum(value * value for value in raw.values()))
        vectors.append({word: value / length for word, value in raw.items()} if length else {})
    middle: Counter[str] = Counter()
    for vector in vectors:
        middle.update(vector)
    found = []
    size2 = fsum(value * value for value in middle.values())
    for vector in vectors:
        own = fsum(value * value for value in vector.values())
        with_all = fsum(value * middle[word] for word, value in vector.items())
        rest2 = size2 - 2 * with_all + own  # |middle − vector|²
        near = (with_all - own) / sqrt(rest2) if rest2 > 1e-12 else 0.0
        found.append(min(max(near, 0.0), 1.0))
    return found
