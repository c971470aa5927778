"""Checklists of reporting: COREQ, SRQR, GRAMMS."""

from __future__ import annotations

from etic.project.drafts import Drafts


class Checklists(Drafts):
    """A project that answers checklists."""
