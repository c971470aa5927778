"""What the reader shows, as the bytes that go to the browser.

All offsets are code points of the text; the browser turns them into its own. The bytes are made
once a session and document, so that Streamlit sends them once and then only their hash.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from etic.i18n import catalogue, language, t
from etic.project import Project
from etic.store import queries
from etic.store.codebook import Node, Tree
from etic.store.queries import DocumentRow
from etic.store.suggestions import Waiting

# Of codes that have no colour, nor one above them: hues that stay apart on light and on dark.
HUES = (
    "#2f6f9f", "#3a7d44", "#b5533c", "#7a5ea8", "#b8860b",
    "#20808d", "#a63a6b", "#6b7a2a", "#8a5a44", "#56688a",
)  # fmt: skip
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

CodeRow = tuple[int, str, str, str, int, int | None, str, str, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The reader's bytes, and what state of the project they show."""

    data: bytes
    revision: int  # of the journal
    codebook: str  # digest of the codes


def encode(value: object) -> bytes:
    """JSON in UTF-8: as a dict, Streamlit would send every Cyrillic letter as six bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def digest(*parts: object) -> str:
    """A short name for a value, the same in every session.

    >>> digest("R01", 1) == digest("R01", 1) != digest("R01", 2)
    True
    """
    return hashlib.blake2s(encode(parts), digest_size=8).hexdigest()


def mount(uid: str, document: DocumentRow, coder: str, hiding: tuple[int, ...] = ()) -> str:
    """Which reader and feed belong together: one text of one project for one coder, with the same
    rounds that hide something from them."""
    return digest(uid, document.id, document.revision_id, coder, *hiding)


def code_rows(tree: Tree, study: str, offered: Sequence[int] | None) -> list[CodeRow]:
    """The codes: id, path, name, colour, depth, parent, other name, definition, whether offered.

    All are there, for marks that carry them; offered for coding are those named, else those of the
    document's study and of none.
    """
    rows: list[CodeRow] = []
    wanted = None if offered is None else set(offered)
    for node in tree:
        in_scope = not node.studies or study in node.studies
        shown = in_scope if wanted is None else node.id in wanted
        names = (node.code.name_ru, node.code.name_en)
        other = next((name for name in names if name and name != node.name), "")
        rows.append(
            (node.id, node.path, node.name, colour(tree, node), node.depth, node.parent_id, other,
             node.code.definition, int(shown))
        )  # fmt: skip
    return rows


def suggestion_rows(project: Project, document: DocumentRow) -> list[Waiting]:
    """What waits for a decision; its source by a name that people read, where it is known."""
    known = catalogue(language(), "suggest")
    return [
        one._replace(source=t(f"suggest.source-{one.source}"))
        if f"source-{one.source}" in known
        else one
        for one in project.waiting(document)
    ]


def colour(tree: Tree, node: Node) -> str:
    """The code's colour, else that of the nearest code above, else one by the family's place."""
    for above in [node, *reversed(tree.parents(node))]:
        # It goes into a style sheet: whatever is not plainly a colour is none.
        if _COLOUR.fullmatch(above.code.colour):
            return above.code.colour
    family = (tree.parents(node) or [node])[0]
    families = [n.id for n in tree if n.parent_id is None]
    return HUES[families.index(family.id) % len(HUES)]


def snapshot(
    project: Project, document: DocumentRow, coder: str, offered: Sequence[int] | None
) -> Snapshot:
    """All that the reader needs, in the language of the person at work."""
    with project.store.database.reading() as connection:
        revision = project.store.journal.revision()
        uid = str(queries.project(connection)["uid"])
        codes = code_rows(project.codebook(), document.study, offered)
        text = queries.text(connection, document.revision_id)
        turns = [
            (t.start, t.body, t.end, t.speaker, t.role, t.question, t.time)
            for t in queries.turns(connection, document.revision_id)
        ]
        segments = [
            (s.start, s.end, s.turn) for s in queries.segments(connection, document.revision_id)
        ]
        codings = project.snapshot(document)
        suggestions = suggestion_rows(project, document)
    name = mount(uid, document, coder, project.hiding)
    data = encode(
        {
            "kind": "reader",
            "mount": name,
            "project": uid,
            "coder": coder,
            "language": language(),
            "document": {
                "id": document.id,
                "name": document.name,
                "case": document.case,
                "study": document.study,
                "language": document.language,
            },
            "text": text,
            "turns": turns,
            "segments": segments,
            "codes": codes,
            "codebook": digest(codes),
            "codings": codings,
            "suggestions": suggestions,
            "rev": revision,
            "labels": dict(catalogue(language(), "textcoder")),
        }
    )
    return Snapshot(data, revision, digest(codes))
