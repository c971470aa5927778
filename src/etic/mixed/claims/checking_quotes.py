"""Quotes of a draft held against the transcripts, letter by letter."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from etic.language.words import fold, words
from etic.mixed.claims.passages import QUOTE_WORDS, QUOTED, Finding
from etic.mixed.claims.reading import Draft, Paragraph
from etic.mixed.claims.topics import about, topics

ALIKE = 0.6  # of the words of a quote and a passage, for the passage to be named as what was meant
OWN = 0.1  # is added for the respondent whose quote it is said to be
RARE = 40  # occurrences up to which a word tells where to look


@dataclass(frozen=True)
class Transcript:
    """One interview, and the codes on it."""

    case: str
    document: str
    study: str
    text: str
    consents: bool
    codings: tuple[tuple[int, int, str], ...] = ()  # start, end, path

    @cached_property
    def plain(self) -> tuple[str, list[int]]:
        """The text as it is compared, and where each of its characters stands in the text."""
        return _plain(self.text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands."""

    transcript: Transcript
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Quoted:
    start: int
    text: str
    block: bool


_GAP = re.compile(
    r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|<\s*(?:…|\.\.\.)\s*>|…|\.\.\.)\s*"
)
_SIGNS = str.maketrans(
    dict.fromkeys("\u00a0\u202f", " ")
    | dict.fromkeys("—–‑−", "-")
    | dict.fromkeys("«»“”„‟", '"')
    | dict.fromkeys("’‘", "'")
    | {"\u00ad": ""}
)
_SPOKEN = re.compile(
    r"респондент|информант|собеседни|расска|говор|сказа|призна|вспомина|объясн|поясн|делит|"
    r"по словам|отмеча|цитат|interviewee|respondent|informant|\bsa(?:id|ys?)\b|told|explain|"
    r"recall|in (?:his|her) words|described|put it|remember",
    re.I,
)
_CITED = re.compile(r"\s*(?:\[\d|\([^()]*\b(?:19|20)\d\d)")
# The code that a quote is said to carry: «[код: …]», «(R14; код «Долги»)», "(M01, theme: …)".
_CODE = re.compile(
    r"[\[(;,]\s*(?:код|тема|code|theme)\s*(?::\s*|(?=[«“\"„‘]))([^\[\]();]+?)\s*[\]);]", re.I
)
_OF_CODE = re.compile(r"\b(?:код|тема|code|theme)\s*:?\s*$", re.I)


