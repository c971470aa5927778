"""Saturation of a project: which interviews, in which order, which codes, and whose codings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

import etic
from etic.analysis.drawing import Curves
from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Bundle, Code, Codebook, Document, Turn
from etic.project import Project
from tests.studies import refused

TEXT = "Р: Один. Эки үйдө. Три. Четыре. Пять."
WORDS = {"a": "Один", "b": "Эки үйдө", "c": "Три", "d": "Четыре", "z": "Пять"}

BOOK = Codebook(
    (
        Code("theme", name_en="Theme", origin="deductive"),
        Code("theme/a", name_en="A", origin="inductive", colour="#3a7d44"),
        Code("theme/a/a1", name_en="A1", origin="inductive"),
        Code("theme/b", name_en="B", origin="inductive"),
        Code("c", name_en="C", origin="inductive"),
        Code("d", name_en="D", origin="inductive"),
        Code("never", name_en="Never", origin="inductive"),
        Code("z", name_en="Z", origin="deductive"),
    )
)
# In order of dates: R03, R01, R02, then R10 and R9 of one day by name, and R04 without a date.
DATES = {
    "R01": "2022-10-02", "R02": "2022-10-03", "R03": "2022-10-01", "R04": "",
    "R9": "2022-10-04", "R10": "2022-10-04", "R11": "2022-10-01",
}  # fmt: skip
CODED = {
    "R03": ["theme/a", "z"], "R01": ["theme/b", "theme/a/a1"], "R02": ["z"], "R9": ["c"],
    "R10": ["theme/b"], "R04": ["theme/a/a1", "d"],
}  # fmt: skip
PLACES = {"theme/a": "a", "theme/a/a1": "a", "theme/b": "b", "c": "c", "d": "d", "z": "z"}


def document(name: str) -> Document:
    header = {"date": DATES[name]} if DATES[name] else {}
    gender = "f" if name in ("R01", "R03", "R9") else "m"
    turn = Turn(0, 3, len(TEXT), "Р", "respondent")
    return Document(name, TEXT, (turn,), attributes={"gender": gender}, header=header)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Seven interviews; in R11 nothing is coded yet, and in R02 no inductive code."""
    with use_language("en"), etic.create(tmp_path / "p.etic", "Order") as made:
        made.import_bundle(Bundle(tuple(map(document, DATES)), (BOOK,)))
        for name, codes in CODED.items():
            for code in codes:
                made.code(name, code=code, quote=WORDS[PLACES[code]], coder="anna")
        yield made
        assert made.verify() == []


def quoted(project: Project, ids: object) -> list[tuple[str, str]]:
    return [(q.document, q.code) for q in project.quote_list(ids=ids)]  # type: ignore[arg-type]


def curve(project: Project, **how: object) -> list[tuple[str, int, int]]:
    frame = project.saturation(**how).curve().frame()  # type: ignore[arg-type]
    return list(zip(frame["interview"], frame["new"], frame["cumulative"], strict=True))


def test_by_date_then_name_those_without_a_date_last(project: Project) -> None:
    assert curve(project) == [
        ("R03", 1, 1), ("R01", 2, 3), ("R02", 0, 3), ("R9", 1, 4), ("R10", 0, 4), ("R04", 1, 5),
    ]  # fmt: skip
    note = project.saturation().note
    assert "6 interviews" in note
    assert "1 interview in which nothing is coded is left out" in note
    assert "1 without a date stands last" in note
    assert "inductive codes (6 codes)" in note
    assert "Not a probability sample" in note


def test_an_order_can_be_given_and_must_name_each_once(project: Project) -> None:
    order = ["R04", "R10", "R9", "R02", "R01", "R03", "R11"]  # R11 has nothing to bring
    assert [row[0] for row in curve(project, order=order)] == order[:-1]
    assert "as given" in project.saturation(order=order).note
    error = refused("saturation-order-missing", project, project.saturation, order=["R01", "R03"])
    assert error.details["names"] == "R02, R04, R9, R10"
    refused("saturation-order-twice", project, project.saturation, order=[*order, "R01"])
    refused("document-unknown", project, project.saturation, order=["R77"])


