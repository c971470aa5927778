"""What a speaker's label looks like at the start of a line, and which of those are one.

«Я сказал: нет» and «Цитата: …» look like labels too. What tells is the whole transcript: a label
comes again, or is a word that means a part in the conversation, or is one of those that every line
of a short transcript has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etic.read import roles
from etic.read.wordlist import words

LONGEST = 48  # characters of a label; names are shorter, sentences before a colon longer


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before somebody's words; places are counted from the start of the line."""

    start: int  # of the label, or of the time stamp before it
    body: int  # where the words start, or the end of the line
    speaker: str
    time: float | None = None
    sign: str = ":"  # what parts it from the words; nothing where it has a line of its own


_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_RANGE = rf"({_CLOCK})(?:\s*(?:-->|[-–—])\s*{_CLOCK})?"
_F4 = rf"#({_CLOCK})(?:-\d)?#"
_STAMP = re.compile(rf"\[{_RANGE}\]|\({_RANGE}\)|<{_RANGE}>|{_F4}|{_RANGE}(?!:?\d)")
_LAST_STAMP = re.compile(rf"(?:\[{_RANGE}\]|\({_RANGE}\)|<{_RANGE}>|{_F4})\s*$")
_SPACE = re.compile(r"\s*")
_MARKDOWN = re.compile(r"\*{1,3}|_{1,3}")
# «Р (смеётся):», «Айгуль, 34 года:»
_ASIDE = re.compile(
    r"\s*\((?!\d{1,2}:\d)[^()\n]{1,40}\)"
    r"|,\s*\d{2}(?: (?:лет|года?|жаш|years?|y\.?o\.?))?(?=\s*[:：])"
)
_COLON = re.compile(r"\s{0,2}[:：]")
_DASH = re.compile(r"\s+[–—-]\s+")
_TAB = re.compile(r" *\t\s*")
_HYPHEN = re.compile(r"[–—-]\s+")  # between a stamp and a name
# A word for a part with some other sign after it: «Р1. Да», «(И) Где?», «R> There».
_SIGNED = re.compile(r"\(?(?P<part>[^\W\d_]{1,14}\.?[ _]?(?:№ ?)?\d{0,3}?)(?P<sign>[.)>])(?:\s+|$)")
_NAME = re.compile(
    r"\[(?P<bracketed>[^\[\]:\n]{1,40})\]|"
    r"(?P<plain>[^\W\d_][\w.’'`-]*(?:[ \u00a0](?!\d{1,2}:\d)(?:[№#] ?)?[^\W_][\w.’'`-]*){0,3})"
)

# Small words inside of names, and words that begin a sentence rather than a name.
_PARTICLES = words("уулу кызы оглы оглу кизи тегин de da del der den di du la le van von bin ibn")
_SENTENCE = words(
    """в во на и а но или да нет не ну вот это этот эта эти то так там тут что как когда где если
    у с со к по о об от до за из для при он она мы вы они мой моя мои наш наша все всё ещё уже
    раз потом затем итак короче значит например the a an and but or so if in on at it is this
    that these those we you he she they my our then when where what how why because for
    example"""
)
# Words that head lists, quotations and title blocks.
_HEADINGS = words(
    """цитата пример примеры итог итоги вывод выводы примечание примечания внимание плюс плюсы
    минус минусы первое второе третье четвёртое во-первых во-вторых в-третьих тема дата место
    время возраст пол имя фио город страна образование профессия адрес телефон комментарий
    комментарии заметка заметки сноска источник причина причины результат решение пункт часть
    глава раздел задание название длительность продолжительность интервью запись расшифровка
    транскрипт транскрипция код файл номер quote example examples note notes result results
    conclusion summary pros cons first second third topic date place location time age gender
    sex name city country education occupation comment comments source reason reasons part
    chapter section task title duration interview recording transcript transcription code file
    number https http"""
)


def label_at(line: str) -> Label | None:
    """What looks like a label at the start of a line.

    >>> label_at("[00:12:31] **Айгуль:** Ооба.")
    Label(start=0, body=23, speaker='Айгуль', time=751.0, sign=':')
    >>> label_at("Я сказал: нет") is None
    True
    """
    start = _after(_SPACE, line, 0)
    at, before = _stamp(line, _after(_MARKDOWN, line, start))
    if before is not None:
        at = _after(_HYPHEN, line, at)
    at = _after(_MARKDOWN, line, at)
    named = _named(line, start, at, before)
    return named if named and named.sign else _signed(line, start, at, before) or named


