"""A transcript as a table: a row a turn, with a column for the speaker and one for the words.

Strict about what it takes: the first row must name both columns, and none that belongs to codings,
a codebook or a survey. A time column becomes the turn's time; a document column that names several
makes several documents; other columns are left out with a notice. The table may be a csv or a sheet
of a workbook; and with nothing at its head what recorders and annotation programs export, where
every column shows what it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from etic.errors import EticError
from etic.model import Bundle, Document, Notice
from etic.read.columns import clock, layout
from etic.read.source import Source
from etic.read.transcript import document
from etic.read.turns import Said, written
from etic.read.wordlist import words
from etic.read.xlsx import is_workbook, sheets

_NAMES = {
    "speaker": "speaker спикер говорящий кто name имя participant участник сүйлөөчү"
    " speaker_name speaker_label speaker_id tier дорожка",
    "words": "text текст transcript реплика content utterance транскрипт words слова"
    " annotation аннотация фраза речь speech sentence",
    "document": "document документ case interview интервью файл file",
    "time": "time start время начало timestamp start_time begin begin_time timecode таймкод"
    " тайм-код start_timestamp время_начала starttime in",
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
    if is_workbook(source):
        sheet = _sheet(source)
        if sheet is None:
            return None
        return _bundle(source, *sheet)
    text = source.text
    if text is None:
        return None
    found = _layout(text.split("\n", 1)[0])
    if found is None:
        return _recorded(source, text)
    delimiter, columns, header = found
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return _bundle(source, columns, header, reader)


def _bundle(
    source: Source,
    columns: Mapping[str, int],
    header: Sequence[str],
    reader: Iterable[list[str]],
) -> Bundle:
    rows = list(_rows(source, reader, columns, len(header)))
    notices = _notices(source, rows, header, columns)
    return Bundle(documents=tuple(_documents(source, rows)), warnings=tuple(notices))


def _layout(first: str) -> tuple[str, Mapping[str, int], Sequence[str]] | None:
    """Delimiter, places of the columns, and the header; None where the header names not both."""
    for delimiter in _DELIMITERS:
        try:
            header = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), [])]
        except csv.Error:
            continue
        columns = _named(header)
        if columns is not None:
            return delimiter, columns, header
    return None


def _named(header: Sequence[str]) -> dict[str, int] | None:
    """Places of the columns; None where both are not named, or it is another kind of table."""
    names = ["_".join(cell.casefold().split()) for cell in header]
    if len(names) < 2 or _FOREIGN.intersection(names):
        return None
    columns: dict[str, int] = {}
    for at, name in enumerate(names):
        if name in _COLUMNS:
            columns.setdefault(_COLUMNS[name], at)
    return columns if {"speaker", "words"} <= columns.keys() else None


def _sheet(source: Source) -> tuple[dict[str, int], list[str], list[list[str]]] | None:
    """The first sheet that is a transcript: its columns, its header, and all of its rows."""
    for rows in sheets(source):
        first = next(rows, None)
        columns = _named(first) if first else None
        if first and columns is not None:
            width = len(first)
            cells = ((row + [""] * width)[:width] for row in rows)
            return columns, [cell.strip() for cell in first], [first, *cells]
    return None


def _recorded(source: Source, text: str) -> Bundle | None:
    """A table parted by tabs with nothing at its head: begin, end, speaker, words, in any order."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or any("\t" not in line for line in lines):
        return None
    rows = [line.split("\t") for line in lines]
    found = layout(rows)
    if found is None or found.time < 0:
        return None  # a speaker and a tab are a label in any text
    said = [
        Said(
            _words(row[found.words]),
            row[found.speaker].strip() if found.speaker >= 0 else "",
            clock(row[found.time].strip()),
        )
        for row in rows
    ]
    return Bundle(documents=(document(source, *written(said)),))


def _rows(
    source: Source, reader: Iterable[list[str]], columns: Mapping[str, int], width: int
) -> Iterator[_Row]:
    number = 0
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
    cell = cell.strip()
    time = clock(cell) if cell else None
    if cell and time is None:
        raise EticError("csv-time", file=source.name, row=row, found=cell[:40])
    return time


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
