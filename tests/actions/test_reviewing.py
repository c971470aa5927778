"""The review of suggestions: what waits and in which order, what a decision does, and undo."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import etic
from etic.errors import EticError
from etic.model import Suggestion
from etic.project import Project
from etic.suggest.threshold import Threshold
from tests.studies import small_project
from tests.suggested import propose, threshold, uid

__all__ = ["threshold"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project file from which each test starts."""
    path = tmp_path_factory.mktemp("base") / "study.etic"
    with small_project(path) as project:
        propose(project)
    return path


@pytest.fixture
def study(base: Path, tmp_path: Path, threshold: Threshold) -> Iterator[Project]:
    with etic.open(shutil.copy(base, tmp_path / "study.etic")) as project:
        yield project
        assert project.verify() == []


def quotes(project: Project, **asked: Any) -> list[str]:
    return [review.quote.split()[0] for review in project.review_queue(**asked)]


def outcomes(project: Project) -> dict[str, tuple[str, str]]:
    return {
        f"{row['quote'].split()[0]} {row['code']}": (row["outcome"], row["coder"])
        for row in project.suggestions().to_dict("records")
    }


# -- the queue ------------------------------------------------------------------------------------


def test_a_passage_waits_with_its_question_its_surroundings_and_its_ideas(study: Project) -> None:
    study.code("R01", *span(study, "Мама болела"), "skills", coder="анна")
    found = next(r for r in study.review_queue() if r.quote.startswith("Мама"))
    assert (found.document, found.case, found.speaker) == ("R01", "R01", "Р")
    assert found.question == "1. Почему вы вернулись?"
    assert found.before == "Работы не было 😀. Безработица там, я и еду домой. "
    assert found.after == ""
    assert study.text("R01")[found.start : found.end] == found.quote
    assert [(idea.code, idea.score) for idea in found.ideas] == [
        ("return/family", 0.93),
        ("return", 0.55),
    ]
    assert [(c.code, c.coder) for c in found.coded] == [("skills", "анна")]
    assert found.attributes == {"gender": "женщина", "age": 34}


def test_the_most_uncertain_is_the_one_that_may_go_either_way(study: Project) -> None:
    assert quotes(study) == ["Безработица", "Семья", "Мама"]  # whatever the threshold
    assert quotes(study, order="sure") == ["Мама", "Семья", "Безработица"]
    assert quotes(study, order="place") == ["Безработица", "Мама", "Семья"]
    assert quotes(study, limit=1) == ["Безработица"]
    with pytest.raises(EticError, match="order"):
        study.review_queue(order="random")  # type: ignore[arg-type]


def test_of_two_equally_sure_the_one_whose_second_idea_is_closer_goes_first(study: Project) -> None:
    at = span(study, "Плитку класть")
    later = span(study, "кыргызча")
    study.propose("R01", [Suggestion(*at, "skills", 0.48), Suggestion(*later, "skills", 0.48),
                          Suggestion(*later, "return", 0.47)], source="x")  # fmt: skip
    assert quotes(study)[0] == "кыргызча"


def test_what_has_no_score_is_the_least_sure(study: Project) -> None:
    study.propose("R02", [Suggestion(3, 8, "skills")], source="правило")
    assert quotes(study)[0] == "Семья"
    assert study.review_queue(order="sure")[-1].ideas[0].score is None


def test_one_code_at_a_time_and_one_document_at_a_time(study: Project) -> None:
    found = study.review_queue(code="return/family")
    assert [[idea.code for idea in review.ideas] for review in found] == [["return/family"]] * 2
    assert quotes(study, document="R02") == ["Семья"]
    assert quotes(study, study="study", code="returned") == ["Семья"]


def test_what_the_coder_has_coded_does_not_wait_for_this_coder(study: Project) -> None:
    study.code("R01", *span(study, "Мама болела"), "return/family", coder="анна")
    # The code under it tells of the one above as well; a stranger's coding decides nothing.
    assert quotes(study, coder="анна") == ["Безработица", "Семья"]
    assert quotes(study, coder="борис") == ["Безработица", "Семья", "Мама"]


