"""Small files of every kind, made here, all with the same interview in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx
import pytest

from etic.errors import EticError
from etic.i18n import LANGUAGES, t, use_language
from etic.model import Bundle, Document, Notice
from etic.read import read_source
from etic.read.source import Source

LINES = (
    "И: 1. Где вы жили?",
    "Р: В Москве, «на стройке». Үйгө кеттим 😀.",
    "И: А потом?",
    "Р: Ош.",
)
TEXT = "\n".join(LINES)


def bundle(name: str, data: bytes) -> Bundle:
    read = read_source(Source(name, data))
    for notice in read.warnings:
        check_notice(notice)
    return read


def check_notice(notice: Notice) -> None:
    """One line that says something, in both languages."""
    for language in LANGUAGES:
        with use_language(language):
            text = t(f"warnings.{notice.key}", **notice.details)
            assert text
            assert "\n" not in text


def document(name: str, data: bytes) -> Document:
    return bundle(name, data).documents[0]


def said(read: Document) -> list[tuple[str, str]]:
    """Speaker and words of each turn."""
    return [(turn.speaker, read.text[turn.body : turn.end]) for turn in read.turns]


def refused(name: str, data: bytes) -> EticError:
    """The refusal that reading must end in, its text checked to be one line in both languages."""
    with pytest.raises(EticError) as caught:
        bundle(name, data)
    check_message(caught.value, name)
    return caught.value


def check_message(fault: EticError, name: str = "") -> None:
    """One line that names the file, in both languages."""
    for language in LANGUAGES:
        with use_language(language):
            assert "\n" not in str(fault)
            assert name in str(fault)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


# -- docx ------------------------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def word(lines: Sequence[str] = LINES) -> bytes:
    """As python-docx writes it."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return saved(made)


def saved(made: docx.document.Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def word_xml(body: str, main: str = "word/document.xml") -> bytes:
    """A package with nothing but a body, given as XML with the prefix `w`."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="{_DOCUMENT_TYPE}"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            main: f'<w:document xmlns:w="{_W}" xmlns:mc="urn:mc" xmlns:v="urn:v">'
            f"<w:body>{body}</w:body></w:document>",
        }
    )


# -- odt -------------------------------------------------------------------------------------------

_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def opendocument(body: str, kind: str = "text") -> bytes:
    """A package with a body, given as XML with the prefixes office, text, table, draw."""
    content = (
        f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" '
        f'xmlns:table="{_ODF}:table:1.0" xmlns:draw="{_ODF}:drawing:1.0">'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mime, "content.xml": content})


def odt(lines: Sequence[str] = LINES) -> bytes:
    return opendocument("".join(f"<text:p>{line}</text:p>" for line in lines))


# -- rtf -------------------------------------------------------------------------------------------


def rtf(lines: Sequence[str] = LINES) -> bytes:
    """Cyrillic letters as cp1251, all others as `\\u` in UTF-16."""
    pieces = []
    for character in "\n".join(lines):
        if character == "\n":
            pieces.append("\\par ")
        elif character < "\x7f":
            pieces.append(character)
        else:
            try:
                pieces.append(f"\\'{character.encode('cp1251')[0]:02x}")
            except UnicodeEncodeError:
                units = character.encode("utf-16-le")
                for at in range(0, len(units), 2):
                    unit = int.from_bytes(units[at : at + 2], "little", signed=True)
                    pieces.append(f"\\u{unit}?")
    fonts = r"{\fonttbl{\f0\fswiss\fcharset204 Arial;}}"
    return (r"{\rtf1\ansi\ansicpg1251\deff0" + fonts + r"\pard " + "".join(pieces) + "}").encode()


# -- pdf -------------------------------------------------------------------------------------------


def pdf(pages: Sequence[Sequence[str]] = (LINES,), *, letters: bool = True) -> bytes:
    """A PDF with a font of numbered glyphs that (if `letters`) says which letters they are."""
    glyphs = sorted({character for lines in pages for line in lines for character in line})
    number = {character: at for at, character in enumerate(glyphs, start=1)}
    pairs = "\n".join(
        f"<{at:04X}> <{character.encode('utf-16-be').hex()}>" for character, at in number.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(number)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (" /ToUnicode 5 0 R >>" if letters else " >>"),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    kids = []
    for lines in pages:
        shown = "".join(
            f"<{''.join(f'{number[character]:04X}' for character in line)}> Tj 0 -20 Td "
            for line in lines
        )
        stream = f"BT /F1 12 Tf 50 800 Td {shown}ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents "
            f"{len(objects) + 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for at, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{at} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


# -- the rest --------------------------------------------------------------------------------------

VTT = (
    "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<v Анна>Где вы <i>жили</i>?\n\n"
    "00:00:04.000 --> 00:00:06.000\n<v Эрлан>В Москве,\n\n"
    "00:00:06.000 --> 00:00:08.500 align:start\n<v Эрлан>на стройке &amp; на рынке.\n"
).encode()
SRT = (
    "1\n00:00:01,000 --> 00:00:03,000\nАнна: Где вы жили?\n\n"
    "2\n00:00:04,000 --> 00:00:06,000\nЭрлан: В Москве.\n\n"
    "3\n00:01:06,000 --> 00:01:08,500\nАнна: А потом?\n\n"
    "4\n00:01:09,000 --> 00:01:10,000\nЭрлан: Ош.\n"
).encode()
HTML = (
    "<!DOCTYPE html><html><head><title>Нет</title><style>p {color: red}</style></head><body>"
    + "".join(f"<p>{line}</p>" for line in LINES)
    + "<script>alert(1)</script></body></html>"
).encode()
CSV = 'speaker,text,time\nИ,Где вы жили?,0:00:01\nР,"В Москве, на стройке.",0:00:04\n'.encode()
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(50)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le")
