"""What stands on either side of a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from etic.language.kwic import sides


@given(st.text("аб ,\n😀", max_size=60), st.data(), st.integers(0, 30))
def test_sides_are_whole_words_of_the_text_as_it_is(
    said: str, data: st.DataObject, width: int
) -> None:
    start = data.draw(st.integers(0, len(said)))
    end = data.draw(st.integers(start, len(said)))
    left, right = sides(said, start, end, width)
    assert len(left) <= width
    assert len(right) <= width
    assert said[:start].endswith(left)
    assert said[end:].startswith(right)
    begin, stop = start - len(left), end + len(right)
    assert begin in (0, start) or said[begin - 1].isspace()
    assert stop in (end, len(said)) or said[stop].isspace()
    if start <= width:
        assert begin == 0  # all of it, where there is room
