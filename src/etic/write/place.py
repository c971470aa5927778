"""Where a file goes: the format its suffix names, and a write that is whole or did not happen."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from etic.errors import EticError


@cache
def formats(group: str) -> dict[str, EntryPoint]:
    """Entry points of a group by suffix, in alphabetical order."""
    found = sorted(entry_points(group=group), key=lambda entry: entry.name)
    return {f".{entry.name}": entry for entry in found}


def check_format(group: str, path: Path) -> EntryPoint:
    """The entry point of `group` that a path's suffix names; an error says which there are."""
    entry = formats(group).get(path.suffix.lower())
    if entry is None:
        raise EticError("format-unknown", file=path, known=", ".join(formats(group)))
    return entry


def deliver(group: str, value: object, path: Path) -> None:
    """Write a value to a path with the writer of `group` that its suffix names."""
    entry = check_format(group, path)
    # Loaded only now: each brings a library along that nobody else needs.
    writer: Callable[[Any, Path], None] = entry.load()
    with replacing(path) as beside:
        writer(value, beside)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, moved over `path` at the end of the block if that was reached.

    The temporary file lies in the same folder, so that the move is one step of the file system.
    """
    target = Path(os.path.realpath(path))  # a link stays a link, what it points to is replaced
    if not target.parent.is_dir():
        raise EticError("folder-missing", file=path.parent)
    if target.is_dir():
        raise EticError("file-is-folder", file=path)
    beside = target.with_name(f".etic-{secrets.token_hex(6)}{path.suffix.lower()}")
    try:
        yield beside
        if target.exists():
            shutil.copymode(target, beside)
        else:
            beside.chmod(0o600)  # confidential by default: for its owner alone
        with beside.open("rb+") as stream:
            os.fsync(stream.fileno())
        beside.replace(target)
    except EticError as error:
        # A writer names the file it was given; a person knows the one asked for.
        if error.details.get("file") == beside:
            error.details["file"] = path
        raise
    except OSError as error:
        why = error.strerror or str(error)
        raise EticError("file-unwritable", file=path, why=why) from error
    finally:
        beside.unlink(missing_ok=True)
