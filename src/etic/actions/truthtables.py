"""Conditions as they are named, made into sets of cases: codes, attributes, given memberships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from etic.actions.induction import Material, material
from etic.actions.samples import samples
from etic.analysis.sets import calibrated
from etic.analysis.truthtable import Condition, TruthTable, short_names, truth_table
from etic.errors import EticError
from etic.i18n import number
from etic.store import Store
from etic.store.codebook import Node
from etic.store.queries import CaseRow, printed

Given = Mapping[str, Mapping[str, float]]  # set → case → membership


@dataclass
class _Set:
    """One condition: what it is called, and what is known of each case."""

    key: str
    label: str
    values: list[float | None] = field(default_factory=list)
    asked: list[bool] = field(default_factory=list)
    quotes: list[tuple[int, ...]] = field(default_factory=list)

    def add(self, value: float | None, asked: bool = True, quotes: tuple[int, ...] = ()) -> None:
        self.values.append(value)
        self.asked.append(asked)
        self.quotes.append(quotes)


def make(
    store: Store,
    outcome: str,
    conditions: Sequence[str],
    *,
    study: str,
    fuzzy: bool,
    frequency: int,
    cut: float,
    pri: float,
    given: Given,
    labels: Mapping[str, str],
) -> TruthTable:
    """The truth table of an outcome over conditions; see `Project.truth_table` for how they are
    named. `labels` are the attributes, each with what it is called."""
    with store.database.reading() as connection:
        found = material(store, connection, study)
        sample = samples(connection, study).plain
    cases = list(found.cases.values())
    negated = outcome.lstrip().startswith("~")
    keys = [*(key.strip() for key in conditions), outcome.strip().removeprefix("~").strip()]
    twice = [key for key, n in Counter(keys).items() if n > 1]
    if twice:
        raise EticError("condition-twice", condition=twice[0])
    sets = [_set(found, cases, key, fuzzy, given, labels) for key in keys]
    if negated:
        sets[-1].values = [None if v is None else 1 - v for v in sets[-1].values]
    names = short_names(keys)
    if negated:
        names[-1] = f"~{names[-1]}"
    made = [Condition(s.key, s.label, name) for s, name in zip(sets, names, strict=True)]
    of = list(zip(made, [s.values for s in sets], strict=True))
    return truth_table(
        _case_names(cases), of[-1], of[:-1], frequency=frequency, cut=cut, pri=pri,
        asked={(i, s.key): a for s in sets for i, a in enumerate(s.asked)},
        quotes={(i, s.key): ids for s in sets for i, ids in enumerate(s.quotes) if ids},
        sample=sample,
    )  # fmt: skip


def _case_names(cases: Sequence[CaseRow]) -> list[str]:
    """Names of the cases, with the study's where two are called the same."""
    several = {name for name, n in Counter(case.name for case in cases).items() if n > 1}
    return [f"{c.study}/{c.name}" if c.name in several else c.name for c in cases]


def _set(
    found: Material,
    cases: Sequence[CaseRow],
    key: str,
    fuzzy: bool,
    given: Given,
    labels: Mapping[str, str],
) -> _Set:
    if key in given:
        return _from_file(cases, key, fuzzy, given[key])
    name, equals, value = (part.strip() for part in key.partition("="))
    if equals and name in labels:
        return _of_value(cases, _Set(key, f"{labels[name]} = {value}"), name, value)
    name, colon, anchors = (part.strip() for part in key.partition(":"))
    if colon and name in labels:
        return _of_number(cases, key, name, labels[name], anchors, fuzzy)
    if key in labels and key not in found.tree.by_path:
        return _of_yes(cases, _Set(key, labels[key]), key)
    try:
        node = found.tree.resolve(key)
    except EticError as error:
        known = ", ".join([*labels, *given]) or "—"
        raise EticError("condition-unknown", condition=key, what=error, known=known) from error
    return _of_code(found, cases, _Set(key, found.tree.label(node.id)), node)


def _from_file(cases: Sequence[CaseRow], key: str, fuzzy: bool, given: Mapping[str, float]) -> _Set:
    made = _Set(key, key)
    for case in cases:
        value = given.get(f"{case.study}/{case.name}", given.get(case.name))
        made.add(_degree(value, fuzzy))
    return made


def _degree(value: float | None, fuzzy: bool) -> float | None:
    """A membership, or in a crisp table the side on which it is; 0.5 is on neither."""
    if value is None or fuzzy or value == 0.5:
        return value
    return float(value > 0.5)


def _of_value(cases: Sequence[CaseRow], made: _Set, name: str, value: str) -> _Set:
    if not any(printed(case.attributes.get(name)) == value for case in cases):
        known = sorted({printed(c.attributes.get(name)) for c in cases} - {""})
        raise EticError("condition-value", condition=made.key, known=", ".join(known[:12]) or "—")
    for case in cases:
        own = printed(case.attributes.get(name))
        made.add(float(own == value) if own else None)
    return made


def _of_yes(cases: Sequence[CaseRow], made: _Set, name: str) -> _Set:
    values = [case.attributes.get(name) for case in cases]
    if not all(v is None or isinstance(v, bool) or v in (0, 1) for v in values):
        raise EticError("condition-form", condition=name)
    for value in values:
        made.add(None if value is None else float(value))
    return made


def _of_number(
    cases: Sequence[CaseRow], key: str, name: str, label: str, anchors: str, fuzzy: bool
) -> _Set:
    try:
        out, crossover, full = (float(part) for part in anchors.replace(";", ",").split(","))
        calibrated(crossover, out, crossover, full)
    except ValueError as error:
        raise EticError("condition-anchors", condition=key) from error
    said = ", ".join(
        number(value, 0 if value == int(value) else 2) for value in (out, crossover, full)
    )
    made = _Set(key, f"{label} ({said})")
    for case in cases:
        value = case.attributes.get(name)
        if isinstance(value, str):
            raise EticError("condition-number", condition=name, value=value[:40], case=case.name)
        made.add(
            None
            if value is None
            else _degree(calibrated(float(value), out, crossover, full), fuzzy)
        )
    return made


def _of_code(found: Material, cases: Sequence[CaseRow], made: _Set, node: Node) -> _Set:
    under = found.tree.under(node.path)
    above = found.tree.upwards(node)
    for case in cases:
        quotes = tuple(q.id for q in found.quotes.get(case.id, ()) if q.code_id in under)
        if quotes:
            made.add(1.0, quotes=quotes)
        elif node.studies and case.study not in node.studies:
            made.add(None)
        elif above & found.unasked.get(case.id, frozenset()):
            made.add(None, asked=False)
        else:
            made.add(0.0)
    return made
