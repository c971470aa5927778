"""Rich Text Format: the right letters, whichever way they are written."""

from __future__ import annotations

import pytest

from tests.read.samples import LINES, TEXT, bundle, document, refused, rtf, said

HEAD = r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset161 G;}}"


def text_of(body: str, head: str = HEAD) -> str:
    return document("a.rtf", (head + body + "}").encode("cp1251")).text


def test_the_sample() -> None:
    read = document("R1.rtf", rtf())
    assert read.text == TEXT
    assert len(said(read)) == len(LINES)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\'c4\'e0.", "Да."),
        ("Да.", "Да."),
        (r"\u1044?\u1072?.", "Да."),
        (r"\u1044\'c4\u1072\'e0.", "Да."),
        (r"{\uc0\u1044\u1072 .}", "Да."),
        (r"{\uc2\u1044 ab\u1072 cd}.", "Да."),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\f1\'e1}\'e1", "αб"),
        (r"a\tab b\line c\par d\~e\-f\_g\emdash h", "a\tb\nc\nd\u00a0e\u00adf\u2011g—h"),
        (r"\{a\}\\b", "{a}\\b"),
        ("a\r\nb\\\nc", "ab\nc"),
        (r"a{\*\unknown b}{\info{\author c}}{\header d}{\pict 0102}e", "ae"),
        (r"a{\field{\*\fldinst HYPERLINK x}{\fldrslt b}}c", "abc"),
        (r"{\listtext 1.\tab}a", "1.\ta"),
        (r"a{\pict\bin4 }{}\x}b", "ab"),
        (r"{\upr{a}{\*\ud{b}}}", "b"),
        (r"a\f0\fs24\b b\b0\plain  c", "ab c"),
    ],
)
def test_pieces(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (r"{\rtf1\ansi", r"\'c4\'e0, \'ea\'ee\'ed\'e5\'f7\'ed\'ee."),
        (r"{\rtf1\ansi\ansicpg1251", r"\'c4\'e0, \'ea\'ee\'ed\'e5\'f7\'ed\'ee."),
        (
            r"{\rtf1\ansi\ansicpg1251\cocoartf2{\fonttbl\f0\fcharset0 Helvetica;}\f0",
            r"\'c4\'e0, \'ea\'ee\'ed\'e5\'f7\'ed\'ee.",
        ),
        (
            r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset204 A;}}",
            r"\'c4\'e0, \'ea\'ee\'ed\'e5\'f7\'ed\'ee.",
        ),
    ],
)
def test_whoever_wrote_it(head: str, body: str) -> None:
    assert text_of(body, head) == "Да, конечно."


def test_tables() -> None:
    row = r"\pard\intbl {}\cell \pard\intbl {}\cell\row "
    body = row.format(r"\'c8", r"\'c3\'e4\'e5?") + row.format(r"\'d0", r"\'d2\'e0\'ec.\par x")
    assert text_of(r"a\par " + body + r"\pard b") == "a\nИ: Где?\nР: Там.\nx\nb"
    assert text_of(row.format("a1", "b1") + row.format("c1", "d1")) == "a1\tb1\nc1\td1"


def test_what_is_left_out_leaves_a_notice() -> None:
    body = r"a{\footnote f}{\*\annotation n}{\v h}{\deleted d}{\revised  r}{\v0 e}"
    read = bundle("a.rtf", (HEAD + body + "}").encode())
    assert read.documents[0].text == "a re"
    assert {notice.key: notice.details["n"] for notice in read.warnings} == {
        "notes-left-out": 1,
        "comments-left-out": 1,
        "hidden-left-out": 1,
        "changes-accepted": 2,
    }


@pytest.mark.parametrize(
    "body",
    [r"{a", r"a\'98", r"a\u-10179?b", r"{\f1\'ff}"],
    ids=["cut off", "no letter", "half a letter", "no letter in Greek"],
)
def test_what_cannot_be_decoded_is_refused(body: str) -> None:
    assert refused("a.rtf", (HEAD + body + "}").encode()).key == "rtf-broken"


def test_an_unknown_code_page_is_refused() -> None:
    assert refused("a.rtf", rb"{\rtf1\ansi\ansicpg9999 a}").key == "rtf-broken"


def test_it_must_really_begin_as_rtf() -> None:
    assert refused("a.rtf", rb"rtf1\ansi a").key == "not-what-name-says"
    assert refused("a.rtf", HEAD.encode() + b" }").key == "transcript-empty"
