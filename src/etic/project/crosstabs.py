"""Codes counted by groups of respondents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from etic.actions import crosstabs
from etic.analysis.counts import Base
from etic.analysis.crosstab import Crosstab, Percents, Unit
from etic.project.responses import Answered


class Crosstabs(Answered):
    """Codes counted by groups of respondents."""

    def table(
        self,
        codes: Sequence[str] | str,
        *,
        by: str | Sequence[str] = "",
        unit: Unit = "case",
        base: Base = "asked",
        study: str = "",
        coder: str | None = None,
    ) -> Crosstab:
        """How many units carry each code, by the values of an attribute."""
        return self.crosstab(codes, by=by, unit=unit, base=base, study=study, coder=coder)

    def crosstab(
        self,
        codes: Sequence[str] | str,
        *,
        by: str | Sequence[str] = "",
        unit: Unit = "case",
        base: Base = "asked",
        percents: Percents = "base",
        subcodes: bool = False,
        study: str = "",
        coder: str | None = None,
    ) -> Crosstab:
        """How many units carry each code, by groups, and how the groups differ.

        `by` is an attribute, or several that are crossed. `base` says what a share is of: those of
        the group who were `asked`, all of the `group`, `all` groups together. `percents` says what
        is shown in the wide form and drawn: shares of the `base`, of those in the `row` who carry
        the code, of all that the group mentioned (`column`), of all mentions (`total`).
        `subcodes` puts the codes under each one after it; its own row counts a unit once, however
        many of them it carries.

        Rows are tested where units are independent respondents: Fisher's exact test for two
        groups, that of Freeman and Halton for more.
        """
        attributes = [by] if isinstance(by, str) else by
        named = [name for name in dict.fromkeys(attributes) if name]
        self._check(where=dict.fromkeys(named), study=study, coder=coder)
        self._one_of("unit", unit, get_args(Unit))
        self._one_of("base", base, get_args(Base))
        self._one_of("percents", percents, get_args(Percents))
        paths = [codes] if isinstance(codes, str) else codes
        return crosstabs.crosstab(
            self.store, paths, named, unit, base, study, coder, percents, subcodes
        )
