"""Drafts held against the project: figures, quantifiers, quotes."""

from __future__ import annotations

from etic.project.templates import Templates


class Drafts(Templates):
    """A project that reads drafts."""
