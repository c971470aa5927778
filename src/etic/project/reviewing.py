"""Suggestions reviewed: one passage at a time, one code at a time, or many after a preview."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from etic.actions import batches, reviewing
from etic.actions.batches import Batch, By, Outcomes
from etic.actions.reviewing import Order, Review, Reviewed
from etic.errors import EticError
from etic.project.file import default_coder
from etic.project.suggesting import Suggesting
from etic.store import reviewing as stored
from etic.store.steps import Event

if TYPE_CHECKING:
    import pandas as pd


class Reviewing(Suggesting):
    """The review of a project's suggestions."""

    def review_queue(
        self,
        *,
        order: Order = "uncertain",
        code: str | None = None,
        study: str | None = None,
        document: int | str | None = None,
        coder: str = "",
        limit: int | None = None,
    ) -> list[Review]:
        """The passages that wait for a decision, each with all that is needed to decide.

        `order` is one of:

        - `uncertain`: first where the best idea is as likely to be accepted as not, by what was
          decided here so far: there a person's word teaches the most. Of equal ones, where the
          second idea is closest to the best. The distance between ideas comes second, because a
          passage may well carry two codes: two high scores side by side are no doubt. An idea
          without a score goes first.
        - `place`: as the documents are read
        - `sure`: the highest score first

        `code` keeps to one code's suggestions (by its path), `study` and `document` to theirs. With
        `coder`, a suggestion does not wait where this coder has put that code, or one under it, on
        the passage, on a part of it or on more than it. The rows stay: the same may wait for
        somebody else. What was proposed for a former text and has no place in the new one waits for
        nobody; with a code that is deleted its suggestions go, and come back with undo.
        """
        self._one_of("order", order, get_args(Order))
        self._check(study=study)
        return reviewing.queue(
            self.store, order=order, code=self.codebook().resolve(code).path if code else None,
            study=study, document_id=None if document is None else self.document(document).id,
            coder=coder, limit=limit, threshold=self.suggestion_threshold(),
        )  # fmt: skip

    def still_waiting(self, uids: Collection[str]) -> set[str]:
        """Those of these suggestions that nobody has decided about since."""
        return stored.still_waiting(self.store.connection, uids)

    def review(
        self,
        accepted: Sequence[str] = (),
        dismissed: Sequence[str] = (),
        other: Sequence[str] = (),
        *,
        coder: str = "",
        memo: str = "",
    ) -> Reviewed:
        """Decide about one passage, as one step of the journal.

        `accepted` and `dismissed` are suggestions by uid, all of one passage; those that are named
        neither way go on waiting. Each accepted one becomes a coding of the coder with the origin
        *suggested*, with the memo. Where the coder has that very coding already, it is the one
        meant.

        `other` are codes (by path) that the person found fitter. These are the person's own choice,
        so the codings have the origin *manual*; what is dismissed at the same time keeps the uid of
        the first of them, which is how one reads later that it was changed and not only turned
        down. A code that was among the suggestions counts as accepted.

        Raises `EticError`, and does nothing, where somebody has decided about any of it meanwhile.
        After undo all of it waits again.
        """
        who = coder or default_coder()
        with self.store.database.writing() as connection:
            tree = self.codebook()
            nodes = [tree.resolve(code) for code in other]
            details = self._named(accepted or dismissed)
            action = "accept" if accepted or nodes else "dismiss"
            with self.store.journal.change_within(connection, action, who, details) as tx:
                made = reviewing.review(
                    tx, tree, accepted=accepted, dismissed=dismissed, other=nodes, coder=who,
                    memo=memo,
                )  # fmt: skip
            return Reviewed(tx.event_id, made)

    def batch(
        self,
        codes: Sequence[str] | str = (),
        *,
        above: float = 0.0,
        study: str | None = None,
        document: int | str | None = None,
        coder: str = "",
    ) -> Batch:
        """What a batch would code: nothing is done. Its `uids` go to `accept_batch`.

        `codes` are some (all, where none is named), `above` is the lowest score. The result has a
        `frame()`, the least sure first, and for each code how many there are and which share of
        them may be expected right, by the decisions made so far (`etic.actions.batches`).
        """
        named = [codes] if isinstance(codes, str) else codes
        tree = self.codebook()
        paths = {tree.resolve(code).path for code in named}
        queue = self.review_queue(order="place", study=study, document=document, coder=coder)
        fates = stored.fates(self.store.connection)
        return batches.preview(queue, fates, codes=paths, above=above)

    def accept_batch(self, uids: Iterable[str], *, coder: str = "") -> Reviewed:
        """Accept many suggestions as one step of the journal, which one undo takes back.

        Raises `EticError`, and does nothing, where somebody has decided about one of them
        meanwhile: then the preview was not what would be done.
        """
        return self._many("accept", list(dict.fromkeys(uids)), coder)

    def dismiss_batch(self, uids: Iterable[str], *, coder: str = "") -> Reviewed:
        """Turn many suggestions down as one step of the journal."""
        return self._many("dismiss", list(dict.fromkeys(uids)), coder)

    def undo_review(self, event: int, *, coder: str = "") -> Event:
        """Take back one decision by the number of its step; what it decided waits again."""
        return self.store.journal.undo_step(event, coder or default_coder())

    def suggestion_outcomes(self, by: By = "code") -> pd.DataFrame:
        """How suggestions fared: one row a code, month, week, source or tenth of the score.

        Columns: the group, proposed, accepted, dismissed, changed (of the dismissed: another code
        was taken), waiting, share (accepted, of those decided) with its Wilson interval low and
        high. Where nothing is decided the share is missing, and `reason` says why. By month and
        week, `proposed` and `waiting` count what was made in it, the others what was decided in it.
        """
        return self.outcomes(by).frame()

    def outcomes(self, by: By = "code") -> Outcomes:
        """The same with labels and as a table to be written."""
        self._one_of("by", by, get_args(By))
        return batches.outcomes(stored.fates(self.store.connection), self.codebook(), by)

    def _many(self, kind: str, uids: Sequence[str], coder: str) -> Reviewed:
        who = coder or default_coder()
        if not uids:
            raise EticError("review-nothing")
        with self.store.database.writing() as connection:
            tree = self.codebook()
            details = {**self._named(uids), "suggestions": len(uids)}
            with self.store.journal.change_within(connection, f"{kind}-batch", who, details) as tx:
                if kind == "accept":
                    return Reviewed(tx.event_id, reviewing.accept_all(tx, tree, uids, who))
                reviewing.dismiss_all(tx, uids, who)
                return Reviewed(tx.event_id)

    def _named(self, uids: Iterable[str]) -> dict[str, object]:
        """What the journal says of a decision: document, code and place, where they are one."""
        documents, codes, places = stored.named(self.store.connection, list(uids))
        tree = self.codebook()
        details: dict[str, object] = {}
        if len(documents) == 1:
            details["document"] = documents.pop()
        if len(codes) == 1:
            details["code"] = tree.by_id[codes.pop()].path
        if len(places) == 1:
            details["start"], details["end"] = places.pop()
        return details

    @staticmethod
    def _one_of(name: str, given: str, known: Sequence[str]) -> None:
        if given not in known:
            raise EticError("choice-unknown", name=name, given=given, known=", ".join(known))
