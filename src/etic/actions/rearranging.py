"""Rearranging the codebook: putting codes in their places, moving, merging and splitting them.

Paths follow from places, so nothing else has to be written where a code moves. What hangs on a code
by inheritance is written out where the tree would no longer say it: a respondent who was not asked
about a topic was not asked about a code that leaves it, and a code belongs to every study that one
under it belongs to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from etic.actions import codebook, linking, resting
from etic.codebook import DEEPEST
from etic.errors import EticError
from etic.model import Code, Quote
from etic.store import codebook as stored
from etic.store.codebook import Node, Tree
from etic.store.transaction import Row, Transaction

TEXTS = ("definition", "include", "exclude", "example")


def add(
    tx: Transaction, tree: Tree, code: Code, parent: Node | None, before: Node | None = None
) -> int:
    """Add a code in front of `before`, one of the codes right under `parent`, else last.

    It is of the studies of the code above it. Gives its id.
    """
    siblings = [each.id for each in tree.children(parent.id if parent else None)]
    _check_before(siblings, parent, before)
    code_id = codebook.add(tx, code, parent.id if parent else None)
    if before is not None:
        siblings.insert(siblings.index(before.id), code_id)
        _put_in_order(tx, siblings)
    if parent is not None:
        codebook.belong(tx, code_id, parent.id)
    return code_id


def move(
    tx: Transaction, tree: Tree, node: Node, parent: Node | None, before: Node | None = None
) -> str:
    """Put a code, with all that is under it, under another (under none: as a family).

    It comes to stand in front of `before`, one of the codes right under `parent`, else last. Gives
    its new path. Refuses a place under itself, a sibling of the same short name, and a place so
    deep that a file could not say it.
    """
    if parent is not None and parent.id in tree.under(node.path):
        raise EticError("code-move-under", code=node.path, under=parent.path)
    parent_id = parent.id if parent else None
    path = f"{parent.path}/{node.code.segment}" if parent else node.code.segment
    siblings = [each.id for each in tree.children(parent_id)]
    if any(tree.by_id[i].path == path for i in siblings if i != node.id):
        raise EticError("code-exists", code=path)
    _check_before(siblings, parent, before)
    _check_depth(tree, node, path)
    unasked = _unasked(tx, node.id)
    tx.update("codes", node.id, {"parent_id": parent_id})
    # Before itself means: where it is.
    if before is None or before.id != node.id:
        order = [i for i in siblings if i != node.id]
        order.insert(order.index(before.id) if before else len(order), node.id)
        _put_in_order(tx, order)
    _keep_unasked(tx, node.id, unasked)
    _widen(tx, node.id)
    return path


def merge(tx: Transaction, tree: Tree, source: Node, into: Node) -> int:
    """Make one code of two: all that is coded `source` becomes coded `into`, and `source` goes.

    Gives how many codings changed their code. Nothing that a person wrote is lost:

    - A passage that a coder gave both codes keeps one coding, with both memos. It says *yes* where
      either did: whoever says one of two things says what they make together.
    - Codes under `source` go under `into`; of the same short name, they are merged in their turn.
    - The fields of `into` stay. Texts (definition, what to include and exclude, example) that
      differ are put under its own. Its name, colour and the like are its own.
    - Memos, links, sets, propositions and judgements follow. Of two links or two propositions'
      codes that are the same but for their direction, that of `into` stays.
    - Where a respondent has a summary on either, the two are put one under the other.
    - A respondent was asked if asked about either of the two.

    Refuses to merge a code with itself or into one under it. Into one above it is well: that
    dissolves a finer code in a broader one.
    """
    if source.id == into.id:
        raise EticError("code-merge-self", code=source.path)
    if into.id in tree.under(source.path):
        raise EticError("code-merge-under", code=source.path, into=into.path)
    for child in tree.children(source.id):
        _check_depth(tree, child, f"{into.path}/{child.code.segment}")
    under = tree.under(source.path) | tree.under(into.path)
    moved = _merge(tx, source.id, into.id, {i: _unasked(tx, i) for i in under})
    _widen(tx, into.id)
    return moved


def set_studies(tx: Transaction, node: Node, names: Collection[str]) -> bool:
    """Say for which studies a code is; none: for every one. Gives whether that is new.

    Codes under it come to be of some of these studies and of no other, those above of these too.
    """
    studies = set()
    for name in names:
        row = tx.find("studies", name=name)
        if row is None:
            known = ", ".join(each["name"] for each in tx.all("studies")) or "—"
            raise EticError("study-unknown", study=name, known=known)
        studies.add(row["id"])
    if studies == {row["study_id"] for row in tx.all("scopes", code_id=node.id)}:
        return False
    _narrow(tx, node.id, studies, studies)
    _widen(tx, node.id)
    return True


def _narrow(tx: Transaction, code_id: int, studies: set[int], wanted: set[int]) -> None:
    """Let a code be of the studies wanted, and those under it of no other than these studies."""
    scopes = {row["study_id"]: row["id"] for row in tx.all("scopes", code_id=code_id)}
    for study_id in sorted(scopes.keys() - wanted):
        tx.delete("scopes", scopes[study_id])
    for study_id in sorted(wanted - scopes.keys()):
        tx.insert("scopes", {"code_id": code_id, "study_id": study_id})
    for child in _children(tx, code_id) if studies else ():
        own = {row["study_id"] for row in tx.all("scopes", code_id=child["id"])}
        _narrow(tx, child["id"], studies, own & studies or studies)


def meeting(tree: Tree, source: Node, into: Node) -> dict[int, int]:
    """Ids of the codes that a merge makes one with another: those that go → those that stay."""
    found = {source.id: into.id}
    same = {n.code.segment: n for n in tree.children(into.id) if n.id != source.id}
    for child in tree.children(source.id):
        if child.code.segment in same:
            found |= meeting(tree, child, same[child.code.segment])
    return found


@dataclass(frozen=True, slots=True)
class Merging:
    """What a merge would do, in numbers. They are of today's transcripts."""

    codings: int  # that change their code
    cases: int  # whose they are
    second: int  # of them: by second coders, whom no count takes
    joined: int  # of them: on passages that the same coder gave both codes
    opposed: int  # of those: where one says yes and the other no
    merged: int  # codes under the one that are merged with their like under the other
    moved: int  # codes right under the one or these that go along
    summaries: int = 0  # pairs of the same respondent that are put together


