"""From the project's rows to crosstabs: who is a unit, who was asked, who carries a code."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.actions.left_out import left_out
from etic.actions.samples import sample_note
from etic.analysis.counts import ALL, UNKNOWN, Base, Counted, count
from etic.analysis.crosstab import Crosstab, Percents, States, Unit
from etic.analysis.crosstab_views import MIDDOT
from etic.i18n import either
from etic.model import Quote
from etic.natural import natural
from etic.store import Store, queries
from etic.store.codebook import Node, Tree
from etic.store.queries import CaseRow, printed

if TYPE_CHECKING:
    import sqlite3

Sets = dict[str, set[Hashable]]  # code → units


def crosstab(
    store: Store,
    paths: Sequence[str],
    by: Sequence[str],
    unit: Unit,
    base: Base,
    study: str,
    coder: str | None,
    percents: Percents = "base",
    subcodes: bool = False,
) -> Crosstab:
    """Count units by code and by the values of attributes, which are crossed where they are several.

    Without a `coder`, all of them count but the second ones (`Project.set_second_coder`).
    Only units of a code's own studies are in question for it. A respondent carries a code if any of
    their passages does, with the code or one under it, in the state *yes*. With `subcodes`, the
    codes under each path follow it, and its own row is their subtotal.
    """  # noqa: E501
    with store.database.reading() as connection:
        tree = store.tree()
        nodes = _listed(tree, paths, subcodes)
        quotes = queries.quotes(
            connection, tree, coder=coder, study=study or None, counted=coder is None
        )
        unasked = queries.not_asked(connection)
        cases = {c.id: c for c in queries.cases(connection)}
        field = _field(connection, cases, by, unit)
        labels = {a.name: either(a.label_ru, a.label_en) for a in queries.attributes(connection)}
        sample = sample_note(connection, study or _studies(nodes))
    coded, denied, behind = _carriers(tree, nodes, quotes, field)
    eligible, asked = _in_question(tree, nodes, unasked, study, cases, field)
    # Another study's values are no groups here: their columns would be empty, and two no pair.
    in_question = set().union(*eligible.values())
    groups = {unit: group for unit, group in field.groups().items() if unit in in_question}
    order = sorted(set(groups.values()) - {UNKNOWN}, key=natural)
    order = [*order, *({UNKNOWN} & set(groups.values()))]
    paths = [node.path for node in nodes]
    rows = count(paths, coded, eligible, asked, groups, base, order)
    own = rows if base != "all" else count(paths, coded, eligible, asked, groups, "group", order)
    names = {node.path: node.name for node in nodes}
    alike = Counter(names.values())
    return Crosstab(
        rows=tuple(rows),
        names=names,
        by=MIDDOT.join(by),
        unit=unit,
        base=base,
        quotes={key: tuple(ids) for key, ids in behind.items()},
        left_out=left_out(store, coder),
        sample=sample,
        percents=percents,
        by_label=MIDDOT.join(labels.get(name) or name for name in by),
        labels={n.path: n.name if alike[n.name] == 1 else tree.label(n.id) for n in nodes},
        levels={n.path: sum(above.path in names for above in tree.parents(n)) for n in nodes},
        colours={n.path: tree.colour(n) for n in nodes},
        own={(row.code, row.group): row.share for row in own},
        states=_states(rows, coded, denied, eligible, asked, groups) if unit == "case" else {},
        untested=field.dependent(in_question),
        doubles=_doubles(tree, nodes, quotes, field, cases) if unit == "case" else {},
    )


# -- codes -----------------------------------------------------------------------------------------


def _listed(tree: Tree, paths: Sequence[str], subcodes: bool) -> list[Node]:
    """The codes in question, each once; with those under them, where these are wanted."""
    found: dict[int, Node] = {}
    for path in paths:
        node = tree.resolve(path)
        under = tree.under(node.path) if subcodes else {node.id}
        found |= {each.id: each for each in tree if each.id in under and each.id not in found}
    return list(found.values())


def _studies(nodes: Sequence[Node]) -> frozenset[str]:
    """The studies that codes are of; none, which means all, where one belongs to every study."""
    if not all(node.studies for node in nodes):
        return frozenset()
    return frozenset().union(*(node.studies for node in nodes))


# -- units -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Field:
    """The units there are, each with its case, and the group of each case."""

    unit: Unit
    units: dict[Hashable, int | None]
    case_ids: Mapping[tuple[str, str], int]  # (study, name) → id
    group_of: Mapping[int, str]
    segments: Mapping[int, Sequence[queries.Segment]]  # by document
    grouped: bool

    def groups(self) -> dict[Hashable, str]:
        """Every unit's group."""
        return {
            u: ALL if not self.grouped else UNKNOWN if c is None else self.group_of[c]
            for u, c in self.units.items()
        }

    def dependent(self, in_question: Set[Hashable]) -> str:
        """Why these units are not independent of one another, so that nothing can be tested."""
        if self.unit in ("segment", "coding"):
            return "units-of-one"
        of = (self.units[unit] for unit in in_question)
        several = Counter(case_id for case_id in of if case_id is not None)
        return "documents-of-one" if any(n > 1 for n in several.values()) else ""

    def of(self, quote: Quote) -> list[Hashable]:
        """The units in which a coding lies."""
        case_id = self.case_ids.get((quote.study, quote.case))
        if self.unit == "coding":
            self.units[quote.id] = case_id
            return [quote.id]
        if self.unit == "document":
            return [quote.document_id]
        if self.unit == "case":
            return [] if case_id is None else [case_id]
        return [
            (quote.document_id, s.n)
            for s in self.segments.get(quote.document_id, ())
            if s.start < quote.end and quote.start < s.end
        ]


