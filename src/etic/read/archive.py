"""A study folder in a zip archive: what `etic export` writes, or a folder somebody packed.

Each file in it is read like a file of a folder. Nothing is unpacked onto the disk; all the same an
archive with names that lead out of its folder is refused, for it was not made in good faith.
"""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import PurePosixPath

from etic.errors import EticError
from etic.model import Bundle, Notice
from etic.natural import natural
from etic.read import kinds
from etic.read.source import Source

MOST_UNPACKED = 500_000_000  # bytes of all files together
MOST_FILES = 20_000

FOLDERS = frozenset(
    [
        "transcripts", "codebooks", "cases", "guides", "surveys", "propositions", "framework",
        "rounds", "rules", "checklists",
    ]
)  # fmt: skip
_ABOUT = ("readme", "license", "licence", "changelog")
_LITTER = frozenset(["__macosx", "thumbs.db", "desktop.ini"])
# Members by which other formats that are zip archives are known.
_FOREIGN = frozenset(["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
_SKIPPED = frozenset(["skipped-picture", "skipped-recording", "skipped-old-word"])

# What `zipfile` raises on a member that is cut off, altered or packed in an exotic way.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
)

_inside: ContextVar[bool] = ContextVar("etic_inside_archive", default=False)


def read(source: Source) -> Bundle | None:
    """What all files of an archive bring together, None where it is no study.

    An archive in an archive is nobody's: it may hold itself.
    """
    archive = source.zip
    if archive is None or _inside.get():
        return None
    members = _members(source.name, archive)
    if members is None:
        return None
    token = _inside.set(True)
    try:
        return _read(source, archive, members)
    finally:
        _inside.reset(token)


def _read(
    source: Source, archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]
) -> Bundle:
    from etic.read import read_source

    whole = Bundle()
    for name in sorted(members, key=lambda name: [natural(part) for part in name.split("/")]):
        data = _unpacked(source.name, archive, name, members[name])
        within = Source(f"{source.name}/{name}", data)
        try:
            whole += read_source(within, as_text=kinds.is_plain(within.suffix))
        except EticError as fault:
            # As in a folder: pictures and recordings lie there by the way, a broken transcript not.
            if kinds.is_readable(within.suffix):
                raise
            key = fault.key.replace("kind-", "skipped-")
            key = key if key in _SKIPPED else "skipped-unknown"
            details = {"content": fault.details.get("content", ""), "suffix": within.suffix}
            whole += Bundle(warnings=(Notice(within.name, "", key, details),))
    return whole


def _members(file: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo] | None:
    """The files that are to be read, by name; None where this is no study."""
    infos = [info for info in archive.infolist() if info.filename[-1:] not in ("", "/", "\\")]
    if any(info.filename in _FOREIGN or info.filename.endswith(".qde") for info in infos):
        return None
    named = [(_name(info), info) for info in infos]
    wanted = [(name, info) for name, info in named if not _is_litter(name)]
    if not _is_study([name for name, _ in wanted]):
        return None
    if len(infos) > MOST_FILES:
        raise EticError("archive-many", file=file, most=MOST_FILES)
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise EticError("archive-big", file=file, limit=MOST_UNPACKED // 1_000_000)
    found: dict[str, zipfile.ZipInfo] = {}
    for name, info in named:
        if _is_unsafe(name, info):
            raise EticError("archive-unsafe", file=file, member=name)
    for name, info in wanted:
        if name in found:
            raise EticError("archive-twice", file=file, member=name)
        found[name] = info
    return found


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name, also where a program did not say that it is not in cp437.

    Archives packed in Windows have Cyrillic names in cp866, others in UTF-8 without saying so.
    """
    name = info.filename.replace("\\", "/")
    if not info.flag_bits & 0x800 and not name.isascii():
        try:
            data = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp866")
    return name


def _is_litter(name: str) -> bool:
    """Whether this is hidden, left by a system, or about the folder itself."""
    *folders, last = name.split("/")
    hidden = any(
        part.startswith((".", "~$")) or part.casefold() in _LITTER
        for part in [*folders, last]
        if part not in (".", "..")
    )
    return hidden or last.casefold().startswith(_ABOUT)


def _is_unsafe(name: str, info: zipfile.ZipInfo) -> bool:
    """Whether a name leads out of the archive's folder, or is a link that may."""
    parts = name.split("/")
    link = stat.S_ISLNK(info.external_attr >> 16)
    return link or ".." in parts or parts[0] == "" or parts[0].endswith(":") or "\0" in name


def _is_study(names: list[str]) -> bool:
    """Whether a study's folders are there, at the top or in the one folder at the top; or files.

    >>> _is_study(["demo/codebooks/a.yaml"]), _is_study(["R1.docx"]), _is_study(["lib/a.so"])
    (True, True, False)
    """
    paths = [PurePosixPath(name).parts for name in names]
    tops = {path[0] for path in paths if len(path) > 1}
    if len(tops) == 1 and all(len(path) > 1 for path in paths) and not tops & FOLDERS:
        paths = [path[1:] for path in paths]
    return any(
        path[0] in FOLDERS if len(path) > 1 else kinds.is_readable(Source(path[0], b"").suffix)
        for path in paths
    )


def _unpacked(file: str, archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 0x1:
        raise EticError("zip-locked", file=file, member=name)
    try:
        return archive.read(info)
    except _DAMAGE as fault:
        raise EticError("zip-damaged", file=file, member=name) from fault
