"""What tests of several parts need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A property that holds holds on a busy machine too. Where a fixture is shared by all examples of a
# property, that is on purpose.
settings.register_profile(
    "etic",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("etic")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real data, which is no part of the product; tests are skipped without it."""
    folder = Path(os.environ.get("ETIC_SHARED", REPOSITORY / "../shared")).resolve()
    if not (folder / "data").is_dir():
        pytest.skip(f"no shared data at {folder}: set ETIC_SHARED")
    return folder
