"""From scores to how likely it is that a person would code so: `softmax` with a chance of nothing.

    p(code) = exp(s / T) / (exp(b / T) + Σ exp(s / T)), b = (4 + 0.15 ω) · q + T · ln(k / 55)

The sum is over all k codes; b is what it takes to be worth more than nothing. It grows with what
was learnt (ω, see `scoring`), is q = 1.4 times higher where a question speaks too, since then
scores are, and higher with more codes, since one of many fits by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etic.suggest.arrays import Floats

# Fitted by likelihood on the demonstration's passages, coded ones and others, each interview scored
# by what is known without it, from the codebook alone and from codings: see benchmarks/README.md.
TEMPERATURE = 1.1
_NOTHING = 4.0
_NOTHING_LEARNT = 0.15
_ASKED = 1.4
_CODES = 55


def probabilities(scores: Floats, asked: Floats, learnt: float = 0.0) -> Floats:
    """n x codes, each row adding up to less than 1.

    `asked` has 1 for passages with a question before them, else 0; `learnt` is the weight ω.

    >>> import numpy as np
    >>> probabilities(np.array([[9.0, 1.0], [-1.0, -1.0]]), np.zeros(2)).round(2).tolist()
    [[1.0, 0.0], [0.18, 0.18]]
    """
    import numpy as np

    codes = scores.shape[1]
    nothing = (_NOTHING + _NOTHING_LEARNT * learnt) * (1 + (_ASKED - 1) * asked)
    none = nothing[:, None] / TEMPERATURE + np.log(codes / _CODES)
    scaled = scores / TEMPERATURE
    top = np.maximum(scaled.max(axis=1, keepdims=True), none)
    powers = np.exp(scaled - top)
    made: Floats = powers / (powers.sum(axis=1, keepdims=True) + np.exp(none - top))
    return made
