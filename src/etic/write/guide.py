"""An interview guide as the YAML that a sociologist edits."""

from __future__ import annotations

from typing import Any

from etic.guide import Guide, Question


def guide_yaml(guide: Guide) -> str:
    """A guide as a file that `etic guide` and `etic import` read back whole."""
    import yaml

    content: dict[str, Any] = {"study": guide.study}
    if guide.name:
        content["guide"] = guide.name
    if guide.title_ru or guide.title_en:
        content["title"] = _both(guide.title_ru, guide.title_en)
    if guide.who:
        content["for"] = dict(guide.who)
    content["questions"] = [_question(question) for question in guide.questions]
    if guide.corrections:
        content["corrections"] = [
            {"document": c.document, "start": c.start, "end": c.end, "question": c.question}
            for c in guide.corrections
        ]
    dumped: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return dumped


def _question(question: Question) -> dict[str, Any]:
    found: dict[str, Any] = {
        "number": question.number,
        "text": _both(question.text_ru, question.text_en),
    }
    if question.wordings:
        found["wordings"] = list(question.wordings)
    if question.codes:
        found["codes"] = list(question.codes)
    return found


def _both(ru: str, en: str) -> dict[str, str]:
    return {key: value for key, value in (("ru", ru), ("en", en)) if value}
