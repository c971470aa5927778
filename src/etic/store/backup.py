"""Copies of a project file that are whole, whatever else is being written meanwhile."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from etic.errors import EticError
from etic.store.database import Database, open_existing


def backup(database: Database, target: Path) -> None:
    """Copy a project with SQLite's own online backup; a file that is there is not touched."""
    if target.exists():
        raise EticError("project-exists", file=target)
    if not target.parent.is_dir():
        raise EticError("folder-missing", file=target.parent)
    try:
        copy = sqlite3.connect(target)
    except sqlite3.Error as error:
        raise EticError("project-unwritable", file=target, why=error) from error
    try:
        target.chmod(0o600)
        database.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    except sqlite3.Error as error:
        copy.close()
        target.unlink(missing_ok=True)
        raise EticError("project-unwritable", file=target, why=error) from error
    copy.close()


def restore(source: Path, target: Path) -> Database:
    """Make a project of a backup. The backup is only read."""
    if target.exists():
        raise EticError("project-exists", file=target)
    if not source.exists():
        raise EticError("file-missing", file=source)
    database = open_existing(source)
    try:
        backup(database, target)
    finally:
        database.close()
    restored = open_existing(target)
    restored.connection.execute("PRAGMA journal_mode = WAL")
    return restored
