"""Bytes to text without being told the encoding, and never a wrong letter without a word.

In order: a byte-order mark; UTF-8, which hardly any other text satisfies by chance; UTF-16 without
a mark, where every character falls into the blocks our texts are written in; one of the
single-byte encodings that Russian files come in, chosen by how likely the letters are that it
gives; what charset-normalizer says with confidence. Otherwise None: a reader that is unsure
refuses.

Form feeds and vertical tabs (page and line breaks of old programs) become `\\n`, and the DOS mark
of the end of file goes. Any other control character, and U+FFFD (the trace of letters lost in an
earlier conversion), makes the bytes no text; `flaw` tells which and where.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from etic.text import canonical

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Single-byte encodings, with the bits by which each must be likelier than the commonest: short
# texts can be read in several, and «ОТЕЦ» is not to become «нреж».
_SINGLE_BYTE = {
    "cp1251": 0.0,
    "koi8-r": 6.0,
    "cp866": 4.0,
    "cp1252": 5.0,
    "mac_cyrillic": 10.0,
    "iso8859-5": 12.0,
}

_LINE_BREAKS = str.maketrans({"\f": "\n", "\v": "\n"})
_FLAW = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_DOS_END = b"\x1a"

# Bits that the characters outside of ASCII may cost, one by one and in all: Russian ones cost 4.5
# (5.5 in capitals), accented Latin ones 6.5–8; Greek read as Cyrillic 6.6, Turkish read as French
# 8.8.
_DEAREST_CYRILLIC = (6.0, 25.0)
_DEAREST_LATIN = (8.3, 3.0)
_SAMPLE = 60_000  # bytes are enough to know an encoding by


def decode(data: bytes) -> str | None:
    """The bytes as canonical text, or None where they are none.

    >>> decode("Да.".encode("cp1251"))
    'Да.'
    >>> decode(b"\\x89PNG\\r\\n\\x1a\\n\\x00\\x00") is None
    True
    """
    text = _text(data)
    return None if text is None or _FLAW.search(text) else text


def flaw(data: bytes) -> tuple[int, str] | None:
    """Line and character that keep bytes from being a text they otherwise are.

    >>> flaw("Первая\\nвтор\\ufffdя".encode())
    (2, 'U+FFFD')
    """
    text = _text(data)
    if text is None:
        text = data.decode("utf-8", "replace") if _damaged_utf8(data) else ""
    found = _FLAW.findall(text)
    if not found or len(found) * (50 if len(found) > 3 else 4) > len(text):  # no text at all
        return None
    at = text.index(found[0])
    return text.count("\n", 0, at) + 1, f"U+{ord(found[0]):04X}"


def guess(data: bytes) -> str | None:
    """The most likely single-byte encoding, or None where the letters are unlikely in each.

    >>> guess("договорились".encode("koi8-r"))
    'koi8-r'
    """
    sample = data[:_SAMPLE]
    foreign = sum(byte > 0x7F for byte in sample)
    costs = {}
    for name, handicap in _SINGLE_BYTE.items():
        try:
            cost = _cost(sample.decode(name))
        except UnicodeDecodeError:
            continue
        each, all_in_all = _DEAREST_LATIN if name == "cp1252" else _DEAREST_CYRILLIC
        if cost <= foreign * each + all_in_all:
            costs[name] = cost + handicap
    return min(costs, key=costs.__getitem__, default=None)


def _text(data: bytes) -> str | None:
    """The characters behind the bytes, whatever they are; None where they cannot be told."""
    for mark, unicode in _MARKS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), unicode)
    if _CONTROL_BYTES.search(data.rstrip(_DOS_END)):
        wide = _wide(data)
        if wide is not None:
            return wide
    narrow = _strictly(data, "utf-8")
    if narrow is not None or _CONTROL_BYTES.search(data.rstrip(_DOS_END)) or _damaged_utf8(data):
        return narrow
    name = guess(data) or _second_opinion(data)
    return _strictly(data, name) if name else None


def _strictly(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    return canonical(text.lstrip("\ufeff").rstrip("\x1a").translate(_LINE_BREAKS))


def _damaged_utf8(data: bytes) -> bool:
    """Whether this is UTF-8 with a few wrong bytes: any other encoding would make it gibberish."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - wrong
    return wrong > 0 and right >= 3 and right > 4 * wrong


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, where it is unmistakable: no character outside of our blocks."""
    for name in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, name)
        if text and all(_ours(character) for character in text):
            letters = sum(c < "\x7f" or "\u0400" <= c < "\u0530" for c in text)
            if letters * 2 > len(text):
                return text
    return None


def _ours(character: str) -> bool:
    """Whether texts in Russian, Kyrgyz or English hold such a character."""
    code = ord(character)
    if code < 0x20:
        return character in "\n\t"
    return (
        code < 0x7F
        or 0xA0 <= code < 0x250
        or 0x400 <= code < 0x530
        or 0x2000 <= code < 0x2300
        or 0x1F300 <= code < 0x1FB00
    )


# -- how likely letters are ------------------------------------------------------------------------

# Bits a letter costs: -log2 of its share in Russian text.
_RUSSIAN = {
    letter: bits
    for bits, letters in (
        (3.2, "ое"),
        (3.6, "аин"),
        (4.1, "тсрв"),
        (4.8, "лкмд"),
        (5.3, "пуяы"),
        (5.9, "ьгзбч"),
        (6.6, "йхжш"),
        (7.8, "юцщэф"),
        (9.0, "ъё"),
    )
    for letter in letters
}
_UKRAINIAN = frozenset("іїєґў")
_WESTERN = frozenset("éèêëàâáäåãçñóòôöõúùûüíìîïßøæœ")
_QUOTES_AND_DASHES = {**dict.fromkeys("«»—–…\u00a0", 6.5), **dict.fromkeys("“”„‘’№£€§°±", 7.8)}
_VOWELS = frozenset("аеёиоуыэюя")
_SIGNS = frozenset("ьъ")
_LONE = frozenset("ияваксуо")  # the letters that are words


def _cost(text: str) -> float:
    """Bits that the characters outside of ASCII cost, each with its neighbours minded."""
    total = 0.0
    for at, character in enumerate(text):
        if character > "\x7f":
            before = text[at - 1] if at else " "
            after = text[at + 1] if at + 1 < len(text) else " "
            if not character.isalpha():
                control = unicodedata.category(character) == "Cc"
                total += 40.0 if control else _QUOTES_AND_DASHES.get(character, 14.0)
            elif "\u0400" <= character < "\u0530":
                total += _cyrillic_cost(character, before, after)
            else:
                total += _latin_cost(character, before, after)
    return total


def _cyrillic_cost(letter: str, before: str, after: str) -> float:
    small = letter.lower()
    cost = _RUSSIAN.get(small, 8.0 if small in _UKRAINIAN else 13.0)
    cost += _capital_cost(letter, before)
    cost += 8.0 * (_is_latin(before) + _is_latin(after)) + 5.0 * (
        before.isdecimal() + after.isdecimal()
    )
    if not before.isalpha():
        if small in _SIGNS or small == "ы":
            return cost + 8.0
        if not after.isalpha() and small not in _LONE:
            return cost + 3.0
        return cost
    last = before.lower()
    if small in _SIGNS:
        return cost + 8.0 * (last in _VOWELS or last in _SIGNS)
    both = (small in _VOWELS) + (last in _VOWELS)
    return cost + (0.5 if both == 0 else 2.0 if both == 2 else -0.5)


def _latin_cost(letter: str, before: str, after: str) -> float:
    cost = 6.5 if letter.lower() in _WESTERN else 10.0
    cost += _capital_cost(letter, before)
    if not _is_latin(before) and not _is_latin(after):
        cost += 3.0  # an accented letter on its own is rare
    return cost + 4.0 * any(near.isalpha() and near > "\x7f" for near in (before, after))


def _capital_cost(letter: str, before: str) -> float:
    if letter == letter.lower():
        return 0.0
    if not before.isalpha():
        return 2.0
    return 11.0 if before == before.lower() else 0.4


def _is_latin(character: str) -> bool:
    return character < "\x7f" and character.isalpha()


def _second_opinion(data: bytes) -> str | None:
    """What charset-normalizer says, where it is sure. Loaded only here: few files come so far."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or best.chaos > 0.05 or best.coherence < 0.4:
        return None
    return best.encoding
