from __future__ import annotations

from collections.abc import Iterator

import pytest

from demonstration.interviews import Interview, interviews
from etic.demo import create_demo
from etic.project import Project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The demonstration as `etic demo` makes it. Nobody changes it."""
    with create_demo(tmp_path_factory.mktemp("demo") / "demo.etic") as made:
        yield made
        assert made.verify() == []


@pytest.fixture(scope="session")
def items() -> list[Interview]:
    return interviews()
