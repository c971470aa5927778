"""Answers to questions that codes stand for, response states, and who carries a theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from etic.actions import concentrating, responses, states
from etic.actions.concentrating import ConcentrationTable, Measure
from etic.actions.responses import Groups, Responses
from etic.actions.states import StateTable
from etic.analysis.spreading import draw_quotes
from etic.model import Quote
from etic.project.guide import Guides


class Answered(Guides):
    """What respondents answered, and who speaks of a theme."""

    def responses(
        self, group: str, by: str = "", study: str = "", coder: str | None = None
    ) -> Responses:
        """The answers of a response group: the sub-codes right under a code.

        Where one answer is foreseen (`single`), a respondent with several is counted in a line of
        their own and listed in `listed`; otherwise shares are of respondents and of mentions. Any
        code with codes under it will do: without a `response` it is treated as multiple. `states`
        has the four states of the theme and of each answer.
        """
        self._check(where={by: ""} if by else None, study=study, coder=coder)
        return responses.count_responses(self.store, group, self._called(by), study, coder)

    def response_groups(self, study: str = "", coder: str | None = None) -> Groups:
        """Every code whose answers are foreseen, and how many respondents do not keep to it."""
        self._check(study=study, coder=coder)
        return responses.check_groups(self.store, study, coder)

    def response_states(
        self,
        codes: Sequence[str] | str = (),
        by: str = "",
        study: str = "",
        coder: str | None = None,
    ) -> StateTable:
        """How many respondents said yes, said no, did not mention it, were not asked, by code.

        Each respondent in question is in exactly one state. Without `codes`: all of them.
        """
        self._check(where={by: ""} if by else None, study=study, coder=coder)
        paths = [codes] if isinstance(codes, str) else codes
        return states.count_states(self.store, paths, self._called(by), study, coder)

    def concentration(
        self,
        codes: Sequence[str] | str = (),
        study: str = "",
        measure: Measure = "codings",
        coder: str | None = None,
    ) -> ConcentrationTable:
        """Who carries each code: respondents, effective number of them, share of the top one.

        By number of codings, or by words of the passages (each word once). Without `codes`: all.
        """
        self._check(study=study, coder=coder)
        self._one_of("measure", measure, get_args(Measure))
        paths = [codes] if isinstance(codes, str) else codes
        return concentrating.concentrate(self.store, paths, study, measure, coder)

    def drawn_quotes(
        self, code: str | None = None, *, most: int, spread: bool = True, **filters: Any
    ) -> list[Quote]:
        """At most so many quotes of a code, spread over respondents: one of each in turn.

        Without `spread` they are the first ones. Further filters as for `quote_list`.
        """
        return draw_quotes(self.quote_list(code=code, **filters), most, spread=spread)

    def _called(self, by: str) -> tuple[str, str]:
        """An attribute, and what it is called in the language at work."""
        return by, self.attribute_labels().get(by, by) if by else ""
