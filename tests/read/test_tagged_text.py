from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.read.tagged_text import TaggedText, between_tags, canonical_places, tagged_text
from etic.text import canonical

# Letters that become others beside their neighbours, and some that do not.
pieces = st.sampled_from(
    ["a", "и", "и\u0306", "\u0306", "е\u0308", "\r\n", "\r", "\n", "😀", "ң", "\ufeff", "\u0301",
     "\u0323", "각", "\u1100", "\u1161", "\u11a8", "\u09c7", "\u09be", "\u00e9", "\u212b", " "]
)  # fmt: skip
texts = st.lists(pieces, max_size=12).map("".join)


@given(texts)
def test_every_place_in_a_text_is_known_in_its_canonical_form(raw: str) -> None:
    places = canonical_places(raw)
    whole = canonical(raw)
    assert len(places) == len(raw) + 1
    assert places[-1] == len(whole)
    for at, place in enumerate(places):
        if place is not None and at:
            assert canonical(raw[:at]) == whole[:place]


@given(texts, st.data())
def test_a_span_of_bytes_holds_the_same_words(raw: str, data: st.DataObject) -> None:
    text = TaggedText(raw)
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    span = text.span(len(raw[:start].encode()), len(raw[:end].encode()))
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(text.text)
        if start:
            assert text.text[slice(*span)] == canonical("x" + raw[start:end])[1:]


@given(st.text(max_size=20), st.integers(-3, 90), st.integers(-3, 90))
def test_whatever_the_offsets_a_span_is_in_the_text(raw: str, start: int, end: int) -> None:
    text = TaggedText(raw.encode("utf-8", "ignore").decode())
    span = text.span(start, end)
    assert span is None or 0 <= span[0] < span[1] <= len(text.text)


def span(raw: str, start: int, end: int) -> str | None:
    text = TaggedText(raw)
    found = text.span(start, end)
    return None if found is None else text.text[slice(*found)]


@pytest.mark.parametrize(
    ("raw", "start", "end", "quote"),
    [
        ("abc", 0, 3, "abc"),
        ("абв", 2, 6, "бв"),
        ("абв", 1, 6, None),
        ("абв", 2, 5, None),
        ("😀 да", 5, 9, "да"),
        ("😀 да", 0, 4, "😀"),
        ("😀 да", 2, 9, None),
        ("мои\u0306 дом", 0, 8, "мой"),
        ("мои\u0306 дом", 9, 15, "дом"),
        ("мои\u0306 дом", 0, 6, None),
        ("а\r\nб\r\nв", 4, 10, "б\nв"),
        ("а\r\nб", 0, 3, None),
        ("\ufeffда", 3, 7, "да"),
        ("abc", 2, 2, None),
        ("abc", 2, 1, None),
        ("abc", -1, 2, None),
        ("abc", 0, 4, None),
    ],
)
def test_spans(raw: str, start: int, end: int, quote: str | None) -> None:
    assert span(raw, start, end) == quote


def test_between_tags_stands_what_a_browser_would_count() -> None:
    html = '<h2 title="a > b">Да</h2>\n<p>1 &lt; 2 &amp;&nbsp;«3»<br/>x<!-- no --></p> '
    assert between_tags(html) == "Да\n1 < 2 &\u00a0«3»x "


def test_how_line_ends_were_counted_is_told_by_the_highlights() -> None:
    html = "<p>раз</p>\r\n<p>два</p>"
    two, one = (8, 14), (7, 13)
    for place in (two, one):
        text = tagged_text(html, [(*place, "два")])
        assert text.text == "раз\nдва"
        found = text.span(*place)
        assert found is not None
        assert text.text[slice(*found)] == "два"
