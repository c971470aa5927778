"""Transcripts as people and programs type them, each habit as it is met."""

from __future__ import annotations

from collections.abc import Sequence

import docx
import pytest

from etic.model import Turn
from etic.read.turns import turns_of
from tests.read.making import workbook
from tests.read.samples import bundle, document, said, saved

Q, A, Q2, A2 = "Где вы жили?", "В Москве. Три года.", "А потом?", "В Оше."


def told(text: str, turns: Sequence[Turn]) -> list[tuple[str, str]]:
    return [(turn.speaker, text[turn.body : turn.end]) for turn in turns]


PARTS = [
    # a dot, a bracket, an arrow or a tab instead of a colon
    ("И", "Р", "И. {q}\nР. {a}\nИ. {q2}\nР. {a2}"),
    ("И", "Р1", "И. {q}\nР1. {a}\nИ. {q2}\nР1. {a2}"),
    ("I", "R", "I. {q}\nR. {a}\nI. {q2}\nR. {a2}"),
    ("Q", "A", "Q. {q}\nA. {a}\nQ. {q2}\nA. {a2}"),
    ("В", "О", "В. {q}\nО. {a}\nВ. {q2}\nО. {a2}"),
    ("Инт", "Респ", "Инт. {q}\nРесп. {a}\nИнт. {q2}\nРесп. {a2}"),
    ("Инт", "Респ", "Инт.: {q}\nРесп.: {a}\nИнт.: {q2}\nРесп.: {a2}"),
    ("И", "Р", "(И) {q}\n(Р) {a}\n(И) {q2}\n(Р) {a2}"),
    ("И", "Р", "И) {q}\nР) {a}\nИ) {q2}\nР) {a2}"),
    ("I", "R1", "I> {q}\nR1> {a}\nI> {q2}\nR1> {a2}"),
    ("И", "Р", "И\t{q}\nР\t{a}\nИ\t{q2}\nР\t{a2}"),
    ("Анна", "Эрлан", "Анна\t{q}\nЭрлан\t{a}\nАнна\t{q2}\nЭрлан\t{a2}"),
    # bold without a colon, in Markdown
    ("И", "Р", "**И** {q}\n**Р** {a}\n**И** {q2}\n**Р** {a2}"),
    ("Анна", "Эрлан", "**Анна** {q}\n\n**Эрлан** {a}\n\n**Анна** {q2}\n\n**Эрлан** {a2}"),
    # the name on a line of its own
    ("Модератор", "Участник 1",
     "Модератор\n{q}\nУчастник 1\n{a}\nМодератор\n{q2}\nУчастник 1\n{a2}"),
    ("Speaker 1", "Speaker 2",
     "[Speaker 1]\n{q}\n[Speaker 2]\n{a}\n[Speaker 1]\n{q2}\n[Speaker 2]\n{a2}"),
    ("Анна", "Эрлан", "Анна\n{q}\n\nЭрлан\n{a}\n\nАнна\n{q2}\n\nЭрлан\n{a2}"),
    # more about who speaks
    ("Анна (интервьюер)", "Айгуль (респондент)",
     "Анна (интервьюер): {q}\nАйгуль (респондент): {a}\nАнна (интервьюер): {q2}\n"
     "Айгуль (респондент): {a2}"),
    ("Модератор", "Айгуль",
     "Модератор: {q}\nАйгуль, 34 года: {a}\nМодератор: {q2}\nАйгуль, 34 года: {a2}"),
    ("Модератор", "М1", "Модератор: {q}\nМ1: {a}\nМодератор: {q2}\nМ1: {a2}"),
    ("Модератор", "Ж2", "Модератор: {q}\nЖ2: {a}\nМодератор: {q2}\nЖ2: {a2}"),
    # nobody is named
    ("И", "Р", "— {q}\n— {a}\n— {q2}\n— {a2}"),
    ("И", "Р", "- {q}\n\n- {a}\n\n- {q2}\n\n- {a2}"),
]  # fmt: skip


@pytest.mark.parametrize(("asks", "answers", "form"), PARTS, ids=lambda part: str(part)[:30])
def test_labels(asks: str, answers: str, form: str) -> None:
    text = form.format(q=Q, a=A, q2=Q2, a2=A2)
    turns = turns_of(text)
    assert told(text, turns) == [(asks, Q), (answers, A), (asks, Q2), (answers, A2)]
    if asks not in ("Анна", "Speaker 1"):
        assert turns[0].role == "interviewer"


