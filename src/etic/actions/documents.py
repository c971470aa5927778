"""Bringing transcripts in, as new documents, as ones already known, or as a new revision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Protocol

from etic.actions import ensure, resting
from etic.align import Alignment
from etic.errors import EticError
from etic.language.spoken import turn_language
from etic.model import Document, Notice
from etic.store import queries
from etic.store.codebook import Tree
from etic.store.queries import DocumentRow
from etic.store.transaction import Transaction

_SUFFIXES = frozenset((
    ".txt", ".md", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".vtt", ".srt", ".html", ".htm",
    ".xhtml", ".csv", ".tsv",
))  # fmt: skip


def plain_name(name: str) -> str:
    """A document's name without the suffix of a transcript file: other programs keep it.

    >>> plain_name("P2_GMT20211119.odt"), plain_name("Р. 12")
    ('P2_GMT20211119', 'Р. 12')
    """
    pure = PurePath(name)
    return pure.stem if pure.suffix.lower() in _SUFFIXES else pure.name


def sha256(text: str) -> str:
    """The name under which a text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def find(tx: Transaction, study: str, name: str) -> DocumentRow | None:
    """The document of that name in a study."""
    every = queries.documents(tx.connection)
    return next((d for d in every if d.study == study and d.name == name), None)


def add(tx: Transaction, document: Document, study: str) -> tuple[int, bool]:
    """Add a document with its case; gives (document id, whether its case is new)."""
    study_id = ensure.study(tx, study)
    name = plain_name(document.name)
    before = tx.count("cases")
    case_id = ensure.case(tx, study_id, document.case or name)
    ensure.attributes(tx, case_id, document.attributes)
    document_id = tx.insert(
        "documents",
        {
            "study_id": study_id,
            "case_id": case_id,
            "name": name,
            "language": document.language,
            "header": json.dumps(dict(document.header), ensure_ascii=False),
            "source": document.source,
            "source_sha256": document.sha256,
        },
    )
    add_revision(tx, document_id, 1, document)
    return document_id, tx.count("cases") > before


def add_revision(
    tx: Transaction, document_id: int, number: int, document: Document, note: str = ""
) -> int:
    """Store a text with its turns as a revision of a document."""
    digest = sha256(document.text)
    tx.store_text(digest, document.text)
    revision_id = tx.insert(
        "revisions",
        {"document_id": document_id, "number": number, "text_sha256": digest, "note": note},
    )
    speakers = {row["label"]: row["id"] for row in tx.all("speakers", document_id=document_id)}
    for n, turn in enumerate(document.turns, 1):
        if turn.speaker and turn.speaker not in speakers:
            speakers[turn.speaker] = tx.insert(
                "speakers",
                {"document_id": document_id, "label": turn.speaker, "role": turn.role},
            )
        tx.insert(
            "turns",
            {
                "revision_id": revision_id,
                "n": n,
                "start": turn.start,
                "body": turn.body,
                "end": turn.end,
                "speaker_id": speakers.get(turn.speaker),
                "question": turn.question,
                "time": turn.time,
                "language": turn.language,
            },
        )
    return revision_id


