"""Files in, values of the model out. One module a format.

A reader is a function `read(source) -> Bundle | None`, registered as an entry point
`etic.readers`. It looks at the bytes, not at the name, and answers None for what is not its own;
for what is its own but broken it raises `EticError`. Plain text is asked last. So a further format
is a further package with one function and one line of metadata.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from etic.errors import EticError
from etic.model import Bundle, Notice
from etic.read import kinds
from etic.read.source import Source

Reader = Callable[[Source], Bundle | None]

LAST = "text"  # takes whatever is text, so everybody else is asked before
MOST_BYTES = 500_000_000
"""A file beyond this is not read into memory at all: it is a recording, or a disk image."""


@cache
def readers() -> dict[str, Reader]:
    """Readers by name, in the order in which they are asked."""
    from importlib.metadata import entry_points

    found = sorted(entry_points(group="etic.readers"), key=lambda e: (e.name == LAST, e.name))
    return {entry.name: entry.load() for entry in found}


def read_source(source: Source, *, as_text: bool | None = None) -> Bundle:
    """What one file brings. Raises `EticError` where nobody can read it, saying why.

    `as_text` says whether it may be a plain text; if not given, its name decides.

    >>> read_source(Source("R1.txt", "И: Где?\\nР: Там.".encode())).documents[0].turns[1].role
    'respondent'
    """
    if as_text is None:
        # «interview.docx» with nothing but text in it is a mistake, not a transcript.
        as_text = not kinds.claims_structure(source.suffix)
    for name, reader in readers().items():
        if name == LAST and not as_text:
            break
        bundle = reader(source)
        if bundle is not None:
            notices = Bundle(warnings=tuple(_other_than_named(source, name)))
            return _told_apart(bundle, source.name) + notices
    raise kinds.refusal(source)


def _told_apart(bundle: Bundle, file: str) -> Bundle:
    """What has a row of its own says the file it comes from, for messages of who brings it in."""
    return replace(
        bundle,
        codings=tuple(c if c.file else replace(c, file=file) for c in bundle.codings),
        links=tuple(link if link.file else replace(link, file=file) for link in bundle.links),
        rules=tuple(rule if rule.file else replace(rule, file=file) for rule in bundle.rules),
        suggestions=tuple(s if s.file else replace(s, file=file) for s in bundle.suggestions),
        propositions=tuple(p if p.file else replace(p, file=file) for p in bundle.propositions),
    )


def read_path(path: Path) -> Bundle:
    """What a file or a folder brings; a folder with all that is below it.

    In a folder, what is there by the way (pictures, recordings) is skipped with a notice; a file
    that by its name should be readable, and is not, stops the reading.
    """
    from etic.read.folder import read_folder

    if path.is_dir():
        return read_folder(path)
    return read_source(load(path, path.name))


def load(path: Path, name: str) -> Source:
    """A file's bytes under the name that messages and documents are to call it by."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            with path.open("rb") as file:
                known = kinds.by_magic(name, file.read(4096))
            megabytes = {"size": size // 1_000_000, "limit": MOST_BYTES // 1_000_000}
            raise known or EticError("file-too-big", file=name, **megabytes)
        return Source(name, path.read_bytes())
    except FileNotFoundError as fault:
        raise EticError("file-missing", file=path) from fault
    except (OSError, ValueError) as fault:  # ValueError: a name that can be no file's
        why = getattr(fault, "strerror", None) or str(fault)
        raise EticError("file-unreadable", file=name, why=why) from fault


def _other_than_named(source: Source, reader: str) -> list[Notice]:
    if not kinds.claimed_otherwise(source.suffix, reader):
        return []
    details = {"name": source.suffix.lstrip("."), "content": reader}
    return [Notice(source.name, "", "other-than-named", details)]
