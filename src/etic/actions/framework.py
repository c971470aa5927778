"""The framework matrix out of the project's rows, and the writing of its cells."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from etic.actions import ensure, resting
from etic.actions.carrying import labels
from etic.actions.memos import excerpt, tidy
from etic.analysis.framework import FrameworkCase, FrameworkCell, FrameworkMatrix, Theme
from etic.analysis.left_out import LeftOut
from etic.errors import EticError
from etic.model import Notice, Quote, Value
from etic.natural import natural
from etic.places import told
from etic.store import framework as stored
from etic.store import queries
from etic.store.codebook import Node, Tree
from etic.store.framework import SummaryRow
from etic.store.journal import now
from etic.store.queries import CaseRow, matches, printed
from etic.store.transaction import Transaction
from etic.summary import Summary, fingerprint


def matrix(
    connection: sqlite3.Connection,
    tree: Tree,
    nodes: Sequence[Node],
    study: str,
    where: Mapping[str, Value] | None,
    by: str,
    by_label: str,
    left_out: LeftOut,
) -> FrameworkMatrix:
    """Cases by themes: cases that were interviewed, or of whom something is coded or written.

    They stand by study and name, with `by` first by their value of that attribute, those without
    one last. A case that no theme is for is left out and counted.
    """
    nodes = list({node.id: node for node in nodes}.values())
    material = _gather(connection, tree, nodes, study or None)
    known = {case_id for case_id, _ in (*material.quotes, *material.summaries)}
    cases = [
        case
        for case in queries.cases(connection)
        if (case.documents or case.id in known)
        and study in ("", case.study)
        and (not where or matches(case.attributes, where))
    ]
    meant = [c for c in cases if any(_in_scope(node, c.study) for node in nodes)]
    rows = [_row(case, by) for case in meant]
    if by:
        rows.sort(key=lambda row: (row.group == "", natural(row.group)))  # stays by study and name
    themes = _themes(tree, nodes)
    return FrameworkMatrix(
        tuple(rows),
        themes,
        {
            (row.id, theme.path): material.cell(row, theme, node)
            for row in rows
            for theme, node in zip(themes, nodes, strict=True)
        },
        by_label if by else "",
        left_out,
        len(cases) - len(meant),
    )


def cell(connection: sqlite3.Connection, tree: Tree, case: CaseRow, node: Node) -> FrameworkCell:
    """One cell, as it is at this moment."""
    material = _gather(connection, tree, [node], case.study)
    return material.cell(_row(case, ""), _themes(tree, [node])[0], node)


def write(
    tx: Transaction,
    tree: Tree,
    case: CaseRow,
    node: Node,
    text: str,
    codings: Collection[int],
    coder: str,
    expected: str,
    seen: Mapping[str, str] | None,
) -> bool:
    """Write what a case says on a theme; an empty text empties the cell. Gives whether it changed.

    `codings` are the ids of those that it rests on, all of this cell. `expected` is the text that
    the writer saw there: where another one stands, nothing is written, and the error shows both.
    `seen` is what was coded there when the writer looked (`FrameworkCell.coded`), else what is now.
    """
    there = cell(tx.connection, tree, case, node)
    said = tidy(text)
    if there.text not in (tidy(expected), said):
        raise EticError(
            "summary-conflict", case=case.name, code=node.path, who=there.coder,
            theirs=there.text, yours=said,
        )  # fmt: skip
    if not there.in_scope:
        studies = ", ".join(sorted(node.studies))
        raise EticError("summary-scope", code=node.path, studies=studies, case=case.name)
    if codings and not said:
        raise EticError("summary-empty", case=case.name, code=node.path)
    for coding_id in codings:
        if coding_id not in there.quotes:
            raise EticError("summary-coding", coding=coding_id, case=case.name, code=node.path)
    looked_at = there.coded if seen is None else seen
    values = {"text": said, "seen": _as_json(looked_at if said else {})}
    before = tx.position
    row = tx.find("summaries", case_id=case.id, code_id=node.id)
    if row is None:
        if not said:
            return False
        made = {"case_id": case.id, "code_id": node.id, "coder_id": ensure.coder(tx, coder)}
        at = now()
        summary_id = tx.insert("summaries", {**made, **values, "created": at, "changed": at})
    else:
        summary_id = row["id"]
        tx.update("summaries", summary_id, values)
    _rest_on(tx, summary_id, codings)
    if row is not None and tx.position > before:
        author = {"coder_id": ensure.coder(tx, coder), "changed": now()}
        tx.update("summaries", summary_id, author)
    return tx.position > before


def details(case: CaseRow, node: Node, text: str) -> dict[str, object]:
    """What the journal says of it."""
    return {"case": case.name, "code": node.path, "text": excerpt(tidy(text))}


def bring(tx: Transaction, tree: Tree, summary: Summary, study: str, coder: str) -> list[Notice]:
    """Take over a summary from a file; gives what a person should look at.

    Where the project says something else in that cell, the file's text is put under it.
    """
    place = ", ".join(part for part in (summary.file, told(summary.where)) if part)
    try:
        node = tree.resolve(summary.code)
    except EticError as error:
        raise EticError("coding-at", place=place, what=error) from error
    case_id = ensure.case(tx, ensure.study(tx, study), summary.case)
    text = tidy(summary.text)
    if not text:
        return []
    case = queries.case(tx.connection, case_id)
    there = cell(tx.connection, tree, case, node)
    by_uid = {uid: row["id"] for uid in summary.codings if (row := tx.find("codings", uid=uid))}
    linked = {coding_id for coding_id in by_uid.values() if coding_id in there.quotes}
    notices = []
    if len(linked) < len(set(summary.codings)):
        lost = len(set(summary.codings)) - len(linked)
        notices.append(Notice(summary.file, place, "summary-links-lost", _named(summary, n=lost)))
    whole = resting.joined(there.text, text)
    if there.text and whole != there.text:
        notices.append(Notice(summary.file, place, "summary-joined", _named(summary)))
    seen = there.coded if summary.seen is None else summary.seen
    row = tx.find("summaries", case_id=case_id, code_id=node.id)
    if row is not None and there.text:
        if whole != there.text:
            both = {**(seen or {}), **(there.seen or {})}
            tx.update(
                "summaries", row["id"], {"text": whole, "seen": _as_json(both), "changed": now()}
            )
        _rest_on(tx, row["id"], linked | set(there.linked))
        return notices
    at = now()
    values = {
        "coder_id": ensure.coder(tx, summary.coder or coder), "text": text, "seen": _as_json(seen),
        "created": summary.created or at, "changed": summary.changed or summary.created or at,
    }  # fmt: skip
    _rest_on(tx, tx.put("summaries", {"case_id": case_id, "code_id": node.id}, values), linked)
    return notices


def _named(summary: Summary, **more: object) -> dict[str, object]:
    return {"case": summary.case, "code": summary.code, **more}


def _as_json(seen: Mapping[str, str] | None) -> str:
    return json.dumps(dict(sorted((seen or {}).items())), separators=(",", ":"))


def _rest_on(tx: Transaction, summary_id: int, codings: Collection[int]) -> None:
    """Let a summary rest on these codings and on no others."""
    there = {
        row["coding_id"]: row["id"] for row in tx.all("summary_codings", summary_id=summary_id)
    }
    for coding_id in sorted(there.keys() - set(codings)):
        tx.delete("summary_codings", there[coding_id])
    for coding_id in sorted(set(codings) - there.keys()):
        tx.insert("summary_codings", {"summary_id": summary_id, "coding_id": coding_id})


# -- what is there ------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Material:
    """Quotes and summaries by (case, theme), and what cases were not asked about."""

    quotes: Mapping[tuple[int, int], Sequence[Quote]]
    summaries: Mapping[tuple[int, int], SummaryRow]
    unasked: frozenset[tuple[int, int]]

    def cell(self, case: FrameworkCase, theme: Theme, node: Node) -> FrameworkCell:
        key = case.id, node.id
        quotes = self.quotes.get(key, ())
        ids = tuple(quote.id for quote in quotes)
        row = self.summaries.get(key)
        in_scope = _in_scope(node, case.study)
        return FrameworkCell(
            case, theme, ids,
            {quote.uid: fingerprint(quote.quote, quote.state) for quote in quotes},
            text=row.text if row else "",
            coder=row.coder if row else "",
            created=row.created if row else "",
            changed=row.changed if row else "",
            linked=tuple(i for i in ids if row and i in row.codings),
            seen=row.seen if row else None,
            asked=key not in self.unasked or bool(quotes),
            in_scope=in_scope or bool(quotes or row),
        )  # fmt: skip


def _gather(
    connection: sqlite3.Connection, tree: Tree, nodes: Sequence[Node], study: str | None
) -> _Material:
    """Codings of second coders are compared and not counted, and no summary rests on them."""
    themes: dict[int, list[int]] = defaultdict(list)  # code → the themes it is under
    for node in nodes:
        for code_id in tree.under(node.path):
            themes[code_id].append(node.id)
    case_ids = {(case.study, case.name): case.id for case in queries.cases(connection)}
    found: dict[tuple[int, int], list[Quote]] = defaultdict(list)
    for quote in queries.quotes(connection, tree, codes=set(themes), study=study, counted=True):
        case_id = case_ids.get((quote.study, quote.case))
        if case_id is not None:
            for theme_id in themes[quote.code_id]:
                found[case_id, theme_id].append(quote)
    above = {n.id: tree.upwards(n) for n in nodes}
    return _Material(
        found,
        {(row.case_id, row.code_id): row for row in stored.summaries(connection)},
        frozenset(
            (case_id, node.id)
            for case_id, code_id in queries.not_asked(connection)
            for node in nodes
            if code_id in above[node.id]
        ),
    )


def _row(case: CaseRow, by: str) -> FrameworkCase:
    group = printed(case.attributes.get(by)) if by else ""
    return FrameworkCase(case.id, case.name, case.study, group)


def _themes(tree: Tree, nodes: Sequence[Node]) -> tuple[Theme, ...]:
    """Themes by name; with those above them where two are called the same."""
    names = labels(tree, nodes)
    return tuple(Theme(node.id, node.path, names[node.path]) for node in nodes)


def _in_scope(node: Node, study: str) -> bool:
    return not node.studies or study in node.studies
