"""A draft read against a project: every rule over every sentence, in order of the draft."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from etic.mixed.claims.checking_numbers import Numbers
from etic.mixed.claims.checking_quotes import Quotes, Transcript
from etic.mixed.claims.checking_words import Words
from etic.mixed.claims.figures import Pool
from etic.mixed.claims.passages import Finding, passages
from etic.mixed.claims.reading import Draft
from etic.mixed.quantifiers import Quantifiers

RULES = (
    "number", "cell", "quantifier", "comparison", "quote", "respondent", "consent", "code",
    "reference",
)  # fmt: skip

UNKNOWN = frozenset({"unknown", "other", "no-base"})  # what is said of numbers that nothing gives


def lint(
    draft: Draft,
    pool: Pool,
    transcripts: Sequence[Transcript],
    codes: Mapping[str, str],
    known: Mapping[str, Quantifiers],
) -> list[Finding]:
    """What of a draft the project does not bear out, in order of the draft.

    Parameters: `codes` are the names of codes, in small letters, with their paths; `known` the
    words of quantity by language.
    """
    numbers, said = Numbers(pool, _own_tables(draft)), Words(pool, known)
    found: list[Finding] = []
    for passage in passages(draft):
        found += numbers.check(passage)
        found += said.quantifiers(passage)
        found += said.comparisons(passage, passage.paragraph.text)
    found += Quotes(transcripts, codes, pool.names).check(draft)
    found = _strange_tables(draft, found)
    return sorted(found, key=lambda f: (f.paragraph, f.start, RULES.index(f.rule)))


def _strange_tables(draft: Draft, found: list[Finding]) -> list[Finding]:
    """Findings, with hints for the unknown numbers of tables that are of something else altogether:
    tests, coefficients, an audit. There as many numbers are unknown as are known."""
    cells = {i: p.table for i, p in enumerate(draft.paragraphs) if p.kind == "cell"}
    filled = Counter(
        table for i, table in cells.items() if re.search(r"\d", draft.paragraphs[i].text)
    )
    unknown = {f.paragraph for f in found if f.key in UNKNOWN and f.paragraph in cells}
    strange = Counter(cells[i] for i in unknown)
    return [
        replace(f, sure="hint")
        if f.paragraph in unknown and 2 * strange[cells[f.paragraph]] > filled[cells[f.paragraph]]
        else f
        for f in found
    ]


def _own_tables(draft: Draft) -> dict[str, set[float]]:
    """The numbers in the draft's own tables, by the number in their caption."""
    found: dict[str, set[float]] = defaultdict(set)
    for paragraph in draft.paragraphs:
        if paragraph.kind == "caption":
            number = re.search(r"\d+", paragraph.text)
            if number:
                found[number.group()].update()
        if paragraph.kind == "cell":
            number = re.search(r"\d+", paragraph.caption)
            if number:
                for value in re.findall(r"\d+(?:[.,]\d+)?", paragraph.text):
                    found[number.group()].add(float(value.replace(",", ".")))
    return dict(found)
