"""Two texts beside one another, with the words that went and the words that came."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from etic.ui.look import safe

_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)


def word_diff(old: str, new: str) -> tuple[str, str]:
    """Both as HTML: in the old one what went is struck out, in the new one what came is underlined.

    >>> word_diff("low pay", "low wages")
    ('low <del>pay</del>', 'low <ins>wages</ins>')
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    left, right = [], []
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = safe("".join(before[i:j])), safe("".join(after[k:m]))
        left.append(gone if what == "equal" or not gone else f"<del>{gone}</del>")
        right.append(come if what == "equal" or not come else f"<ins>{come}</ins>")
    return "".join(left), "".join(right)
