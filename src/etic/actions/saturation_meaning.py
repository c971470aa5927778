"""Saturation of meaning: when each code was first seen, and when its last new dimension was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etic.actions.saturation_course import Coded, Interview
from etic.actions.saturation_methods import MEANING
from etic.analysis.result import Method, Result
from etic.analysis.saturation import new_codes
from etic.i18n import t
from etic.model import Column, Table, Value


@dataclass(frozen=True)
class Meaning(Result):
    """Codes: at which interview each was first seen, and its last new dimension."""

    codes: tuple[Coded, ...]
    interviews: tuple[Interview, ...]
    _note: str

    def _dimensions(self, code: Coded) -> list[Coded]:
        """The sub-codes at any depth that count."""
        prefix = code.node.path + "/"
        return [c for c in self.codes if c.counts and c.node.path.startswith(prefix)]

    def _carrying(self, code: Coded) -> list[int]:
        """The numbers of the interviews with a code, from 1."""
        return [n for n, i in enumerate(self.interviews, 1) if i.id in code.passages]

    def _new(self, code: Coded) -> dict[int, list[Coded]]:
        """Number of an interview → the dimensions that it is the first to bring."""
        found = self._dimensions(code)
        brought = [[d.node.id for d in found if i.id in d.passages] for i in self.interviews]
        return {
            n: [d for d in found if d.node.id in new]
            for n, new in enumerate(new_codes(brought), 1)
            if new
        }

    def table(self) -> Table:
        """Name, origin, first_n, first, interviews, dimensions, seen, by_interview, last_n, …"""
        columns = (
            Column("name", t("columns.code")),
            Column("origin", t("saturation.origin")),
            Column("first_n", t("saturation.first-n"), "integer"),
            Column("first", t("saturation.first")),
            Column("interviews", t("saturation.interviews-with"), "integer"),
            Column("dimensions", t("saturation.dimensions"), "integer"),
            Column("seen", t("saturation.dimensions-seen"), "integer"),
            Column("by_interview", t("saturation.dimensions-by")),
            Column("last_n", t("saturation.last-n"), "integer"),
            Column("last", t("saturation.last")),
            Column("after", t("saturation.after"), "integer"),
            Column("code", t("saturation.path")),
        )
        return Table(
            columns, tuple(map(self._row, self.codes)), t("saturation.meaning"), self._note
        )

    def _row(self, code: Coded) -> tuple[Value, ...]:
        carrying, new = self._carrying(code), self._new(code)
        total = 0
        steps = []
        for n, dimensions in new.items():
            total += len(dimensions)
            steps.append(t("saturation.dimensions-step", n=n, total=total))
        last = max(new, default=None)
        return (
            code.label, t(f"ui.origin-{code.node.code.origin}"),
            carrying[0] if carrying else None,
            self.interviews[carrying[0] - 1].name if carrying else t("saturation.never"),
            len(carrying), len(self._dimensions(code)), total, "; ".join(steps), last,
            "" if last is None else self.interviews[last - 1].name,
            None if last is None else sum(1 for n in carrying if n > last), code.node.path,
        )  # fmt: skip

    def methods(self) -> Sequence[Method]:
        """Saturation of codes and of meaning."""
        return (MEANING,)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The passages of the first interview, or of the last new dimension; else all."""
        code = self.codes[row]
        carrying, new = self._carrying(code), self._new(code)
        if column in ("first", "first_n"):
            return code.passages[self.interviews[carrying[0] - 1].id] if carrying else ()
        if column in ("last", "last_n", "after"):
            if not new:
                return ()
            at = max(new)
            if column == "after":
                return self._all(code, [n for n in carrying if n > at])
            return [id for d in new[at] for id in d.passages[self.interviews[at - 1].id]]
        if column in ("seen", "by_interview", "dimensions"):
            return [
                id for n, of in new.items() for d in of
                for id in d.passages[self.interviews[n - 1].id]
            ]  # fmt: skip
        return self._all(code, carrying)

    def _all(self, code: Coded, numbers: Sequence[int]) -> list[int]:
        return [id for n in numbers for id in code.passages[self.interviews[n - 1].id]]
