"""Holds a marked interview against the plan, the codebook and the other interviews.

python -m demonstration check                   all of them
python -m demonstration check M07 M08           some
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from demonstration.interviews import HERE, Interview, interviews
from demonstration.marked import Mark
from etic.read import read_path

SINGLE = ("education", "difficulties", "new-skills", "occupation", "investment")
# The answers of Table 3; what else remittances go to is coded beside them.
USES = {"savings", "light-industry", "livestock", "crops", "education", "food-clothes", "housing"}
WORDS = range(700, 1801)
PASSAGES = 15  # at the least
SHARED = 6  # words in a row that no two respondents may share
NEVER_ASKED = {"M": ("new-skills", "occupation", "investment", "shock"), "V": (), "R": ()}
ASKED_OF_ALL = {
    "M": ("education", "difficulties", "remittances"),
    "V": (*SINGLE, "remittances"),
    "R": ("economic", "economic/job-trouble", "social", "social/housing"),
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MIXED = re.compile(r"[a-zA-Z][а-яёА-ЯЁңөүҢӨҮ]|[а-яёА-ЯЁңөүҢӨҮ][a-zA-Z]")


@cache
def plan() -> dict[str, dict[str, str]]:
    """What each respondent answers where the published tables count it."""
    with (HERE / "plan.csv").open(encoding="utf-8") as file:
        return {row["case"]: row for row in csv.DictReader(file)}


@cache
def codes(study: str) -> frozenset[str]:
    """All code paths of a study's codebook."""
    bundle = read_path(HERE.parent / "codebooks" / f"{study}.yaml")
    return frozenset(code.path for book in bundle.codebooks for code in book.codes)


def under(code: str, topic: str) -> bool:
    """Is a code a topic, or one below it?

    >>> under("return/family", "return"), under("returned", "return")
    (True, False)
    """
    return code == topic or code.startswith(topic + "/")


def _chosen(marks: list[Mark], group: str) -> set[str]:
    return {m.code.partition("/")[2] for m in marks if m.state == "yes" and under(m.code, group)}


def against_plan(item: Interview) -> Iterator[str]:
    """Where the coding says something else than the plan."""
    row = plan()[item.name]
    if item.name[0] == "R":
        for code, column in (
            ("economic/job-trouble", "job-trouble"),
            ("social/housing", "housing"),
        ):
            states = {m.state for m in item.marks if m.code == code}
            if states != {row[column]}:
                yield f"{code}: state {row[column]} is planned, not {sorted(states)}"
        plans = _chosen(item.marks, "remigration/plans")
        if "remigration/plans" not in item.not_asked and len(plans) != 1:
            yield f"remigration/plans: one answer is wanted, not {sorted(plans)}"
        return
    for group in SINGLE:
        if _chosen(item.marks, group) != set(row[group].split()):
            yield f"{group}: {row[group]} is planned, not {sorted(_chosen(item.marks, group))}"
    uses = _chosen(item.marks, "remittances") & USES
    if uses != set(row["remittances"].split()):
        yield f"remittances: {row['remittances']} is planned, not {sorted(uses)}"


def against_codebook(item: Interview) -> Iterator[str]:
    """Codes that there are not, and codes of topics that were not asked about."""
    known = codes(item.study)
    for mark in item.marks:
        if mark.code not in known:
            yield f"no such code: {mark.code}"
        elif any(under(mark.code, topic) for topic in item.not_asked):
            yield f"{mark.code} is coded, and its topic stands in not_asked"
    for topic in item.not_asked:
        if topic not in known:
            yield f"not_asked: no such code: {topic}"
    for topic in NEVER_ASKED[item.name[0]]:
        if topic not in item.not_asked:
            yield f"not_asked must name {topic}"
    for topic in ASKED_OF_ALL[item.name[0]]:
        if topic in item.not_asked:
            yield f"not_asked must not name {topic}"
    if len({(m.start, m.end, m.code) for m in item.marks}) != len(item.marks):
        yield "one code twice on one passage"


def form(item: Interview) -> Iterator[str]:
    """Length, turns, letters."""
    words = len(_WORD.findall(item.text))
    if words not in WORDS:
        yield f"{words} words"
    passages = len({(m.start, m.end) for m in item.marks})
    if passages < PASSAGES:
        yield f"only {passages} coded passages"
    for number, turn in enumerate(item.text.strip("\n").split("\n\n"), 1):
        if not re.match(r"(?:И|Р): \S", turn) or "\n" in turn:
            yield f"turn {number} does not begin «И: » or «Р: », or has a line break: {turn[:40]!r}"
    for mark in item.marks:
        before = item.text.rfind("\n\n", 0, mark.start) + 2 if mark.start else 0
        if not item.text.startswith("Р:", before if before > 1 else 0):
            quote = item.text[mark.start : mark.end]
            yield f"a coded passage does not stand in an answer: {quote!r}"
    for mixed in _MIXED.finditer(item.text):
        yield f"Latin beside Cyrillic: {item.text[max(0, mixed.start() - 10) : mixed.end() + 10]!r}"
    if '"' in item.text or " - " in item.text:
        yield "straight quotation marks, or a hyphen for a dash"


def _answers(item: Interview) -> str:
    return "\n".join(t[2:] for t in item.text.split("\n\n") if t.startswith("Р:"))


def shared(items: list[Interview]) -> dict[str, list[str]]:
    """Runs of words that two respondents share, and passages coded twice, by interview."""
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for item in items:
        words = [w.lower() for w in _WORD.findall(_answers(item))]
        for at in range(len(words) - SHARED + 1):
            seen[tuple(words[at : at + SHARED])].add(item.name)
    found: dict[str, list[str]] = defaultdict(list)
    for run, names in seen.items():
        if len(names) > 1:
            for name in names:
                found[name].append(f"shared by {', '.join(sorted(names))}: {' '.join(run)}")
    quotes = Counter(
        (item.text[start:end], item.name)
        for item in items
        for start, end in {(m.start, m.end) for m in item.marks}
    )
    places: dict[str, set[str]] = defaultdict(set)
    for (quote, name), times in quotes.items():
        places[quote].add(name)
        if times > 1:
            found[name].append(f"the same words are coded in two places: {quote!r}")
    for quote, names in places.items():
        if len(names) > 1:
            for name in names:
                found[name].append(f"coded in {', '.join(sorted(names))}: {quote!r}")
    return found


def faults(items: list[Interview], only: set[str] | None = None) -> list[str]:
    """Everything that is wrong, a line each."""
    lines = []
    together = shared(items)
    for item in items:
        if only and item.name not in only:
            continue
        for found in (form, against_codebook, against_plan):
            lines += [f"{item.name}: {line}" for line in found(item)]
        lines += [f"{item.name}: {line}" for line in together.get(item.name, ())]
    return lines


def main(names: list[str]) -> int:
    """Print the faults of the interviews named, or of all; 1 if there are any."""
    items = interviews()
    missing = sorted(set(names) - {item.name for item in items})
    lines = faults(items, set(names) or None) + [
        f"{name}: there is no such interview" for name in missing
    ]
    for line in lines:
        print(line)
    for item in items:
        if item.name in names:
            passages = len({(m.start, m.end) for m in item.marks})
            print(f"{item.name}: {len(_WORD.findall(item.text))} words, {passages} passages")
    return 1 if lines else 0