def foresee(
    tree: Tree,
    source: Node,
    into: Node,
    quotes: Sequence[Quote],
    second: Collection[str],
    summaries: Collection[tuple[int, int]] = (),
) -> Merging:
    """What merging two codes would do to these quotes; `second` names the second coders, and
    `summaries` are the (case, code) that have one in the framework matrix."""
    met = meeting(tree, source, into)
    going = [q for q in quotes if q.code_id in met]
    there = {_passage(q, q.code_id): q for q in quotes if q.code_id in set(met.values())}
    pairs = [(q, there.get(_passage(q, met[q.code_id]))) for q in going]
    joined = [(q, same) for q, same in pairs if same is not None]
    return Merging(
        codings=len(going),
        cases=len({(q.study, q.case) for q in going}),
        second=sum(q.coder in second for q in going),
        joined=len(joined),
        opposed=sum(q.state != same.state for q, same in joined),
        merged=len(met) - 1,
        moved=sum(n.id not in met and n.parent_id in met for n in tree),
        summaries=sum((case, met.get(code)) in summaries for case, code in summaries),
    )


def _passage(quote: Quote, code_id: int) -> tuple[int, int, int, int, str]:
    return code_id, quote.document_id, quote.start, quote.end, quote.coder


def merge_details(tree: Tree, source: Node, into: Node) -> dict[str, object]:
    """What the journal says of a merging: both paths, and which codes become which, by uid."""
    met = meeting(tree, source, into)
    uids = {tree.by_id[a].code.uid: tree.by_id[b].code.uid for a, b in met.items()}
    return {"code": source.path, "into": into.path, "merged": uids}


