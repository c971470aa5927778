"""Small studies that tests work in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import etic
from etic.errors import EticError
from etic.model import Bundle, Cell, Code, Codebook, Document, SurveyTable, Turn
from etic.project import Project
from etic.store.journal import JOURNALED

TEXT = (
    "И: 1. Почему вы вернулись?\n\n"
    "Р: Работы не было 😀. Безработица там, я и еду домой. Мама болела, ёлки.\n\n"
    "И: 2. Чему научились?\n\n"
    "Р: Плитку класть, һәм кыргызча: «үйгө кеттим»."
)

BOOK = Codebook(
    codes=(
        Code("return", name_ru="Мотивы возвращения", name_en="Return motives", colour="#3a7d44"),
        Code("return/family", name_ru="Семья", name_en="Family"),
        Code("returned", name_ru="Уже вернулся", name_en="Returned"),
        Code("skills", name_ru="Навыки", name_en="Skills", colour="#2f6f9f"),
    )
)

TABLE = SurveyTable(
    number="1",
    title="Причины возвращения",
    question="Почему вернулись?",
    cells=(
        Cell("Семья", "Мужчины", None, "20.0", "515"),
        Cell("Семья", "Всего", None, "22.1", "515"),
        Cell("Работа", "Всего", 103, "", "515"),
    ),
)


def turns(text: str) -> tuple[Turn, ...]:
    """Turns of a text in which paragraphs begin with «И:» or «Р:»."""
    found = []
    at = 0
    for paragraph in text.split("\n\n"):
        speaker = paragraph[0]
        role = "interviewer" if speaker == "И" else "respondent"
        found.append(Turn(at, at + 3, at + len(paragraph), speaker, role))  # type: ignore[arg-type]
        at += len(paragraph) + 2
    return tuple(found)


def small_bundle() -> Bundle:
    """Two respondents, four codes, one survey table."""
    other = "Р: Семья здесь, вот и вернулся."
    return Bundle(
        documents=(
            Document("R01", TEXT, turns(TEXT), language="ru",
                     attributes={"gender": "женщина", "age": 34}),
            Document("R02", other, turns(other), language="ru",
                     attributes={"gender": "мужчина", "age": 51}),
        ),
        codebooks=(BOOK,),
        tables=(TABLE,),
        title="",
    )  # fmt: skip


def small_project(path: Path) -> Project:
    """A project of `small_bundle`."""
    project = etic.create(path, "Малое исследование")
    project.import_bundle(small_bundle())
    return project


def tables(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """Every journaled table as it is."""
    return {
        name: [tuple(row) for row in project.store.connection.execute(f"SELECT * FROM {name}")]
        for name in JOURNALED
    }


def refused(key: str, project: Project, step: Any, *args: Any, **more: Any) -> EticError:
    """The step is refused for this reason, and has changed nothing."""
    before = tables(project), project.store.journal.revision()
    with pytest.raises(EticError) as error:
        step(*args, **more)
    assert error.value.key == key
    assert (tables(project), project.store.journal.revision()) == before
    return error.value
