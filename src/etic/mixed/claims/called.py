"""The figures of a project under the names that its reports in another language give them.

A survey is kept in the language in which it was asked. `labels` in the front matter of a template
say what a report calls its questions, answers and groups, and a draft in that language calls them
so as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from etic.mixed.claims.figures import Figure, Pool, Subject

Labels = Mapping[str, str]


def called(pool: Pool, labels: Mapping[str, Labels]) -> Pool:
    """The pool with answers and groups called so, its subjects by either name.

    Parameters: `labels` are by study; what is not in them keeps its name.

    >>> plans = Subject("8", "table", "Table 8", ("Планы",), "return")
    >>> pool = Pool((Figure(plans, 22.1, answer="Да + нет", group="Женщины"),))
    >>> words = {"Планы": "Plans", "Да": "Yes", "нет": "no", "Женщины": "Women"}
    >>> made = called(pool, {"return": words}).figures[0]
    >>> made.answer, made.group, made.subject.names
    ('Yes + no', 'Women', ('Планы', 'Plans'))
    """
    known = {study: _Names(words) for study, words in labels.items() if words}
    if not known:
        return pool
    subjects = {s.key: known[s.study].subject(s) if s.study in known else s for s in pool.subjects}

    def renamed(figure: Figure) -> Figure:
        names = known.get(figure.subject.study)
        if names is None:
            return figure
        return replace(
            figure, subject=subjects[figure.subject.key], answer=names.parts(figure.answer),
            group=names.parts(figure.group),
        )  # fmt: skip

    said = {" ".join(s.split()).strip(" .?!,;«»“”").lower() for n in known.values() for s in n.said}
    return replace(pool, figures=tuple(map(renamed, pool.figures)), names=pool.names | said)


class _Names:
    def __init__(self, labels: Labels) -> None:
        self._called = {" ".join(word.split()): said for word, said in labels.items()}
        self._longest = sorted(self._called, key=len, reverse=True)
        self.said = list(self._called.values())

    def parts(self, name: str) -> str:
        """A name, else each part of a sum or a difference."""
        if name in self._called:
            return self._called[name]
        return "".join(self._called.get(part, part) for part in re.split(r"( [+−] |^100 − )", name))

    def subject(self, subject: Subject) -> Subject:
        """A subject by its names in either language."""
        new = [self._whole(name) for name in subject.names]
        return replace(subject, names=tuple(dict.fromkeys([*subject.names, *filter(None, new)])))

    def _whole(self, name: str) -> str:
        """The name where it is made of labels altogether: a title and a question."""
        name = " ".join(name.split())
        if not name or name in self._called:
            return self._called.get(name, "")
        for first in self._longest:
            if name.startswith(first + " "):
                rest = self._whole(name[len(first) + 1 :])
                if rest:
                    return f"{self._called[first]} {rest}"
        return ""
