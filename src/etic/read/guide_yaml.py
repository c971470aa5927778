"""An interview guide as a YAML file: its questions, the topics they ask about, whom they are for.

study: reintegration-2022
questions:
- number: "4.1"
  text:
    ru: Легко ли было найти работу?
    en: Was it easy to find work?
  wordings:
  - Долго ли искали?
  codes: [economic/work]
"""

from __future__ import annotations

from etic.errors import EticError
from etic.guide import Correction, Guide, Question
from etic.model import Bundle, Notice
from etic.places import line, places
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Sequence, read_yaml


def read(source: Source) -> Bundle | None:
    """The guide in a YAML file, None where the file is something else."""
    root = read_yaml(source, "questions")
    if not isinstance(root, Mapping) or not isinstance(root.items.get("questions"), Sequence):
        return None
    top = Fields(root, source.name)
    title_ru, title_en = top.both("title")
    notices: list[Notice] = []
    questions: dict[str, Question] = {}
    for fields in top.mappings("questions"):
        question = _question(fields, notices)
        first = questions.setdefault(question.number, question)
        if first is not question:
            wheres = places(first.where, question.where)
            raise EticError("guide-twice", file=source.name, where=wheres, number=question.number)
    if not questions:
        raise EticError("guide-empty", file=source.name)
    guide = Guide(
        study=top.text("study"),
        questions=tuple(questions.values()),
        name=top.text("guide"),
        title_ru=title_ru,
        title_en=title_en,
        who=_who(top),
        corrections=tuple(_correction(fields) for fields in top.mappings("corrections")),
        source=source.name,
        where=top.where,
    )
    return Bundle(guides=(guide,), warnings=(*notices, *top.notices()))


def _question(fields: Fields, notices: list[Notice]) -> Question:
    text_ru, text_en = fields.both("text")
    if not (text_ru or text_en):
        fields.needed("text")
    question = Question(
        number=fields.needed("number"),
        text_ru=text_ru,
        text_en=text_en,
        wordings=fields.texts("wordings"),
        codes=fields.texts("codes"),
        where=fields.where,
    )
    notices.extend(fields.notices())
    return question


def _who(top: Fields) -> dict[str, str]:
    node = top.get("for")
    if node is None:
        return {}
    fields = top.within(node, "for")
    return {name: fields.needed(name) for name in fields.node.items}


def _correction(fields: Fields) -> Correction:
    start, end = fields.number("start"), fields.number("end")
    if not 0 <= start <= end:
        where = places(line(fields.node.line))
        raise EticError("guide-place", file=fields.file, where=where, start=start, end=end)
    return Correction(fields.needed("document"), start, end, fields.text("question"))
