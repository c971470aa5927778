"""The documents are true: formats are read, commands told, layers agree, links lead somewhere."""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import etic
from etic.cli.root import COMMANDS
from etic.errors import EticError
from etic.model import Bundle
from etic.read import read_source, readers
from etic.read.source import Source
from tests.documents import ROOT, blocks, prose
from tests.test_layers import LAYERS

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FORMATS = {"en": ROOT / "docs" / "formats.md", "ru": ROOT / "docs" / "formats.ru.md"}
MADE_BY_HAND = ROOT / "docs" / "screens"  # pictures, which may not have been taken yet


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# -- the command line -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_commands_are_told_as_they_are(lang: str) -> None:
    generator = runpy.run_path(str(ROOT / "docs" / "generate.py"))
    path = ROOT / "docs" / generator["FILES"][lang]
    assert read(path) == generator["made"](lang), "run: python docs/generate.py"
    assert re.findall(r"^## etic (\S+)$", read(path), re.MULTILINE) == list(COMMANDS)


# -- formats --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", FORMATS)
def test_the_files_shown_are_a_study(lang: str, tmp_path: Path) -> None:
    shown = [block for block in blocks(read(FORMATS[lang])) if block.name]
    for block in shown:
        path = tmp_path / "study" / block.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    with etic.create(tmp_path / "study.etic") as project:
        report = project.import_files([tmp_path / "study"])
        assert report.warnings == []
        bundle = project.bundle()
        assert project.verify() == []
        assert [len(part) for part in (bundle.documents, bundle.codings, bundle.links)] == [1, 2, 1]
        assert {c.state for c in bundle.codings} == {"yes", "no"}
        assert len(bundle.codebooks[0].codes) == 4
        assert len(bundle.codebooks[0].sets) == 1
        assert len(bundle.tables[0].cells) == 3
        assert len(bundle.propositions[0].judgements) == 1
        assert len(bundle.memos) == 2
        assert project.framework_cell("R01", "return/family").text == bundle.summaries[0].text
        assert len(project.cases()) == 2
        assert project.table(["plans"]).rows[-1].share.base == 0, "not asked"
        assert project.joint().rows[0].survey.percent == "22.1"
        said = [turn.role for turn in bundle.documents[0].turns]
        assert said == ["interviewer", "respondent"] * 2
        packed = tmp_path / "study.zip"
        project.export(packed)
    written = {block.name for block in shown} - {"cases/returnees.csv"}
    source = Source("study.zip", packed.read_bytes())
    assert written <= source.members, "what is shown is what is written"


@pytest.mark.parametrize("lang", FORMATS)
def test_the_other_examples_are_read(lang: str) -> None:
    others = [block for block in blocks(read(FORMATS[lang])) if block.kind and not block.name]
    kinds = []
    for block in others:
        bundle = read_source(Source(f"example.{block.kind}", block.text.encode()))
        assert bundle.warnings == ()
        kinds.append((len(bundle.documents), sum(len(b.codes) for b in bundle.codebooks)))
    assert kinds == [(1, 0), (0, 2)]


def test_both_languages_tell_of_the_same_formats() -> None:
    english, russian = (blocks(read(FORMATS[lang])) for lang in ("en", "ru"))
    assert [(b.kind, b.name) for b in english] == [(b.kind, b.name) for b in russian]

    def keys(text: str) -> list[str]:
        return re.findall(r"^\| (`[^|]+?`)(?: and any other| и любые другие)? \|", text, re.M)

    def bare(key: str) -> list[str]:
        return re.findall(r"`([^`]+)`", key)

    told = [[bare(key) for key in keys(read(FORMATS[lang]))] for lang in ("en", "ru")]
    assert told[0] == told[1]
    assert len(told[0]) > 25


# -- architecture ---------------------------------------------------------------------------------


def section(text: str, heading: str) -> str:
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def test_the_layers_are_those_that_are_checked() -> None:
    rows = re.findall(r"^\| (`.+?) \|", section(read(ROOT / "ARCHITECTURE.md"), "Layers"), re.M)
    assert [set(re.findall(r"`(\w+)`", row)) for row in rows] == LAYERS


def example(kind: str) -> str:
    part = section(read(ROOT / "ARCHITECTURE.md"), "Extension points")
    return next(block.text for block in blocks(part) if block.kind == kind)


@pytest.fixture
def third_party() -> Callable[[Source], Bundle | None]:
    names: dict[str, Any] = {}
    exec(compile(example("python"), "etic_otr.py", "exec"), names)
    found: Callable[[Source], Bundle | None] = names["read"]
    return found


def test_the_example_of_a_reader_reads(
    third_party: Callable[[Source], Bundle | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = '{"text": "<p>И: Где?</p><p>Р: Там &amp; тут.</p>", "media": "a.mp3"}'
    asked = {name: reader for name, reader in readers().items() if name != "text"}
    asked |= {"otr": third_party, "text": readers()["text"]}
    monkeypatch.setattr("etic.read.readers", lambda: asked)
    (document,) = read_source(Source("R1.otr", page.encode())).documents
    assert document.text == "И: Где?\nР: Там & тут."
    assert [turn.role for turn in document.turns] == ["interviewer", "respondent"]
    assert third_party(Source("R1.txt", "И: Где?".encode())) is None
    with pytest.raises(EticError):
        third_party(Source("R1.otr", page[:30].encode()))


def test_the_example_of_a_reader_is_short_and_declared() -> None:
    body = example("python").split("def read", 1)[1]
    assert len(body.splitlines()) <= 15
    declared = tomllib.loads(example("toml"))["project"]["entry-points"]["etic.readers"]
    assert declared == {"otr": "etic_otr:read"}
    ast.parse(example("python"))


# -- all of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", prose(read(path))):
        if target.startswith("https://"):
            continue
        there = path.parent / target
        if MADE_BY_HAND in there.parents and not MADE_BY_HAND.is_dir():
            continue
        assert there.exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_exist(path: Path) -> None:
    for named in re.findall(r"`((?:src|tests|docs|surveys|transcripts|codebooks)/[\w./-]+)`",
                            prose(read(path))):  # fmt: skip
        assert (ROOT / named).exists(), named


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_lines_are_no_longer_than_a_screen(path: Path) -> None:
    long = [
        line
        for line in prose(read(path)).splitlines()
        if len(line) > 120 and not line.startswith("|")
    ]
    assert not long


def test_the_makefile_has_the_commands_that_are_told() -> None:
    told = set(re.findall(r"`make ([a-z-]+)", read(ROOT / "CONTRIBUTING.md")))
    made = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    assert told <= made
    assert made - told <= {"check-python"}


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## [{etic.__version__}]" in read(ROOT / "CHANGELOG.md")
