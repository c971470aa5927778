"""Words in the transcripts, quotes by theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

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
from etic.store.finding import Filters, said_by
from etic.store.latest import LastCoding, Passage
from etic.store.search import CONTEXT, Order, Tally

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

MOST_NAMED = 20  # of what there is, in a line that refuses what there is not


class Finding(Codes):
    """Search and quotes of a project."""

    def search_hits(
        self,
        query: str,
        *,
        order: Order = "place",
        limit: int | None = None,
        width: int = CONTEXT,
        **filters: Any,
    ) -> list[Hit]:
        """Places in the transcripts where a query is met; see `etic.language.query`.

        In order of the documents and places, or with `order="rank"` those first that are closest to
        what was typed. `before` and `after` have at most `width` characters, in whole words of the
        same turn. `filters` are those of `search_filters`.
        """
        if order not in ("place", "rank"):
            raise EticError("choice-unknown", name="order", given=order, known="place, rank")
        return search.search(
            self.store.connection, query, self.search_filters(**filters), order=order, limit=limit,
            width=width,
        )  # fmt: skip

    def search_tally(self, query: str, **filters: Any) -> Tally:
        """How many places, respondents and documents a search finds, without the places."""
        return search.tally(self.store.connection, query, self.search_filters(**filters))

    def search_filters(
        self,
        *,
        code: str | Sequence[str] | None = None,
        coder: str | None = None,
        uncoded: bool = False,
        where: Mapping[str, Value] | None = None,
        study: str | None = None,
        document: int | str | None = None,
        speaker: str | None = None,
        role: str | None = None,
        language: str | None = None,
    ) -> Filters:
        """What a search keeps to. Refuses what names nothing in this project.

        `code` (one or several, each with the codes under it) and `coder` mean places inside
        passages coded so; with `uncoded`, places outside all such passages. `speaker` is a label,
        `role` is interviewer or respondent, `language` that of the turn (ru, ky, en).
        """
        self._check(where=where, study=study, coder=coder)
        self._check_said("speaker", "speaker-unknown", speaker)
        self._check_said("role", "role-unknown", role)
        self._check_said("language", "language-unknown", language)
        paths = [code] if isinstance(code, str) else list(code or ())
        tree = self.codebook() if paths else None  # all of it is read
        under = [tree.under(tree.resolve(path).path) for path in paths if tree and path]
        return Filters(
            codes=frozenset().union(*under) if under else None, coder=coder, uncoded=uncoded,
            where=where, study=study,
            document_id=self.document(document).id if document is not None else None,
            speaker=speaker, role=role, language=language,
        )  # fmt: skip

    def said_by(self, what: Literal["speaker", "role", "language"]) -> list[str]:
        """The labels of speakers, their roles, or the languages of turns that there are."""
        return said_by(self.store.connection, what)

    def search(self, query: str, **asked: Any) -> pd.DataFrame:
        """`search_hits` as a frame: document, case, speaker, start, end, text, before, after."""
        columns = ("document", "case", "speaker", "start", "end", "text", "before", "after")
        return _frame(self.search_hits(query, **asked), columns, columns)

    def kwic(self, query: str, *, width: int = CONTEXT, **asked: Any) -> pd.DataFrame:
        """Keywords in context: each place with at most `width` characters on either side.

        Columns: study, document, case, speaker, language (of the turn), start, end, left, hit,
        right. `text[start:end]` of the document is the hit; the sides are whole words of its turn.
        """
        hits = self.search_hits(query, width=width, **asked)
        known = ("study", "document", "case", "speaker", "language", "start", "end")
        return _frame(hits, (*known, "before", "text", "after"), (*known, "left", "hit", "right"))

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

        `ids` keeps to these codings, as `Crosstab.behind` names them; `counted` leaves out those
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
            raise EticError("coding-number", coding=coding_id)
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

    def _check_said(
        self, what: Literal["speaker", "role", "language"], refusal: str, given: str | None
    ) -> None:
        """Refuse a speaker, a role or a language that no turn has."""
        known = self.said_by(what) if given is not None else []
        if given is not None and given not in known:
            named = [*known[:MOST_NAMED], *(["…"] if len(known) > MOST_NAMED else [])]
            raise EticError(refusal, given=given, known=", ".join(named) or "—")

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


def _frame(hits: Sequence[Hit], fields: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [[getattr(h, name) for name in fields] for h in hits], columns=list(columns)
    )
