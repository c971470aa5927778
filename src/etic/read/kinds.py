"""What a name claims, and what bytes that nobody could read are: for a refusal that helps."""

from __future__ import annotations

from collections.abc import Mapping

from etic.errors import EticError
from etic.read import encoding
from etic.read.source import Source
from etic.read.source import suffix_of as suffix_of
from etic.read.wordlist import words

_TABLES = frozenset(("transcript-csv", "codebook-table", "codings", "cases", "survey", "answers"))
_TREES = frozenset(
    (
        "checklists",
        "codebook-yaml",
        "framework",
        "guide",
        "indicators",
        "links",
        "propositions",
        "project",
        "rounds",
        "variables",
        "rules",
    )
)
_PACKAGES = frozenset(("archive", "taguette"))

CLAIMS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys((".docx", ".docm", ".dotx"), frozenset(("docx",))),
    **dict.fromkeys((".odt", ".ott"), frozenset(("odt",))),
    ".rtf": frozenset(("rtf",)),
    ".pdf": frozenset(("pdf",)),
    **dict.fromkeys((".vtt", ".srt"), frozenset(("subtitles",))),
    **dict.fromkeys((".html", ".htm", ".xhtml"), frozenset(("html",))),
    **dict.fromkeys((".csv", ".tsv", ".xlsx", ".xlsm"), _TABLES),
    **dict.fromkeys((".sav", ".zsav", ".por"), frozenset(("spss",))),
    **dict.fromkeys((".yaml", ".yml"), _TREES),
    **dict.fromkeys(
        (".qdpx", ".qdc", ".zip", ".sqlite3", ".sqlite", ".db", ".rqda", ".qda"), _PACKAGES
    ),
}
"""The readers whose kind a suffix names."""

PLAIN = frozenset((".txt", ".md", ".markdown", ".text"))
"""Names of plain text; so is a name without a suffix."""

TEXT_TABLES = frozenset((".csv", ".tsv", ".yaml", ".yml", ".vtt", ".srt", ".html", ".htm"))
"""Names of kinds that are text all the same, so that a damaged letter in them can be told."""

# Names of kinds that are never plain text, though no reader here is for them.
_FOREIGN = words(
    """.doc .dot .xls .ppt .pptx .ods .odp .epub .pages .json .xml .jpg .jpeg .png .gif .tif
    .tiff .bmp .webp .heic .svg .mp3 .wav .ogg .oga .opus .m4a .m4b .aac .flac .wma .amr .mp4
    .m4v .mov .avi .mkv .webm .wmv .3gp .mpg .mpeg .exe .dll .so .py .js .css .7z .rar .gz
    .bz2 .xz .tar"""
)

