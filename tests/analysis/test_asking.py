"""Questions recognised in what interviewers say: by number, by words, by the order, by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.asking import AskingTurn, GuideRecogniser
from etic.analysis.unasked import FoundAsked, Unasked, found_asked, unasked
from etic.guide import Correction, Guide, Question
from etic.language.questions import chain
from etic.model import Turn

GUIDE = Guide(
    "s",
    (
        Question("1", "Почему вы решили вернуться?", "Why did you return?", codes=("return",)),
        Question("2", "Легко ли было найти работу?", wordings=("Долго искали?",)),
        Question("3", "Хватает ли заработка на семью?", codes=("pay", "pay/family")),
        Question("4.1", "Есть ли у вас своё жильё?", wordings=("Дом или квартира?",)),
        Question("4.2", "Какие обычаи вы сохранили?", "Which customs did you keep?"),
    ),
)
RECOGNISER = GuideRecogniser(GUIDE)


def said(*words: str, by_hand: dict[int, str] | None = None) -> list[AskingTurn]:
    """What an interviewer's turns ask, one text each."""
    turns, text = [], ""
    for each in words:
        turns.append(Turn(len(text), len(text), len(text) + len(each), "И", "interviewer"))
        text += each + "\n\n"
    hand = [
        Correction("d", turns[i].start, turns[i].end, number)
        for i, number in (by_hand or {}).items()
    ]
    return RECOGNISER.recognise(text, turns, hand)


def sure(turn: AskingTurn) -> list[str]:
    return [asked.question for asked in turn.asks if asked.sure]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Почему же решили вернуться?", "1"),
        ("Работу быстро нашли, искали долго?", "2"),
        ("Заработка хватает?", "3"),
        ("Жилье свое?", "4.1"),  # ё written as е
        ("Что с обычаями, сохраняете?", "4.2"),
        ("Абычаи какие сохранили?", "4.2"),  # misspelt
        ("Which customs have you kept?", "4.2"),
        ("А КВАРТИРА ВАША ИЛИ ДОМ?", "4.1"),
    ],
)
def test_other_wordings_are_the_same_question(words: str, number: str) -> None:
    (turn,) = said(words)
    assert sure(turn) == [number]
    assert turn.asks[0].how == "text"


def test_a_number_says_which_question_it_is() -> None:
    turns = said("1. Ну и как всё было?", "3. А дальше?", "Садитесь. 4.2. Ну, рассказывайте.")
    assert [sure(turn) for turn in turns] == [["1"], ["3"], ["4.2"]]
    assert {asked.how for turn in turns for asked in turn.asks} == {"number"}


def test_a_number_that_is_in_no_guide_is_only_a_number() -> None:
    (turn,) = said("77. Какие обычаи сохранили?")
    assert sure(turn) == ["4.2"]
    assert turn.asks[0].how == "text"


def test_a_year_or_a_count_is_no_number() -> None:
    turns = said("Их было 3. Все ушли.", "Это в 2. смену?")
    assert [a.how for turn in turns for a in turn.asks if a.how == "number"] == []


def test_a_number_against_the_words_is_doubtful() -> None:
    (turn,) = said("3. Какие обычаи сохранили?")
    assert sure(turn) == []
    assert {(a.question, a.why) for a in turn.asks} >= {("3", "contradicts")}


def test_one_turn_may_ask_two() -> None:
    (turn,) = said("Почему вы решили вернуться? И какие обычаи сохранили?")
    assert sure(turn) == ["1", "4.2"]
    (turn,) = said("2. Работу нашли? 3. А на жизнь?")
    assert sure(turn) == ["2", "3"]


def test_a_follow_up_goes_on_with_the_question_before() -> None:
    turns = said("Здравствуйте!", "Почему решили вернуться?", "А почему?", "Ясно.")
    assert [turn.follows for turn in turns] == ["", "", "1", "1"]
    assert [sure(turn) for turn in turns] == [[], ["1"], [], []]


def test_small_talk_is_no_question() -> None:
    for turn in said("Садитесь, пожалуйста.", "Чай будете?", "Угу…", "", "😀", "Спасибо большое!"):
        assert sure(turn) == []


def test_a_topic_named_to_be_left_out_is_doubtful() -> None:
    (turn,) = said("Обычаи, которые сохранили, мы пропустим.")
    assert sure(turn) == []
    assert [(a.question, a.why) for a in turn.asks] == [("4.2", "skips")]


def test_the_order_helps_where_words_are_weak() -> None:
    """«Семья?» alone is weak; where the third question is due, it is the third question."""
    alone = said("Семья?")[0].asks
    due = said("1. Почему?", "2. Работа?", "Семья?", "4.1. Жильё?")[2].asks
    score = {a.question: a.score for a in due}["3"]
    assert score > {a.question: a.score for a in alone}.get("3", 0.0)


