"""Whether printed tables add up."""

from __future__ import annotations

from etic.project.joint import Joint


class Audit(Joint):
    """A project whose published tables are looked over."""
