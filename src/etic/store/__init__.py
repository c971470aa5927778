"""The project file: schema, transactions, journal, queries. The only place that speaks SQL."""

from __future__ import annotations

import sqlite3
import uuid
from pathlib import Path

from etic.model import Codebook
from etic.store import codebook, database
from etic.store.codebook import Tree
from etic.store.database import Database
from etic.store.journal import Journal, now

__all__ = ["Store", "create", "open_existing"]


class Store:
    """An open project file: its connection for questions, its journal for changes."""

    def __init__(self, db: Database) -> None:
        self.database = db
        self.journal = Journal(db)
        self._tree: tuple[int, Tree] | None = None  # of which revision

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.database.path

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        return self.database.connection

    def tree(self) -> Tree:
        """The codebook as it stands, read once for each revision; nobody may change it."""
        connection = self.connection
        if connection.in_transaction:  # what is being written may yet be taken back
            return codebook.load(connection)
        # Asked before the tree is read: what is written in between makes the next one read anew.
        revision = self.journal.revision()
        kept = self._tree
        if kept is None or kept[0] != revision:
            kept = self._tree = (revision, codebook.load(connection))
        return kept[1]

    def books(self) -> list[Codebook]:
        """The codebook parted into files as people edit them, one a study."""
        return codebook.books(self.connection, self.tree())

    def close(self) -> None:
        """Close every thread's connection."""
        self.database.close()


def create(path: Path, *, title: str, language: str, who: str) -> Store:
    """A new project file, its founding in the journal as event 1."""
    store = Store(database.create(path))
    with store.journal.change("new", who, {"title": title}) as tx:
        tx.insert(
            "project",
            {
                "id": 1,
                "uid": str(uuid.uuid4()),
                "title": title or path.stem,
                "language": language,
                "created": now(),
            },
        )
    return store


def open_existing(path: Path) -> Store:
    """A project file that is there already."""
    return Store(database.open_existing(path))
