"""Codes proposed for the passages of interviews, learnt from the project's own material."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from etic.errors import EticError
from etic.language.embedding import embedders
from etic.language.rules import Matcher, why
from etic.model import Notice
from etic.store import queries, rules, spoken, suggestions, vectors
from etic.store.codebook import Node, Tree
from etic.store.queries import DocumentRow
from etic.store.spoken import CodedPassage
from etic.store.veiled import OWN_SOURCE
from etic.suggest import evaluation
from etic.suggest.described import described
from etic.suggest.evaluation import Evaluation
from etic.suggest.passages import Passage, Unit, passages
from etic.suggest.scoring import MOST_EXAMPLES, Example, Scorer
from etic.suggest.suggester import Idea, ideas
from etic.suggest.threshold import Threshold, threshold

if TYPE_CHECKING:
    import pandas as pd

SOURCE = OWN_SOURCE
POSSIBLE = 0.03  # the least score that is shown before a project has decided on any
_BATCH = 3_000  # passages looked at together
_OWN_CODINGS = 3  # from which on a code with others under it is proposed itself
_INTERVIEWS = 3  # with codings, from which on leaving one out says anything
_PER_CODE = 60  # examples of one code that are learnt from


@dataclass(frozen=True, slots=True)
class Suggested:
    """A passage of an interview with the codes proposed for it, surest first."""

    study: str
    document: str
    document_id: int
    case: str
    start: int
    end: int
    quote: str
    question: str
    ideas: tuple[Idea, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What was found for some interviews, how many passages stayed below, and what is missing."""

    passages: tuple[Suggested, ...]
    below: int
    threshold: Threshold
    needs: tuple[Notice, ...] = ()

    def frame(self) -> pd.DataFrame:
        """One row an idea: study, document, case, start, end, quote, question, code, score, why."""
        import pandas as pd

        columns = ["study", "document", "case", "start", "end", "quote", "question"]
        rows = [
            [*(getattr(one, column) for column in columns), idea.code, idea.score, idea.why]
            for one in self.passages
            for idea in one.ideas
        ]
        return pd.DataFrame(rows, columns=[*columns, "code", "score", "why"])


def learnt_threshold(connection: sqlite3.Connection) -> Threshold:
    """The score from which on suggestions are shown, by what was decided in this project."""
    return threshold(suggestions.decisions(connection, SOURCE))


