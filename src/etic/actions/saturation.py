"""Saturation of a study: its interviews in order, and what new codes each of them brings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from etic.actions.carrying import Footing, labels
from etic.actions.left_out import left_out
from etic.actions.samples import samples
from etic.actions.saturation_course import Coded, Course, Interview, Rule
from etic.actions.saturation_tables import Saturation
from etic.analysis.counts import UNKNOWN
from etic.errors import EticError
from etic.model import Quote
from etic.natural import natural
from etic.store import Store, queries
from etic.store.codebook import Node, Tree
from etic.store.queries import DocumentRow, printed

Origin = Literal["inductive", "deductive", "all"]

MOST_NAMED = 12  # in an error

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def saturate(
    store: Store,
    rule: Rule,
    *,
    by: str = "",
    study: str = "",
    paths: Collection[str] = (),
    origin: Origin = "inductive",
    order: Sequence[str] | None = None,
    coder: str | None = None,
) -> Saturation:
    """What each interview brings, of one coder, else of all but the second ones.

    An interview in which nothing is coded is taken for one not coded yet, and left out.

    Raises EticError where no code of that origin is in question, where no interview is coded, and
    where an `order` names an interview twice or leaves one out.
    """
    with store.database.reading() as connection:
        tree = store.tree()
        documents = [d for d in queries.documents(connection) if study in ("", d.study)]
        attributes = queries.attributes_by_case(connection)
        quotes = queries.quotes(
            connection, tree, coder=coder, study=study or None, counted=coder is None
        )
        unasked = queries.not_asked(connection)
        given = [queries.document(connection, name, study).id for name in order or ()]
        studies = sorted({d.study for d in documents}, key=natural)
        footing = Footing(left_out(store, coder), samples(connection, studies))
    branch = _branch(tree, paths, study)
    nodes = [node for node in branch if origin in ("all", node.code.origin)]
    if not nodes:
        raise EticError(f"saturation-no-{origin}", codes=len(branch))
    coded = {quote.document_id for quote in quotes}
    kept = [d for d in documents if d.id in coded]
    if not kept:
        raise EticError("saturation-no-interviews")
    interviews = _ordered(kept, given if order is not None else None, attributes, by)
    shown = _with_themes(tree, branch, nodes)
    of_code = _passages(tree, shown, quotes)
    named = labels(tree, shown)
    in_question = {node.id for node in nodes}
    codes = [
        Coded(node, named[node.path], of_code[node.id], node.id in in_question) for node in shown
    ]
    themes = in_question | {p.id for node in nodes for p in tree.parents(node)}
    cases = {case_id for case_id, code_id in unasked if code_id in themes}
    return Saturation(
        courses=tuple(_courses(interviews, codes, rule, by)), codes=tuple(codes), rule=rule, by=by,
        origin=origin, named=bool(paths), given=order is not None,
        left_out=len(documents) - len(kept),
        unasked=sum(1 for d in kept if d.case_id in cases), studies=len({d.study for d in kept}),
        footing=footing,
    )  # fmt: skip


def _branch(tree: Tree, paths: Collection[str], study: str) -> list[Node]:
    """The codes named with those under them, else all; of one study, those written for it."""
    if paths:
        ids = frozenset().union(*(tree.under(tree.resolve(path).path) for path in paths))
        return [node for node in tree if node.id in ids]
    return [node for node in tree if not study or not node.studies or study in node.studies]


def _with_themes(tree: Tree, branch: Sequence[Node], nodes: Sequence[Node]) -> list[Node]:
    """These codes and those above them within the branch, in the codebook's order.

    A theme decided on beforehand gains meaning by sub-codes that emerged under it.
    """
    wanted = {node.id for node in nodes}
    for node in nodes:
        wanted |= {parent.id for parent in tree.parents(node)}
    return [node for node in branch if node.id in wanted]


def _ordered(
    documents: Sequence[DocumentRow],
    given: Sequence[int] | None,
    attributes: Mapping[int, Mapping[str, object]],
    by: str,
) -> list[Interview]:
    """The interviews in the order given, else by date and name; those without a date come last."""
    names = Counter(d.name for d in documents)
    found = {}
    for d in documents:
        day = str(d.header.get("date") or "")
        value = attributes.get(d.case_id or 0, {}).get(by)
        found[d.id] = Interview(
            d.id, d.name if names[d.name] == 1 else f"{d.study}/{d.name}", d.study,
            day if _DAY.fullmatch(day) else "", printed(value) or UNKNOWN,  # type: ignore[arg-type]
        )  # fmt: skip
    if given is None:
        return sorted(
            found.values(), key=lambda i: (not i.day, i.day, natural(i.name), natural(i.study))
        )
    twice = [id for id, times in Counter(given).items() if times > 1]
    if twice:
        raise EticError("saturation-order-twice", names=_names(found, twice))
    missing = [id for id in found if id not in given]
    if missing:
        raise EticError("saturation-order-missing", names=_names(found, missing))
    return [found[id] for id in given if id in found]


def _names(found: Mapping[int, Interview], ids: Iterable[int]) -> str:
    names = [found[id].name if id in found else str(id) for id in ids]
    return ", ".join([*names[:MOST_NAMED], *(["…"] if len(names) > MOST_NAMED else [])])


def _passages(
    tree: Tree, nodes: Sequence[Node], quotes: Sequence[Quote]
) -> dict[int, dict[int, tuple[int, ...]]]:
    """Code → interview → the codings in which it says yes to the code or one under it."""
    by_code: dict[int, list[Quote]] = defaultdict(list)
    for quote in quotes:
        if quote.state == "yes":
            by_code[quote.code_id].append(quote)
    found: dict[int, dict[int, tuple[int, ...]]] = {}
    for node in nodes:
        places: dict[int, list[Quote]] = defaultdict(list)
        for code_id in tree.under(node.path):
            for quote in by_code.get(code_id, ()):
                places[quote.document_id].append(quote)
        found[node.id] = {
            document: tuple(q.id for q in sorted(of, key=lambda q: (q.start, q.end, q.id)))
            for document, of in places.items()
        }
    return found


def _courses(
    interviews: Sequence[Interview], codes: Sequence[Coded], rule: Rule, by: str
) -> Iterable[Course]:
    """One for each group of an attribute, those without a value last; then all together."""
    counting = tuple(code for code in codes if code.counts)
    if by:
        groups = sorted({i.group for i in interviews}, key=lambda g: (g == UNKNOWN, natural(g)))
        for group in groups:
            yield Course(group, tuple(i for i in interviews if i.group == group), counting, rule)
    yield Course("", tuple(interviews), counting, rule)