def test_a_neighbour_s_coding_that_only_reaches_over_does_not_count(study: Project) -> None:
    start, _ = span(study, "домой. Мама")
    study.code("R01", start, start + 11, "return/family", coder="анна")
    assert "Мама" in quotes(study, coder="анна")


def test_with_a_code_its_suggestions_go_and_come_back(study: Project) -> None:
    study.delete_code("return/family", coder="анна")
    assert quotes(study) == ["Безработица", "Мама", "Семья"]
    study.undo(coder="анна")
    assert len(study.review_queue(code="return/family")) == 2


def test_what_has_no_place_in_a_new_text_waits_for_nobody(study: Project) -> None:
    text = study.text("R02")
    (study.path.parent / "R02.txt").write_text("Р: Совсем другое сказал.", encoding="utf-8")
    study.import_files([study.path.parent / "R02.txt"], study="study", revise=True)
    assert text != study.text("R02")
    assert quotes(study) == ["Безработица", "Мама"]


def span(project: Project, words: str) -> tuple[int, int]:
    at = project.text("R01").index(words)
    return at, at + len(words)


# -- one passage ----------------------------------------------------------------------------------


def test_accepting_is_a_coding_of_that_person(study: Project) -> None:
    family, broad = (uid(study, "Мама", code) for code in ("return/family", "return"))
    done = study.review([family], [broad], coder="анна", memo="о матери")
    (quote,) = study.quote_list()
    assert (quote.id,) == done.codings
    assert (quote.code, quote.coder, quote.origin, quote.memo) == (
        "return/family", "анна", "suggested", "о матери",
    )  # fmt: skip
    assert outcomes(study)["Мама return/family"] == ("accepted", "анна")
    assert outcomes(study)["Мама return"] == ("dismissed", "анна")
    assert "Мама" not in quotes(study)
    event = study.events()[0]
    assert (event.id, event.action, event.details["code"]) == (
        done.event, "accept", "return/family",
    )  # fmt: skip


def test_undo_takes_all_of_a_decision_back(study: Project) -> None:
    study.code("R02", 3, 8, "return", coder="анна")
    before = study.review_queue()
    family, broad = (uid(study, "Мама", code) for code in ("return/family", "return"))
    done = study.review([family], [broad], coder="анна")
    study.code("R02", 3, 8, "skills", coder="анна")
    study.undo_review(done.event, coder="анна")
    assert [q.code for q in study.quote_list()] == ["return", "skills"]
    study.undo(coder="анна")
    assert study.review_queue() == before


def test_another_code_is_the_person_s_own_and_the_suggestion_keeps_what_was_taken(
    study: Project,
) -> None:
    both = [idea.uid for idea in study.review_queue(document="R02")[0].ideas]
    study.review([], both, ["skills"], coder="анна")
    (quote,) = study.quote_list()
    assert (quote.code, quote.origin) == ("skills", "manual")
    assert set(study.suggestions().query("document == 'R02'")["coding_uid"]) == {quote.uid}
    assert study.events()[0].action == "accept"


def test_another_code_that_was_suggested_after_all_is_accepted(study: Project) -> None:
    both = [idea.uid for idea in study.review_queue(document="R02")[0].ideas]
    study.review([], both, ["returned"], coder="анна")
    assert [(q.code, q.origin) for q in study.quote_list()] == [("returned", "suggested")]
    assert outcomes(study)["Семья returned"][0] == "accepted"
    assert outcomes(study)["Семья return/family"][0] == "dismissed"


def test_what_is_named_neither_way_goes_on_waiting(study: Project) -> None:
    study.review([uid(study, "Мама", "return")], coder="анна")
    assert [i.code for r in study.review_queue(document="R01") for i in r.ideas] == [
        "return",
        "return/family",
    ]


def test_accepting_what_is_coded_already_makes_no_second_coding(study: Project) -> None:
    quote = study.code("R01", *span(study, "Мама болела, ёлки."), "return/family", coder="анна",
                       memo="своя")  # fmt: skip
    wanted = uid(study, "Мама", "return/family")
    assert study.review([wanted], coder="анна", memo="новая").codings == (quote.id,)
    (kept,) = study.quote_list()
    assert (kept.memo, kept.origin) == ("своя", "manual")


