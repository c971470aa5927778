"""PDF: text by pages, and plain reasons where there is none."""

from __future__ import annotations

import io
import logging

import pypdf
import pytest

from tests.read.samples import LINES, TEXT, bundle, document, pdf, refused, said


def test_cyrillic_by_its_unicode_map() -> None:
    read = document("R1.pdf", pdf())
    assert read.text == TEXT
    assert said(read)[1] == ("Р", "В Москве, «на стройке». Үйгө кеттим 😀.")


def test_pages_follow_each_other_and_an_empty_one_is_told() -> None:
    read = bundle("R1.pdf", pdf([LINES[:2], [], LINES[2:]]))
    assert read.documents[0].text == "\n".join([*LINES[:2], "", *LINES[2:]])
    assert [(notice.key, notice.where) for notice in read.warnings] == [
        ("pdf-words", ""),
        ("pdf-page-empty", "2"),
    ]


def test_a_scan_is_refused() -> None:
    assert refused("scan.pdf", pdf([[], []])).key == "pdf-no-text"


def test_glyphs_without_letters_are_refused() -> None:
    assert refused("a.pdf", pdf(letters=False)).key in ("pdf-no-letters", "pdf-no-text")


def test_letters_without_a_meaning_are_told_by_page() -> None:
    lost = [line.replace("М", "\ufffd") for line in LINES]
    read = bundle("a.pdf", pdf([LINES, lost]))
    assert [(n.key, n.where) for n in read.warnings] == [
        ("pdf-words", ""),
        ("pdf-letters-lost", "2"),
    ]
    assert "\ufffd" not in read.documents[0].text


def locked(user: str, owner: str | None = None) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt(user, owner_password=owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_locked_file_is_refused() -> None:
    assert refused("a.pdf", locked("secret")).key == "pdf-locked"


def test_a_cipher_that_needs_another_library_is_a_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    def decrypt(*_: object) -> None:
        raise pypdf.errors.DependencyError("cryptography is required for AES")

    data = locked("")
    monkeypatch.setattr(pypdf.PdfReader, "decrypt", decrypt)
    assert refused("a.pdf", data).key == "pdf-locked"


def test_a_file_that_anybody_may_open_is_read() -> None:
    assert document("a.pdf", locked("", "secret")).text == TEXT


def test_damage_is_told_and_nothing_goes_to_the_terminal(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert refused("a.pdf", pdf()[:300]).key in ("pdf-broken", "pdf-no-text")
        assert refused("a.pdf", b"%PDF-1.4\n%%EOF").key == "pdf-broken"
        assert document("a.pdf", pdf().replace(b"startxref\n", b"startxref\n9")).text == TEXT
    assert capsys.readouterr() == ("", "")
    assert not caplog.records
    assert logging.getLogger("pypdf").propagate
