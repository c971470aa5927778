"""Profiles out of the project's rows: who is in a group, who was asked, who carries a code."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from etic.actions.carrying import Carriers, carriers, group_label, labels
from etic.analysis.counts import UNKNOWN
from etic.analysis.profiles import Profile, traits
from etic.errors import EticError
from etic.i18n import t
from etic.store import Store
from etic.store.queries import CaseRow


def by_attribute(
    store: Store, paths: Sequence[str], by: str, label: str, value: str, study: str
) -> Profile:
    """The profiles of the values of an attribute, or of one value, each beside all others.

    Respondents without a value are in no group, and not among the others either.
    """
    found = carriers(store, study)
    there = {case.id for case in found.cases.values() if study in ("", case.study)}
    known = {group: members & there for group, members in found.groups(by).items()}
    known = {group: members for group, members in known.items() if members}
    without = len(known.pop(UNKNOWN, ()))
    if value and value not in known:
        raise EticError("value-unknown", value=value, attribute=by, known=", ".join(known) or "—")
    groups = {case_id: group for group, members in known.items() for case_id in members}
    values = [value] if value else [*known]
    return _profile(found, paths, groups, values, label, without=without)


def of_case(store: Store, paths: Sequence[str], case: CaseRow, study: str) -> Profile:
    """The profile of one respondent beside all others."""
    found = carriers(store, study)
    if case.id not in found.cases or study not in ("", case.study):
        raise EticError("profile-case", case=case.name)
    groups = {
        one.id: case.name if one.id == case.id else ""
        for one in found.cases.values()
        if study in ("", one.study)
    }
    return _profile(found, paths, groups, [case.name], t("columns.case"), one=True)


def _profile(
    found: Carriers,
    paths: Sequence[str],
    groups: Mapping[int, str],
    values: Sequence[str],
    by: str,
    *,
    one: bool = False,
    without: int = 0,
) -> Profile:
    nodes = found.nodes(paths)
    carried = {node.path: found.carried(node) for node in nodes}
    quotes: dict[tuple[str, Hashable], tuple[int, ...]] = {
        (path, case_id): tuple(quote.id for quote in said)
        for path, each in carried.items()
        for case_id, said in each.yes.items()
    }
    return Profile(
        tuple(
            traits(
                [*carried],
                {path: set(each.yes) for path, each in carried.items()},
                {
                    path: {case_id for case_id, s in each.states.items() if s != "not_asked"}
                    for path, each in carried.items()
                },
                groups,
                values,
            )
        ),
        labels(found.tree, nodes),
        by,
        quotes,
        {node.path: node.code.colour for node in nodes},
        {value: value if one else group_label(value) for value in values},
        one,
        without,
        found.footing(nodes).note,
    )
