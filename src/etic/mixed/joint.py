"""The joint display: respondents with a code beside the survey's share of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etic.analysis.intervals import Share, share
from etic.model import Cell, Link, SurveyTable


@dataclass(frozen=True, slots=True)
class SurveyShare:
    """What a published table prints for an answer: percent as printed, count and base if known."""

    percent: str  # as printed; empty where only a count is
    share: float | None
    n: int | None
    base: int | None
    declared_base: str
    low: float | None
    high: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Joint:
    """One link of the joint display."""

    link_id: int
    link: Link
    interviews: Share
    survey: SurveyShare
    cases: tuple[str, ...]  # respondents with the code

    @property
    def comparable(self) -> float | None:
        """The survey's share as it compares with the code's: of those who did *not* answer so,
        where code and answer say the opposite."""
        if self.survey.share is None or self.link.direction == "same":
            return self.survey.share
        return 1 - self.survey.share

    @property
    def difference(self) -> float | None:
        """Interviews less survey, in points of share; None where either is unknown."""
        if self.interviews.share is None or self.comparable is None:
            return None
        return self.interviews.share - self.comparable


def survey_share(table: SurveyTable, answer: str, group: str) -> SurveyShare:
    """What a table says of an answer in a group.

    An interval is given where the base is known, from the printed count or from the percent of that
    base. A declared base that is the same in every column of several is that of all respondents,
    not of this column's.
    """
    cells = [c for c in table.cells if c.answer == answer and c.group == group]
    percent = next((c.percent for c in cells if c.percent), "")
    n = next((c.n for c in cells if c.n is not None), None)
    declared = next((c.declared_base for c in cells if c.declared_base), "")
    base = base_of(declared) if _is_base_of(table, group) else None
    value = float(percent.replace(",", ".")) / 100 if percent else None
    if value is None and n is not None and base:
        value = n / base
    if value is None:
        return SurveyShare(percent, None, n, base, declared, None, None, "no-share")
    if not base:
        return SurveyShare(percent, value, n, base, declared, None, None, "no-declared-base")
    counted = n if n is not None else round(value * base)
    if not 0 <= counted <= base:
        return SurveyShare(percent, value, n, base, declared, None, None, "count-over-base")
    interval = share(counted, base)
    return SurveyShare(percent, value, n, base, declared, interval.low, interval.high)


def total_group(groups: Sequence[str]) -> str | None:
    """The column of all respondents: the only one, or by the usual first word of its name.

    >>> total_group(["Все опрошенные", "Мужчины", "Женщины"]), total_group(["Men", "Women"])
    ('Все опрошенные', None)
    """
    if len(groups) == 1:
        return groups[0]
    return next((name for name in groups if _is_total(name)), None)


def _is_total(name: str) -> bool:
    first = name.casefold().split()[:1]
    return first in (["всего"], ["все"], ["итого"], ["total"], ["all"], ["overall"])


def _is_base_of(table: SurveyTable, group: str) -> bool:
    groups = list(dict.fromkeys(cell.group for cell in table.cells))
    bases = {cell.group: cell.declared_base for cell in table.cells}
    return len(groups) == 1 or _is_total(group) or len(set(bases.values())) > 1


def base_of(declared: str) -> int | None:
    """The number that a declared base begins with: «515», «50 (25+25)».

    >>> base_of("50 (25+25)"), base_of("515"), base_of("не указана"), base_of("")
    (50, 515, None, None)
    """
    match = re.match(r"\s*(\d+)\b", declared)
    return int(match.group(1)) if match else None


def answers(cells: Iterable[Cell]) -> list[str]:
    """Answers of a table in order, subtotals left out."""
    return list(dict.fromkeys(cell.answer for cell in cells if not cell.subtotal))
