"""A project file itself: opening, history, undo, copies, checks."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self, cast

from etic.errors import EticError
from etic.i18n import language
from etic.model import Problem
from etic.store import (
    Store,
    backup,
    create,
    open_existing,
    queries,
    steps,
    verify,
)
from etic.store import rounds as stored_rounds
from etic.store.progress import Progress
from etic.store.steps import Event
from etic.store.veiled import Veiled

if TYPE_CHECKING:
    import pandas as pd


class ProjectFile:
    """An open project file and its journal."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._progress = Progress()
        self._whole: ProjectFile = self
        self.hiding: tuple[int, ...] = ()  # ids of the rounds that hide something here
        self._seen: dict[tuple[str, tuple[int, ...]], Self] = {}

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open a project file; an older one is brought up to date, a newer one refused."""
        return cls(open_existing(Path(path)))

    @classmethod
    def create(cls, path: str | Path, title: str = "") -> Self:
        """Make a new, empty project file, readable by its owner alone."""
        return cls(create(Path(path), title=title, language=language(), who=default_coder()))

    def close(self) -> None:
        """Close the file. The project cannot be used after it."""
        for seen in self._seen.values():
            seen.store.close()
        self.store.close()

    def seen_by(self, viewer: str) -> Self:
        """The project as a coder may see it: while a round of double coding is open, its coders do
        not see the others' work in its documents. An empty name is somebody who has not said who
        they are: they see nobody's work there.

        The project itself where nothing is to be hidden. What is hidden, `etic.store.veiled` says;
        all methods answer without it, and what is written is checked against all.
        """
        whole = cast("Self", self._whole)
        rounds = stored_rounds.veiling(whole.store.connection, viewer)
        if not rounds:
            return whole
        seen = whole._seen.get((viewer, rounds))
        if seen is None:
            seen = type(whole)(Store(Veiled(whole.store.database, viewer)))
            seen._whole, seen.hiding = whole, rounds
            seen = whole._seen.setdefault((viewer, rounds), seen)
        return seen

    @property
    def veiled(self) -> bool:
        """Whether something is hidden here from somebody who codes in an open round."""
        return bool(self.hiding)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the project file lies."""
        return self.store.path

    @property
    def title(self) -> str:
        """What the study is called."""
        return str(queries.project(self.store.connection)["title"])

    def __repr__(self) -> str:
        return f"<etic.Project {str(self.path)!r}: {self.counts()}>"

    def counts(self) -> dict[str, int]:
        """How many documents, cases, codes, codings, coders, tables and links there are."""
        return queries.counts(self.store.connection)

    def rename(self, title: str, *, coder: str = "") -> None:
        """Give the project another title."""
        with self.store.journal.change("rename", coder or default_coder(), {"title": title}) as tx:
            tx.update("project", 1, {"title": title})

    def undo(self, *, coder: str = "", who: str = "") -> Event:
        """Take back the last step, of one coder where one is named."""
        return self.store.journal.undo(who or coder or default_coder(), of=coder or None)

    def redo(self, *, coder: str = "", who: str = "") -> Event:
        """Do again what the last undo took back."""
        return self.store.journal.redo(who or coder or default_coder(), of=coder or None)

    def next_step(self, kind: Literal["undo", "redo"], *, coder: str = "") -> Event | None:
        """The step that `undo` or `redo` would take; None where there is none."""
        return steps.next_step(self.store.connection, kind, coder or None)

    def history(self, *, coder: str = "", limit: int | None = None) -> pd.DataFrame:
        """The journal, newest first, as a frame: id, at, who, action, kind, target, details."""
        import pandas as pd

        columns = ["id", "at", "who", "action", "kind", "target", "details"]
        events = self.events(coder=coder, limit=limit)
        rows = [[getattr(event, column) for column in columns] for event in events]
        return pd.DataFrame(rows, columns=columns).astype({"target": "Int64"})

    def events(self, *, coder: str = "", limit: int | None = None) -> list[Event]:
        """The journal, newest first."""
        return self.store.journal.events(coder or None, limit)

    def backup(self, path: str | Path | None = None) -> Path:
        """Copy the project, whole whatever else is being written; gives where the copy lies.

        Refused to somebody from whom an open round hides something (`seen_by`).
        """
        if self.veiled:
            raise EticError("round-export")
        if path is None:
            stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
            path = self.path.with_name(f"{self.path.stem}-{stamp}{self.path.suffix}")
        backup.backup(self.store.database, Path(path))
        return Path(path)

    @classmethod
    def restore(cls, source: str | Path, path: str | Path) -> Self:
        """Make a project of a backup; the backup is only read."""
        return cls(Store(backup.restore(Path(source), Path(path))))

    def verify(self) -> list[Problem]:
        """What does not hold of this file: spans, quotes, hashes, journal replay, integrity."""
        with self.store.database.whole.reading() as connection:
            return list(verify.verify(connection))


def default_coder() -> str:
    """Who is at work, when nobody says: the name of the account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "coder"
