"""Rows of vectors, dense or sparse alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]


def dense(matrix: Any) -> Any:
    """A sparse matrix as an array; an array as it is."""
    return matrix.toarray() if hasattr(matrix, "toarray") else matrix


def unit(matrix: Any) -> Any:
    """Rows of length 1; rows of zeros stay.

    >>> import numpy as np
    >>> unit(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    import numpy as np

    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.where(length == 0, 1, length)
