"""A project for each test of a screen, copied from one that is made once a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import etic
from etic.project import Project
from tests.ui import studies


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "study.etic"
    studies.russian(path).close()
    return path


@pytest.fixture
def study(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project of the test's own; whatever was done, it must be whole afterwards."""
    monkeypatch.setenv("ETIC_PROJECT", "")
    monkeypatch.setenv("ETIC_LANG", "ru")
    monkeypatch.chdir(tmp_path)
    with etic.open(studies.copy(base, tmp_path / "study.etic")) as project:
        yield project
        assert project.verify() == []
