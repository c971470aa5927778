"""What can be typed into a search: each query is read as it is meant, or says what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic import EticError
from etic.language.matching import Matcher
from etic.language.query import FARTHEST, LONGEST, MOST_WORDS, parse
from etic.language.terms import Prefix

TEXT = (
    "Стали ждать, сталь варить. Еду домой, еду готовлю. Людей много, человек один. "
    "Безработица и безработные. Моет кошку; мылась, мыться. Двадцати пяти рублей, 25 000 сом. "
    "В Бишкеке у Айгуль Асановны. Ёлка, замо\u0301к, кто-то из-за по-русски, из окна за дом. "
    "Үйгө кеттим, өзүм, таң, бий. Migrants returned. В России, в российской тюрьме. "
    "Новую работу нашёл, работы новой нет; don't, 18:30, миг\u00adранты, мигранткой, мигрант."
)


def found(query: str, text: str = TEXT, language: str = "ru") -> list[str]:
    return [text[start:end] for start, end in Matcher(parse(query)).places(text, language)]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("стать", ["Стали"]),  # one form, two words: both find it
        ("сталь", ["Стали", "сталь"]),
        ("СТАЛИ", ["Стали", "сталь"]),
        ("ехать", ["Еду", "еду"]),
        ("еда", ["Еду", "еду"]),
        ("безработицей", ["Безработица"]),
        ("люди", ["Людей", "человек"]),
        ("человеком", ["Людей", "человек"]),
        ("мылся", ["мылась", "мыться"]),  # a reflexive verb is another word
        ("мыть", ["Моет"]),
        ("двадцать", ["Двадцати"]),
        ("пятью", ["пяти"]),
        ("Бишкек", ["Бишкеке"]),
        ("Асановна", ["Асановны"]),
        ("елке", ["Ёлка"]),
        ("ЁЛКОЙ", ["Ёлка"]),
        ("замок", ["замо\u0301к"]),  # the mark of stress is no letter
        ("кто-то", ["кто-то"]),
        ("кто", ["кто"]),
        ("из-за", ["из-за"]),  # the parts side by side, and not «из окна за дом»
        ("по-рус*", ["по-русски"]),
        ("үйгө", ["Үйгө"]),
        ("уйго", []),
        ("ӨЗҮМ", ["өзүм"]),
        ("таң", ["таң"]),
        ("тан", []),
        ("бий", ["бий"]),
        ("бии", []),  # й is a letter of its own
        ("migrant", ["Migrants"]),
        ("returning", ["returned"]),
        ('"В России"', ["В России"]),
        ('"в росси*"', ["В России", "в российской"]),
        ('"Россия"', []),  # a phrase is exact
        ("~«новая работа»", ["Новую работу"]),
        ('~"работа новая"', ["работы новой"]),
        ("18:30", ["18:30"]),
        ("don't", ["don't"]),
        ("25 000", ["25 000"]),
        ("25\u00a0000 сом", ["25 000", "сом"]),
        ("25.000", ["25 000"]),
        ("миг*ант", ["мигрант"]),
        ("миг*а*", ["миг\u00adранты", "мигранткой", "мигрант"]),
        ("мигрант*", ["миг\u00adранты", "мигранткой", "мигрант"]),
        ("мигр*т*й", ["мигранткой"]),
        ("migrants\u200f", ["Migrants"]),  # marks of direction come with what is pasted
        ("таң И бий", ["таң", "бий"]),
        ("таң ИЛИ небывалое", ["таң"]),
        ("таң НЕ бий", []),
        ("РЯДОМ(рубль сом, 2)", ["рублей, 25 000 сом"]),
        ("NEAR(рубль сом, 1)", []),
        ("NEAR(новая работа, 0)", ["Новую работу", "работы новой"]),
        ("NEAR(работа новая нашел, 1)", ["Новую работу нашёл", "нашёл, работы новой"]),
        ('NEAR("сом" рубл*, 3)', ["рублей, 25 000 сом"]),
        ("(таң OR небывалое) AND (небывалое OR бий)", ["таң", "бий"]),
        ("таң NOT NEAR(таң бий, 0)", []),
        ("таң NOT NEAR(таң сом, 9)", ["таң"]),
        ("words:таң", []),  # no column is named in a query
        ("-таң", ["таң"]),
        ("таң^2", []),
        ("„В России“", ["В России"]),
        ("“В России”", ["В России"]),
    ],
)
def test_what_a_query_means(query: str, places: list[str]) -> None:
    assert found(query) == places


def test_a_kyrgyz_turn_knows_no_russian_forms() -> None:
    assert found("быть", "бул болгон", "ky") == []
    assert found("стать", "стали", "ky") == []
    assert found("стали", "стали", "ky") == ["стали"]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("", "query-empty"), (" \t\n", "query-empty"), ("😀", "query-empty"), ("—", "query-empty"),
        ("^ ? !", "query-empty"), ("()", "query-empty"), ('""', "query-empty"),
        ("*", "query-star"), ('"*"', "query-star"), ("*рант", "query-star"),
        ("мама *", "query-star"),
        ('"', "query-quote"), ('"мама', "query-quote"), ("«мама", "query-quote"),
        ("мама»", "query-quote"), ("~'\"", "query-quote"), ("„мама", "query-quote"),
        ("(", "query-bracket"), (")", "query-bracket"), ("(мама", "query-bracket"),
        ("мама)", "query-bracket"), ("NEAR(", "query-near"), ("NEAR()", "query-near"),
        ("NEAR(мама", "query-near"), ("NEAR(мама)", "query-near"),
        ("NEAR(мама папа, x)", "query-near"), ("NEAR(мама папа, 5", "query-near"),
        ("NEAR(мама (папа), 5)", "query-near"), ("NEAR(мама папа, )", "query-near"),
        ("РЯДОМ(", "query-near"), (f"NEAR(мама папа, {FARTHEST + 1})", "query-far"),
        ("AND", "query-operator"), ("мама AND", "query-operator"), ("OR мама", "query-operator"),
        ("AND AND", "query-operator"), ("НЕ мама", "query-operator"),
        ("мама ИЛИ", "query-operator"), ("мама И НЕ папа", "query-operator"),
        ("(" * 500, "query-deep"), ("м" * (LONGEST + 1), "query-long"),
        ("м " * (MOST_WORDS + 1), "query-words"), ('"' + "м " * 50 + '"', "query-words"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(query: str, key: str) -> None:
    with pytest.raises(EticError) as caught:
        parse(query)
    assert caught.value.key == key
    assert "\n" not in str(caught.value)


def test_an_error_shows_only_so_much_of_a_query() -> None:
    with pytest.raises(EticError) as caught:
        parse("(" + "мама " * 30 + "\x00\u2029\n")
    assert len(str(caught.value)) < 150
    assert str(caught.value).isprintable()


@settings(max_examples=300)
@given(
    st.text("абв", min_size=0, max_size=12),
    st.lists(st.text("абв", max_size=2), min_size=1, max_size=4),
)
def test_a_star_stands_for_any_letters(word: str, parts: list[str]) -> None:
    """As a regular expression says it, which might take for ever on a longer word."""
    import re

    head, *rest = ["а", *parts]
    pattern = ".*".join(re.escape(part) for part in (head, *rest))
    inner = tuple(part for part in rest[:-1] if part)
    assert Prefix(head, (*inner, rest[-1])).fits(word) == bool(re.fullmatch(pattern, word))


def test_a_pattern_that_would_backtrack_for_ever_comes_to_an_end() -> None:
    assert found("а" + "*а" * 400 + "*б", "а" * 20_000) == []


@settings(max_examples=150)
@given(st.text(st.sampled_from("аб"), min_size=1, max_size=14), st.integers(0, 6), st.data())
def test_near_gives_all_the_least_windows(letters: str, distance: int, data: st.DataObject) -> None:
    """Each letter is a word; compared with a look at every window there is."""
    said = data.draw(st.permutations(list(letters + "вв")))
    wanted = data.draw(st.lists(st.sampled_from("абв"), min_size=2, max_size=4))
    windows = [
        (i, j)
        for i in range(len(said))
        for j in range(i, min(len(said), i + distance + 2))
        if all(said[i : j + 1].count(letter) >= wanted.count(letter) for letter in wanted)
    ]
    least = [
        (i, j)
        for i, j in windows
        if not any((i, j) != (k, m) and i <= k and m <= j for k, m in windows)
    ]
    exact = " ".join(f'"{letter}"' for letter in wanted)
    matcher = Matcher(parse(f"NEAR({exact}, {distance})"))
    assert matcher.spans(said, "ru") == sorted(least)
