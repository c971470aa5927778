"""From the project's rows to matrices: which codes are asked for, where their codings stand."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.actions.left_out import left_out
from etic.actions.samples import samples
from etic.analysis import coded as places
from etic.analysis.coded import CodeLine, labelled
from etic.analysis.cooccurrence import WHOLES, Cooccurrence, Within
from etic.analysis.left_out import LeftOut
from etic.analysis.matrices import By, Coded, CodeMatrix, Measure, Unit, code_matrix
from etic.analysis.timeline import Timeline
from etic.analysis.together import Events, together
from etic.store import Store, queries
from etic.store.codebook import Node, Tree
from etic.store.queries import CaseRow, DocumentRow
from etic.store.spans import CodedSpan, coded_spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Material:
    """What all of these are counted on."""

    tree: Tree
    spans: Sequence[CodedSpan]
    documents: Mapping[int, DocumentRow]
    left_out: LeftOut
    sample: str  # what kind of sample it is, in a sentence


def gather(store: Store, connection: sqlite3.Connection, study: str, coder: str | None) -> Material:
    """The codings that count, and the documents that they may stand in."""
    documents = {d.id: d for d in queries.documents(connection) if study in ("", d.study)}
    spans = coded_spans(connection, study=study, coder=coder)
    sample = samples(connection, study or {d.study for d in documents.values()}).plain
    return Material(store.tree(), spans, documents, left_out(store, coder), sample)


def lines(tree: Tree, nodes: Sequence[Node]) -> tuple[CodeLine, ...]:
    """Codes as lines of a table, each in its colour or that of the nearest code above."""
    return labelled([(n.path, n.name, tree.label(n.id), tree.colour(n)) for n in nodes])


def of_study(tree: Tree, study: str) -> list[Node]:
    """The codes of a study, and those that belong to none."""
    return [n for n in tree if not study or not n.studies or study in n.studies]


def resolved(tree: Tree, paths: Sequence[str]) -> list[Node]:
    """The codes that are asked for, by path or name, each once."""
    return list({node.id: node for node in map(tree.resolve, paths)}.values())


# -- codes by documents and respondents ------------------------------------------------------------


def count_matrix(
    store: Store, paths: Sequence[str], by: By, measure: Measure, study: str, coder: str | None
) -> CodeMatrix:
    """A row a code (with those under it), a column a document or respondent."""
    with store.database.reading() as connection:
        found = gather(store, connection, study, coder)
        cases = [c for c in queries.cases(connection) if study in ("", c.study)]
        unasked = set(queries.not_asked(connection))
        words = _word_places(connection, found) if measure == "words" else {}
    tree = found.tree
    nodes = resolved(tree, paths) if paths else of_study(tree, study)
    numbers: dict[int, list[int]] = defaultdict(list)  # code → the lines it counts for
    for i, node in enumerate(nodes):
        for code_id in tree.under(node.path):
            numbers[code_id].append(i)
    heard = {d.case_id for d in found.documents.values()} | {s.case_id for s in found.spans}
    coded = {
        s.document_id if by == "document" else s.case_id
        for s in found.spans
        if numbers.get(s.code_id)
    }
    # Where none of the codes is any of a study's, its columns would be empty from top to bottom.
    known = None if any(not n.studies for n in nodes) else {s for n in nodes for s in n.studies}
    every: Sequence[DocumentRow | CaseRow] = (
        list(found.documents.values()) if by == "document" else [c for c in cases if c.id in heard]
    )
    rows = [r for r in every if known is None or r.study in known or r.id in coded]
    units = _units(rows)
    at = {row.id: i for i, row in enumerate(rows)}
    marks = []
    nobody = 0
    for span in found.spans:
        unit = at.get(span.document_id if by == "document" else span.case_id or 0)
        if unit is None:
            nobody += bool(numbers.get(span.code_id))
        else:
            marks.append(
                Coded(
                    span.id, tuple(numbers.get(span.code_id, ())), unit, words.get(span.id, (0, -1))
                )
            )
    case_of = [row.case_id if isinstance(row, DocumentRow) else row.id for row in rows]
    out = {
        (i, j)
        for i, node in enumerate(nodes)
        for j, row in enumerate(rows)
        if (node.studies and row.study not in node.studies)
        or any((case_of[j], n.id) in unasked for n in (node, *tree.parents(node)))
    }
    return code_matrix(
        lines(tree, nodes), units, marks, out, by=by, measure=measure,
        left_out=found.left_out, nobody=nobody, sample=found.sample,
    )  # fmt: skip


def _units(rows: Sequence[DocumentRow | CaseRow]) -> list[Unit]:
    """Columns by name; by `study/name` where two studies share it."""
    studies: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        studies[row.name].add(row.study)
    named = [row.name if len(studies[row.name]) == 1 else f"{row.study}/{row.name}" for row in rows]
    return [Unit(name, name) for name in named]


def _word_places(connection: sqlite3.Connection, found: Material) -> dict[int, tuple[int, int]]:
    """Coding → its first and last word, counted on through all documents."""
    places_of: dict[int, tuple[int, int]] = {}
    offset = 0
    for document_id, spans in _by_document(found.spans).items():
        begin, end = _words(connection, found.documents[document_id])
        starts, ends = _ends(spans)
        first, last = places.in_words(begin, end, starts, ends)
        for span, low, high in zip(spans, first.tolist(), last.tolist(), strict=True):
            places_of[span.id] = (offset + low, offset + high)
        offset += len(begin) + 1
    return places_of


def _words(connection: sqlite3.Connection, document: DocumentRow) -> tuple[Whole, Whole]:
    """Where the words of a document stand, labels of speakers left out."""
    turns = queries.turns(connection, document.revision_id)
    text = queries.text(connection, document.revision_id)
    return places.words_of(text, [(turn.body, turn.end) for turn in turns] or None)


def _by_document(spans: Sequence[CodedSpan]) -> dict[int, list[CodedSpan]]:
    found: dict[int, list[CodedSpan]] = defaultdict(list)
    for span in spans:
        found[span.document_id].append(span)
    return found


def _ends(spans: Sequence[CodedSpan]) -> tuple[Whole, Whole]:
    import numpy as np

    return (
        np.array([span.start for span in spans], dtype=np.int64),
        np.array([span.end for span in spans], dtype=np.int64),
    )


# -- codes together --------------------------------------------------------------------------------


def count_together(
    store: Store,
    paths: Sequence[str],
    within: Within,
    distance: int,
    coders: str,
    study: str,
    coder: str | None,
) -> Cooccurrence:
    """Codes by codes. Those asked for count with the codes under them; else each by itself alone.

    Two codings of different coders are no pair unless `coders` is `any`. A code and one above it
    are never a pair: their codings are the same ones.
    """
    import numpy as np

    with store.database.reading() as connection:
        found = gather(store, connection, study, coder)
        tree = found.tree
        numbers: dict[int, list[int]] = defaultdict(list)
        if paths:
            nodes = resolved(tree, paths)
            for i, node in enumerate(nodes):
                for code_id in tree.under(node.path):
                    numbers[code_id].append(i)
        else:
            used = {span.code_id for span in found.spans}
            nodes = [node for node in tree if node.id in used]
            for i, node in enumerate(nodes):
                numbers[node.id].append(i)
        spans = [span for span in found.spans if span.code_id in numbers]
        low, high = _places(connection, found, spans, within)
    rows = [(at, number) for at, span in enumerate(spans) for number in numbers[span.code_id]]
    nobody = 0
    if within == "case":
        nobody = sum(span.case_id is None for span in spans)
        rows = [(at, number) for at, number in rows if spans[at].case_id is not None]
    events, event_of = _events(spans, rows, low, high, within, coders)
    apart = np.zeros((len(nodes), len(nodes)), dtype=bool)
    line_of = {node.id: i for i, node in enumerate(nodes)}
    for i, node in enumerate(nodes):
        for above in tree.parents(node):
            if above.id in line_of:
                apart[i, line_of[above.id]] = apart[line_of[above.id], i] = True
    reach = {"words": distance + 1, "turns": distance}.get(within, 0)
    return Cooccurrence(
        lines(tree, nodes), within, distance, together(events, len(nodes), reach, apart), apart,
        tuple((spans[at].id, number, event)
              for (at, number), event in zip(rows, event_of, strict=True)),
        coders="any" if coders == "any" else "same",
        several=len({span.coder_id for span in spans}) > 1,
        left_out=found.left_out, nobody=nobody, sample=found.sample,
    )  # fmt: skip


def _events(
    spans: Sequence[CodedSpan],
    rows: Sequence[tuple[int, int]],
    low: Whole,
    high: Whole,
    within: Within,
    coders: str,
) -> tuple[Events, list[int]]:
    """Rows (span, code) as events, and the event of each row.

    In whole documents and of whole respondents, all codings of a code are one event.
    """
    import numpy as np

    def array(values: Sequence[int]) -> Whole:
        return np.array(values, dtype=np.int64)

    lines_seen: dict[tuple[int, ...], int] = {}
    keys: dict[tuple[int, ...], int] = {}
    chosen: list[tuple[int, int, int]] = []  # (span, code, line) of each event
    event_of = []
    for row, (at, number) in enumerate(rows):
        span = spans[at]
        if within in WHOLES:
            place = span.document_id if within == "document" else span.case_id or 0
            key: tuple[int, ...] = (number, place)
            line: tuple[int, ...] = (place,)
        else:
            key = (row,)
            line = (span.document_id, span.coder_id if coders != "any" else 0)
        if key not in keys:
            keys[key] = len(chosen)
            chosen.append((at, number, lines_seen.setdefault(line, len(lines_seen))))
        event_of.append(keys[key])
    of = array([at for at, _, _ in chosen])
    nothing = array([0] * len(chosen))
    return Events(
        array([number for _, number, _ in chosen]),
        nothing if within in WHOLES else low[of], nothing if within in WHOLES else high[of],
        array([line for _, _, line in chosen]),
        array([spans[at].document_id for at, _, _ in chosen]),
        array([-1 if (c := spans[at].case_id) is None else c for at, _, _ in chosen]),
    ), event_of  # fmt: skip


def _places(
    connection: sqlite3.Connection, found: Material, spans: Sequence[CodedSpan], within: Within
) -> tuple[Whole, Whole]:
    """First and last place of each span on the line of its document, in what `within` counts."""
    import numpy as np

    starts, ends = _ends(spans)
    if within == "span":
        seen: dict[tuple[int, int, int], int] = {}
        same = np.array(
            [seen.setdefault((s.document_id, s.start, s.end), len(seen)) for s in spans],
            dtype=np.int64,
        )
        return same, same
    if within not in ("words", "turns"):
        return starts, ends - 1
    low, high = np.zeros_like(starts), np.zeros_like(ends)
    at: dict[int, list[int]] = defaultdict(list)
    for i, span in enumerate(spans):
        at[span.document_id].append(i)
    for document_id, rows in at.items():
        document = found.documents[document_id]
        if within == "words":
            begin, end = _words(connection, document)
            low[rows], high[rows] = places.in_words(begin, end, starts[rows], ends[rows])
        else:
            turns = queries.turns(connection, document.revision_id)
            begins = np.array([turn.start for turn in turns] or [0], dtype=np.int64)
            low[rows], high[rows] = places.in_turns(begins, starts[rows], ends[rows])
    return low, high


# -- along a transcript ----------------------------------------------------------------------------


def timeline(
    store: Store, document: DocumentRow, paths: Sequence[str], coder: str | None
) -> Timeline:
    """The codings of a document in order: all, or those of some codes and the codes under them."""
    with store.database.reading() as connection:
        tree = store.tree()
        under = [tree.under(node.path) for node in resolved(tree, paths)]
        quotes = queries.quotes(
            connection, tree, document_id=document.id, coder=coder, counted=coder is None,
            codes=frozenset().union(*under) if under else None,
        )  # fmt: skip
        turns = queries.turns(connection, document.revision_id)
    quotes = [quote for quote in quotes if quote.state == "yes"]
    used = {quote.code_id for quote in quotes}
    return Timeline(
        document.name, document.length, lines(tree, [node for node in tree if node.id in used]),
        tuple(quotes), tuple((turn.start, turn.end, turn.speaker) for turn in turns),
        left_out(store, coder),
    )  # fmt: skip
