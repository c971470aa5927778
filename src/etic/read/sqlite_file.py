"""SQLite databases of other programs, opened so that neither they nor we come to harm.

The bytes go into a private temporary file that is opened read-only and as unchanging: no journal is
played back, nothing is written beside it. Only ordinary tables count (a view or a virtual table can
run for ever), and there is a limit to the steps a damaged database may take us through.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from etic.read.source import Source

MAGIC = b"SQLite format 3\x00"
MOST_STEPS = 200_000_000  # of SQLite's machine; a thousand times what a study of years takes
_STEPS = 100_000  # between two looks at the count

DAMAGE = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged database raises: SQLite quotes names that are no text in messages about them."""


@contextmanager
def opened(source: Source) -> Iterator[sqlite3.Connection]:
    """A connection to the database. What is wrong with it shows as one of `DAMAGE`."""
    with TemporaryDirectory(prefix="etic-") as folder:
        path = Path(folder, "database.sqlite3")
        path.write_bytes(source.data)
        uri = path.as_uri() + "?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            # Nothing in a file is longer than the file, whatever a record's header says.
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(len(source.data), 1_000_000))
            _limit(connection)
            yield connection


def _limit(connection: sqlite3.Connection) -> None:
    left = MOST_STEPS // _STEPS

    def stop() -> int:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(stop, _STEPS)


def columns(connection: sqlite3.Connection) -> Mapping[str, frozenset[str]]:
    """The columns of every ordinary table, by its name."""
    found: dict[str, frozenset[str]] = {}
    tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    for name, sql in tables.fetchall():
        if isinstance(sql, str) and sql.lstrip().upper().startswith("CREATE TABLE"):
            names = connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
            found[str(name)] = frozenset(str(row[0]) for row in names)
    return found
