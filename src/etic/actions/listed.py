"""Respondents to look at one by one: who gives several answers where one is foreseen, who none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from etic.analysis.result import Result
from etic.i18n import t
from etic.model import Column, Quote, Table, Value
from etic.store.queries import CaseRow


@dataclass(frozen=True, slots=True)
class Case:
    """One respondent, why they are listed, and their passages."""

    case: CaseRow
    kind: Literal["several", "none"]
    wrong: bool  # whether this is against what the codebook foresees
    answers: tuple[str, ...]
    quotes: tuple[Quote, ...]  # of the answers; of denials where there is none

    @property
    def why(self) -> str:
        """Why they are listed, in words."""
        return t(f"responses.why-{self.kind}" + ("" if self.wrong else "-allowed"))


@dataclass(frozen=True)
class Listed(Result):
    """Respondents of a response group who are in the lines `several` and `none`."""

    theme: str
    cases: tuple[Case, ...]
    studies: bool  # whether to say of which study each is

    @property
    def wrong(self) -> tuple[Case, ...]:
        """Those who are against what the codebook foresees."""
        return tuple(case for case in self.cases if case.wrong)

    def table(self) -> Table:
        """Case, study (where there are several), why, answers, quotes."""
        columns = (
            Column("case", t("columns.case")),
            *((Column("study", t("columns.study")),) if self.studies else ()),
            Column("why", t("responses.why")),
            Column("answers", t("responses.answers")),
            Column("quotes", t("responses.quotes"), "integer"),
        )
        rows: list[tuple[Value, ...]] = [
            (
                listed.case.name,
                *((listed.case.study,) if self.studies else ()),
                listed.why,
                "; ".join(listed.answers),
                len(listed.quotes),
            )
            for listed in self.cases
        ]
        title = f"{self.theme}: {t('responses.listed')}"
        return Table(columns, tuple(rows), title, t("responses.listed-note"))

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The passages of a respondent."""
        del column
        return [quote.id for quote in self.cases[row].quotes]
