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
    dash: bool = False  # «И –» instead of «И:»


_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_RANGE = rf"({_CLOCK})(?:\s*(?:-->|[-–—])\s*{_CLOCK})?"
_STAMP = re.compile(rf"\[{_RANGE}\]|\({_RANGE}\)|<{_RANGE}>|{_RANGE}(?!:?\d)")
_SPACE = re.compile(r"\s*")
_MARKDOWN = re.compile(r"\*{1,3}|_{1,3}")
_ASIDE = re.compile(r"\s*\((?!\d{1,2}:\d)[^()\n]{1,40}\)")  # «Р (смеётся):»
_COLON = re.compile(r"\s{0,2}[:：]")
_DASH = re.compile(r"\s+[–—-]\s+")
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
    Label(start=0, body=23, speaker='Айгуль', time=751.0, dash=False)
    >>> label_at("Я сказал: нет") is None
    True
    """
    start = _after(_SPACE, line, 0)
    at, before = _stamp(line, _after(_MARKDOWN, line, start))
    found = _NAME.match(line, _after(_MARKDOWN, line, at))
    if found is None:
        return None
    name = found["bracketed"] or found["plain"].rstrip("_")
    speaker = _speaker(name)
    if not _is_label(speaker):
        return None
    at = found.end() if found["bracketed"] else found.start() + len(name)
    at = _after(_MARKDOWN, line, _after(_ASIDE, line, at))
    named = at
    at, inside = _stamp(line, at)
    end, dash = _separator(line, at, speaker, stamped=before is not None or inside is not None)
    if end is None and inside is not None and line[named:at].strip()[0] in "[(<":
        end = at  # «Айгуль (0:12) Ооба.»
    if end is None:
        return None
    end, after = _stamp(line, _after(_MARKDOWN, line, end), words_may_follow=True)
    times = [time for time in (before, inside, after) if time is not None]
    return Label(start, _after(_SPACE, line, end), speaker, times[0] if times else None, dash)


def stamp_at(line: str) -> tuple[int, int, float] | None:
    """A time stamp at the start of a line: where it starts, where the words after it do, seconds.

    >>> stamp_at("(00:12) Ооба.")
    (0, 8, 12.0)
    """
    start = _after(_SPACE, line, 0)
    end, time = _stamp(line, start, words_may_follow=True)
    return None if time is None else (start, _after(_SPACE, line, end), time)


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
    taken -= _lone_dashes(taken, words)
    if not taken:
        names = set(counts) - _HEADINGS
        if len(names) > 1 and len(labels) >= 0.8 * paragraphs:
            taken = names
    return frozenset(taken)


def key(label: Label) -> str:
    """Under what a label is counted: its case does not matter, a dash instead of a colon does."""
    return label.speaker.casefold() + (" –" if label.dash else "")


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


def _lone_dashes(taken: set[str], words: Mapping[str, roles.Word | None]) -> set[str]:
    """«И – вот» is a sentence, unless somebody answers «Р – …»."""
    dashed = {name for name in taken if name.endswith(" –")}
    parts = {meaning.role for name in dashed if (meaning := words[name])}
    return set() if {"interviewer", "respondent"} <= parts else dashed


def _separator(line: str, at: int, speaker: str, *, stamped: bool) -> tuple[int | None, bool]:
    """Where the colon or dash after a label ends, and whether it is a dash; None without one."""
    part = roles.word(speaker)
    colon = _COLON.match(line, at)
    if colon:
        glued = line[colon.end() : colon.end() + 1].isalnum()
        return (None if glued and part is None else colon.end()), False
    dash = _DASH.match(line, at)
    if dash and part:
        return dash.end(), True
    if stamped and not line[at:].strip(" \t\u00a0*_"):
        return len(line), False  # «Anna K.  0:12» on a line of its own
    return None, False


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