def test_the_report(project: Project) -> None:
    found = project.saturation(base=2, run=2, threshold=0.4)
    [row] = found.frame().to_dict("records")
    assert row["group"] == "All"
    assert (row["interviews"], row["codes"], row["base_codes"]) == (6, 5, 3)
    # Interviews 3 and 4 bring one code to three; without any new code it is never reached.
    assert (row["sliding"], row["sliding_at"], row["sliding_ratio"]) == ("2+2", 2, 1 / 3)
    assert row["zero"] == "not reached"
    assert (row["fixed"], row["fixed_at"]) == ("2+2", 2)
    assert quoted(project, found.behind(0, "sliding")) == [("R9", "c")]
    assert set(quoted(project, found.behind(0, "base_codes"))) == {
        ("R03", "theme/a"), ("R01", "theme/b"), ("R01", "theme/a/a1")
    }  # fmt: skip
    # c and d stand in one interview alone; incidences: a 3, a1 2, b 2, c 1, d 1.
    assert row["unseen"] == pytest.approx(2 / 9)
    assert row["chao2"] == pytest.approx(5 + 5 / 6 * 4 / 4)
    assert quoted(project, found.behind(0, "chao2")) == [("R04", "d"), ("R9", "c")]
    assert len(found.behind(0, "codes")) == 7  # not z
    assert found.verdict.startswith("Saturation is reached at interview 2 (2+2): no. 3–4 added 1 ")
    assert {m.key for m in found.methods()} >= {"saturation.method-runs", "saturation.method-chao2"}


def test_only_inductive_codes_unless_told_otherwise(project: Project) -> None:
    assert project.saturation(origin="all").whole.seen == 7  # theme and z as well
    assert project.saturation(origin="deductive").whole.seen == 2
    assert "not new information" in project.saturation(origin="all").note
    assert project.saturation(codes="theme").whole.seen == 3
    assert project.saturation(codes=["C", "theme/b"]).whole.seen == 2
    refused("saturation-no-inductive", project, project.saturation, codes=["z"])
    refused("saturation-no-deductive", project, project.saturation, codes=["c"], origin="deductive")
    refused("choice-unknown", project, project.saturation, origin="emergent")
    refused("code-unknown", project, project.saturation, codes=["nowhere"])


def test_parameters_are_checked(project: Project) -> None:
    for wrong in ({"base": 0}, {"run": -1}, {"draws": 0}, {"draws": 10**9}):
        refused("saturation-number", project, project.saturation, **wrong)
    for threshold in (-0.1, 5, float("nan")):
        refused("saturation-threshold", project, project.saturation, threshold=threshold)
    refused("attribute-unknown", project, project.saturation, by="height")


def test_groups_are_courses_of_their_own(project: Project) -> None:
    found = project.saturation(by="gender", base=1, run=1, threshold=0)
    rows = {row["group"]: row for row in found.frame().to_dict("records")}
    assert list(rows) == ["f", "m", "All"]
    assert (rows["f"]["interviews"], rows["f"]["codes"], rows["f"]["sliding"]) == (
        3, 4, "not reached"
    )  # fmt: skip
    assert rows["m"]["sliding"] == "no codes in the base"
    assert rows["m"]["sliding_ratio"] is None or np.isnan(rows["m"]["sliding_ratio"])
    few = project.saturation(by="gender")
    assert few.frame()["sliding"].tolist()[:2] == ["fewer interviews than base and run"] * 2
    titles = [drawing.title for drawing in few.drawings()]
    assert "Groups over random orders: median and 95% band" in titles
    for drawing in few.drawings():
        assert isinstance(drawing, Curves)


