"""Two who code the same texts, so that they agree here and differ there."""

from __future__ import annotations

from pathlib import Path

from etic.project import Project
from tests.studies import small_project

ONE, OTHER = "анна", "борис"


def put(project: Project, coder: str, document: str, quote: str, code: str, **more: str) -> int:
    """Code the only place of a quote; gives the id."""
    at = project.text(document).index(quote)
    found = project.code(document, at, at + len(quote), code, coder=coder, **more)  # type: ignore[arg-type]
    return found.id


def twice_coded(path: Path) -> Project:
    """R01 and R02, coded by both: one place exactly alike, one with another extent, one that only
    Boris has, one with another code of the same family, one on which they say yes and no."""
    project = small_project(path)
    put(project, ONE, "R01", "Мама болела", "return/family", memo="мать")
    put(project, OTHER, "R01", "Мама болела", "return/family")
    put(project, ONE, "R01", "Плитку класть", "skills")
    put(project, OTHER, "R01", "Плитку класть, һәм", "skills")
    put(project, OTHER, "R01", "«үйгө кеттим»", "returned", memo="тайна Бориса")
    put(project, ONE, "R01", "Безработица там", "return")
    put(project, OTHER, "R01", "Безработица там", "return/family")
    put(project, ONE, "R02", "Семья здесь", "return/family")
    put(project, OTHER, "R02", "Семья здесь", "return/family", state="no")
    return project
