"""Cleaning documents: what is proposed of each, and the new revision with what was chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from etic.actions import documents
from etic.errors import EticError
from etic.i18n import t
from etic.language.cleaning import KINDS, SURE, Carried, Edit, propose
from etic.language.cleaning.showing import shown
from etic.model import Column, Document, Notice, Table, Value
from etic.store import Store, queries
from etic.store.queries import DocumentRow

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What is proposed to be put right in a document: edits of its text as it is now."""

    document: DocumentRow
    text: str
    edits: tuple[Edit, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Kind → how many edits of it; only kinds that there are, in their order."""
        return counts(self.edits)

    def of_kinds(self, kinds: Iterable[str] | None = None) -> list[Edit]:
        """The edits of some kinds; without any named, the sure ones."""
        wanted = set(SURE if kinds is None else known_kinds(kinds))
        return [edit for edit in self.edits if edit.kind in wanted]

    def frame(self) -> pd.DataFrame:
        """The edits as a frame.

        Columns: document, kind, sure, reason, start, end (code points of the text), before, old,
        new, after.
        """
        import pandas as pd

        columns = ["document", "kind", "sure", "reason", "start", "end", "before", "old", "new",
                   "after"]  # fmt: skip
        return pd.DataFrame([self.row(edit) for edit in self.edits], columns=columns)

    def row(self, edit: Edit) -> dict[str, object]:
        """One edit with a few words around it."""
        around = shown(self.text, edit)
        return {
            "document": self.document.name, "kind": edit.kind, "sure": edit.sure,
            "reason": edit.reason, "start": edit.start, "end": edit.end,
            "before": around.before, "old": self.text[edit.start : edit.end], "new": edit.new,
            "after": around.after,
        }  # fmt: skip


@dataclass
class Cleaned:
    """What a cleaning did."""

    event: int = 0  # the step of the journal; 0 where nothing was to do
    documents: int = 0
    edits: int = 0
    codings: int = 0  # carried over
    warnings: list[Notice] = field(default_factory=list)  # codings with no place in the new text


def counts(edits: Iterable[Edit]) -> dict[str, int]:
    """Kind → how many edits of it, in the kinds' order."""
    found = Counter(edit.kind for edit in edits)
    return {kind: found[kind] for kind in KINDS if found[kind]}


def cleaning_table(chosen: Iterable[tuple[Cleaning, Sequence[Edit]]], most: int) -> Table:
    """The first of the edits, each with what it makes of its place, as a table to be shown."""
    keys = ("document", "start", "cleaning", "before_after")
    columns = tuple(
        Column(key, t(f"columns.{key}"), "integer" if key == "start" else "text") for key in keys
    )
    rows: list[tuple[Value, ...]] = []
    for cleaning, edits in chosen:
        for edit in edits[: most - len(rows)]:
            around = shown(cleaning.text, edit)
            place = (
                f"{around.before}[{around.old}]{around.after} → "
                f"{around.before}{around.new.replace('·', ' ')}{around.after}"
            )
            kind = t(f"cleaning.kind-{edit.kind}")
            rows.append((cleaning.document.name, edit.start, kind, place))
    return Table(columns, tuple(rows))


def known_kinds(kinds: Iterable[str]) -> list[str]:
    """The kinds, or an error that names the one there is not."""
    kinds = list(kinds)
    for kind in kinds:
        if kind not in KINDS:
            raise EticError("cleaning-kind", kind=kind, known=", ".join(KINDS))
    return kinds


def look(store: Store, document: DocumentRow) -> Cleaning:
    """What a document of the project has to be cleaned of."""
    with store.database.reading() as connection:
        text = queries.text(connection, document.revision_id)
        turns = queries.turns(connection, document.revision_id)
    return Cleaning(document, text, tuple(propose(text, turns, document.language)))


def look_before(document: Document) -> dict[str, int]:
    """Kind → how many places, in a document that has only been read yet."""
    return counts(propose(document.text, document.turns, document.language))


def clean(
    store: Store,
    chosen: Sequence[tuple[Cleaning, Sequence[Edit]]],
    *,
    who: str,
    reread: bool = False,
) -> Cleaned:
    """Make the next revision of each document, with the chosen edits done; all in one step.

    Turns keep their speakers, question numbers and times; with `reread`, they are read anew out of
    the cleaned text. Raises an error where a document has got another text since it was looked at,
    and for edits that were not proposed.
    """
    done = Cleaned()
    prepared = [(cleaning, _next(store, cleaning, edits, reread)) for cleaning, edits in chosen
                if edits]  # fmt: skip
    if not prepared:
        return done
    names = [cleaning.document.name for cleaning, _ in prepared]
    edits_in_all = sum(len(edits) for _, edits in chosen)
    details = {"document": ", ".join(names[:3]) + ("…" if len(names) > 3 else ""),
               "places": edits_in_all}  # fmt: skip
    with store.journal.change("clean", who, details) as tx:
        for cleaning, (document, carried) in prepared:
            now = queries.document(tx.connection, cleaning.document.id)
            if now.revision_id != cleaning.document.revision_id:
                raise EticError("cleaning-stale", document=cleaning.document.name)
            left = documents.add_next_revision(tx, now, document, carried)
            done.warnings.extend(left)
            done.codings += now.codings - len(left)
        done.event = tx.event_id
    done.documents, done.edits = len(prepared), edits_in_all
    return done


def _next(
    store: Store, cleaning: Cleaning, edits: Sequence[Edit], reread: bool
) -> tuple[Document, Carried]:
    """The document as it will be, and where its places go."""
    if not set(edits) <= set(cleaning.edits):
        raise EticError("cleaning-stale", document=cleaning.document.name)
    row = cleaning.document
    carried = Carried(cleaning.text, sorted(edits, key=lambda edit: edit.start))
    if not carried.new.strip():
        raise EticError("cleaning-nothing-left", document=row.name)
    if reread:
        from etic.read.transcript import with_languages
        from etic.read.turns import turns_of

        turns = with_languages(carried.new, turns_of(carried.new), row.language)
    else:
        with store.database.reading() as connection:
            turns = carried.turns(queries.turns(connection, row.revision_id))
    return Document(row.name, carried.new, turns, source=row.source), carried
