"""Word files, read back with python-docx."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from etic.i18n import use_language
from etic.model import Column, Table
from etic.write import encode
from etic.write.cells import clean
from tests.write.samples import EMPTY, LARGE, LONG, LONG_QUOTE, NASTY, NASTY_TEXTS, PLAIN


def document(table: Table, language: str = "ru") -> Document:
    with use_language(language):
        return docx.Document(io.BytesIO(encode(table, ".docx")))


def test_caption_table_note() -> None:
    made = document(PLAIN)
    caption, note = made.paragraphs
    assert caption.style is not None
    assert caption.style.name == "Caption"
    (field,) = caption._p.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == " SEQ Таблица \\* ARABIC "
    whole = "".join(node.text or "" for node in caption._p.iter(qn("w:t")))
    assert whole == f"Таблица 1. {PLAIN.title}"
    assert note.text == f"Примечание. {PLAIN.note}"
    assert caption._p.getnext() is made.tables[0]._tbl
    assert made.core_properties.title == PLAIN.title
    assert made.core_properties.language == "ru-RU"


def test_cells() -> None:
    (table,) = document(PLAIN).tables
    assert [cell.text for cell in table.rows[0].cells] == [c.label for c in PLAIN.columns]
    assert [cell.text for cell in table.rows[2].cells] == [
        "Предложение", "12\u00a0345", "37,5\u202f%", "\u22120,05", "- Поеду, конечно.\n- А семья?",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[3].cells] == ["Не спрашивали", "–", "–", "–", ""]
    style = table.rows[1].cells[1].paragraphs[0].style
    assert style is not None
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_header_row_repeats() -> None:
    (table,) = document(LARGE).tables
    marked = [row.find(f".//{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
    assert marked[0]
    assert not any(marked[1:])
    assert len(table._tbl.tr_lst) == 5001


@pytest.mark.parametrize(("words", "landscape"), [("short", False), ("a long summary " * 9, True)])
def test_wordy_tables_lie_on_their_side(words: str, landscape: bool) -> None:
    table = Table(tuple(Column(key, key) for key in "abcd"), ((words,) * 4,))
    section = document(table).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width > section.page_height) is landscape


@pytest.mark.parametrize(("columns", "landscape"), [(6, False), (7, True)])
def test_wide_tables_lie_on_their_side(columns: int, landscape: bool) -> None:
    made = document(Table(tuple(Column(f"c{i}", f"c{i}") for i in range(columns)), ()))
    section = made.sections[0]
    assert (section.orientation == WD_ORIENT.LANDSCAPE) is landscape
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width > section.page_height) is landscape


def test_what_xml_cannot_hold_is_replaced() -> None:
    (table,) = document(NASTY).tables
    cells = [row.cells[0].text for row in table.rows[1:]]
    assert cells == [clean(text) for text in NASTY_TEXTS]


def test_long_quotes_are_whole_and_may_cross_pages() -> None:
    (table,) = document(LONG).tables
    assert table.rows[2].cells[1].text == LONG_QUOTE
    split = [row.find(f".//{qn('w:cantSplit')}") is None for row in table._tbl.tr_lst]
    assert split == [False, False, True]


def kept(table: Table) -> list[bool]:
    """Of each row, whether its page ends with another row or the note at the earliest."""
    (made,) = document(table).tables
    return [row.find(f".//{qn('w:keepNext')}") is not None for row in made._tbl.tr_lst]


def test_a_low_table_is_kept_on_a_page_and_a_high_one_flows() -> None:
    columns = (Column("a", "Код"), Column("b", "Цитаты"))
    low = Table(columns, (("Код", "коротко"),) * 6, "", "Примечание")
    assert kept(low) == [True] * 7
    high = Table(columns, (("Код", "длинная цитата " * 40),) * 6, "", "Примечание")
    assert kept(high) == [True, *[False] * 5, True]  # the head with a row, the last with the note
    many = Table(columns, (("Код", "коротко"),) * 60, "", "Примечание")
    assert kept(many) == [True, *[False] * 59, True]


def test_an_interval_is_not_broken_at_its_dash() -> None:
    figure = "86,7 % · 13 из 15 [62–96]"
    columns = tuple(Column(f"c{i}", "Доля") for i in range(6))
    (narrow,) = document(Table(columns, ((figure,) * 6,))).tables
    assert {cell.text for cell in narrow.rows[1].cells} == {"86,7 % · 13 из 15\n[62–96]"}
    (roomy,) = document(Table(columns[:2], ((figure,) * 2,))).tables
    assert {cell.text for cell in roomy.rows[1].cells} == {figure}


def test_empty() -> None:
    made = document(EMPTY)
    assert len(made.tables[0].rows) == 1
    assert made.paragraphs[-1].text == "Примечание. Никто не спрошен."


def test_no_columns_no_table() -> None:
    assert document(Table((), (), "Название", "Нет")).tables == []


def test_the_file_holds_no_dates_and_nothing_of_the_template() -> None:
    with zipfile.ZipFile(io.BytesIO(encode(PLAIN, ".docx"))) as parts:
        assert {member.date_time for member in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.namelist()[0] == "[Content_Types].xml"
        assert not [n for n in parts.namelist() if "thumbnail" in n or "WithEffects" in n]
        core = parts.read("docProps/core.xml").decode()
        assert "python-docx" not in core
        assert "1980-01-01T00:00:00Z" in core


def test_styles_used_are_defined() -> None:
    with zipfile.ZipFile(io.BytesIO(encode(PLAIN, ".docx"))) as parts:
        from lxml import etree

        styles = etree.fromstring(parts.read("word/styles.xml"))
        known = {s.get(qn("w:styleId")) for s in styles.iter(qn("w:style"))}
        body = etree.fromstring(parts.read("word/document.xml"))
        used = {
            node.get(qn("w:val"))
            for tag in ("pStyle", "rStyle", "tblStyle")
            for node in body.iter(qn(f"w:{tag}"))
        }
        based = {
            node.get(qn("w:val"))
            for tag in ("basedOn", "next")
            for node in styles.iter(qn(f"w:{tag}"))
        }
    assert used | based <= known
