"""What is proposed to be coded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from etic.actions import suggesting
from etic.model import Suggestion
from etic.project.file import default_coder
from etic.project.memos import Memos
from etic.store import suggestions
from etic.store.queries import DocumentRow
from etic.store.suggestions import Waiting

if TYPE_CHECKING:
    import pandas as pd


class Suggesting(Memos):
    """Suggestions of a project. A program proposes; a person decides."""

    def propose(
        self,
        document: int | str,
        proposed: Iterable[Suggestion],
        *,
        source: str,
        coder: str = "",
    ) -> int:
        """Put suggestions for a document before its coders; gives how many are new.

        `source` says what proposes: it is shown with each of them. They wait in the margin of the
        coding screen, and nothing counts them.
        """
        row = self.document(document)
        details = {"document": row.name, "source": source}
        with self.store.journal.change("suggest", coder or default_coder(), details) as tx:
            return suggesting.propose(tx, row, self.codebook(), proposed, source)

    def waiting(self, document: DocumentRow) -> list[Waiting]:
        """The suggestions for a document that nobody has decided about."""
        return suggestions.waiting(self.store.connection, document.revision_id)

    def suggestions_changed(self, since: int) -> bool:
        """Whether suggestions were made or decided after an event of the journal."""
        return suggestions.changed(self.store.connection, since)

    def suggestions(self) -> pd.DataFrame:
        """All that was ever proposed, by what, and what became of it.

        Columns: study, document, code, start, end, quote, score, why, source, created, outcome
        (empty: nobody has decided; accepted; dismissed), coder, coding_uid.
        """
        import pandas as pd

        tree = self.codebook()
        rows = [dict(row) for row in suggestions.every(self.store.connection)]
        columns = [
            "study", "document", "code", "start", "end", "quote", "score", "why", "source",
            "created", "outcome", "coder", "coding_uid",
        ]  # fmt: skip
        for row in rows:
            row["code"] = tree.by_id[row.pop("code_id")].path
        return pd.DataFrame(rows, columns=columns)
