"""What the demonstration promises of its interviews, held against what is written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from demonstration import check, compose
from demonstration.interviews import STUDIES, Interview
from demonstration.make import TOP, files
from etic.project import Project
from etic.read import read_path

MIGRATION, REINTEGRATION = STUDIES


def test_nothing_is_wrong_with_any_of_them(items: list[Interview]) -> None:
    """Length, form, codes of the book, the plan's answers, no words in common."""
    assert check.faults(items) == []


def test_how_many_there_are(items: list[Interview]) -> None:
    assert Counter(item.study for item in items) == {MIGRATION: 50, REINTEGRATION: 37}
    passages = {item.text[m.start : m.end] for item in items for m in item.marks}
    assert len(passages) >= 1200


@pytest.mark.parametrize("study", STUDIES)
def test_every_code_is_used(items: list[Interview], study: str) -> None:
    """But «nothing learnt», which nobody answered in Table 2 either, and parents of other codes."""
    used = {m.code for item in items if item.study == study for m in item.marks}
    codes = check.codes(study)
    leaves = {code for code in codes if not any(c.startswith(code + "/") for c in codes)}
    assert leaves - used == ({"new-skills/none"} if study == MIGRATION else set())


def test_the_files_are_what_is_composed() -> None:
    for name, data in files().items():
        assert (TOP / name).read_bytes() == data, f"{name}: run `make demonstration`"


def test_there_are_no_other_files() -> None:
    made = {Path(name).name for name in files()}
    for study in STUDIES:
        assert {p.name for p in (TOP / "transcripts" / study).iterdir()} <= made


def test_every_transcript_says_that_it_is_invented(project: Project) -> None:
    for document in project.document_list():
        assert "Вымышленное интервью" in document.header["note"]
        assert document.header["consent"] in ("quote", "summary", "none")
    assert any("вымышлены" in memo for memo in project.project_memos())


def test_who_was_interviewed(project: Project) -> None:
    cases = project.cases()
    groups = cases[cases["study"] == MIGRATION].groupby(["group", "city"]).size()
    assert groups.to_dict() == {("мигранты", "Москва"): 25, ("репатрианты", "Бишкек"): 25}
    returned = cases[cases["study"] == REINTEGRATION]
    assert returned["gender"].value_counts().to_dict() == {"мужчина": 22, "женщина": 15}
    assert returned["citizenship"].value_counts().to_dict() == {"Кыргызстан": 36, "Россия": 1}
    assert (cases[cases["study"] == MIGRATION]["years_in_russia"] >= 2).all()


def test_when_they_were_interviewed(project: Project) -> None:
    spans = {MIGRATION: ("2019-11-01", "2020-02-29"), REINTEGRATION: ("2022-10-01", "2022-11-30")}
    for document in project.document_list():
        first, last = spans[document.study]
        assert first <= document.header["date"] <= last, document.name


def test_what_the_article_says_of_the_interviews(project: Project) -> None:
    """2 of 37 had trouble finding work, 2 of 37 rent their housing."""
    table = project.table(["economic/job-trouble", "social/housing"], study=REINTEGRATION)
    trouble, housing = (row.share for row in table.rows if row.group == "")
    assert (trouble.n, trouble.base) == (2, 37)
    assert (housing.n, housing.base) == (35, 37)
    quotes = project.quote_list(code="social/housing", study=REINTEGRATION, counted=True)
    assert len({q.case for q in quotes if q.state == "no"}) == 2


def test_single_answers_are_single(project: Project) -> None:
    """A respondent falls under one answer of a question that allows only one."""
    tree = project.codebook()
    for group in (*check.SINGLE, "remigration/plans"):
        assert tree.find(group).code.response == "single"
        given: dict[str, set[str]] = {}
        for quote in project.quote_list(code=group, counted=True):
            if quote.state == "yes":
                given.setdefault(f"{quote.study}/{quote.case}", set()).add(quote.code)
        assert [case for case, codes in given.items() if len(codes) > 1] == []


def test_twelve_interviews_are_coded_twice(project: Project, items: list[Interview]) -> None:
    """With disagreements of every kind, and agreement enough to be measured."""
    twice = {q.document for q in project.quote_list(coder=compose.SECOND)}
    assert twice == set(compose.CODED_TWICE)
    assert len(twice) == 12
    assert project.second_coders() == [compose.SECOND]
    same = ends = otherwise = missed = 0
    for item in items:
        if item.name not in twice:
            continue
        theirs = compose.second(item)
        for mark in item.marks:
            if any((m.start, m.end, m.code) == (mark.start, mark.end, mark.code) for m in theirs):
                same += 1
                continue
            over = [m for m in theirs if m.start < mark.end and mark.start < m.end]
            if any(m.code == mark.code for m in over):
                ends += 1
            elif over:
                otherwise += 1
            else:
                missed += 1
    total = same + ends + otherwise + missed
    assert 0.4 < same / total < 0.8
    assert all(n > 5 for n in (ends, otherwise, missed))


def test_the_second_coder_reads_the_same_texts(items: list[Interview]) -> None:
    for item in items:
        for mark in compose.second(item):
            assert 0 <= mark.start < mark.end <= len(item.text)
            assert "\n" not in item.text[mark.start : mark.end]
            assert mark.code in check.codes(item.study)


@pytest.mark.parametrize("study", STUDIES)
def test_every_code_says_when_to_use_it(study: str) -> None:
    (book,) = read_path(TOP / "codebooks" / f"{study}.yaml").codebooks
    for code in book.codes:
        for said in ("name_ru", "name_en", "definition", "include", "exclude", "example", "colour"):
            assert getattr(code, said), (code.path, said)
    families = {"return", "skills", "remigration", "culture"}
    assert families <= {code.path for code in book.codes}
    kinds = [entry.kind for entry in book.sets]
    assert kinds.count("dimension") == 3
    assert kinds.count("indicator") >= 7


def test_the_codebooks_hold_between_25_and_45_themes() -> None:
    """Themes are the codes that are no answers to a question with one answer a respondent."""
    for study in STUDIES:
        (book,) = read_path(TOP / "codebooks" / f"{study}.yaml").codebooks
        single = {code.path for code in book.codes if code.response == "single"}
        parents = {code.parent for code in book.codes}
        themes = [
            code.path
            for code in book.codes
            if code.path not in parents and not any(check.under(code.path, s) for s in single)
        ]
        assert 25 <= len(themes) <= 45, (study, len(themes))


def test_the_report_says_it_too(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    project.report(path, study=REINTEGRATION, lang="ru")
    assert "интервью вымышлены" in path.read_text(encoding="utf-8")