def suggest(
    connection: sqlite3.Connection,
    tree: Tree,
    documents: Sequence[DocumentRow],
    *,
    code: str | None = None,
    unit: Unit = "passage",
    place: tuple[int, int] | None = None,
    top: int = 3,
    least: float | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Suggestions:
    """Codes for the passages of some documents.

    `code` keeps to it and those under it, `place` to passages that overlap a span, `least` is a
    threshold other than the project's own. `tell(done, of)` hears how many documents are done.
    Raises `EticError` where there is no code, or none of which anything is known.
    """
    if not len(tree):
        raise EticError("suggest-no-codes")
    among = _among(tree, code)
    limit = learnt_threshold(connection)
    if least is None:
        least = limit.value if limit.calibrated else POSSIBLE
    coded = list(spoken.coded(connection))
    found: list[Suggested] = []
    below = done = 0
    known = not documents
    needs: list[Notice] = []
    matchers = _matchers(connection, tree)
    for study, rows in _by_study(documents).items():
        candidates, lacking = _candidates(tree, study, coded, among)
        needs += [need for need in lacking if need not in needs]
        if not candidates:  # no code of this study; perhaps of another one
            done += len(rows)
            continue
        known = True
        learnt = examples(connection, tree, candidates, coded)
        for batch in _batches(connection, rows, unit):
            said = [passage for _, own in batch for passage in own]
            engine = scorer(connection, candidates, learnt, said)
            ranked = iter(
                ideas(
                    engine,
                    top=top,
                    among=among,
                    there=[codes for row, own in batch for codes in _there(coded, tree, row, own)],
                    ruled=[
                        said
                        for row, own in batch
                        for said in _ruled(connection, matchers, row, own)
                    ],
                )
            )
            for row, own in batch:
                for passage in own:
                    here = next(ranked)
                    if place and not (passage.start < place[1] and place[0] < passage.end):
                        continue
                    if not here or here[0].score < least:
                        below += 1
                        continue
                    found.append(
                        Suggested(
                            row.study, row.name, row.id, row.case, passage.start, passage.end,
                            passage.text, passage.question, tuple(here),
                        )
                    )  # fmt: skip
                done += 1
                if tell is not None:
                    tell(done, len(documents))
    if not known:
        raise EticError("suggest-nothing-known")
    if not embedders():
        needs.append(Notice("", "", "suggest-need-words"))
    return Suggestions(tuple(found), below, limit, tuple(needs))


def evaluate(
    connection: sqlite3.Connection,
    tree: Tree,
    *,
    study: str | None = None,
    code: str | None = None,
    shots: int | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """How good suggestions are in a project, by leaving out one interview after the other."""
    if not len(tree):
        raise EticError("suggest-no-codes")
    coded = list(spoken.coded(connection))
    studies = {row.id: row.study for row in queries.documents(connection)}
    if study is None:
        found = Counter(studies[one.document_id] for one in coded)
        study = found.most_common(1)[0][0] if found else ""
    coded = [one for one in coded if studies[one.document_id] == study]
    among = _among(tree, code)
    nodes = [
        node
        for node in _candidates(tree, study, coded, among)[0]
        if among is None or node.path in among
    ]
    learnt = examples(connection, tree, nodes, coded)
    interviews = {example.document for example in learnt}
    if len(interviews) < _INTERVIEWS or len(nodes) < 2:
        raise EticError("suggest-evaluate-little", interviews=len(interviews), codes=len(nodes))
    return evaluation.evaluate(scorer(connection, nodes, learnt, []), shots=shots, tell=tell)


def _among(tree: Tree, code: str | None) -> set[str] | None:
    """The paths of a code and of those under it; None, which is all, without one."""
    return {tree.by_id[i].path for i in tree.under(tree.resolve(code).path)} if code else None


def _by_study(documents: Sequence[DocumentRow]) -> dict[str, list[DocumentRow]]:
    found: dict[str, list[DocumentRow]] = {}
    for row in documents:
        found.setdefault(row.study, []).append(row)
    return found


def _candidates(
    tree: Tree, study: str, coded: Sequence[CodedPassage], among: Collection[str] | None
) -> tuple[list[Node], list[Notice]]:
    """The codes that may be proposed in a study, and what some of them lack.

    A code with others under it stands for what these have in common; it is proposed itself only
    where people have coded with it.
    """
    counts = Counter(one.code_id for one in coded)
    nodes: list[Node] = []
    needs: list[Notice] = []
    for node in tree:
        if node.studies and study not in node.studies:
            continue
        if tree.children(node.id) and counts[node.id] < _OWN_CODINGS:
            continue
        described = node.code.definition or node.code.example or node.code.include
        if described or counts[node.id]:
            nodes.append(node)
        elif among is None or node.path in among:
            needs.append(Notice("", "", "suggest-need-described", {"code": node.path}))
    if len(nodes) == 1:
        needs.append(Notice("", "", "suggest-need-one-code", {"code": nodes[0].path}))
    return nodes, needs


def _batches(
    connection: sqlite3.Connection, documents: Sequence[DocumentRow], unit: Unit
) -> Iterator[list[tuple[DocumentRow, list[Passage]]]]:
    """Documents with their passages, some thousand passages at a time."""
    batch: list[tuple[DocumentRow, list[Passage]]] = []
    count = 0
    for row in documents:
        turns = spoken.turns(connection, row.revision_id)
        own = passages(queries.text(connection, row.revision_id), turns, unit)
        if batch and count + len(own) > _BATCH:
            yield batch
            batch, count = [], 0
        batch.append((row, own))
        count += len(own)
    if batch:
        yield batch


def examples(
    connection: sqlite3.Connection,
    tree: Tree,
    nodes: Sequence[Node],
    coded: Sequence[CodedPassage],
) -> list[Example]:
    """What is coded with some codes: of each at most so many, spread over the interviews."""
    names = {row.id: row.name for row in queries.documents(connection)}
    wanted = {node.id for node in nodes}
    by_code: dict[int, list[CodedPassage]] = {}
    for one in coded:
        if one.code_id in wanted:
            by_code.setdefault(one.code_id, []).append(one)
    most = min(_PER_CODE, max(1, MOST_EXAMPLES // max(1, len(by_code))))
    return [
        Example(one.passage, tree.by_id[code_id].path, names[one.document_id])
        for code_id, every in by_code.items()
        for one in every[:: -(-len(every) // most)]
    ]


def scorer(
    connection: sqlite3.Connection,
    nodes: Sequence[Node],
    learnt: Sequence[Example],
    here: Sequence[Passage],
) -> Scorer:
    """The engine for some codes, with vectors looked up in the project."""

    def kept(embedder: Any, texts: Sequence[str]) -> Any:
        return vectors.vectors(connection, embedder, texts)

    return Scorer(
        [described(node.code) for node in nodes], learnt, here, embedders=embedders(), vectors=kept
    )


def _there(
    coded: Sequence[CodedPassage], tree: Tree, row: DocumentRow, own: Sequence[Passage]
) -> list[set[str]]:
    """For each passage of a document the codes that it carries already, or a part of it."""
    mine = [one for one in coded if one.document_id == row.id]
    return [
        {
            tree.by_id[one.code_id].path
            for one in mine
            if one.passage.start < passage.end and passage.start < one.passage.end
        }
        for passage in own
    ]


def _matchers(connection: sqlite3.Connection, tree: Tree) -> list[Matcher]:
    return [Matcher(row.rule) for row in rules.rules(connection, tree) if row.rule.state == "yes"]


def _ruled(
    connection: sqlite3.Connection,
    matchers: Sequence[Matcher],
    row: DocumentRow,
    own: Sequence[Passage],
) -> list[dict[str, str]]:
    """For each passage of a document the codes that a rule of the project speaks for, and why."""
    mine = [
        one
        for one in matchers
        if one.rule.study in ("", row.study)
        and one.rule.document in ("", f"{row.study}/{row.name}")
    ]
    found: list[dict[str, str]] = [{} for _ in own]
    if not mine:
        return found
    text = queries.text(connection, row.revision_id)
    turns = queries.turns(connection, row.revision_id)
    for one in mine:
        for place in one.places(text, turns, row.language, document=row.name):
            for at, passage in enumerate(own):
                if place.start < passage.end and passage.start < place.end:
                    quote = text[place.start : place.end]
                    found[at].setdefault(one.rule.code, why(one.rule, place, quote))
    return found
