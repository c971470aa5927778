"""Small studies for the screens: one in Russian, one in English, and an empty one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import etic
from etic.model import Bundle, Cell, Code, Codebook, Document, Link, SurveyTable, Turn
from etic.project import Project
from tests.studies import small_project, turns

ENGLISH = (
    "I: 1. Why did you return?\n\n"
    "R: My mother was ill. There was no work there.\n\n"
    "I: 2. What did you learn?\n\n"
    "R: To lay tiles."
)


def russian(path: Path) -> Project:
    """Two respondents, four codes, three codings by two coders, a table and a link."""
    project = small_project(path)
    text = project.text("R01")
    place = text.index("Мама болела")
    project.code("R01", place, place + len("Мама болела"), "return/family", coder="анна")
    place = text.index("Плитку класть")
    project.code("R01", place, place + len("Плитку класть"), "skills", coder="анна", memo="ремесло")
    other = project.text("R02")
    place = other.index("Семья здесь")
    project.code("R02", place, place + len("Семья здесь"), "return/family", coder="борис")
    project.link(Link("return/family", "1", "Семья", note="сроки разные"), coder="анна")
    return project


def english(path: Path) -> Project:
    """The same in English alone, so that nothing Russian belongs on its screens."""
    project = etic.create(path, "A small study")
    codes = (
        Code("return", name_en="Return motives", definition="Why they returned"),
        Code("return/family", name_en="Family"),
    )
    cells = (Cell("Family", "All", None, "22.1", "515"), Cell("Work", "All", 103, "", "515"))
    project.import_bundle(
        Bundle(
            documents=(
                Document("R01", ENGLISH, _turns(), language="en", attributes={"gender": "woman"}),
            ),
            codebooks=(Codebook(codes),),
            tables=(SurveyTable("1", "Reasons", "Why did you return?", cells),),
        ),
        who="import",
    )
    place = ENGLISH.index("My mother")
    project.code("R01", place, place + len("My mother was ill"), "return/family", coder="anna")
    project.link(Link("return/family", "1", "Family"), coder="anna")
    return project


def _turns() -> tuple[Turn, ...]:
    russian_labels = ENGLISH.replace("I:", "И:").replace("R:", "Р:")
    return tuple(
        replace(turn, speaker={"И": "I", "Р": "R"}[turn.speaker]) for turn in turns(russian_labels)
    )


def copy(project: Path, path: Path) -> Path:
    """A project of a test's own out of one that several start from."""
    shutil.copy(project, path)
    return path
