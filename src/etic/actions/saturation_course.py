"""Interviews of a study, or of a group in it, in order: what each brings, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from etic.actions.carrying import group_label
from etic.analysis.saturation import (
    Orders,
    Run,
    Runs,
    Window,
    new_codes,
    random_orders,
    saturation_runs,
)
from etic.analysis.unseen import Unseen, unseen
from etic.i18n import number, percent, t
from etic.store.codebook import Node


@dataclass(frozen=True, slots=True)
class Rule:
    """Base size, run length and threshold of new information, and how many random orders."""

    base: int = 4
    run: int = 2
    threshold: float = 0.05
    draws: int = 1000


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview, when it was, and in which group of respondents."""

    id: int
    name: str
    study: str
    day: str  # as in its header, `YYYY-MM-DD`; empty where that names none
    group: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A code, and in which interviews it is: document → codings, of it and those under it."""

    node: Node
    label: str
    passages: Mapping[int, tuple[int, ...]]
    counts: bool  # whether its first appearance is new information; else it is a theme above


@dataclass(frozen=True)
class Course:
    """Interviews in order, and the codes that count."""

    group: str  # value of an attribute; empty: all
    interviews: tuple[Interview, ...]
    codes: tuple[Coded, ...]
    rule: Rule

    @property
    def label(self) -> str:
        """What it is called in the language at work."""
        return group_label(self.group) if self.group else t("saturation.all")

    @cached_property
    def sets(self) -> tuple[frozenset[int], ...]:
        """Interview by interview, the ids of the codes it brings."""
        return tuple(
            frozenset(code.node.id for code in self.codes if interview.id in code.passages)
            for interview in self.interviews
        )

    @cached_property
    def new(self) -> tuple[tuple[Coded, ...], ...]:
        """Interview by interview, the codes that it is the first to bring."""
        return tuple(
            tuple(code for code in self.codes if code.node.id in new)
            for new in new_codes(self.sets)
        )

    @property
    def seen(self) -> int:
        """How many codes the interviews have together."""
        return sum(map(len, self.new))

    def runs(self, window: Window, threshold: float | None = None) -> Runs:
        """The runs after the base, overlapping or not."""
        return saturation_runs(
            [len(new) for new in self.new], base=self.rule.base, run=self.rule.run,
            threshold=self.rule.threshold if threshold is None else threshold, window=window,
        )  # fmt: skip

    @cached_property
    def orders(self) -> Orders:
        """The same over random orders."""
        rule = self.rule
        return random_orders(
            self.sets, draws=rule.draws, base=rule.base, run=rule.run, threshold=rule.threshold
        )

    @cached_property
    def unseen(self) -> Unseen:
        """What the rare codes say of those not seen."""
        return unseen((self.frequency(code) for code in self.codes), len(self.interviews))

    def frequency(self, code: Coded) -> int:
        """In how many of these interviews a code is."""
        return sum(1 for interview in self.interviews if interview.id in code.passages)

    def codings(self, codes: Iterable[Coded], first: int, last: int) -> list[int]:
        """The codings of these codes in interviews `first` to `last`, numbered from 1."""
        codes = tuple(codes)
        return list(
            dict.fromkeys(
                id
                for interview in self.interviews[first - 1 : last]
                for code in codes
                for id in code.passages.get(interview.id, ())
            )
        )

    def first_codings(self, first: int, last: int) -> list[int]:
        """The codings by which interviews `first` to `last` bring their new codes."""
        return list(
            dict.fromkeys(
                id
                for n in range(first, last + 1)
                for id in self.codings(self.new[n - 1], n, n)
            )
        )  # fmt: skip

    def told(self, runs: Runs) -> str:
        """Where saturation was reached, as `6+2`, or in words why not."""
        if runs.reached is not None:
            return f"{runs.reached}+{runs.run}"
        return t(f"saturation.{runs.reason}")

    @property
    def verdict(self) -> str:
        """In a few sentences whether saturation was reached, by overlapping runs."""
        runs = self.runs("sliding")
        return " ".join(filter(None, (_reached(runs, len(self.interviews)), self._orders_told())))

    def _orders_told(self) -> str:
        share = self.orders.reached_share
        if share is None or not self.seen:
            return ""
        said = {"draws": number(self.rule.draws), "share": percent(share, 0)}
        if self.orders.reached_median is None:
            return t("saturation.verdict-orders-never", draws=said["draws"])
        at = self.orders.reached_median
        median = number(int(at)) if at.is_integer() else number(at, 1)
        return t("saturation.verdict-orders", at=median, **said)


def span(run: Run) -> str:
    """The numbers of its interviews: `7–8`, or `7` where it is one."""
    return str(run.first) if run.first == run.last else f"{run.first}–{run.last}"


def _reached(runs: Runs, interviews: int) -> str:
    decisive = runs.decisive
    said: dict[str, object] = {
        "base": runs.base, "run": runs.run, "base_codes": runs.base_codes,
        "threshold": threshold_said(runs.threshold),
    }  # fmt: skip
    if decisive is None or decisive.ratio is None:
        return t(
            f"saturation.verdict-{runs.reason}", interviews=interviews, needed=runs.base + runs.run,
            **said,
        )  # fmt: skip
    said |= {"span": span(decisive), "new": decisive.new, "ratio": percent(decisive.ratio)}
    if runs.reached is None:
        return t("saturation.verdict-not-reached", **said)
    again = t("saturation.verdict-again", n=runs.exceeding) if runs.exceeding else ""
    # With so few codes a single new one is above the threshold.
    few = runs.threshold > 0 and runs.base_codes * runs.threshold < 1
    coarse = t("saturation.verdict-coarse", **said) if few else ""
    reached = t("saturation.verdict-reached", at=runs.reached, **said)
    return " ".join(filter(None, (reached, again, coarse)))


def threshold_said(share: float) -> str:
    """A threshold as it was set: `5 %`, `2,5 %`."""
    return percent(share, 0 if round(share * 100, 6).is_integer() else 1)
