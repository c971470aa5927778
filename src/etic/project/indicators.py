"""Dimensions and indicators: a second order across codes and survey."""

from __future__ import annotations

from etic.project.audit import Audit


class Indicators(Audit):
    """A project with a profile of indicators."""
