"""Etic: interviews coded at reading speed, counted honestly, beside the survey's figures.

import etic
p = etic.open("study.etic")
p.quotes(code="remigration")        # a pandas frame
p.table(["return/family"], by="gender")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from etic.errors import EticError

if TYPE_CHECKING:
    from pathlib import Path

    from etic.project import Project

__all__ = ["EticError", "__version__", "create", "open"]
__version__ = "0.1.0"


def open(path: str | Path) -> Project:
    """Open a project file. Raises `EticError` where there is none, or where it is not one."""
    from etic.project import Project

    return Project.open(path)


def create(path: str | Path, title: str = "") -> Project:
    """Make a new, empty project file and open it."""
    from etic.project import Project

    return Project.create(path, title)
