"""similar and prepare from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.language import embedding
from etic.project import Project
from tests.cli.conftest import Etic
from tests.meaning import Topics


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Topics:
    made = Topics()
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: made)
    return made


def test_vectors_are_prepared_once(etic: Etic, study: Path, model: Topics) -> None:
    first = etic("prepare", study, "--json")
    assert first.json["vectors"] > 0
    made = first.json["vectors"]
    assert first.err.splitlines() == [f"0/{made}", f"{made}/{made}"]
    assert etic("prepare", study, "--json").json == {"vectors": 0}
    assert "ready" in etic("prepare", study).out
    with Project.open(study) as project:
        assert project.verify() == []


def test_similar_to_a_text_and_to_a_place(etic: Etic, study: Path, model: Topics) -> None:
    found = etic("similar", study, "--text", "мама болела", "--json")
    assert found.err == ""  # what was missing has been made
    assert set(found.json[0]) == {
        "study", "document", "case", "start", "end", "text", "score", "codes"
    }  # fmt: skip
    assert "Мама болела" in found.json[0]["text"]
    with Project.open(study) as project:
        start = project.text("R02").index("Семья")
    place = ("--document", "R02", "--start", start, "--end", start + 5)
    found = etic("similar", study, *place, "--limit", 1, "--json")
    assert found.err == ""
    assert [one["document"] for one in found.json] == ["R01"]
    assert "Семья" not in etic("similar", study, *place).out


def test_similar_goes_into_a_file(etic: Etic, study: Path, tmp_path: Path, model: Topics) -> None:
    path = tmp_path / "similar.csv"
    assert etic("similar", study, "--text", "мама", "-o", path).code == 0
    assert path.read_text(encoding="utf-8-sig").count("\n") > 1


def test_without_the_extra_it_says_so(
    etic: Etic, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: None)
    found = etic("similar", study, "--text", "семья")
    assert "not installed" in found.err
    assert "Семья" in found.out
    assert etic("prepare", study, "--json").json == {"vectors": 0}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "--text"),
        (("--text", "a", "--document", "R01"), "--text"),
        (("--document", "R01", "--start", "3"), "--end"),
        (("--document", "R01", "--start", "5", "--end", "99999"), "R01"),
        (("--document", "nobody", "--start", "5", "--end", "9"), "nobody"),
        (("--text", "a", "--study", "nowhere"), "nowhere"),
    ],
)
def test_bad_input_is_one_line(
    etic: Etic, study: Path, model: Topics, given: tuple[str, ...], said: str
) -> None:
    result = etic("similar", study, *given)
    assert result.code == 2
    assert result.out == ""
    assert said in result.err
    assert result.err.count("\n") == 1
