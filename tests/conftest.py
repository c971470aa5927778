"""What tests of several parts need."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from etic.demo import create_demo

if TYPE_CHECKING:
    from xdist.scheduler import LoadFileScheduling
    from xdist.workermanage import Producer

# A property that holds holds on a busy machine too. Where a fixture is shared by all examples of a
# property, that is on purpose. `make test-all` tries more examples.
settings.register_profile(
    "thorough",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("etic", settings.get_profile("thorough"), max_examples=40)
settings.load_profile("etic")

REPOSITORY = Path(__file__).resolve().parent.parent


BROWSER = "tests/browser/"
FIRST = (BROWSER, "tests/test_readme.py")  # they take longest: nobody waits for them at the end


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Files go to workers whole; those of the browser to one, which has a server and a browser."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return BROWSER if nodeid.startswith(BROWSER) else str(super()._split_scope(nodeid))

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration as `etic demo` makes it, closed: to be copied. One worker makes it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # of all workers of this run
    made, lock = folder / "demo.etic", folder / "demo.lock"
    for _ in range(6000):
        if made.exists():
            return made
        try:
            lock.touch(exist_ok=False)
        except FileExistsError:
            time.sleep(0.1)
            continue
        try:
            create_demo(folder / "making.etic").close()
            (folder / "making.etic").replace(made)
        finally:
            lock.unlink()
    pytest.fail(f"another worker is not done with {made}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real data, which is no part of the product; tests are skipped without it."""
    folder = Path(os.environ.get("ETIC_SHARED", REPOSITORY / "../shared")).resolve()
    if not (folder / "data").is_dir():
        pytest.skip(f"no shared data at {folder}: set ETIC_SHARED")
    return folder