def test_second_coders_and_denials_do_not_count(project: Project) -> None:
    before = project.saturation().frame().to_dict("records")
    project.code("R02", code="never", quote=WORDS["a"], coder="boris")
    project.set_second_coder("boris", True)
    project.code("R02", code="d", quote=WORDS["d"], coder="anna", state="no")
    after = project.saturation()
    assert after.frame().to_dict("records") == before
    assert "second coders: boris" in after.note
    alone = project.saturation(coder="boris")
    assert (alone.whole.seen, len(alone.whole.interviews)) == (1, 1)
    row = alone.frame().to_dict("records")[0]
    assert row["unseen"] is None
    assert "with one interview nothing can be estimated" in alone.note


def test_meaning(project: Project) -> None:
    found = project.saturation().meaning()
    rows = {row["code"]: row for row in found.frame().to_dict("records")}
    assert list(rows) == ["theme", "theme/a", "theme/a/a1", "theme/b", "c", "d", "never"]
    theme, a = rows["theme"], rows["theme/a"]
    assert (theme["first"], theme["interviews"], theme["dimensions"], theme["seen"]) == (
        "R03", 4, 3, 3
    )  # fmt: skip
    assert theme["by_interview"] == "1 at no. 1; 3 at no. 2"
    assert (theme["last"], theme["last_n"], theme["after"]) == ("R01", 2, 2)
    assert (a["last"], a["after"]) == ("R01", 1)  # R04 has it again, with nothing new
    assert rows["never"]["first"] == "not seen"
    first = list(rows).index("theme/b")
    assert quoted(project, found.behind(first, "first")) == [("R01", "theme/b")]
    assert sorted(quoted(project, found.behind(0, "last"))) == [
        ("R01", "theme/a/a1"), ("R01", "theme/b")
    ]  # fmt: skip
    assert found.behind(6, "first") == found.behind(6, "last") == ()
    assert len(found.behind(1, "interviews")) == 3


def test_runs_and_curve_open_into_what_is_new(project: Project) -> None:
    found = project.saturation(base=2, run=2)
    runs = found.runs()
    frame = runs.frame()
    assert frame["interviews"].tolist() == ["3–4", "4–5", "5–6", "3–4", "5–6"]
    assert frame["codes"].tolist()[:3] == ["C", "C", "D"]
    assert quoted(project, runs.behind(2, "new")) == [("R04", "d")]
    steps = found.curve()
    assert quoted(project, steps.behind(3, "new")) == [("R9", "c")]
    assert len(steps.behind(3, "cumulative")) == 4
    observed, random = found.drawings()[0].curves  # type: ignore[union-attr]
    assert observed.stepped
    assert [p.y for p in observed.points] == [1, 3, 3, 4, 4, 5]
    assert all(p.low <= p.y <= p.high for p in random.points)  # type: ignore[operator]


def test_what_is_expected_is_the_mean_over_all_orders(project: Project) -> None:
    names = [i.name for i in project.saturation().whole.interviews]
    sets = project.saturation().whole.sets
    every = [
        np.cumsum([len(sets[i] - frozenset().union(*(sets[j] for j in order[:n])))
                   for n, i in enumerate(order)])
        for order in permutations(range(len(names)))
    ]  # fmt: skip
    expected = project.saturation().curve().frame()["expected"].tolist()
    assert np.mean(every, axis=0) == pytest.approx(expected)


def test_a_deleted_interview_is_in_no_course(project: Project) -> None:
    project.delete_document("R9", coder="anna")
    assert [row[0] for row in curve(project)] == ["R03", "R01", "R02", "R10", "R04"]
    project.undo()
    assert len(curve(project)) == 6


def test_empty_projects_are_told_what_to_do(tmp_path: Path) -> None:
    with etic.create(tmp_path / "e.etic", "Empty") as made:
        refused("saturation-no-inductive", made, made.saturation)
        refused("saturation-no-all", made, made.saturation, origin="all")
        made.import_bundle(Bundle((document("R01"),), (BOOK,)))
        refused("saturation-no-interviews", made, made.saturation)
        for lang, said in (("ru", "Закодируйте хотя бы одно"), ("en", "Code at least one")):
            with use_language(lang), pytest.raises(EticError, match=said):
                made.saturation()
