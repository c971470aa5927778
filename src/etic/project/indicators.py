"""Dimensions and indicators: a second order across codes and survey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from etic.actions import ensure, indicating
from etic.actions.indicator_cases import IndicatorProfiles, Typology
from etic.actions.indicator_tables import Conclusions, IndicatorTable
from etic.actions.indicators import Gathered, frame_of, gather
from etic.errors import EticError
from etic.i18n import language
from etic.indicated import (
    Evidence,
    Indicator,
    IndicatorFrame,
    IndicatorVerdict,
    Item,
    Side,
)
from etic.joined import JointVerdict
from etic.mixed.verdicts import LEVEL, MARGIN
from etic.project.audit import Audit
from etic.project.file import default_coder
from etic.store import indicators as stored


class Indicators(Audit):
    """A project with a profile of indicators."""

    # -- the frame --

    def indicator_frames(self) -> list[IndicatorFrame]:
        """Dimensions, indicators and types of every study that has them."""
        return stored.frames(self.store.connection, self.codebook())

    def indicator_frame(self, study: str = "") -> IndicatorFrame:
        """The frame of a study, of the only one that has one where none is named."""
        self._check(study=study)
        return frame_of(self.store.connection, self.codebook(), study)

    def indicator_list(self, study: str = "") -> list[Indicator]:
        """The indicators there are, of one study or of all."""
        return [
            one
            for frame in self.indicator_frames()
            if study in ("", frame.study)
            for one in frame.indicators
        ]

    def set_indicators(self, frame: IndicatorFrame, *, coder: str = "") -> None:
        """Make the dimensions, indicators and types of a study those of the frame."""
        details = {"study": frame.study}
        with self.store.journal.change("indicators", coder or default_coder(), details) as tx:
            indicating.save(tx, self.codebook(), frame, frame.study)

    def edit_indicator(
        self,
        name: str,
        *,
        study: str = "",
        met: float | None = None,
        unmet: float | None = None,
        least: int | None = None,
        coder: str = "",
    ) -> None:
        """Change the rule by which a case meets an indicator; None leaves a part as it is."""

        def edited(one: Indicator) -> Indicator:
            return replace(
                one,
                met=one.met if met is None else met,
                unmet=one.unmet if unmet is None else unmet,
                least=one.least if least is None else least,
            )

        self._change(name, study, coder, "indicator-rule", edited)

    def add_indicator_code(
        self,
        name: str,
        code: str,
        *,
        side: Side = "supports",
        dimension: str = "",
        study: str = "",
        coder: str = "",
    ) -> None:
        """Let a code speak to an indicator, or say anew on which side it does."""
        path = self.codebook().resolve(code).path
        added = Evidence(path, side, dimension)

        def edited(one: Indicator) -> Indicator:
            there = [e.code for e in one.codes]
            if path in there:
                codes = tuple(added if e.code == path else e for e in one.codes)
            else:
                codes = (*one.codes, added)
            return replace(one, codes=codes)

        self._change(name, study, coder, "indicator-code", edited)

    def remove_indicator_code(
        self, name: str, code: str, *, study: str = "", coder: str = ""
    ) -> None:
        """Take a code away from an indicator."""
        path = self.codebook().resolve(code).path
        self._change(
            name, study, coder, "indicator-code",
            lambda one: replace(one, codes=tuple(e for e in one.codes if e.code != path)),
        )  # fmt: skip

    def add_indicator_item(
        self, name: str, item: Item, *, study: str = "", coder: str = ""
    ) -> None:
        """Let an answer of the survey speak to an indicator; the first one is compared."""
        self._change(
            name, study, coder, "indicator-item",
            lambda one: one if item in one.items else replace(one, items=(*one.items, item)),
        )  # fmt: skip

    def remove_indicator_item(
        self, name: str, item: Item, *, study: str = "", coder: str = ""
    ) -> None:
        """Take an answer of the survey away from an indicator."""
        self._change(
            name, study, coder, "indicator-item",
            lambda one: replace(one, items=tuple(i for i in one.items if i != item)),
        )  # fmt: skip

    def conclude_dimension(self, name: str, text: str, *, study: str = "", coder: str = "") -> None:
        """Write the conclusion on a dimension, in the language at work; the other one goes."""
        ru, en = _both(text)

        def concluded(frame: IndicatorFrame) -> IndicatorFrame:
            if name not in [one.name for one in frame.dimensions]:
                known = ", ".join(one.name for one in frame.dimensions)
                raise EticError("dimension-unknown", place="", dimension=name, known=known or "—")
            return replace(
                frame,
                dimensions=tuple(
                    replace(one, conclusion_ru=ru, conclusion_en=en) if one.name == name else one
                    for one in frame.dimensions
                ),
            )

        self._edit(study, coder, "dimension", {"dimension": name}, concluded)

    # -- verdicts --

    def decide_indicator(
        self, name: str, verdict: JointVerdict, reason: str, *, study: str = "", coder: str = ""
    ) -> None:
        """Keep an analyst's verdict on an indicator, its reason, and the figures it rests on.

        Raises EticError for an unknown indicator or verdict, and where there is no reason.
        """
        found = self.indicators(study=study)
        figures = next((r.figures for r in found.rows if r.indicator.name == name), None)
        who = coder or default_coder()
        decision = IndicatorVerdict(verdict, *_both(reason), who, "", figures)
        details = {"indicator": name, "verdict": verdict, "reason": reason}
        with self.store.journal.change("indicator-verdict", who, details) as tx:
            indicating.decide(tx, ensure.study(tx, found.gathered.frame.study), name, decision)

    def withdraw_indicator(self, name: str, *, study: str = "", coder: str = "") -> None:
        """Take the verdict of an indicator back: it is open again."""
        frame = self.indicator_frame(study)
        _known(frame, name)
        who, details = coder or default_coder(), {"indicator": name}
        with self.store.journal.change("indicator-verdict-off", who, details) as tx:
            indicating.withdraw(tx, ensure.study(tx, frame.study), name)

    # -- results --

    def indicators(
        self, *, study: str = "", margin: float = MARGIN, level: float = LEVEL, quotes: int = 2
    ) -> IndicatorTable:
        """Every indicator: cases by state, the survey's favourable shares, quotes, verdicts.

        `.items` has the survey's side by group, `.matrix` dimensions × indicators.
        """
        return IndicatorTable(self._gathered(study, margin, level, quotes))

    def indicator_conclusions(self, *, study: str = "") -> Conclusions:
        """Dimensions with their sums over all cases and the conclusions on them."""
        return Conclusions(self._gathered(study))

    def indicator_profiles(
        self, *, study: str = "", attributes: Sequence[str] = ()
    ) -> IndicatorProfiles:
        """A row a case: its state on every indicator, its dimensions, its type, attributes."""
        self._check(where=dict.fromkeys(attributes), study=study)
        return IndicatorProfiles(self._gathered(study), tuple(attributes))

    def typology(self, *, study: str = "", level: float = LEVEL) -> Typology:
        """Types by the stated rule with their typical cases; `.crosstab` sets clusters by
        likeness against them, `.members` has every case."""
        return Typology(self._gathered(study, level=level))

    def _gathered(
        self, study: str, margin: float = MARGIN, level: float = LEVEL, quotes: int = 2
    ) -> Gathered:
        self._check(study=study)
        if not 0 < margin < 1 or not 0 < level < 1:
            raise EticError("joint-rule", margin=margin, level=level)
        return gather(self.store, study, margin, level, quotes)

    # -- keeping --

    def _change(
        self,
        name: str,
        study: str,
        coder: str,
        action: str,
        edited: Callable[[Indicator], Indicator],
    ) -> None:
        def changed(frame: IndicatorFrame) -> IndicatorFrame:
            _known(frame, name)
            every = tuple(edited(one) if one.name == name else one for one in frame.indicators)
            return replace(frame, indicators=every)

        self._edit(study, coder, action, {"indicator": name}, changed)

    def _edit(
        self,
        study: str,
        coder: str,
        action: str,
        details: dict[str, object],
        changed: Callable[[IndicatorFrame], IndicatorFrame],
    ) -> None:
        """Change the frame as it stands within the step: nobody's other change is lost."""
        self._check(study=study)
        with self.store.journal.change(action, coder or default_coder(), details) as tx:
            tree = self.codebook()
            frame = changed(frame_of(tx.connection, tree, study))
            indicating.save(tx, tree, frame, frame.study)


def _known(frame: IndicatorFrame, name: str) -> None:
    if frame.indicator(name) is None:
        known = ", ".join(one.name for one in frame.indicators)
        raise EticError("indicator-unknown", indicator=name, known=known or "—")


def _both(text: str) -> tuple[str, str]:
    """What is written now, in the language at work alone: what stood in the other is of before."""
    return (text.strip(), "") if language() == "ru" else ("", text.strip())