def split(tx: Transaction, tree: Tree, node: Node, new: Code, coding_ids: Sequence[int]) -> int:
    """Give some of a code's codings to a new code, beside it or wherever its path says.

    The new code belongs to the same studies, and who was not asked about the old one was not asked
    about it. Gives its id. Refuses codings that are not of the code itself, and none at all.
    """
    if not coding_ids:
        raise EticError("code-split-nothing", code=node.path)
    rows = [tx.row("codings", coding_id) for coding_id in dict.fromkeys(coding_ids)]
    parent_id = tree.find(new.parent).id if new.parent else None
    new_id = codebook.add(tx, new, parent_id)
    if parent_id == node.parent_id:
        order = [each.id for each in tree.children(node.parent_id)]
        order.insert(order.index(node.id) + 1, new_id)
        _put_in_order(tx, order)
    codebook.belong(tx, new_id, node.id)
    for row in rows:
        if row is None or row["code_id"] != node.id:
            raise EticError("code-split-other", code=node.path)
        tx.update("codings", row["id"], {"code_id": new_id})
    _keep_unasked(tx, new_id, _unasked(tx, node.id))
    for row in tx.all("question_codes", code_id=node.id):  # who asks about one asks about both
        tx.put("question_codes", {"question_id": row["question_id"], "code_id": new_id})
    for row in tx.all("round_codes", code_id=node.id):
        tx.put("round_codes", {"round_id": row["round_id"], "code_id": new_id})
    _widen(tx, new_id)
    return new_id


# -- merging ----------------------------------------------------------------------------------


def _merge(tx: Transaction, source_id: int, into_id: int, unasked: Mapping[int, set[int]]) -> int:
    """Merge by ids; `unasked` are the cases in which a code was not asked about before all this."""
    children = _children(tx, source_id)
    kept = [row["id"] for row in _children(tx, into_id) if row["id"] != source_id]
    _merge_texts(tx, source_id, into_id)
    _merge_scopes(tx, source_id, into_id)  # which asks where it is coded
    moved = _merge_codings(tx, source_id, into_id)
    for relation in ("memos", "suggestions", "rules"):
        for row in tx.all(relation, code_id=source_id):
            tx.update(relation, row["id"], {"code_id": into_id})
    linking.merge(tx, source_id, into_id)
    resting.merge_summaries(tx, source_id, into_id)
    for relation, other in (
        ("set_codes", "set_id"),
        ("proposition_codes", "proposition_id"),
        ("question_codes", "question_id"),
        ("round_codes", "round_id"),
        ("indicator_codes", "indicator_id"),
    ):
        for row in tx.all(relation, code_id=source_id):
            if tx.find(relation, code_id=into_id, **{other: row[other]}):
                tx.delete(relation, row["id"])
            else:
                tx.update(relation, row["id"], {"code_id": into_id})
    tx.clear("not_asked", code_id=source_id)
    for row in tx.all("not_asked", code_id=into_id):
        if row["case_id"] not in unasked[source_id]:
            tx.delete("not_asked", row["id"])
    # Before the codes under it move: one of them may have its short name, and take its place.
    tx.delete("codes", source_id)
    for child_id in kept:
        _keep_unasked(tx, child_id, unasked[child_id])
    for child in children:
        same = tx.find("codes", parent_id=into_id, segment=child["segment"])
        if same is not None:
            moved += _merge(tx, child["id"], same["id"], unasked)
        else:
            position = max((row["position"] for row in _children(tx, into_id)), default=-1) + 1
            tx.update("codes", child["id"], {"parent_id": into_id, "position": position})
            _keep_unasked(tx, child["id"], unasked[child["id"]])
            _widen(tx, child["id"])
    return moved


def _merge_texts(tx: Transaction, source_id: int, into_id: int) -> None:
    source, into = _row(tx, source_id), _row(tx, into_id)
    tx.update("codes", into_id, {key: resting.joined(into[key], source[key]) for key in TEXTS})


