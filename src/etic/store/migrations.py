"""The schema's versions. sqlite-utils keeps the record of which have been applied.

`PRAGMA user_version` holds their number, so that an ordinary opening can see that nothing is to be
done without importing sqlite-utils (which imports pandas, over a second on a slow machine).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING

from etic.store import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x45746963  # "Etic"
VERSION = 16  # number of the last migration below


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema to `VERSION`, each step in a transaction of its own."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("etic")

    @migrations()
    def m001_whole_design(db: Database) -> None:
        _run(db, _script("schema.sql"))

    @migrations()
    def m002_answers_and_second_coders(db: Database) -> None:
        _run(db, _script("schema_002.sql"))

    @migrations()
    def m003_suggestions(db: Database) -> None:
        _run(db, _script("schema_003.sql"))

    @migrations()
    def m004_sentences_and_index_anew(db: Database) -> None:
        """What is derived was derived by other rules: sentences, and Kyrgyz in Russian turns."""
        for (revision_id,) in db.execute("SELECT id FROM revisions").fetchall():
            derived.rebuild(connection, revision_id)

    @migrations()
    def m005_rules(db: Database) -> None:
        _run(db, _script("schema_005.sql"))

    @migrations()
    def m006_vectors(db: Database) -> None:
        _run(db, _script("schema_006.sql"))

    @migrations()
    def m007_interview_guides(db: Database) -> None:
        _run(db, _script("schema_007.sql"))

    @migrations()
    def m008_summaries(db: Database) -> None:
        _run(db, _script("schema_008.sql"))

    @migrations()
    def m009_rounds_of_double_coding(db: Database) -> None:
        _run(db, _script("schema_009.sql"))

    @migrations()
    def m010_versions_of_propositions(db: Database) -> None:
        _run(db, _script("schema_010.sql"))

    @migrations()
    def m011_verdicts_and_answers_linked(db: Database) -> None:
        _run(db, _script("schema_011.sql"))

    @migrations()
    def m012_checklists(db: Database) -> None:
        _run(db, _script("schema_012.sql"))

    @migrations()
    def m013_weights_and_response_sets(db: Database) -> None:
        _run(db, _script("schema_013.sql"))

    @migrations()
    def m014_report_templates(db: Database) -> None:
        _run(db, _script("schema_014.sql"))

    @migrations()
    def m015_indicators(db: Database) -> None:
        _run(db, _script("schema_015.sql"))

    @migrations()
    def m016_several_answers_linked(db: Database) -> None:
        _run(db, _script("schema_016.sql"))

    database = Database(connection, execute_plugins=False)
    migrations.apply(database)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def first_schema() -> str:
    """The schema of version 1: its tables never get another column."""
    return _script("schema.sql")


def _script(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _run(db: Database, script: str) -> None:
    """Run a script inside the open transaction, which `executescript` would commit."""
    for statement in _statements(script):
        db.execute(statement)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
