"""Signs that a layout left in a text: odd spaces, soft hyphens, ligatures, parted accents.

None of them means anything. Stress marks, «ё», «...» and «--» are somebody's, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from etic.language.cleaning.edits import Edit

_ODD = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NOTHING = "\u200b\u2060\ufeff\u180e"  # of no width
_SPACES = re.compile(f"[ {_ODD}]*[{_ODD}][ {_ODD}]*|  +| +(?=\n|$)")
_ZERO = re.compile(
    f"[{_NOTHING}]+"
    # Joiners hold emoji and other scripts together; between our letters they hold nothing.
    "|(?<=[A-Za-z\u00c0-\u024f\u0400-\u052f])[\u200c\u200d]+(?=[A-Za-z\u00c0-\u024f\u0400-\u052f])"
)
_SOFT = re.compile("\u00ad+(?![ \t\u00a0]*\n)")
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_LIGATURE = re.compile("[" + "".join(_LIGATURES) + "]")
# A text is NFC, so what is still apart has a space between, or a mark of a width of its own.
_ACCENT = re.compile("[иИ][ \u00a0]?[\u0306\u02d8]|[еЕ][ \u00a0]?[\u0308\u00a8]")
_WITH_ACCENT = {"и": "й", "И": "Й", "е": "ё", "Е": "Ё"}


def signs(text: str) -> Iterator[Edit]:
    """Everything that one look at the characters tells."""
    yield from _spaces(text)
    for match in _ZERO.finditer(text):
        yield Edit(match.start(), match.end(), "", "spaces", "zero-width")
    for match in _SOFT.finditer(text):
        yield Edit(match.start(), match.end(), "", "soft", "soft")
    for match in _LIGATURE.finditer(text):
        yield Edit(match.start(), match.end(), _LIGATURES[match.group()], "ligatures", "ligature")
    for match in _ACCENT.finditer(text):
        yield Edit(match.start(), match.end(), _WITH_ACCENT[match.group()[0]], "accents", "accent")


def _spaces(text: str) -> Iterator[Edit]:
    """A run of spaces becomes one; at the end of a line, nothing.

    Spaces and tabs that indent a line may be a list's or a poem's, and stay.
    """
    for match in _SPACES.finditer(text):
        start, end = match.span()
        odd = match.group().strip(" ") != ""
        opens = start == 0 or text[start - 1] == "\n"
        closes = end == len(text) or text[end] == "\n"
        if opens and not closes and not match.group().strip(" \t"):
            continue
        kind, reason = ("spaces", "odd-space") if odd else ("double", "double-space")
        yield Edit(start, end, "" if opens or closes else " ", kind, reason)
