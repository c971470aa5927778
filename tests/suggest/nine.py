"""Nine codes and 29 quotes, written for tests in the manner of a printed article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from etic.model import Code
from etic.suggest.passages import Passage

_FILE = Path(__file__).with_suffix(".yaml")


def codes() -> list[Code]:
    """The codes, with definition and example."""
    return [
        Code(one["code"], name_ru=one["name"]["ru"], definition=one["definition"],
             example=one["example"])
        for one in _read()["codes"]
    ]  # fmt: skip


def quotes(question: str = "") -> list[tuple[str, Passage]]:
    """Each quote with its own code."""
    return [(code, Passage(0, len(text), text, question, "ru")) for code, text in _read()["quotes"]]


def _read() -> Any:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))