class Placement(Protocol):
    """Where a span of a document's text lies in the next revision's."""

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The new place, or None where there is none."""


def revise(tx: Transaction, known: DocumentRow, document: Document) -> list[Notice]:
    """Make a corrected transcript the new revision of a document and carry its codings over.

    A coding whose passage is not in the new text stays with the old revision, and is named.
    """
    old_text = queries.text(tx.connection, known.revision_id)
    left = add_next_revision(tx, known, document, Alignment(old_text, document.text))
    source = {"source": document.source, "source_sha256": document.sha256}
    tx.update("documents", known.id, source)
    return left


def add_next_revision(
    tx: Transaction, known: DocumentRow, document: Document, places: Placement, note: str = ""
) -> list[Notice]:
    """Store the next revision of a document and carry its codings to their places in it.

    Suggestions go along, also those that are decided: what was turned down is not proposed again.
    Gives a notice for each coding that has no place there.
    """
    number = known.revision + 1
    revision_id = add_revision(tx, known.id, number, document, note)
    tx.update("documents", known.id, {"revision": number})
    left = []
    for row in tx.all("codings", revision_id=known.revision_id):
        place = places.span(row["start"], row["end"])
        if place is None:
            details = {"quote": row["quote"][:60], "document": known.name}
            left.append(
                Notice(document.source, f"{row['start']}–{row['end']}", "coding-left", details)
            )
            continue
        tx.update("codings", row["id"], _at(place, revision_id, document.text))
    for row in tx.all("suggestions", revision_id=known.revision_id):
        place = places.span(row["start"], row["end"])
        if place is not None:
            tx.update("suggestions", row["id"], _at(place, revision_id, document.text))
    for row in tx.all("question_turns", revision_id=known.revision_id):
        place = places.span(row["start"], row["end"])
        if place is not None:
            at = {"revision_id": revision_id, "start": place[0], "end": place[1]}
            tx.update("question_turns", row["id"], at)
    return left


def was(tx: Transaction, known: DocumentRow, text: str) -> bool:
    """Whether the document has had just this text, in a revision before it was cleaned, say."""
    return tx.find("revisions", document_id=known.id, text_sha256=sha256(text)) is not None


def _at(place: tuple[int, int], revision_id: int, text: str) -> dict[str, object]:
    start, end = place
    return {"revision_id": revision_id, "start": start, "end": end, "quote": text[start:end]}


def set_language(tx: Transaction, known: DocumentRow, language: str) -> None:
    """Say which language a document is in; its turns' languages are found anew beside it."""
    text = queries.text(tx.connection, known.revision_id)
    tx.update("documents", known.id, {"language": language})
    for row in tx.all("turns", revision_id=known.revision_id):
        spoken = turn_language(text[row["body"] : row["end"]], language)
        tx.update("turns", row["id"], {"language": "" if spoken == language else spoken})


WAITING = "not_asked"  # key of a document's header: topics whose codes are not there yet


def not_asked(
    tx: Transaction, document_id: int, case_id: int, paths: Iterable[str], tree: Tree
) -> list[str]:
    """Note the topics that an interview left out; those without a code yet wait in the header.

    A transcript may well come in before its codebook. Gives the paths that wait.
    """
    known = [path for path in paths if path in tree.by_path]
    waiting = [path for path in paths if path not in tree.by_path]
    for path in known:
        tx.put("not_asked", {"case_id": case_id, "code_id": tree.by_path[path].id})
    row = tx.row("documents", document_id)
    assert row is not None
    header = json.loads(row["header"])
    header.pop(WAITING, None)
    if waiting:
        header[WAITING] = waiting
    tx.update("documents", document_id, {"header": json.dumps(header, ensure_ascii=False)})
    return waiting


def settle_not_asked(tx: Transaction, tree: Tree) -> None:
    """Note the topics that have been waiting for their codes."""
    for row in tx.all("documents"):
        waiting = json.loads(row["header"]).get(WAITING, [])
        if any(path in tree.by_path for path in waiting):
            not_asked(tx, row["id"], row["case_id"], waiting, tree)


def delete(tx: Transaction, known: DocumentRow) -> None:
    """Delete a document with its revisions, turns, codings and memos. Undo brings all of it back.

    Its case goes with it where nothing else is known of that case.
    """
    for revision in tx.all("revisions", document_id=known.id):
        for coding in tx.all("codings", revision_id=revision["id"]):
            resting.release(tx, coding["id"])
            tx.delete("codings", coding["id"])
        tx.clear("suggestions", revision_id=revision["id"])
        tx.clear("rule_codings", revision_id=revision["id"])
        tx.clear("question_turns", revision_id=revision["id"])
        tx.clear("decisions", revision_id=revision["id"])
        tx.clear("turns", revision_id=revision["id"])
        tx.delete("revisions", revision["id"])
    tx.clear("speakers", document_id=known.id)
    tx.clear("memos", document_id=known.id)
    tx.clear("rules", document_id=known.id)
    tx.clear("round_documents", document_id=known.id)
    tx.delete("documents", known.id)
    if known.case_id is not None:
        delete_lone_case(tx, known.case_id)


def delete_lone_case(tx: Transaction, case_id: int) -> None:
    """Delete a case of which nothing is known but its attributes."""
    for relation in ("documents", "speakers", "memos", "judgements", "survey_respondents"):
        if tx.find(relation, case_id=case_id):
            return
    if not resting.clear_empty_summaries(tx, case_id):
        return
    tx.clear("attribute_values", case_id=case_id)
    tx.clear("not_asked", case_id=case_id)
    tx.delete("cases", case_id)


def differing(document: Document, known: DocumentRow) -> EticError:
    """The error of two texts under one name."""
    return EticError("document-differs", file=document.source or document.name, document=known.name)
