"""Published tables of a survey in long form: one row a printed figure.

    study,table,title,question,answer,group,n,percent,declared_base,is_subtotal

A percent stays the text that was printed (`32.0` is not `32`), only with a point for the comma.
In a workbook, that is what a cell shows: a text as typed, a number by its number format. A number
without a format is taken with as many decimals as the longest percent of its table, and that is
said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from etic.model import Bundle, Cell, Notice, SurveyTable
from etic.places import places
from etic.read.printed import as_long
from etic.read.rows import Columns, Header, Row, find, shown_tables, table
from etic.read.source import Source
from etic.read.values import boolean, integer, share
from etic.read.xlsx import Loose

NAMES = {
    "study": ("study", "исследование"),
    "table": ("table", "таблица", "№ таблицы", "номер таблицы"),
    "title": ("title", "заголовок", "название", "название таблицы"),
    "question": ("question", "вопрос"),
    "answer": ("answer", "ответ", "вариант ответа"),
    "group": ("group", "группа"),
    "n": ("n", "count", "число", "количество", "частота", "чел", "человек"),
    "percent": ("percent", "процент", "проценты", "%", "доля"),
    "base": ("declared base", "base", "заявленная база", "база"),
    "subtotal": ("is subtotal", "subtotal", "подытог", "итог"),
}
_DASHES = frozenset(["-", "–", "—", "…", "..."])  # printed where there is no figure


def is_survey(header: Header) -> bool:
    """Whether a table with these titles holds published figures.

    >>> is_survey(("вопрос", "ответ", "группа", "процент")), is_survey(("question", "answer"))
    (True, False)
    """
    at = find(header, NAMES)
    return {"question", "answer"} <= at.keys() and bool({"n", "percent"} & at.keys())


def is_long(source: Source) -> bool:
    """Whether a file is a table with one printed figure a row."""
    return table(source, is_survey, titled=True) is not None


def read(source: Source) -> Bundle | None:
    """The survey tables in a csv file or in the sheets of a workbook, None where there are none."""
    found = table(source, is_survey, titled=True)
    if found is None:
        return None
    known: dict[tuple[str, str, str], SurveyTable] = {}
    notices: list[Notice] = []
    loose: list[str] = []
    for page in shown_tables(source, is_survey) if source.zip else [found]:
        for each in _tables(Columns(page, NAMES), notices, loose):
            key = (each.study, each.number, each.question)
            before = known.get(key, replace(each, cells=()))  # a table may go on on another sheet
            known[key] = replace(before, cells=before.cells + each.cells, source=source.name)
    if loose:
        details = {"tables": "; ".join(dict.fromkeys(loose))}
        notices.append(Notice(source.name, "", "survey-decimals", details))
    return Bundle(tables=tuple(known.values()), warnings=tuple(notices))


def _tables(
    columns: Columns, notices: list[Notice], loose: list[str]
) -> Iterator[SurveyTable]:  # fmt: skip
    rows: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in columns.table.rows:
        key = (
            columns.text(row, "study"),
            columns.text(row, "table"),
            columns.needed(row, "question"),
        )
        rows[key].append(row)
    notices += columns.notices()
    for (study, number, question), members in rows.items():
        title = _title(columns, members, notices)
        cells = _cells(columns, members, notices)
        unformatted = [isinstance(columns.raw(row, "percent"), Loose) for row in members]
        if any(unformatted):
            printed, decimals = as_long([cell.percent for cell in cells], unformatted)
            cells = tuple(map(_with_percent, cells, printed))
            loose.append(f"{' '.join((study, number or question)).strip()}: {decimals}")
        yield SurveyTable(
            number=number,
            title=title,
            question=question,
            cells=cells,
            study=study,
            source=columns.table.source,
            where=members[0].where,
        )


def _with_percent(cell: Cell, percent: str) -> Cell:
    return replace(cell, percent=percent)


def _title(columns: Columns, rows: list[Row], notices: list[Notice]) -> str:
    """The title of a table: the first that is given, with a word where there are others."""
    title = ""
    for row in rows:
        said = columns.text(row, "title")
        if said and title and said != title:
            details = {"title": title, "other": said}
            notices.append(Notice(columns.table.source, row.where, "survey-titles", details))
            break
        title = title or said
    return title


def _cells(columns: Columns, rows: list[Row], notices: list[Notice]) -> tuple[Cell, ...]:
    found: list[Cell] = []
    first: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        cell = _cell(columns, row)
        for kind, there in (("n", cell.n is not None), ("percent", bool(cell.percent))):
            known = first.setdefault((cell.answer, cell.group, kind), row) if there else row
            if known is not row:
                details = {"answer": cell.answer, "group": cell.group, "first": places(known.where)}
                notices.append(Notice(columns.table.source, row.where, "survey-twice", details))
        found.append(cell)
    return tuple(found)


def _cell(columns: Columns, row: Row) -> Cell:
    return Cell(
        answer=columns.needed(row, "answer"),
        group=columns.text(row, "group"),
        n=_count(columns, row),
        percent=_percent(columns, row),
        declared_base=columns.text(row, "base"),
        subtotal=_subtotal(columns, row),
    )


def _count(columns: Columns, row: Row) -> int | None:
    text = columns.text(row, "n")
    if not text or text in _DASHES:
        return None
    number = integer(text)
    if number is None or number < 0:
        raise columns.wrong(row, "n", "cell-number")
    return number


def _percent(columns: Columns, row: Row) -> str:
    text = columns.text(row, "percent")
    if not text or text in _DASHES:
        return ""
    printed = share(text)
    if printed is None:
        raise columns.wrong(row, "percent", "cell-percent")
    return printed


def _subtotal(columns: Columns, row: Row) -> bool:
    text = columns.text(row, "subtotal")
    said = boolean(text) if text else False
    if said is None:
        raise columns.wrong(row, "subtotal", "cell-boolean")
    return said
