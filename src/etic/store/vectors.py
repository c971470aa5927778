"""Vectors of texts, kept in the project so that each is made once."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etic.language.embedding import Embedder

_MANY = 500  # keys in one question to the database


def missing(connection: sqlite3.Connection, model: str, texts: Iterable[str]) -> list[str]:
    """Of some texts those that have no vector yet, each once."""
    wanted = {_key(text): text for text in texts if text}
    return [wanted[key] for key in wanted.keys() - _found(connection, model, wanted).keys()]


def lookup(connection: sqlite3.Connection, model: str, texts: Sequence[str]) -> dict[str, Any]:
    """The vectors that are there, by text."""
    import numpy as np

    wanted = {_key(text): text for text in texts if text}
    found = _found(connection, model, wanted)
    return {wanted[key]: np.frombuffer(vector, dtype=np.float16) for key, vector in found.items()}


def rows(connection: sqlite3.Connection, model: str, texts: Sequence[str]) -> tuple[Any, Any]:
    """The vectors of many texts at once: a matrix of float16, zeros where there is none, and a mask
    that says which there are. Nothing is made.
    """
    import numpy as np

    keys = [_key(text) if text else b"" for text in texts]
    found = _found(connection, model, {key for key in keys if key})
    there = np.fromiter((key in found for key in keys), dtype=bool, count=len(keys))
    if not found:
        return np.zeros((len(keys), 0), dtype=np.float16), there
    nothing = bytes(len(next(iter(found.values()))))
    joined = b"".join(found.get(key, nothing) for key in keys)
    return np.frombuffer(joined, dtype=np.float16).reshape(len(keys), -1), there


def keep(connection: sqlite3.Connection, model: str, texts: Sequence[str], matrix: Any) -> None:
    """Write vectors down; a text that has one already keeps it."""
    import numpy as np

    rows = [
        (model, _key(text), np.asarray(vector, dtype=np.float16).tobytes())
        for text, vector in zip(texts, matrix, strict=True)
    ]
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def vectors(connection: sqlite3.Connection, embedder: Embedder, texts: Sequence[str]) -> Any:
    """One row a text. What is missing is made, and kept where it was slow; "" has zeros."""
    import numpy as np

    if not embedder.slow:
        return embedder.vectors(texts)

    known = lookup(connection, embedder.name, texts)
    new = [text for text in dict.fromkeys(texts) if text and text not in known]
    made = embedder.vectors(new or [""])
    if new:
        keep(connection, embedder.name, new, made)
    known |= dict(zip(new, made, strict=False))
    nothing = np.zeros(made.shape[1], dtype=np.float32)
    rows = [known.get(text, nothing) for text in texts]
    return np.array(rows, dtype=np.float32).reshape(len(texts), made.shape[1])


def _found(connection: sqlite3.Connection, model: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    every = list(keys)
    for at in range(0, len(every), _MANY):
        some = every[at : at + _MANY]
        marks = ", ".join("?" * len(some))
        found |= connection.execute(
            f"SELECT text_hash, vector FROM vectors WHERE model = ? AND text_hash IN ({marks})",
            (model, *some),
        ).fetchall()
    return found


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
