"""From a project's codings to ratings: which text is in question, who has read what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from etic.actions.samples import Samples, samples
from etic.analysis.agreement.ratings import Ratings
from etic.analysis.agreement.units import Blocks, Pieces, Unit, coded_ratings, pooled
from etic.errors import EticError
from etic.store import Store, queries
from etic.store import agreement as stored
from etic.store.codebook import Node, Tree
from etic.store.queries import DocumentRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from etic.analysis.agreement.ratings import Ints
    from etic.analysis.agreement.units import Bools

Speakers = Literal["respondent", "any"]


@dataclass(frozen=True, slots=True)
class Rated:
    """A code with the ratings of units as coded with it or not; `code` None: all codes pooled."""

    code: Node | None
    ratings: Ratings
    codings: tuple[int, ...]  # ids of those that count


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that coefficients of agreement are computed from."""

    coders: tuple[str, ...]
    unit: Unit
    speakers: Speakers
    documents: tuple[DocumentRow, ...]  # that two or more have read
    partly: int  # blocks (documents, or cases) that not all coders have read
    rated: tuple[Rated, ...]
    outside: int  # codings that lie wholly in what the interviewer says
    negative: int  # codings that say no
    unasked: bool  # whether some case was left out of some code, as not asked
    samples: Samples


@dataclass(frozen=True, slots=True, eq=False)
class _Axis:
    """Blocks of units, and where codings lie on them."""

    blocks: Blocks
    block: Ints  # of each coding
    start: Ints
    end: Ints
    studies: Sequence[str]  # of each block
    cases: Sequence[int | None]


def compare(
    store: Store,
    coders: Sequence[str],
    unit: Unit,
    codes: Sequence[str] | None,
    documents: Sequence[DocumentRow],
    *,
    speakers: Speakers = "respondent",
    everyone: bool = False,
) -> Comparison:
    """Ratings of units by two or more coders: all codes pooled, then each code.

    A coder has read a document in which they have any coding; with `everyone`, all have read all.
    Documents that fewer than two have read are left out; where others have not, their ratings are
    missing. A code includes those under it, and only the state *yes* is coded; in the pooled
    ratings each coding counts for its own code alone, so that none counts twice.

    Raises `EticError` where no document has been read by two.
    """
    import numpy as np

    with store.database.reading() as connection:
        tree = store.tree()
        ids = stored.coder_ids(connection)
        number = {ids[name]: i for i, name in enumerate(coders)}
        spans = stored.spans(connection, coders, [d.id for d in documents])
        has: dict[int, set[int]] = defaultdict(set)
        for span in spans:
            has[span.document_id].add(number[span.coder_id])
        everybody = set(range(len(coders)))
        read = {d.id: everybody if everyone else has[d.id] for d in documents}
        kept = _read_by_two(documents, read, unit)
        if not kept:
            raise EticError("agreement-apart", coders=", ".join(coders))
        place = {d.id: i for i, d in enumerate(kept)}
        what: Literal["sentence", "turn"] = "sentence" if unit == "sentence" else "turn"
        rows = stored.pieces(connection, list(place), what, interviewer=speakers == "any")
        unasked = queries.not_asked(connection)
        sample = samples(connection, {d.study for d in kept})
    pieces = _pieces(rows, kept, place)
    spans = [span for span in spans if span.document_id in place]
    table = np.array(spans, dtype=np.int64).reshape(-1, 7)
    text = np.array([place[span.document_id] for span in spans], dtype=np.int64)
    start, end = table[:, 4], table[:, 5]
    inside = pieces.characters(text, end) > pieces.characters(text, start)
    yes = table[:, 6] == 1
    counted = inside & yes
    table, text, start, end = table[counted], text[counted], start[counted], end[counted]
    axis = _axis(kept, [read[d.id] for d in kept], len(coders), unit, pieces, text, start, end)
    coder = np.array([number[i] for i in table[:, 3].tolist()], dtype=np.int64)

    used = set(table[:, 2].tolist())
    nodes = _wanted(tree, codes, used)
    shown = {i for node in nodes for i in tree.under(node.path)}
    own = [node for node in tree if node.id in used & shown]
    single, left_out = _rated(axis, tree, nodes, unasked, table, coder, branch=True)
    found = list(single)
    if len(nodes) > 1 and own:
        parts, _ = _rated(axis, tree, own, unasked, table, coder, branch=False)
        every = tuple(sorted(i for part in parts for i in part.codings))
        found.insert(0, Rated(None, pooled([part.ratings for part in parts]), every))
    partly = int((~axis.blocks.readers.all(axis=1)).sum())
    outside, negative = int((~inside).sum()), int((inside & ~yes).sum())
    return Comparison(
        tuple(coders), unit, speakers, tuple(kept), partly, tuple(found), outside, negative,
        left_out, sample,
    )  # fmt: skip


def _read_by_two(
    documents: Sequence[DocumentRow], read: Mapping[int, Collection[int]], unit: Unit
) -> list[DocumentRow]:
    """Documents that two have read; by case, all of a case that two have read anything of."""
    if unit != "case":
        return [d for d in documents if len(read[d.id]) >= 2]
    readers: dict[int, set[int]] = defaultdict(set)
    for d in documents:
        if d.case_id is not None:
            readers[d.case_id] |= set(read[d.id])
    return [d for d in documents if d.case_id is not None and len(readers[d.case_id]) >= 2]


