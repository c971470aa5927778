"""Six propositions, each tested on every case, with cases for and against."""

from __future__ import annotations

from collections import Counter

from demonstration.check import under
from demonstration.interviews import Interview
from etic.project import Project
from etic.store import propositions

VERDICTS = {"supports", "contradicts", "silent", "not_asked", "out_of_scope"}


def test_every_case_is_judged_on_every_proposition(
    project: Project, items: list[Interview]
) -> None:
    cases = {item.name for item in items if item.study == "human-resources-2020"}
    found = propositions.gathered(project.store.connection, project.codebook())
    assert [p.number for p in found] == [1, 2, 3, 4, 5, 6]
    for p in found:
        assert Counter(j.case for j in p.judgements) == Counter(cases)
        verdicts = Counter(j.verdict for j in p.judgements)
        assert verdicts.keys() <= VERDICTS
        assert verdicts["supports"] >= 3, p.number
        assert verdicts["contradicts"] >= 1, p.number
        assert all(j.reason for j in p.judgements)


def test_a_verdict_rests_on_what_was_coded(project: Project, items: list[Interview]) -> None:
    """Who is said to support or contradict was asked, and said something coded that bears on it."""
    by_name = {item.name: item for item in items}
    for p in propositions.gathered(project.store.connection, project.codebook()):
        codes = [code for code, _ in p.codes]
        for j in p.judgements:
            item = by_name[j.case]
            said = [m for m in item.marks if any(under(m.code, code) for code in codes)]
            if j.verdict in ("supports", "contradicts"):
                assert said, (p.number, j.case, j.verdict)
            if j.verdict == "not_asked":
                assert item.not_asked
