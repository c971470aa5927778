"""Patterns of people: found where they hold, refused with a place, stopped when they go on."""

from __future__ import annotations

import random

import pytest

from etic import EticError
from etic.i18n import t, use_language
from etic.language import patterns
from etic.language.patterns import Budget, compiled, literally, spans

LONG = "а" * 60 + "в" + "слово " * 3000 + "!" + "x" * 1500


def found(pattern: str, text: str) -> list[str]:
    return [text[start:end] for start, end in spans(compiled(pattern), text, Budget())]


def refusal(pattern: str, text: str, seconds: float) -> EticError | None:
    """Why a pattern is not searched for to the end; None where it is."""
    try:
        spans(compiled(pattern), text, Budget(each=seconds))
    except EticError as error:
        return error
    return None


@pytest.mark.parametrize(
    "pattern",
    [
        r"(а|аа|аб?)+$",
        r"(а+)+$",
        r"(a+)+$",
        r"(.*)*b",
        r"(?:x|xx){1000}",
        r"(?:x|xx){1000}$",
        r"^(\w+\s?)+$",
        r"(?<=(?<=(?<=а+)+)+)б",
        r"(?<=(?:а|аа)+)б",
        r"(\w|\s)+?(\w|\s)+?(\w|\s)+?я",
        r"(?:безработица){e<=5}",
        r"(.+)(.+)(.+)\1\2\3я",
        r"(?:(?:(?:a?){100}){100}){100}b",
        r"(?:(?:a|bc){1000}){1000}",
        r"((a{1000}){1000}){1000}",
        r"(?:ab){4000000000}",
        "(" * 500 + "а" + ")" * 500,
        "а" * 10_000,
        "а?" * 499 + "б",
        r"(?R)",
        r"(?:а(?R)?б)+",
        r"(?1)(а)",
    ],
)
def test_whatever_is_asked_comes_to_an_end(pattern: str) -> None:
    error = refusal(pattern, LONG, 0.3)
    for lang in ("ru", "en"):
        with use_language(lang):
            assert "\n" not in str(error)


@pytest.mark.parametrize("pattern", [r"(?:а|аа)+$", r"(?:x|xx){1000}$", r"(?:а|аб?|аа)+в$"])
def test_one_that_would_go_on_for_ever_is_stopped_and_the_document_named(pattern: str) -> None:
    budget = Budget(each=0.3)
    budget.enter("R07")
    with pytest.raises(EticError) as error:
        spans(compiled(pattern), "а" * 80 + "x" * 1500 + "г", budget)
    assert error.value.key == "rule-slow"
    assert error.value.details["document"] == "R07"


def test_the_time_in_all_is_bounded_too() -> None:
    budget = Budget(each=5.0, whole=0.2)
    budget.enter("R01")
    with pytest.raises(EticError) as error:
        spans(compiled("(?:а|аа)+$"), "а" * 80 + "г", budget)
    assert error.value.key == "rule-slow-in-all"


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("а{100}{1000}", "rule-large"),
        ("(?:(?:аб){100}в){100}", "rule-large"),
        ("а{0,20000}", "rule-large"),
        ("а" * 1001, "rule-long"),
        ("(?P>x)", "rule-construct"),
        ("(?&x)", "rule-construct"),
        ("а(?#комментарий)", "rule-construct"),
        ("(?V1)[а--б]", "rule-construct"),
        ("(*FAIL)", "rule-construct"),
        ("а*", "rule-empty"),
        ("(да)?", "rule-empty"),
        ("^", "rule-empty"),
    ],
)
def test_what_is_refused(pattern: str, key: str) -> None:
    with pytest.raises(EticError) as error:
        compiled(pattern)
    assert error.value.key == key


@pytest.mark.parametrize(
    ("pattern", "position", "said"),
    [
        ("(да", 3, "не закрыта скобка"),
        ("да)", 3, "лишняя закрывающая скобка"),
        ("[аб", 3, "не закрыта квадратная скобка"),
        ("*да", 1, "нечего повторять"),
        ("да[я-а]", 7, "стоит наоборот"),
        (r"\p{Foo}", 7, "такого класса букв нет"),
        (r"(а)\2", 5, "такой группы нет"),
        ("нет\\", 4, "такого знака"),
    ],
)
def test_a_fault_is_told_with_its_place(pattern: str, position: int, said: str) -> None:
    with use_language("ru"), pytest.raises(EticError) as error:
        compiled(pattern)
    with use_language("ru"):
        assert error.value.key == "rule-pattern", error.value
        assert said in str(error.value)
    assert abs(int(str(error.value.details["position"])) - position) <= 1


