"""Bytes to text: the right letters, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.read.encoding import decode, flaw
from etic.text import canonical
from tests.read.samples import document

RUSSIAN = (
    "И: Расскажите, как вы впервые поехали в Россию.\n"
    "Р: Ну, как все: отец сказал - езжай! Жили вчетвером в Жуковском, объявление нашли. "
    "ДОГОВОР? Нет, какой договор... Ёлки, щи, съёмная квартира - и больше ничего.\n"
)
ENCODINGS = ["cp1251", "koi8-r", "cp866", "mac_cyrillic", "iso8859-5"]
WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8", "utf-8-sig"]


@pytest.mark.parametrize("encoding", ENCODINGS + WIDE)
def test_russian_comes_out_exact(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("text", ["Да.", "Ооба, үйгө кеттим 😀", "Yes.", "«Ёлка» — №1"])
def test_short_unicode_texts_come_out_exact(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
@pytest.mark.parametrize(
    "text", ["Да.", "Нет.", "Не помню.", "конечно", "И: Да?\nР: Нет.", "жок", "Айгуль, Бишкек"]
)
def test_short_russian_comes_out_exact(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_capitals_in_cp1251_are_not_small_letters_of_koi8() -> None:
    for text in ("ОТЕЦ", "НЕТ", "Я", "И:", "ИНТЕРВЬЮЕР: ГДЕ?"):
        assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("déjà vu, ça va être naïve", "cp1252"),
        ("“Well” – he said – it’s fine", "cp1252"),
        ("£500 a month", "cp1252"),
        ("Привіт, як справи, їхали ми", "cp1251"),
    ],
)
def test_other_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x00\x01\x02\x03",
        bytes(range(256)),
        b"PK\x03\x04\x14\x00\x08\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
        b"text with a \x00 in it",
        b"ring the bell \x07",
        "потерянная бу\ufffdва".encode(),
        "потерянная буква".encode()[:-1],
        "потерянная буква".encode().replace(b"\xd1", b"\xd1\xd1", 1),
    ],
)
def test_what_is_no_text_or_damaged_is_refused(data: bytes) -> None:
    assert decode(data) is None


def test_breaks_of_old_programs_become_lines_and_the_dos_end_of_file_goes() -> None:
    assert decode(b"one\x0ctwo\x0bthree\r\nfour\x1a") == "one\ntwo\nthree\nfour"


def test_marks_put_together_with_their_files_go() -> None:
    assert decode("\ufeff\ufeffда".encode()) == "да"
    assert document("a.txt", "---\ncase: A\n---\n\ufeff\ufeffда".encode()).text == "да"


def test_letters_are_composed() -> None:
    assert decode("и\u0306".encode()) == "й"


def test_a_flaw_is_named_by_its_line() -> None:
    assert flaw("one\ntwo \ufffd three".encode()) == (2, "U+FFFD")
    assert flaw(b"one\ntwo \x07 three") == (2, "U+0007")
    assert flaw("Первая строка\nвторая".encode()[:-1]) == (2, "U+FFFD")
    assert flaw(b"all is well") is None
    assert flaw(bytes(range(256))) is None


@given(st.binary(max_size=200))
def test_any_bytes_give_canonical_text_or_none(data: bytes) -> None:
    text = decode(data)
    if text is not None:
        assert "\ufffd" not in text
        assert "\r" not in text
        assert canonical(text) == text
        assert not any(c < " " and c not in "\n\t" for c in text)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])))
def test_utf8_comes_back(text: str) -> None:
    read = decode(text.encode())
    assert read == canonical(text)
