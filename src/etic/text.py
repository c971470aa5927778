"""What a text is in Etic, and what a span of it is.

A text is NFC with `\\n` line ends and no byte-order mark; once stored it never changes. A span is
`[start, end)` in Unicode code points, and whoever names a span names its quote as well.
"""

from __future__ import annotations

import re
import unicodedata

from etic.errors import EticError


def canonical(text: str) -> str:
    """The one form in which texts are kept: NFC, `\\n` at line ends, no byte-order mark.

    >>> canonical("\\ufeffи\\u0306\\r\\n") == "й\\n"
    True
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def span(text: str, start: int, end: int, quote: str | None = None, *, document: str = "") -> str:
    """The quote at `[start, end)`, or an error that says why there is none.

    With `quote` given, the text must hold exactly that there.
    """
    if start >= end:
        raise EticError("span-empty", document=document, start=start, end=end)
    if not 0 <= start < end <= len(text):
        raise EticError("span-outside", document=document, start=start, end=end, length=len(text))
    found = text[start:end]
    if quote is not None and quote != found:
        raise EticError("span-quote", document=document, start=start, end=end, found=found[:60])
    if not found.strip():
        raise EticError("span-blank", document=document, start=start, end=end)
    return found


def find_quote(text: str, quote: str, *, document: str = "") -> tuple[int, int]:
    """The span of a quote that stands in the text exactly once, white space aside.

    >>> find_quote("Мама болела.", "болела")
    (5, 11)
    """
    words = quote.split()
    exact = [m.span() for m in re.finditer(re.escape(quote), text)] if words else []
    # Other programs run paragraphs together when they give a quote out.
    found = exact or [m.span() for m in re.finditer(r"\s+".join(map(re.escape, words)), text)]
    if len(found) != 1 or not words:
        key = "quote-twice" if words and found else "quote-missing"
        raise EticError(key, document=document, quote=quote[:60])
    return found[0]
