"""The demonstration, open once for the tests that hold drafts against it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from etic.project import Project


@pytest.fixture(scope="session")
def demonstration(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("drafts") / "demo.etic"
    with Project.open(shutil.copy(demo, path)) as made:
        yield made
