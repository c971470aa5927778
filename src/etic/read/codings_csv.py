"""Codings as a table: `document,start,end,code,coder,state,quote,memo`.

Taguette's export (`id,document,tag,content`) is read as well; it gives no places, so each quote
will be looked for in its document. A code may be a path or a name: who brings the codings in
resolves it.
"""

from __future__ import annotations

from typing import NoReturn, cast, get_args

from etic.errors import EticError
from etic.model import Bundle, Coding, Origin, State
from etic.places import places
from etic.read.rows import Columns, Header, Row, find, table
from etic.read.source import Source
from etic.read.values import boolean, integer

NAMES = {
    "document": ("document", "документ", "file", "файл", "interview", "интервью"),
    "start": ("start", "начало", "start offset"),
    "end": ("end", "конец", "end offset"),
    "code": ("code", "код", "path", "code path", "tag", "тег"),
    "coder": ("coder", "кодировщик", "кодировщица", "user"),
    "state": ("state", "состояние"),
    "quote": ("quote", "цитата", "content", "фрагмент", "text", "текст"),
    "memo": ("memo", "заметка", "примечание", "комментарий", "comment"),
    "origin": ("origin",),
    "created": ("created", "создано", "date"),
    "uid": ("uid", "guid"),
}


def is_codings(header: Header) -> bool:
    """Whether a table with these titles holds codings.

    >>> is_codings(("id", "document", "tag", "content")), is_codings(("code", "name"))
    (True, False)
    """
    at = find(header, NAMES)
    return {"document", "code"} <= at.keys() and ("quote" in at or {"start", "end"} <= at.keys())


def is_suggestions(header: Header) -> bool:
    """Whether a table with these titles holds suggestions: they are codings that are yet to be.

    >>> is_suggestions(("document", "start", "end", "code", "score", "source", "outcome"))
    True
    """
    return {"document", "start", "end", "code", "score", "source", "outcome"} <= set(header)


def read(source: Source) -> Bundle | None:
    """The codings in a table, None where the table is something else."""
    found = table(source, lambda header: is_codings(header) and not is_suggestions(header))
    if found is None:
        return None
    columns = Columns(found, NAMES)
    codings = tuple(_coding(columns, row) for row in found.rows)
    # `id` is a number that Taguette gives anew in every export; it identifies nothing.
    return Bundle(codings=codings, warnings=columns.notices("id"))


def _coding(columns: Columns, row: Row) -> Coding:
    start, end = _offset(columns, row, "start"), _offset(columns, row, "end")
    quote = columns.raw(row, "quote")
    if (start is None) != (end is None):
        _fail(columns, row, "coding-half")
    if start is not None and end is not None and start >= end:
        _fail(columns, row, "coding-backwards", start=start, end=end)
    if start is None and not quote.strip():
        _fail(columns, row, "coding-nowhere")
    return Coding(
        document=columns.needed(row, "document"),
        code=columns.needed(row, "code"),
        quote=quote if start is not None else quote.strip(),
        start=start,
        end=end,
        coder=columns.text(row, "coder"),
        memo=columns.text(row, "memo"),
        state=_state(columns, row),
        origin=_origin(columns, row),
        created=columns.text(row, "created"),
        uid=columns.text(row, "uid"),
        where=row.where,
    )


def _offset(columns: Columns, row: Row, meaning: str) -> int | None:
    text = columns.text(row, meaning)
    if not text:
        return None
    number = integer(text)
    if number is None or number < 0:
        raise columns.wrong(row, meaning, "cell-number")
    return number


def _state(columns: Columns, row: Row) -> State:
    text = columns.text(row, "state")
    said = boolean(text) if text else True
    if said is None:
        _fail(columns, row, "coding-state", value=text)
    return "yes" if said else "no"


def _origin(columns: Columns, row: Row) -> Origin:
    text = columns.text(row, "origin")
    if text and text not in get_args(Origin):
        _fail(columns, row, "coding-origin", value=text, known=", ".join(get_args(Origin)))
    return cast(Origin, text or "imported")


def _fail(columns: Columns, row: Row, key: str, **details: object) -> NoReturn:
    raise EticError(key, file=columns.table.source, where=places(row.where), **details)
