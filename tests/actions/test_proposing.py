"""Suggestions of a project: learnt from its own material, put before its coders, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

import etic
from etic.errors import EticError
from etic.language import embedding
from etic.model import Bundle, Code, Codebook, Document, Rule
from etic.project import Project
from tests.studies import small_bundle, turns
from tests.suggest import nine

BOOK = Codebook(tuple(nine.codes()))
ANSWERS = (
    "И: Почему вы вернулись?\n\n"
    "Р: Отец уже пожилой, за ним смотреть некому. Родители настояли, чтобы я приехал.\n\n"
    "И: Чему научились?\n\n"
    "Р: Освоил сварку и электрику, получил корочки. Мастер всему научил.\n\n"
    "И: Кайда бардың?\n\n"
    "Р: Үйгө кеттим, жумуш жок."
)
HOME = "Р: Соскучился по дому."


def bundle(book: Codebook = BOOK) -> Bundle:
    return Bundle(
        documents=(
            Document("R01", ANSWERS, turns(ANSWERS), language="ru"),
            Document("R02", HOME, turns(HOME), language="ru"),
        ),
        codebooks=(book,) if book.codes else (),
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = etic.create(tmp_path / "study.etic")
    made.import_bundle(bundle())
    return made


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra `semantic` was not installed."""
    monkeypatch.setattr(embedding, "find_spec", lambda _name: None)


def key_of(call: object) -> str:
    with pytest.raises(EticError) as caught:
        call()  # type: ignore[operator]
    return caught.value.key


def test_each_answer_gets_its_codes_with_reasons(project: Project) -> None:
    found = project.suggest("R01")
    assert [one.ideas[0].code for one in found.passages[:2]] == ["return-family", "skills"]
    text = project.text("R01")
    for one in found.passages:
        assert text[one.start : one.end] == one.quote
        assert 1 <= len(one.ideas) <= 3
        assert all(0 <= i.score <= 1 and i.why for i in one.ideas)
        assert [i.score for i in one.ideas] == sorted((i.score for i in one.ideas), reverse=True)
    assert found.passages[0].question == "Почему вы вернулись?"
    assert found.frame().columns.tolist() == [
        "study", "document", "case", "start", "end", "quote", "question", "code", "score", "why",
    ]  # fmt: skip
    assert project.verify() == []
    assert project.suggestions().empty


def test_without_the_extra_it_says_so_and_goes_on(project: Project, without_extra: None) -> None:
    found = project.suggest("R01", least=0)
    assert "suggest-need-words" in [need.key for need in found.needs]
    assert "return-family" in [idea.code for idea in found.passages[0].ideas]
    assert project.prepare_vectors() == 0
    assert project.similar("отец пожилой").passages[0].document == "R01"


def test_only_a_code_a_place_or_a_study(project: Project) -> None:
    assert {i.code for one in project.suggest(code="skills", least=0).passages
            for i in one.ideas} == {"skills"}  # fmt: skip
    place = project.text("R01").index("Освоил")
    assert [one.quote[:6] for one in project.suggest("R01", start=place, end=place + 3).passages] \
        == ["Освоил"]  # fmt: skip
    assert len(project.suggest("R01", unit="sentence", least=0).passages) == 5
    assert key_of(lambda: project.suggest(study="нет")) == "study-unknown"
    assert key_of(lambda: project.suggest("R09")) == "document-unknown"
    assert key_of(lambda: project.suggest(code="нет")) == "code-unknown"
    assert project.suggest("R01", least=1).passages == ()


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with etic.create(tmp_path / "none.etic") as empty:
        assert key_of(empty.suggest) == "suggest-no-codes"
        assert key_of(empty.evaluate_suggestions) == "suggest-no-codes"
    bare = Codebook((Code("a", name_ru="А"), Code("b", name_ru="Б")))
    with etic.create(tmp_path / "bare.etic") as project:
        project.import_bundle(bundle(bare))
        assert key_of(project.suggest) == "suggest-nothing-known"
        project.code("R02", 3, 13, "a", coder="anna")  # one example of one code
        found = project.suggest("R01", least=0)
        assert [need.key for need in found.needs][:2] == [
            "suggest-need-described", "suggest-need-one-code"]  # fmt: skip
        assert {i.code for one in found.passages for i in one.ideas} == {"a"}
        assert key_of(project.evaluate_suggestions) == "suggest-evaluate-little"
    with etic.create(tmp_path / "quiet.etic") as project:
        project.import_bundle(Bundle(codebooks=(BOOK,)))
        assert project.suggest().passages == ()
        assert project.prepare_suggestions().new == 0


