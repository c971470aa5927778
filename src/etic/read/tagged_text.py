"""The text of an HTML document whose places are counted in bytes, as Taguette counts them.

Taguette keeps a transcript as HTML and a highlight as two offsets: UTF-8 bytes of the text without
its tags. The text here is exactly those characters, brought into the one form in which Etic keeps
texts; `TaggedText.place` goes from such an offset to a place in it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import accumulate

from etic.text import canonical


class TaggedText:
    """A text, and the way into it from byte offsets."""

    def __init__(self, raw: str) -> None:
        """`raw` is what stood between the tags, as it stood there."""
        self.text = canonical(raw)
        self._bytes = None if raw.isascii() else [0, *accumulate(len(c.encode()) for c in raw)]
        self._ours = None if raw == self.text else canonical_places(raw)
        self._length = len(raw)

    def place(self, offset: int) -> int | None:
        """The place in `text` that is `offset` bytes into the raw text.

        None outside of the text, inside a character, and where several characters (a letter and its
        accent, the two ends of a line) have become one and the offset lies in the middle of it.

        >>> [TaggedText("é€").place(offset) for offset in (0, 1, 2, 5, 6)]
        [0, None, 1, 2, None]
        """
        at = offset
        if self._bytes is not None:
            at = bisect_left(self._bytes, offset)
            if at == len(self._bytes) or self._bytes[at] != offset:
                return None
        if not 0 <= at <= self._length:
            return None
        return at if self._ours is None else self._ours[at]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """A span of bytes as a span of `text`; None where it is none, or has nothing in it."""
        first, last = self.place(start), self.place(end)
        if first is None or last is None or first >= last:
            return None
        return first, last


def canonical_places(raw: str) -> list[int | None]:
    """For every place in a text the one in its canonical form; None inside of what becomes one.

    >>> canonical_places("a\\r\\nи\\u0306!")
    [0, 1, None, 2, None, 3, 4]
    """
    places: list[int | None] = []
    done, cluster = 0, ""
    for character in raw:
        if cluster and _joins(cluster, character):
            places.append(None)
            cluster += character
            continue
        done += len(_normal(cluster, first=len(places) == len(cluster)))
        places.append(done)
        cluster = character
    done += len(_normal(cluster, first=len(places) == len(cluster)))
    return [*places, done]


def _joins(cluster: str, character: str) -> bool:
    """Whether a character becomes one with those before it, or may change places with them."""
    if character < "\u0300":
        return cluster == "\r" and character == "\n"
    if unicodedata.combining(character):
        return True
    both = unicodedata.normalize("NFC", cluster + character)
    apart = unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", character)
    return both != apart


def _normal(cluster: str, *, first: bool) -> str:
    """The canonical form of a part of a text; a byte-order mark counts only where it is first."""
    if cluster.startswith("\ufeff") and not first:
        return "\ufeff" + canonical(cluster[1:])
    return canonical(cluster)


def between_tags(html: str) -> str:
    """The characters between the tags, references like `&lt;` decoded, and nothing else.

    >>> between_tags("<p>1 &lt; 2</p>\\n<p>да</p>")
    '1 < 2\\nда'
    """
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


def tagged_text(html: str, evidence: Iterable[tuple[int, int, str]]) -> TaggedText:
    """The text of a document, `evidence` being spans with the words that were cut out at them.

    Where lines end in `\\r\\n` it is not certain whether that counted as two bytes or, as in a
    browser, as one; then the highlights themselves are the witnesses.
    """
    text = TaggedText(between_tags(html))
    if "\r" not in html:
        return text
    other = TaggedText(between_tags(html.replace("\r\n", "\n").replace("\r", "\n")))
    known = list(evidence)

    def agreeing(candidate: TaggedText) -> int:
        spans = [(candidate.span(start, end), words) for start, end, words in known]
        return sum(s is not None and candidate.text[slice(*s)] == words for s, words in spans)

    return max(text, other, key=agreeing)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Collect what stands between two tags."""
        self.parts.append(data)
