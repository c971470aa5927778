"""Propositions tested case by case."""

from __future__ import annotations

from etic.project.saturation import Saturation


class Induction(Saturation):
    """Propositions tested case by case."""