class Quotes:
    """Checks the quotes of a draft; `codes` are names of codes with their paths, `names` are texts
    that are quoted without having been said (questions, answers, definitions)."""

    def __init__(
        self, transcripts: Sequence[Transcript], codes: Mapping[str, str], names: frozenset[str]
    ) -> None:
        self.transcripts, self.codes, self.names = transcripts, codes, names
        cases = sorted({t.case for t in transcripts if t.case}, key=len, reverse=True)
        joined = "|".join(map(re.escape, cases))
        self._case = re.compile(rf"(?<!\w)({joined})(?!\w)") if cases else None

    def check(self, draft: Draft) -> Iterator[Finding]:
        """What does not hold of the quotes of a draft."""
        for index, paragraph in enumerate(draft.paragraphs):
            if paragraph.kind == "heading":
                continue
            following = draft.paragraphs[index + 1] if index + 1 < len(draft.paragraphs) else None
            if paragraph.kind == "quote" and self._is_source(paragraph.text):
                continue
            for quoted in _quotes(paragraph):
                yield from self._one(index, paragraph, quoted, following)

    def _is_name(self, text: str) -> bool:
        """Whether it is a name, or a name with groups of respondents after a comma."""
        words = text.split(", ")
        return any(", ".join(words[:n]) in self.names for n in range(1, len(words) + 1))

    def _is_source(self, text: str) -> bool:
        """Whether a line under a quote says whose it is, and nothing more."""
        return bool(
            self._case is not None and self._case.match(text.lstrip(" —–-("))
            and not re.search(r"[.!?…]\s", text) and len(text) < 200
        )  # fmt: skip

    def _one(
        self, index: int, paragraph: Paragraph, quoted: _Quoted, following: Paragraph | None
    ) -> Iterator[Finding]:
        end = quoted.start + len(quoted.text)
        said, codes = self._claimed(paragraph, quoted, following)
        places = self._places(quoted.text)

        def finding(rule: str, key: str, sure: str, **details: object) -> Finding:
            return Finding(index, quoted.start, end, rule, key, sure, details)  # type: ignore[arg-type]

        if not places:
            yield from self._missing(paragraph, quoted, said, finding)
            return
        own = [p for p in places if not said or p.transcript.case in said]
        if not own:
            yield finding(
                "respondent", "other-respondent", "sure", said=", ".join(sorted(said)),
                where=_where(places[0].transcript),
            )  # fmt: skip
            own = places
        if not any(p.transcript.consents for p in own):
            yield finding("consent", "no-consent", "sure", case=own[0].transcript.case)
        carried = frozenset(code for p in own for code in _codes(p))
        if not codes and carried and paragraph.kind == "text":
            lead = paragraph.text[: quoted.start].rpartition(". ")[2]
            led = topics(lead, self.codes)
            if led and not about(carried, led):
                codes = [(led[0], "hint")]
        for path, sure in codes:
            if not any(code == path or code.startswith(path + "/") for code in carried):
                names = {path: name for name, path in reversed(list(self.codes.items()))}
                yield finding(
                    "code", "other-code", sure, code=names.get(path, path),
                    carried=", ".join(sorted(names.get(c, c) for c in carried)) or "—",
                )  # fmt: skip
                break

    def _missing(
        self, paragraph: Paragraph, quoted: _Quoted, said: frozenset[str],
        finding: Callable[..., Finding],
    ) -> Iterator[Finding]:  # fmt: skip
        bare = " ".join(quoted.text.split()).strip(" .?!,;").lower()
        if any(bare == n or (len(bare) > 12 and bare in n) for n in self.names):
            return
        parts = re.sub(r"\s*\([^()]*\)$", "", bare).split(" › ")  # a code with those above it
        if all(self._is_name(part) for part in parts):
            return
        after = paragraph.text[quoted.start + len(quoted.text) + 1 :]
        if not said and _CITED.match(after):
            return
        near = self.nearest(quoted.text, said)
        if near is not None:
            place, passage = near
            yield finding(
                "quote",
                "not-literal",
                "sure",
                where=_where(place),
                passage=" ".join(passage.split()).rstrip(" .,"),
            )
        elif not _same_script(quoted.text, self.transcripts):
            yield finding("quote", "translated", "hint")
        elif said:
            yield finding("quote", "no-such-words", "sure", case=", ".join(sorted(said)))
        elif quoted.block or _SPOKEN.search(paragraph.text):
            yield finding("quote", "nowhere", "likely")
        else:
            yield finding("quote", "nowhere", "hint")

    def _claimed(
        self, paragraph: Paragraph, quoted: _Quoted, following: Paragraph | None
    ) -> tuple[frozenset[str], list[tuple[str, str]]]:
        """Whose a quote is said to be, and what code it is said to carry."""
        text = paragraph.text
        end = quoted.start + len(quoted.text)
        nexts = [
            m.start() for m in QUOTED.finditer(text)
            if m.start() > end + 1 and not _OF_CODE.search(text[: m.start()])
        ]  # fmt: skip
        after = text[end : min([*nexts, end + 160])]
        if quoted.block and following is not None and len(following.text) < 200:
            of_it = following.kind in ("text", "quote") and not QUOTED.search(following.text)
            after += " " + following.text if of_it else ""
        said: frozenset[str] = frozenset()
        if self._case is not None:
            within = re.match(r"[^.;]{0,80}", after)
            close = self._case.search(within.group() if within else "") or (
                self._case.search(after) if quoted.block else None
            )
            if close is None:
                before = text[max(0, quoted.start - 120) : quoted.start]
                close = next(
                    iter(reversed(list(self._case.finditer(before.rpartition(". ")[2])))), None
                )
            said = frozenset((close[1],)) if close else said
        codes: list[tuple[str, str]] = []
        explicit = _CODE.search(after) or _CODE.search(text[: quoted.start])
        if explicit:
            named = explicit[1].strip(' «»“”„‘’"')
            codes.append((self.codes.get(named.lower(), named), "sure"))
        else:
            sentence = text[: quoted.start].rpartition(". ")[2]
            named_code = re.search(
                r"\b(?:код\w*|тем\w*|code|theme)\s+[«“\"„‘]([^»”\"“’]+)[»”\"“’]", sentence, re.I
            )
            # A cell is of its row, whatever its section is of.
            of_section = paragraph.kind != "cell" and paragraph.headings
            heading = paragraph.headings[-1] if of_section else ""
            for name in (named_code[1] if named_code else "", heading):
                path = self.codes.get(name.strip().lower())
                if path:
                    codes.append((path, "likely"))
                    break
        return said, codes

    # -- finding -----------------------------------------------------------------------------------

    def _places(self, quote: str) -> list[Place]:
        """Where a quote stands: its parts between ellipses one after another in one transcript."""
        parts = [
            part for part in (_plain(p)[0].strip(" .,;:!?-") for p in _GAP.split(quote)) if part
        ]
        found = []
        for transcript in self.transcripts:
            text, where = transcript.plain
            at, first = 0, -1
            for part in parts:
                here = _find(text, part, at)
                if here < 0:
                    break
                first = here if first < 0 else first
                at = here + len(part)
            else:
                if first >= 0:
                    found.append(Place(transcript, where[first], where[at - 1] + 1))
        return found

    def nearest(
        self, quote: str, said: frozenset[str] = frozenset()
    ) -> tuple[Transcript, str] | None:
        """The transcript and the passage that are most like a quote; None where none is alike."""
        wanted = [fold(w.text) for w in words(quote)]
        votes: Counter[tuple[int, int]] = Counter()
        for i, form in enumerate(wanted):
            places = self._index.get(form, ())
            if len(places) <= RARE:
                for n, position in places:
                    votes[n, (position - i) // 6] += 1
                    votes[n, (position - i) // 6 + 1] += 1
        best: tuple[float, Transcript, str] | None = None
        for (n, window), _ in votes.most_common(12):
            transcript, listed = self._words[n]
            start = max(0, (window - 1) * 6)
            here = listed[start : start + len(wanted) + 14]
            matcher = SequenceMatcher(None, [form for form, _, _ in here], wanted, autojunk=False)
            blocks = [b for b in matcher.get_matching_blocks() if b.size]
            same = sum(b.size for b in blocks) / len(wanted)
            if blocks and same >= ALIKE and transcript.case in said:
                same += OWN
            if blocks and same >= ALIKE and (best is None or same > best[0]):
                first, last = blocks[0], blocks[-1]
                begin = max(0, first.a - first.b)
                end = min(len(here), last.a + last.size + len(wanted) - last.b - last.size)
                matched = here[first.a][1], here[last.a + last.size - 1][2]
                passage = _one_turn(transcript.text, here[begin][1], *matched, here[end - 1][2])
                best = (same, transcript, passage)
        return (best[1], best[2]) if best else None

    @cached_property
    def _words(self) -> list[tuple[Transcript, list[tuple[str, int, int]]]]:
        return [
            (t, [(fold(w.text), w.start, w.end) for w in words(t.text)]) for t in self.transcripts
        ]

    @cached_property
    def _index(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, (_, listed) in enumerate(self._words):
            for position, (form, _, _) in enumerate(listed):
                found[form].append((n, position))
        return found


def _quotes(paragraph: Paragraph) -> Iterator[_Quoted]:
    inner = [
        (m.start(i), m.group(i)) for m in QUOTED.finditer(paragraph.text)
        for i in range(1, QUOTED.groups + 1) if m.group(i)
    ]  # fmt: skip
    long = [(at, text) for at, text in inner if len(text.split()) >= QUOTE_WORDS]
    covered = sum(len(text) for _, text in long)
    if paragraph.kind == "quote" and covered < 0.5 * len(paragraph.text):
        text = paragraph.text
        source = re.search(r"\s*(?:\([^()]*\)|[–—]\s*[^.!?…]{1,80})\.?\s*$", text)
        kept = text[: source.start()] if source else text
        if len(kept.split()) >= QUOTE_WORDS:
            yield _Quoted(0, kept, True)
        return
    for at, text in long:
        yield _Quoted(at, text, paragraph.kind == "quote")


def _plain(text: str) -> tuple[str, list[int]]:
    """Signs that only print differently made one, white space one space; with places."""
    out: list[str] = []
    where: list[int] = []
    for i, ch in enumerate(text):
        ch = ch.translate(_SIGNS)
        if ch.isspace():
            if out and out[-1] == " ":
                continue
            ch = " "
        for each in ch:
            out.append(each)
            where.append(i)
    return "".join(out), where


def _find(text: str, part: str, at: int) -> int:
    """Where a part stands from a place on; its first letter may be large or small."""
    here = text.find(part, at)
    if here < 0:
        other = part[0].lower() if part[0].isupper() else part[0].upper()
        here = text.find(other + part[1:], at)
    while here > 0 and text[here - 1].isalnum():
        here = text.find(part, here + 1)
    return here


def _where(transcript: Transcript) -> str:
    """Whose interview it is, and which, where a respondent has several."""
    named = dict.fromkeys((transcript.case, transcript.document))
    return ", ".join(filter(None, named))


def _one_turn(text: str, start: int, first: int, last: int, end: int) -> str:
    """The text from start to end, without what belongs to another turn before `first` or after
    `last`."""
    before = text[start:first]
    if "\n" in before:
        before = re.sub(r"^[^\s:]{1,20}:\s*", "", before.rpartition("\n")[2])
    return before + text[first:last] + text[last:end].partition("\n")[0]


def _codes(place: Place) -> set[str]:
    return {
        path for start, end, path in place.transcript.codings
        if start < place.end and place.start < end
    }  # fmt: skip


def _same_script(quote: str, transcripts: Sequence[Transcript]) -> bool:
    sample = "".join(t.text[:300] for t in transcripts[:10])
    cyrillic = len(re.findall("[а-я]", sample)) > len(re.findall("[a-z]", sample))
    return cyrillic == (len(re.findall("[а-я]", quote)) > len(re.findall("[a-z]", quote)))
