"""What is read in a draft: numbers, words of quantity, paragraphs of Markdown and Word."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.errors import EticError
from etic.mixed.claims.numbers import claims, in_figures
from etic.mixed.claims.reading import read_draft, read_text
from etic.mixed.quantifiers import in_words, load, quantifiers
from etic.read.source import Source


def kinds(text: str) -> list[tuple[str, float, int | None]]:
    return [(c.kind, c.value, c.base) for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22,1 %", [("percent", 22.1, None)]),
        ("22.1 percent", [("percent", 22.1, None)]),
        ("22,1–26,2 %", [("percent", 22.1, None), ("percent", 26.2, None)]),
        ("мужчины 53,5, женщины 53,0 %", [("percent", 53.5, None), ("percent", 53.0, None)]),
        ("на 8,1 п. п. меньше", [("points", 8.1, None)]),
        ("8 из 37", [("of", 8, 37)]),
        ("two of the 37 respondents", [("of", 2, 37)]),
        ("восемью из тридцати семи", [("of", 8, 37)]),
        ("двадцать два мужчины", [("count", 22, None)]),
        ("N = 515", [("base", 515, None)]),
        ("n=37", [("base", 37, None)]),
        ("среди мужчин — 26,2 %", [("percent", 26.2, None)]),
        ("в 2022 году; табл. 8; [12, с. 5]; p = 0,03; 95 % ДИ [20; 30]; 17.11.2022", []),
    ],
)
def test_the_numbers_that_are_claims(
    text: str, expected: list[tuple[str, float, int | None]]
) -> None:
    assert kinds(text) == expected


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_percent_is_read_as_it_is_written(n: int, more: int) -> None:
    for text in (f"доля {n / 10:.1f} %", f"доля {n / 10:.1f}%".replace(".", ",")):
        (claim,) = claims(text)
        assert claim.value == pytest.approx(n / 10)
        assert claim.digits == 1
    low, high = sorted((n, more))
    assert kinds(f"{low} из {high}") == [("of", low, high)]


def test_numbers_in_words() -> None:
    assert in_figures("сорока двух") == 42
    assert in_figures("thirty-seven") == 37
    assert in_figures("работы") is None


@given(st.floats(0, 1))
def test_what_is_written_carries_its_share(share: float) -> None:
    for lang in ("ru", "en"):
        said = in_words(share, lang)
        carrying = [q for q in load()[lang].quantifiers if q.write == said]
        assert not said or carrying[0].carries(share)


@pytest.mark.parametrize(
    ("lang", "text", "share", "carried"),
    [
        ("ru", "большинством", 0.51, True),
        ("ru", "большинством", 0.5, False),
        ("ru", "подавляющее большинство", 0.6, False),
        ("ru", "более половины", 0.6, True),
        ("ru", "менее трети", 0.4, False),
        ("ru", "почти половина", 0.48, True),
        ("ru", "почти половина", 0.52, False),
        ("en", "almost half", 0.47, True),
        ("en", "the vast majority", 0.7, False),
        ("en", "one in five", 0.22, True),
    ],
)
def test_a_share_carries_a_word_or_not(lang: str, text: str, share: float, carried: bool) -> None:
    (found,) = quantifiers(lang).find(text)
    assert found.quantifier.carries(share) is carried


def test_all_of_those_asked_is_a_base_and_no_quantity() -> None:
    assert list(quantifiers("ru").find("64 % всех опрошенных")) == []
    assert len(list(quantifiers("ru").find("Все опрошенные вернулись"))) == 1


def test_paragraphs_of_markdown() -> None:
    draft = read_text(
        "# Работа\n\nПервый\nабзац.[^1]\n\n> Слова.\n\nТаблица 3. Ответы\n\n"
        "| Ответ | Все, % |\n|---|---|\n| Да | 22,1 |\n\n[^1]: Сноска.\n\n```\n99 %\n```\n"
    )
    told = [(p.kind, p.text, p.place) for p in draft.paragraphs]
    assert told == [
        ("heading", "Работа", 1),
        ("text", "Первый абзац.", 3),
        ("quote", "Слова.", 6),
        ("caption", "Таблица 3. Ответы", 8),
        ("cell", "Да", 12),
        ("cell", "22,1", 12),
        ("note", "Сноска.", 14),
    ]
    assert draft.paragraphs[5].column == "Все, %"
    assert draft.paragraphs[5].caption == "Таблица 3. Ответы"


def test_paragraphs_of_word() -> None:
    import docx

    document = docx.Document()
    document.add_heading("Работа", 1)
    document.add_paragraph("Первый абзац.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Ответ", "Все, %", "Да", "22,1"), strict=True):
        cell.text = text
    held = io.BytesIO()
    document.save(held)
    draft = read_draft(Source("a.docx", held.getvalue()))
    assert [(p.kind, p.text) for p in draft.paragraphs] == [
        ("heading", "Работа"),
        ("text", "Первый абзац."),
        ("cell", "Да"),
        ("cell", "22,1"),
    ]
    assert draft.paragraphs[3].row == "Да"
    assert draft.paragraphs[1].headings == ("Работа",)


@pytest.mark.parametrize("start", ["<!doctype html>", "\n<!DOCTYPE HTML>", '<html lang="en">'])
def test_a_page_of_html_is_no_draft(start: str) -> None:
    with pytest.raises(EticError) as refused:
        read_draft(Source("article.html", f"{start}\n<p>Most returned.</p>".encode()))
    assert refused.value.key == "draft-unreadable"
