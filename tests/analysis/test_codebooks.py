"""Two states of a codebook compared: every difference is named, and only what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.codebooks import Difference, compare
from etic.model import Code


@dataclass(frozen=True)
class Placed:
    """A code in no project."""

    code: Code
    studies: frozenset[str] = field(default_factory=frozenset)


def book(*paths: str) -> list[Placed]:
    """Codes whose uid is the last part of the path in capitals."""
    return [Placed(Code(path, uid=path.rpartition("/")[2].upper())) for path in paths]


def told(found: Sequence[Difference]) -> list[tuple[str, ...]]:
    return [(d.kind, d.code.path, d.field, d.old, d.new) for d in found]


def test_what_came_and_what_went() -> None:
    assert told(compare(book("a", "a/b"), book("a", "a/c"))) == [
        ("deleted", "a/b", "", "", ""),
        ("added", "a/c", "", "", ""),
    ]


def test_what_was_merged_is_not_said_to_be_deleted() -> None:
    merged = {"B": "C", "C": "A"}
    assert told(compare(book("a", "b", "c"), book("a"), merged)) == [
        ("merged", "b", "", "", "a"),
        ("merged", "c", "", "", "a"),
    ]
    # It was taken back, or what it was merged into was deleted later.
    assert compare(book("a", "b"), book("a", "b"), {"B": "A"}) == []
    assert told(compare(book("a", "b"), book("c"), {"B": "A"})) == [
        ("deleted", "a", "", "", ""),
        ("deleted", "b", "", "", ""),
        ("added", "c", "", "", ""),
    ]


def test_only_what_moved_itself_is_said_to_have_moved() -> None:
    assert told(compare(book("a", "a/b", "a/b/c", "d"), book("a", "d", "d/b", "d/b/c"))) == [
        ("moved", "d/b", "", "a/b", "d/b")
    ]


def test_a_new_short_name_is_a_field_and_no_move() -> None:
    after = [Placed(Code("z", uid="A")), Placed(Code("z/b", uid="B"))]
    assert told(compare(book("a", "a/b"), after)) == [("changed", "z", "segment", "a", "z")]


def test_fields_are_told_old_and_new() -> None:
    before = [Placed(Code("a", definition="Why", uid="A"), frozenset({"x"}))]
    after = [Placed(Code("a", definition="Who", required=True, uid="A"), frozenset({"y", "x"}))]
    assert told(compare(before, after)) == [
        ("changed", "a", "definition", "Why", "Who"),
        ("changed", "a", "required", "", "true"),
        ("changed", "a", "studies", "x", "x, y"),
    ]


def test_the_fewest_codes_are_said_to_have_changed_places() -> None:
    assert told(compare(book("a", "b", "c", "d"), book("b", "c", "d", "a"))) == [
        ("order", "a", "", "b", "")
    ]
    assert told(compare(book("a", "b", "c"), book("a", "new", "b", "c"))) == [
        ("added", "new", "", "", "")
    ]


@given(st.permutations("abcdef"))
def test_putting_those_that_changed_places_back_gives_the_old_order(order: list[str]) -> None:
    moved = {d.code.path for d in compare(book(*"abcdef"), book(*order))}
    assert [c for c in order if c not in moved] == [c for c in "abcdef" if c not in moved]


@given(st.lists(st.sampled_from("abcdef"), unique=True))
def test_a_codebook_does_not_differ_from_itself(paths: list[str]) -> None:
    assert compare(book(*paths), book(*paths)) == []
