"""Checklists of what a report has to say: COREQ, SRQR, GRAMMS.

What is asked stands in data files beside this module, one a checklist, in words of our own. An item
is *filled* by what the project knows, *answered* where a person has written something, *missing*
where neither is there. What the project knows is a proposal: whether it says enough is the
author's to judge, and an answer of theirs goes before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from etic.analysis.result import Result
from etic.errors import EticError
from etic.i18n import either, number, t
from etic.model import Column, Table

NAMES = ("coreq", "srqr", "gramms")

State = Literal["filled", "answered", "missing"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a report has to say; texts by language, `facts` what of a project says it."""

    number: str
    domain: tuple[str, str]  # Russian, English
    text: tuple[str, str]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A checklist as it was published: its title in both languages, its reference, its items."""

    name: str
    title: tuple[str, str]
    reference: str
    items: tuple[Item, ...]

    def item(self, number: str) -> Item:
        """One of its items."""
        for item in self.items:
            if item.number == number.strip():
                return item
        raise EticError(
            "checklist-item", item=number, checklist=self.name.upper(),
            last=self.items[-1].number,
        )  # fmt: skip


@cache
def form(name: str) -> Form:
    """The checklist of that name, in any letters.

    >>> [len(form(name).items) for name in NAMES]
    [32, 21, 6]
    """
    import yaml

    key = name.strip().casefold()
    if key not in NAMES:
        raise EticError("checklist-unknown", name=name, known=", ".join(NAMES))
    file = resources.files(__package__).joinpath("checklists", f"{key}.yaml")
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    domains = {k: (v["ru"], v["en"]) for k, v in content["domains"].items()}
    items = tuple(
        Item(
            each["item"], domains[each["domain"]], (each["ru"], each["en"]),
            tuple(each.get("facts", ())),
        )
        for each in content["items"]
    )  # fmt: skip
    title = content["title"]
    return Form(key, (title["ru"], title["en"]), content["reference"], items)


@dataclass(frozen=True, slots=True)
class Fact:
    """What the project says, and the section of its report that says it (a message)."""

    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Point:
    """One item as it stands: what the project says to it, what a person has answered."""

    item: Item
    facts: tuple[Fact, ...]
    answer: str = ""
    coder: str = ""  # who answered last

    @property
    def state(self) -> State:
        """An answer goes before what the project says of itself."""
        return "answered" if self.answer else "filled" if self.facts else "missing"

    @property
    def said(self) -> str:
        """All that is said to it."""
        return " ".join([*([self.answer] if self.answer else []), *(f.text for f in self.facts)])

    @property
    def sections(self) -> str:
        """Where the project's own report says it."""
        return ", ".join(dict.fromkeys(t(fact.section) for fact in self.facts))


@dataclass(frozen=True)
class Checklist(Result):
    """A checklist of one study, item by item, in the language it was asked for in."""

    form: Form
    study: str
    points: tuple[Point, ...]

    @property
    def counts(self) -> Mapping[State, int]:
        """How many items are in each state."""
        states: tuple[State, ...] = ("filled", "answered", "missing")
        return {s: sum(point.state == s for point in self.points) for s in states}

    @property
    def progress(self) -> Mapping[str, int]:
        """The same with `all` items, and `done`, those that are not missing."""
        counts, total = self.counts, len(self.points)
        return {
            "all": total, "done": total - counts["missing"],
            **{str(state): n for state, n in counts.items()},
        }  # fmt: skip

    @property
    def note(self) -> str:
        """How many items stand how, what that means, and where the checklist was published."""
        return f"{self.standing} {self.form.reference}"

    @property
    def standing(self) -> str:
        """The same without where it was published, which stays in its own language."""
        counts = {state: number(n) for state, n in self.progress.items()}
        return t("checklists.note", **counts)

    def table(self) -> Table:
        """One row an item: what has to be said, whether it is, by what, and where."""
        columns = tuple(
            Column(key, t(f"checklists.column-{key}"))
            for key in ("item", "domain", "asked", "state", "said", "section")
        )
        rows = tuple(
            (
                p.item.number, either(*p.item.domain), either(*p.item.text),
                t(f"checklists.state-{p.state}"), p.said, p.sections,
            )
            for p in self.points
        )  # fmt: skip
        return Table(columns, rows, either(*self.form.title), self.note)


def stand(
    form: Form,
    study: str,
    facts: Mapping[str, Fact],
    answers: Mapping[str, tuple[str, str]],
) -> Checklist:
    """A checklist from what the project knows, and the answers by item: (text, coder)."""
    points: Sequence[Point] = [
        Point(
            item,
            tuple(facts[key] for key in item.facts if key in facts),
            *answers.get(item.number, ("", "")),
        )
        for item in form.items
    ]
    return Checklist(form, study, tuple(points))
