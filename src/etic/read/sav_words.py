"""A system file with its words: in which letters they are written, and what belongs to whom."""

from __future__ import annotations

import codecs
import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etic.errors import EticError
from etic.model import Notice, ResponseSet
from etic.read import encoding, sav
from etic.read.source import Source

_BYTES = "ISO-8859-1"  # every byte is a character and comes back as the same byte
_LATIN = frozenset(("cp1252", "iso8859-1", "ascii"))
_OWN = {"windows-31j": "cp932"}  # names of SPSS's that Python does not know


@dataclass(frozen=True)
class Words:
    """What pyreadstat's metadata say, under the same names, of a file whose words we read."""

    column_names_to_labels: Mapping[str, str]
    variable_value_labels: Mapping[str, Mapping[float | str, str]]
    variable_measure: Mapping[str, str]
    readstat_variable_types: Mapping[str, str]
    missing_ranges: Mapping[str, Sequence[Mapping[str, Any]]]
    notes: Sequence[str]
    sets: tuple[ResponseSet, ...] = ()
    weight: str = ""


def read_system_file(source: Source) -> tuple[dict[str, list[Any]], Words, tuple[Notice, ...]]:
    """Columns by the names of their variables, what is known of them, and what to say of it."""
    import pyreadstat

    try:
        found = sav.dictionary(source.data)
        data, _ = pyreadstat.read_sav(
            io.BytesIO(found.plain), user_missing=True, encoding=_BYTES, output_format="dict"
        )
    except (
        ValueError, struct.error, pyreadstat.ReadstatError, pyreadstat.PyreadstatError,
    ) as fault:  # fmt: skip
        raise EticError("spss-damaged", file=source.name, why=str(fault)) from fault
    if len(data) != len(found.columns):
        raise EticError("spss-damaged", file=source.name, why=f"{len(data)} columns")
    columns = [list(values) for values in data.values()]
    strings = [
        [value.encode("latin-1") if isinstance(value, str) else value for value in values]
        for column, values in zip(found.columns, columns, strict=True)
        if column.width
    ]
    pieces = found.words() + [v for values in strings for v in values if isinstance(v, bytes)]
    letters = _letters(source, found.encoding, pieces)
    names = [letters.text(column.name) for column in found.columns]
    rest = iter(strings)
    said: dict[str, list[Any]] = {}
    for name, column, values in zip(names, found.columns, columns, strict=True):
        if column.width:
            said[name] = [letters.text(v) if isinstance(v, bytes) else v for v in next(rest)]
        else:
            said[name] = values
    if len(said) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise EticError("column-twice", file=source.name, column=twice)
    words, notices = _words(source, found, names, letters)
    return said, words, (*letters.notices, *notices)


@dataclass(frozen=True)
class _Letters:
    name: str
    notices: tuple[Notice, ...] = ()

    def text(self, piece: bytes) -> str:
        return _whole(piece, self.name).decode(self.name).strip()


def _letters(source: Source, declared: str, pieces: Sequence[bytes]) -> _Letters:
    """In what the words are written: as declared, unless they do not read so.

    A wrong letter is worse than a refusal: what cannot be told is an error.
    """
    foreign = [piece for piece in dict.fromkeys(pieces) if not piece.isascii()]
    named = _known(declared)
    if not foreign:
        return _Letters("ascii")
    sample = b"\n".join(foreign)
    unicode = all(_decodes(piece, "utf-8") for piece in foreign)
    likely = encoding.guess(sample)
    latin = named in _LATIN and likely is not None and likely not in _LATIN
    broken = not all(_decodes(piece, named) for piece in foreign) if named else True
    if named and not broken and not latin and (not unicode or named == "utf-8"):
        return _Letters(named)
    taken = "utf-8" if unicode else likely
    if taken is None or not all(_decodes(piece, taken) for piece in foreign):
        where = foreign[0].decode("ascii", "backslashreplace")[:60]
        raise EticError("spss-encoding", file=source.name, where=where)
    key = "spss-encoding-other" if named else "spss-encoding-guessed"
    if unicode and not named:
        return _Letters(taken)  # nothing else looks like it by chance
    return _Letters(taken, (Notice(source.name, "", key, {"declared": declared, "taken": taken}),))


def _known(declared: str) -> str:
    """Python's name of an encoding; empty where it has none."""
    name = _OWN.get(declared.casefold(), declared)
    try:
        return codecs.lookup("utf-8" if name == "cp65001" else name).name if name else ""
    except LookupError:
        return ""


def _decodes(piece: bytes, name: str) -> bool:
    try:
        _whole(piece, name).decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _whole(piece: bytes, name: str) -> bytes:
    """Without the beginning of a letter at the end: SPSS cuts strings by bytes.

    >>> _whole("да".encode()[:3], "utf-8").decode()
    'д'
    """
    if name != "utf-8":
        return piece
    for back in range(1, min(4, len(piece) + 1)):
        if piece[-back] >= 0xC0:  # begins a letter, which needs so many bytes
            needed = 2 if piece[-back] < 0xE0 else 3 if piece[-back] < 0xF0 else 4
            return piece[:-back] if needed > back else piece
        if piece[-back] < 0x80:
            break
    return piece


def _words(
    source: Source, found: sav.Dictionary, names: Sequence[str], letters: _Letters
) -> tuple[Words, tuple[Notice, ...]]:
    def key(value: float | bytes) -> float | str:
        return letters.text(value) if isinstance(value, bytes) else value

    def missing(one: tuple[float, float] | bytes) -> Mapping[str, Any]:
        low, high = (letters.text(one),) * 2 if isinstance(one, bytes) else one
        return {"lo": low, "hi": high}

    named = list(zip(names, found.columns, strict=True))
    notices: list[Notice] = []
    weight = next((name for name, c in named if found.weight and c.index == found.weight), "")
    if weight:
        notices.append(Notice(source.name, "", "answers-weighted", {"variable": weight}))
    sets, left = _sets(found, dict(zip(names, found.columns, strict=True)), letters)
    if left:
        notices.append(Notice(source.name, "", "spss-sets-left", {"sets": ", ".join(left)}))
    words = Words(
        {name: letters.text(c.label) for name, c in named},
        {name: {key(v): letters.text(label) for v, label in c.values.items()}
         for name, c in named if c.values},
        {name: c.measure for name, c in named},
        {name: "string" if c.width else "double" for name, c in named},
        {name: [missing(one) for one in c.missing] for name, c in named if c.missing},
        [letters.text(line) for line in found.notes],
        sets,
        weight,
    )  # fmt: skip
    return words, tuple(notices)


def _sets(
    found: sav.Dictionary, columns: Mapping[str, sav.Column], letters: _Letters
) -> tuple[tuple[ResponseSet, ...], list[str]]:
    """The sets whose columns are all there, and the names of the others.

    A set may name its columns by their short names or by their long ones, in small letters.
    """
    known = {name.casefold(): name for name in columns}
    known |= {letters.text(c.short).casefold(): name for name, c in columns.items()}
    sets, left = dict[str, ResponseSet](), []
    for several in found.sets:
        name = letters.text(several.name).removeprefix("$")
        members = [known.get(letters.text(member).casefold()) for member in several.columns]
        there = tuple(member for member in members if member is not None)
        if not there or len(there) < len(members) or name in columns:
            left.append(name)
            continue
        kind = several.kind in ("D", "E")
        sets[name] = ResponseSet(
            name, letters.text(several.label), "dichotomy" if kind else "category", there,
            letters.text(several.counted) if kind else "",
        )  # fmt: skip
    return tuple(sets.values()), left
