"""The review of suggestions: the passages that wait, and a person's decisions about them.

A program proposes, a person decides. What is accepted becomes a coding of that person with the
origin *suggested*; nothing is coded that a person has not seen, one by one or as the preview of a
batch (`etic.actions.batches`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from etic.actions import coding, ensure, suggesting
from etic.errors import EticError
from etic.model import Origin, Value
from etic.natural import natural
from etic.store import Store, queries, reviewing
from etic.store.codebook import Node, Tree
from etic.store.queries import DocumentRow
from etic.store.reviewing import Pending, Spoken
from etic.store.transaction import Row, Transaction
from etic.suggest.threshold import Threshold

Order = Literal["uncertain", "place", "sure"]

AROUND = 400  # characters of the same turn that are shown on either side of a passage


@dataclass(frozen=True, slots=True)
class Idea:
    """One code that is proposed for a passage: `score` from 0 to 1, `why` a sentence."""

    uid: str
    code: str  # path
    code_id: int
    score: float | None
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A code that stands on a passage or on a part of it."""

    code: str
    code_id: int
    coder: str
    state: str


@dataclass(frozen=True, slots=True)
class Review:
    """A passage that waits: its place, what surrounds it, what is proposed for it.

    `text[start:end] == quote`, in code points; `before` and `after` are what the same turn holds
    around it, `question` what the interviewer asked before it.
    """

    study: str
    document: str
    document_id: int
    revision_id: int
    start: int
    end: int
    quote: str
    ideas: tuple[Idea, ...]  # the surest first
    case: str = ""
    speaker: str = ""
    question: str = ""
    before: str = ""
    after: str = ""
    coded: tuple[Standing, ...] = ()
    attributes: Mapping[str, Value] | None = None

    @property
    def key(self) -> tuple[int, int, int]:
        """What tells this passage from all others."""
        return self.revision_id, self.start, self.end


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a decision did: its step in the journal, and the codings it made."""

    event: int
    codings: tuple[int, ...] = ()  # their ids


# -- the queue ------------------------------------------------------------------------------------


def queue(
    store: Store,
    *,
    threshold: Threshold,
    order: Order = "uncertain",
    code: str | None = None,
    study: str | None = None,
    document_id: int | None = None,
    coder: str = "",
    limit: int | None = None,
) -> list[Review]:
    """The passages that wait, as `Project.review_queue` says."""
    with store.database.reading() as connection:
        tree = store.tree()
        waiting = reviewing.pending(
            connection, study=study, document_id=document_id,
            code_id=tree.find(code).id if code else None,
        )  # fmt: skip
        codings = reviewing.coded(connection, {one.revision_id for one in waiting})
        found: list[Review] = []
        for (revision_id, start, end), group in groupby(waiting, key=_place):
            there = [
                c for c in codings.get(revision_id, ()) if c.start < end and start < c.end
            ]  # fmt: skip
            own = [
                c.code_id
                for c in there
                if c.coder == coder and _one_within_the_other((start, end), (c.start, c.end))
            ]
            open_ones = [one for one in group if not _carried(tree, one.code_id, own)]
            if open_ones:
                standing = tuple(
                    Standing(tree.by_id[c.code_id].path, c.code_id, c.coder, c.state) for c in there
                )
                found.append(_passage(tree, open_ones, standing))
        found.sort(key=lambda review: _rank(review, order, threshold))
        if limit is not None:
            found = found[:limit]
        return surrounded(store, found)


def _place(one: Pending) -> tuple[int, int, int]:
    return one.revision_id, one.start, one.end


def _one_within_the_other(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


def _carried(tree: Tree, code_id: int, own: Iterable[int]) -> bool:
    """Whether one of these codes is that code, or one under it."""
    node = tree.by_id[code_id]
    paths = (tree.by_id[i].path for i in own)
    return any(path == node.path or path.startswith(node.path + "/") for path in paths)


def _passage(tree: Tree, group: Sequence[Pending], standing: tuple[Standing, ...]) -> Review:
    first = group[0]
    ideas = [
        Idea(one.uid, tree.by_id[one.code_id].path, one.code_id, one.score, one.why, one.source)
        for one in group
    ]
    ideas.sort(key=lambda idea: -1.0 if idea.score is None else idea.score, reverse=True)
    return Review(
        first.study, first.document, first.document_id, first.revision_id, first.start, first.end,
        first.quote, tuple(ideas), coded=standing,
    )  # fmt: skip


def _rank(review: Review, order: Order, threshold: Threshold) -> tuple[object, ...]:
    place = (natural(review.study), natural(review.document), review.start, review.end)
    best = review.ideas[0].score
    if order == "place":
        return place
    if order == "sure":
        return (0.0 if best is None else -best, *place)
    if best is None:  # a program that cannot say how sure it is, is the least sure
        return (-1.0, 0.0, *place)
    second = review.ideas[1].score if len(review.ideas) > 1 else None
    return (abs(threshold.chance(best) - 0.5), best - (second or 0.0), *place)


def surrounded(store: Store, found: Sequence[Review]) -> list[Review]:
    """The same with what stands around them; each text is read once."""
    connection = store.connection
    attributes = queries.attributes_by_case(connection)
    texts: dict[int, tuple[str, list[Spoken], list[int]]] = {}
    whole = []
    for review in found:
        if review.revision_id not in texts:
            turns = reviewing.spoken(connection, review.revision_id)
            text = queries.text(connection, review.revision_id)
            texts[review.revision_id] = text, turns, [turn.start for turn in turns]
        text, turns, starts = texts[review.revision_id]
        at = bisect_right(starts, review.start) - 1
        if at < 0:
            before, after = _around(text, review, 0, len(text))
            whole.append(replace(review, before=before, after=after))
            continue
        turn = turns[at]
        before, after = _around(text, review, turn.body, turn.end)
        whole.append(
            replace(
                review, case=turn.case, speaker=turn.speaker, question=question(text, turns, at),
                before=before, after=after, attributes=attributes.get(turn.case_id or 0, {}),
            )
        )  # fmt: skip
    return whole


def _around(text: str, review: Review, first: int, last: int) -> tuple[str, str]:
    """What stands before and after a passage in its turn, cut between words where it is long."""
    before, after = text[first : review.start], text[review.end : last]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return before.lstrip(), after.rstrip()


def question(text: str, turns: Sequence[Spoken], at: int) -> str:
    """What was asked before a turn: the interviewer's turns right before each other are one."""
    if turns[at].role == "interviewer":
        return ""
    while at and turns[at].role != "interviewer":
        at -= 1
    if turns[at].role != "interviewer":
        return ""
    first = at
    while first and turns[first - 1].role == "interviewer":
        first -= 1
    return " ".join(text[turn.body : turn.end].strip() for turn in turns[first : at + 1])


