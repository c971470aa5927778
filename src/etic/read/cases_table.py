"""Cases with their attributes as a table: one row a respondent, one column an attribute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from etic.errors import EticError
from etic.i18n import MINUS
from etic.model import Bundle, Case, Value
from etic.places import places
from etic.read.codebook_table import is_codebook
from etic.read.codings_csv import is_codings
from etic.read.rows import Columns, Header, find, table
from etic.read.source import Source
from etic.read.survey_csv import is_survey
from etic.read.values import is_number

CASE = ("case", "respondent", "респондент", "случай", "participant", "участник", "участница",
        "информант", "кейс")  # fmt: skip
NAMES = {
    "case": (*CASE, "id"),
    "document": ("document", "документ"),
    "study": ("study", "исследование"),
}
_SPOKEN = frozenset(["text", "текст", "transcript", "реплика", "utterance", "content"])

_YES = frozenset(["true", "да", "yes"])
_NO = frozenset(["false", "нет", "no"])


def read(source: Source) -> Bundle | None:
    """The cases in a table that says by its first column that it is one; None for any other."""
    found = _cases(source, _says_so)
    return None if found is None else Bundle(cases=found)


def read_cases(source: Source) -> tuple[Case, ...]:
    """The cases in a table of which the user has said that it is one."""
    found = _cases(source, lambda header: "case" in find(header, NAMES))
    if found is None:
        raise EticError("cases-unknown", file=source.name, names=", ".join((*CASE, "id")))
    return found


def _says_so(header: Header) -> bool:
    """Whether the first title means a respondent and nothing speaks for another kind of table."""
    return (
        header[0] in CASE
        and not _SPOKEN & set(header)
        and not is_codebook(header)
        and not is_codings(header)
        and not is_survey(header)
    )


def _cases(source: Source, ours: Callable[[Header], bool]) -> tuple[Case, ...] | None:
    found = table(source, ours)
    if found is None:
        return None
    columns = Columns(found, NAMES)
    attributes = _attributes(columns)
    first: dict[tuple[str, str], Case] = {}
    kept: dict[tuple[str, str, str], Case] = {}
    for i, row in enumerate(found.rows):
        case = Case(
            name=columns.needed(row, "case"),
            study=columns.text(row, "study"),
            attributes=MappingProxyType(
                {name: values[i] for name, values in attributes.items() if values[i] is not None}
            ),
            document=columns.text(row, "document"),
            where=row.where,
        )
        # One respondent may have been interviewed twice; but he has one age.
        known = first.setdefault((case.study, case.name), case)
        if known.attributes != case.attributes:
            wheres = places(known.where, case.where)
            raise EticError("case-twice", file=source.name, where=wheres, case=case.name)
        kept.setdefault((case.study, case.name, case.document), case)
    return tuple(kept.values())


def _attributes(columns: Columns) -> Mapping[str, list[Value]]:
    """The values of each attribute, row by row, None where a cell is empty."""
    table = columns.table
    found: dict[str, list[Value]] = {}
    for place, title in enumerate(table.titles):
        cells = [row.cells[place].strip() for row in table.rows]
        if place in columns.at.values():
            continue
        if not title:
            if any(cells) and place:  # the first may be the row numbers that pandas writes
                raise EticError("column-nameless", file=table.source, column=place + 1)
            continue
        if title in found:
            raise EticError("column-twice", file=table.source, column=title)
        found[title] = _typed(cells)
    return found


def _typed(cells: list[str]) -> list[Value]:
    """One column as numbers, as yes and no, or as text, by what all of its cells allow.

    >>> _typed(["−34", "", "3,5"]), _typed(["да", "нет"]), _typed(["1", "нет"])
    ([-34, None, 3.5], [True, False], ['1', 'нет'])
    """
    filled = [cell for cell in cells if cell]
    if all(is_number(cell) for cell in filled):
        return [_number(cell) if cell else None for cell in cells]
    if all(cell.casefold() in _YES | _NO for cell in filled):
        return [cell.casefold() in _YES if cell else None for cell in cells]
    return [cell or None for cell in cells]


def _number(cell: str) -> int | float:
    plain = cell.replace(",", ".").replace(MINUS, "-")
    return float(plain) if "." in plain else int(plain)