def test_what_people_write_is_let_through() -> None:
    text = "15.03.2022 вернулся, 89% работы. Без работы!"
    assert found(r"\d{2}\.\d{2}\.\d{4}", text) == ["15.03.2022"]
    assert found(r"\bработ\w{1,3}\b", text) == ["работы", "работы"]
    assert found(r"(?<=без\s)работы", text) == ["работы"]
    assert found(r"(?i:БЕЗ)\s+(?P<что>работ\w+)", text) == ["Без работы"]
    assert found(r"[\p{L}]+(?=!)", text) == ["работы"]
    assert found(r"\s+работы\W", text) == ["работы.", "работы!"]


def test_a_match_of_nothing_within_a_text_is_refused() -> None:
    with pytest.raises(EticError) as error:
        found(r"(?=да)", "нет, да")
    assert error.value.key == "rule-empty"


def test_letters_of_kyrgyz_capitals_and_emoji() -> None:
    text = "😀 Үйгө кеттим. ҮЙГӨ! Ёлка, ёлка"
    assert found("үйгө", text) == ["Үйгө", "ҮЙГӨ"]
    assert found(r"\w*ү\w+", text) == ["Үйгө", "ҮЙГӨ"]
    assert spans(compiled("ҮЙГӨ", case=True), text, Budget()) == [(15, 19)]


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        ("елка", "Ёлка и елка", ["Ёлка", "елка"]),
        ("ёлка", "Елка", ["Елка"]),
        ("работа", "ра\u00adбо\u0301та есть", ["ра\u00adбо\u0301та"]),
        ("мама\u0301", "мама и ма\u0301ма\u0301", ["мама", "ма\u0301ма\u0301"]),
        ("нет работы", "нет\n\tработы", ["нет\n\tработы"]),
        ("(.*)+[", "скобки (.*)+[ и всё", ["(.*)+["]),
        ("🙂", "да 🙂🙂", ["🙂", "🙂"]),
        ("й", "и йод", ["й"]),
    ],
)
def test_letter_by_letter(wanted: str, text: str, expected: list[str]) -> None:
    pattern = literally(wanted)
    assert [text[s:e] for s, e in spans(pattern, text, Budget())] == expected


def test_letters_may_be_told_apart() -> None:
    text = "Ёлка елка Елка"
    for case, yo, expected in (
        (True, False, ["елка"]), (False, True, ["елка", "Елка"]), (True, True, ["елка"]),
    ):  # fmt: skip
        pattern = literally("елка", case=case, yo=yo)
        assert [text[s:e] for s, e in spans(pattern, text, Budget())] == expected


@pytest.mark.slow
def test_patterns_at_random_neither_go_on_nor_grow() -> None:
    drawn = random.Random(7)

    def pattern(depth: int) -> str:
        sort = drawn.random()
        if depth <= 0 or sort < 0.3:
            return drawn.choice(["а", "б", ".", r"\w", r"\s", "[абв]", r"\b", "$", ".*", r"\p{L}"])
        if sort < 0.5:
            return pattern(depth - 1) + pattern(depth - 1)
        if sort < 0.6:
            return f"(?:{pattern(depth - 1)}|{pattern(depth - 1)})"
        if sort < 0.7:
            return drawn.choice(["(?=", "(?!", "(?<=", "(?>", "("]) + pattern(depth - 1) + ")"
        times = drawn.choice(["*", "+", "?", "{5,50}", "{100}", "{1000}", "{9999}", "*?", "{2,}"])
        return f"(?:{pattern(depth - 1)}){times}"

    for _ in range(60):
        written = pattern(6)
        error = refusal(written, LONG, 0.5)
        assert error is None or error.key.startswith("rule-"), written


def test_every_fault_has_its_words() -> None:
    with use_language("en"):
        for theirs, ours in patterns._FAULTS:
            assert t(f"rules.fault-{ours}") in str(patterns._unreadable("(а", theirs, 0))
        assert "cannot be read, character 2" in str(patterns._unreadable("(а", "odd", None))
