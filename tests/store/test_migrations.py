"""A project of an earlier version is brought up to date when it is opened, and nothing is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import etic
from etic.model import Rule
from etic.store.migrations import VERSION
from tests.studies import small_project


def as_of_version_1(path: Path) -> None:
    """Take away what version 2 added."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE answer_sets")
        connection.execute("DROP TABLE second_coders")
        connection.execute(
            "DELETE FROM _sqlite_migrations WHERE name = 'm002_answers_and_second_coders'"
        )
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def as_of_version_3(path: Path) -> None:
    """Sentences and index as other rules had made them."""
    with sqlite3.connect(path) as connection:
        connection.execute('UPDATE segments SET "end" = "end" - 1')
        connection.execute("UPDATE turn_words SET lemmas = words")
        connection.execute(
            "DELETE FROM _sqlite_migrations WHERE name = 'm004_sentences_and_index_anew'"
        )
        connection.execute("PRAGMA user_version = 3")
    connection.close()


def test_sentences_and_index_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "old.etic"
    small_project(path).close()
    as_of_version_3(path)
    with etic.open(path) as project:
        assert project.verify() == []


def test_from_version_1(tmp_path: Path) -> None:
    path = tmp_path / "old.etic"
    with small_project(path) as project:
        before = project.counts()
    as_of_version_1(path)
    with etic.open(path) as project:
        assert project.store.connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert project.counts() == before
        assert project.verify() == []
        assert project.answer_sets() == []
        assert project.second_coders() == []
    with etic.open(path) as project:  # and only once
        assert project.verify() == []


def test_from_version_3(tmp_path: Path) -> None:
    """Rules came after it."""
    path = tmp_path / "old.etic"
    small_project(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE rule_codings")
        connection.execute("DROP TABLE rules")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm005_rules'")
        connection.execute("PRAGMA user_version = 3")
    connection.close()
    with etic.open(path) as project:
        assert project.rule_list() == []
        project.apply_rules(project.preview_rule(Rule("skills", "words", "плитка"), coder="anna"))
        assert project.rule_list()[0].codings == 1
        assert project.verify() == []
