"""Marks in a text: what is written into it comes out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demonstration.marked import Mark, MarkedError, parse

WORDS = st.lists(
    st.sampled_from(["да", "нет", "ёлка", "😀", "үй", "—", "х,"]), min_size=1, max_size=8
)
CODES = st.sampled_from(["return", "return/family", "remigration/push/debt"])
LABEL = st.builds(
    lambda code, no, memo: (code, no, memo),
    CODES,
    st.booleans(),
    st.sampled_from(["", "качели, то да то нет", "Корея"]),
)


@st.composite
def pieces(draw: st.DrawFn, depth: int = 2) -> tuple[str, str, list[Mark]]:
    """A marked text, the same without marks, and its marks."""
    marked, plain, marks = "", "", []
    for _ in range(draw(st.integers(1, 3))):
        words = " ".join(draw(WORDS))
        if draw(st.booleans()) and depth:
            code, no, memo = draw(LABEL)
            within, bare, inner = draw(pieces(depth=depth - 1))
            tail = f' "{memo}"' if memo else ""
            marked += f"[[{code}{'=no' if no else ''}{tail} | {within}]] {words} "
            start = len(plain)
            end = start + len(bare)
            marks.append(Mark(start, end, code, "no" if no else "yes", memo))
            marks += [Mark(m.start + start, m.end + start, m.code, m.state, m.memo) for m in inner]
            plain += f"{bare} {words} "
        else:
            marked, plain = f"{marked}{words} ", f"{plain}{words} "
    return marked.rstrip(" "), plain.rstrip(" "), sorted(marks)


@given(pieces())
def test_text_and_marks_come_apart(made: tuple[str, str, list[Mark]]) -> None:
    marked, plain, marks = made
    assert parse(marked) == (plain, marks)


def test_several_codes_on_one_passage() -> None:
    text, marks = parse('Р: [[a, b/c=no "раз, два" | слово]].')
    assert text == "Р: слово."
    assert marks == [Mark(3, 8, "a"), Mark(3, 8, "b/c", "no", "раз, два")]


@pytest.mark.parametrize(
    "text",
    ["[[a | не закрыто", "лишнее]]", "[[без кода]]", "[[a | ]]", "[[a | к концу ]]", "[[А | к]]",
     "[[a | через\nстроку]]"],
)  # fmt: skip
def test_what_is_wrong_is_told(text: str) -> None:
    with pytest.raises(MarkedError):
        parse(text, "R01.txt")
