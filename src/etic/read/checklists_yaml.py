"""Answers to checklists of reporting, as a YAML file.

study: returnees
checklist_answers:
- {checklist: coreq, item: "13", text_en: Two women refused., coder: anna}
"""

from __future__ import annotations

from etic.errors import EticError
from etic.model import Bundle, ChecklistAnswer, Notice
from etic.places import places
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Sequence, read_yaml


def read(source: Source) -> Bundle | None:
    """The answers in a YAML file, None where the file is something else."""
    root = read_yaml(source, "checklist_answers")
    if not isinstance(root, Mapping):
        return None
    if not isinstance(root.items.get("checklist_answers"), Sequence):
        return None
    top = Fields(root, source.name)
    study = top.text("study")
    notices: list[Notice] = []
    found: dict[tuple[str, str, str], ChecklistAnswer] = {}
    for fields in top.mappings("checklist_answers"):
        answer = ChecklistAnswer(
            checklist=fields.needed("checklist").casefold(),
            item=fields.needed("item"),
            text_ru=fields.text("text_ru"),
            text_en=fields.text("text_en"),
            coder=fields.text("coder"),
            changed=fields.text("changed"),
            study=fields.text("study") or study,
            where=fields.where,
            file=fields.file,
        )
        notices.extend(fields.notices())
        first = found.setdefault((answer.study, answer.checklist, answer.item), answer)
        if first is not answer:
            wheres = places(first.where, answer.where)
            raise EticError(
                "checklist-twice", file=source.name, where=wheres, item=answer.item,
                checklist=answer.checklist.upper(),
            )  # fmt: skip
    return Bundle(checklist_answers=tuple(found.values()), warnings=(*notices, *top.notices()))
