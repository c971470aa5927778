"""The browser interface starts here: `etic serve` runs this file, `app.py` calls `run`."""

from __future__ import annotations

from etic.ui.frame import frame


def run() -> None:
    """Show the screen that the address names, inside its frame."""
    frame()


if __name__ == "__main__":
    run()
