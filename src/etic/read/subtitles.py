"""Subtitles of a recording: WebVTT and SubRip (.srt).

Parsed by hand rather than with webvtt-py: both formats in one pass, a wrong time named by its
line, and no opinion on what a cue may hold. The speaker comes from `<v Name>` or from «Name: » at
the start of a cue, by the same rules as in any transcript. Consecutive cues of one speaker become
one turn, written `Name: words`; where no speaker is known at all, a turn ends with the sentence or
at a pause.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from etic.errors import EticError
from etic.model import Bundle
from etic.read.labels import accepted, key, label_at, seconds
from etic.read.source import Source
from etic.read.transcript import document
from etic.read.turns import Said, written
from etic.text import canonical

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*({_CLOCK})\s*-->\s*({_CLOCK})(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]*>|<\d[\d:.]*>|</>|\{\\[^{}]*\}")
_BLOCKS = ("NOTE", "STYLE", "REGION")
_SENTENCE_END = re.compile(r"[.?!…][»”\"')]*$")
_PAUSE = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class _Cue:
    """What is said between two moments by one speaker."""

    begin: float
    end: float
    words: str
    speaker: str = ""


def read(source: Source) -> Bundle | None:
    """One transcript, or None where this is neither WebVTT nor SubRip."""
    text = source.text
    if text is None:
        return None
    lines = text.split("\n")
    if not (_is_vtt(lines) or _is_srt(lines)):
        return None
    cues = _with_speakers(list(_cues(lines, source.name)))
    body, turns = written([Said(cue.words, cue.speaker, cue.begin) for cue in _joined(cues)])
    return Bundle(documents=(document(source, body, turns),))


def _is_vtt(lines: Sequence[str]) -> bool:
    return re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]) is not None


def _is_srt(lines: Sequence[str]) -> bool:
    filled = [line.strip() for line in lines[:200] if line.strip()][:2]
    if filled and filled[0].isdecimal():
        del filled[0]
    return bool(filled) and _TIMES.fullmatch(filled[0]) is not None


def _cues(lines: Sequence[str], file: str) -> Iterator[_Cue]:
    """The cues of a file; one with two voices in it makes two."""
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = next((i for i in range(at, len(lines)) if not lines[i].strip()), len(lines))
        block, first = lines[at:end], at
        at = end
        if block[0].startswith("WEBVTT") and first == 0:
            continue
        if block[0].split(maxsplit=1)[0] in _BLOCKS and "-->" not in "".join(block[:2]):
            continue
        times = next((i for i, line in enumerate(block[:2]) if "-->" in line), None)
        if times is None:
            raise EticError("subtitles-time", file=file, line=first + 1, found=block[0][:40])
        found = _TIMES.fullmatch(block[times])
        if found is None:
            raise EticError(
                "subtitles-time", file=file, line=first + times + 1, found=block[times][:40]
            )
        cue = _Cue(seconds(found[1]), seconds(found[2]), "")
        for speaker, words in _voices(block[times + 1 :]):
            yield replace(cue, words=words, speaker=speaker)


def _voices(payload: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Speaker and words of each voice in a cue; a dash at the start of a line is another voice."""
    dashed = sum(line.lstrip().startswith(("- ", "– ", "— ")) for line in payload)
    parts = list(payload) if dashed > 1 else ["\n".join(payload)]
    for part in parts:
        pieces = _VOICE.split(part)
        for speaker, words in zip(["", *pieces[1::2]], pieces[::2], strict=True):
            plain = _plain(words)
            if plain:
                yield _plain(speaker), plain


def _plain(marked: str) -> str:
    """Words without markup, on one line; no-break spaces stay."""
    words = html.unescape(_MARKUP.sub("", marked)).replace("\ufffd", "")
    return canonical(re.sub(r"[ \t\n]+", " ", words)).strip()


def _with_speakers(cues: Sequence[_Cue]) -> list[_Cue]:
    """Cues whose speakers stand in the words as «Name: » have them taken out of the words."""
    labels = {
        i: label for i, cue in enumerate(cues) if (label := label_at(cue.words)) and label.sign
    }
    taken = accepted(list(labels.values()), len(cues))
    named = []
    for index, cue in enumerate(cues):
        label = labels.get(index)
        if not cue.speaker and label is not None and key(label) in taken:
            cue = replace(cue, speaker=label.speaker, words=cue.words[label.body :])
        named.append(cue)
    return named


def _joined(cues: Sequence[_Cue]) -> list[_Cue]:
    """One cue for what one speaker says in a row."""
    anybody = any(cue.speaker for cue in cues)
    joined: list[_Cue] = []
    for cue in cues:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(cue)
            continue
        if anybody:
            same = not cue.speaker or cue.speaker == last.speaker
        else:
            pause = cue.begin - last.end
            same = pause < _PAUSE and not _SENTENCE_END.search(last.words)
        if same:
            words = f"{last.words} {cue.words}".strip()
            joined[-1] = replace(last, end=max(last.end, cue.end), words=words)
        else:
            joined.append(cue)
    return [cue for cue in joined if cue.words]
