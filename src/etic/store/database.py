"""Opening a project file, and the two ways into it: reading, and writing in one transaction."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etic.errors import EticError
from etic.store.migrations import APPLICATION_ID, VERSION, migrate

BUSY_SECONDS = 15.0


class Database:
    """A project file. Each thread gets a connection of its own, as SQLite wants it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._lock = threading.Lock()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit until `writing()` begins a transaction."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._connect()
            self._local.connection = found
            self._keep(found)
        return found

    @property
    def whole(self) -> Database:
        """The database with all that is in it; see `etic.store.veiled`."""
        return self

    def _connect(self) -> sqlite3.Connection:
        return connect(self.path)

    def _keep(self, connection: sqlite3.Connection) -> None:
        """Remember a connection, and close those whose threads have ended.

        Streamlit runs each pass over a screen in a thread of its own, every two seconds while
        somebody codes: without this, a day's work would run out of file handles within the hour.
        """
        with self._lock:
            ended = [c for thread, c in self._all if not thread.is_alive()]
            self._all = [(thread, c) for thread, c in self._all if thread.is_alive()]
            self._all.append((threading.current_thread(), connection))
        for left in ended:
            left.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction: all of the block, or nothing of it.

        It begins IMMEDIATE: a deferred one that turns to writing fails as soon as two want to.
        """
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise _explained(error, self.path) from error
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A read transaction: what several queries see belongs together."""
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for _thread, connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()


def create(path: Path) -> Database:
    """Make a new, empty project file. Refuses to touch a file that is there."""
    if path.exists():
        raise EticError("project-exists", file=path)
    if not path.parent.is_dir():
        raise EticError("folder-missing", file=path.parent)
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise EticError("project-unwritable", file=path, why=error) from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection)
    except sqlite3.Error as error:
        connection.close()
        path.unlink(missing_ok=True)
        raise EticError("project-unwritable", file=path, why=error) from error
    connection.close()
    path.chmod(0o600)  # confidential by default: for its owner alone
    return Database(path)


def open_existing(path: Path) -> Database:
    """Open a project file, bringing an older one up to date. A newer one is refused."""
    if path.is_dir():
        raise EticError("project-folder", file=path)
    if not path.exists():
        raise EticError("project-missing", file=path)
    connection = connect(path)
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID:
            raise EticError("not-a-project", file=path)
        if version > VERSION:
            raise EticError("project-newer", file=path, version=version, known=VERSION)
        if version < VERSION:
            migrate(connection)
    except sqlite3.Error as error:
        raise _explained(error, path) from error
    finally:
        connection.close()
    return Database(path)


def connect(path: Path) -> sqlite3.Connection:
    """A new connection to a project file."""
    try:
        # check_same_thread is off only so that `close` can reach every thread's connection.
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        raise _explained(error, path) from error
    return connection


def _explained(error: sqlite3.Error, path: Path) -> EticError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return EticError("not-a-project", file=path)
    if code == sqlite3.SQLITE_CORRUPT:
        return EticError("project-damaged", file=path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return EticError("project-busy", file=path)
    if code == sqlite3.SQLITE_READONLY:
        return EticError("project-unwritable", file=path, why=error)
    return EticError("project-unreadable", file=path, why=error)