def test_a_decision_is_refused_where_somebody_has_decided_meanwhile(study: Project) -> None:
    family, broad = (uid(study, "Мама", code) for code in ("return/family", "return"))
    study.review([], [broad], coder="борис")
    with pytest.raises(EticError, match="борис"):
        study.review([family], [broad], coder="анна")
    assert study.quote_list() == []
    assert "анна" not in study.coders()


@pytest.mark.parametrize(("accepted", "key"), [([], "review-nothing"), (["nobody"], "review-gone")])
def test_a_decision_about_nothing_is_refused(study: Project, accepted: list[str], key: str) -> None:
    with pytest.raises(EticError) as error:
        study.review(accepted, coder="анна")
    assert error.value.key == key


def test_one_decision_is_about_one_passage(study: Project) -> None:
    with pytest.raises(EticError) as error:
        study.review([uid(study, "Мама", "return"), uid(study, "Безработица", "return")])
    assert error.value.key == "review-passages"


def test_two_people_decide_at_the_same_time(study: Project) -> None:
    family = uid(study, "Мама", "return/family")
    start = Barrier(2)
    refused: list[str] = []

    def decide(coder: str) -> None:
        with etic.open(study.path) as project:
            start.wait()
            try:
                project.review([family], coder=coder)
            except EticError as error:
                refused.append(error.key)

    threads = [Thread(target=decide, args=(name,)) for name in ("анна", "борис")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["review-decided"]
    assert len(study.quote_list()) == 1


# -- many at once ---------------------------------------------------------------------------------


def test_a_batch_says_first_what_it_would_do(study: Project) -> None:
    batch = study.batch("return/family", above=0.6, coder="анна")
    assert [(line.review.document, line.idea.score) for line in batch.lines] == [
        ("R02", 0.71),
        ("R01", 0.93),
    ]
    assert batch.least_sure is batch.lines[0]
    (of_code,) = batch.codes
    assert (of_code.code, of_code.n, of_code.least) == ("return/family", 2, 0.71)
    assert (of_code.expected.share, of_code.expected.reason) == (None, "few-decided")
    assert list(batch.frame()["uid"]) == list(batch.uids)
    assert study.quote_list() == []


def test_a_batch_is_one_step(study: Project) -> None:
    before = study.review_queue()
    events = len(study.events())
    done = study.accept_batch(study.batch(above=0.7).uids, coder="анна")
    assert len(study.events()) == events + 1
    assert {(q.code, q.origin) for q in study.quote_list()} == {
        ("return/family", "suggested"),
        ("returned", "suggested"),
    }
    assert len(done.codings) == 3
    assert study.events()[0].details == {"suggestions": 3}
    study.undo(coder="анна")
    assert study.review_queue() == before
    study.redo(coder="анна")
    assert len(study.quote_list()) == 3


def test_many_are_turned_down_at_once(study: Project) -> None:
    study.dismiss_batch(study.batch("return").uids, coder="анна")
    assert study.review_queue(code="return") == []
    assert study.quote_list() == []
    assert study.events()[0].details["code"] == "return"


def test_a_batch_that_is_not_what_was_previewed_is_refused(study: Project) -> None:
    batch = study.batch()
    study.review([], [batch.uids[0]], coder="борис")
    with pytest.raises(EticError, match="борис"):
        study.accept_batch(batch.uids, coder="анна")
    assert study.quote_list() == []


def test_an_expected_share_comes_of_what_was_decided_at_such_scores(study: Project) -> None:
    places = [s for s in range(3, 16) if not study.text("R02")[s].isspace()][:11]
    study.propose(
        "R02", [Suggestion(s, s + 1, "skills", 0.5 + (s == 3) / 10) for s in places], source="x"
    )
    uids = [idea.uid for r in study.review_queue(code="skills", order="place") for idea in r.ideas]
    study.accept_batch(uids[:8], coder="анна")
    study.dismiss_batch(uids[8:10], coder="анна")
    (of_code,) = study.batch("skills").codes
    assert (of_code.expected.n, of_code.expected.base, of_code.expected.share) == (8, 10, 0.8)
    assert study.batch("skills", above=0.55).codes == ()


# -- how they fared -------------------------------------------------------------------------------


def test_the_share_accepted_has_its_base_and_its_interval(study: Project) -> None:
    study.review([uid(study, "Мама", "return/family")], coder="анна")
    both = [idea.uid for idea in study.review_queue(document="R02")[0].ideas]
    study.review([], both, ["skills"], coder="борис")
    frame = study.suggestion_outcomes().set_index("code")
    family = frame.loc["return/family"]
    assert list(family[["proposed", "accepted", "dismissed", "changed", "waiting"]]) == [
        2, 1, 1, 1, 0,
    ]  # fmt: skip
    assert family["share"] == 0.5
    assert family["low"] < 0.5 < family["high"]
    waits = frame.loc["return"]
    assert waits["waiting"] == 2
    assert waits["share"] != waits["share"]  # nothing is decided
    assert waits["reason"] == "no-base"


@pytest.mark.parametrize("by", ["code", "month", "week", "source", "score"])
def test_every_grouping_counts_each_suggestion_once(study: Project, by: Any) -> None:
    study.accept_batch(study.batch(above=0.9).uids, coder="анна")
    study.dismiss_batch(study.batch(above=0.705).uids, coder="анна")
    frame = study.suggestion_outcomes(by)
    assert list(frame[["proposed", "accepted", "dismissed", "waiting"]].sum()) == [5, 1, 1, 3]
    assert len(study.outcomes(by).table().rows) == len(frame)


def test_a_project_without_suggestions_has_no_outcomes(tmp_path: Path) -> None:
    with small_project(tmp_path / "empty.etic") as project:
        assert project.suggestion_outcomes().empty
        with pytest.raises(EticError, match="by"):
            project.suggestion_outcomes("phase")  # type: ignore[arg-type]


# -- whatever is done -----------------------------------------------------------------------------

STEPS = some.lists(
    some.tuples(
        some.sampled_from(
            ["propose", "accept", "dismiss", "change", "batch", "down", "undo", "redo"]
        ),
        some.integers(0, 4),
        some.sampled_from(["анна", "борис"]),
    ),
    max_size=12,
)


def tables(project: Project) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [tuple(row) for row in project.store.connection.execute(f"SELECT * FROM {name}")]
        for name in ("suggestions", "codings", "coders")
    }


