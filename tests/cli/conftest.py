"""Running commands as a script would, and looking at what came out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from etic.cli import run
from tests.studies import small_project


@dataclass(frozen=True)
class Result:
    """Exit code and both streams of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


Etic = Callable[..., Result]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ETIC_LANG", "en")


@pytest.fixture
def etic(capsys: pytest.CaptureFixture[str]) -> Etic:
    def call(*arguments: object) -> Result:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A small project file, closed."""
    path = tmp_path / "study.etic"
    small_project(path).close()
    return path
