"""`python -m benchmarks`: all of them, or those named."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "agreement",
    "auditing",
    "cleaning",
    "commands",
    "counting",
    "demonstration",
    "importing",
    "reporting",
    "searching",
    "suggesting",
    "textcoder",
)


def main() -> None:
    """Run what is named on the command line, or everything."""
    for name in sys.argv[1:] or NAMES:
        if name not in NAMES:
            sys.exit(f"{name}: no such benchmark. There are: {', '.join(NAMES)}")
        print(f"== {name}")
        import_module(f"benchmarks.{name}").run()


main()
