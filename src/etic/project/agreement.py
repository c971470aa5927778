"""How far coders agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING, get_args

from etic.errors import EticError
from etic.project.framework import Framework

if TYPE_CHECKING:
    from etic.actions.agreement import AgreementTable
    from etic.actions.agreement_units import Speakers
    from etic.analysis.agreement.units import Unit

MOST_DRAWS = 100_000


class Agreement(Framework):
    """How far coders agree."""

    def agreement(
        self,
        coders: Sequence[str] | None = None,
        unit: Unit = "character",
        codes: Sequence[str] | str | None = None,
        documents: Iterable[int | str] | None = None,
        study: str = "",
        *,
        coefficients: Sequence[str] | None = None,
        speakers: Speakers = "respondent",
        everyone: bool = False,
        level: float = 0.95,
        draws: int = 1000,
        long: bool = False,
    ) -> AgreementTable:
        """How far two or more coders agree: all codes together, then each code.

        Parameters
        ----------
        coders: who is compared; without it all who have coded one of the documents that another
            one has coded too.
        unit: what is rated as coded or not: `character`, `sentence`, `turn`, `document` or `case`;
            a sentence or more is coded where a coding touches it.
        codes: only these and those under them. A code includes those under it.
        documents: only these, by id, name or `study/name`; `study`: only those of one study.
        coefficients: `percent`, `cohen` and `scott` (two coders), `conger`, `fleiss`,
            `brennan-prediger`, `gwet`, `alpha`; without it percent, Cohen's (of more than two
            coders Fleiss') κ, Gwet's AC1 and Krippendorff's α.
        speakers: `respondent` leaves out what interviewers say, `any` takes all.
        everyone: all coders have read all these documents, also where they coded nothing. Without
            it a coder has read a document in which they have any coding, and a document counts
            from two such coders on.
        level, draws: of the intervals, by bootstrap over interviews.
        long: give the table with one row a code and coefficient.
        """
        from etic.actions.agreement import agreement
        from etic.actions.agreement_units import Speakers
        from etic.analysis.agreement.measures import MEASURES
        from etic.analysis.agreement.units import Unit

        self._check(study=study)
        self._one_of("unit", unit, get_args(Unit))
        self._one_of("speakers", speakers, get_args(Speakers))
        for name in coefficients or ():
            self._one_of("coefficients", name, list(MEASURES))
        if not 0 < level < 1:
            raise EticError("level-unusable", level=level)
        if not 1 <= draws <= MOST_DRAWS:
            raise EticError("draws-unusable", draws=draws, most=MOST_DRAWS)
        kept = {self.document(wanted).id for wanted in documents} if documents is not None else None
        rows = [
            d
            for d in self.document_list()
            if (not study or d.study == study) and (kept is None or d.id in kept)
        ]
        paths = [codes] if isinstance(codes, str) else codes
        return agreement(
            self.store, self._compared(coders, {d.id for d in rows}), unit, paths, rows,
            coefficients=coefficients, speakers=speakers, everyone=everyone, level=level,
            draws=draws, long=long,
        )  # fmt: skip

    def _compared(self, coders: Sequence[str] | None, documents: Set[int]) -> list[str]:
        """Who is compared: those named, or all who share one of the documents with another one.

        Where nobody does, those who share another: they may have read these and coded nothing.
        """
        if coders is not None:
            named = [coders] if isinstance(coders, str) else list(dict.fromkeys(coders))
            for name in named:
                self._check(coder=name)
            if len(named) < 2:
                known = ", ".join(self.coders()) or "—"
                raise EticError("agreement-one-coder", coder=", ".join(named) or "—", known=known)
            return named
        shared = {i: names for i, names in self.coders_by_document().items() if len(names) > 1}
        here = [names for i, names in shared.items() if i in documents]
        sharing = {name for names in here or shared.values() for name in names}
        if not sharing:
            raise EticError("agreement-nobody")
        return [name for name in self.coders() if name in sharing]
