"""Bringing things in: whole or not at all, the same twice is once, and codings keep their words."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

import etic
from etic import EticError
from etic.model import Bundle, Case, Code, Codebook, Coding, Document, Link, Memo, SurveyTable
from etic.project import Project
from tests.studies import TABLE, TEXT, small_bundle, small_project, turns

QUOTE = "Мама болела"
CODING = Coding("R01", "return/family", QUOTE, TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "p.etic")


def document(text: str, name: str = "R01", **more: object) -> Document:
    return Document(name, text, turns(text), language="ru", **more)  # type: ignore[arg-type]


def test_the_same_again_adds_nothing(project: Project) -> None:
    bundle = dataclasses.replace(small_bundle(), codings=(CODING,))
    project.import_bundle(bundle)
    counts = project.counts()
    again = project.import_bundle(bundle)
    assert (again.documents, again.cases, again.codes, again.codings) == (0, 0, 0, 0)
    assert project.counts() == counts
    assert project.verify() == []


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (dataclasses.replace(CODING, end=10_000), "span-outside"),
        (dataclasses.replace(CODING, quote="what is not there"), "span-quote"),
        (dataclasses.replace(CODING, code="retrun"), "code-unknown"),
        (dataclasses.replace(CODING, document="R99"), "document-unknown"),
        (dataclasses.replace(CODING, start=None, end=None, quote="нет такого"), "quote-missing"),
        (dataclasses.replace(CODING, start=None, end=None, quote="е"), "quote-twice"),
    ],
)
def test_one_wrong_coding_and_nothing_comes_in(project: Project, wrong: Coding, key: str) -> None:
    before = project.counts(), project.store.journal.revision()
    new = Document("R03", "Р: Новое.", turns("Р: Новое."))
    with pytest.raises(EticError) as refused:
        project.import_bundle(Bundle(documents=(new,), codings=(CODING, wrong)))
    assert refused.value.key == "coding-at"
    why = refused.value.details["what"]
    assert isinstance(why, EticError)
    assert why.key == key
    assert (project.counts(), project.store.journal.revision()) == before
    assert project.verify() == []


def test_a_quote_alone_is_found_where_it_stands_once(project: Project) -> None:
    project.import_bundle(Bundle(codings=(dataclasses.replace(CODING, start=None, end=None),)))
    (quote,) = project.quote_list()
    assert (quote.start, quote.end) == (CODING.start, CODING.end)


def test_a_code_may_be_named_by_its_name(project: Project) -> None:
    project.import_bundle(Bundle(codings=(dataclasses.replace(CODING, code="Семья"),)))
    assert project.quote_list()[0].code == "return/family"


def test_whose_the_codings_are(project: Project) -> None:
    named = dataclasses.replace(CODING, coder="vera")
    project.import_bundle(Bundle(codings=(named,)), coder="anna")
    assert [q.coder for q in project.quote_list()] == ["anna"], "one coder, and the user names them"
    other = dataclasses.replace(named, coder="boris", start=3, end=5, quote=TEXT[3:5])
    project.import_bundle(Bundle(codings=(named, other)), coder="anna")
    assert {q.coder for q in project.quote_list()} == {"anna", "vera", "boris"}


def test_other_white_space_is_the_same_transcript(project: Project) -> None:
    spaced = TEXT.replace("\n\n", "\n").replace(" ", "  ")
    start = spaced.index("Мама  болела")
    coding = dataclasses.replace(CODING, quote="Мама  болела", start=start, end=start + 12)
    report = project.import_bundle(Bundle(documents=(document(spaced),), codings=(coding,)))
    assert (report.documents, report.codings) == (0, 1)
    assert [n.key for n in report.warnings] == ["document-same-words"]
    assert project.text("R01") == TEXT
    assert project.quote_list()[0].quote == QUOTE


def test_another_text_under_a_known_name_is_refused(project: Project) -> None:
    with pytest.raises(EticError) as refused:
        project.import_bundle(Bundle(documents=(document("Р: Совсем другой разговор."),)))
    assert refused.value.key == "document-differs"
    assert project.text("R01") == TEXT


def test_two_interviews_of_one_name_in_one_import_are_refused(project: Project) -> None:
    """With --revise as well: one person's words are no revision of another's."""
    one = Document("R9", "Р: Один.", turns("Р: Один."), source="a/R9.txt")
    other = Document("R9", "Р: Два совсем других слова.", turns("Р: Два совсем других слова."),
                     source="b/R9.txt")  # fmt: skip
    for revise in (False, True):
        with pytest.raises(EticError, match=r"a/R9\.txt") as refused:
            project.import_bundle(Bundle(documents=(one, other)), revise=revise)
        assert refused.value.key == "documents-clash"
    assert project.counts()["documents"] == 2


def test_a_revision_carries_codings_over_and_names_what_stays(project: Project) -> None:
    project.import_bundle(Bundle(codings=(CODING,)))
    skill = TEXT.index("Плитку класть")
    project.code("R01", skill, skill + 13, "skills", coder="anna")
    corrected = "И: 0. Здравствуйте.\n\n" + TEXT.replace("Плитку класть", "Ничему")
    report = project.import_bundle(Bundle(documents=(document(corrected),)), revise=True)
    assert [n.key for n in report.warnings] == ["coding-left", "document-revised"]
    (quote,) = project.quote_list()
    assert quote.quote == QUOTE == corrected[quote.start : quote.end]
    assert project.document("R01").revision == 2
    assert project.text("R01") == corrected
    assert project.search_hits("здравствуйте")
    assert project.search_hits("плитка") == []
    assert project.verify() == []
    project.undo()
    assert project.text("R01") == TEXT
    assert len(project.quote_list()) == 2
    assert project.verify() == []


def test_cases_get_their_attributes_and_documents_their_case(project: Project) -> None:
    project.import_bundle(
        Bundle(cases=(Case("Айгуль", attributes={"town": "Ош", "age": 40}, document="R01.docx"),))
    )
    assert project.document("R01").case == "Айгуль"
    names = {c.name for c in project.case_list()}
    assert names == {"Айгуль", "R02"}, "the case that stood in for the name is gone"
    assert project.attributes()["town"] == "text"
    assert project.verify() == []


def test_a_list_without_studies_means_the_respondents_there_are(project: Project) -> None:
    project.import_bundle(Bundle(documents=(document("Р: Да.", "Q1", study="other"),)))
    report = project.import_bundle(
        Bundle(cases=(Case("Q1", attributes={"city": "Ош"}), Case("R01", attributes={"age": 40})))
    )
    assert report.cases == 0
    found = {(c.study, c.name): dict(c.attributes) for c in project.case_list()}
    assert found["other", "Q1"] == {"city": "Ош"}
    assert found["study", "R01"]["age"] == 40


def test_a_text_among_numbers_makes_the_attribute_text(project: Project) -> None:
    assert project.attributes()["age"] == "number"
    project.import_bundle(Bundle(cases=(Case("R02", attributes={"age": "за пятьдесят"}),)))
    assert project.attributes()["age"] == "text"
    ages = {c.name: c.attributes["age"] for c in project.case_list()}
    assert ages == {"R01": "34", "R02": "за пятьдесят"}


def test_two_studies_may_share_names_and_codes(project: Project) -> None:
    other = Document("R01", "Р: Другое исследование.", turns("Р: Другое исследование."))
    book = Codebook((Code("return"), Code("return/work")), study="second")
    project.import_bundle(Bundle(documents=(other,), codebooks=(book,)), study="second")
    assert len(project.document_list()) == 3
    with pytest.raises(EticError) as refused:
        project.document("R01")
    assert refused.value.key == "document-ambiguous"
    assert project.document("second/R01").study == "second"
    table = project.table(["return/work"])
    assert table.rows[-1].share.base == 1, "a code of the second study asks only its respondents"


def test_links_and_tables_replace_themselves(project: Project) -> None:
    link = Link("return/family", "1", "Семья", note="первая")
    project.import_bundle(Bundle(links=(link,)))
    shorter = SurveyTable(TABLE.number, "Новое название", TABLE.question, TABLE.cells[:2])
    project.import_bundle(
        Bundle(tables=(shorter,), links=(dataclasses.replace(link, note="вторая"),))
    )
    ((_, table),) = project.survey_tables()
    assert (table.title, len(table.cells)) == ("Новое название", 2)
    (row,) = project.joint().rows
    assert row.link.note == "вторая"
    assert project.verify() == []


def test_memos_on_everything(project: Project) -> None:
    memos = (
        Memo("document", "study/R01", "о документе", "anna"),
        Memo("case", "study/R01", "о человеке", "anna"),
        Memo("code", "return", "о коде", "boris"),
        Memo("project", "", "обо всём", "boris"),
    )
    for _ in range(2):
        project.import_bundle(Bundle(memos=memos))
    kept = project.bundle().memos
    assert [(m.kind, m.target, m.text, m.coder) for m in kept] == [
        (m.kind, m.target, m.text, m.coder) for m in memos
    ]


def test_a_deleted_document_comes_back_whole(project: Project) -> None:
    project.import_bundle(Bundle(codings=(CODING,)))
    before = project.bundle()
    project.delete_document("R01")
    assert [d.name for d in project.document_list()] == ["R02"]
    assert [c.name for c in project.case_list()] == ["R02"]
    assert project.verify() == []
    project.undo()
    assert project.bundle() == before
    assert project.verify() == []


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    with etic.create(tmp_path / "p.etic") as project:
        project.import_bundle(small_bundle(), progress=lambda *step: told.append(step))
    assert told == [(0, 2, "R01"), (1, 2, "R02"), (2, 2, "")]


def test_a_code_never_belongs_to_fewer_studies_than_what_is_under_it(tmp_path: Path) -> None:
    """Else a respondent would count for the code below, and not for the one above."""
    with etic.create(tmp_path / "p.etic") as project:
        project.import_bundle(
            Bundle(
                documents=tuple(
                    Document(name, "Семья здесь.", (), study=study)
                    for name, study in (("A", "one"), ("B", "two"))
                ),
                codebooks=(
                    Codebook((Code("q"), Code("q/x")), study="one"),
                    Codebook((Code("q/later"),)),
                    Codebook((Code("free"), Code("free/x"))),
                ),
            )
        )
        tree = project.codebook()
        assert tree.by_path["q/later"].studies == {"one"}, "as the code above it"
        project.code("B", 0, 5, "free/x", coder="anna")
        project.import_bundle(Bundle(codebooks=(Codebook((Code("free"),), study="one"),)))
        counted = [project.crosstab(code).cell(code).share for code in ("free", "free/x")]
        assert [(share.n, share.base) for share in counted] == [(1, 2), (1, 2)]
