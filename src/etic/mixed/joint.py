"""The joint display: respondents with a code beside the survey's share of an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from etic.analysis.intervals import Share, share
from etic.joined import Figures
from etic.mixed.audit.declared import base_numbers, named_bases
from etic.mixed.verdicts import UNPROPOSED, Proposal
from etic.model import Cell, Link, Quote, SurveyTable

PLUS = " + "  # between answers that are taken together


@dataclass(frozen=True, slots=True)
class SurveyShare:
    """What a survey says of an answer: percent as printed, count and base if known."""

    percent: str  # as printed; empty where only a count is
    share: float | None
    n: int | None
    base: int | None
    declared_base: str
    low: float | None
    high: float | None
    reason: str = ""
    effective: float | None = None  # Kish's effective base, where answers are weighted

    @property
    def counted(self) -> int | None:
        """How many answered so: by the percent where no count is printed."""
        if self.n is None and self.share is not None and self.base:
            return round(self.share * self.base)
        return self.n

    @property
    def tested(self) -> tuple[float | None, float | None]:
        """How many answered so, and of how many, for intervals: where answers are weighted, on the
        effective base."""
        if self.share is not None and self.effective is not None:
            return self.share * self.effective, self.effective
        return self.counted, self.base

    def facing(self, direction: str) -> SurveyShare:
        """The share as it compares with what stands beside it, `same` or `opposite`."""
        return self if direction == "same" else self.turned()

    def turned(self) -> SurveyShare:
        """The share of those who did *not* answer so."""
        return replace(
            self, share=_rest(self.share), low=_rest(self.high), high=_rest(self.low),
            n=None if self.n is None or not self.base else self.base - self.n,
        )  # fmt: skip


def _rest(share_: float | None) -> float | None:
    return None if share_ is None else 1 - share_


@dataclass(frozen=True, slots=True)
class Joint:
    """One link of the joint display."""

    link_id: int
    link: Link
    interviews: Share
    survey: SurveyShare
    cases: tuple[str, ...]  # respondents with the code
    denied: int = 0  # respondents without it who say the contrary
    codings: tuple[int, ...] = ()  # behind the interviews' count
    typical: tuple[Quote, ...] = ()
    deviant: tuple[Quote, ...] = ()
    proposal: Proposal = field(default=UNPROPOSED)

    @property
    def compared(self) -> SurveyShare:
        """The survey's share as it compares with the code's: of those who did *not* answer so,
        where code and answer say the opposite."""
        return self.survey.facing(self.link.direction)

    @property
    def comparable(self) -> float | None:
        """That share as a number; None where it is unknown."""
        return self.compared.share

    @property
    def difference(self) -> float | None:
        """Interviews less survey, in points of share; None where either is unknown."""
        if self.interviews.share is None or self.comparable is None:
            return None
        return self.interviews.share - self.comparable

    @property
    def figures(self) -> Figures:
        """What stands on either side now."""
        there = self.survey
        said = None if there.share is None else round(there.share, 4)
        return Figures(self.interviews.n, self.interviews.base, said, there.n, there.base)

    @property
    def changed(self) -> bool:
        """Whether other figures stand here than those that the verdict was decided on."""
        decision = self.link.decision
        known = decision is not None and decision.figures is not None
        return known and decision.figures != self.figures  # type: ignore[union-attr]


def parts(answer: str, known: Collection[str]) -> tuple[str, ...]:
    """The answers that a link names: one, or several joined with ` + `; none where one is unknown.

    What is printed as one answer, a plus in it and all, is that answer.

    >>> parts("Да + Скорее да", ["Да", "Скорее да", "Нет"])
    ('Да', 'Скорее да')
    >>> parts("Да + Скорее да", ["Да + Скорее да"]), parts("Да + Может быть", ["Да"])
    (('Да + Скорее да',), ())
    """
    if answer in known:
        return (answer,)
    for first in sorted(known, key=len, reverse=True):
        if answer.startswith(first + PLUS):
            rest = parts(answer[len(first + PLUS) :], [name for name in known if name != first])
            if rest:
                return (first, *rest)
    return ()


def survey_share(table: SurveyTable, answer: str, group: str, level: float = 0.95) -> SurveyShare:
    """What a table says of an answer, or of several together, in a group.

    An interval is given where the base is known, from the printed count or from the percent of that
    base. A declared base that is the same in every column of several is that of all respondents,
    not of this column's. Of several answers percents and counts are added up, where each has one.
    """
    wanted = parts(answer, {c.answer for c in table.cells})
    found = [[c for c in table.cells if (c.answer, c.group) == (a, group)] for a in wanted]
    percent = _added([next((c.percent for c in cells if c.percent), "") for cells in found])
    counts = [next((c.n for c in cells if c.n is not None), None) for cells in found]
    n = sum(c for c in counts if c is not None) if counts and None not in counts else None
    declared = next((c.declared_base for cells in found for c in cells if c.declared_base), "")
    base = next(iter(named_bases(group)), None)
    if base is None and _is_base_of(table, group):
        base = base_of(declared)
    value = float(percent.replace(",", ".")) / 100 if percent and percent[0] != "<" else None
    if value is None and n is not None and base:
        value = n / base
    if value is None:
        return SurveyShare(percent, None, n, base, declared, None, None, "no-share")
    if not base:
        return SurveyShare(percent, value, n, base, declared, None, None, "no-declared-base")
    counted = n if n is not None else round(value * base)
    if not 0 <= counted <= base:
        return SurveyShare(percent, value, n, base, declared, None, None, "count-over-base")
    interval = share(counted, base, level)
    return SurveyShare(percent, value, n, base, declared, interval.low, interval.high)


def _added(percents: Sequence[str]) -> str:
    """Printed percents together, as they would be printed; empty where one is missing."""
    if len(percents) < 2 or any(p[:1] in ("", "<") for p in percents):
        return percents[0] if len(percents) == 1 else ""
    comma = any("," in percent for percent in percents)
    total = str(sum((Decimal(p.replace(",", ".")) for p in percents), Decimal(0)))
    return total.replace(".", ",") if comma else total


def in_group(said: object, group: str) -> bool:
    """Whether a respondent with these answers belongs to `variable=value`; to '' all do."""
    return not group or (isinstance(said, dict) and split_group(group, said) in said.items())


def split_group(group: str, names: Collection[str]) -> tuple[str, str]:
    """Variable and value of `variable=value`: either may have the sign in it too.

    >>> split_group("a=b=c", ["a", "x"]), split_group("a=b=c", ["a=b"]), split_group("a=b", [])
    (('a', 'b=c'), ('a=b', 'c'), ('a', 'b'))
    """
    own = [name for name in names if group.startswith(f"{name}=")]
    name = max(own, key=len, default=group.partition("=")[0])
    return name, group[len(name) + 1 :]


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
    """The number of everybody in a declared base: «515», «50 (25+25)», «18–65, n = 515».

    >>> base_of("50 (25+25)"), base_of("515"), base_of("не указана"), base_of("")
    (50, 515, None, None)
    """
    return next(iter(base_numbers(declared)), None)


def answers(cells: Iterable[Cell]) -> list[str]:
    """Answers of a table in order, subtotals left out."""
    return list(dict.fromkeys(cell.answer for cell in cells if not cell.subtotal))
