"""The READMEs are true: their commands and their Python run, and both tell the same."""

from __future__ import annotations

import ast
import re
import shlex
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from etic.cli import run
from etic.i18n import catalogue
from etic.project import Project
from etic.read import read_path
from etic.store import spoken
from etic.store.spoken import CodedPassage
from tests.documents import READMES, ROOT, blocks, commands

FOLDERS = ("codebooks", "guides", "transcripts", "surveys")
PROJECT = "study.etic"
# The catalogues of the screens that the walk through the browser goes to.
WALKED = (
    "ui", "textcoder", "agreement", "search", "suggestions", "autocoding", "guide", "responses",
    "matrices", "framework", "induction", "rounds", "saturation", "audit", "cleaning",
    "checklists", "indicators", "templates", "drafts",
)  # fmt: skip


def text(lang: str) -> str:
    return READMES[lang].read_text(encoding="utf-8")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the demonstration's files lie as in a clone."""
    for name in FOLDERS:
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("lang", "sweeps"),
    [("ru", False), *(pytest.param(lang, True, marks=pytest.mark.slow) for lang in READMES)],
)
def test_all_that_a_readme_shows_runs(
    lang: str,
    sweeps: bool,
    clone: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ETIC_LANG", lang)
    names: dict[str, object] = {}
    for block in blocks(text(lang)):
        if block.kind == "sh":
            for line in block.text.splitlines():
                if line.startswith("etic "):
                    with monkeypatch.context() as patched:
                        if "--evaluate" in line and not sweeps:
                            patched.setattr(spoken, "coded", _of_a_few)
                        code = run(shlex.split(line, comments=True)[1:])
                    shown = capsys.readouterr()
                    assert code == 0, f"{line}\n{shown.err}"
                    assert shown.out, f"{line}: says nothing"
        elif block.kind == "python":
            exec(compile(block.text, READMES[lang].name, "exec"), names)
        elif block.kind == "console":
            _compare(block.text, capsys)
    with Project.open(clone / PROJECT) as project:
        assert project.verify() == []
        assert project.counts()["links"] == 2
        assert project.title == ("Returnees, 2022" if lang == "en" else "Возвратившиеся, 2022")
    assert run(["verify", PROJECT]) == 0


def _of_a_few(
    connection: sqlite3.Connection, coded: Callable[..., Iterable[CodedPassage]] = spoken.coded
) -> list[CodedPassage]:
    """What is coded in six interviews: each of them is left out in turn."""
    found = list(coded(connection))
    few = sorted({one.document_id for one in found})[:6]
    return [one for one in found if one.document_id in few]


def _compare(session: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the commands after `$` print is what stands under them."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        line, _, expected = part.partition("\n")
        assert line.startswith("etic ")
        run(shlex.split(line)[1:])
        shown = capsys.readouterr()
        assert shown.out + shown.err == expected, line


def test_searches_find_something(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reader who tries an example should see what it is an example of."""
    for words in commands(text("en")):
        if words[1] in ("new", "codebook", "import"):
            assert run(words[1:]) == 0
        capsys.readouterr()
        if words[1] == "search":
            assert run([*words[1:], "--json"]) == 0
            assert capsys.readouterr().out != "[]\n", words


def test_both_readmes_have_the_same_commands() -> None:
    """In the same order; only what a person types in their own language differs."""
    said = {"--title", "--memo", "--text", "--lang", "--add", "--reason"}

    def bare(words: list[str]) -> list[str]:
        return ["…" if i and words[i - 1] in said else word for i, word in enumerate(words)]

    english, russian = ([bare(words) for words in commands(text(lang))] for lang in ("en", "ru"))
    assert english == russian
    assert len(english) > 20


def test_both_readmes_have_the_same_python() -> None:
    def parsed(lang: str) -> list[str]:
        code = [block.text for block in blocks(text(lang)) if block.kind == "python"]
        return [re.sub(r"lang='(ru|en)'", "lang=…", ast.unparse(ast.parse(each))) for each in code]

    assert parsed("en") == parsed("ru")


@pytest.mark.parametrize("lang", READMES)
def test_the_codebook_is_as_large_as_is_said(lang: str) -> None:
    (book,) = read_path(ROOT / "codebooks" / "reintegration-2022.yaml").codebooks
    assert [int(n) for n in re.findall(r"(\d+) (?:codes|кодов)", text(lang))] == [len(book.codes)]


@pytest.mark.parametrize("lang", READMES)
def test_what_is_said_to_stand_on_the_screen_does(lang: str) -> None:
    """In the walk through the browser, what is bold is a text of a screen."""
    walk = re.findall(r"^\d+\. \*\*.*?(?=^\d+\. |^## )", text(lang), re.MULTILINE | re.DOTALL)
    assert len(walk) == 11
    shown = {
        value
        for name in WALKED
        for value in catalogue(lang, name).values()
        if isinstance(value, str)
    }
    for step in walk:
        _heading, *bold = re.findall(r"\*\*(.+?)\*\*", step)
        assert bold
        assert not {" ".join(word.split()) for word in bold} - shown
