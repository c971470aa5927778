"""Subtitles: cues to turns, with their speakers and times."""

from __future__ import annotations

import pytest

from tests.read.samples import SRT, VTT, bundle, document, refused, said


def vtt(*cues: str, gap: float = 0.0) -> bytes:
    blocks = [
        f"00:00:{n * (1 + gap):06.3f} --> 00:00:{n * (1 + gap) + 1:06.3f}\n{cue}"
        for n, cue in enumerate(cues)
    ]
    return ("WEBVTT\n\n" + "\n\n".join(blocks) + "\n").encode()


def test_voices_of_webvtt() -> None:
    read = document("a.vtt", VTT)
    assert read.text == "Анна: Где вы жили?\nЭрлан: В Москве, на стройке & на рынке."
    assert said(read) == [("Анна", "Где вы жили?"), ("Эрлан", "В Москве, на стройке & на рынке.")]
    assert [turn.time for turn in read.turns] == [1.0, 4.0]


def test_names_of_subrip() -> None:
    read = document("a.srt", SRT)
    assert [speaker for speaker, _ in said(read)] == ["Анна", "Эрлан"] * 2
    assert [turn.time for turn in read.turns] == [1.0, 4.0, 66.0, 69.0]
    assert document("a.srt", SRT.replace(b"\n", b"\r\n")).text == read.text


def test_known_parts_get_their_roles() -> None:
    read = document("a.vtt", vtt("И: 2.1. Где?", "Р: Там.", "Далеко."))
    assert [(t.speaker, t.role, t.question) for t in read.turns] == [
        ("И", "interviewer", "2.1"),
        ("Р", "respondent", ""),
    ]
    assert read.text == "И: 2.1. Где?\nР: Там. Далеко."


def test_a_colon_is_not_yet_a_speaker() -> None:
    read = document("a.vtt", vtt("И: Что сказал?", "Р: Цитата: нет.", "Итог: ничего."))
    assert [speaker for speaker, _ in said(read)] == ["И", "Р"]


def test_without_speakers_a_turn_ends_with_the_sentence_or_a_pause() -> None:
    assert document("a.vtt", vtt("Ну, я", "поехал.", "Потом")).text == "Ну, я поехал.\nПотом"
    assert document("a.vtt", vtt("Ну, я", "поехал", gap=3)).text == "Ну, я\nпоехал"


def test_markup_and_entities_go_and_no_break_spaces_stay() -> None:
    read = document("a.vtt", vtt("<c.x>a&nbsp;b</c> <00:00:01.000>&lt;c&gt; {\\an8}<b>d\ne</b>"))
    assert read.text == "a\u00a0b <c> d e"


def test_two_voices_in_one_cue() -> None:
    assert said(document("a.vtt", vtt("<v A>раз.</v> <v B>два."))) == [("A", "раз."), ("B", "два.")]
    assert document("a.vtt", vtt("- Где?\n- Там.")).text == "- Где?\n- Там."


def test_notes_styles_and_settings_are_no_words() -> None:
    data = (
        "WEBVTT - имя\nKind: captions\n\nSTYLE\n::cue {}\n\nNOTE\nпро себя\n\n"
        "01:00:00.000 --> 01:00:02.000 align:start\nда\n"
    )
    read = document("a.vtt", data.encode())
    assert (read.text, read.turns[0].time) == ("да", 3600.0)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("WEBVTT\n\n00:00:01.000 --> 00:00:xx\nда\n", 3),
        ("WEBVTT\n\n1\n00:01 --> 00:02\nда\n", 4),
        ("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nда\n\nчто-то\nещё\n", 6),
    ],
)
def test_a_wrong_time_is_named_by_its_line(data: str, line: int) -> None:
    fault = refused("a.vtt", data.encode())
    assert (fault.key, fault.details["line"]) == ("subtitles-time", line)


def test_nothing_said_and_not_subtitles() -> None:
    assert refused("a.vtt", b"WEBVTT\n").key == "transcript-empty"
    assert refused("a.vtt", b"WEBVTTX\n\n00:00").key == "not-what-name-says"
    assert refused("a.srt", "1\nда\n".encode()).key == "not-what-name-says"
    assert not bundle("a.txt", "1\n\nда".encode()).documents[0].turns[0].time