TIMED = {
    "Otter, Teams": "Anna K  0:03\n{q}\n\nErlan T.  0:05\n{a}\n\nAnna K  0:09\n{q2}",
    "Rev": "Speaker 1 (00:03):\n{q}\nSpeaker 2 (00:05):\n{a}\nSpeaker 1 (00:09):\n{q2}",
    "Zoom": "[Anna K] 00:00:03\n{q}\n\n[Erlan] 00:00:05\n{a}\n\n[Anna K] 00:00:09\n{q2}",
    "Zoom chat": "00:00:03\tAnna K:\t{q}\n00:00:05\tErlan:\t{a}\n00:00:09\tAnna K:\t{q2}",
    "the time below": "Anna K\n00:00:03\n{q}\n\nErlan\n00:00:05\n{a}\n\nAnna K\n00:00:09\n{q2}",
    "on one line": "Speaker 1 00:00:03 {q}\nSpeaker 2 00:00:05 {a}\nSpeaker 1 00:00:09 {q2}",
    "a dash after the time": "0:03 - Speaker 1\n{q}\n0:05 - Speaker 2\n{a}\n0:09 - Speaker 1\n{q2}",
    "Спикер": "Спикер 1 [00:00:03]\n{q}\nСпикер 2 [00:00:05]\n{a}\nСпикер 1 [00:00:09]\n{q2}",
    "f4": "#00:00:03-2# I: {q}\n#00:00:05-1# R: {a}\n#00:00:09-0# I: {q2}",
    "oTranscribe": "0:03 {q}\n0:05 {a}\n0:09 {q2}",
    "tabs": "00:00:03\tАнна\t{q}\n00:00:05\tЭрлан\t{a}\n00:00:09\tАнна\t{q2}",
}  # fmt: skip


@pytest.mark.parametrize("form", TIMED.values(), ids=TIMED)
def test_labels_with_times(form: str) -> None:
    text = form.format(q=Q, a=A, q2=Q2)
    turns = turns_of(text)
    assert [words for _, words in told(text, turns)] == [Q, A, Q2]
    assert [turn.time for turn in turns] == [3.0, 5.0, 9.0]
    assert turns[0].speaker == turns[2].speaker


def test_a_stamp_at_the_end_of_a_turn_is_where_the_next_begins() -> None:
    text = "И: Где? [00:00:05]\nР: Там. [00:12:31] Потом в Оше.\nИ: Да? #00:13:00-1#\nР: Да."
    turns = turns_of(text)
    assert [turn.time for turn in turns] == [None, 5.0, None, 780.0]
    assert told(text, turns)[1] == ("Р", "Там. [00:12:31] Потом в Оше.")
    at_noon = "И: Когда?\nР: В 12:30\nИ: Ясно."
    assert [turn.time for turn in turns_of(at_noon)] == [None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "И. Петров вернулся.\nОн жил в Москве.\nИ. Петров работал.",  # initials
        "Р. Асанов пришёл.\nИ. Петров ушёл.\nОни не встретились больше никогда.\nВот и всё.\nДа.",
        "Москва\nТам жил.\nПотом ещё раз.\nИ снова уехал.\nМосква\nОпять.\nИ всё.",
        "Возраст\t34\nПол\tженский\nГород\tОш\nДети\tдвое",
        "— Хлеб\n— Молоко\n— Сахар\n— Соль",  # a list
        "**Важно** это.\nТак вот.\n**Важно** и то.\nДа.\nИ ещё.\nИ всё.",
    ],
)
def test_what_only_looks_so(text: str) -> None:
    speakers = {turn.speaker for turn in turns_of(text)}
    assert speakers == {""} or text.startswith("Р. Асанов")


def test_dots_are_no_labels_where_colons_are() -> None:
    text = "И: Кто?\nР: Двое.\nИ. Петров был.\nР. Асанов был.\nИ: Ясно.\nР: Да."
    assert [speaker for speaker, _ in told(text, turns_of(text))] == ["И", "Р", "И", "Р"]


def written(*paragraphs: Sequence[tuple[str, str]]) -> bytes:
    """A Word document; each run is (words, "b", "i" or "")."""
    made = docx.Document()
    for runs in paragraphs:
        paragraph = made.add_paragraph()
        for words, look in runs:
            run = paragraph.add_run(words)
            run.bold, run.italic = "b" in look or None, "i" in look or None
    return saved(made)


FOUR = [("И", Q), ("Р", A), ("И", Q2), ("Р", A2)]


