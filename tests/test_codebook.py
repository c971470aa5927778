from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.codebook import (
    DEEPEST,
    Loose,
    checked,
    checked_sets,
    colour,
    identified,
    names,
    placed,
    segment,
)
from etic.model import Code, CodeSet
from tests.read.making import refused, where


def paths(codes: tuple[Code, ...]) -> list[str]:
    return [code.path for code in codes]


# -- paths from names --


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Безработица", "bezrabotica"),
        ("Ещё одна — «щука»", "eshhyo-odna-shhuka"),
        ("Подъезд и пень", "podezd-i-pen"),
        ("Үй-бүлө, кыз, ң", "uj-bulo-kyz-ng"),
        ("Low pay (again)", "low-pay-again"),
        ("Crème brûlée №2", "creme-brulee-no2"),
        ("и\u0306", "j"),
    ],
)
def test_a_name_makes_a_path(name: str, path: str) -> None:
    assert segment(name) == path


@given(st.text())
def test_every_name_makes_a_path_that_can_be_typed(name: str) -> None:
    made = segment(name.encode("utf-8", "ignore").decode())
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_name_in_an_unknown_script_makes_a_path_of_its_own() -> None:
    assert segment("失业") != segment("貧困")
    assert segment("失业") == segment("失业")


def test_a_name_goes_by_its_letters() -> None:
    assert names("Push-факторы") == ("Push-факторы", "")
    assert names("Push") == ("", "Push")
    assert names("") == ("", "")


@pytest.mark.parametrize(
    ("said", "ru", "en", "expected"),
    [
        ("push", "", "", ("push", "", "")),
        ("ECON_1.a", "Работа", "", ("ECON_1.a", "Работа", "")),
        ("Безработица", "", "", ("bezrabotica", "Безработица", "")),
        ("Безработица", "", "Unemployment", ("bezrabotica", "", "Unemployment")),
        ("push/Нет работы", "", "", ("push/net-raboty", "Нет работы", "")),
        ("", "Работа", "Work", ("work", "Работа", "Work")),
        ("", "Работа", "", ("rabota", "Работа", "")),
        ("", "", "", ("", "", "")),
        (" /push/jobs/ ", "", "", ("push/jobs", "", "")),
    ],
)
def test_what_a_file_calls_a_code(
    said: str, ru: str, en: str, expected: tuple[str, str, str]
) -> None:
    assert identified(said, ru, en) == expected


def test_a_colour_may_lack_its_hash() -> None:
    assert [colour(c) for c in ("fff", "#FFF", "3a7d44", "red", "")] == [
        "#fff", "#FFF", "#3a7d44", "red", "",
    ]  # fmt: skip


# -- the checks --


def test_parents_come_before_children_and_the_order_is_kept_otherwise() -> None:
    codes = [Code(path) for path in ("b/y/z", "a", "b/x", "b", "b/y", "c", "a/q")]
    assert paths(checked(codes, "f")) == ["b", "b/y", "b/y/z", "a", "b/x", "c", "a/q"]


def test_an_ordered_codebook_stays_as_it_is() -> None:
    codes = [Code(path) for path in ("b", "b/x", "b/y", "a", "b/z")]
    assert paths(checked(codes, "f")) == ["b", "b/x", "b/y", "a", "b/z"]


def test_two_codes_of_one_path_are_refused_with_both_places() -> None:
    codes = [Code("a", where="row 2"), Code("b", where="row 3"), Code("a", where="row 7")]
    error = refused(lambda: checked(codes, "book.csv"), "code-twice")
    assert where(error) == ("row 2", "row 7")
    assert error.details["file"] == "book.csv"
    assert error.details["code"] == "a"


def test_equal_codes_are_two_all_the_same() -> None:
    refused(lambda: checked([Code("a"), Code("a")], "f"), "code-twice")


def test_a_missing_parent_is_named_and_so_is_the_code_that_needs_it() -> None:
    error = refused(lambda: checked([Code("a/b/c", where="line 4")], "f"), "code-parent-missing")
    assert (error.details["code"], error.details["parent"]) == ("a/b/c", "a/b")
    codes = [Code("a/b/c", where="line 4"), Code("a/b", where="line 9")]
    error = refused(lambda: checked(codes, "f"), "code-parent-missing")
    assert (error.details["code"], error.details["parent"]) == ("a/b", "a")
    assert where(error) == ("line 9",)


@pytest.mark.parametrize("path", ["", "/", "a//b", "a/", " a", "a/ b", "a\t"])
def test_a_path_has_a_name_between_strokes(path: str) -> None:
    refused(lambda: checked([Code("a"), Code(path)], "f"), "code-segment")


