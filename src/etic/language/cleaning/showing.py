"""How an edit is shown: what goes and what comes, a few words around, unseen signs made seen."""

from __future__ import annotations

import re
from typing import NamedTuple

from etic.language.cleaning.edits import Edit

AROUND = 28  # characters on either side
_SEEN = {"\n": "↵", "\t": "⇥", "\u00ad": "¬"}
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff\u180e]")


class Shown(NamedTuple):
    """One edit with what stands around it, in one line."""

    before: str
    old: str
    new: str
    after: str


def shown(text: str, edit: Edit) -> Shown:
    """An edit as a person reads it; around it, line ends are shown as spaces.

    >>> shown("Мы пере-\\nезжали.", Edit(7, 9, "", "break", "known"))
    Shown(before='Мы пере', old='-↵', new='', after='езжали.')
    """
    first, last = max(0, edit.start - AROUND), min(len(text), edit.end + AROUND)
    before, after = _line(text[first : edit.start]), _line(text[edit.end : last])
    if first and " " in before:  # no word is cut, and what is left out is said
        before = "…" + before[before.index(" ") + 1 :]
    if last < len(text) and " " in after:
        after = after[: after.rindex(" ")] + "…"
    new = seen(edit.new) if edit.new.isspace() else edit.new
    return Shown(before, seen(text[edit.start : edit.end]), new, after)


def seen(text: str) -> str:
    """A text with its unseen signs made seen.

    >>> seen("да\\u00adча \\u00a0\\n")
    'да¬ча·␣↵'
    """
    text = _NO_WIDTH.sub("∅", _ODD_SPACE.sub("␣", text.replace(" ", "·")))
    return "".join(_SEEN.get(sign, sign) for sign in text)


def _line(text: str) -> str:
    return re.sub(r"[\n\t]", " ", text)
