from __future__ import annotations

import pytest

from etic.i18n import use_language
from etic.places import line, places, row, told


@pytest.mark.parametrize(
    ("where", "ru", "en"),
    [
        (row(3), "строка 3", "row 3"),
        (line(12), "строка 12", "line 12"),
        ("tag 4", "tag 4", "tag 4"),
        ("", "", ""),
    ],
)
def test_a_place_is_told_in_the_readers_language(where: str, ru: str, en: str) -> None:
    with use_language("ru"):
        assert told(where) == ru
    with use_language("en"):
        assert told(where) == en


def test_places_are_put_into_words_only_when_they_are_shown() -> None:
    both = places(row(2), row(7), "", row(2))
    assert both.names == ("row 2", "row 7")
    with use_language("ru"):
        assert str(both) == "строка 2, строка 7"
    with use_language("en"):
        assert str(both) == "row 2, row 7"
