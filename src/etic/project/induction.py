"""Propositions tested case by case."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from etic.actions import induction, propositions, truthtables
from etic.actions.induction import Candidate, JudgedCase
from etic.analysis.induction import Board
from etic.analysis.truthtable import TruthTable
from etic.errors import EticError
from etic.model import Direction, Revision, Verdict
from etic.project.file import default_coder
from etic.project.saturation import Saturation
from etic.store import propositions as stored
from etic.store import queries
from etic.store.propositions import JudgementRow, PropositionRow
from etic.store.queries import CaseRow
from etic.store.steps import Event
from etic.store.transaction import Row


class Induction(Saturation):
    """Propositions tested case by case."""

    def propositions(self, study: str = "") -> list[PropositionRow]:
        """The propositions by study and number, each with all its versions and judgements."""
        self._check(study=study)
        return stored.propositions(self.store.connection, study)

    def proposition(self, number: int, *, study: str = "") -> PropositionRow:
        """One proposition by its number; its study where several have that number."""
        self._check(study=study)
        return stored.proposition(self.store.connection, number, study)

    def add_proposition(
        self,
        text_ru: str = "",
        text_en: str = "",
        *,
        phenomenon_ru: str = "",
        phenomenon_en: str = "",
        number: int | None = None,
        supports: Sequence[str] = (),
        contradicts: Sequence[str] = (),
        study: str = "",
        coder: str = "",
    ) -> int:
        """Make a proposition, tied to codes that support and that contradict it; gives its number.

        The phenomenon is what it is meant to explain, and so of whom it speaks. Without a `number`
        it takes the next one. The study must be named where there are several.
        """
        tree = self.codebook()
        both = set(supports) & set(contradicts)
        if both:
            raise EticError("proposition-both", codes=", ".join(sorted(both)))
        tied = [(path, "supports") for path in supports]
        tied += [(path, "contradicts") for path in contradicts]
        said = {
            "text_ru": text_ru, "text_en": text_en,
            "phenomenon_ru": phenomenon_ru, "phenomenon_en": phenomenon_en,
        }  # fmt: skip
        where = self._study_named(study)
        details = {"proposition": text_ru or text_en}
        with self.store.journal.change("proposition-add", coder or default_coder(), details) as tx:
            made = propositions.add(tx, where, said, number)
            row = stored.proposition(tx.connection, made, where)
            for path, direction in tied:
                propositions.tie(tx, tree, row.id, path, direction)  # type: ignore[arg-type]
        return made

    def tie_code(
        self,
        number: int,
        code: str,
        direction: Direction | None,
        *,
        study: str = "",
        coder: str = "",
    ) -> bool:
        """Say that a code supports or contradicts a proposition; None takes the tie away."""
        row = self.proposition(number, study=study)
        tree = self.codebook()
        details = {"proposition": number, "code": tree.resolve(code).path}
        with self.store.journal.change("proposition-code", coder or default_coder(), details) as tx:
            return propositions.tie(tx, tree, row.id, code, direction)

    def tie_codes(
        self,
        number: int,
        codes: Mapping[str, Direction],
        *,
        study: str = "",
        coder: str = "",
    ) -> bool:
        """Make these, code → direction, the codes that bear on a proposition, and no others."""
        row = self.proposition(number, study=study)
        tree = self.codebook()
        wanted = {tree.resolve(path).path: direction for path, direction in codes.items()}
        details = {"proposition": number}
        with self.store.journal.change("proposition-code", coder or default_coder(), details) as tx:
            for code_id in row.codes:
                if tree.by_id[code_id].path not in wanted:
                    propositions.tie(tx, tree, row.id, tree.by_id[code_id].path, None)
            for path, direction in wanted.items():
                propositions.tie(tx, tree, row.id, path, direction)
            return tx.position > 0

    def judge(
        self,
        number: int,
        case: int | str,
        verdict: Verdict,
        reason: str = "",
        *,
        quotes: Sequence[int] | None = None,
        study: str = "",
        coder: str = "",
    ) -> JudgementRow:
        """Say what a case says to the newest version of a proposition.

        `quotes` are ids of the codings it rests on, all of that case; None leaves them as they
        were. Judging again as the same coder changes the judgement; coders judge each for
        themselves.
        """
        row = self.proposition(number, study=study)
        found = self._case_of(row, case)
        if quotes is not None:
            self._check_quotes(found, quotes)
        details = {"proposition": number, "case": found.name}
        with self.store.journal.change("judge", coder or default_coder(), details) as tx:
            judgement_id = propositions.judge(
                tx, row, found, verdict, reason, coder or default_coder(), quotes
            )
        newest = self.proposition(number, study=row.study).newest
        return next(j for j in newest.judgements if j.id == judgement_id)

    def withdraw_judgement(
        self, number: int, case: int | str, *, of: str = "", study: str = "", coder: str = ""
    ) -> None:
        """Take the judgement of a coder on a case back; `of` whom, where several have judged it."""
        row = self.proposition(number, study=study)
        found = self._case_of(row, case)
        judged = [j for j in row.newest.judgements if j.case_id == found.id and of in ("", j.coder)]
        if not judged:
            raise EticError("judgement-none", case=found.name, number=number)
        if len(judged) > 1:
            raise EticError(
                "judgement-several", case=found.name, coders=", ".join(j.coder for j in judged)
            )
        details = {"proposition": number, "case": found.name}
        with self.store.journal.change("judge-withdraw", coder or default_coder(), details) as tx:
            propositions.withdraw(tx, judged[0].id)

    def revise_proposition(
        self,
        number: int,
        *,
        reason: str,
        kind: Revision = "revised",
        said: Mapping[str, str],
        keep: Collection[Verdict] = (),
        study: str = "",
        coder: str = "",
    ) -> int:
        """Make the next version of a proposition; gives its number.

        `said` has what is other now: `text_ru`, `text_en` of a revised proposition;
        `phenomenon_ru`, `phenomenon_en` of a redefined phenomenon. The old version keeps its text,
        its tally and its judgements. Judgements whose verdict is in `keep` are taken over, marked
        as not looked at since; all others wait to be made again, and never a contradiction is
        taken over.
        """
        row = self.proposition(number, study=study)
        details = {"proposition": number}
        action = "proposition-redefine" if kind == "redefined" else "proposition-revise"
        with self.store.journal.change(action, coder or default_coder(), details) as tx:
            return propositions.revise(tx, row, said, kind, reason, keep)

    def delete_proposition(self, number: int, *, study: str = "", coder: str = "") -> None:
        """Delete a proposition with its versions and judgements; undo brings it back."""
        row = self.proposition(number, study=study)
        details = {"proposition": row.text}
        action = "proposition-delete"
        with self.store.journal.change(action, coder or default_coder(), details) as tx:
            propositions.delete(tx, row)

    def judging_queue(
        self, number: int, *, study: str = "", coder: str = "", everyone: bool = False
    ) -> list[Candidate]:
        """The cases that wait for a judgement, contradicting ones first, each with its quotes.

        Without a `coder`, those that nobody who counts has judged; with one, those that this coder
        has not. With `everyone`, those that are judged follow.
        """
        row = self.proposition(number, study=study)
        with self.store.database.reading() as connection:
            found = induction.material(self.store, connection, row.study)
            return induction.queue(found, row, coder, everyone=everyone)

    def judged_cases(
        self,
        number: int,
        *,
        version: int | None = None,
        study: str = "",
        coder: str | None = None,
    ) -> list[JudgedCase]:
        """The cases in question for a version (the newest) with what was judged of each,
        contradicting ones first; the codings are those that the verdict rests on."""
        self._check(coder=coder)
        row = self.proposition(number, study=study)
        wanted = row.newest if version is None else row.version(version)
        with self.store.database.reading() as connection:
            found = induction.material(self.store, connection, row.study)
            return induction.judged_cases(found, row, wanted, coder)

    def board(
        self,
        number: int | None = None,
        *,
        study: str = "",
        by: str = "",
        versions: bool = True,
        coder: str | None = None,
    ) -> Board:
        """Every proposition with its cases for, against and silent, and the exact bound.

        `by` parts them by an attribute; `versions=False` leaves former versions out; with a `coder`
        only that coder's judgements count, without one those of all but second coders.
        """
        self._check(where={by: ""} if by else None, study=study, coder=coder)
        label = self.attribute_labels().get(by, by) if by else ""
        return induction.board(
            self.store, study=study, number=number, by=by, by_label=label, versions=versions,
            coder=coder,
        )  # fmt: skip

    def truth_table(
        self,
        outcome: str,
        conditions: Sequence[str],
        *,
        study: str = "",
        fuzzy: bool = False,
        frequency: int = 1,
        cut: float = 0.8,
        pri: float = 0.0,
        memberships: str | Path | None = None,
    ) -> TruthTable:
        """The truth table of an outcome over conditions; the cases are the respondents.

        An outcome or condition is named as: the path of a code (carried: 1; not carried: 0; not
        asked: left out and listed); `attribute=value`; a yes-or-no attribute; a number attribute
        with three anchors for direct calibration, `age:25,40,60` (fully out, crossover, fully in);
        a column of `memberships`, a csv or xlsx with a column `case`. `~` before the outcome means
        its absence. Without `fuzzy`, memberships count as 0 or 1 by the side of 0.5 they are on.

        Rows with fewer than `frequency` cases are remainders; from the consistency `cut` (and the
        PRI `pri`) on a row has the outcome. The result gives `fits`, `solution` and `data` too.
        """
        self._check(study=study)
        given = {}
        if memberships is not None:
            from etic.read.memberships import read_memberships

            given = read_memberships(Path(memberships))
        labels = {name: name for name in self.attributes()} | self.attribute_labels()
        return truthtables.make(
            self.store, outcome, conditions, study=study, fuzzy=fuzzy, frequency=frequency,
            cut=cut, pri=pri, given=given, labels=labels,
        )  # fmt: skip

    def judgement_history(self, judgement_id: int) -> list[tuple[Event, Row | None, Row | None]]:
        """What became of a judgement, oldest first: the step, its row before, its row after."""
        return self.store.journal.history("judgements", judgement_id)

    def _study_named(self, study: str) -> str:
        """The study that is meant: the one named, or the only one."""
        if study:
            self._check(study=study)
            return study
        titles = list(self.study_titles())
        if len(titles) != 1:
            raise EticError("proposition-study", known=", ".join(titles) or "—")
        return titles[0]

    def _case_of(self, row: PropositionRow, case: int | str) -> CaseRow:
        """A case by id or name; by name, one of the proposition's study."""
        if isinstance(case, str) and "/" not in case:
            own = [c for c in self.case_list() if c.study == row.study and c.name == case]
            if own:
                return own[0]
        return queries.case(self.store.connection, case)

    def _check_quotes(self, case: CaseRow, ids: Sequence[int]) -> None:
        found = {q.id: q for q in self.quote_list(ids=ids)}
        for coding_id in ids:
            quote = found.get(coding_id)
            if quote is None:
                raise EticError("coding-number", coding=coding_id)
            if (quote.study, quote.case) != (case.study, case.name):
                raise EticError("judgement-quote", quote=quote.quote[:60], case=case.name)
