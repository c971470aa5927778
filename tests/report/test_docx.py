"""The Word file of a report, read back with python-docx."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from etic.analysis.drawing import Mark, bars
from etic.errors import EticError
from etic.model import Column, Table
from etic.report import (
    Heading,
    Paragraph,
    Picture,
    QuoteBlock,
    QuoteItem,
    Report,
    TableBlock,
    encode,
    write,
)
from etic.report.blocks import Block
from etic.report.prose import Prose, ProseTable, Run
from tests.report.samples import report


def document(language: str = "ru") -> Document:
    return docx.Document(io.BytesIO(encode(report(language), ".docx")))


def body(made: Document) -> Any:
    return made.element.body


def texts(made: Document, style: str) -> list[str]:
    return [
        "".join(node.text or "" for node in p._p.iter(qn("w:t")))
        for p in made.paragraphs
        if p.style is not None and p.style.name == style
    ]


def test_real_headings_captions_and_quotes() -> None:
    made = document()
    assert texts(made, "Title") == [report("ru").title]
    assert texts(made, "Heading 1") == [
        "Что заставило бы уехать снова",
        "Кто о чём говорил",
        "Навыки",
    ]
    assert len(texts(made, "Heading 2")) == 2
    numbers = [text.partition(". ")[0] for text in texts(made, "Caption")]
    assert numbers == ["Таблица 1", "Рисунок 1", "Таблица 2", "Рисунок 2"]
    assert len(texts(made, "Quote")) == 3
    assert texts(made, "Quote Source")[0] == "R07 · мужчина, 34 · место в интервью"
    assert len(made.tables) == 3


@pytest.mark.parametrize(("language", "words"), [("ru", "Таблица"), ("en", "Table")])
def test_fields(language: str, words: str) -> None:
    made = document(language)
    simple = [node.get(qn("w:instr")).strip() for node in body(made).iter(qn("w:fldSimple"))]
    assert simple[0] == f"SEQ {words} \\* ARABIC"
    (contents,) = [node.text.strip() for node in body(made).iter(qn("w:instrText"))]
    assert contents == 'TOC \\o "1-3" \\h \\z \\u'
    kinds = [node.get(qn("w:fldCharType")) for node in body(made).iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    footer = made.sections[0].footer._element
    assert [n.get(qn("w:instr")).strip() for n in footer.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_contents_name_the_headings() -> None:
    made = document()
    assert texts(made, "toc 1") == texts(made, "Heading 1")
    assert texts(made, "toc 2") == texts(made, "Heading 2")


def test_every_link_leads_to_a_bookmark() -> None:
    made = document()
    marks = [node.get(qn("w:name")) for node in body(made).iter(qn("w:bookmarkStart"))]
    numbers = [node.get(qn("w:id")) for node in body(made).iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))
    assert len(numbers) == len(set(numbers))
    ends = [node.get(qn("w:id")) for node in body(made).iter(qn("w:bookmarkEnd"))]
    assert sorted(ends) == sorted(numbers)
    anchors = [node.get(qn("w:anchor")) for node in body(made).iter(qn("w:hyperlink"))]
    assert {anchor for anchor in anchors if anchor} <= set(marks)
    (figure,) = made.tables[0]._tbl.iter(qn("w:hyperlink"))
    target = next(
        node
        for node in body(made).iter(qn("w:bookmarkStart"))
        if node.get(qn("w:name")) == figure.get(qn("w:anchor"))
    )
    assert target.getparent().findtext(f".//{qn('w:t')}") == "Безработица и нестабильный заработок"


def test_links_out_go_to_the_transcript() -> None:
    made = document()
    targets = {r.target_ref for r in made.part.rels.values() if r.is_external}
    assert "http://localhost:8501/?document=R07&start=1204" in targets
    assert len(targets) == 2


def test_a_picture_says_in_words_what_it_shows() -> None:
    made = document()
    drawn = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert len(drawn) == 2
    assert "Доля 62,5\u202f%" in drawn[0]
    assert "Опрос, Доля 40,1\u202f%" in drawn[0].replace("Группа ", "")
    # Its figures are in Table 1, to which it leads; those of the second one stand under it.
    assert "Числа графика: Таблица 1" in "".join(texts(made, "Table Note"))
    assert made.tables[-1].rows[1].cells[0].text == "Плитка, отделка, монтаж"


def test_a_picture_keeps_its_sides_and_fits_the_page() -> None:
    made = document()
    width = made.sections[0].page_width
    assert width is not None
    for shape in made.inline_shapes:
        blip = next(shape._inline.iter(qn("a:blip")))
        picture = Image.open(io.BytesIO(made.part.related_parts[blip.get(qn("r:embed"))].blob))
        assert shape.width < width
        assert shape.width / shape.height == pytest.approx(picture.width / picture.height, rel=0.01)


def test_a_wide_table_turns_the_page_and_takes_its_heading_along() -> None:
    made = document()
    sides = [section.orientation == WD_ORIENT.LANDSCAPE for section in made.sections]
    assert sides == [False, True, False]
    sections: list[list[str]] = [[]]
    for element in body(made):
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) == "Heading1":
            sections[-1].append("".join(t.text for t in element.iter(qn("w:t"))))
        if element.find(f".//{qn('w:sectPr')}") is not None:
            sections.append([])
    assert sections == [["Что заставило бы уехать снова"], ["Кто о чём говорил"], ["Навыки"]]


def turned(*blocks: Block) -> list[bool]:
    made = docx.Document(io.BytesIO(encode(Report("T", blocks=blocks), ".docx")))
    return [section.orientation == WD_ORIENT.LANDSCAPE for section in made.sections]


def test_a_few_lines_between_two_wide_tables_turn_no_page() -> None:
    columns = tuple(Column(f"c{i}", "Название столбца") for i in range(9))
    wide = TableBlock(Table(columns, (("довольно длинные слова",) * 9,)))
    small = TableBlock(Table(columns[:2], (("да", "нет"),)))
    line = Paragraph("Одна строка.")
    assert turned(line, wide, line, wide, line) == [False, True, False]
    assert turned(line, wide, line, line, small, line, wide) == [False, True, False, True]


def test_a_picture_whose_figures_need_it_turns_the_page_with_them() -> None:
    columns = tuple(Column(f"c{i}", "Неразрывно-длинное") for i in range(12))
    drawn = replace(bars("Доли", [Mark("да", "", 0.5)], "доля"), table=Table(columns, ()))
    assert turned(Picture(drawn))[-1]
    small = replace(drawn, table=Table(columns[:2], ()))
    assert turned(Picture(small)) == [False]


def test_no_table_touches_another() -> None:
    for table in body(document()).iter(qn("w:tbl")):
        assert table.getnext().tag == qn("w:p")


def test_no_empty_line_stands_for_space() -> None:
    bare = Table((Column("a", "A"),), (("1",),))
    run = Prose((Run("Below."),))
    blocks = (
        TableBlock(bare), run, ProseTable((run.runs,), ()), ProseTable((run.runs,), ()),
        TableBlock(bare), Picture(bars("P", [], "x")), Heading(1, "H"),
    )  # fmt: skip
    made = docx.Document(io.BytesIO(encode(Report("T", blocks=blocks), ".docx")))
    lines = [p for p in body(made).iterchildren(qn("w:p")) if p.getprevious() is not None]
    empty = [p for p in lines if len(p) == 1]
    assert [p.getprevious().tag == p.getnext().tag == qn("w:tbl") for p in empty] == [True]
    below = next(p for p in lines if [t.text for t in p.iter(qn("w:t"))] == ["Below."])
    assert below.getprevious().tag == qn("w:tbl")
    assert [child.tag for child in below.find(qn("w:pPr"))] == [qn("w:pStyle"), qn("w:spacing")]


def test_too_wide_a_table_is_refused(tmp_path: Path) -> None:
    table = Table(tuple(Column(f"c{i}", "c") for i in range(64)), ())
    with pytest.raises(EticError) as caught:
        write(Report("T", blocks=(TableBlock(table),)), tmp_path / "report.docx")
    assert caught.value.key == "table-columns"
    assert str(caught.value).startswith(str(tmp_path / "report.docx"))


def test_styles_used_are_defined() -> None:
    with zipfile.ZipFile(io.BytesIO(encode(report("ru"), ".docx"))) as parts:
        styles = etree.fromstring(parts.read("word/styles.xml"))
        known = {s.get(qn("w:styleId")) for s in styles.iter(qn("w:style"))}
        written = etree.fromstring(parts.read("word/document.xml"))
    used = {
        node.get(qn("w:val"))
        for tag in ("pStyle", "rStyle", "tblStyle")
        for node in written.iter(qn(f"w:{tag}"))
    }
    assert used <= known


def test_quotes_without_a_title_and_nothing_else() -> None:
    blocks = (
        Heading(2, "H"),
        QuoteBlock((QuoteItem("a", "", "x.html", id="one"), QuoteItem("b", "R2")), "all"),
        Picture(bars("", [], "x")),
    )
    made = docx.Document(io.BytesIO(encode(Report("T", blocks=blocks), ".docx")))
    assert texts(made, "Quote") == ["a", "b"]
    assert texts(made, "Quote Source") == ["place in the interview", "R2"]


def test_a_note_twice_in_a_paragraph_stands_once_at_its_foot() -> None:
    noted = (Run("37", note="Asked."), Run(" of "), Run("37", note="Asked."), Run(".", note="No."))
    made = encode(Report("T", blocks=(Prose(noted), Prose(noted[:1]))), ".docx")
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        feet = etree.fromstring(parts.read("word/footnotes.xml"))
        text = etree.fromstring(parts.read("word/document.xml"))
    said = ["".join(map(str, foot.itertext())).strip() for foot in feet][2:]  # after separators
    assert said == ["Asked.", "No.", "Asked."]
    fields = [field.text or "" for field in text.iter(qn("w:instrText"))]
    (again,) = [field for field in fields if "NOTEREF" in field]
    assert again.split()[1] in {b.get(qn("w:name")) for b in text.iter(qn("w:bookmarkStart"))}


def test_a_line_that_leads_to_a_list_is_kept_with_it() -> None:
    made = encode(Report("T", blocks=(Prose((Run("These:"),)), Prose((Run("No."),)))), ".docx")
    lines = [p for p in docx.Document(io.BytesIO(made)).paragraphs if p.text in ("These:", "No.")]
    assert [p.paragraph_format.keep_with_next for p in lines] == [True, None]
