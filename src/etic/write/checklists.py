"""Answers to checklists as YAML, one file a study."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from etic.model import ChecklistAnswer


def checklists_yaml(study: str, answers: Iterable[ChecklistAnswer]) -> str:
    """What was answered to each item; `etic.read.checklists_yaml` reads it back."""
    content = {"study": study, "checklist_answers": [_answer(answer) for answer in answers]}
    dumped: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return dumped


def _answer(answer: ChecklistAnswer) -> dict[str, Any]:
    found: dict[str, Any] = {"checklist": answer.checklist, "item": answer.item}
    for key in ("text_ru", "text_en", "coder", "changed"):
        if getattr(answer, key):
            found[key] = getattr(answer, key)
    return found
