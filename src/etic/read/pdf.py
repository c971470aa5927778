"""PDF: the text layer, page by page.

A PDF knows letters and places, not words and paragraphs, so its text may have broken words and
lines; that is said in a notice, and put right in a later step, never here. Without a text layer,
or behind a password, it is refused.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from etic.errors import EticError
from etic.model import Bundle, Notice
from etic.read.source import Source
from etic.read.transcript import transcript

_MOST_CHARACTERS = 20_000_000  # in one file; a book has a million
_UNREADABLE = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x7f]")
_LOST = 0.2  # share of letters without a meaning from which on the rest is no use


def read(source: Source) -> Bundle | None:
    """One transcript, or None where this is no PDF."""
    if not source.data[:1024].lstrip().startswith(b"%PDF-"):
        return None
    with _quiet():
        pages = _pages(source)
    letters = sum(len("".join(page.split())) for page in pages)
    if not letters:
        raise EticError("pdf-no-text", file=source.name, pages=len(pages))
    lost = [len(_UNREADABLE.findall(page)) for page in pages]
    if sum(lost) > _LOST * letters:
        raise EticError("pdf-no-letters", file=source.name)
    notices = [Notice(source.name, "", "pdf-words")]
    for number, (page, n) in enumerate(zip(pages, lost, strict=True), start=1):
        if n:
            notices.append(
                Notice(source.name, str(number), "pdf-letters-lost", {"page": number, "n": n})
            )
        if not page.strip():
            notices.append(Notice(source.name, str(number), "pdf-page-empty", {"page": number}))
    text = "\n".join(_UNREADABLE.sub("", page) for page in pages)
    return transcript(source, re.sub(r"[\f\v]", "\n", text), notices)


def _pages(source: Source) -> list[str]:
    """The text of each page. Loads pypdf here, where it is needed."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    # Its documentation: "broken PDF files might cause other Exceptions". These are the ones that
    # reading objects of the wrong kind, or that are not there, comes to.
    faults = (
        PyPdfError,
        DependencyError,
        DeprecationError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        NotImplementedError,
        RecursionError,
        MemoryError,
        OSError,
        zlib.error,
        struct.error,
    )
    pages: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EticError("pdf-locked", file=source.name)
        length = 0
        for page in reader.pages:
            text = page.extract_text().encode("utf-16", "surrogatepass")
            pages.append(text.decode("utf-16", "replace").strip("\n"))
            length += len(pages[-1])
            if length > _MOST_CHARACTERS:
                raise EticError("pdf-broken", file=source.name, page=len(pages))
    except DependencyError as fault:  # a cipher that needs a library which Etic does not bring
        raise EticError("pdf-locked", file=source.name) from fault
    except faults as fault:
        raise EticError("pdf-broken", file=source.name, page=len(pages) + 1) from fault
    return pages


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's remarks on a file from the terminal: what matters of them becomes a notice."""
    logger = logging.getLogger("pypdf")
    was = logger.propagate
    silent = logging.NullHandler()
    logger.addHandler(silent)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(silent)
        logger.propagate = was
