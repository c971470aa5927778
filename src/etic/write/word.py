"""A Word file with Etic's own styles: how it begins, its pages, and how it is saved."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from etic.i18n import language, t
from etic.write import wordxml as xml
from etic.write.cells import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

# A4 in twentieths of a point, with margins of 2.5 cm at the sides.
SHORT, LONG = 11906, 16838
MARGIN_SIDE, MARGIN_END = 1276, 1247

MADE = datetime(1980, 1, 1, tzinfo=UTC)  # the same content gives the same bytes on any day

UNDER_TABLE = 280  # twentieths of a point to the text below, where the table has no note
FLUSH = ("BodyText", "BlockText", "ListText")  # styles without space above

_LANGUAGES = {"ru": "ru-RU", "en": "en-GB"}
# Parts of python-docx's template that hold nothing of ours: a picture, styles, a bibliography.
_UNUSED = ("thumbnail", "stylesWithEffects", "customXml")


def new(title: str, *, landscape: bool = False) -> Document:
    """An empty document with styles, page and footer."""
    import docx

    document = docx.Document()
    _drop_unused(document)
    _set_styles(document)
    about = document.core_properties
    about.title = clean(title)[:255]
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = MADE
    about.language = _LANGUAGES[language()]
    set_page(document.sections[0], landscape=landscape)
    _set_footer(document.sections[0])
    return document


def set_page(section: Section, *, landscape: bool) -> None:
    """Turn a section's pages."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width = Twips(LONG if landscape else SHORT)
    section.page_height = Twips(SHORT if landscape else LONG)
    section.left_margin = section.right_margin = Twips(MARGIN_SIDE)
    section.top_margin = section.bottom_margin = Twips(MARGIN_END)
    section.header_distance = section.footer_distance = Twips(624)


def text_width(*, landscape: bool) -> int:
    """Twentieths of a point between the margins."""
    return (LONG if landscape else SHORT) - 2 * MARGIN_SIDE


def add_picture(document: Document, picture: bytes, width: int, words: str) -> None:
    """Put a PNG at the end, no wider than `width` twentieths of a point; `words` say what it is."""
    from docx.shared import Emu, Twips

    document.add_picture(io.BytesIO(picture))
    shape = document.inline_shapes[len(document.inline_shapes) - 1]
    # Pictures are drawn with two pixels of the file for one of the drawing, 96 to the inch.
    natural = Emu(int(shape.width) * 72 // (2 * 96))
    shown = min(Twips(width), natural)
    shape.height, shape.width = Emu(int(shape.height) * shown // int(shape.width)), Emu(shown)
    about = shape._inline.docPr
    about.set("descr", clean(words)[:4000])
    xml.keep_with_next(_styled(document.paragraphs[-1]._p, "BodyText"))


def _styled(paragraph: xml.Element, style: str) -> xml.Element:
    properties = paragraph.find(xml.name("pPr"))
    if properties is None:
        properties = paragraph.makeelement(xml.name("pPr"))
        paragraph.insert(0, properties)
    xml.node(properties, "pStyle", val=style)
    return paragraph


def save(document: Document, path: Path) -> None:
    """Write the document with one date on every member: the bytes depend on content alone."""
    _drop_empty_notes(document.element.body)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w") as target:
        for member in made.infolist():
            info = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, made.read(member))


def _drop_empty_notes(body: xml.Element) -> None:
    """No empty line stands for space; one parts two tables, or ends a section or the file."""
    for line in body.findall(xml.name("p")):
        before, after = line.getprevious(), line.getnext()
        ends = after.tag == xml.name("sectPr") or line.find(f".//{xml.name('sectPr')}") is not None
        parts = before is not None and before.tag == after.tag == xml.name("tbl")
        if _style(line) != "TableNote" or len(line) > 1 or ends or parts:
            continue
        body.remove(line)
        if _style(after) in FLUSH:
            xml.space_before(after, UNDER_TABLE)


def _style(line: xml.Element) -> str:
    found = line.find(f"{xml.name('pPr')}/{xml.name('pStyle')}")
    return "" if found is None else str(found.get(xml.name("val")))


def _drop_unused(document: Document) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del relations[key]


def _set_styles(document: Document) -> None:
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    source = resources.files(__package__).joinpath("styles.xml").read_bytes()
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    own = etree.fromstring(source, parser)
    for lang in own.iter(xml.name("lang")):
        lang.set(xml.name("val"), _LANGUAGES[language()])
    for child in list(own):
        styles.append(child)
    settings = document.settings.element
    for tag in ("themeFontLang", "decimalSymbol", "listSeparator"):
        for found in settings.findall(xml.name(tag)):
            settings.remove(found)
    for mode in settings.iter(xml.name("compatSetting")):
        if mode.get(xml.name("name")) == "compatibilityMode":
            mode.set(xml.name("val"), "15")  # Word 2013 and later, without “compatibility mode”


def _set_footer(section: Section) -> None:
    footer = section.footer
    footer.is_linked_to_previous = False
    element = footer._element
    for child in list(element):
        element.remove(child)
    line = xml.paragraph(element, "Footer")
    # The words around the two numbers are the language's: "1 of 9", "1 из 9".
    before, _, rest = t("report.page-of", page="\0", pages="\1").partition("\0")
    between, _, after = rest.partition("\1")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        if words:
            xml.text(line, words)
        if field:
            xml.simple_field(line, field, "1")
