"""Analytic induction: what every case says to a proposition, and what that still allows.

A proposition is held against case after case. One that contradicts it is worth more than many that
support it: it asks for another proposition, or for another bound of what it is to explain. Silent
cases, those that were not asked and those out of scope say nothing for or against; the informative
ones are those that support or contradict.

References: Znaniecki, F. (1934). *The Method of Sociology*. Robinson, W. S. (1951). The logical
structure of analytic induction. *American Sociological Review* 16, 812–818. Katz, J. (2001).
Analytic induction. *International Encyclopedia of the Social & Behavioral Sciences*, 480–484.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from etic.analysis.drawing import Bars, Drawing, Mark
from etic.analysis.intervals import clopper_pearson, exact_upper
from etic.analysis.result import Method, Result
from etic.i18n import t
from etic.model import Column, Table, Value, Verdict

Place = Literal[
    "contradicts", "supports", "silent", "not_asked", "out_of_scope", "disputed", "not_judged"
]
VERDICTS: tuple[Verdict, ...] = (
    "contradicts", "supports", "silent", "not_asked", "out_of_scope",
)  # fmt: skip
PLACES: tuple[Place, ...] = (*VERDICTS, "disputed", "not_judged")
EVERYBODY = ""  # the group of all


def place_of(verdicts: Iterable[Verdict]) -> Place:
    """Where a case stands, from the verdicts that coders gave it.

    >>> place_of([]), place_of(["silent", "silent"]), place_of(["silent", "supports"])
    ('not_judged', 'silent', 'disputed')
    """
    different = set(verdicts)
    if not different:
        return "not_judged"
    return different.pop() if len(different) == 1 else "disputed"


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases by where they stand, and what the informative ones allow to be said.

    Shares are 0 to 1, of the informative cases. All four are None, with a `reason` of the catalogue
    `reasons`, where no case is informative; `low` and `high` also where all informative cases agree
    and only the one-sided `bound` is meant.
    """

    n: Mapping[Place, int]
    share: float | None  # that support
    against: float | None  # that contradict
    low: float | None  # two-sided exact interval of `against`
    high: float | None
    bound: float | None  # one-sided exact upper bound of `against`
    reason: str = ""

    @property
    def informative(self) -> int:
        """Cases that support or contradict."""
        return self.n["supports"] + self.n["contradicts"]


def tally(places: Iterable[Place], level: float = 0.95) -> Tally:
    """Count cases by where they stand; each stands in one place.

    >>> found = tally(["supports"] * 25 + ["silent"] * 3)
    >>> found.informative, found.against, round(found.bound, 3), found.high
    (25, 0.0, 0.113, None)
    >>> mixed = tally(["supports"] * 3 + ["contradicts"])
    >>> mixed.share, round(mixed.low, 4), round(mixed.high, 4)
    (0.75, 0.0063, 0.8059)
    """
    counted = Counter(places)
    n: dict[Place, int] = {place: counted[place] for place in PLACES}
    against, base = n["contradicts"], n["contradicts"] + n["supports"]
    if not base:
        return Tally(n, None, None, None, None, None, "no-informative")
    low, high = clopper_pearson(against, base, level) if 0 < against < base else (None, None)
    return Tally(
        n, n["supports"] / base, against / base, low, high, exact_upper(against, base, level)
    )


Reading = Literal["against", "mixed", "for", "silent", "unasked"]


def reading(supporting: int, contradicting: int, unasked: bool) -> Reading:
    """What the codes of a case make likely, from how many quotes bear on the proposition.

    `unasked`: that none of the topics was asked about. A case with quotes was asked.

    >>> reading(2, 0, True), reading(1, 1, False), reading(0, 0, True)
    ('for', 'mixed', 'unasked')
    """
    if contradicting:
        return "mixed" if supporting else "against"
    if supporting:
        return "for"
    return "unasked" if unasked else "silent"


ORDER: tuple[Reading, ...] = ("against", "mixed", "for", "silent", "unasked")  # of the queue