def test_codes_of_another_study_are_not_proposed(tmp_path: Path) -> None:
    with etic.create(tmp_path / "two.etic") as project:
        project.import_bundle(Bundle(codebooks=(Codebook(BOOK.codes, study="other"),)))
        project.import_bundle(bundle(Codebook(())), study="mine")
        assert key_of(lambda: project.suggest("R01")) == "suggest-nothing-known"
        assert key_of(project.suggest) == "suggest-nothing-known"
        project.import_bundle(
            Bundle(documents=(Document("X1", HOME, turns(HOME), language="ru", study="other"),))
        )
        assert {one.document for one in project.suggest(least=0).passages} == {"X1"}


def test_what_is_coded_already_is_not_proposed_again(project: Project) -> None:
    first = project.suggest("R01").passages[0]
    project.code("R01", first.start, first.end, first.ideas[0].code, coder="anna")
    again = project.suggest("R01", least=0).passages[0]
    assert again.start == first.start
    assert first.ideas[0].code not in [i.code for i in again.ideas]


def test_a_rule_speaks_for_its_code(project: Project) -> None:
    before = project.suggest("R01", least=0, top=9).passages[0]
    project.add_rule(Rule("war", "words", "пожилой"))
    after = project.suggest("R01", least=0, top=9).passages[0]
    score = {i.code: i.score for i in before.ideas}["war"]
    idea = next(i for i in after.ideas if i.code == "war")
    assert idea.score == pytest.approx(score + (1 - score) / 2)
    assert "пожилой" in idea.why


def test_proposed_ones_wait_and_are_undone_in_one_step(project: Project) -> None:
    made = project.prepare_suggestions(document="R01", coder="anna")
    assert made.new > 0
    assert len(project.suggestions()) == made.new
    assert project.prepare_suggestions(document="R01", coder="anna").new == 0
    assert project.verify() == []
    project.undo()
    if len(project.suggestions()):  # the second look was a step too
        project.undo()
    assert project.suggestions().empty
    assert project.verify() == []


def test_nothing_new_is_no_step(project: Project) -> None:
    project.prepare_suggestions(coder="anna")
    steps = len(project.events())
    project.prepare_suggestions(coder="anna")
    assert len(project.events()) == steps


def test_vectors_are_made_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    if embedding.sentence_embedder() is None:
        pytest.skip("the extra `semantic` is not installed")
    heard: list[tuple[int, int]] = []
    made = project.prepare_vectors(lambda done, of: heard.append((done, of)))
    assert made > 0
    assert heard[-1] == (made, made)
    assert project.prepare_vectors() == 0
    asked: list[str] = []
    embedder = embedding.sentence_embedder()
    assert embedder is not None
    plain = type(embedder).vectors

    def watched(self: object, texts: list[str]) -> object:
        asked.extend(text for text in texts if text)
        return plain(self, texts)  # type: ignore[arg-type]

    monkeypatch.setattr(type(embedder), "vectors", watched)
    project.suggest()
    assert asked == []
    assert project.verify() == []


def test_more_like_this_leaves_out_the_quote_itself(project: Project) -> None:
    text = project.text("R01")
    start = text.index("Отец")
    found = project.similar(document="R01", start=start, end=start + 40)
    assert found.ready == found.of
    assert all(not (one.document == "R01" and one.start == start) for one in found.passages)
    assert project.similar("Сварка и электрика").passages[0].quote.startswith("Освоил")
    assert project.similar("…").passages == ()
    waiting = project.similar("мать ждала дома", wait=False, limit=2)
    assert len(waiting.passages) <= 2
    assert key_of(lambda: project.similar(document="R01", start=5, end=5)) == "span-empty"


def test_small_projects_can_be_evaluated_when_coded(tmp_path: Path) -> None:
    with etic.create(tmp_path / "coded.etic") as project:
        project.import_bundle(small_bundle())
        text = ANSWERS
        for n in range(3):
            project.import_bundle(
                Bundle(documents=(Document(f"N{n}", text, turns(text), language="ru"),))
            )
            for words, code in (("Отец", "return/family"), ("Освоил", "skills")):
                at = text.index(words)
                project.code(f"N{n}", at, at + 40, code, coder="anna")
        result = project.evaluate_suggestions()
        assert (result.interviews, result.passages) == (3, 6)
        assert result.top1.value == 1