@pytest.mark.parametrize("said", ["red", "#ff", "#12345", "#12345g", "3a7d44", "#１２３"])
def test_a_colour_is_hexadecimal(said: str) -> None:
    refused(lambda: checked([Code("a", colour=said)], "f"), "code-colour")


def test_origin_and_response_are_of_few_words() -> None:
    code = Code("a", colour="#AbC", origin="inductive", response="single")
    assert checked([code], "f") == (code,)
    wrong = replace(code, origin="both")  # type: ignore[arg-type]
    refused(lambda: checked([wrong], "f"), "code-origin")
    wrong = replace(code, response="many")  # type: ignore[arg-type]
    refused(lambda: checked([wrong], "f"), "code-response")


def test_there_is_a_limit_to_depth() -> None:
    chain = ["/".join(["a"] * n) for n in range(1, DEEPEST + 2)]
    assert checked([Code(path) for path in chain[:-1]], "f")
    refused(lambda: checked([Code(path) for path in chain], "f"), "code-deep")


segments = st.text("ab", min_size=1, max_size=2)


@given(st.lists(st.lists(segments, min_size=1, max_size=4).map("/".join), unique=True))
def test_nothing_is_lost_or_moved_without_need(wanted: list[str]) -> None:
    whole = list(dict.fromkeys(p for path in wanted for p in [*_above(path), path]))
    found = paths(checked([Code(path) for path in reversed(whole)], "f"))
    assert sorted(found) == sorted(whole)
    for path in found:
        assert all(found.index(above) < found.index(path) for above in _above(path))


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


# -- parents by name --


def loose(path: str, parent: str = "", **names: str) -> Loose:
    return Loose(Code(path, where=f"row {path}", **names), parent)  # type: ignore[arg-type]


@pytest.mark.parametrize("parent", ["push", "Толчок", "толчок", " PUSH ", "family/push"])
def test_a_parent_is_named_by_path_by_segment_or_by_name(parent: str) -> None:
    book = [loose("jobs", parent), loose("family"), loose("push", "family", name_ru="Толчок")]
    assert paths(placed(book, "f")) == ["family/push/jobs", "family", "family/push"]


def test_a_whole_path_may_stand_beside_its_parent() -> None:
    book = [loose("a"), loose("a/b", "a"), loose("c", "a/b")]
    assert paths(placed(book, "f")) == ["a", "a/b", "a/b/c"]
    refused(lambda: placed([loose("a"), loose("b"), loose("b/c", "a")], "f"), "code-elsewhere")


def test_a_parent_may_be_called_what_the_file_calls_it() -> None:
    book = [Loose(Code("1"), "", "Тема 1"), Loose(Code("x"), "Тема 1")]
    assert paths(placed(book, "f")) == ["1", "1/x"]


def test_a_code_may_be_called_like_its_parent() -> None:
    book = [loose("work", name_en="Work"), Loose(Code("work", name_en="Work"), "work")]
    assert paths(placed(book, "f")) == ["work", "work/work"]


def test_a_parent_that_is_several_is_refused() -> None:
    book = [loose("a"), loose("b"), loose("x", "a"), loose("x", "b"), loose("y", "x")]
    error = refused(lambda: placed(book, "f"), "code-parent-several")
    assert error.details["parent"] == "x"
    assert paths(placed([*book[:-1], loose("y", "b/x")], "f"))[-1] == "b/x/y"


def test_a_parent_that_is_nowhere_is_refused() -> None:
    error = refused(lambda: placed([loose("a"), loose("b", "c")], "f"), "code-parent-missing")
    assert (error.details["code"], error.details["parent"]) == ("b", "c")


@pytest.mark.parametrize(
    "book",
    [
        [loose("a", "a")],
        [loose("a", "b"), loose("b", "a")],
        [loose("d", "a"), loose("a", "b"), loose("b", "c"), loose("c", "a")],
    ],
)
def test_a_round_of_parents_is_refused(book: list[Loose]) -> None:
    refused(lambda: placed(book, "f"), "code-cycle")


def test_a_chain_of_parents_has_an_end() -> None:
    chain = [loose(str(n), str(n + 1)) for n in range(DEEPEST + 5)] + [loose(str(DEEPEST + 5))]
    refused(lambda: placed(chain, "f"), "code-deep")


# -- sets --


def test_sets_name_codes_that_are_there() -> None:
    codes = (Code("a"), Code("a/b"))
    sets = (CodeSet("s", codes=("a/b",)), CodeSet("s/t", codes=("a", "a/b")))
    assert checked_sets(sets, codes, "f") == sets
    error = refused(
        lambda: checked_sets([CodeSet("s", codes=("b",), where="line 3")], codes, "f"),
        "set-code-missing",
    )
    assert where(error) == ("line 3",)
    refused(lambda: checked_sets([CodeSet("s"), CodeSet("s")], codes, "f"), "set-twice")