def _named(line: str, start: int, at: int, before: float | None) -> Label | None:
    found = _NAME.match(line, at)
    if found is None:
        return None
    name = found["bracketed"] or found["plain"].rstrip("_")
    speaker = _speaker(name)
    if not _is_label(speaker):
        return None
    at = found.end() if found["bracketed"] else found.start() + len(name)
    beside = _after(_ASIDE, line, at)
    if roles.beside(line[at:beside]):
        speaker += line[at:beside]  # «Анна (интервьюер)»
    at = _after(_MARKDOWN, line, beside)
    named = at
    at, inside = _stamp(line, at)
    end, sign = _separator(line, at, speaker, stamped=before is not None or inside is not None)
    if inside is not None and end is None:
        stamp = line[named:at].strip()
        if stamp[0] in "[(<#" or stamp.count(":") > 1 or roles.word(speaker):
            end = at  # «Айгуль (0:12) Ооба.», "Speaker 1 00:00:12 Yes."
    if end is None:
        return None
    end, after = _stamp(line, _after(_MARKDOWN, line, end), words_may_follow=True)
    times = [time for time in (before, inside, after) if time is not None]
    return Label(start, _after(_SPACE, line, end), speaker, times[0] if times else None, sign)


def _signed(line: str, start: int, at: int, before: float | None) -> Label | None:
    found = _SIGNED.match(line, at)
    speaker = _speaker(found["part"]) if found else ""
    if found is None or roles.word(speaker) is None or not speaker[0].isupper():
        return None
    return Label(start, found.end(), speaker, before, found["sign"])


def emphasised(line: str, end: int) -> Label | None:
    """The label that words in bold at the start of a line are, up to `end`: «**Айгуль** Ооба.».

    >>> emphasised("Айгуль Ооба.", 7)
    Label(start=0, body=7, speaker='Айгуль', time=None, sign='**')
    """
    name = line[:end].strip(" \t*_").rstrip(":–—- \t")
    if not _is_label(name):
        return None
    return Label(_after(_SPACE, line, 0), _after(_SPACE, line, end), _speaker(name), sign=BOLD)


def stamp_at(line: str, *, bare: bool = False) -> tuple[int, int, float] | None:
    """A time stamp at the start of a line: where it starts, where the words after it do, seconds.

    With `bare`, so is `12:30` before words, which are otherwise the time of day.

    >>> stamp_at("(00:12) Ооба.")
    (0, 8, 12.0)
    """
    start = _after(_SPACE, line, 0)
    end, time = _stamp(line, start, words_may_follow=not bare)
    return None if time is None else (start, _after(_SPACE, line, end), time)


def last_stamp(words: str) -> float | None:
    """The seconds of a time stamp in brackets at the end of what was said, where there is one.

    >>> last_stamp("В Ош [00:14:01]"), last_stamp("В 14:01")
    (841.0, None)
    """
    found = _LAST_STAMP.search(words[-40:])
    return None if found is None else seconds(next(group for group in found.groups() if group))


def seconds(clock: str) -> float:
    """`00:12:31`, `12:31`, `12:31,5` as seconds.

    >>> seconds("1:00:02.5")
    3602.5
    """
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def accepted(labels: Sequence[Label], paragraphs: int) -> frozenset[str]:
    """Which of the labels found in a transcript are speakers', in small letters.

    `paragraphs` is the number of lines with anything on them, to know whether all are labelled.

    >>> found = [label_at(line) for line in ("И: Где?", "Р: Там.", "Цитата: нет")]
    >>> sorted(accepted([label for label in found if label], 3))
    ['и', 'р']
    """
    counts = Counter(key(label) for label in labels)
    first = {key(label): at for at, label in reversed(list(enumerate(labels)))}
    words = {key(label): roles.word(label.speaker) for label in labels}
    taken = {name for name, meaning in words.items() if meaning and meaning.sure}
    parts = {meaning.role for meaning in words.values() if meaning}
    timed = [key(label) for label in labels if label.time is not None]
    timed = timed if len(timed) > 1 else []  # names with times make a transcript, once or not
    for name, meaning in words.items():
        if meaning is not None and not meaning.sure:
            if counts[name] > 1 or {"interviewer", "respondent"} <= parts:
                taken.add(name)
        elif meaning is None and name not in _HEADINGS and (counts[name] > 1 or name in timed):
            taken.add(name)
    taken -= _in_the_title_block(taken, words, counts, first)
    taken -= _unanswered(taken, words)
    taken -= _lonely(taken, words, labels, paragraphs)
    if not taken:
        names = {key(label) for label in labels if label.sign == ":"} - _HEADINGS
        if len(names) > 1 and len(labels) >= 0.8 * paragraphs:
            taken = names
    return frozenset(taken)


def key(label: Label) -> str:
    """Under what a label is counted: its case does not matter, a sign other than a colon does."""
    return label.speaker.casefold() + ("" if label.sign == ":" else f" {label.sign or _ALONE}")


def speaker_column(cells: Iterable[str]) -> bool:
    """Whether the cells of a table's first column name speakers.

    >>> speaker_column(["И", "Р", "И", ""]), speaker_column(["Возраст", "Пол"])
    (True, False)
    """
    named = [cell.strip() for cell in cells if cell.strip()]
    found = [label for cell in named if (label := label_at(cell.rstrip(":") + ":"))]
    if len(named) < 2 or len(found) < 0.8 * len(named):
        return False
    return bool(accepted(found, len(named) * 2))


