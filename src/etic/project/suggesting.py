"""What is proposed to be coded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.actions import proposing, resembling, suggesting
from etic.actions.corpus import Kept
from etic.actions.proposing import SOURCE, Suggestions
from etic.actions.resembling import Resembling
from etic.model import Notice, Suggestion
from etic.project.file import default_coder
from etic.project.memos import Memos
from etic.store import Store, queries, suggestions
from etic.store.queries import DocumentRow
from etic.store.suggestions import Waiting
from etic.suggest.evaluation import Evaluation
from etic.suggest.passages import Unit
from etic.suggest.threshold import Threshold
from etic.text import span

if TYPE_CHECKING:
    import pandas as pd


_BESIDE = 0.5  # a second or third code waits too if its score reaches this share of the threshold


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of looking for suggestions."""

    new: int  # suggestions that wait now and did not before
    passages: int  # with at least one suggestion
    below: int  # passages for which nothing was sure enough
    needs: tuple[Notice, ...] = ()


class Suggesting(Memos):
    """Suggestions of a project. A program proposes; a person decides."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._corpus = Kept()

    def suggest(
        self,
        document: int | str | None = None,
        *,
        study: str | None = None,
        code: str | None = None,
        start: int | None = None,
        end: int | None = None,
        top: int = 3,
        unit: Unit = "passage",
        least: float | None = None,
        tell: Callable[[int, int], None] | None = None,
    ) -> Suggestions:
        """The best codes for each passage of one interview, of a study, or of all.

        Learnt from the codebook's definitions and examples, the codings made so far and the
        project's rules; nothing is written but vectors, which are kept. `code` keeps to a code and
        those under it, `start` and `end` to a part of the document. Passages in which no code
        reaches `least` are left out; without it, `suggestion_threshold` once that is the project's
        own, else what is possible at all. `unit` is `passage`
        (an answer, or a part of a long one), `sentence` or `turn`. `tell(done, of)` hears of
        progress, in documents. Raises `EticError` without codes.
        """
        if document is not None:
            rows = [self.document(document)]
        else:
            if study:
                self.check_study(study)
            rows = [row for row in self.document_list() if study in (None, row.study)]
        place = None
        if start is not None or end is not None:
            place = (start or 0, end if end is not None else rows[0].length)
        return proposing.suggest(
            self.store.connection, self.codebook(), rows, code=code, unit=unit, place=place,
            top=top, least=least, tell=tell,
        )  # fmt: skip

    def evaluate_suggestions(
        self,
        *,
        study: str | None = None,
        code: str | None = None,
        shots: int | None = None,
        tell: Callable[[int, int], None] | None = None,
    ) -> Evaluation:
        """How good suggestions are here: each interview by what is known without it.

        Gives precision, recall, F1 and top-three accuracy of each code with 95 % intervals, and of
        all together; see `etic.suggest.evaluation`. `shots` limits what each code may learn from
        (0: only the codebook speaks). `study` may be left out where the project has one with
        codings, `code` keeps to it and those under it. Raises `EticError` where there is too
        little.
        """
        if study:
            self.check_study(study)
        return proposing.evaluate(
            self.store.connection, self.codebook(), study=study, code=code, shots=shots, tell=tell
        )

    def similar(
        self,
        text: str = "",
        *,
        document: int | str | None = None,
        start: int | None = None,
        end: int | None = None,
        study: str | None = None,
        limit: int = 20,
        wait: bool = True,
    ) -> Resembling:
        """Passages that resemble a text, or the passage at a place: find more like this quote.

        With `document`, `start` and `end` the text is what stands there, and is not found itself.
        Vectors that are missing are made first where `wait` says so, which can take minutes; else
        such passages are compared by their words alone, as all are without the extra `semantic`.
        """
        if study:
            self.check_study(study)
        if wait:
            self.prepare_vectors()
        corpus = self._corpus(self.store.connection)
        besides, said = None, ""
        if document is not None:
            row = self.document(document)
            begin, stop = start or 0, end if end is not None else row.length
            text = span(self.text(row.id), begin, stop, None, document=row.name)
            besides = (row.id, begin, stop)
            here = [corpus.places[i].passage for i in corpus.within(*besides)]
            said = here[0].language if here else ""
        return resembling.resembling(
            self.store.connection, corpus, self.codebook(), text,
            language=said, besides=besides, study=study or None, limit=limit,
        )  # fmt: skip

    def passage_around(self, document: int | str, start: int, end: int) -> tuple[int, int]:
        """The passage, as suggestions and likeness know them, that a place begins in; of what an
        interviewer says, which is no passage, the sentence.
        """
        row = self.document(document)
        corpus = self._corpus(self.store.connection)
        inside = [corpus.places[i].passage for i in corpus.within(row.id, start, end)]
        spans = [(one.start, one.end) for one in inside[:1]] or [
            (one.start, one.end)
            for one in queries.segments(self.store.connection, row.revision_id)
            if one.start < end and one.end > start
        ]
        return (min(start, spans[0][0]), max(end, spans[0][1])) if spans else (start, end)

    def prepare_vectors(self, tell: Callable[[int, int], None] | None = None) -> int:
        """Make what suggestions by meaning need and is missing, once; gives how many were made.

        `tell(done, of)` hears of how many texts there are vectors by now. Nothing of it stands in
        the journal: it follows from the texts. 0 without the extra `semantic`.
        """
        connection = self.store.connection
        return resembling.prepare(connection, self.codebook(), self._corpus(connection), tell)

    def suggestion_threshold(self) -> Threshold:
        """The score from which on suggestions are shown, by what was accepted and turned down."""
        return proposing.learnt_threshold(self.store.connection)

    def prepare_suggestions(
        self,
        *,
        study: str | None = None,
        document: int | str | None = None,
        code: str | None = None,
        coder: str = "",
        tell: Callable[[int, int], None] | None = None,
    ) -> Prepared:
        """Look for suggestions and put them before the coders, as one step of the journal.

        Passages count whose best code reaches `suggestion_threshold`, which before a project has
        decided on any is higher than what `suggest` shows: a queue should be worth reading.
        """
        limit = self.suggestion_threshold().value
        found = self.suggest(document, study=study, code=code, least=limit, tell=tell)
        least = limit * _BESIDE
        proposed: dict[int, list[Suggestion]] = {}
        for one in found.passages:
            proposed.setdefault(one.document_id, []).extend(
                Suggestion(one.start, one.end, idea.code, idea.score, idea.why, one.quote)
                for idea in one.ideas
                if idea.score >= least
            )
        new = 0
        if proposed:
            tree = self.codebook()
            rows = {row.id: row for row in self.document_list()}
            details: dict[str, object] = {"documents": len(proposed), "source": SOURCE}
            if document is not None:
                details = {"document": rows[next(iter(proposed))].name, "source": SOURCE}
            with self.store.journal.change("suggest", coder or default_coder(), details) as tx:
                for document_id, some in proposed.items():
                    new += suggesting.propose(tx, rows[document_id], tree, some, SOURCE)
        return Prepared(new, len(found.passages), found.below, found.needs)

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
