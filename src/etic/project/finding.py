"""Words in the transcripts, quotes by theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from etic.actions import counting, ensure
from etic.errors import EticError
from etic.model import Hit, Quote, Table, Value
from etic.project.codes import Codes
from etic.project.file import default_coder
from etic.store import (
    latest,
    queries,
    search,
    tallies,
)
from etic.store.latest import LastCoding, Passage

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc


class Finding(Codes):
    """Search and quotes of a project."""

    def search_hits(
        self,
        query: str,
        *,
        code: str | None = None,
        where: Mapping[str, Value] | None = None,
        study: str | None = None,
        document: int | str | None = None,
        limit: int | None = None,
    ) -> list[Hit]:
        """Places in the transcripts where a query is met; see `etic.language.query`."""
        tree = self.codebook()
        codes = tree.under(tree.resolve(code).path) if code else None
        self._check(where=where, study=study)
        return search.search(
            self.store.connection, query, codes=codes, where=where, study=study,
            document_id=self.document(document).id if document is not None else None, limit=limit,
        )  # fmt: skip

    def search(self, query: str, **filters: Any) -> pd.DataFrame:
        """The same as a frame: document, case, speaker, start, end, text, before, after."""
        import pandas as pd

        columns = ["document", "case", "speaker", "start", "end", "text", "before", "after"]
        hits = self.search_hits(query, **filters)
        return pd.DataFrame([[getattr(h, c) for c in columns] for h in hits], columns=columns)

    def quote_list(
        self,
        *,
        code: str | None = None,
        where: Mapping[str, Value] | None = None,
        coder: str | None = None,
        study: str | None = None,
        document: int | str | None = None,
        ids: Iterable[int] | None = None,
        counted: bool = False,
    ) -> list[Quote]:
        """Codings with their quotes. A code includes the codes under it, exactly.

        `ids` keeps to these codings, as `CountTable.behind` names them; `counted` leaves out those
        of second coders, as every count does.
        """
        tree = self.codebook()
        self._check(where=where, study=study, coder=coder)
        codes = tree.under(tree.resolve(code).path) if code else None
        return queries.quotes(
            self.store.connection, tree, codes=codes, where=where,
            coder=coder, study=study,
            document_id=self.document(document).id if document is not None else None,
            ids=None if ids is None else list(ids), counted=counted,
        )  # fmt: skip

    def quotes(self, **filters: Any) -> pd.DataFrame:
        """The quote table as a frame; filters as for `quote_list`.

        Columns: case, document, speaker, code, quote, start, end, coder, memo, then attributes.
        """
        return self.quote_table(self.quote_list(**filters)).frame()

    def codings(self) -> pd.DataFrame:
        """All codings, with the columns of `quotes`."""
        return self.quotes()

    def quote(self, coding_id: int) -> Quote:
        """One coding with its quote."""
        found = queries.quotes(self.store.connection, self.codebook(), ids=[coding_id])
        if not found:
            raise EticError("coding-gone")
        return found[0]

    def quote_table(self, quotes: Sequence[Quote]) -> Table:
        """Quotes as a table to be shown or written."""
        return counting.quote_table(quotes, list(self.attributes()))

    def hit_table(self, hits: Sequence[Hit]) -> Table:
        """Places found, as a table to be shown or written."""
        return counting.hit_table(hits)

    def doc(self, wanted: int | str) -> Doc:
        """A transcript as a spaCy document, with what the project knows of it.

        Sentences as they are stored (`doc.sents`, `doc.spans["sentences"]`), lemmas, turns
        (`doc.spans["turns"]`) and codings with the paths of their codes as labels
        (`doc.spans["codings"]`); see `etic.language.pipeline`.
        """
        from etic.language import pipeline

        row = self.document(wanted)
        return pipeline.document(
            queries.text(self.store.connection, row.revision_id),
            queries.turns(self.store.connection, row.revision_id),
            self.quote_list(document=row.id),
            row.language,
        )

    def project_memos(self) -> list[str]:
        """The notes on the project as a whole, in order of writing."""
        found = queries.memos(self.store.connection, self.codebook())
        return [memo.text for memo in found if memo.kind == "project"]

    def coders(self) -> list[str]:
        """The coders, in order of their first work."""
        return queries.coders(self.store.connection)

    def second_coders(self) -> list[str]:
        """Coders whose codings are compared with others', and not counted."""
        return queries.second_coders(self.store.connection)

    def set_second_coder(self, name: str, second: bool = True, *, coder: str = "") -> None:
        """Say that a coder codes a second time what others have coded, or that they do not.

        Codings of a second coder are for measuring agreement: no table, count or report takes them.
        """
        self._check(coder=name)
        details = {"coder": name}
        action = "second-coder" if second else "counted-coder"
        with self.store.journal.change(action, coder or default_coder(), details) as tx:
            (ensure.second_coder if second else ensure.counted_coder)(tx, name)

    def coder_counts(self) -> dict[str, int]:
        """Coder → how many codings of theirs there are."""
        return tallies.by_coder(self.store.connection)

    def coders_by_document(self) -> dict[int, dict[str, int]]:
        """Document id → coder → how many codings of theirs it has. Uncoded ones are left out."""
        return tallies.by_document_and_coder(self.store.connection)

    def last_active(self) -> dict[str, str]:
        """Who → when they last did anything in the project, in UTC."""
        return latest.active(self.store.connection)

    def last_coding(self, coder: str) -> LastCoding | None:
        """Where a coder stopped: the coding that they made or changed last."""
        return latest.last_coding(self.store.connection, coder)

    def passages(self, events: Iterable[int]) -> dict[int, Passage]:
        """Step of the journal → the place of the coding that it was about, where there is one."""
        return latest.passages(self.store.connection, events)

    def _check(
        self,
        where: Mapping[str, Value] | None = None,
        study: str | None = None,
        coder: str | None = None,
    ) -> None:
        """Refuse what names nothing in this project, rather than answer with nothing."""
        attributes = self.attributes()
        for name in where or {}:
            if name not in attributes:
                known = ", ".join(attributes) or "—"
                raise EticError("attribute-unknown", attribute=name, known=known)
        if study:
            self.check_study(study)
        if coder is not None and coder not in self.coders():
            raise EticError("coder-unknown", coder=coder, known=", ".join(self.coders()) or "—")
