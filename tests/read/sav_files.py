"""A small writer of SPSS system files, byte by byte: for what pyreadstat does not write."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Question:
    """A variable; `width` bytes of a string of at most 255, or 0 for a number."""

    name: str
    label: str = ""
    width: int = 0
    values: Mapping[float, str] = field(default_factory=dict)
    missing: tuple[int, Sequence[float | str]] = (0, ())


def _int(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}i", *numbers)


def _extension(subtype: int, content: bytes) -> bytes:
    return _int(7, subtype, 1, len(content)) + content


def sav(
    questions: Sequence[Question],
    rows: Sequence[Sequence[float | str | None]],
    *,
    encoding: str = "cp1251",
    declared: str | None = None,
    page: int = 0,
    weight: int = 0,
    sets: str = "",
) -> bytes:
    """The bytes of an uncompressed file. `declared` of None is no record of an encoding."""
    places = [max(1, -(-q.width // 8)) for q in questions]
    starts = [1 + sum(places[:i]) for i in range(len(questions))]
    out = [b"$FL2", b"@(#) SPSS DATA FILE test".ljust(60), _int(2, sum(places), 0)]
    out += [_int(starts[weight - 1] if weight else 0, len(rows)), struct.pack("<d", 100.0)]
    out += [b"01 Jan 22", b"10:00:00", b" " * 64, b"\0" * 3]
    for i, q in enumerate(questions):
        label = q.label.encode(encoding)
        form = (1 << 16 if q.width else 5 << 16) | (q.width or 8) << 8
        out.append(_int(2, q.width, int(bool(label)), q.missing[0], form, form))
        out.append(f"Q{i + 1}".encode().ljust(8))
        if label:
            out.append(_int(len(label)) + label.ljust(-(-len(label) // 4) * 4))
        for value in q.missing[1]:
            text = value.encode(encoding).ljust(8) if isinstance(value, str) else b""
            out.append(text or struct.pack("<d", value))
        out += [_int(2, -1, 0, 0, 0, 0) + b" " * 8] * (places[i] - 1)
    for i, q in enumerate(questions):
        if q.values:
            out.append(_int(3, len(q.values)))
            for code, words in q.values.items():
                said = words.encode(encoding)[:255]
                size = (len(said) + 8) // 8 * 8 - 1
                out.append(struct.pack("<d", code) + bytes([len(said)]) + said.ljust(size))
            out.append(_int(4, 1, starts[i]))
    if page:
        out.append(_int(7, 3, 4, 8, 20, 0, 0, -1, 1, 1, 2, page))
    names = "\t".join(f"Q{i + 1}={q.name}" for i, q in enumerate(questions))
    out.append(_extension(13, names.encode(encoding)))
    if sets:
        out.append(_extension(7, sets.encode(encoding)))
    if declared is not None:
        out.append(_extension(20, declared.encode()))
    out.append(_int(999, 0))
    for row in rows:
        for given, q, place in zip(row, questions, places, strict=True):
            if q.width:
                out.append(str(given or "").encode(encoding)[: q.width].ljust(place * 8))
            else:
                number = -1.7976931348623157e308 if given is None else float(given)
                out.append(struct.pack("<d", number))
    return b"".join(out)