def test_by_hand_goes_before_number_and_words() -> None:
    turns = said("3. Почему решили вернуться?", "Какие обычаи?", by_hand={0: "4.1", 1: ""})
    assert [sure(turn) for turn in turns] == [["4.1"], []]
    assert turns[0].asks[0].how == "hand"
    assert turns[1].by_hand


def test_a_guide_of_one_question() -> None:
    one = GuideRecogniser(Guide("s", (Question("1", "Где вы живёте?"),)))
    text = "Вы где живёте?"
    assert sure(one.recognise(text, [Turn(0, 0, len(text))])[0]) == ["1"]
    assert one.recognise("", []) == []


def test_a_guide_without_telling_words() -> None:
    """Nothing that is asked everywhere can tell a question; its number still does."""
    guide = GuideRecogniser(Guide("s", (Question("1", "А вы?"), Question("2", "И что же?"))))
    text = "2. И?"
    assert sure(guide.recognise(text, [Turn(0, 0, len(text))])[0]) == ["2"]


@given(st.lists(st.text(max_size=80), max_size=8))
def test_whatever_is_said_probabilities_are_such(words: list[str]) -> None:
    for turn in said(*words):
        for asked in turn.asks:
            assert 0 <= asked.score <= 1
            assert turn.start <= asked.start <= asked.end <= turn.end


@given(st.lists(st.lists(st.floats(-20, 40), min_size=3, max_size=3), max_size=30))
def test_at_most_one_question_is_asked_at_a_time(evidence: list[list[float]]) -> None:
    for row in chain(evidence, 3):
        assert sum(row) <= 1 + 1e-9


def test_long_conversations_do_not_underflow() -> None:
    rows = chain([[-8.0, -8.0], [6.0, -8.0]] * 3000, 2)
    assert all(0 <= value <= 1 for row in rows for value in row)


# -- topics ---------------------------------------------------------------------------------------

OF = Guide(
    "s",
    (
        Question("1", "a", codes=("money",)),
        Question("2", "b", codes=("money/village", "money/feasts")),
        Question("3", "c", codes=("state",)),
        Question("4", "d", codes=("state", "return")),
    ),
)
ALL = {"1": "asked", "2": "asked", "3": "asked", "4": "asked"}


def proposed(states: dict[str, str], declared: tuple[str, ...] = (), coded: tuple[str, ...] = (),
             others: tuple[Guide, ...] = ()) -> list[str]:  # fmt: skip
    found = unasked(OF, others, {**ALL, **states}, declared, coded)  # type: ignore[dict-item]
    return [each.code for each in found]


def test_what_was_asked_is_not_proposed() -> None:
    assert proposed({}) == []
    assert proposed({"3": "not-asked"}) == []  # the fourth asks about it too
    assert proposed({"3": "not-asked", "4": "unsure"}) == []


def test_what_no_question_asks_is_proposed() -> None:
    assert proposed({"3": "not-asked", "4": "not-asked"}) == ["state", "return"]
    assert proposed({"2": "not-asked"}) == ["money/village", "money/feasts"]


def test_a_topic_stands_for_those_under_it() -> None:
    assert proposed({"1": "not-asked", "2": "not-asked"}) == ["money"]
    assert proposed({"1": "not-asked"}) == []  # a part of it was asked about


def test_what_is_noted_or_spoken_of_is_not_proposed() -> None:
    states = {"2": "not-asked", "3": "not-asked", "4": "not-asked"}
    assert proposed(states, declared=("money", "state")) == ["return"]
    assert proposed(states, coded=("state/credit", "money/feasts")) == ["money/village", "return"]


def test_what_only_another_guide_asks_is_proposed() -> None:
    other = Guide("s", (Question("1", "x", codes=("shock", "money/feasts/wedding", "state")),),
                  name="other")  # fmt: skip
    found = unasked(OF, [other], ALL, (), ())  # type: ignore[arg-type]
    assert found == [Unasked("shock", ())]


def test_noted_as_not_asked_though_a_question_was_found() -> None:
    assert found_asked(OF, ALL, ["state"]) == [FoundAsked("state", "3", False)]  # type: ignore[arg-type]
    assert found_asked(OF, ALL, ["money/village"]) == [FoundAsked("money/village", "2", True)]  # type: ignore[arg-type]
    assert found_asked(OF, ALL, ["money/village/well", "shock"]) == []  # type: ignore[arg-type]
    assert found_asked(OF, {**ALL, "3": "unsure", "4": "not-asked"}, ["state"]) == []  # type: ignore[dict-item]
