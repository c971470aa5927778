"""A codebook as a table: csv or the first fitting sheet of an xlsx workbook.

A row is a code. Its place in the tree is its path (`push/jobs`) or the parent that it names. The
export of Taguette (`tag,description,number of highlights`) is read as well.
"""

from __future__ import annotations

from typing import Any, cast

from etic.codebook import Loose, checked, colour, identified, names, placed
from etic.errors import EticError
from etic.model import Bundle, Code, Codebook
from etic.places import places
from etic.read.rows import Columns, Header, Row, Table, find, table
from etic.read.source import Source
from etic.read.tags import Tag, codes_of
from etic.read.values import boolean

NAMES = {
    "path": ("path", "путь", "полный путь", "code path"),
    "tag": ("tag", "тег", "тэг", "метка"),
    "code": ("code", "код", "segment", "slug", "сегмент"),
    "name_ru": ("name ru", "ru name", "название ru", "название рус", "название по русски",
                "русское название", "name russian"),
    "name_en": ("name en", "en name", "название en", "название англ", "название по английски",
                "английское название", "name english"),
    "name": ("name", "название", "имя", "наименование", "тема", "code name", "имя кода",
             "название кода"),
    "id": ("id",),
    "parent": ("parent", "родитель", "родительский код", "parent code"),
    "definition": ("definition", "description", "определение", "описание"),
    "include": ("include", "when", "when to use", "включать", "включать когда",
                "когда использовать", "критерии включения"),
    "exclude": ("exclude", "when not", "when not to use", "исключать", "не включать",
                "когда не использовать", "критерии исключения"),
    "example": ("example", "пример"),
    "colour": ("colour", "color", "цвет"),
    "origin": ("origin", "происхождение"),
    "response": ("response", "тип ответа", "response type"),
    "required": ("required", "обязательно", "обязательный"),
    "uid": ("uid", "guid"),
}  # fmt: skip

_CALLS = {"path", "code", "tag", "name", "name_ru", "name_en"}
_TELLS = {"parent", "definition", "include", "exclude", "example", "colour", "origin", "response",
          "required", "name", "name_ru", "name_en"}  # fmt: skip
# Titles of codings, survey tables and transcripts: a table with one of them is no codebook.
_FOREIGN = frozenset(
    ["quote", "цитата", "content", "document", "документ", "start", "begin", "answer", "ответ",
     "percent", "процент", "question", "вопрос", "text", "текст", "speaker", "спикер", "реплика",
     "case", "respondent", "респондент", "случай", "participant"]
)  # fmt: skip
_COUNTS = ("number of highlights", "highlights", "количество выделений", "число цитат", "codings")

_ORIGINS = {"дедуктивный": "deductive", "дедуктивно": "deductive", "индуктивный": "inductive",
            "индуктивно": "inductive"}  # fmt: skip
_RESPONSES = {"один": "single", "одиночный": "single", "несколько": "multiple",
              "множественный": "multiple"}  # fmt: skip


def is_codebook(header: Header) -> bool:
    """Whether a table with these titles holds a codebook.

    >>> is_codebook(("tag", "description", "number of highlights")), is_codebook(("code", "quote"))
    (True, False)
    """
    if _FOREIGN & set(header):
        return False
    at = find(header, NAMES)
    called, told = _CALLS & at.keys(), _TELLS & at.keys()
    return bool(called) and bool(told - called or (told and len(called) > 1))


def read(source: Source) -> Bundle | None:
    """The codebook in a table, None where the table is something else."""
    found = table(source, is_codebook)
    if found is None:
        return None
    columns = Columns(found, NAMES)
    by_name = "tag" in columns and not {"path", "code"} & columns.at.keys()
    codes = _tags(columns) if by_name else _codes(columns)
    book = Codebook(checked(codes, source.name), source=source.name)
    return Bundle(codebooks=(book,), warnings=columns.notices(*_COUNTS))


def _tags(columns: Columns) -> tuple[Code, ...]:
    """The codes of an export of Taguette, where a code is called by its name."""
    rows = columns.table.rows
    tags = [
        Tag(
            columns.needed(row, "tag"),
            columns.text(row, "definition"),
            columns.text(row, "parent"),
            row.where,
        )
        for row in rows
    ]
    _once(columns.table, [tag.name for tag in tags])
    return codes_of(tags, columns.table.source)


def _once(table: Table, called: list[str]) -> None:
    """Tags that are spelt alike get numbers elsewhere; in a table somebody wrote one twice."""
    first: dict[str, Row] = {}
    for row, name in zip(table.rows, called, strict=True):
        if first.setdefault(name, row) is not row:
            raise EticError(
                "code-twice",
                file=table.source,
                where=places(first[name].where, row.where),
                code=name,
            )


def _codes(columns: Columns) -> tuple[Code, ...]:
    return placed([_code(columns, row) for row in columns.table.rows], columns.table.source)


def _code(columns: Columns, row: Row) -> Loose:
    file = columns.table.source
    name_ru, name_en = columns.text(row, "name_ru"), columns.text(row, "name_en")
    if not (name_ru or name_en):
        name_ru, name_en = names(columns.text(row, "name") or columns.text(row, "tag"))
    said = columns.text(row, "path") or columns.text(row, "code")
    path, name_ru, name_en = identified(said, name_ru, name_en)
    if not path:
        raise EticError("code-nameless", file=file, where=places(row.where))
    required = boolean(columns.text(row, "required") or "0")
    if required is None:
        raise columns.wrong(row, "required", "cell-boolean")
    origin = columns.text(row, "origin").casefold()
    response = columns.text(row, "response").casefold()
    code = Code(
        path=path,
        name_ru=name_ru,
        name_en=name_en,
        definition=columns.text(row, "definition"),
        include=columns.text(row, "include"),
        exclude=columns.text(row, "exclude"),
        example=columns.text(row, "example"),
        colour=colour(columns.text(row, "colour")),
        # `checked` looks whether these words are of the few that they can be.
        origin=cast(Any, _ORIGINS.get(origin, origin) or "deductive"),
        response=cast(Any, _RESPONSES.get(response, response)),
        required=required,
        uid=columns.text(row, "uid"),
        where=row.where,
    )
    # Where parents are named by a running number, that is what a code is called.
    return Loose(code, columns.text(row, "parent"), said or columns.text(row, "id"))
