"""Whether more interviews still brought something new."""

from __future__ import annotations

from etic.project.rounds import Rounds


class Saturation(Rounds):
    """Whether more interviews still brought something new."""
