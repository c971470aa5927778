"""From the project's rows to the board of propositions, and to the queue of cases to be judged."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from etic.actions.samples import sample_note
from etic.analysis.induction import (
    EVERYBODY,
    ORDER,
    PLACES,
    PROPOSED,
    Board,
    Line,
    Place,
    Reading,
    place_of,
    reading,
)
from etic.model import Quote, Verdict
from etic.store import Store, queries
from etic.store import propositions as stored
from etic.store.codebook import Tree
from etic.store.propositions import JudgementRow, PropositionRow, VersionRow
from etic.store.queries import CaseRow, printed


@dataclass(frozen=True)
class Material:
    """What judging rests on: the cases of a study, and the quotes of its counted coders."""

    tree: Tree
    cases: Mapping[int, CaseRow]  # those that were interviewed, by id
    every: Mapping[int, CaseRow]  # also those of whom there is only a record
    quotes: Mapping[int, Sequence[Quote]]  # case id → its quotes in the state yes
    unasked: Mapping[int, frozenset[int]]  # case id → codes it was not asked about


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that waits to be judged, with what speaks for and against the proposition in it."""

    case: CaseRow
    reading: Reading  # what its codes make likely
    verdict: Verdict | None  # proposed; None where a person has to read
    against: tuple[Quote, ...]
    supporting: tuple[Quote, ...]
    former: tuple[JudgementRow, ...] = ()  # what was judged of it in the version before
    waiting: bool = True  # not judged yet

    @property
    def was_against(self) -> bool:
        """Whether it contradicted the version before."""
        return any(judgement.verdict == "contradicts" for judgement in self.former)


def material(store: Store, connection: sqlite3.Connection, study: str) -> Material:
    """Read what judging in a study rests on (in all studies where none is named)."""
    tree = store.tree()
    cases = {c.id: c for c in queries.cases(connection) if study in ("", c.study)}
    ids = {(c.study, c.name): c.id for c in cases.values()}
    quotes: dict[int, list[Quote]] = defaultdict(list)
    for quote in queries.quotes(connection, tree, study=study or None, counted=True):
        case_id = ids.get((quote.study, quote.case))
        if quote.state == "yes" and case_id is not None:
            quotes[case_id].append(quote)
    unasked: dict[int, set[int]] = defaultdict(set)
    for case_id, code_id in queries.not_asked(connection):
        unasked[case_id].add(code_id)
    return Material(
        tree,
        {i: c for i, c in cases.items() if c.documents or i in quotes},
        cases,
        quotes,
        {i: frozenset(codes) for i, codes in unasked.items()},
    )


