"""Rich Text Format: the visible text.

Read by hand, because what is at stake are the letters: `\\'xx` is decoded by the character set of
the font it stands in, `\\u` by its UTF-16, and whatever cannot be decoded is refused rather than
guessed. Headers, footers, footnotes, comments, hidden and deleted text are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from etic.errors import EticError
from etic.model import Bundle, Notice
from etic.read.encoding import guess
from etic.read.grid import table_lines
from etic.read.source import Source
from etic.read.transcript import transcript
from etic.read.wordlist import words

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")  # no program shows them
_START = b"{\\rtf"
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<plain>[^\\{}\r\n]+)",
    re.DOTALL,
)
# Word's own marks, taken out again when the tables are put together; no RTF can hold them as text.
_CELL_END, _ROW_END, _LINE_IN_CELL = "\x07", "\x1e", "\x0b"
_CHARACTERS = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "page": "\n",
    "column": "\n",
    "row": _ROW_END,
    "cell": _CELL_END,
    "nestcell": "\t",
    "nestrow": _LINE_IN_CELL,
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
_SYMBOLS = {
    b"~": "\u00a0",
    b"-": "\u00ad",
    b"_": "\u2011",
    b"\\": "\\",
    b"{": "{",
    b"}": "}",
    b"\n": "\n",
    b"\r": "\n",
    b"\t": "\t",
}
# Groups that hold no text of the document. Those marked `\*` are left out without being listed
# here.
_SKIPPED = words(
    """colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr
    footerf fldinst filetbl listtable revtbl objdata xe tc tcn rxe nonesttables sp shprslt
    private upr themedata colorschememapping datastore latentstyles generator fontemb"""
)
_NOTICED = {"footnote": "notes-left-out", "annotation": "comments-left-out"}
_KEPT_IF_STARRED = frozenset(("shpinst", "shptxt", "ud"))

_CHARSETS = {
    77: "mac_roman",
    89: "mac_cyrillic",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_PAGES = {10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8", 20866: "koi8-r"}
_DEFAULTS = {"ansi": "", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a pair of braces."""

    skipped: bool = False
    fonts: bool = False  # the font table
    font: int | None = None
    fallback: int = 1  # characters that follow a `\\u` for programs that do not know it
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False


@dataclass
class _Reader:
    """The state of reading: the text so far and what is waiting to be decoded."""

    source: Source
    ansi: str  # encoding of bytes whose font does not say
    fonts: dict[int, str] = field(default_factory=dict)
    group: _Group = field(default_factory=_Group)
    outer: list[_Group] = field(default_factory=list)
    default_font: int | None = None
    pieces: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    units: list[int] = field(default_factory=list)  # UTF-16, until a surrogate has its other half
    to_skip: int = 0
    starred: bool = False
    seen: Counter[str] = field(default_factory=Counter)

    @property
    def silent(self) -> bool:
        group = self.group
        return group.skipped or group.fonts or group.hidden or group.deleted

    def flush(self) -> None:
        """Decode what waits."""
        if self.raw:
            encoding = self.fonts.get(-1 if self.group.font is None else self.group.font, self.ansi)
            self.pieces.append(self._decoded(bytes(self.raw), encoding))
            self.raw.clear()
        if self.units:
            data = b"".join(unit.to_bytes(2, "little") for unit in self.units)
            self.pieces.append(self._decoded(data, "utf-16-le"))
            self.units.clear()

    def put(self, text: str) -> None:
        """Characters that are known."""
        if not self.silent:
            self.flush()
            self.pieces.append(text)

    def byte(self, data: bytes) -> None:
        """Characters that have to be decoded, less those that repeat a `\\u` for old programs."""
        dropped = min(self.to_skip, len(data))
        self.to_skip -= dropped
        if not self.silent and len(data) > dropped:
            if self.units:
                self.flush()
            self.raw += data[dropped:]

    def unit(self, number: int) -> None:
        """One UTF-16 unit, written as a signed number."""
        if not self.silent:
            if self.raw:
                self.flush()
            self.units.append(number & 0xFFFF)
        self.to_skip = self.group.fallback

    def broken(self, why: str) -> EticError:
        return EticError("rtf-broken", file=self.source.name, why=why)

    def _decoded(self, data: bytes, encoding: str) -> str:
        try:
            return _CONTROL.sub("", data.decode(encoding))
        except UnicodeDecodeError as fault:
            raise self.broken(f"{encoding}: {data[fault.start : fault.end].hex()}") from fault


def read(source: Source) -> Bundle | None:
    """One transcript, or None where this is no RTF."""
    if not source.data.startswith(_START):
        return None
    reader = _Reader(source, _ansi(source))
    for at, token in _tokens(source.data):
        _take(reader, token, at)
        if not reader.outer:
            break  # what stands after the last brace is not part of the document
    if reader.outer:
        raise reader.broken("}")
    reader.flush()
    text = _with_tables("".join(reader.pieces))
    notices = [Notice(source.name, "", key, {"n": n}) for key, n in reader.seen.items()]
    return transcript(source, text, notices)


