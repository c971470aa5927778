"""Word documents: the visible text and nothing else."""

from __future__ import annotations

import docx
import pytest

from tests.read.samples import TEXT, bundle, document, refused, said, saved, word, word_xml, zipped


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def text_of(body: str) -> str:
    return document("a.docx", word_xml(body)).text


def notices(body: str) -> dict[str, object]:
    read = bundle("a.docx", word_xml(body))
    return {notice.key: notice.details["n"] for notice in read.warnings}


def test_paragraphs_become_lines_and_turns() -> None:
    read = document("Интервью/R1.docx", word())
    assert (read.name, read.source, read.text) == ("R1", "Интервью/R1.docx", TEXT)
    assert said(read)[0] == ("И", "1. Где вы жили?")
    assert read.turns[0].question == "1"


def test_tables_stand_where_they_stand() -> None:
    made = docx.Document()
    made.add_heading("Интервью", 1)
    table = made.add_table(rows=0, cols=2)
    for speaker, words in (("Спикер", "Текст"), ("И", "Где?"), ("Р", "Там.\nДалеко."), ("", "Да.")):
        row = table.add_row().cells
        row[0].text, row[1].text = speaker, words
    made.add_paragraph("Конец", style="List Number")
    other = made.add_table(rows=1, cols=3)
    for cell, words in zip(other.rows[0].cells, "abc", strict=True):
        cell.text = words
    assert document("a.docx", saved(made)).text == (
        "Интервью\nСпикер: Текст\nИ: Где?\nР: Там.\nДалеко.\nДа.\nКонец\na\tb\tc"
    )


def test_a_table_of_two_columns_that_names_no_speakers() -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Возраст", "34", "Пол", "женский"), strict=True):
        cell.text = words
    assert document("a.docx", saved(made)).text == "Возраст\t34\nПол\tженский"


def test_bold_labels_split_over_runs() -> None:
    made = docx.Document()
    for label, words in (("И", ": Где?"), ("Р", ": Там.")):
        paragraph = made.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(words)
    assert said(document("a.docx", saved(made))) == [("И", "Где?"), ("Р", "Там.")]


def test_characters_that_are_elements() -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>"
        "<w:t>d</w:t><w:softHyphen/><w:t>e\u00a0f</w:t><w:cr/><w:t>g</w:t>"
        '<w:sym w:font="X" w:char="2013"/><w:sym w:char="zz"/></w:r></w:p>'
    )
    assert text_of(body) == "a\tb\nc\u2011d\u00ade\u00a0f\ng–"


def test_hyperlinks_fields_and_content_controls() -> None:
    body = (
        f"<w:p><w:hyperlink>{run('сюда')}</w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<w:fldSimple>{run(' 5')}</w:fldSimple></w:p>"
        f"<w:sdt><w:sdtPr><w:t>нет</w:t></w:sdtPr><w:sdtContent><w:p>{run('да')}</w:p>"
        "</w:sdtContent></w:sdt>"
    )
    assert text_of(body) == "сюда 5\nда"


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent><w:p>{run('рамка')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('текст')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text_of(body) == "текст\nрамка"


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        f"<w:p>{run('я ')}<w:ins>{run('не ')}</w:ins><w:del><w:r><w:delText>уже </w:delText></w:r>"
        f"</w:del>{run('поехал')}<w:moveFrom>{run('туда')}</w:moveFrom></w:p>"
    )
    assert text_of(body) == "я не поехал"
    assert notices(body) == {"changes-accepted": 3}


def test_a_deleted_paragraph_mark_joins_and_a_deleted_row_goes() -> None:
    body = (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('один ')}</w:p><w:p>{run('абзац')}</w:p>"
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('нет')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{run('да')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert text_of(body) == "один абзац\nда"


def test_notes_comments_and_hidden_text_leave_a_notice() -> None:
    body = (
        f"<w:p>{run('слово')}<w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:endnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='1'/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>!</w:t></w:r></w:p>'
    )
    assert text_of(body) == "слово!"
    assert notices(body) == {"notes-left-out": 2, "comments-left-out": 1, "hidden-left-out": 1}


def test_the_main_part_may_have_another_name() -> None:
    read = document("a.docx", word_xml(f"<w:p>{run('да')}</w:p>", main="word/document2.xml"))
    assert read.text == "да"


def test_letters_are_composed() -> None:
    assert text_of(f"<w:p>{run('и')}{run(chr(0x306))}</w:p>") == "й"


def test_a_header_in_a_document() -> None:
    read = document("a.docx", word(["---", "case: R7", "---", "И: Где?", "Р: Там."]))
    assert (read.case, read.text) == ("R7", "И: Где?\nР: Там.")


def test_an_empty_document_is_refused() -> None:
    assert refused("a.docx", word(["", " "])).key == "transcript-empty"


def test_entities_and_document_types_are_refused() -> None:
    for declaration in (
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "http://example.org/x.dtd">',
    ):
        members: dict[str, bytes | str] = {
            "[Content_Types].xml": _types(word_xml("<w:p/>")),
            "word/document.xml": f"{declaration}<w/>",
        }
        assert refused("a.docx", zipped(members)).key == "xml-doctype"


def _types(package: bytes) -> bytes:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(package)).read("[Content_Types].xml")


def test_damaged_xml_is_named() -> None:
    fault = refused("a.docx", word_xml("<w:p>"))
    assert (fault.key, fault.details["member"]) == ("xml-broken", "word/document.xml")


@pytest.mark.parametrize("depth", [250, 100_000])
def test_depth_has_an_end(depth: int) -> None:
    assert refused("a.docx", word_xml("<w:sdt>" * depth + "</w:sdt>" * depth)).key in (
        "xml-broken",
        "transcript-empty",
    )


def test_a_bomb_is_not_unpacked() -> None:
    bomb = word_xml("<w:p/>" + " " * 201_000_000)
    assert len(bomb) < 1_000_000
    assert refused("a.docx", bomb).key == "zip-too-big"
