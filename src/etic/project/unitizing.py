"""How far coders agree who marked passages themselves, and what other programs would print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from etic.errors import EticError
from etic.project.agreement import Agreement

if TYPE_CHECKING:
    from etic.analysis.agreement.branches import Compared
    from etic.analysis.agreement.overlap_curve import OverlapCurve
    from etic.analysis.agreement.programs import ProgramsTable
    from etic.analysis.agreement.unitizing import Form
    from etic.analysis.agreement.unitizing_table import UnitizingTable

THRESHOLD = 0.9  # MAXQDA's, unless told otherwise


class Unitizing(Agreement):
    """Agreement on free unitising."""

    def agreement_unitizing(
        self,
        coders: Sequence[str] = (),
        codes: Sequence[str] | None = None,
        *,
        documents: Iterable[int | str] | None = None,
        study: str = "",
        form: Form = "finite",
        draws: int = 1000,
    ) -> UnitizingTable:
        """αU and the uα family of two or more coders (all, where none is named), code by code.

        Documents that two of them coded are compared; in one that a coder has not coded, that coder
        is missing. `codes`: paths, each with those under it; all that were used where None.
        `form="continuous"` takes characters for ever smaller parts. Intervals are from `draws`
        samples of documents; 0: none.
        """
        from etic.analysis.agreement.unitizing import Form
        from etic.analysis.agreement.unitizing_table import unitizing_table

        self._one_of("form", form, get_args(Form))
        names = list(dict.fromkeys(coders)) or self.having_coded()
        return unitizing_table(self._unitized(names, codes, documents, study), form, max(draws, 0))

    def agreement_overlap(
        self,
        one: str,
        other: str,
        codes: Sequence[str] | None = None,
        *,
        documents: Iterable[int | str] | None = None,
        study: str = "",
        threshold: float = THRESHOLD,
    ) -> OverlapCurve:
        """Which share of two coders' segments overlap enough, for every threshold.

        MAXQDA's κ goes with it, at `threshold` (0 to 1). Codes that are named have a curve each.
        """
        from etic.analysis.agreement.overlap_curve import overlap_curve

        self._share(threshold)
        compared = self._unitized([one, other], codes, documents, study)
        return overlap_curve(compared, each=codes is not None, threshold=threshold)

    def agreement_programs(
        self,
        one: str,
        other: str,
        codes: Sequence[str] | None = None,
        *,
        documents: Iterable[int | str] | None = None,
        study: str = "",
        threshold: float = THRESHOLD,
    ) -> ProgramsTable:
        """What two coders' codings give in NVivo, MAXQDA, ATLAS.ti and QualCoder, side by side.

        `threshold` is the overlap that MAXQDA is told to ask for, 0 to 1.
        """
        from etic.analysis.agreement.programs import programs_table

        self._share(threshold)
        return programs_table(self._unitized([one, other], codes, documents, study), threshold)

    def having_coded(self) -> list[str]:
        """The coders who have coded anything, in order of their coming."""
        having = {name for found in self.coders_by_document().values() for name in found}
        return [name for name in self.coders() if name in having]

    @staticmethod
    def _share(threshold: float) -> None:
        if not 0 <= threshold <= 1:
            raise EticError("threshold-range", given=threshold)

    def _unitized(
        self,
        coders: Sequence[str],
        codes: Sequence[str] | None,
        documents: Iterable[int | str] | None,
        study: str,
    ) -> Compared:
        from etic.actions.unitizing import gather

        for name in coders:
            self._check(study=study, coder=name)
        if len(set(coders)) < 2:
            if len(coders) == 2:
                raise EticError("coder-with-self", coder=coders[0])
            raise EticError("coders-few", known=", ".join(self.having_coded()) or "—")
        tree = self.codebook()
        paths = None if codes is None else [tree.resolve(path).path for path in codes]
        asked = None if documents is None else {self.document(wanted).id for wanted in documents}
        counts = self.coders_by_document()
        coded = {
            d.id: present
            for d in self.document_list()
            if len(present := counts.get(d.id, {}).keys() & set(coders)) >= 2
            and (not study or d.study == study)
            and (asked is None or d.id in asked)
        }
        if not coded:
            if len(coders) == 2:
                raise EticError("coders-apart", one=coders[0], other=coders[1])
            raise EticError("coders-apart-all", coders=", ".join(coders))
        return gather(self.store, coders, coded, paths)
