"""Codings of coders who are compared, from the project's rows to units of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from etic.actions.samples import samples
from etic.analysis.agreement.branches import Branch, Compared
from etic.analysis.agreement.continuum import Span, Spans
from etic.store import Store, queries
from etic.store import agreement as stored
from etic.store.codebook import Node, Tree


def gather(
    store: Store,
    coders: Sequence[str],
    coded: Mapping[int, Collection[str]],
    codes: Sequence[str] | None,
) -> Compared:
    """The codings of coders in documents (id → who has coded it), by these codes.

    Where no codes are named: every code that one of them used, and those above.
    """
    import numpy as np

    with store.database.reading() as connection:
        tree = store.tree()
        documents = [d for d in queries.documents(connection) if d.id in coded]
        sample = samples(connection, {d.study for d in documents})
        rows = [r for r in stored.spans(connection, coders, [d.id for d in documents]) if r.yes]
        named = stored.coder_ids(connection)
        unasked = queries.not_asked(connection)
    number = {d.id: n for n, d in enumerate(documents)}
    place = {named[name]: n for n, name in enumerate(coders)}
    spans = Spans.of(
        [d.length for d in documents],
        [[name in coded[d.id] for name in coders] for d in documents],
        [
            Span(number[r.document_id], place[r.coder_id], r.code_id, r.start, r.end, r.id)
            for r in rows
        ],
    )
    used = {row.code_id for row in rows}
    nodes = _above(tree, used) if codes is None else [tree.resolve(path) for path in codes]
    nodes = sorted(dict.fromkeys(nodes), key=lambda node: tree.order[node.id])
    alike = Counter(tree.label(node.id) for node in nodes)  # two codes may have one name
    branches = tuple(_branch(tree, node, alike) for node in nodes)
    paths = {node.path for node in nodes}
    outermost = [b for b in branches if not any(b.path.startswith(f"{p}/") for p in paths)]
    cases = {d.case_id for d in documents}
    every = {code for branch in branches for code in branch.codes}
    foreign = any(n.studies and d.study not in n.studies for n in nodes for d in documents) or any(
        case in cases and every & tree.under(tree.by_id[code].path) for case, code in unasked
    )
    # One respondent's documents are drawn together; one of nobody stands for itself.
    whose = {(d.case_id is None, d.case_id or d.id): None for d in documents}
    number_of = {key: n for n, key in enumerate(whose)}
    owners = np.array([number_of[d.case_id is None, d.case_id or d.id] for d in documents])
    return Compared(tuple(coders), spans, branches, tuple(outermost), sample, owners, foreign)


def _above(tree: Tree, used: Collection[int]) -> list[Node]:
    found: dict[int, Node] = {}
    for code in used:
        node = tree.by_id[code]
        found |= {n.id: n for n in [*tree.parents(node), node]}
    return list(found.values())


def _branch(tree: Tree, node: Node, alike: Mapping[str, int]) -> Branch:
    children = tree.children(node.id)
    parts = [(child.path, tree.under(child.path)) for child in children]
    if children:
        parts.append((node.path, frozenset({node.id})))
    label = tree.label(node.id)
    if alike[label] > 1:
        label += f" ({node.code.segment})"
    return Branch(node.path, label, tree.under(node.path), tuple(parts), node.code.colour)
