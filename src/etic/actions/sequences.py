"""From the project's rows to sequences: which answer a coding belongs to, and when it begins."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from etic.actions.matrices import gather, lines, resolved
from etic.analysis.sequences import Event, Reach, Sequences, transitions
from etic.model import Turn
from etic.store import Store, queries
from etic.store.codebook import Node, Tree
from etic.store.spans import CodedSpan


def count_sequences(
    store: Store,
    paths: Sequence[str],
    reach: Reach,
    lag: int,
    coders: str,
    study: str,
    coder: str | None,
) -> Sequences:
    """Which code follows which.

    A coding is one step, of the nearest code asked for at or above its own (of its own, where none
    is asked for). It belongs to the first answer that it touches; what touches only questions of
    an interviewer belongs to none.
    """
    with store.database.reading() as connection:
        found = gather(store, connection, study, coder)
        tree = found.tree
        used = {span.code_id for span in found.spans}
        nodes = resolved(tree, paths) if paths else [node for node in tree if node.id in used]
        numbers = _nearest(tree, nodes, up=bool(paths))
        spans: dict[int, list[CodedSpan]] = defaultdict(list)
        for span in found.spans:
            if span.code_id in numbers:
                spans[span.document_id].append(span)
        events = [
            Event(
                span.id, numbers[span.code_id],
                (document_id, answer, 0 if coders == "any" else span.coder_id), moment,
                -1 if span.case_id is None else span.case_id,
            )
            for document_id, those in spans.items()
            for span, answer, moment in _answered(
                connection, found.documents[document_id].revision_id, those, reach
            )
        ]  # fmt: skip
    return Sequences(
        lines(tree, nodes), transitions(events, lag), reach, lag,
        coders="any" if coders == "any" else "same",
        several=len({span.coder_id for those in spans.values() for span in those}) > 1,
        left_out=found.left_out, sample=found.sample,
    )  # fmt: skip


def _nearest(tree: Tree, nodes: Sequence[Node], *, up: bool) -> dict[int, int]:
    """Code → number of the nearest of `nodes` at it, or with `up` above it."""
    number = {node.id: i for i, node in enumerate(nodes)}
    found = {}
    for node in tree:
        chain = [node, *reversed(tree.parents(node))] if up else [node]
        nearest = next((number[n.id] for n in chain if n.id in number), None)
        if nearest is not None:
            found[node.id] = nearest
    return found


def _answered(
    connection: sqlite3.Connection, revision_id: int, spans: Sequence[CodedSpan], reach: Reach
) -> list[tuple[CodedSpan, int, int]]:
    """Each span with the number of its answer (or turn) and the place where it begins there."""
    turns = queries.turns(connection, revision_id)
    if not turns:
        return [(span, 0, span.start) for span in spans]
    answers = answers_of(turns)
    begins = [turn.start for turn in turns]
    found = []
    for span in spans:
        at = max(0, bisect_right(begins, span.start) - 1)
        while at < len(turns) and answers[at] is None:
            at += 1
        if at == len(turns) or turns[at].start >= span.end:
            continue  # only a question is coded
        answer = answers[at]
        line = {"turn": at, "document": 0}.get(reach, answer or 0)
        found.append((span, line, max(span.start, turns[at].start)))
    return found


def answers_of(turns: Sequence[Turn]) -> list[int | None]:
    """The number of the answer that each turn belongs to; None for an interviewer's.

    An answer is what one person says until an interviewer or another one speaks.

    >>> said = [Turn(0, 0, 1, "I", "interviewer"), Turn(1, 1, 2, "R"), Turn(2, 2, 3, "R"),
    ...         Turn(3, 3, 4, "S"), Turn(4, 4, 5, "I", "interviewer"), Turn(5, 5, 6, "S")]
    >>> answers_of(said)
    [None, 0, 0, 1, None, 2]
    """
    found: list[int | None] = []
    number = -1
    before: Turn | None = None
    for turn in turns:
        if turn.role == "interviewer":
            found.append(None)
        else:
            if before is None or before.role == "interviewer" or before.speaker != turn.speaker:
                number += 1
            found.append(number)
        before = turn
    return found