def _in_the_title_block(
    taken: set[str],
    words: Mapping[str, roles.Word | None],
    counts: Mapping[str, int],
    first: Mapping[str, int],
) -> set[str]:
    """«Респондент: Айгуль, 34 года» once before all the «Р:» is a line of a title, not a turn."""
    recurring = {name for name in taken if counts[name] > 1}
    begun = min((first[name] for name in recurring), default=0)
    roles_again = {meaning.role for name in recurring if (meaning := words[name])}
    return {
        name
        for name in taken
        if counts[name] == 1
        and first[name] < begun
        and (meaning := words[name])
        and meaning.sure
        and meaning.role in roles_again
    }


def _unanswered(taken: set[str], words: Mapping[str, roles.Word | None]) -> set[str]:
    """«И – вот» is a sentence, unless somebody answers «Р – …»; so with «И. Иванов»."""
    lone: set[str] = set()
    signs = {sign: {name for name in taken if name.endswith(f" {sign}")} for sign in "–.)>"}
    signed = frozenset().union(*signs.values())
    parts = {meaning.role for name in taken - signed if (meaning := words[name])}
    others = {"interviewer", "respondent"} <= parts  # the conversation is labelled with colons
    for sign, names in signs.items():
        parts = {meaning.role for name in names if (meaning := words[name])}
        if not {"interviewer", "respondent"} <= parts or (others and sign != "–"):
            lone |= names
    return lone


def _lonely(
    taken: set[str],
    words: Mapping[str, roles.Word | None],
    labels: Sequence[Label],
    paragraphs: int,
) -> set[str]:
    """Names before a tab, in bold, or on lines of their own, that the whole text does not bear out.

    They must be at least two, take turns, and stand wherever somebody begins to speak.
    """
    lone: set[str] = set()
    for sign, least in (("\t", 0.6), ("", 0.3), (BOLD, 0.3)):
        signed = [key(label) for label in labels if label.sign == sign and label.time is None]
        signed = [name for name in signed if name in taken]
        parts = [words[name] for name in signed]
        if len(signed) > 1 and all(part and part.sure for part in parts):
            continue
        if {"interviewer", "respondent"} <= {part.role for part in parts if part}:
            continue
        changes = sum(a != b for a, b in pairwise(signed))
        if len(signed) < max(4, least * paragraphs) or changes < 0.7 * (len(signed) - 1):
            lone |= set(signed)
    return lone


_ALONE = "↵"  # in `key`, for a label with a line of its own
BOLD = "**"  # the sign of a label that nothing but its looks part from the words


def _separator(line: str, at: int, speaker: str, *, stamped: bool) -> tuple[int | None, str]:
    """Where the sign after a label ends, and which it is; None where none stands there."""
    part = roles.word(speaker)
    colon = _COLON.match(line, at)
    if colon:
        glued = line[colon.end() : colon.end() + 1].isalnum()
        return (None if glued and part is None else colon.end()), ":"
    dash = _DASH.match(line, at)
    if dash and part:
        return dash.end(), "–"
    if not line[at:].strip(" \t\u00a0*_"):
        return len(line), ":" if stamped else ""  # «Anna K.  0:12» on a line of its own
    tab = _TAB.match(line, at)
    return (tab.end(), "\t") if tab else (None, "")


def _after(pattern: re.Pattern[str], line: str, at: int) -> int:
    found = pattern.match(line, at)
    return found.end() if found else at


def _stamp(line: str, at: int, *, words_may_follow: bool = False) -> tuple[int, float | None]:
    """Where a time stamp at `at` and the space around it ends, and its seconds; else `at`, None.

    Where words may follow, `12:30` bare is one of them: «12:30 мы вышли».
    """
    found = _STAMP.match(line, _after(_SPACE, line, at))
    if found is None:
        return at, None
    clock = next(group for group in found.groups() if group)
    bare = found.group()[0].isdecimal() and clock.count(":") < 2
    if bare and words_may_follow and line[found.end() :].strip():
        return at, None
    return _after(_SPACE, line, found.end()), seconds(clock)


def _speaker(name: str) -> str:
    """The label without what belongs to its punctuation: «И.» is И; "Anna K.", «А.Б.» stay."""
    words = name.split()
    initials = (len(words) > 1 and len(words[-1]) == 2) or name.count(".") > 1
    return " ".join(words) if initials else " ".join(words).removesuffix(".")


def _is_label(speaker: str) -> bool:
    """Whether these words may be a label: a part in the conversation, or a name by its capitals."""
    if not speaker or len(speaker) > LONGEST:
        return False
    meaning = roles.word(speaker)
    if meaning is not None:
        return meaning.sure or speaker[0].isupper()
    words = speaker.split(" ")
    first = words[0].rstrip(".") if len(words[0]) > 2 else ""  # «К. Б.», «А» may be initials
    if first.casefold() in _SENTENCE:
        return False
    return words[0][0].isupper() and all(
        word[0].isupper() or word in _PARTICLES or word.isdecimal() for word in words
    )
