"""The demonstration, made once for the tests that hold drafts against it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from etic.demo import create_demo
from etic.project import Project


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("drafts") / "demo.etic"
    with create_demo(path) as made:
        yield made
