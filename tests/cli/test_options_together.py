"""Options that mean nothing together or alone are refused, not passed over; and it is said why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etic import create
from etic.cli import run
from etic.model import Bundle, Code, Codebook, Document
from tests.cli.conftest import Etic
from tests.rounds import ONE, OTHER, twice_coded

BOTH = ("--coders", ONE, OTHER)


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    path = tmp_path / "twice.etic"
    twice_coded(path).close()
    return path


@pytest.mark.parametrize(
    ("command", "arguments", "said"),
    [
        ("rounds", ("--share", "0.5"), "--share means nothing without --open"),
        ("rounds", ("x", "--close", *BOTH), "--coders means nothing without --open"),
        ("rounds", ("x", "--settle"), "--settle means nothing without --adjudicator"),
        ("rounds", ("x", "--preview"), "--preview means nothing without --adjudicator"),
        ("rounds", ("x", "--close", "--drop-undecided"),
         "--drop-undecided means nothing without --settle"),
        ("rounds", ("x", "--open", "--coders", ONE), "needs 2 values. See: etic rounds --help"),
        ("summarise", ("--case", "R01", "--code", "return", "--replace"),
         "--replace means nothing without --text"),
        ("summarise", ("--case", "R01", "--code", "return", "--coding", "1"),
         "--coding means nothing without --text"),
        ("unitizing", ("--threshold", "0.5"), "--threshold means nothing without --programs"),
        ("unitizing", ("--continuous", "--curve"), "One thing at a time"),
        ("quotes", ("--no-spread",), "--no-spread means nothing without --most"),
        ("truthtable", ("--outcome", "return", "--conditions", "skills", "--fits", "--data"),
         "One thing at a time"),
        ("propositions", ("--add", ""), "A proposition without words"),
        ("table", ("--codes",), "needs a value. See: etic table --help"),
        ("agreement", ("--level", "abc"), "A number is wanted."),
        ("matrix", ("--kind", "cooccurrence", "--within", "words", "--distance", "-3"),
         "A whole number is wanted, from 0 on."),
        ("suggest", ("--top", "50"), "A whole number is wanted, from 1 to 20."),
    ],
)  # fmt: skip
def test_it_is_said_which_option_is_wrong(
    etic: Etic, twice: Path, command: str, arguments: tuple[str, ...], said: str
) -> None:
    result = etic(command, twice, *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_a_place_needs_both_ends_and_a_code(etic: Etic, twice: Path) -> None:
    name = etic("disagreements", twice, *BOTH, "--json").json["rows"][0]["id"]
    new = ("decide", twice, name, *BOTH, "--outcome", "new", "--adjudicator", "vera")
    for more, said in (
        (("--own", "skills", "--start", "5"), "--start means nothing without --end"),
        (("--own", "skills", "--end", "5"), "--end means nothing without --start"),
        (("--start", "5", "--end", "9"), "--start means nothing without --own"),
    ):
        result = etic(*new, *more)
        assert (result.code, said in result.err) == (2, True)


def test_a_number_that_no_coding_has_is_named(etic: Etic, twice: Path) -> None:
    assert etic("propositions", twice, "--add", "x", "--supports", "return").code == 0
    judged = etic("judge", twice, "--proposition", "1", "--case", "R01", "--verdict", "supports",
                  "--quote", "999")  # fmt: skip
    assert (judged.code, "There is no coding 999" in judged.err) == (2, True)


def test_the_two_who_have_coded_need_not_be_named(etic: Etic, twice: Path) -> None:
    for way in ("--curve", "--programs"):
        assert (
            etic("unitizing", twice, way, "--json").json
            == etic("unitizing", twice, way, *BOTH, "--json").json
        )


def test_yes_and_no_in_a_pipe_are_as_in_a_csv(etic: Etic, twice: Path) -> None:
    assert "\tfalse" in etic("study", twice).out


def test_a_code_in_other_capitals_is_near(etic: Etic, twice: Path) -> None:
    assert "Near it: return" in etic("table", twice, "--codes", "RETURN").err


def test_places_in_documents_of_one_name_say_their_study(etic: Etic, tmp_path: Path) -> None:
    path = tmp_path / "two.etic"
    with create(path) as project:
        one = Document("R01", "Мама болела.", (), case="R01", study="a")
        project.import_bundle(Bundle((one, replace(one, study="b")), (Codebook((Code("x"),)),)))
        for study in "ab":
            project.code(f"{study}/R01", 0, 4, "x", coder=ONE)
            project.code(f"{study}/R01", 5, 11, "x", coder=OTHER)
    shown = etic("disagreements", path, *BOTH).out
    assert ("a/R01:0" in shown, "b/R01:5" in shown) == (True, True)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_closed_stream_does_no_harm(
    twice: Path, monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    monkeypatch.setattr(f"sys.{stream}", None)
    assert run(["study", str(twice)]) == 0
    assert run(["study", str(twice), "nobody"]) == 2