PROPOSED: Mapping[Reading, Verdict | None] = {
    "against": "contradicts",
    "mixed": None,  # both ways: a person has to read
    "for": "supports",
    "silent": "silent",
    "unasked": "not_asked",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One version of a proposition in one group: the cases by where they stand."""

    study: str
    number: int
    version: int
    newest: bool
    text: str
    group: str  # EVERYBODY, or a value of the attribute
    cases: Mapping[Place, tuple[int, ...]]  # ids
    carried: int = 0  # of the judgements: taken over unread from the former version
    tally: Tally = field(init=False)

    def __post_init__(self) -> None:
        places = [place for place in PLACES for _ in self.cases.get(place, ())]
        object.__setattr__(self, "tally", tally(places))


@dataclass(frozen=True)
class Board(Result):
    """Propositions by version and group: for, against, silent, and what that allows."""

    lines: tuple[Line, ...]
    by: str = ""  # what the groups are, in words
    # (study, number, version, case id) → the codings that the verdict on the case rests on
    quotes: Mapping[tuple[str, int, int, int], tuple[int, ...]] = field(default_factory=dict)
    second: tuple[str, ...] = ()  # coders whose judgements do not count
    coder: str = ""  # whose judgements alone are counted
    sample: str = ""  # what kind of sample it is

    @property
    def note(self) -> str:
        """On what it is counted, and what the bound means."""
        said = [t("induction.note")]
        if any(line.cases.get("disputed") for line in self.lines):
            said.append(t("induction.note-disputed"))
        carried = sum(line.carried for line in self.lines if line.group == EVERYBODY)
        if carried:
            said.append(t("induction.note-carried", n=carried))
        if any(not line.newest for line in self.lines):
            said.append(t("induction.note-versions"))
        if self.coder:
            said.append(t("induction.note-coder", coder=self.coder))
        if self.second:
            said.append(t("induction.note-second", coders=", ".join(self.second)))
        return " ".join([*said, *filter(None, [self.sample])])

    def places(self) -> tuple[Place, ...]:
        """The columns of cases: that of disputed ones only where there are any."""
        disputed = any(line.cases.get("disputed") for line in self.lines)
        return tuple(place for place in PLACES if place != "disputed" or disputed)

    def table(self) -> Table:
        """One row a version and group: study, number, version, text, group, the cases by where
        they stand (contradicting ones first), informative, shares, interval and bound."""
        several = len({line.study for line in self.lines}) > 1
        columns = [Column("study", t("columns.study"))] if several else []
        columns += [
            Column("number", t("induction.column-number"), "integer"),
            Column("version", t("induction.column-version"), "integer"),
        ]
        if self.by:
            columns.append(Column("group", self.by))
        columns += [Column(p, t(f"induction.place-{p}"), "integer") for p in self.places()]
        columns.append(Column("informative", t("induction.column-informative"), "integer"))
        columns += [
            Column(key, t(f"induction.column-{key}"), "percent")
            for key in ("share", "against", "low", "high", "bound")
        ]
        columns.append(Column("text", t("induction.column-text")))  # the longest stands last
        rows = []
        for line in self.lines:
            said = line.tally
            row: list[Value] = [line.study] if several else []
            row += [line.number, line.version]
            if self.by:
                row.append(line.group or t("tables.everybody"))
            row += [said.n[place] for place in self.places()]
            row += [said.informative, said.share, said.against, said.low, said.high, said.bound]
            row.append(line.text)
            rows.append(tuple(row))
        return Table(tuple(columns), tuple(rows), t("induction.board"), self.note)

    def behind(self, row: int, column: str) -> tuple[int, ...]:
        """The codings that the verdicts on the cases of a cell rest on."""
        line = self.lines[row]
        kept: tuple[Place, ...] = {
            "informative": ("contradicts", "supports"),
            "share": ("supports",),
            **dict.fromkeys(("against", "low", "high", "bound"), ("contradicts",)),
        }.get(column, (column,) if column in PLACES else PLACES)
        return tuple(
            coding
            for place in kept
            for case in line.cases.get(place, ())
            for coding in self.quotes.get((line.study, line.number, line.version, case), ())
        )

    def drawings(self) -> tuple[Drawing, ...]:
        """The share that contradicts with its exact interval, proposition by proposition."""
        several = len({line.study for line in self.lines}) > 1
        marks = []
        for line in self.lines:
            said = line.tally
            if not line.newest or (self.by and line.group == EVERYBODY):
                continue
            name = t("induction.line", number=line.number, text=" ".join(line.text.split()))
            marks.append(
                Mark(
                    f"{line.study}: {name}" if several else name,
                    line.group or t("tables.everybody"), said.against,
                    0.0 if said.low is None and said.against == 0 else said.low,
                    said.bound if said.high is None else said.high,
                    said.n["contradicts"], said.informative,
                )
            )  # fmt: skip
        if not marks:
            return ()
        return (
            Bars(t("induction.picture"), self.table(), tuple(marks), t("induction.column-against"),
                 self.by, areas=False),
        )  # fmt: skip

    def methods(self) -> tuple[Method, ...]:
        """The exact interval, the one-sided bound, and the rule of three."""
        reference = (
            "Clopper, C. J. & Pearson, E. S. (1934). The use of confidence or fiducial limits "
            "illustrated in the case of the binomial. Biometrika 26, 404–413."
        )
        return (
            Method(
                "induction.method-exact",
                "low = B(α/2; x, n − x + 1), high = B(1 − α/2; x + 1, n − x)", reference,
            ),
            Method(
                "induction.method-bound", "B(1 − α; x + 1, n − x); x = 0: 1 − α^(1/n) ≈ 3/n",
                reference + " Hanley, J. A. & Lippman-Hand, A. (1983). If nothing goes wrong, is "
                "everything all right? JAMA 249, 1743–1745.",
            ),
            Method(
                "induction.method-induction", "n = n₊ + n₋",
                "Znaniecki, F. (1934). The Method of Sociology. Robinson, W. S. (1951). The "
                "logical structure of analytic induction. American Sociological Review 16, "
                "812–818. Katz, J. (2001). Analytic induction. International Encyclopedia of the "
                "Social & Behavioral Sciences, 480–484.",
            ),
        )  # fmt: skip
