"""How well each code fits each passage.

The score of a code for a passage adds up three things:

    s = own + 0.7 · question + ω · learnt

*Own* and *question* compare the passage, and the question before it, with the code's prototype:
what the codebook says of the code plus the mean of the passages coded with it. In each view the
cosine is set in relation to what is usual for that code, z = (cos - mean) / deviation, so that a
code which is a little like everything does not win everywhere; the views' z are added by weight.

The passages at hand that fit a code most clearly are then added to its prototype, and all is
scored once more: a definition is written in the words of the desk, they speak as people do.

*Learnt* is a ridge regression on all views at once, from the codings alone; its weight grows with
the codings that a code has, ω = 12 (n - 1) / (n + 3) with the median n of the codes that have any.

All of this was chosen by measurement: see benchmarks/README.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from etic.language.embedding import unit
from etic.suggest.arrays import dense
from etic.suggest.described import Described
from etic.suggest.passages import Passage
from etic.suggest.probability import probabilities
from etic.suggest.prototypes import prototypes, standard
from etic.suggest.views import Text, View, views

if TYPE_CHECKING:
    from etic.language.embedding import Embedder
    from etic.suggest.arrays import Floats
    from etic.suggest.views import Vectors

QUESTION = 0.7  # what the question counts beside the passage itself
_QUESTION_LEARNT = 0.5
_LEARNT = 12.0
_RIDGE = 1.0
_CLEAREST = 10  # passages that at most are added to what a code is like
_FEW = 3  # coded passages that weigh as much as those that are not coded
MOST_EXAMPLES = 3_000


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that somebody coded, and the interview it came from."""

    passage: Passage
    code: str  # path
    document: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Passages in every view: themselves, and the questions before them."""

    own: tuple[Any, ...]
    question: tuple[Any, ...]
    asked: Floats  # n: about 1 where there is a question, else 0

    def rows(self, chosen: Sequence[int]) -> Seen:
        """Some of them."""
        return Seen(
            tuple(m[chosen] for m in self.own),
            tuple(m[chosen] for m in self.question),
            self.asked[chosen],
        )


class Scorer:
    """Codes described and passages coded, ready to score the passages at hand (`here`)."""

    def __init__(
        self,
        codes: Sequence[Described],
        examples: Sequence[Example],
        here: Sequence[Passage],
        *,
        embedders: Sequence[Embedder] = (),
        vectors: Vectors | None = None,
    ) -> None:
        import numpy as np

        self.codes = list(codes)
        self.passages = list(here)
        self.examples = list(examples)[:MOST_EXAMPLES]
        coded = [example.passage for example in self.examples]
        parts = [Text(part) for code in codes for part in code.parts]
        corpus = [*parts, *(Text(p.text, p.language) for p in (*coded, *here))]
        self.views = views(corpus, embedders, vectors)
        questions = {p.question for p in (*coded, *here) if p.question.strip()}
        # A question that is always the same says nothing of the answers.
        self._variety = 1 - 1 / max(1, len(questions))
        self.coded = self.see(coded)
        self.here = self.see(here)
        self._described = [self._descriptions(view, parts) for view in self.views]
        place = {code.path: column for column, code in enumerate(self.codes)}
        self._labels = np.zeros((len(self.examples), len(self.codes)))
        for row, example in enumerate(self.examples):
            if example.code in place:
                self._labels[row, place[example.code]] = 1

    def see(self, passages: Sequence[Passage]) -> Seen:
        """Passages in every view."""
        import numpy as np

        own = [Text(p.text, p.language) for p in passages]
        asked = [Text(p.question, p.language) for p in passages]
        return Seen(
            tuple(view.rows(own) for view in self.views),
            tuple(view.rows(asked) for view in self.views),
            np.array([float(bool(p.question.strip())) for p in passages]) * self._variety,
        )

    def scores(self, use: Sequence[int] | None = None, of: Sequence[int] | None = None) -> Floats:
        """n x codes: how well each code fits each passage; about 0 where nothing speaks for it.

        `use` are the positions of the examples to learn from, all of them where it is None. With
        `of`, positions of examples, these are scored in the place of the passages at hand.
        """
        import numpy as np

        rows = range(len(self.examples)) if use is None else use
        coded, labels = self.coded.rows(list(rows)), self._labels[list(rows)]
        target = self.here if of is None else self.coded.rows(list(of))
        nothing = np.zeros((len(target.asked), len(self.codes)))
        first = self._alike(target, coded, labels, nothing)
        made = first.copy()
        for half in range(2):  # no passage speaks for itself
            others = first.copy()
            others[half::2] = -np.inf
            clearest = self._clearest(others, labels)
            made[half::2] = self._alike(target, coded, labels, clearest)[half::2]
        weight = weight_of_learning(labels)
        if weight:
            made = made + weight * self._learnt(target, coded, labels)
        return made

    def chances(self, use: Sequence[int] | None = None, of: Sequence[int] | None = None) -> Floats:
        """The same as probabilities; see `etic.suggest.probability`."""
        target = self.here if of is None else self.coded.rows(list(of))
        labels = self._labels if use is None else self._labels[list(use)]
        return probabilities(self.scores(use, of), target.asked, weight_of_learning(labels))

    def nearest(self, target: Seen) -> Floats:
        """n x examples: how alike passage and example are, from 0 to 1, by all views."""
        weights = sum(view.weight for view in self.views)
        return self._kernel(target.own, self.coded.own) / weights

    def _alike(self, target: Seen, coded: Seen, labels: Floats, clearest: Floats) -> Floats:
        """Own and question; `clearest` says how much each passage is added to each code."""
        total: Any = 0.0
        for at, view in enumerate(self.views):
            described = unit(self._described[at] + dense(clearest.T @ target.own[at]))
            for count, mine, theirs in (
                (1.0, target.own[at], coded.own[at]),
                (QUESTION * target.asked[:, None], target.question[at], coded.question[at]),
            ):
                codes = prototypes(described, theirs, labels)
                total = total + count * view.weight * standard(mine, codes, [theirs, mine])
        made: Floats = total
        return made

    def _clearest(self, scores: Floats, labels: Floats) -> Floats:
        """n x codes: what the passages that fit one code most clearly are to add to it.

        They count less the more passages a person has coded: those say it better. What scores
        minus infinity is left out.
        """
        import numpy as np

        k = scores.shape[1]
        chosen = np.zeros_like(scores)
        usable = np.flatnonzero(np.isfinite(scores[:, 0])) if k > 1 else np.arange(0)
        if len(usable) < k:
            return chosen
        most = max(1, min(_CLEAREST, round(len(usable) / (2 * k))))
        counts = _FEW / (_FEW + labels.sum(axis=0))
        order = np.sort(scores[usable], axis=1)
        lead, best = order[:, -1] - order[:, -2], scores[usable].argmax(axis=1)
        for code in range(k):
            first = np.flatnonzero(best == code)
            first = usable[first[np.argsort(-lead[first], kind="stable")][:most]]
            chosen[first, code] = counts[code] / max(1, len(first))
        return chosen

    def _learnt(self, target: Seen, coded: Seen, labels: Floats) -> Floats:
        import numpy as np
        from sklearn.kernel_ridge import KernelRidge

        model = KernelRidge(alpha=_RIDGE, kernel="precomputed")
        model.fit(self._both(coded, coded), labels - labels.mean(axis=0))
        learnt: Floats = np.asarray(model.predict(self._both(target, coded)))
        return learnt

    def _both(self, left: Seen, right: Seen) -> Floats:
        own = self._kernel(left.own, right.own)
        return own + _QUESTION_LEARNT * self._kernel(left.question, right.question)

    def _kernel(self, left: Sequence[Any], right: Sequence[Any]) -> Floats:
        """Sum of the views' cosines by weight."""
        total: Any = 0.0
        for view, a, b in zip(self.views, left, right, strict=True):
            total = total + view.weight * dense(a @ b.T)
        made: Floats = total
        return made

    def _descriptions(self, view: View, parts: Sequence[Text]) -> Floats:
        """codes x d: the sum of what each part of a description says, of length 1."""
        import numpy as np

        owner = [row for row, code in enumerate(self.codes) for _ in code.parts]
        sums = np.zeros((len(self.codes), max(1, len(parts))))
        sums[owner, range(len(parts))] = 1
        made: Floats = unit(dense(sums @ view.matrix(parts or [Text("")])))
        return made


def weight_of_learning(labels: Floats) -> float:
    """ω: what the regression counts, by how many examples the codes have that have any."""
    import numpy as np

    have = labels.sum(axis=0)
    typical = float(np.median(have[have > 0])) if have.any() else 0.0
    return _LEARNT * (typical - 1) / (typical + 3) if typical > 1 else 0.0
