"""A transcript as a table: a row a turn, with a column for the speaker and one for the words.

Strict about what it takes: the first row must name both columns, and none that belongs to codings,
a codebook or a survey. A time column becomes the turn's time; a document column that names several
makes several documents; other columns are left out with a notice.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etic.errors import EticError
from etic.model import Bundle, Document, Notice
from etic.read.labels import seconds, stamp_at
from etic.read.source import Source
from etic.read.transcript import document
from etic.read.turns import Said, written
from etic.read.wordlist import words

_NAMES = {
    "speaker": "speaker спикер говорящий кто name имя participant участник сүйлөөчү",
    "words": "text текст transcript реплика content utterance транскрипт",
    "document": "document документ case interview интервью файл file",
    "time": "time start время начало timestamp",
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split()}
# A table with one of these is something else: codings, a codebook, a list of cases, a survey.
_FOREIGN = words(
    """code codes код коды quote цитата coder кодировщик tag tags definition определение path
    memo percent n answer group variable value colour color"""
)
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row with its number as a spreadsheet shows it."""

    number: int
    document: str
    speaker: str
    words: str
    time: float | None


def read(source: Source) -> Bundle | None:
    """One transcript, or None where this is no table of speakers and words."""
    text = source.text
    if text is None:
        return None
    found = _layout(text.split("\n", 1)[0])
    if found is None:
        return None
    delimiter, columns, header = found
    rows = list(_rows(source, text, delimiter, columns, len(header)))
    notices = _notices(source, rows, header, columns)
    return Bundle(documents=tuple(_documents(source, rows)), warnings=tuple(notices))


def _layout(first: str) -> tuple[str, Mapping[str, int], Sequence[str]] | None:
    """Delimiter, places of the columns, and the header; None where the header names not both."""
    for delimiter in _DELIMITERS:
        try:
            header = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), [])]
        except csv.Error:
            continue
        names = [cell.casefold() for cell in header]
        if len(names) < 2 or _FOREIGN.intersection(names):
            continue
        columns: dict[str, int] = {}
        for at, name in enumerate(names):
            if name in _COLUMNS:
                columns.setdefault(_COLUMNS[name], at)
        if {"speaker", "words"} <= columns.keys():
            return delimiter, columns, header
    return None


def _rows(
    source: Source, text: str, delimiter: str, columns: Mapping[str, int], width: int
) -> Iterator[_Row]:
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            number += 1
            if number == 1 or not any(cell.strip() for cell in cells):
                continue
            if len(cells) != width:
                raise EticError(
                    "csv-row", file=source.name, row=number, found=len(cells), wanted=width
                )
            time = _time(source, cells[columns["time"]], number) if "time" in columns else None
            speaker = " ".join(cells[columns["speaker"]].split())
            name = cells[columns["document"]].strip() if "document" in columns else ""
            yield _Row(number, name, speaker, _words(cells[columns["words"]]), time)
    except csv.Error as fault:
        raise EticError("csv-broken", file=source.name, row=number + 1, why=fault) from fault


def _words(cell: str) -> str:
    return cell.replace("\ufeff", "").strip()


def _time(source: Source, cell: str, row: int) -> float | None:
    """`0:12:31`, or seconds as a number."""
    clock = cell.strip()
    if not clock:
        return None
    stamp = stamp_at(clock)
    if stamp is not None and stamp[1] == len(clock):
        return stamp[2]
    if clock.replace(",", ".", 1).replace(".", "", 1).isdecimal() and len(clock) < 12:
        return seconds(clock)
    raise EticError("csv-time", file=source.name, row=row, found=clock[:40])


def _notices(
    source: Source, rows: Sequence[_Row], header: Sequence[str], columns: Mapping[str, int]
) -> list[Notice]:
    others = [name for at, name in enumerate(header) if name and at not in columns.values()]
    notices = []
    if others:
        notices.append(Notice(source.name, "1", "columns-left-out", {"columns": ", ".join(others)}))
    notices.extend(
        Notice(source.name, str(row.number), "row-without-words", {"row": row.number})
        for row in rows
        if not row.words
    )
    return notices


def _documents(source: Source, rows: Sequence[_Row]) -> Iterator[Document]:
    """One document, or one for each name in the document column where it names several."""
    names = list(dict.fromkeys(row.document for row in rows))
    for name in names or [""]:
        said = [
            Said(row.words, row.speaker, row.time)
            for row in rows
            if row.document == name and row.words
        ]
        yield document(source, *written(said), name=name if len(names) > 1 else "")
