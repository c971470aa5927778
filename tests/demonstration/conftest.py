from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from demonstration.interviews import Interview, interviews
from etic.project import Project


@pytest.fixture(scope="session")
def project(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The demonstration as `etic demo` makes it. Nobody changes it."""
    path = tmp_path_factory.mktemp("demonstration") / "demo.etic"
    with Project.open(shutil.copy(demo, path)) as made:
        yield made
        assert made.verify() == []


@pytest.fixture(scope="session")
def items() -> list[Interview]:
    return interviews()