def _field(
    connection: sqlite3.Connection, cases: Mapping[int, CaseRow], by: Sequence[str], unit: Unit
) -> _Field:
    documents = queries.documents(connection)
    segments: dict[int, list[queries.Segment]] = {}
    units: dict[Hashable, int | None] = {}
    for d in documents:
        if unit == "case" and d.case_id in cases:
            units[d.case_id] = d.case_id
        elif unit == "document":
            units[d.id] = d.case_id
        elif unit == "segment":
            segments[d.id] = [
                s
                for s in queries.segments(connection, d.revision_id)
                if s.role != "interviewer"  # whose questions nobody is asked to answer for
            ]
            units |= {(d.id, s.n): d.case_id for s in segments[d.id]}
    return _Field(
        unit,
        units,
        {(c.study, c.name): c.id for c in cases.values()},
        {c.id: _group(c, by) for c in cases.values()},
        segments,
        bool(by),
    )


def _group(case: CaseRow, by: Sequence[str]) -> str:
    """The values of a case, joined; unknown where one of them is."""
    values = [printed(case.attributes.get(name)) for name in by]
    return MIDDOT.join(values) if all(values) else UNKNOWN


# -- who carries, who was asked --------------------------------------------------------------------


def _carriers(
    tree: Tree, nodes: Sequence[Node], quotes: Sequence[Quote], field: _Field
) -> tuple[Sets, Sets, dict[tuple[str, Hashable], list[int]]]:
    """Code → units that carry it; → units that deny it somewhere; (code, unit) → codings."""
    coded: Sets = defaultdict(set)
    denied: Sets = defaultdict(set)
    behind: dict[tuple[str, Hashable], list[int]] = defaultdict(list)
    for node in nodes:
        under = tree.under(node.path)
        for quote in quotes:
            if quote.code_id not in under:
                continue
            if quote.state == "yes":
                for unit in field.of(quote):
                    coded[node.path].add(unit)
                    behind[node.path, unit].append(quote.id)
            elif quote.state == "no" and field.unit == "case":
                denied[node.path] |= set(field.of(quote))
    return coded, denied, behind


def _in_question(
    tree: Tree,
    nodes: Sequence[Node],
    unasked: Sequence[tuple[int, int]],
    study: str,
    cases: Mapping[int, CaseRow],
    field: _Field,
) -> tuple[Sets, Sets]:
    """Code → the units of its studies; → those of them that were asked about it."""
    eligible: Sets = {}
    asked: Sets = {}
    for node in nodes:
        studies = {study} if study else node.studies
        eligible[node.path] = {
            u
            for u, c in field.units.items()
            if not studies or (c is not None and c in cases and cases[c].study in studies)
        }
        above = tree.upwards(node)
        left_out = {case_id for case_id, code_id in unasked if code_id in above}
        asked[node.path] = {u for u in eligible[node.path] if field.units[u] not in left_out}
    return eligible, asked


def _states(
    rows: Sequence[Counted],
    coded: Sets,
    denied: Sets,
    eligible: Sets,
    asked: Sets,
    groups: Mapping[Hashable, str],
) -> dict[tuple[str, str], States]:
    """Of those who do not carry a code: who said no, who nothing of it, who was not asked."""
    found = {}
    for row in rows:
        members = {u for u in eligible[row.code] if row.group in (ALL, groups[u])}
        others = members - coded[row.code]
        in_base = others & asked[row.code]
        no = in_base & denied[row.code]
        found[row.code, row.group] = States(
            len(no), len(in_base) - len(no), len(others) - len(in_base)
        )
    return found


def _doubles(
    tree: Tree,
    nodes: Sequence[Node],
    quotes: Sequence[Quote],
    field: _Field,
    cases: Mapping[int, CaseRow],
) -> dict[str, tuple[str, ...]]:
    """Single-response code → respondents coded with several of the answers under it."""
    found = {}
    for node in nodes:
        answers = tree.children(node.id) if node.code.response == "single" else []
        under = {code: a.id for a in answers for code in tree.under(a.path)}
        given: dict[Hashable, set[int]] = defaultdict(set)
        for quote in quotes:
            if quote.code_id in under and quote.state == "yes":
                for unit in field.of(quote):
                    given[unit].add(under[quote.code_id])
        several = [cases[u].name for u, codes in given.items() if len(codes) > 1 and u in cases]  # type: ignore[index]
        if several:
            found[node.path] = tuple(sorted(several, key=natural))
    return found