def _merge_codings(tx: Transaction, source_id: int, into_id: int) -> int:
    def place(row: Row) -> tuple[int, int, int, int]:
        return row["revision_id"], row["start"], row["end"], row["coder_id"]

    there = {place(row): row for row in tx.all("codings", code_id=into_id)}
    rows = tx.all("codings", code_id=source_id)
    for row in rows:
        same = there.get(place(row))
        if same is None:
            tx.update("codings", row["id"], {"code_id": into_id})
            continue
        state = "yes" if "yes" in (row["state"], same["state"]) else "no"
        memo = resting.joined(same["memo"], row["memo"])
        tx.update("codings", same["id"], {"memo": memo, "state": state})
        resting.hand_over(tx, row["id"], same["id"])
        tx.delete("codings", row["id"])
    return len(rows)


def _merge_scopes(tx: Transaction, source_id: int, into_id: int) -> None:
    """A code of particular studies comes to belong also to those of what is merged into it."""
    studies = _studies(tx, source_id)
    tx.clear("scopes", code_id=source_id)
    if tx.find("scopes", code_id=into_id):
        for study_id in sorted(studies):
            tx.put("scopes", {"code_id": into_id, "study_id": study_id})


# -- the tree as it is at this moment -----------------------------------------------------------


def _row(tx: Transaction, code_id: int) -> Row:
    row = tx.row("codes", code_id)
    assert row is not None
    return row


def _children(tx: Transaction, code_id: int) -> list[Row]:
    rows = tx.all("codes", parent_id=code_id)
    return sorted(rows, key=lambda row: (row["position"], row["id"]))


def _above(tx: Transaction, code_id: int) -> list[int]:
    """Ids of the codes above one, nearest first."""
    found: list[int] = []
    at = _row(tx, code_id)["parent_id"]
    while at is not None:
        found.append(at)
        at = _row(tx, at)["parent_id"]
    return found


def _put_in_order(tx: Transaction, code_ids: Iterable[int]) -> None:
    for position, code_id in enumerate(code_ids):
        tx.update("codes", code_id, {"position": position})


def _check_before(siblings: Sequence[int], parent: Node | None, before: Node | None) -> None:
    if before is not None and before.id not in siblings:
        raise EticError("code-before", code=before.path, under=parent.path if parent else "—")


def _check_depth(tree: Tree, node: Node, path: str) -> None:
    """Refuse a place at which a code under `node` would lie too deep."""
    deepest = max(tree.by_id[i].depth for i in tree.under(node.path)) - node.depth
    if path.count("/") + 1 + deepest > DEEPEST:
        raise EticError("code-too-deep", code=path, deepest=DEEPEST)


# -- what hangs on codes by inheritance ---------------------------------------------------------


def _unasked(tx: Transaction, code_id: int) -> set[int]:
    """Cases in which neither a code nor one above it was asked about."""
    chained = chain([code_id], _above(tx, code_id))
    return {row["case_id"] for i in chained for row in tx.all("not_asked", code_id=i)}


def _keep_unasked(tx: Transaction, code_id: int, cases: set[int]) -> None:
    """Write at the code itself what the codes above it no longer say."""
    for case_id in sorted(cases - _unasked(tx, code_id)):
        tx.insert("not_asked", {"case_id": case_id, "code_id": code_id})


def _studies(tx: Transaction, code_id: int) -> set[int]:
    """The studies a code was written for; where none is said, those it is coded in."""
    scopes = {row["study_id"] for row in tx.all("scopes", code_id=code_id)}
    return scopes or stored.studies_coded(tx.connection, code_id)


def _widen(tx: Transaction, code_id: int) -> None:
    """Let the codes above one belong to every study that it or a code under it belongs to."""
    studies: set[int] = set()
    below = [code_id]
    while below:
        at = below.pop()
        studies |= _studies(tx, at)
        below.extend(row["id"] for row in tx.all("codes", parent_id=at))
    for above_id in _above(tx, code_id):
        if tx.find("scopes", code_id=above_id):
            for study_id in sorted(studies):
                tx.put("scopes", {"code_id": above_id, "study_id": study_id})