_PICTURE, _RECORDING, _ARCHIVE, _PROGRAM = (
    "kind-picture",
    "kind-recording",
    "kind-archive",
    "kind-program",
)
_MAGIC: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\xff\xd8\xff", "JPEG", _PICTURE),
    (0, b"\x89PNG\r\n", "PNG", _PICTURE),
    (0, b"GIF8", "GIF", _PICTURE),
    (0, b"II*\x00", "TIFF", _PICTURE),
    (0, b"MM\x00*", "TIFF", _PICTURE),
    (0, b"BM", "BMP", _PICTURE),
    (8, b"WEBP", "WebP", _PICTURE),
    (4, b"ftypheic", "HEIC", _PICTURE),
    (4, b"ftypmif1", "HEIF", _PICTURE),
    (0, b"ID3", "MP3", _RECORDING),
    (0, b"\xff\xfb", "MP3", _RECORDING),
    (0, b"\xff\xf3", "MP3", _RECORDING),
    (0, b"\xff\xf2", "MP3", _RECORDING),
    (0, b"\xff\xf1", "AAC", _RECORDING),
    (0, b"\xff\xf9", "AAC", _RECORDING),
    (8, b"WAVE", "WAV", _RECORDING),
    (8, b"AVI ", "AVI", _RECORDING),
    (0, b"OggS", "Ogg", _RECORDING),
    (0, b"fLaC", "FLAC", _RECORDING),
    (0, b"#!AMR", "AMR", _RECORDING),
    (4, b"ftyp", "MP4", _RECORDING),
    (0, b"\x1aE\xdf\xa3", "Matroska", _RECORDING),
    (0, b"0&\xb2u\x8ef\xcf\x11", "WMA/WMV", _RECORDING),
    (0, b"\x00\x00\x01\xba", "MPEG", _RECORDING),
    (0, b"\x00\x00\x01\xb3", "MPEG", _RECORDING),
    (0, b"Rar!\x1a\x07", "RAR", _ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip", _ARCHIVE),
    (0, b"\x1f\x8b", "gzip", _ARCHIVE),
    (0, b"BZh", "bzip2", _ARCHIVE),
    (0, b"\xfd7zXZ", "xz", _ARCHIVE),
    (257, b"ustar", "tar", _ARCHIVE),
    (0, b"MZ", "EXE", _PROGRAM),
    (0, b"\x7fELF", "ELF", _PROGRAM),
    (0, b"\xca\xfe\xba\xbe", "Mach-O/Java", _PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", "Mach-O", _PROGRAM),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams in an OLE file tell which program wrote it; their names are UTF-16.
_OLE_STREAMS = (
    ("EncryptedPackage", "kind-locked-office"),
    ("WordDocument", "kind-old-word"),
    ("Workbook", "kind-old-excel"),
    ("PowerPoint Document", "kind-presentation"),
)
_OOXML = (
    ("xl/workbook.xml", "kind-spreadsheet"),
    ("ppt/presentation.xml", "kind-presentation"),
)
_ODF = (
    (b"spreadsheet", "kind-spreadsheet"),
    (b"presentation", "kind-presentation"),
    (b"epub", "kind-book"),
)
_LETTERS = 4096  # at the beginning of a file tell what it is


def claims_structure(suffix: str) -> bool:
    """Whether a name says that the file is more than plain text."""
    return suffix in CLAIMS or suffix in _FOREIGN


def is_plain(suffix: str) -> bool:
    """Whether a name fits a text with nothing to it; in a folder, only such are read as one."""
    return not suffix or suffix in PLAIN


def is_readable(suffix: str) -> bool:
    """Whether a file so named should be readable, so that failing to is a fault to be told."""
    return suffix in CLAIMS or suffix in PLAIN


def claimed_otherwise(suffix: str, reader: str) -> bool:
    """Whether a name says one kind and the reader that took the file is for another.

    >>> claimed_otherwise(".docx", "odt"), claimed_otherwise(".txt", "odt")
    (True, False)
    """
    if suffix in CLAIMS:
        return reader in frozenset().union(*CLAIMS.values()) and reader not in CLAIMS[suffix]
    return suffix in _FOREIGN


def refusal(source: Source) -> EticError:
    """Why nobody can read a file: what it is, and what to do about that."""
    known = by_magic(source.name, source.data[:_LETTERS])
    if known is not None:
        return known
    file, suffix = source.name, source.suffix
    if not source.data.strip():
        return EticError("transcript-empty", file=file)
    if source.data.startswith(_OLE):
        kind = next(
            (key for name, key in _OLE_STREAMS if name.encode("utf-16-le") in source.data),
            "kind-old-word",
        )
        return EticError(kind, file=file)
    if source.data.startswith(b"PK\x03\x04"):
        return _about_zip(source)
    if source.data.startswith(b"SQLite format 3\x00"):
        return EticError("kind-database", file=file)
    if source.text is not None and source.text.lstrip().startswith("<?xml"):
        return EticError("kind-xml", file=file)
    if source.text is not None and suffix in (".csv", ".tsv"):
        columns = source.text.split("\n", 1)[0][:80]
        return EticError("columns-unknown", file=file, columns=columns)
    if source.text is not None and suffix in (".yaml", ".yml"):
        return EticError("tree-unknown", file=file)
    place = encoding.flaw(source.data)
    if place is not None and suffix in PLAIN | TEXT_TABLES:
        return EticError("text-damaged", file=file, line=place[0], character=place[1])
    if claims_structure(suffix):
        return EticError("not-what-name-says", file=file, name=suffix.lstrip("."))
    return EticError("kind-unknown", file=file)


def by_magic(file: str, head: bytes) -> EticError | None:
    """The refusal of what its first bytes give away: a picture, a recording, a program."""
    for at, magic, content, key in _MAGIC:
        if head.startswith(magic, at) and (len(magic) > 2 or encoding.decode(head) is None):
            return EticError(key, file=file, content=content)
    return None


def _about_zip(source: Source) -> EticError:
    file = source.name
    if source.zip is None:
        return EticError("zip-damaged", file=file, member="zip")
    for member, key in _OOXML:
        if member in source.members:
            return EticError(key, file=file)
    if any(member.lower().endswith(".qde") for member in source.members):
        return EticError("kind-refi", file=file)
    if "mimetype" in source.members:
        kind = source.member("mimetype")
        for part, key in _ODF:
            if part in kind:
                return EticError(key, file=file)
    return EticError(_ARCHIVE, file=file, content="ZIP")
