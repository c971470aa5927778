"""Codes by documents and respondents, together and after one another; who carries a theme."""

from __future__ import annotations

from etic.project.crosstabs import Crosstabs


class Matrices(Crosstabs):
    """Codes by documents and respondents, together and after one another; who carries a theme."""
