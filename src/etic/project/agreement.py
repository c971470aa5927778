"""How far coders agree."""

from __future__ import annotations

from etic.project.matrices import Matrices


class Agreement(Matrices):
    """How far coders agree."""