def _pieces(
    rows: Sequence[tuple[int, int, int]],
    documents: Sequence[DocumentRow],
    place: Mapping[int, int],
) -> Pieces:
    """The text in question; a text that knows no turns is one piece."""
    import numpy as np

    whole = [(place[d.id], 0, d.length) for d in documents if not d.turns and d.length]
    ordered = sorted([*((place[i], start, end) for i, start, end in rows), *whole])
    table = np.array(ordered, dtype=np.int64).reshape(-1, 3)
    return Pieces(table[:, 0], table[:, 1], table[:, 2])


def _axis(
    documents: Sequence[DocumentRow],
    read: Sequence[Collection[int]],
    coders: int,
    unit: Unit,
    pieces: Pieces,
    text: Ints,
    start: Ints,
    end: Ints,
) -> _Axis:
    """The axis of units, and the stretch of it that each coding covers."""
    import numpy as np

    block_of = np.arange(len(documents))
    if unit == "case":
        numbers = {case: i for i, case in enumerate(dict.fromkeys(d.case_id for d in documents))}
        block_of = np.array([numbers[d.case_id] for d in documents])
    count = int(block_of.max()) + 1
    readers = np.zeros((count, coders), dtype=bool)
    for i, who in zip(block_of.tolist(), read, strict=True):
        readers[i, list(who)] = True
    first = dict(zip(reversed(block_of.tolist()), reversed(documents), strict=True))
    of_block = [first[i] for i in range(count)]
    # One respondent's interviews are drawn together; a document without one stands for itself.
    names = {(d.case_id is None, d.case_id or d.id): None for d in of_block}
    numbered = {name: i for i, name in enumerate(names)}
    clusters = np.array([numbered[d.case_id is None, d.case_id or d.id] for d in of_block])
    block = block_of[text]
    if unit in ("document", "case"):
        sizes = np.ones(count, dtype=np.int64)
        first_unit, last_unit = block, block + 1
    elif unit == "character":
        sizes = pieces.per_text(count, "character")
        first_unit, last_unit = pieces.characters(text, start), pieces.characters(text, end)
    else:
        sizes = pieces.per_text(count, "piece")
        first_unit, last_unit = pieces.touched(text, start, end)
    return _Axis(
        Blocks(sizes, clusters, readers), block, first_unit, last_unit,
        [d.study for d in of_block], [d.case_id for d in of_block],
    )  # fmt: skip


def _wanted(tree: Tree, codes: Sequence[str] | None, used: set[int]) -> list[Node]:
    """The codes of the table: those named, and of those under them (or of all) what is used."""
    named = None if codes is None else {tree.resolve(path).id for path in codes}
    asked = (
        {node.id for node in tree}
        if named is None
        else {i for node_id in named for i in tree.under(tree.by_id[node_id].path)}
    )
    return [
        node
        for node in tree
        if node.id in asked and (used & tree.under(node.path) or node.id in (named or ()))
    ]


def _rated(
    axis: _Axis,
    tree: Tree,
    nodes: Sequence[Node],
    unasked: Sequence[tuple[int, int]],
    table: NDArray[np.int64],
    coder: Ints,
    *,
    branch: bool,
) -> tuple[list[Rated], bool]:
    """Ratings code by code, with those under each (`branch`) or without; was anything not asked."""
    import numpy as np

    numbers = table[:, 2]
    picked = [
        np.flatnonzero(np.isin(numbers, sorted(tree.under(node.path)) if branch else [node.id]))
        for node in nodes
    ]
    code = np.repeat(np.arange(len(nodes)), [len(of) for of in picked])
    each = np.concatenate([*picked, np.array([], dtype=np.int64)]).astype(np.int64)
    applies = np.array(
        [[not node.studies or study in node.studies for study in axis.studies] for node in nodes],
        dtype=bool,
    ).reshape(len(nodes), len(axis.studies))
    asked = _asked(tree, nodes, unasked, axis.cases)
    asked[code, axis.block[each]] = True  # who carries a code was asked about it
    applies[code, axis.block[each]] = True
    ratings = coded_ratings(
        axis.blocks, code, coder[each], axis.start[each], axis.end[each], applies & asked
    )
    found = [
        Rated(node, of, tuple(table[rows, 0].tolist()))
        for node, of, rows in zip(nodes, ratings, picked, strict=True)
    ]
    return found, bool((applies & ~asked).any())


def _asked(
    tree: Tree,
    nodes: Sequence[Node],
    unasked: Sequence[tuple[int, int]],
    cases: Sequence[int | None],
) -> Bools:
    """(codes, blocks): whether the case was asked about the code and those above it."""
    import numpy as np

    of_code: dict[int, set[int]] = defaultdict(set)
    for case_id, code_id in unasked:
        of_code[code_id].add(case_id)
    asked = np.ones((len(nodes), len(cases)), dtype=bool)
    for i, node in enumerate(nodes):
        left: set[int] = set()
        for above in [node, *tree.parents(node)]:
            left |= of_code[above.id]
        if left:
            asked[i] = [case not in left for case in cases]
    return asked
