"""Blind second coding, and decisions where coders differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from etic.actions import adjudicating
from etic.actions import rounds as acting
from etic.actions.adjudicating import Decided, Disagreement, Disagreements
from etic.actions.left_out import left_out
from etic.actions.reviewing import Review, Reviewed
from etic.actions.rounds import Settlement
from etic.analysis.disagreements import Extent
from etic.analysis.left_out import LeftOut
from etic.errors import EticError
from etic.model import State
from etic.project.file import default_coder
from etic.project.unitizing import Unitizing
from etic.store import rounds as stored
from etic.store.journal import now
from etic.store.rounds import Outcome, Round
from etic.store.steps import Event
from etic.text import canonical


class Rounds(Unitizing):
    """Rounds of double coding, and decisions where coders differ."""

    # -- rounds ----------------------------------------------------------------------------------

    def rounds(self) -> list[Round]:
        """The rounds of double coding, in the order in which they were opened."""
        return stored.rounds(self.store.connection, self.codebook())

    def round(self, name: str) -> Round:
        """One round."""
        return acting.named(self.store, name)

    def open_round(
        self,
        name: str,
        coders: Sequence[str],
        *,
        documents: Iterable[int | str] | None = None,
        study: str = "",
        share: float | None = None,
        seed: int = 1,
        codes: Sequence[str] = (),
        counted: str | None = None,
        coder: str = "",
    ) -> Round:
        """Open a round: these coders code the same documents without seeing one another's work.

        `documents` by id, name or `study/name`; else all of a `study`, or of the project. `share`
        (above 0, up to 1) draws some of them at random, by `seed`. `codes` are paths, each with the
        codes under it; without them the round is about all codes. `counted` names the coder whose
        codings count in these documents until the round is settled, empty for none of it; without
        it `actions.rounds.counting_coder` says who.
        """
        title = " ".join(canonical(name).split())
        if not title:
            raise EticError("round-unnamed")
        people = list(dict.fromkeys(" ".join(canonical(c).split()) for c in coders))
        if "" in people or len(people) < 2:
            raise EticError("round-coders")
        if study:
            self.check_study(study)
        tree = self.codebook()
        nodes = list({n.id: n for n in (tree.resolve(path) for path in codes)}.values())
        if documents is None:
            chosen = [d for d in self.document_list() if study in ("", d.study)]
        else:
            every = (self.document(wanted) for wanted in documents)
            chosen = list({d.id: d for d in every if study in ("", d.study)}.values())
        if not chosen:
            raise EticError("round-documents")
        drawn_of = None
        if share is not None:
            drawn_of = len(chosen)
            chosen = acting.draw(chosen, share, seed)
        if counted is None:
            counted = acting.counting_coder(
                self.store, people, [d.id for d in chosen], self.rounds()
            )
        elif counted and counted not in (*people, *self.coders()):
            known = ", ".join(dict.fromkeys([*people, *self.coders()]))
            raise EticError("coder-unknown", coder=counted, known=known)
        details = {"round": title, "documents": len(chosen), "coders": ", ".join(people)}
        with self.store.journal.change("round-open", coder or default_coder(), details) as tx:
            acting.open_round(
                tx, title, documents=chosen, coders=people, codes=nodes, counted=counted,
                drawn_of=drawn_of, seed=None if drawn_of is None else seed,
            )  # fmt: skip
        return self.round(title)

    def finish_round(self, name: str, who: str, done: bool = True) -> None:
        """Say that a coder is through with a round, or is not yet."""
        found = self._round_that_is("open", name)
        if who not in found.coders:
            raise EticError("round-not-coder", round=name, coder=who, known=", ".join(found.coders))
        action = "round-done" if done else "round-not-done"
        with self.store.journal.change(action, who, {"round": name}) as tx:
            coder = tx.find("coders", name=who) or {}
            row = tx.find("round_coders", round_id=found.id, coder_id=coder.get("id")) or {}
            tx.update("round_coders", row["id"], {"done": int(done)})

    def close_round(self, name: str, *, coder: str = "") -> Round:
        """Close a round: from now on its coders see one another's work."""
        found = self._round_that_is("open", name)
        with self.store.journal.change(
            "round-close", coder or default_coder(), {"round": name}
        ) as tx:
            tx.update("rounds", found.id, {"state": "closed", "closed": now()})
        return self.round(name)

    def delete_round(self, name: str, *, coder: str = "") -> None:
        """Take a round away. Codings and decisions stay; what its settling set aside counts again.

        An open one is not deleted but closed, for that is what it does.
        """
        found = self.round(name)
        if found.state == "open":
            raise EticError("round-is-open", round=name)
        with self.store.journal.change(
            "round-delete", coder or default_coder(), {"round": name}
        ) as tx:
            acting.delete(tx, found.id)

    def round_progress(self, name: str) -> dict[str, int]:
        """Coder → in how many of the round's documents they have put a code. The number alone is
        no coding, so it is given for all coders whoever asks."""
        found = self.round(name)
        return stored.begun(self.store.database.whole.connection, found.id)

    def counting_note(self) -> str:
        """Whose codings count in the documents of rounds, in a sentence; empty without rounds."""
        return LeftOut(rounds=left_out(self.store).rounds).note

    # -- disagreements ---------------------------------------------------------------------------

    def disagreements(
        self,
        one: str,
        other: str,
        documents: Iterable[int | str] | None = None,
        codes: Sequence[str] | str | None = None,
        study: str = "",
    ) -> Disagreements:
        """The places where two coders differ, the dearest first.

        In `documents` (by id, name or `study/name`), else in those that both have coded; on `codes`
        (paths, each with the codes under it), else on all. How the cost of a place is reckoned,
        `etic.analysis.disagreements.places` says.
        """
        self._check(study=study, coder=one)
        self._check(coder=other)
        if one == other:
            raise EticError("coder-with-self", coder=one)
        if documents is None:
            counts = self.coders_by_document()
            chosen = {
                d.id
                for d in self.document_list()
                if study in ("", d.study) and counts.get(d.id, {}).keys() >= {one, other}
            }
        else:
            rows = [self.document(wanted) for wanted in documents]
            chosen = {d.id for d in rows if study in ("", d.study)}
        if not chosen:
            raise EticError("coders-apart", one=one, other=other)
        tree = self.codebook()
        paths = [codes] if isinstance(codes, str) else list(codes or ())
        under = [tree.under(tree.resolve(path).path) for path in paths]
        within = set().union(*under) if under else None
        return adjudicating.find(self.store, one, other, chosen, within)

    def round_disagreements(self, name: str, pair: tuple[str, str] | None = None) -> Disagreements:
        """Where two coders of a round differ: in all of its documents, also those in which one of
        them has found nothing, and on its codes. `pair` names two where there are more."""
        found = self.round(name)
        if found.state == "open":
            raise EticError("round-is-open", round=name)
        coders = pair or acting.pair(found)
        for who in coders:
            if who not in found.coders:
                known = ", ".join(found.coders)
                raise EticError("round-not-coder", round=name, coder=who, known=known)
        return acting.disagreements(self.store, found, coders)

    def decide(
        self,
        place: Disagreement,
        outcome: Outcome,
        *,
        adjudicator: str,
        reason: str = "",
        codings: Sequence[tuple[str, int, int] | tuple[str, int, int, State]] = (),
        coder: str = "",
    ) -> Reviewed:
        """Decide about a place where two coders differ; gives the step, and the ids of the
        adjudicator's codings.

        `one`, `other` and `both` take over what either or both coders have there (what says the
        same on overlapping spans becomes one coding); `neither` takes nothing; `new` puts `codings`
        instead: (code, start, end) or (code, start, end, state). The coders' own codings stay. The
        `adjudicator` is in neither of the two names, so that what was decided can be told from what
        was coded: a third person, or a name for what both agreed on. Deciding again replaces the
        former decision. `coder` is who writes it down, else the adjudicator.
        """
        name = " ".join(canonical(adjudicator).split())
        own = [Decided(self.codebook().resolve(c[0]).path, *c[1:]) for c in codings]
        sides = dict(zip(("one", "other"), place.coders, strict=True))
        details = {
            "document": place.document,
            **({"coder": sides[outcome]} if outcome in sides else {"outcome": outcome}),
            "reason": reason.strip(),
            "start": place.start,
            "end": place.end,
        }
        with self.store.journal.change("adjudicate", coder or name, details) as tx:
            made = adjudicating.decide(
                tx, self.codebook(), self.document(place.document_id), place, outcome, own,
                reason=reason, adjudicator=name,
            )  # fmt: skip
            return Reviewed(tx.event_id, made)

    def undo_decision(self, event: int, *, coder: str = "") -> Event:
        """Take back one decision by the number of its step."""
        return self.store.journal.undo_step(event, coder or default_coder())

    def around(self, place: Disagreement) -> Review:
        """A place with what surrounds it: who speaks, the question, the rest of the turn."""
        return adjudicating.around(self.store, place)

    # -- settling --------------------------------------------------------------------------------

    def foresee_settlement(
        self, name: str, adjudicator: str, *, extent: Extent = "union"
    ) -> Settlement:
        """What settling a round would do, in numbers; nothing is changed."""
        self._one_of("extent", extent, get_args(Extent))
        who = " ".join(canonical(adjudicator).split())
        return acting.foresee(self.store, self.round(name), who, extent)

    def settle_round(
        self,
        name: str,
        adjudicator: str,
        *,
        extent: Extent = "union",
        drop_undecided: bool = False,
        coder: str = "",
    ) -> Settlement:
        """Settle a closed round: from now on the adjudicator's codings are what counts in its
        documents and for its codes. One step, which can be undone.

        What both coders have is copied to the adjudicator: exact ones as they are; of the same code
        on overlapping spans the characters of either (`union`) or of both (`intersection`), unless
        such a place was decided. Codings there by this time that are not the adjudicator's stay and
        are not counted; what is coded later counts as everywhere. Refused while places are
        undecided, unless `drop_undecided` says that nothing shall count there.
        """
        with self.store.database.writing() as connection:
            plan = self.foresee_settlement(name, adjudicator, extent=extent)
            if plan.undecided and not drop_undecided:
                raise EticError("round-undecided", round=name, n=plan.undecided)
            details = {"round": name, "codings": plan.made, "coder": plan.adjudicator}
            with self.store.journal.change_within(
                connection, "round-settle", coder or plan.adjudicator, details
            ) as tx:
                acting.settle(tx, self.codebook(), plan)
        return plan

    def _round_that_is(self, state: Literal["open", "closed"], name: str) -> Round:
        found = self.round(name)
        if found.state != state:
            raise EticError(f"round-is-{found.state}", round=name)
        return found
