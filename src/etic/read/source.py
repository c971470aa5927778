"""What a reader is given: a name and bytes, with the views of them that several readers need."""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from etic.errors import EticError
from etic.read.encoding import decode

MOST_UNPACKED = 200_000_000
"""Bytes that may be unpacked from one archive in all: more is a zip bomb, or not for reading."""

# «Интервью 1. Айгуль» and "talk 12.05.2022" have no suffix, whatever pathlib thinks.
_SUFFIX = re.compile(r"\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,10}$", re.IGNORECASE)

# What `zipfile` raises on archives that are cut off, altered or made by something exotic.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    OverflowError,
    ValueError,
)


def suffix_of(name: str) -> str:
    """The suffix of a file's name in small letters; empty where it has none.

    >>> suffix_of("a/Interview 12.05.2022"), suffix_of("R1.TXT"), suffix_of(".hidden")
    ('', '.txt', '')
    """
    found = _SUFFIX.search(PurePath(name).name)
    return found.group().lower() if found and found.start() else ""


@dataclass(frozen=True)
class Source:
    """One file to be read. `name` is for messages and may hold folders; it decides nothing."""

    name: str
    data: bytes
    _unpacked: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def suffix(self) -> str:
        """`.docx`, in small letters; empty where the name has none."""
        return suffix_of(self.name)

    @property
    def stem(self) -> str:
        """The file's name without folders and suffix."""
        name = PurePath(self.name).name
        return name[: len(name) - len(self.suffix)]

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def text(self) -> str | None:
        """The bytes as text in canonical form, or None where they are no text."""
        return decode(self.data)

    @cached_property
    def zip(self) -> zipfile.ZipFile | None:
        """The bytes as a zip archive, or None where they are none. Read it through `member`."""
        if not self.data.startswith(b"PK"):
            return None
        try:
            return zipfile.ZipFile(io.BytesIO(self.data))
        except _DAMAGE:
            return None

    @cached_property
    def members(self) -> frozenset[str]:
        """Names in the zip archive; empty where it is none."""
        return frozenset(self.zip.namelist()) if self.zip else frozenset()

    def member(self, name: str) -> bytes:
        """The bytes of one file in the archive, unpacked.

        Raises `EticError` where it is damaged or locked, and where all that was unpacked so far
        would pass `MOST_UNPACKED`. The size an archive declares can be trusted for that: zipfile
        hands out no more than was declared, and the checksum tells of a lie.
        """
        archive = self.zip
        if archive is None or name not in self.members:
            raise EticError("zip-damaged", file=self.name, member=name)
        info = archive.getinfo(name)
        self._unpacked[name] = info.file_size
        if sum(self._unpacked.values()) > MOST_UNPACKED:
            megabytes = MOST_UNPACKED // 1_000_000
            raise EticError("zip-too-big", file=self.name, member=name, limit=megabytes)
        if info.flag_bits & 0x1:
            raise EticError("zip-locked", file=self.name, member=name)
        try:
            return archive.read(info)
        except _DAMAGE as fault:
            raise EticError("zip-damaged", file=self.name, member=name) from fault
