"""A text as numbers, in several ways: what it means, the words it has, the letters it has.

Each *view* makes vectors of length 1, so that a product of two is their cosine. No view is right
alone: sentences know what is meant but not the field's words; dictionary forms and letters know
«патент» but not that «соскучился» is homesickness.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from etic.language import spoken
from etic.language.embedding import Embedder, unit

if TYPE_CHECKING:
    import numpy as np

    Dense = np.ndarray[tuple[int, int], np.dtype[np.float32]]
    Vectors = Callable[[Embedder, Sequence[str]], Dense]

# Chosen by measurement on the demonstration: see benchmarks/README.md.
WEIGHTS = {"sentences": 1.0, "words": 0.4, "lemmas": 0.3, "letters": 0.3}


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its language: what a view knows nothing of gets a row of zeros."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """One way of seeing texts: `matrix(texts)` has a row of length 1 (or 0) for each."""

    name: str
    weight: float
    matrix: Callable[[Sequence[Text]], Any]  # of one text at least; numpy's, or sparse of scipy's

    def rows(self, texts: Sequence[Text]) -> Any:
        """The same, of no text too."""
        return self.matrix(texts or [Text("")])[: len(texts)]


def views(
    corpus: Sequence[Text],
    embedders: Sequence[Embedder],
    vectors: Vectors | None = None,
    usual: Sequence[Text] | None = None,
) -> list[View]:
    """The views there are, fitted to a corpus: how frequent its words are, where its middle lies.

    `vectors` looks vectors up where they are kept, and makes those that are missing. `usual` are
    texts that say how frequent words are in place of a corpus that was chosen by its words.
    """
    made = [
        View(name, WEIGHTS[name], _centred(embedder, corpus, vectors or _made))
        for embedder in embedders
        for name in ["sentences" if embedder.slow else "words"]
    ]
    made.append(View("lemmas", WEIGHTS["lemmas"], _lemmas(corpus, usual)))
    made.append(View("letters", WEIGHTS["letters"], _letters(corpus, usual)))
    return made


def lemmas(text: str, language: str = "") -> tuple[str, ...]:
    """The dictionary forms of a text, the likeliest reading of each word; short words left out."""
    return tuple(lemma for lemma in spoken.lemmas(text, language) if len(lemma) > 2)


def _made(embedder: Embedder, texts: Sequence[str]) -> Dense:
    return embedder.vectors(texts)


def _centred(
    embedder: Embedder, corpus: Sequence[Text], vectors: Vectors
) -> Callable[[Sequence[Text]], Dense]:
    """Vectors around the corpus's own middle: what all of its texts share tells nothing."""
    import numpy as np

    def raw(texts: Sequence[Text]) -> Dense:
        known = [t.text if (t.language or "ru") in embedder.languages else "" for t in texts]
        return vectors(embedder, known)

    seen = raw(corpus)
    filled = seen[np.any(seen != 0, axis=1)]
    middle = filled.mean(axis=0) if len(filled) else np.zeros(seen.shape[1], dtype=np.float32)

    def matrix(texts: Sequence[Text]) -> Dense:
        rows = raw(texts)
        around: Dense = unit(np.where(np.any(rows != 0, axis=1)[:, None], rows - middle, 0))
        return around

    return matrix


def _lemmas(
    corpus: Sequence[Text], usual: Sequence[Text] | None
) -> Callable[[Sequence[Text]], Any]:
    return _weighed(corpus, usual, analyzer=lambda t: lemmas(t.text, t.language))


def _letters(
    corpus: Sequence[Text], usual: Sequence[Text] | None
) -> Callable[[Sequence[Text]], Any]:
    return _weighed(
        corpus,
        usual,
        analyzer="char_wb",
        ngram_range=(3, 5),
        preprocessor=lambda t: " ".join(lemmas(t.text, t.language)),
    )


def _weighed(
    corpus: Sequence[Text], usual: Sequence[Text] | None, **how: Any
) -> Callable[[Sequence[Text]], Any]:
    """Terms weighed by tf-idf, tf as 1 + log n."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    model = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, lowercase=False, **how)
    try:
        model.fit(corpus)
    except ValueError:  # not a word in the whole corpus
        from scipy.sparse import csr_matrix

        return lambda texts: csr_matrix((len(texts), 1), dtype=np.float32)
    if usual is not None:
        found = np.asarray((model.transform(usual) > 0).sum(axis=0), dtype=np.float32)[0]
        model.idf_ = np.log((1 + len(usual)) / (1 + found)) + 1  # as the model itself has it
    return lambda texts: model.transform(texts)
