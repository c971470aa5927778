"""Printed tables read back: what a report shows, out of Word, html, xlsx and csv."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from html import escape
from pathlib import Path

import openpyxl
import pytest

from etic.model import Cell, SurveyTable
from etic.read.printed import printed
from etic.read.source import Source
from etic.read.survey_csv import read as read_long
from etic.read.survey_wide import WideProposal, is_wide, propose
from tests.read.making import refused

SURVEYS = Path(__file__).parents[2] / "surveys"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = [
    ["Вариант ответа", "Мужчины (N = 305)", "Мужчины (N = 305)", "Всего", "Всего"],
    ["Вариант ответа", "чел.", "%", "чел.", "%"],
]
BODY = [
    ["Хочу вернуться", "100", "32,8", "103", "20,0"],
    ["в том числе скоро", "61", "20,0", "62", "12,0"],
    ["в том числе потом", "39", "12,8", "41", "8,0"],
    ["Нет", "205", "67,2", "412", "80,0"],
    ["Итого", "305", "100,0", "515", "100,0"],
]
CAPTION = "Таблица 8. Планируете ли Вы уехать снова?"
NOTE = "Примечание: N = 515."


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def cell(text: str, span: int = 1, merge: str = "") -> str:
    marks = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    marks += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def merged_table() -> str:
    head = [
        row(cell(HEAD[0][0], merge="restart"), cell(HEAD[0][1], 2), cell("Всего", 2)),
        row(cell("", merge="continue"), *(cell(c) for c in HEAD[1][1:])),
    ]
    return f"<w:tbl>{''.join(head)}{''.join(row(*map(cell, line)) for line in BODY)}</w:tbl>"


def plain_table(rows: list[list[str]]) -> str:
    return f"<w:tbl>{''.join(row(*map(cell, line)) for line in rows)}</w:tbl>"


def word(*parts: str) -> Source:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    body = f"<w:document {W}><w:body>{''.join(parts)}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", body)
    return Source("отчёт.docx", out.getvalue())


def page(title: str, rows: list[list[str]], note: str = "") -> Source:
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in line) + "</tr>" for line in rows
    )
    text = f"<html><body><p>{escape(title)}</p><table>{lines}</table><p>{note}</p></body></html>"
    return Source("отчёт.html", text.encode())


def expected(source: Source) -> SurveyTable:
    cells = []
    for line in BODY:
        subtotal = line[0] in ("Хочу вернуться", "Итого")
        for at, group, base in ((1, "Мужчины", "305"), (3, "Всего", "515")):
            n, percent = int(line[at]), line[at + 1].replace(",", ".")
            cells += [
                Cell(line[0], group, n, "", base, subtotal),
                Cell(line[0], group, None, percent, base, subtotal),
            ]
    question = "Планируете ли Вы уехать снова?"
    return SurveyTable("8", question, question, tuple(cells), "", source.name)


def only(source: Source) -> WideProposal:
    (found,) = propose(source)
    return found


def workbook() -> Source:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([CAPTION])
    for line in HEAD:
        sheet.append(line)
    for line in BODY:
        sheet.append([line[0], *(float(c.replace(",", ".")) for c in line[1:])])
    for r in range(4, 9):
        for c in (3, 5):
            sheet.cell(r, c).number_format = "0.0"
    for place in ("B2:C2", "D2:E2", "A2:A3"):
        sheet.merge_cells(place)
    sheet.append([NOTE])
    out = io.BytesIO()
    book.save(out)
    return Source("отчёт.xlsx", out.getvalue())


def text_csv() -> Source:
    lines = [[CAPTION], *HEAD, *BODY, [NOTE]]
    return Source("отчёт.csv", "\n".join(";".join(line) for line in lines).encode("cp1251"))


SOURCES = {
    "docx": word(paragraph(CAPTION), merged_table(), paragraph(NOTE)),
    "html": page(CAPTION, [*HEAD, *BODY], NOTE),
    "xlsx": workbook(),
    "csv": text_csv(),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_a_table_is_read_as_printed(kind: str) -> None:
    found = only(SOURCES[kind])
    assert found.base == "515"
    assert replace(found.table(), where="") == expected(SOURCES[kind])
    assert is_wide(SOURCES[kind], [found])
    assert found.doubts == ()


def test_captions_below_and_several_tables_in_one_document() -> None:
    rows = [["", "Мужчины, %", "Женщины, %"], ["Да", "40,0", "38,5"], ["Нет", "60,0", "61,5"]]
    found = propose(
        word(
            paragraph("О чём спрашивали"), plain_table(rows), paragraph("Таблица 2 – Первая"),
            plain_table(rows), paragraph("Таблица 3"), paragraph("Вторая, N = 1 794"),
        )
    )  # fmt: skip
    assert [(p.number, p.title, p.base) for p in found] == [
        ("2", "Первая", ""), ("3", "Вторая, N = 1 794", "1 794"),
    ]  # fmt: skip
    assert [c.group for c in found[0].columns] == ["", "Мужчины", "Женщины"]
    assert "no-base" in found[0].doubts


def test_a_number_on_a_line_of_its_own_and_rows_that_are_numbered() -> None:
    rows = [["№", "Ответ", "чел. (%)"], ["1", "Да", "15 (30,0)"], ["2", "Нет", "35 (70,0%)"]]
    found = only(word(paragraph("Таблица 4"), paragraph("Трудности."), plain_table(rows)))
    assert (found.number, found.title) == ("4", "Трудности")
    assert [(c.answer, c.n, c.percent) for c in found.table().cells] == [
        ("Да", 15, ""), ("Да", None, "30.0"), ("Нет", 35, ""), ("Нет", None, "70.0"),
    ]  # fmt: skip


def test_what_is_only_guessed_by_the_figures_is_said() -> None:
    found = only(page("Опрос", [["", "Мужчины"], ["Да", "15"], ["Нет", "40"]]))
    assert found.columns[1].kind == "n"
    assert {"guessed", "no-number", "no-base"} <= set(found.doubts)


def test_a_caption_with_a_number_tells_a_printed_table() -> None:
    rows = [["Ответ", "Всего", "Мужчины"], ["Да", "22,1", "26,2"], ["Нет", "77,9", "73,8"]]
    source = word(paragraph("Таблица 12. Планы, в % от опрошенных"), plain_table(rows))
    (found,) = propose(source)
    assert "guessed" in found.doubts
    book = openpyxl.Workbook()
    page_of = book.create_sheet("T", 0)
    for line in [["Таблица 12. Планы, в % от опрошенных"], [], *rows]:
        page_of.append(line)
    kept = io.BytesIO()
    book.save(kept)
    sheet = Source("t.xlsx", kept.getvalue())
    assert is_wide(sheet, propose(sheet))


def test_a_table_of_respondents_is_no_printed_table() -> None:
    source = Source("a.csv", b"id;age;sex\n1;20;1\n2;30;2\n3;41;1\n")
    assert not is_wide(source, propose(source))


def test_a_text_without_tables_has_none() -> None:
    assert propose(word(paragraph("И: Где?"))) == []


@pytest.mark.parametrize("study", ["reintegration-2022", "human-resources-2020"])
def test_the_published_tables_come_back_figure_by_figure(study: str) -> None:
    long = read_long(Source("a.csv", (SURVEYS / f"{study}.csv").read_bytes()))
    assert long is not None
    for table in long.tables:
        groups = list(
            dict.fromkeys((c.group, "n" if c.n is not None else "%") for c in table.cells)
        )
        figures = {
            (c.answer, c.group, "n" if c.n is not None else "%"):
            str(c.n) if c.n is not None else c.percent.replace(".", ",")
            for c in table.cells
        }  # fmt: skip
        rows = [[table.question, *(f"{g}, {'чел.' if k == 'n' else '%'}" for g, k in groups)]]
        rows += [
            [a, *(figures.get((a, *g), "—") for g in groups)]
            for a in dict.fromkeys(c.answer for c in table.cells)
        ]
        found = only(page(f"Таблица {table.number}. {table.title}", rows)).table()
        assert (found.number, found.title, found.question) == (
            table.number, table.title, table.question,
        )  # fmt: skip

        def bare(one: SurveyTable) -> set[tuple[str, str, int | None, str]]:
            return {(c.answer, c.group, c.n, c.percent) for c in one.cells}

        assert bare(found) == bare(table)


def test_what_cannot_be_loaded_says_where() -> None:
    good = only(SOURCES["docx"])
    refused(replace(good, number=" ").table, "wide-number")
    columns = tuple(replace(c, group="") for c in good.columns)
    refused(replace(good, columns=columns).table, "wide-twice")
    counted = tuple(replace(c, kind="n") if c.kind == "percent" else c for c in good.columns)
    refused(replace(good, columns=counted).table, "wide-figure")
    nothing = tuple(replace(r, kind="skip") for r in good.rows)
    refused(replace(good, rows=nothing).table, "wide-empty")
    nameless = tuple(replace(r, answer="") for r in good.rows)
    refused(replace(good, rows=nameless).table, "wide-answer")


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (32.0, "0.0", "32.0"), (0.32, "0.0%", "32.0%"), (1794, "#,##0", "1794"),
        (22.05, "0.0", "22.1"), (45000, "dd.mm.yyyy", None), ("x", "0.0", None), (True, "0", None),
    ],
)  # fmt: skip
def test_numbers_are_what_their_format_shows(value: object, pattern: str, shown: str) -> None:
    assert printed(value, pattern) == shown


def wide(body: list[list[str]], caption: str = CAPTION) -> Source:
    head = ["Вариант ответа", "Мужчины, % (n=305)", "Женщины, % (n=210)"]
    return word(paragraph(caption), plain_table([head, *body]))


def test_a_table_that_goes_on_on_another_page_is_one() -> None:
    head = [["Вариант ответа", "Мужчины, %", "Женщины, %"], ["1", "2", "3"]]
    numbers = [["1", "2", "3"]]
    first = plain_table([*head, ["Построил дом", "32,0", "28,1"]])
    source = word(
        paragraph("Таблица 4. Что сделали?"), first,
        paragraph("* Можно несколько."), paragraph("Продолжение таблицы 4"),
        plain_table([*head, ["Лечение", "3,0", "4,0"]]),
        paragraph("Окончание табл. 4"), plain_table([*numbers, ["Учёба", "1,5", "2,0"]]),
        paragraph("Таблица 5. Куда?"), plain_table([*head, ["Домой", "50,0", "51,0"]]),
    )  # fmt: skip
    found = propose(source)
    assert [p.number for p in found] == ["4", "5"]
    answers = [row.answer for row in found[0].rows if row.kind != "skip"]
    assert answers == ["Построил дом", "Лечение", "Учёба"]
    assert len(found[0].table().cells) == 6


def test_marks_of_footnotes_are_no_part_of_a_figure_or_an_answer() -> None:
    raised = (
        "<w:tc><w:p><w:r><w:t>12,0</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p></w:tc>"
    )
    head = row(*map(cell, ["Вариант ответа", "Мужчины*, %", "Женщины, %"]))
    body = row(cell("Другое²"), raised, cell("75,0**")) + row(cell("до 9 м²"), cell("1"), cell("2"))
    table = word(paragraph("Таблица 4. Что?*"), f"<w:tbl>{head}{body}</w:tbl>")
    html = "<p>Таблица 4. Что?*</p><table><tr><td>Вариант ответа<td>Мужчины<sup>1</sup>, %"
    html += "<td>Женщины, %</tr><tr><td>Другое<sup>1</sup><td>12,0<sup>1</sup><td>75,0*</tr>"
    html += "<tr><td>до 9 м²<td>1<td>2</tr></table>"
    for source in (table, Source("a.html", f"<html><body>{html}</body></html>".encode())):
        found = only(source).table()
        assert found.title == "Что?"
        assert [(c.answer, c.group, c.percent) for c in found.cells] == [
            ("Другое", "Мужчины", "12.0"), ("Другое", "Женщины", "75.0"),
            ("до 9 м²", "Мужчины", "1"), ("до 9 м²", "Женщины", "2"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "kept"), [("< 1", "<1"), ("<0,1%", "<0.1"), ("менее 1 %", "<1"), ("less than 1", "<1")]
)
def test_what_a_figure_is_less_than_is_kept_as_it_was_printed(cell: str, kept: str) -> None:
    found = only(wide([["Да", "99,5", "98,0"], ["Нет", cell, "2,0"]]))
    assert [(c.answer, c.percent) for c in found.table().cells] == [
        ("Да", "99.5"), ("Да", "98.0"), ("Нет", kept), ("Нет", "2.0"),
    ]  # fmt: skip


def test_a_row_of_bases_is_no_answer() -> None:
    rows = [
        ["Ответ", "Мужчины", "Мужчины", "Женщины", "Женщины"],
        ["", "n", "%", "n", "%"],
        ["Да", "60", "50,0", "20", "25,0"],
        ["Нет", "60", "50,0", "60", "75,0"],
        ["Число опрошенных", "120", "", "80", ""],
    ]
    found = only(word(paragraph("Таблица 2. Едете?"), plain_table(rows)))
    assert [column.base for column in found.columns] == ["", "120", "120", "80", "80"]
    assert {c.answer for c in found.table().cells} == {"Да", "Нет"}
    assert "no-base" not in found.doubts


def test_percents_of_a_workbook_without_a_format_are_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Таблица 1. Едете? (N = 50)"])
    sheet.append(["", "Мужчины, %", "Женщины, чел."])
    sheet.append(["Да", 32, 4])
    sheet.append(["Нет", 22.099999999999998, 5])
    hidden = book.create_sheet("старое")
    hidden.append(["", "Мужчины, %"])
    hidden.append(["Да", 1.5])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    found = only(Source("a.xlsx", out.getvalue()))
    assert "decimals" in found.doubts
    assert [(c.n, c.percent) for c in found.table().cells] == [
        (None, "32.0"), (4, ""), (None, "22.1"), (5, ""),
    ]  # fmt: skip


def test_what_is_raised_in_a_workbooks_cell_is_no_part_of_its_figure() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["", "Мужчины, %", "Женщины, %"])
    sheet.append(["Да", "", "8,0"])
    sheet["B2"] = CellRichText("12,0", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    out = io.BytesIO()
    book.save(out)
    assert [c.percent for c in only(Source("a.xlsx", out.getvalue())).table().cells] == [
        "12.0", "8.0",
    ]  # fmt: skip
