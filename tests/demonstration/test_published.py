"""Every published cell that interviews or survey can yield, recomputed from the demonstration."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from demonstration import answers, survey
from demonstration.make import TOP
from demonstration.published import INTERVIEWS, SURVEY, recomputed
from demonstration.survey import PEOPLE, tenths
from etic.analysis.counts import ALL
from etic.project import Project

# Cells that neither side yields, and why: none so far. (study, table, answer, group) → reason
NOT_COVERED: dict[tuple[str, str, str, str], str] = {}


def test_all_259_cells(project: Project) -> None:
    rows = list(recomputed(project))
    assert len(rows) == 259
    for row in rows:
        key = (row.table.study, row.table.number, row.cell.answer, row.cell.group)
        if key in NOT_COVERED:
            assert not row.computed
        else:
            assert row.computed == row.printed, (key, row.computed, row.printed)
    sources = Counter(row.source for row in rows)
    assert sources == {"interviews": 97, "answers": 162}


def test_the_cells_are_the_published_ones(shared: Path) -> None:
    """`surveys/` holds what was printed, letter by letter."""

    def cells(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    kept = [cells(TOP / "surveys" / f"{study}.csv") for study in (INTERVIEWS, SURVEY)]
    assert kept[0] + kept[1] == cells(shared / "data" / "published" / "tables.csv")


@pytest.mark.parametrize(
    ("base", "migrants", "returnees"), [("all", [5, 0, 5, 15], [4, 5, 2, 14]),
                                        ("group", [5, 0, 5, 15], [4, 5, 2, 14])],
)  # fmt: skip
def test_table_6_on_both_bases(
    project: Project, base: str, migrants: list[int], returnees: list[int]
) -> None:
    """Its group columns are printed as shares of all 50; of 25 they would be twice that."""
    levels = ["secondary", "vocational", "incomplete-higher", "higher"]
    table = project.table([f"education/{level}" for level in levels], by="group", base=base)  # type: ignore[arg-type]
    for group, counts in (("мигранты", migrants), ("репатрианты", returnees)):
        shares = [row.share for row in table.rows if row.group == group]
        assert [share.n for share in shares] == counts
        assert {share.base for share in shares} == {50 if base == "all" else 25}


def test_a_respondent_is_counted_once_whatever_they_said(project: Project) -> None:
    """Single answers add up to the group, and so does the question itself."""
    table = project.table(["difficulties"], by="group")
    assert {row.group: (row.share.n, row.share.base) for row in table.rows} == {
        "мигранты": (25, 25), "репатрианты": (25, 25), ALL: (50, 50),
    }  # fmt: skip


def test_the_bases_behind_the_survey() -> None:
    """Where 515 people cannot give a table, some did not answer; elsewhere all of them did."""
    found = {q.name: sum(map(sum, survey.solved(q).values())) for q in survey.questions()}
    assert {name: n for name, n in found.items() if n < PEOPLE} == {
        "work_knowledge": 501, "work_satisfaction": 502, "managers": 494, "colleagues": 496,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("n", "base", "expected"), [(1, 8, 125), (1, 16, 63), (0, 3, 0), (3, 3, 1000)]
)
def test_percents_round_halves_up(n: int, base: int, expected: int) -> None:
    assert tenths(n, base) == expected


def test_the_answers_are_the_same_in_every_file(project: Project, tmp_path: Path) -> None:
    """The csv with its variables, and the SPSS file, bring the same respondents and answers."""
    import etic

    sets = []
    for names in (["answers.csv", "variables.yaml"], ["answers.sav"]):
        with etic.create(tmp_path / f"{names[0]}.etic", "") as made:
            for name in names:
                made.load_survey(TOP / "surveys" / f"{survey.STUDY}.{name}")
            sets.append(made.answer_set())
    first, second = sets
    assert first.respondents == second.respondents == project.answer_set().respondents
    assert [v.name for v in first.variables] == [v.name for v in second.variables]
    labels = [[(v.label, [a for _, a in v.values]) for v in each.variables] for each in sets]
    assert labels[0] == labels[1]
    assert len(first.respondents) == PEOPLE


def test_the_answers_say_that_they_are_simulated(project: Project) -> None:
    found = project.answer_set()
    assert "Смоделированные" in found.note_ru
    assert "Simulated" in found.note_en
    assert {said["data"] for _, said in found.respondents} == {answers.SIMULATED}
    assert "Simulated" in project.answer_table("remigration").note or "Смодел" in (
        project.answer_table("remigration").note
    )
