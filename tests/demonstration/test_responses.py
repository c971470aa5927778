"""The demonstration's response groups keep to their codebooks, and are counted as in tables."""

from __future__ import annotations

import pytest

from etic.analysis.counts import ALL
from etic.analysis.responses import STATES
from etic.project import Project


def test_nobody_goes_against_the_codebooks(project: Project) -> None:
    found = project.response_groups()
    assert len(found.found) == 19
    assert [group.theme.path for group in found.found if group.listed.wrong] == []


def test_answers_are_counted_as_in_tables(project: Project) -> None:
    """Nobody gives two answers where one is foreseen, so both ways of counting agree."""
    for group in project.response_groups().found:
        found = project.responses(group.theme.path, by="group")
        table = project.table(list(found.answers), by="group")
        here = {
            (line.answer, part): (line.share.n, line.share.base)
            for part, line in found.lines()
            if line.kind == "answer" and line.share
        }
        there = {
            (row.code, "" if row.group == ALL else row.group): (row.share.n, row.share.base)
            for row in table.rows
            if row.share.base or row.group == ALL
        }
        for key, figures in here.items():
            if key in there:
                assert figures == there[key], key
        assert {key for key in here if not key[1]} == {key for key in there if not key[1]}


def test_education_as_published(project: Project) -> None:
    """Table 6: 9, 5, 7 and 29 of 50, and not one beside them."""
    frame = project.responses("education").frame()
    answers = frame[frame["kind"] == "answer"]
    assert list(answers["n"]) == [9, 5, 7, 29]
    assert answers["share"].sum() == pytest.approx(1)
    assert list(frame[frame["kind"].isin(["several", "none"])]["n"]) == [0, 0]


def test_states_of_every_code_add_up(project: Project) -> None:
    frame = project.response_states().frame()
    assert (frame[list(STATES)].sum(axis=1) == frame["total"]).all()
    assert set(frame["total"]) == {37, 50, 87}  # the respondents of either study, or of both
    assert all((frame[state] > 0).any() for state in STATES)
