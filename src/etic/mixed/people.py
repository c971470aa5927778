"""Who of a survey's respondents was interviewed as well: by equal names, and nearly equal ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from etic.i18n import number, t

# Letters that look alike in both alphabets: a name may be typed in either.
_ALIKE = str.maketrans("авекмнорстухі", "abekmhopctyxi")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class People:
    """The respondents of a survey beside the interviewed cases of the same study.

    `linked` are (respondent, case) known to be one person, `near` those whose names differ only in
    spaces, signs, case, leading zeros or look-alike letters: a person has to confirm them.
    """

    linked: tuple[tuple[str, str], ...]
    near: tuple[tuple[str, str], ...]
    respondents: int
    cases: int

    @property
    def note(self) -> str:
        """In a sentence, whether the same people gave both, or these are two samples."""
        if not self.respondents or not self.cases:
            return ""
        if not self.linked:
            return t("surveyin.two-samples")
        return t(
            "surveyin.linked", linked=number(len(self.linked)), cases=number(self.cases),
            respondents=number(self.respondents),
        )  # fmt: skip


def people(respondents: Iterable[tuple[str, str | None]], cases: Iterable[str]) -> People:
    """Lay the names side by side; `respondents` are (name, case it is known to be, or None).

    A name of one respondent and one case alone is near: where two would fit, none is proposed.

    >>> found = people([("R07", None), ("r-7", None), ("R 8", None)], ["R07", "R08"])
    >>> found.linked, found.near
    ((('R07', 'R07'),), (('R 8', 'R08'),))
    """
    named = list(respondents)
    known = dict.fromkeys(cases)
    linked = [(name, said or name) for name, said in named if said or name in known]
    taken = {case for _, case in linked}
    there = {name for name, _ in linked}
    open_names, open_cases = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for name, _ in named:
        if name not in there:
            open_names[likeness(name)].append(name)
    for case in known:
        if case not in taken:
            open_cases[likeness(case)].append(case)
    near = tuple(
        (names[0], open_cases[key][0])
        for key, names in open_names.items()
        if key and len(names) == 1 and len(open_cases.get(key, ())) == 1
    )
    return People(tuple(linked), near, len(named), len(known))


def likeness(name: str) -> str:
    """A name without what people write differently.

    >>> likeness("R-07") == likeness("r 7"), likeness("А1") == likeness("A1")
    (True, True)
    """
    plain = "".join(c for c in name.casefold() if c.isalnum()).translate(_ALIKE)
    return _NUMBER.sub(lambda m: m.group().lstrip("0") or "0", plain)
