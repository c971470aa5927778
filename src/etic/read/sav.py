"""The dictionary of an SPSS system file (`.sav`, `.zsav`), read by its bytes.

pyreadstat reads the cases, whose compression is its business. It is not given the words: it fails
on names in Windows' code page that hold «я» (0xFF), on labels over some 1,000 bytes, and it keeps
neither the variable of weights nor, in every case, sets of several answers. So what is read here is
taken out of the dictionary (`Dictionary.plain`), and strings come back as the bytes they were.

The records are those of the PSPP developers' guide, "System File Format": 2 a variable, 3 and 4
labels of values, 6 a document, 7 an extension with its subtype, 999 the end.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

_SEGMENT = 252  # bytes of a very long string that one of its segments counts for
_WORDS = frozenset((5, 7, 10, 12, 13, 17, 18, 19, 20, 21, 22))  # subtypes that are left out
_MEASURES = {1: "nominal", 2: "ordinal", 3: "scale"}


@dataclass
class Column:
    """One variable, its words still bytes."""

    short: bytes
    width: int  # bytes of a string; 0 is a number
    index: int  # its place in the case, by eights of bytes, from 1
    name: bytes = b""
    label: bytes = b""
    measure: str = ""
    values: dict[float | bytes, bytes] = field(default_factory=dict)
    missing: list[tuple[float, float] | bytes] = field(default_factory=list)


@dataclass
class ManyAnswers:
    """A set of several answers: kind `D` or `E` (a column an answer) or `C`."""

    name: bytes
    kind: str
    counted: bytes
    label: bytes
    columns: tuple[bytes, ...]


@dataclass
class Dictionary:
    """What a file says of its variables, and the file without these words."""

    columns: list[Column] = field(default_factory=list)
    sets: list[ManyAnswers] = field(default_factory=list)
    notes: list[bytes] = field(default_factory=list)
    weight: int = 0  # index of its column; 0 is none
    encoding: str = ""  # as declared
    plain: bytes = b""

    def words(self) -> list[bytes]:
        """All that a person wrote, piece by piece."""
        found = [*self.notes]
        for column in self.columns:
            found += [column.name, column.label, *column.values.values()]
            found += [value for value in column.values if isinstance(value, bytes)]
        for several in self.sets:
            found += [several.name, several.label]
        return found


def dictionary(data: bytes) -> Dictionary:
    """Read the dictionary of a system file.

    Raises `ValueError` or `struct.error` where the bytes are none.
    """
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 176
        self.order = "<" if data[64:68] in (b"\2\0\0\0", b"\3\0\0\0") else ">"
        if struct.unpack(f"{self.order}i", data[64:68])[0] not in (2, 3):
            raise ValueError("layout")
        self.found = Dictionary(weight=self._int_at(76))
        self.kept: list[bytes] = [data[:176]]
        self.places = 0
        self.names: dict[bytes, bytes] = {}  # short → long
        self.long: dict[bytes, int] = {}  # short → width of a very long string
        self.labelled: list[tuple[list[tuple[bytes, bytes]], list[int]]] = []
        self.measures: list[int] = []
        self.strings: list[tuple[int, bytes]] = []  # subtypes 21 and 22, read at the end

    def read(self) -> Dictionary:
        while (kind := self._int()) != 999:
            if kind == 2:
                self._variable()
            elif kind == 3:
                self._values()
            elif kind == 6:
                self.found.notes += [self._take(80).rstrip() for _ in range(self._int())]
            elif kind == 7:
                self._extension()
            else:
                raise ValueError(f"record {kind}")
        self._assemble()
        filler = self.at + 4 - sum(map(len, self.kept)) - 8
        if self.data.startswith(b"$FL3") and filler >= 16:
            # The blocks of a compressed file are named by their places, which must stay.
            size = filler - 16
            self.kept.append(struct.pack(f"{self.order}4i", 7, 9999, 1, size) + bytes(size))
        self.kept.append(struct.pack(f"{self.order}2i", 999, 0))
        self.found.plain = b"".join(self.kept) + self.data[self.at + 4 :]
        return self.found

    # -- bytes --

    def _take(self, size: int) -> bytes:
        taken = self.data[self.at : self.at + size]
        if size < 0 or len(taken) < size:
            raise ValueError("cut off")
        self.at += size
        return taken

    def _int(self) -> int:
        self.at += 4
        return self._int_at(self.at - 4)

    def _int_at(self, at: int) -> int:
        return int(struct.unpack_from(f"{self.order}i", self.data, at)[0])

    def _double(self, value: bytes) -> float:
        return float(struct.unpack(f"{self.order}d", value)[0])

    # -- records --

    def _variable(self) -> None:
        start = self.at
        width, labelled, missing, *_ = struct.unpack(f"{self.order}5i", self._take(20))
        short = self._take(8).rstrip()
        self.places += 1
        label = b""
        if labelled:
            size = self._int()
            label = self._take((size + 3) // 4 * 4)[:size].rstrip()
        values = [self._take(8) for _ in range(abs(missing))]
        plain = short
        if width >= 0:
            column = Column(short, width, self.places, short, label)
            column.missing = self._missing(missing, values, width)
            self.found.columns.append(column)
            if not short.isascii():
                plain = f"V{len(self.found.columns):X}".encode()
        head = struct.pack(f"{self.order}4i", 2, width, 0, missing)
        self.kept.append(
            head + self.data[start + 12 : start + 20] + plain.ljust(8) + b"".join(values)
        )

    def _missing(
        self, n: int, values: list[bytes], width: int
    ) -> list[tuple[float, float] | bytes]:
        if width:
            return [value.rstrip() for value in values]
        numbers = [self._double(value) for value in values]
        if n in (-2, -3):
            return [(numbers[0], numbers[1]), *((number, number) for number in numbers[2:])]
        return [(number, number) for number in numbers]

    def _values(self) -> None:
        pairs = []
        for _ in range(self._int()):
            value = self._take(8)
            size = self._take(1)[0]
            pairs.append((value, self._take((size + 8) // 8 * 8 - 1)[:size].rstrip()))
        if self._int() != 4:
            raise ValueError("labels of no variable")
        self.labelled.append((pairs, [self._int() for _ in range(self._int())]))

    def _extension(self) -> None:
        start = self.at - 4
        subtype, size, count = self._int(), self._int(), self._int()
        content = self._take(size * count)
        if subtype not in _WORDS:
            whole = self.data[start : self.at]
            self.kept.append(self._long_strings(content) if subtype == 14 else whole)
        if subtype == 3 and size * count >= 32 and not self.found.encoding:
            page = int(struct.unpack_from(f"{self.order}i", content, 28)[0])
            self.found.encoding = f"cp{page}" if page > 4 else ""
        elif subtype == 20:
            self.found.encoding = content.decode("ascii", "replace").strip("\0 ")
        elif subtype == 13:
            pairs = (pair.partition(b"=") for pair in content.strip(b"\0").split(b"\t"))
            self.names |= {short.upper(): name for short, _, name in pairs if name}
        elif subtype == 11:
            self.measures = list(struct.unpack(f"{self.order}{len(content) // 4}i", content))
        elif subtype in (7, 19):
            self.found.sets += _sets(content)
        elif subtype in (21, 22):
            self.strings.append((subtype, content))

    def _long_strings(self, content: bytes) -> bytes:
        """The record of very long strings, under the plain names."""
        renamed = {c.short.upper(): f"V{i:X}".encode() for i, c in enumerate(self.found.columns, 1)
                   if not c.short.isascii()}  # fmt: skip
        pieces = []
        for pair in content.replace(b"\0", b"").split(b"\t"):
            short, _, width = pair.partition(b"=")
            if width:
                self.long[short.upper()] = int(width)
                pieces.append(renamed.get(short.upper(), short) + b"=" + width + b"\0\t")
        made = b"".join(pieces)
        return struct.pack(f"{self.order}4i", 7, 14, 1, len(made)) + made

    # -- all together --

    def _assemble(self) -> None:
        found = self.found
        by_place = {column.index: column for column in found.columns}
        for pairs, places in self.labelled:
            for column in (by_place[place] for place in places if place in by_place):
                for value, label in pairs:
                    key = value[: column.width].rstrip() if column.width else self._double(value)
                    column.values[key] = label
        each = len(self.measures) // max(len(found.columns), 1)
        kept, skip = [], 0
        for i, column in enumerate(found.columns):
            if skip:  # a further segment of a very long string
                skip -= 1
                continue
            if each in (2, 3):
                column.measure = _MEASURES.get(self.measures[i * each], "")
            column.name = self.names.get(column.short.upper(), column.short)
            width = self.long.get(column.short.upper(), 0)
            if width > 255:
                skip = -(-width // _SEGMENT) - 1
                column.width = width
            kept.append(column)
        found.columns = kept
        for subtype, content in self.strings:
            self._of_strings(subtype, content)

    def _of_strings(self, subtype: int, content: bytes) -> None:
        """Labels (21) and missing values (22) of strings of more than eight bytes."""
        inner = _Inner(content, self.order)
        named = {column.name: column for column in self.found.columns}
        named |= {column.short: column for column in self.found.columns}
        while inner.at < len(content):
            column = named.get(inner.text(), Column(b"", 1, 0))
            if subtype == 21:
                inner.int()  # the width
                for _ in range(inner.int()):
                    value = inner.text().rstrip()
                    column.values[value] = inner.text().rstrip()
            else:
                many = inner.take(1)[0]
                size = inner.int()
                column.missing += [inner.take(size).rstrip() for _ in range(many)]


class _Inner:
    """Texts with their lengths before them."""

    def __init__(self, content: bytes, order: str) -> None:
        self.content, self.order, self.at = content, order, 0

    def take(self, size: int) -> bytes:
        if size < 0 or self.at + size > len(self.content):
            raise ValueError("cut off")
        self.at += size
        return self.content[self.at - size : self.at]

    def int(self) -> int:
        return int.from_bytes(self.take(4), "little" if self.order == "<" else "big", signed=True)

    def text(self) -> bytes:
        return self.take(self.int())


def _sets(content: bytes) -> list[ManyAnswers]:
    """Sets of several answers, as SPSS writes them.

    >>> _sets(b"$help=D1 1 5 Who?  v1 v2\\n$why=C 3 Why v3 v4\\n")[1].columns
    (b'v3', b'v4')
    """
    found = []
    rest = content.strip(b"\0")
    while b"=" in rest:
        name, _, rest = rest.partition(b"=")
        kind = rest[:1].decode("ascii", "replace")
        rest = rest[1:]
        counted = b""
        if kind == "E":  # a flag first, which says where the labels come from
            rest = rest.lstrip(b" ").partition(b" ")[2]
        if kind in ("D", "E"):
            counted, rest = _counted(rest)
        label, rest = _counted(rest.lstrip(b" "))
        columns, _, rest = rest.partition(b"\n")
        found.append(
            ManyAnswers(name.strip(), kind, counted.strip(), label.strip(), tuple(columns.split()))
        )
        rest = rest.lstrip(b"\n")
    return found


def _counted(text: bytes) -> tuple[bytes, bytes]:
    """`3 abc rest` → (`abc`, ` rest`)."""
    size, _, rest = text.partition(b" ")
    return rest[: int(size)], rest[int(size) :]