def _tokens(data: bytes) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Tokens in order; the bytes that follow a `\\bin` are stepped over."""
    at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:
            at += 1  # a line end, or a backslash at the end of the file
            continue
        yield at, found
        at = found.end()
        if found["word"] == b"bin":
            at += max(0, int(found["number"] or 0))


def _take(reader: _Reader, token: re.Match[bytes], at: int) -> None:
    starred, reader.starred = reader.starred, False
    if token["brace"]:
        reader.flush()
        reader.to_skip = 0
        if token["brace"] == b"{":
            reader.outer.append(reader.group)
        else:
            if not reader.outer:
                raise reader.broken(f"}} @ {at}")
            reader.group = reader.outer.pop()
    elif token["word"]:
        word = token["word"].decode("ascii")
        number = int(token["number"]) if token["number"] else None
        if reader.to_skip and word != "u":
            reader.to_skip -= 1
            return
        _control(reader, word, number, starred=starred)
    elif token["hex"]:
        reader.byte(bytes.fromhex(token["hex"].decode("ascii")))
    elif token["symbol"]:
        if token["symbol"] == b"*":
            reader.starred = True
        elif reader.to_skip:
            reader.to_skip -= 1
        else:
            reader.put(_SYMBOLS.get(token["symbol"], ""))
    else:
        reader.byte(token["plain"])


def _control(reader: _Reader, word: str, number: int | None, *, starred: bool) -> None:
    group, on = reader.group, number != 0
    if word == "par" and group.in_table:
        reader.put(_LINE_IN_CELL)
    elif word in _CHARACTERS:
        reader.put(_CHARACTERS[word])
    elif word in ("intbl", "pard"):
        reader.group = replace(group, in_table=word == "intbl")
    elif word == "u" and number is not None:
        reader.unit(number)
    elif word == "uc":
        reader.group = replace(group, fallback=min(max(0, number or 0), 100))
    elif word == "fonttbl":
        reader.group = replace(group, fonts=True)
    elif word in ("f", "plain", "v", "fcharset", "deff", "deleted", "revised"):
        _format(reader, word, number, on=on)
    elif word in _NOTICED:
        if not reader.silent:
            reader.seen[_NOTICED[word]] += 1
        reader.group = replace(group, skipped=True)
    elif word in _SKIPPED or (starred and word not in _KEPT_IF_STARRED):
        reader.group = replace(group, skipped=True)
    elif word == "ud":  # the Unicode half of a group written twice
        reader.group = replace(group, skipped=False)


def _format(reader: _Reader, word: str, number: int | None, *, on: bool) -> None:
    if not reader.group.fonts:
        reader.flush()
    group = reader.group
    if word == "f":
        reader.group = replace(group, font=number)
    elif word == "deff":
        reader.default_font = number
        reader.group = replace(group, font=number)
    elif word == "fcharset" and group.fonts and group.font is not None:
        if number in _CHARSETS:
            reader.fonts[group.font] = _CHARSETS[number]
    elif word == "plain":
        reader.group = replace(group, font=reader.default_font, hidden=False, deleted=False)
    elif word == "v":
        if on and not group.hidden and not reader.silent:
            reader.seen["hidden-left-out"] += 1
        reader.group = replace(group, hidden=on)
    elif word == "deleted":
        if on and not reader.silent:
            reader.seen["changes-accepted"] += 1
        reader.group = replace(group, deleted=on)
    elif word == "revised" and on and not reader.silent:
        reader.seen["changes-accepted"] += 1


def _with_tables(text: str) -> str:
    """The text with its table rows as lines; rows in a row with as many cells are one table."""
    lines: list[str] = []
    rows: list[list[str]] = []
    for line in re.split(f"(?<={_ROW_END})|\n", text):
        if line.endswith(_ROW_END):
            cells = line.removesuffix(_ROW_END).removesuffix(_CELL_END).split(_CELL_END)
            if rows and len(rows[-1]) != len(cells):
                lines += table_lines(rows)
                rows = []
            rows.append([cell.replace(_LINE_IN_CELL, "\n") for cell in cells])
        else:
            lines += table_lines(rows)
            rows = []
            lines.append(line.replace(_CELL_END, "\t").replace(_LINE_IN_CELL, "\n"))
    return "\n".join(lines + table_lines(rows))


def _ansi(source: Source) -> str:
    """The encoding the file declares for its bytes; where it declares none, the likeliest."""
    head = source.data[:2000]
    declared = re.search(rb"\\ansicpg(\d{1,5})", head)
    if declared and int(declared[1]):
        page = int(declared[1])
        name = _PAGES.get(page, f"cp{page}")
        try:
            "".encode(name)
        except LookupError:
            raise EticError("rtf-broken", file=source.name, why=f"ansicpg{page}") from None
        return name
    kind = re.search(rb"\\(ansi|mac|pca?)(?![a-z])", head)
    default = _DEFAULTS.get(kind[1].decode("ascii") if kind else "ansi", "")
    if default:
        return default
    letters = re.findall(rb"\\'([0-9a-fA-F]{2})", source.data)
    return guess(bytes.fromhex(b"".join(letters).decode("ascii"))) or "cp1252"
