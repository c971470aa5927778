"""A file of which the user has said that it is a survey: published tables, or answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from etic.errors import EticError
from etic.model import Bundle
from etic.read import load, read_path, read_source
from etic.read.answers_table import read_answers
from etic.read.survey_csv import is_long

if TYPE_CHECKING:
    from etic.read.survey_wide import WideProposal

_OTHERS = frozenset((".sav", ".zsav", ".por", ".zip", ".yaml", ".yml"))  # never printed tables


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
    if found.cases or found == Bundle():  # a row a respondent: here it is their answers
        found = read_answers(source)
    return _kept(found, path)


def read_wide(path: Path, mapping: Path | None, *, printed: bool) -> list[WideProposal]:
    """What a file of printed tables holds, as a mapping file corrects it.

    Empty where it holds something else, unless a mapping or `printed` says that it is such tables.
    """
    from etic.read.grids import is_document
    from etic.read.survey_wide import is_wide, propose
    from etic.read.wide_mapping import mapped

    said = printed or mapping is not None
    if path.is_dir() or (not said and path.suffix.lower() in _OTHERS):
        return []
    source = load(path, path.name)
    if not said and is_long(source):
        return []
    found = propose(source)
    if not found and (said or is_document(source)):
        raise EticError("wide-none", file=path.name)
    if mapping is not None:
        return mapped(load(mapping, mapping.name), found)[0]
    return found if said or is_wide(source, found) else []


def _kept(found: Bundle, path: Path) -> Bundle:
    kept = Bundle(
        tables=found.tables, links=found.links, answers=found.answers, warnings=found.warnings
    )
    if not (kept.tables or kept.answers):
        raise EticError("no-survey", file=path)
    return kept