@pytest.mark.parametrize("names", [("И", "Р"), ("Анна", "Эрлан"), ("Анна К.", "Эрлан Т.")])
@pytest.mark.parametrize("form", ["{} ", "{}  ", " {}. "])
def test_bold_names_in_word_without_a_colon(names: tuple[str, str], form: str) -> None:
    if "." in form and "." in names[0]:
        form = "{} "  # no second dot after an initial
    rows = [(names[n % 2], words) for n, (_, words) in enumerate(FOUR)]
    read = document(
        "a.docx", written(*([(form.format(name), "b"), (words, "")] for name, words in rows))
    )
    assert said(read) == [(name.removesuffix(".") if " " not in name else name, words)
                          for name, words in rows]  # fmt: skip


def test_bold_names_in_word_on_lines_of_their_own() -> None:
    rows = [[(name, "b")] if n == 0 else [(words, "")]
            for name, words in (("Анна", Q), ("Эрлан", A), ("Анна", Q2), ("Эрлан", A2))
            for n in (0, 1)]  # fmt: skip
    read = document("a.docx", written(*rows))
    assert said(read) == [("Анна", Q), ("Эрлан", A), ("Анна", Q2), ("Эрлан", A2)]


@pytest.mark.parametrize("look", ["i", "b"])
def test_questions_set_off_in_word(look: str) -> None:
    rows = [[(words, look if name == "И" else "")] for name, words in FOUR]
    read = document("a.docx", written(*rows, [("И в Узгене.", "")]))
    assert said(read) == [*FOUR[:3], ("Р", f"{A2}\nИ в Узгене.")]
    assert [turn.role for turn in read.turns] == ["interviewer", "respondent"] * 2
    assert read.text == "\n".join([Q, A, Q2, A2, "И в Узгене."])


def test_emphasis_that_is_no_question_says_nothing() -> None:
    rows = [[(words, "b" if n % 2 else "")] for n, words in enumerate([A, A2] * 3)]
    assert {speaker for speaker, _ in said(document("a.docx", written(*rows)))} == {""}


def test_a_header_above_emphasis() -> None:
    head = [[(line, "b")] for line in ("---", "case: R7", "---")]
    rows = [[(words, "i" if name == "И" else "")] for name, words in FOUR]
    read = document("a.docx", written(*head, *rows))
    assert (read.case, said(read)) == ("R7", FOUR)


@pytest.mark.parametrize("titles", [(), ("Время", "Кто", "Текст")])
def test_a_table_in_word_with_times(titles: tuple[str, ...]) -> None:
    made = docx.Document()
    table = made.add_table(rows=0, cols=3)
    for row in (
        *[titles][: len(titles)],
        ("00:00:03", "И", Q),
        ("00:00:05", "Р", A),
        ("", "И", Q2),
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    read = document("a.docx", saved(made))
    assert said(read)[-3:] == [("И", Q), ("Р", A), ("И", Q2)]
    assert [turn.time for turn in read.turns][-3:] == [3.0, 5.0, None]


def test_a_sheet() -> None:
    rows = [["Start Time", "Speaker", "Text"], ["0:00:03", "И", Q], ["0:00:05", "Р", A]]
    read = document("a.xlsx", workbook(rows))
    assert said(read) == [("И", Q), ("Р", A)]
    assert [turn.time for turn in read.turns] == [3.0, 5.0]


EXPORTS = {
    "begin, end, speaker": "0.0\t3.2\tSPEAKER_00\t{q}\n3.2\t9.0\tSPEAKER_01\t{a}\n"
    "9.5\t10\tSPEAKER_00\t{q2}",
    "tiers": "И\t\t00:00:00.000\t00:00:03.200\t00:00:03.200\t{q}\n"
    "Р\t\t00:00:03.200\t00:00:09.000\t00:00:05.800\t{a}\n"
    "И\t\t00:00:09.500\t00:00:10.000\t00:00:00.500\t{q2}",
    "a header": "start\tend\tspeaker\ttext\n0.0\t3.2\tИ\t{q}\n3.2\t9\tР\t{a}\n9.5\t10\tИ\t{q2}",
    "Begin Time": "Tier\tBegin Time\tEnd Time\tAnnotation\n"
    "И\t0.0\t3.2\t{q}\nР\t3.2\t9\t{a}\nИ\t9.5\t10\t{q2}",
    "nobody named": "0.000000\t3.200000\t{q}\n3.200000\t9.000000\t{a}\n9.500000\t10.000000\t{q2}",
}  # fmt: skip


@pytest.mark.parametrize("form", EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize("name", ["a.txt", "a.tsv"])
def test_exports_of_recorders(form: str, name: str) -> None:
    read = bundle(name, form.format(q=Q, a=A, q2=Q2).encode()).documents[0]
    assert [words for _, words in said(read)] == [Q, A, Q2]
    assert [turn.time for turn in read.turns] == [0.0, 3.2, 9.5]
