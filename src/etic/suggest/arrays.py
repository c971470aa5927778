"""Rows of vectors, dense or sparse alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]


def dense(matrix: Any) -> Any:
    """A sparse matrix as an array; an array as it is."""
    return matrix.toarray() if hasattr(matrix, "toarray") else matrix
