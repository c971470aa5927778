"""Transcripts and codings out of the marked interviews, with a second coder's beside them."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from random import Random

from demonstration.check import codes
from demonstration.interviews import Interview
from demonstration.marked import Mark
from etic.language.segments import sentences

FIRST, SECOND = "gold", "second"
SEED = 12
CODERS = (
    f"# {SECOND} codes again what {FIRST} has coded: compared, not counted.\n"
    f"second_coders: [{SECOND}]\n"
)
CODED_TWICE = ("M01", "M05", "M14", "V02", "V08", "V19", "R01", "R03", "R11", "R16", "R24", "R36")

FICTITIOUS = (
    "Вымышленное интервью, написанное для демонстрации Etic."
    " Совпадения с реальными людьми случайны."
)
TRANSLATED = (
    "По замыслу разговор шёл по-кыргызски и дан в русском переводе; отдельные кыргызские слова"
    " оставлены."
)
NOTES = {"human-resources-2020": f"{FICTITIOUS} {TRANSLATED}", "reintegration-2022": FICTITIOUS}

# Of a hundred of the first coder's codings, what the second does otherwise.
MISSED, OTHER_CODE, OTHER_ENDS, ADDED = 0.12, 0.08, 0.40, 0.06

_CLAUSE = re.compile(r"[,.;:!?…]\s+(?:—\s+)?")

_COLUMNS = ("document", "start", "end", "code", "coder", "state", "quote", "memo")


def transcript(item: Interview) -> str:
    """The transcript: its header, which says that it is invented, and its text without marks."""
    lines = item.header.splitlines(keepends=True)
    remark = next((line for line in lines if line.startswith("note:")), "")
    said = remark.removeprefix("note:").strip()
    note = f"note: {NOTES[item.study]} {said}".rstrip() + "\n"
    if remark:
        lines[lines.index(remark)] = note
    else:
        lines.insert(lines.index("attributes:\n"), note)
    return "".join(lines) + item.text


def codings(items: Sequence[Interview]) -> str:
    """The codings of a study's interviews as csv: the first coder's, then the second's."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for coder in (FIRST, SECOND):
        for item in items:
            if coder == SECOND and item.name not in CODED_TWICE:
                continue
            marks = item.marks if coder == FIRST else second(item)
            for m in marks:
                quote = item.text[m.start : m.end]
                writer.writerow([item.name, m.start, m.end, m.code, coder, m.state, quote, m.memo])
    return out.getvalue()


def second(item: Interview) -> list[Mark]:
    """What another person might have coded: some passages missed, ends put elsewhere, neighbouring
    codes taken, a theme seen in one sentence more."""
    random = Random(f"{SEED} {item.name}")
    spans = _sentences(item)
    found = set()
    for mark in item.marks:
        if random.random() < MISSED:
            continue
        code, start, end = mark.code, mark.start, mark.end
        if random.random() < OTHER_ENDS:
            start, end = _ends(item.text, spans, start, end, random)
        if random.random() < OTHER_CODE:
            code = _neighbour(item, code, random)
        found.add(Mark(start, end, code, mark.state))
        after = [span for span in spans if end <= span[0] < end + 3]
        if after and random.random() < ADDED:
            found.add(Mark(*after[0], code, mark.state))
    return sorted(found)


def _sentences(item: Interview) -> list[tuple[int, int]]:
    """Sentences of the answers, in order."""
    found = []
    at = 0
    for turn in item.text.split("\n\n"):
        if turn.startswith("Р: "):
            found += [(at + 3 + a, at + 3 + b) for a, b in sentences(turn[3:].rstrip("\n"))]
        at += len(turn) + 2
    return found


def _ends(
    text: str, spans: Sequence[tuple[int, int]], start: int, end: int, random: Random
) -> tuple[int, int]:
    """The same passage as somebody else would mark it: whole sentences, one more, a clause less."""
    touched = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
    whole = spans[touched[0]][0], spans[touched[-1]][1]
    if whole != (start, end) and random.random() < 0.6:
        return whole
    if random.random() < 0.5 and touched[-1] + 1 < len(spans):
        wider = spans[touched[-1] + 1][1]
        if "\n" not in text[start:wider]:
            return start, wider
    clauses = [m.end() for m in _CLAUSE.finditer(text, start, end - 1)]
    if not clauses:
        return start, end
    if random.random() < 0.5:
        return clauses[0], end
    return start, start + len(text[start : clauses[-1]].rstrip())


def _neighbour(item: Interview, code: str, random: Random) -> str:
    """Another code of the same group; where it has none, one of those used in this interview."""
    group = code.rpartition("/")[0]
    beside: dict[str, list[str]] = defaultdict(list)
    for path in sorted(codes(item.study)):
        asked = not any(path == t or path.startswith(t + "/") for t in item.not_asked)
        if asked and path != code:
            beside[path.rpartition("/")[0]].append(path)
    choices = beside[group] if group else sorted({m.code for m in item.marks} - {code})
    return random.choice(choices) if choices else code