def bearing(
    found: Material, proposition: PropositionRow, case_id: int
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The quotes of a case that contradict and that support, by the codes they are under.

    A code tied as contradicting under one tied as supporting contradicts, and the other way round:
    the nearer tie holds.
    """
    against, supporting = [], []
    for quote in found.quotes.get(case_id, ()):
        direction = _direction(found.tree, proposition, quote.code_id)
        if direction == "contradicts":
            against.append(quote)
        elif direction == "supports":
            supporting.append(quote)
    return tuple(against), tuple(supporting)


def _direction(tree: Tree, proposition: PropositionRow, code_id: int) -> str:
    at: int | None = code_id
    while at is not None:
        if at in proposition.codes:
            return proposition.codes[at]
        at = tree.by_id[at].parent_id
    return ""


def queue(
    found: Material, proposition: PropositionRow, coder: str = "", *, everyone: bool = False
) -> list[Candidate]:
    """The cases that wait for a judgement of the newest version, contradicting ones first.

    Without a `coder`, those that no counted coder has judged; with one, those that this coder has
    not. A case that contradicted the version before comes before all others: the new one was made
    for it. With `everyone`, those that are judged follow. What other coders than the one asked for
    found of the version before is not told.
    """
    done = {j.case_id for j in proposition.newest.judgements if _counts(j, coder or None)}
    former: dict[int, list[JudgementRow]] = defaultdict(list)
    for judgement in proposition.versions[-2].judgements if proposition.newest.version > 1 else ():
        if _counts(judgement, coder or None):
            former[judgement.case_id].append(judgement)
    tied = [i for i in proposition.codes if i in found.tree.by_id]
    waiting = []
    for case in found.every.values():
        judged = case.id in done
        if case.study != proposition.study or not (case.id in found.cases or judged):
            continue
        if judged and not everyone:
            continue
        against, supporting = bearing(found, proposition, case.id)
        unasked = bool(tied) and all(_unasked(found, case.id, code_id) for code_id in tied)
        likely = reading(len(supporting), len(against), unasked)
        verdict = PROPOSED[likely] if tied else None
        waiting.append(
            Candidate(
                case, likely, verdict, against, supporting, tuple(former[case.id]), not judged
            )
        )
    return sorted(waiting, key=lambda c: (not c.waiting, not c.was_against, ORDER.index(c.reading)))


def _counts(judgement: JudgementRow, coder: str | None) -> bool:
    """Whether a judgement counts: of the coder asked for, else of any but second ones."""
    return not judgement.second if coder is None else judgement.coder == coder


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A case with where it stands, what was judged of it, and the codings that it rests on."""

    case: CaseRow
    place: Place
    judgements: tuple[JudgementRow, ...]
    codings: tuple[int, ...]


def judged_cases(
    found: Material, row: PropositionRow, version: VersionRow, coder: str | None = None
) -> list[JudgedCase]:
    """The cases in question for a version, contradicting ones first, then as they are named."""
    own = [i for i, case in found.cases.items() if case.study == row.study]
    stand = standing(version, own, coder)
    counted = [j for j in version.judgements if _counts(j, coder)]
    rests = _rests(found, row, stand, counted)
    by_case: dict[int, list[JudgementRow]] = defaultdict(list)
    for judgement in counted:
        by_case[judgement.case_id].append(judgement)
    order = {case_id: i for i, case_id in enumerate(found.every)}
    return [
        JudgedCase(found.every[case_id], place, tuple(by_case[case_id]), rests[case_id])
        for place in PLACES
        for case_id in sorted(stand.get(place, ()), key=lambda i: order[i])
    ]


def _unasked(found: Material, case_id: int, code_id: int) -> bool:
    """Whether neither a code nor one above it was asked about."""
    left_out = found.unasked.get(case_id, frozenset())
    return bool(left_out & found.tree.upwards(found.tree.by_id[code_id]))


def standing(
    version: VersionRow, cases: Collection[int], coder: str | None
) -> dict[Place, list[int]]:
    """The cases in question by where they stand: each in one place.

    In question are the `cases` given and those that were judged. Without a `coder`, every coder's
    judgements count but those of second ones.
    """
    verdicts: dict[int, list[Verdict]] = {case: [] for case in cases}
    for judgement in version.judgements:
        if _counts(judgement, coder):
            verdicts.setdefault(judgement.case_id, []).append(judgement.verdict)
    found: dict[Place, list[int]] = defaultdict(list)
    for case, given in verdicts.items():
        found[place_of(given)].append(case)
    return found


def board(
    store: Store,
    *,
    study: str = "",
    number: int | None = None,
    by: str = "",
    by_label: str = "",
    versions: bool = True,
    coder: str | None = None,
) -> Board:
    """The board of a project: every proposition, in every version or only the newest."""
    with store.database.reading() as connection:
        found = material(store, connection, study)
        if number is None:
            rows = stored.propositions(connection, study)
        else:
            rows = [stored.proposition(connection, number, study)]
        second = queries.second_coders(connection) if coder is None else []
        sample = sample_note(connection, study or {row.study for row in rows})
    lines: list[Line] = []
    quotes: dict[tuple[str, int, int, int], tuple[int, ...]] = {}
    judged_by_second = False
    for row in rows:
        own = [i for i, case in found.cases.items() if case.study == row.study]
        for version in row.versions if versions else row.versions[-1:]:
            stand = standing(version, own, coder)
            judged_by_second |= any(j.second for j in version.judgements)
            counted = [j for j in version.judgements if _counts(j, coder)]
            for case_id, ids in _rests(found, row, stand, counted).items():
                quotes[row.study, row.number, version.version, case_id] = ids
            for group, members in _groups(found, stand, by):
                lines.append(
                    Line(
                        row.study, row.number, version.version, version is row.newest,
                        version.text, group,
                        {p: tuple(c for c in ids if c in members) for p, ids in stand.items()},
                        sum(j.carried and j.case_id in members for j in counted),
                    )
                )  # fmt: skip
    return Board(
        tuple(lines), by_label or by, quotes, tuple(second) if judged_by_second else (),
        coder or "", sample,
    )  # fmt: skip


def _groups(
    found: Material, stand: Mapping[Place, Sequence[int]], by: str
) -> list[tuple[str, frozenset[int]]]:
    """The groups of the cases in question by an attribute, everybody last."""
    everybody = frozenset(case for cases in stand.values() for case in cases)
    if not by:
        return [(EVERYBODY, everybody)]
    members: dict[str, set[int]] = defaultdict(set)
    for case_id in everybody:
        case = found.every.get(case_id)
        members[(printed(case.attributes.get(by)) if case else "") or "?"].add(case_id)
    named = sorted(members, key=lambda group: (group == "?", group))
    return [*((group, frozenset(members[group])) for group in named), (EVERYBODY, everybody)]


def _rests(
    found: Material,
    row: PropositionRow,
    stand: Mapping[Place, Sequence[int]],
    counted: Sequence[JudgementRow],
) -> dict[int, tuple[int, ...]]:
    """What the verdict on each case rests on: the quotes that its judgements name; where they name
    none, the quotes of the codes that speak for that verdict."""
    named: dict[int, dict[int, None]] = defaultdict(dict)
    for judgement in counted:
        named[judgement.case_id].update(dict.fromkeys(judgement.codings))
    rests: dict[int, tuple[int, ...]] = {}
    for place, cases in stand.items():
        for case_id in cases:
            if named.get(case_id):
                rests[case_id] = tuple(named[case_id])
                continue
            against, supporting = bearing(found, row, case_id)
            quotes = {"supports": supporting, "contradicts": against}.get(
                place, (*against, *supporting)
            )
            rests[case_id] = tuple(quote.id for quote in quotes)
    return rests
