"""Codes on passages, as commands put them and as the text coder sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from etic.actions import coding, textcoder
from etic.model import Quote, State
from etic.project.file import default_coder
from etic.project.finding import Finding
from etic.store import (
    queries,
    sync,
)
from etic.store.queries import DocumentRow
from etic.store.steps import Event
from etic.store.transaction import Row
from etic.text import find_quote


class Coding(Finding):
    """Codings of a project."""

    def code(
        self,
        document: int | str,
        start: int | None = None,
        end: int | None = None,
        code: str = "",
        *,
        coder: str = "",
        memo: str = "",
        state: State = "yes",
        quote: str | None = None,
    ) -> Quote:
        """Put a code on the span `[start, end)` of a document, in code points.

        With `quote`, the text must hold exactly that there; a quote that stands in the document
        only once needs no span. Coding the same again changes its memo.
        """
        row = self.document(document)
        if start is None or end is None:
            text = queries.text(self.store.connection, row.revision_id)
            start, end = find_quote(text, quote or "", document=row.name)
        node = self.codebook().resolve(code)
        details = {"document": row.name, "code": node.path, "start": start, "end": end}
        name = coder or default_coder()
        with self.store.journal.change("code", name, details) as tx:
            coding_id = coding.add(
                tx, row, node, start, end, name, quote=quote, memo=memo, state=state
            )
        return self.quote(coding_id)

    def uncode(self, coding_id: int, *, coder: str = "") -> None:
        """Delete a coding."""
        quote = self.quote(coding_id)
        details = {"document": quote.document, "code": quote.code}
        with self.store.journal.change("uncode", coder or default_coder(), details) as tx:
            coding.delete(tx, coding_id)

    def set_memo(self, coding_id: int, memo: str, *, coder: str = "") -> None:
        """Write the memo of a coding."""
        quote = self.quote(coding_id)
        details = {"document": quote.document, "code": quote.code}
        with self.store.journal.change("recode", coder or default_coder(), details) as tx:
            coding.edit(tx, coding_id, {"memo": memo})

    def apply(
        self, document_id: int, coder: str, operations: Sequence[Mapping[str, Any]]
    ) -> textcoder.Outcome:
        """Apply the text coder's operations, each at most once."""
        return textcoder.apply(self.store, document_id, coder, operations)

    def coding_history(self, uid: str) -> list[tuple[Event, Row | None, Row | None]]:
        """What became of a coding, oldest first: the step, its row before, its row after."""
        row = queries.coding_by_uid(self.store.connection, uid)
        return self.store.journal.history("codings", row["id"])

    def snapshot(self, document: DocumentRow) -> list[sync.Wire]:
        """A document's codings as the text coder reads them."""
        return sync.snapshot(self.store.connection, document.revision_id)

    def deltas(self, document: DocumentRow, since: int) -> list[sync.Wire]:
        """What has changed in a document's codings after an event."""
        return sync.since(self.store.connection, document.revision_id, since)
