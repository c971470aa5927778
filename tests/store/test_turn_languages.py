"""The languages of turns, and what follows from them, in the step that changes them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import etic
from etic import EticError
from etic.project import Project

TALK = """И: Что сказала мама?
Р: Эже, ишенесизби? Үйгө барам дейт.
Р: Я так и стоял в баре. А она мне: үйгө барам, и всё. Барам она не верит.
И: Did you go home?
Р: Пошёл.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "R1.txt").write_text(f"---\nlanguage: ru\n---\n{TALK}", encoding="utf-8")
    project = etic.create(tmp_path / "p.etic")
    project.import_files([tmp_path / "R1.txt"])
    return project


def languages(project: Project) -> list[str]:
    rows = project.store.connection.execute("SELECT language FROM turns ORDER BY n")
    return [row[0] for row in rows]


def lemmas(project: Project, turn: int) -> str:
    rows = project.store.connection.execute("SELECT lemmas FROM turn_words ORDER BY rowid")
    return str(rows.fetchall()[turn][0])


def test_a_turn_in_another_language_says_so(project: Project) -> None:
    assert languages(project) == ["", "ky", "", "en", ""]
    assert lemmas(project, 1) == "эже ишенесизби үйгө барам дейт"
    assert lemmas(project, 3) == "do you go home"


def test_a_kyrgyz_phrase_in_a_russian_turn_is_not_put_through_the_russian_dictionary(
    project: Project,
) -> None:
    assert "үйгө" in lemmas(project, 2)
    assert lemmas(project, 2).split()[:6] == ["я", "так", "и", "стоять", "в", "бар"]
    assert [hit.text for hit in project.search_hits("ишенесизби")] == ["ишенесизби"]


def test_another_language_of_the_document_is_one_step(project: Project) -> None:
    before = [lemmas(project, turn) for turn in range(5)]
    project.set_language("R1", "ky")
    assert languages(project) == ["ru", "", "ru", "en", ""]
    assert project.document("R1").language == "ky"
    assert project.verify() == []
    project.undo()
    assert languages(project) == ["", "ky", "", "en", ""]
    assert [lemmas(project, turn) for turn in range(5)] == before
    assert project.verify() == []


def test_the_index_follows_the_document_alone(project: Project) -> None:
    """A turn without a language of its own is read in the document's."""
    with project.store.journal.change("language", "anna") as tx:
        tx.update("documents", project.document("R1").id, {"language": "ky"})
    assert lemmas(project, 4) == "пошел"
    assert project.verify() == []


def test_the_index_follows_the_turn_alone(project: Project) -> None:
    with project.store.journal.change("language", "anna") as tx:
        (turn,) = tx.all("turns", n=5)
        tx.update("turns", turn["id"], {"language": "ky"})
    assert lemmas(project, 4) == "пошел"
    assert project.verify() == []


def test_other_languages_are_refused(project: Project) -> None:
    with pytest.raises(EticError) as caught:
        project.set_language("R1", "klingon")
    assert caught.value.key == "document-language"


def test_languages_survive_export_and_import(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "all.zip")
    with etic.create(tmp_path / "again.etic") as again:
        again.import_files([tmp_path / "all.zip"])
        assert languages(again) == languages(project)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("R1.txt"))
        assert b"turns:" not in archive.read(name)  # they are what Etic would find
