"""A file of which the user has said that it is a survey: published tables, or answers."""

from __future__ import annotations

from pathlib import Path

from etic.errors import EticError
from etic.model import Bundle
from etic.read import load, read_path, read_source
from etic.read.answers_table import read_answers


def read_survey(path: Path) -> Bundle:
    """What a survey's file brings: tables with their links, answers with their variables."""
    if path.is_dir():
        return _kept(read_path(path), path)
    source = load(path, path.name)
    try:
        found = read_source(source)
    except EticError as refused:
        if refused.key not in ("columns-unknown", "kind-spreadsheet"):
            raise
        found = read_answers(source)
    if found.cases:  # a row a respondent: here it is their answers
        found = read_answers(source)
    return _kept(found, path)


def _kept(found: Bundle, path: Path) -> Bundle:
    kept = Bundle(
        tables=found.tables, links=found.links, answers=found.answers, warnings=found.warnings
    )
    if not (kept.tables or kept.answers):
        raise EticError("no-survey", file=path)
    return kept
