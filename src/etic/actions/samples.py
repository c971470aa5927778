"""What kind of sample a study has, and what has to be said of it under a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from etic.actions import ensure
from etic.i18n import either, t
from etic.store import queries
from etic.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Samples:
    """Titles (ru, en) of the studies in question: whose respondents were drawn, and the others."""

    drawn: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    @property
    def note(self) -> str:
        """What is said under a table with intervals or p, in the language at work."""
        return self._said("")

    @property
    def plain(self) -> str:
        """What is said under a table that has neither."""
        return self._said("plain-")

    def _said(self, form: str) -> str:
        if not self.drawn:
            return t(f"samples.{form}not-probability")
        if not self.others:
            return t(f"samples.{form}probability")
        drawn, others = (
            "; ".join(either(*title) for title in titles) for titles in (self.drawn, self.others)
        )
        return t(f"samples.{form}mixed", drawn=drawn, others=others)


UNSAID = Samples()  # nothing was said of any: no probability sample


def samples(connection: sqlite3.Connection, studies: str | Iterable[str] = ()) -> Samples:
    """What samples the studies have: one by its name, several, or all where none is named."""
    named = {studies} - {""} if isinstance(studies, str) else set(studies)
    rows = [r for r in queries.studies(connection) if not named or r["name"] in named]
    return Samples(
        tuple(_titles(row) for row in rows if row["probability_sample"]),
        tuple(_titles(row) for row in rows if not row["probability_sample"]),
    )


def sample_note(connection: sqlite3.Connection, studies: str | Iterable[str] = ()) -> str:
    """What the note of a table says of the sample: of one study, of several, of all (none named).

    Interviews are no probability sample unless the study says so
    (`Project.set_probability_sample`). Where some studies are and others are not, they are named.
    A result that is told in either language keeps `samples(...)` and asks for its `note` later.
    """
    return samples(connection, studies).note


def probability_samples(connection: sqlite3.Connection) -> list[str]:
    """The studies that say they have a probability sample, by name."""
    return [str(r["name"]) for r in queries.studies(connection) if r["probability_sample"]]


def set_probability_sample(tx: Transaction, study: str, value: bool) -> None:
    """Say that a study has a probability sample, or that it has none."""
    tx.update("studies", ensure.study(tx, study), {"probability_sample": int(value)})


def _titles(row: sqlite3.Row) -> tuple[str, str]:
    ru, en, name = str(row["title_ru"]), str(row["title_en"]), str(row["name"])
    return ru or en or name, en or ru or name
