"""Notes: written on a document, a case, a code or the whole, changed, deleted, searched."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from etic.actions import ensure
from etic.errors import EticError
from etic.i18n import t
from etic.language import query
from etic.language.matching import Matcher
from etic.model import Column, Table
from etic.store import queries
from etic.store.codebook import Tree
from etic.store.journal import Journal, now
from etic.store.memos import MemoKind, MemoRow
from etic.store.transaction import Transaction
from etic.text import canonical

KINDS: tuple[MemoKind, ...] = ("project", "document", "case", "code")  # that notes are written on
EXCERPT = 60  # characters of a note that the history shows

# No file of a study can hold them; the other signs for a new line become the one that all know.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINES = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a note is about: the column that names it (none: the project), and what it is called."""

    kind: MemoKind
    column: str = ""
    id: int | None = None
    target: str = ""  # as in `MemoRow.target`

    @property
    def details(self) -> dict[str, object]:
        """What the journal says of it."""
        return {self.kind: self.target} if self.target else {}


def subject(connection: sqlite3.Connection, tree: Tree, kind: str, target: int | str) -> Subject:
    """What is meant: a document or case by id, name or `study/name`, a code by id, path or name."""
    if kind not in KINDS:
        raise EticError("choice-unknown", name="kind", given=kind, known=", ".join(KINDS))
    if kind == "document":
        document = queries.document(connection, target)
        return Subject("document", "document_id", document.id, f"{document.study}/{document.name}")
    if kind == "case":
        case = queries.case(connection, target)
        return Subject("case", "case_id", case.id, f"{case.study}/{case.name}")
    if kind == "code":
        known = tree.by_id.get(target) if isinstance(target, int) else None
        node = known or tree.resolve(str(target))
        return Subject("code", "code_id", node.id, node.path)
    if target:
        raise EticError("memo-project-target", target=target)
    return Subject("project")


def write(tx: Transaction, about: Subject, text: str, coder: str) -> int:
    """Write a note; gives its id."""
    said = clean(text)
    values: dict[str, object] = {about.column: about.id} if about.column else {}
    coder_id = ensure.coder(tx, coder)
    return tx.insert("memos", {**values, "coder_id": coder_id, "text": said, "created": now()})


def edit(
    tx: Transaction, journal: Journal, memo_id: int, text: str, base: int | None = None
) -> bool:
    """Change a note's text; False where it said so already.

    With `base`, the version it was read in, a text that somebody has changed since stays as it is,
    and the error shows both.
    """
    said = clean(text)
    row = tx.row("memos", memo_id)
    if row is None:
        raise EticError("memo-gone-edit", text=said)
    if base is not None and base != journal.version("memos", memo_id) and said != row["text"]:
        raise EticError("memo-conflict", theirs=row["text"], yours=said)
    return tx.update("memos", memo_id, {"text": said})


def delete(tx: Transaction, memo_id: int) -> None:
    """Take a note away."""
    tx.delete("memos", memo_id)


def excerpt(text: str) -> str:
    """A note in one short line."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"


def clean(text: str) -> str:
    """A note as it is kept: canonical, no control characters, nothing blank around it.

    An empty one is refused.
    """
    said = tidy(text)
    if not said:
        raise EticError("memo-empty")
    return said


def tidy(text: str) -> str:
    """What a person wrote as it is kept: canonical, no control characters, nothing blank around."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSEEN.sub("", _LINES.sub("\n", canonical(whole))).strip()


def search(memos: Iterable[MemoRow], q: str) -> list[MemoRow]:
    """The notes that meet a query, in the language of searching the transcripts (see
    `etic.language.query`), each with the places in it that were found."""
    matcher = Matcher(query.parse(q))
    found = ((memo, matcher.places(memo.text, "")) for memo in memos)
    return [replace(memo, found=tuple(places)) for memo, places in found if places]


def memo_table(memos: Sequence[MemoRow]) -> Table:
    """Notes as a table to be shown or written."""
    keys = (
        "kind", "about", "memo", "coder", "created", "changed", "study", "document", "code",
        "quote", "start", "end",
    )  # fmt: skip
    columns = tuple(
        Column(key, t(f"columns.{key}"), "integer" if key in ("start", "end") else "text")
        for key in keys
    )
    rows = tuple(
        (
            t(f"memos.kind-{memo.kind}"), memo.label, memo.text, memo.coder, memo.created,
            memo.changed or None, memo.study or None, memo.document or None, memo.code or None,
            memo.quote or None, memo.start, memo.end,
        )
        for memo in memos
    )  # fmt: skip
    return Table(columns, rows, t("tables.memos"))
