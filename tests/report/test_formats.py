"""Reports as workbooks, Markdown and PDF; every format but PDF gives the same bytes each time."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etic.errors import EticError
from etic.model import Column, Table
from etic.report import Heading, Note, QuoteBlock, QuoteItem, Report, TableBlock, encode, pdf, write
from tests.report.samples import report


def workbook(made: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(encode(made, ".xlsx")))


def test_one_sheet_a_table_with_contents_text_and_quotes() -> None:
    book = workbook(report("ru"))
    assert book.sheetnames == [
        "Содержание",
        "Текст",
        "Табл. 1 Триггеры повторной миг…",
        "Табл. 2 Число закодированных о…",
        "Рис. 2 Новые навыки, названные…",
        "Цитаты",
    ]
    contents = book["Содержание"]
    assert contents["A1"].value == report("ru").title
    targets = [cell.hyperlink.location for cell in contents["A"] if cell.hyperlink]
    assert targets == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_figures_are_numbers_with_a_format_and_lead_to_their_quotes() -> None:
    sheet = workbook(report("ru")).worksheets[2]
    assert sheet["A1"].value.startswith("Таблица 1. Триггеры")
    assert [cell.value for cell in sheet[3]][:3] == ["Триггер", "Назвали", "Доля"]
    assert sheet["C4"].value == 0.625
    assert sheet["C4"].number_format == "0.0 %"
    assert (sheet["B4"].value, sheet["B4"].data_type) == (15, "n")
    assert sheet["B4"].hyperlink.location == "'Цитаты'!A2"
    assert sheet["B5"].hyperlink is None
    assert sheet.freeze_panes == "A4"
    assert sheet["A10"].value.startswith("Примечание. База интервью")
    assert workbook(report("en")).worksheets[2]["C4"].number_format == "0.0%"


def test_quotes_stand_on_a_sheet_of_their_own() -> None:
    sheet = workbook(report("ru"))["Цитаты"]
    first = [cell.value for cell in sheet[2]]
    assert first[0] == "Безработица и нестабильный заработок"
    assert first[1].startswith("Тут на стройке")
    assert first[2] == "R07 · мужчина, 34"


def test_names_of_sheets_are_each_one_once_whatever_titles_are() -> None:
    same = Table((Column("a", "A"),), (("=1+1",),), "Таблица: [очень/длинная] " + "да " * 30)
    made = Report("T", language="en", blocks=tuple(TableBlock(same) for _ in range(12)))
    book = workbook(made)
    names = [name.casefold() for name in book.sheetnames]
    assert len(set(names)) == 14
    assert all(len(name) <= 31 for name in names)
    assert book.worksheets[2]["A4"].value == "=1+1"
    assert book.worksheets[2]["A4"].data_type == "s"  # never a formula


def test_an_empty_report_is_a_workbook_too() -> None:
    assert workbook(Report("Nothing")).sheetnames == ["Contents", "Text"]


def test_markdown_links_figures_to_quotes_and_escapes_others_words() -> None:
    columns = (Column("code", "Code"), Column("n", "n", "integer"))
    block = TableBlock(Table(columns, (("a|b", 2),), "On *what*", "Base 5."), "t", {(0, 1): "q 1"})
    quotes = QuoteBlock((QuoteItem("One <b>\ntwo", "R01", "javascript:x"),), "q 1", "Said")
    text = encode(
        Report("T", "s", "en", (Heading(1, "# One"), Note("Mind."), block, quotes)), ".md"
    ).decode()
    assert text == (
        "# T\n\n*s*\n\n## # One\n\n*Note.* Mind.\n\n**Table 1. On \\*what\\***\n\n"
        "| Code |         n |\n| ---- | --------: |\n| a\\|b | [2](#q-1) |\n\n*Note.* Base 5.\n\n"
        '<a id="q-1"></a>**Said**\n\n> One \\<b\\>\\\n> two\n>\n> — R01\n'
    )


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".md"])
def test_the_same_report_gives_the_same_bytes(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = encode(report("ru"), suffix)
    later = time.time() + 86_400 * 400
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda _=None: time.gmtime(later))
    assert encode(report("ru"), suffix) == first


def test_what_cannot_be_written_is_refused_with_what_can(tmp_path: Path) -> None:
    with pytest.raises(EticError) as error:
        write(report("en"), tmp_path / "report.odt")
    assert error.value.key == "format-unknown"
    assert error.value.details["known"] == ".docx, .html, .md, .pdf, .xlsx"
    assert list(tmp_path.iterdir()) == []


# -- pdf ------------------------------------------------------------------------------------------


def program(folder: Path, body: str) -> str:
    """A program of these lines of Python, as a file that runs."""
    path = folder / "chromium"
    path.write_text(f"#!{sys.executable}\nimport sys, pathlib, time\n{body}\n", encoding="utf-8")
    path.chmod(0o700)
    return str(path)


PRINTS = """
to = next(a for a in sys.argv if a.startswith("--print-to-pdf="))[15:]
page = pathlib.Path(sys.argv[-1].removeprefix("file://")).read_text(encoding="utf-8")
pathlib.Path(to).write_bytes(b"%PDF-1.4 " + str("<h1>" in page).encode())
"""


def test_the_page_is_printed_by_a_browser_and_nothing_else_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools, out = tmp_path / "tools", tmp_path / "out"
    tools.mkdir()
    out.mkdir()
    browser = program(tools, PRINTS)
    monkeypatch.setattr(pdf, "printers", lambda: iter([browser]))
    write(report("ru"), out / "report.pdf")
    assert (out / "report.pdf").read_bytes() == b"%PDF-1.4 True"
    assert [p.name for p in out.iterdir()] == ["report.pdf"]


def test_without_a_printer_a_line_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "printers", lambda: iter(()))
    with pytest.raises(EticError) as error:
        write(report("ru"), tmp_path / "report.pdf")
    assert error.value.key == "pdf-no-printer"
    assert "report.pdf" in str(error.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("body", "seconds", "why"),
    [
        ("sys.exit('no display')", 60, "no display"),
        ("sys.exit(3)", 60, "exit 3"),
        ("time.sleep(60)", 1, "> 1 s"),
    ],
)
def test_a_printer_that_fails_is_told(
    body: str, seconds: int, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools, out = tmp_path / "tools", tmp_path / "out"
    tools.mkdir()
    out.mkdir()
    browser = program(tools, body)
    monkeypatch.setattr(pdf, "printers", lambda: iter([browser]))
    monkeypatch.setattr(pdf, "SECONDS", seconds)
    with pytest.raises(EticError) as error:
        write(report("ru"), out / "report.pdf")
    assert error.value.key == "pdf-failed"
    assert error.value.details["why"] == why
    assert list(out.iterdir()) == []


def test_the_next_printer_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, out = tmp_path / "one", tmp_path / "other", tmp_path / "out"
    for folder in (one, other, out):
        folder.mkdir()
    both = [program(one, "sys.exit(1)"), program(other, PRINTS)]
    monkeypatch.setattr(pdf, "printers", lambda: iter(both))
    write(report("en"), out / "report.pdf")
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_the_browser_of_this_computer_prints(tmp_path: Path) -> None:
    if not pdf.printable():
        pytest.skip("nothing here prints")
    write(report("ru"), tmp_path / "report.pdf")
    said = subprocess.run(
        [sys.executable, "-c", "import pypdf, sys; print(len(pypdf.PdfReader(sys.argv[1]).pages))",
         str(tmp_path / "report.pdf")], capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(said.stdout) >= 2
