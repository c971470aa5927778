"""Whether more interviews still brought something new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from etic.actions import saturation as saturating
from etic.actions.saturation import Origin
from etic.actions.saturation_course import Rule
from etic.actions.saturation_tables import Saturation as SaturationResult
from etic.errors import EticError
from etic.project.rounds import Rounds

MOST = 100_000  # random orders


class Saturation(Rounds):
    """Whether more interviews still brought something new."""

    def saturation(
        self,
        by: str = "",
        study: str = "",
        codes: Sequence[str] | str | None = None,
        origin: Origin = "inductive",
        base: int = 4,
        run: int = 2,
        threshold: float = 0.05,
        draws: int = 1000,
        order: Sequence[str] | None = None,
        coder: str | None = None,
    ) -> SaturationResult:
        """Whether the interviews reached saturation: a report by group of an attribute, and parts.

        What counts as new is a code that no interview before had: an *inductive* one, unless
        `origin` says `deductive` or `all`; of `codes` and those under them, where any are named.
        Interviews stand in the order of the dates in their headers (of one date by name, without a
        date last), or in an `order` of names of documents. `base`, `run` and `threshold` are those
        of Guest, Namey and Chen (2020); `draws` random orders make the band of the curve, the same
        ones every time.

        The result is a table by group; `.runs()`, `.curve()` and `.meaning()` are further ones.

        Raises EticError where no code of that origin is in question, or no interview is coded.
        """
        self._check(where={by: ""} if by else None, study=study, coder=coder)
        self._one_of("origin", origin, get_args(Origin))
        for name, given in (("base", base), ("run", run), ("draws", draws)):
            if not 1 <= given <= MOST:
                raise EticError("saturation-number", name=name, given=given, most=MOST)
        if not 0 <= threshold <= 1:
            raise EticError("saturation-threshold", given=threshold)
        paths = [codes] if isinstance(codes, str) else list(codes or ())
        return saturating.saturate(
            self.store, Rule(base, run, threshold, draws), by=by, study=study, paths=paths,
            origin=origin, order=order, coder=coder,
        )  # fmt: skip
