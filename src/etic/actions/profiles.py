"""Profiles out of the project's rows: who is in a group, who was asked, who carries a code."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Sequence

from etic.analysis.profiles import Profile, traits
from etic.errors import EticError
from etic.i18n import t
from etic.natural import natural
from etic.store import queries
from etic.store.codebook import Node, Tree
from etic.store.queries import CaseRow, printed


def by_attribute(
    connection: sqlite3.Connection,
    tree: Tree,
    nodes: Sequence[Node],
    by: str,
    label: str,
    value: str,
    study: str,
) -> Profile:
    """The profiles of the values of an attribute, or of one value, each beside all others.

    Respondents without a value are in no group, and not among the others either.
    """
    cases = _interviewed(connection, study)
    groups = {case.id: printed(case.attributes.get(by)) for case in cases}
    known = sorted({group for group in groups.values() if group}, key=natural)
    if value and value not in known:
        raise EticError("value-unknown", value=value, attribute=by, known=", ".join(known) or "—")
    valued = {case_id: group for case_id, group in groups.items() if group}
    return _profile(
        connection, tree, nodes, valued, [value] if value else known, label, study,
        without=len(groups) - len(valued),
    )  # fmt: skip


def of_case(
    connection: sqlite3.Connection, tree: Tree, nodes: Sequence[Node], case: CaseRow, study: str
) -> Profile:
    """The profile of one respondent beside all others."""
    cases = _interviewed(connection, study)
    if case.id not in {one.id for one in cases}:
        raise EticError("profile-case", case=case.name)
    groups = {one.id: case.name if one.id == case.id else "" for one in cases}
    label = t("columns.case")
    return _profile(connection, tree, nodes, groups, [case.name], label, study, one=True)


def _profile(
    connection: sqlite3.Connection,
    tree: Tree,
    nodes: Sequence[Node],
    groups: dict[int, str],
    values: Sequence[str],
    by: str,
    study: str,
    *,
    one: bool = False,
    without: int = 0,
) -> Profile:
    """A respondent carries a code if any passage does, with it or one under it, in the state *yes*;
    in question are those of the code's own studies."""
    cases = {case.id: case for case in queries.cases(connection)}
    ids = {(case.study, case.name): case.id for case in cases.values()}
    themes: dict[int, list[str]] = defaultdict(list)  # code → those it counts for
    for node in nodes:
        for code_id in tree.under(node.path):
            themes[code_id].append(node.path)
    studies = {node.path: node.studies for node in nodes}
    coded: dict[str, set[int]] = defaultdict(set)
    behind: dict[tuple[str, Hashable], list[int]] = defaultdict(list)
    for quote in queries.quotes(connection, tree, study=study or None, counted=True):
        case_id = ids.get((quote.study, quote.case))
        if quote.state != "yes" or case_id is None or case_id not in groups:
            continue
        for path in themes.get(quote.code_id, ()):
            if not studies[path] or quote.study in studies[path]:
                coded[path].add(case_id)
                behind[path, case_id].append(quote.id)
    unasked = set(queries.not_asked(connection))
    asked = {}
    for node in nodes:
        above = [node.id, *(parent.id for parent in tree.parents(node))]
        asked[node.path] = {
            case_id
            for case_id in groups
            if (not node.studies or cases[case_id].study in node.studies)
            and not any((case_id, code_id) in unasked for code_id in above)
        }
    second = queries.second_coders(connection)
    return Profile(
        tuple(traits([node.path for node in nodes], coded, asked, groups, values)),
        {node.path: node.name for node in nodes},
        by,
        {key: tuple(found) for key, found in behind.items()},
        {node.path: node.code.colour for node in nodes},
        one,
        without,
        (t("tables.note-second", coders=", ".join(second)),) if second else (),
    )


def _interviewed(connection: sqlite3.Connection, study: str) -> list[CaseRow]:
    return [
        case for case in queries.cases(connection) if case.documents and study in ("", case.study)
    ]
