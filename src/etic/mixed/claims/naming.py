"""Which answer, and which group, the words of a draft name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etic.language.lemmas import proper
from etic.language.words import fold, words
from etic.mixed.claims.figures import Figure, Subject
from etic.mixed.claims.numbers import Claim
from etic.mixed.claims.passages import Passage
from etic.mixed.claims.words import notions

_YES = frozenset(("да", "yes"))
_NO = frozenset(("нет", "no"))
DENIES = re.compile(
    r"\b(?:не|нет|ни|без|отсутств\w+|no|not|never|n't|none|without|against|затрудн\w+|"
    r"undecided|unsure|отказ\w+|несоответств\w+|неудовлетвор\w+|dis\w+|un\w+)\b|n't",
    re.I,
)

PARALLEL = 2  # notions that questions have in common that are asked in much the same words

# A sum is told by such words, or by both of its answers.
_TOGETHER = re.compile(
    r"вместе|в сумме|суммарно|сумма|в совокупности|итого|together|combined|in (?:all|total)|sum of",
    re.I,
)


def summed(passage: Passage, figure: Figure) -> bool:
    """Whether a sum of two answers may be meant: where the sentence names both, or says so. An
    answer of no telling words (yes, no) may always be."""
    if not figure.derived or " + " not in figure.answer:
        return True
    if passage.paragraph.kind == "cell" or _TOGETHER.search(passage.plain):
        return True
    said = passage.own | passage.near
    return all(not (m := notions(part)) or m & said for part in figure.answer.split(" + "))


def together(passage: Passage, figures: Sequence[Figure], value: float, digits: int) -> bool:
    """Whether a figure is the sum of all answers to a question that the sentence adds up."""
    if not _TOGETHER.search(passage.plain):
        return False
    columns: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        named = notions(figure.answer)
        if figure.kind == "percent" and not figure.derived and named and named <= passage.own:
            columns.setdefault((figure.subject.key, figure.group), []).append(figure)
    half = 0.5 * 10**-digits + 1e-6
    return any(
        len(column) > 1 and abs(sum(f.value for f in column) - value) <= half
        for column in columns.values()
    )


def claimed(passage: Passage, figures: Sequence[Figure], but: Claim | None = None) -> bool:
    """Whether a sentence gives one of these figures, in another place than that claim."""
    counts = {(f.n, f.base) for f in figures if f.n is not None}
    return any(
        (int(c.value), c.base) in counts for c in passage.claims if c.kind == "of" and c != but
    )


def sibling(passage: Passage, figure: Figure, subjects: Sequence[Subject]) -> Subject | None:
    """The code or the question that a sentence names, where the figure is of another one beside it
    that it does not name at all: under the same code, or in much the same words."""
    if passage.paragraph.kind == "cell":
        return None
    own = _names(figure.subject)
    said = passage.own | passage.near
    for other in subjects:
        if not _beside(figure.subject, other):
            continue
        names = _names(other)
        if figure.subject.path:
            above = next((_names(s) for s in subjects if _above(s, other)), frozenset())
            named = any(
                (m := notions(name) - above) and m <= passage.own for name in other.names[:2]
            )
            if named and not (own - above) & said:
                return other
        elif (
            len(own & names) >= PARALLEL
            and (names - own) & passage.own
            and not (own - names) & said
        ):
            return other
    return None


def _names(subject: Subject) -> frozenset[str]:
    """The notions of what a code is called itself, or of all that a question is."""
    names = subject.names[:2] if subject.path else subject.names
    return frozenset().union(*map(notions, names))


def _beside(one: Subject, other: Subject) -> bool:
    same = (one.source, one.study, one.number, one.path.rpartition("/")[0])
    alike = same == (other.source, other.study, other.number, other.path.rpartition("/")[0])
    surveyed = one.source in ("table", "answers")
    return alike and one.key != other.key and (surveyed or "/" in one.path)


def _above(one: Subject, other: Subject) -> bool:
    return one.study == other.study and one.path == other.path.rpartition("/")[0] != ""


def parts(answer: str) -> set[str]:
    """The answers of a sum, and whatever a subtotal is called."""
    parts = {part.strip() for part in re.split(r"[+−]", answer)}
    return parts | {part[:1].upper() + part[1:] for part in parts}


def literally(chunk: str, answers: Sequence[str] | dict[str, None]) -> set[str]:
    """Answers in quotation marks, or as a whole cell."""
    quoted = {m.strip().lower() for m in re.findall(r"[«“\"„]([^»”\"]+)[»”\"“]", chunk)}
    quoted.add(chunk.strip().lower())
    english = {"yes": "да", "no": "нет"}
    quoted |= {english[q] for q in quoted & english.keys()}
    return {a for a in answers if a.lower() in quoted}


def meant(
    said: str, chunk: str, subject: Subject, answers: Sequence[str] | dict[str, None]
) -> set[str]:
    """Of a question of yes and no: the answers that a sentence with or without *not* may mean."""
    folded = {fold(a) for a in answers}
    if not (folded & _YES and folded & _NO):
        return set()
    about = frozenset().union(*subject.notions())
    if not notions(said) & about:
        return set()
    if DENIES.search(said):
        if re.search(r"\b(?:не|not|n't)\b", chunk) and notions(chunk) & about:
            return {a for a in answers if not affirms(a)}
        return set()
    return {a for a in answers if affirms(a)}


def affirms(answer: str) -> bool:
    """Whether an answer is a yes, a whole one or rather one."""
    first = [fold(w.text) for w in words(answer)]
    return bool(first) and (bool({"да", "yes"} & set(first[:3])) and "нет" not in first[:2])


def place(group: str) -> bool:
    """Whether a group is called by the name of a place, and nothing else."""
    said = [w.text for w in words(group)]
    return bool(said) and all(_proper(word) or len(word) < 3 for word in said)


def _proper(word: str) -> bool:
    """Whether a word is a name: an English one by its capital, where it is none of the words that
    we know («Kyrgyzstan», not «Women»)."""
    if not word.isascii():
        return proper(fold(word))
    return word[0].isupper() and all(n.isascii() or proper(n) for n in notions(word))
