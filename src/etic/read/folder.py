"""A folder of interviews: every file below it that is meant to be read, in natural order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from etic.errors import EticError
from etic.model import Bundle, Notice
from etic.natural import natural
from etic.read import kinds, load, read_source
from etic.read.source import suffix_of

_ABOUT = ("readme", "license", "licence", "changelog")
# Left there by systems and by open programs: `~$R1.docx` is Word's lock on R1.docx.
_LITTER_PREFIXES = (".", "~$")
_LITTER = frozenset(("thumbs.db", "desktop.ini", "__macosx", "icon\r"))


# Refusals that come up in a folder by the way have a notice each; the rest share one.
_NOTICES = {
    "kind-picture": "skipped-picture",
    "kind-recording": "skipped-recording",
    "kind-old-word": "skipped-old-word",
}


def read_folder(folder: Path) -> Bundle:
    """What all files of a folder bring together. `Document.source` is the path from the folder."""
    whole, read = Bundle(), 0
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        suffix = suffix_of(name)
        try:
            whole += read_source(load(path, name), as_text=kinds.is_plain(suffix))
            read += 1
        except EticError as fault:
            if kinds.is_readable(suffix) or fault.key.startswith("file-"):
                raise
            key = _NOTICES.get(fault.key, "skipped-unknown")
            details = {"content": fault.details.get("content", ""), "suffix": suffix}
            whole += Bundle(warnings=(Notice(name, "", key, details),))
    if not read:
        raise EticError("folder-nothing", file=folder)
    return whole


def files(folder: Path) -> Iterator[Path]:
    """Files below a folder in natural order, but for hidden ones and those about the folder."""

    def stop(fault: OSError) -> None:
        raise EticError("file-unreadable", file=folder, why=fault.strerror) from fault

    found = []
    for place, folders, names in os.walk(folder, onerror=stop):
        folders[:] = [name for name in folders if not _litter(name)]
        found += [
            Path(place, name)
            for name in names
            if not _litter(name) and not name.casefold().startswith(_ABOUT)
        ]
    yield from sorted(found, key=lambda path: [natural(part) for part in path.parts])


def _litter(name: str) -> bool:
    return name.startswith(_LITTER_PREFIXES) or name.casefold() in _LITTER
