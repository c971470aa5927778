"""The main job on real material: 17 interviews, and the Taguette database they were coded in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import etic
from etic.project import Project


@pytest.fixture(scope="module")
def serdif(shared: Path) -> Path:
    return shared / "data" / "serdif"


@pytest.fixture(scope="module")
def from_database(serdif: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = etic.create(tmp_path_factory.mktemp("taguette") / "p.etic")
    project.import_files([serdif / "taguette.sqlite3"])
    return project


@pytest.fixture(scope="module")
def from_both(serdif: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = etic.create(tmp_path_factory.mktemp("both") / "p.etic")
    report = project.import_files([serdif / "transcripts", serdif / "taguette.sqlite3"])
    counted = (report.documents, report.cases, report.codes, report.codings)
    assert counted == (17, 17, 22, 1930)
    keys = Counter(notice.key for notice in report.warnings)
    assert keys["coding-lost"] == 0
    return project


def words(quote: str) -> str:
    return "".join(quote.split())


def test_all_of_it_comes_in(from_database: Project) -> None:
    counts = from_database.counts()
    assert (counts["documents"], counts["codes"], counts["codings"]) == (17, 22, 1930)
    assert from_database.verify() == []


def test_the_transcripts_first_and_every_coding_on_the_same_words(
    from_database: Project, from_both: Project
) -> None:
    """The texts differ in white space, and in three documents by one character; the words coded are
    the same, coding by coding, save where that one character lies inside."""
    assert from_both.verify() == []
    one = {q.uid: q for q in from_database.quote_list()}
    other = {q.uid: q for q in from_both.quote_list()}
    assert one.keys() == other.keys()
    differing = [u for u in one if words(one[u].quote) != words(other[u].quote)]
    assert len(differing) <= 3
    for uid in differing:
        short, long = sorted((words(one[uid].quote), words(other[uid].quote)), key=len)
        assert len(long) - len(short) <= 1
    assert all(one[u].code == other[u].code for u in one)


def test_in_either_order(serdif: Path, tmp_path: Path, from_database: Project) -> None:
    with etic.create(tmp_path / "p.etic") as project:
        project.import_files([serdif / "taguette.sqlite3"])
        later = project.import_files([serdif / "transcripts"])
        assert (later.documents, later.codings) == (0, 0)
        assert project.quote_list() == from_database.quote_list()
        assert project.verify() == []


def test_the_same_database_twice(from_both: Project, serdif: Path) -> None:
    again = from_both.import_files([serdif / "taguette.sqlite3"])
    assert (again.documents, again.codes, again.codings) == (0, 0, 0)
    from_both.undo()


def test_out_and_in_again(from_both: Project, tmp_path: Path) -> None:
    packed = tmp_path / "whole.zip"
    from_both.export(packed)
    with etic.create(tmp_path / "again.etic") as project:
        project.import_files([packed])
        first, second = from_both.bundle(), project.bundle()
        assert second.codings == first.codings
        assert second.codebooks == first.codebooks
        assert [d.text for d in second.documents] == [d.text for d in first.documents]
        assert [d.turns for d in second.documents] == [d.turns for d in first.documents]
        assert project.verify() == []
