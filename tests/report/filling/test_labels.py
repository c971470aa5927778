"""Words of the data in the language of the report; what people said stays as they said it."""

from __future__ import annotations

import pytest

from etic.errors import EticError
from etic.model import Column
from etic.read.front import front_pairs
from etic.report import Heading, QuoteBlock, TableBlock
from etic.report.blocks import QuoteItem
from etic.report.filling.labels import relabelled
from etic.report.prose import Prose, Run

LABELS = {"Да": "Yes", "В основном да": "Mainly yes", "Да + в основном да": "Yes + mainly yes"}


def cell(text: str, labels: dict[str, str] = LABELS, key: str = "answer") -> str:
    (block,) = relabelled([TableBlock.of([Column(key, "x")], [(text,)])], labels)
    assert isinstance(block, TableBlock)
    return str(block.table.rows[0][0])


def test_the_longest_label_is_taken_and_its_spaces_do_not_matter() -> None:
    assert cell("Да + в основном да") == "Yes + mainly yes"
    assert cell("В  основном\nда") == "Mainly yes"
    assert cell("Таблица 8: «Да», Женщины") == "Таблица 8: «Yes», Женщины"


@pytest.mark.parametrize("text", ["Дата", "Да уж", "Ну Да", "всегда"])
def test_a_label_is_no_part_of_a_word_or_of_a_sentence(text: str) -> None:
    assert cell(text) == text


def test_a_label_in_latin_letters_is_found_beside_cyrillic_ones() -> None:
    assert cell("доля yes", {"yes": "да"}) == "доля да"
    assert cell("yes we did", {"yes": "да"}) == "yes we did"


def test_what_was_said_and_typed_stays() -> None:
    quote = QuoteBlock((QuoteItem("Да", "R01 · Да"),), "q")
    typed = Prose((Run("Да", note="ответ «Да»"),))
    said, prose, heading = relabelled([quote, typed, Heading(1, "Да")], LABELS)
    assert said == QuoteBlock((QuoteItem("Да", "R01 · Yes"),), "q")
    assert prose == Prose((Run("Да", note="ответ «Yes»"),))
    assert heading == Heading(1, "Да")
    assert cell("Да", key="quotes") == "Да"


def test_what_was_composed_of_data_is_put_into_the_language() -> None:
    made = relabelled([Prose((Run("Да"),)), Heading(1, "Да")], LABELS, typed=False)
    assert made == [Prose((Run("Yes"),)), Heading(1, "Yes")]


def test_no_labels_change_nothing() -> None:
    block = Heading(1, "Да")
    assert relabelled([block], {}) == [block]


@pytest.mark.parametrize("said", ["labels: Да", "labels: [Да]", "labels:\n  Да: [Yes]"])
def test_labels_of_another_form_are_refused(said: str) -> None:
    with pytest.raises(EticError, match=r"a\.md"):
        front_pairs(f"---\n{said}\n---\n", "labels", "a.md")


def test_no_labels_are_no_fault() -> None:
    assert front_pairs("---\nlabels:\n---\n", "labels", "a.md") == {}
    assert front_pairs("Text.", "labels", "a.md") == {}