@settings(max_examples=25)
@given(steps=STEPS)
def test_any_sequence_of_steps_keeps_the_project_whole(
    base: Path,
    tmp_path_factory: pytest.TempPathFactory,
    threshold: Threshold,
    steps: list[tuple[str, int, str]],
) -> None:
    path = shutil.copy(base, tmp_path_factory.mktemp("any") / "study.etic")
    with etic.open(path) as project:
        for kind, n, who in steps:
            with suppress(EticError):  # where there is nothing to be decided or undone
                step(project, kind, n, who)
            assert project.verify() == []
            accepted = project.suggestions().query("outcome == 'accepted'")
            assert set(accepted["coding_uid"]) <= {q.uid for q in project.quote_list()}
        before = tables(project)
        waiting = project.review_queue()
        if waiting:
            done = project.accept_batch([i.uid for r in waiting for i in r.ideas], coder="вера")
            project.undo_review(done.event)
            assert tables(project) == before


def step(project: Project, kind: str, n: int, who: str) -> None:
    """One of the things people do, with the n-th of what there is."""
    if kind == "propose":
        project.propose("R02", [Suggestion(3, 8 + n, "skills", 0.5)], source="x", coder=who)
    elif kind in ("undo", "redo"):
        (project.undo if kind == "undo" else project.redo)(coder=who)
    elif kind in ("batch", "down"):
        many = project.batch(above=n / 5, coder=who).uids
        (project.accept_batch if kind == "batch" else project.dismiss_batch)(many, coder=who)
    else:
        queue = project.review_queue(coder=who)
        uids = [idea.uid for idea in queue[n % len(queue)].ideas] if queue else []
        if kind == "accept":
            project.review(uids[:1], uids[1:], coder=who)
        else:
            project.review([], uids, ["skills"] if kind == "change" else [], coder=who)