# -- decisions ------------------------------------------------------------------------------------


def review(
    tx: Transaction,
    tree: Tree,
    *,
    accepted: Sequence[str],
    dismissed: Sequence[str],
    other: Sequence[Node],
    coder: str,
    memo: str = "",
) -> tuple[int, ...]:
    """Decide about one passage, as `Project.review` says; gives the ids of its codings."""
    rows = {uid: _waiting(tx, uid) for uid in (*accepted, *dismissed)}
    if not rows:
        raise EticError("review-nothing")
    places = {(row["revision_id"], row["start"], row["end"]) for row in rows.values()}
    if len(places) > 1:
        raise EticError("review-passages")
    chosen = {rows[uid]["code_id"]: uid for uid in accepted}
    turned_down = [uid for uid in dismissed if uid not in accepted]
    more = []
    for node in other:
        proposed = next((uid for uid in turned_down if rows[uid]["code_id"] == node.id), None)
        if proposed is not None:  # it was among the suggestions after all
            turned_down.remove(proposed)
            chosen[node.id] = proposed
        elif node.id not in chosen:
            more.append(node)
    any_row = next(iter(rows.values()))
    made = []
    for code_id, uid in chosen.items():
        row = _coded(tx, tree.by_id[code_id], any_row, coder, "suggested", memo)
        suggesting.decide(tx, uid, "accepted", coder, row["uid"])
        made.append(row)
    instead = ""
    for node in more:
        row = _coded(tx, node, any_row, coder, "manual", memo)
        instead = instead or row["uid"]
        made.append(row)
    for uid in turned_down:
        suggesting.decide(tx, uid, "dismissed", coder, instead)
    return tuple(row["id"] for row in made)


def accept_all(tx: Transaction, tree: Tree, uids: Iterable[str], coder: str) -> tuple[int, ...]:
    """Accept many suggestions; gives the ids of the codings. Refuses all where one is decided."""
    made = []
    for uid in dict.fromkeys(uids):
        row = _waiting(tx, uid)
        coded = _coded(tx, tree.by_id[row["code_id"]], row, coder, "suggested", "")
        suggesting.decide(tx, uid, "accepted", coder, coded["uid"])
        made.append(coded["id"])
    return tuple(made)


def dismiss_all(tx: Transaction, uids: Iterable[str], coder: str) -> None:
    """Turn many suggestions down. Refuses all where one is decided."""
    for uid in dict.fromkeys(uids):
        _waiting(tx, uid)
        suggesting.decide(tx, uid, "dismissed", coder)


def _waiting(tx: Transaction, uid: str) -> Row:
    """The row of a suggestion that nobody has decided about, in a text that is still the one."""
    row = tx.find("suggestions", uid=uid)
    if row is None:
        raise EticError("review-gone")
    if row["outcome"]:
        who, _ = reviewing.decided_by(tx.connection, uid)
        raise EticError("review-decided", who=who or "?")
    return row


def _document(tx: Transaction, revision_id: int) -> DocumentRow:
    revision = tx.row("revisions", revision_id)
    if revision is None:
        raise EticError("review-gone")
    document = queries.document(tx.connection, int(revision["document_id"]))
    if document.revision_id != revision_id:
        raise EticError("review-gone")
    return document


def _coded(
    tx: Transaction,
    node: Node,
    place: Row,
    coder: str,
    origin: Origin,
    memo: str,
) -> Row:
    """The coding of a passage: a new one, or the one that this coder has just there already."""
    document = _document(tx, place["revision_id"])
    there = tx.find(
        "codings", revision_id=document.revision_id, code_id=node.id, start=place["start"],
        end=place["end"], coder_id=ensure.coder(tx, coder),
    )  # fmt: skip
    if there is not None and there["state"] == "yes":
        if memo and not there["memo"]:
            coding.edit(tx, there["id"], {"memo": memo})
        return there
    made = coding.add(
        tx, document, node, place["start"], place["end"], coder, quote=place["quote"],
        memo=memo, origin=origin, once=True,
    )  # fmt: skip
    row = tx.row("codings", made)
    assert row is not None
    return row
