"""A study made for counting: who is in which group, and carries which codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import etic
from etic.model import Attribute, Bundle, Code, Codebook, Coding, Document, Turn, Value
from etic.project import Project

TEXT = "Р: Үйгө кайттым. Ради семьи."
BOOK = Codebook(
    (
        Code("return", name_ru="Возвращение", name_en="Return", colour="#3a7d44"),
        Code("return/family", name_ru="Семья", name_en="Family"),
        Code("return/work", name_ru="Работа", name_en="Work"),
        Code("plans", name_ru="Планы", name_en="Plans", response="single"),
        Code("plans/stay", name_ru="Останется", name_en="Stay"),
        Code("plans/leave", name_ru="Семья", name_en="Family"),  # a name that another has too
    )
)
PEOPLE: dict[str, tuple[dict[str, Value], list[str]]] = {
    "R1": ({"gender": "f", "married": True, "age": 9}, ["return/family", "return/work"]),
    "R2": ({"gender": "f", "married": False, "age": 10}, ["return/family", "plans/stay"]),
    "R3": ({"gender": "f", "married": True, "age": 100}, ["return"]),
    "R4": ({"gender": "m", "married": True, "age": 10}, ["plans/stay", "plans/leave"]),
    "R5": ({"gender": "m", "married": False, "age": 9}, []),
    "R6": ({}, ["return/work"]),
}


def study(
    path: Path,
    people: Mapping[str, tuple[Mapping[str, Value], Collection[str]]],
    *,
    book: Codebook = BOOK,
    not_asked: Mapping[str, tuple[str, ...]] | None = None,
) -> Project:
    """A project in which everybody says the same, and is coded as told."""
    turns = (Turn(0, 3, len(TEXT), "Р", "respondent"),)
    project = etic.create(path)
    project.import_bundle(
        Bundle(
            documents=tuple(
                Document(name, TEXT, turns, case=name, attributes=dict(attributes), language="ru",
                         not_asked=(not_asked or {}).get(name, ()))
                for name, (attributes, _) in people.items()
            ),
            codebooks=(book,),
            codings=tuple(
                Coding(document=name, code=code, quote="семьи", start=22, end=27, coder="anna")
                for name, (_, codes) in people.items()
                for code in codes
            ),
            attributes=(Attribute("gender", "text", "Пол", "Gender"),),
        )
    )  # fmt: skip
    return project
