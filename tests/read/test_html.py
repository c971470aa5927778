"""HTML pages: what a reader of the page sees."""

from __future__ import annotations

import pytest

from tests.read.samples import HTML, TEXT, document, refused, said


def text_of(body: str) -> str:
    return document("a.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode()).text


def test_the_sample() -> None:
    assert document("a.html", HTML).text == TEXT


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a\n  b <b> c</b>d</p>", "a b cd"),
        ("<div>a<div>b</div>c</div>d", "a\nb\nc\nd"),
        ("<p>a<br>b<br/><br>c</p>", "a\nb\n\nc"),
        ("<p>&laquo;a&raquo;&nbsp;&#1103;&mdash;&lt;</p>", "«a»\u00a0я—<"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<h1>a</h1>b<!-- c --><p hidden>d</p><p style='display: none'>e<br>f</p><p>g", "a\nb\ng"),
        ("<pre>a\n  b\n\nc</pre>d", "a\n  b\n\nc\nd"),
        ("a<script>b</script><style>c</style><noscript>d</noscript>e", "ae"),
        ("<table><tr><td>И<td>Где?<tr><td>Р<td><p>Там.<p>Да.</table>", "И: Где?\nР: Там.\nДа."),
        ("<table><tr><th>a<th>b<th>c</table>", "a\tb\tc"),
        ("<table><tr><td>x<table><tr><td>a<td>b</table>y<td>z</table>", "x\na\tb\ny\tz"),
        ("<td>a</td>b<tr>c", "ab\nc"),
        ("a&#7;b&#0;", "ab"),
    ],
)
def test_pieces(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset='windows-1251'>", "cp1251"),
        ("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        ("", "cp1251"),
        ("<meta charset='utf-8'>", "cp1251"),
        ("<meta charset='no-such'>", "cp1251"),
        ("<meta charset='unicode_escape'>", "cp1251"),
        ("<meta charset='windows-1251'>", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_whatever_the_page_declares(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>Да, поехали в Москву.</p></body></html>"
    assert document("a.html", page.encode(encoding)).text == "Да, поехали в Москву."


def test_xhtml_and_pieces_of_pages() -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"'
        ' "http://www.w3.org/TR/x.dtd"><html xmlns="http://www.w3.org/1999/xhtml">'
        "<body><p>И: Где?</p><p>Р: Там.</p></body></html>"
    )
    assert said(document("a.xhtml", page.encode())) == [("И", "Где?"), ("Р", "Там.")]
    assert document("a.html", b"<!-- x --><p>a</p><p>b</p>").text == "a\nb"


@pytest.mark.parametrize("text", ["<смех> И: Где?", "<i> не тег", "<unknown>a</unknown>", "a < b"])
def test_what_only_begins_like_a_page_is_text(text: str) -> None:
    assert document("a.txt", text.encode()).text == text


def test_refusals() -> None:
    assert refused("a.html", b"<html><script>x</script></html>").key == "transcript-empty"
    assert refused("a.html", b"<html></html>").key == "transcript-empty"
    assert refused("a.html", "просто текст".encode()).key == "not-what-name-says"


@pytest.mark.parametrize("depth", [300, 50_000])
def test_depth_has_an_end_and_nothing_is_lost_unsaid(depth: int) -> None:
    page = "<html>" + "<div>" * depth + "a" + "</div>" * depth
    assert refused("a.html", page.encode()).key == "html-deep"
    assert text_of("<div>" * 200 + "a") == "a"
