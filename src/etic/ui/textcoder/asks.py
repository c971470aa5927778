"""What the browser asks for: where words stand in a text, what became of a coding."""

from __future__ import annotations

from typing import Any

from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.store.codebook import Tree
from etic.store.queries import DocumentRow
from etic.ui.history import moment, step

MOST_PLACES = 2_000
LONG = 80  # characters of a memo that a line of history shows


def answer(project: Project, document: DocumentRow, kind: str, about: str) -> Any:
    """The answer to a question, ready for the wire; a text is the reason why there is none."""
    try:
        if kind == "find":
            return places(project, document, about)
        if kind == "history":
            return history(project, about)
    except EticError as error:
        return str(error)
    return None


def places(project: Project, document: DocumentRow, query: str) -> list[tuple[int, int]]:
    """Where a query is met in a document, in code points, in any form of its words."""
    hits = project.search_hits(query, document=document.id, limit=MOST_PLACES)
    return [(hit.start, hit.end) for hit in hits]


def history(project: Project, uid: str) -> list[tuple[str, str, str]]:
    """What became of a coding, newest first: when, who, what."""
    tree = project.codebook()
    lines = [
        (
            moment(event.at),
            event.who,
            ": ".join(part for part in (step(event), _said(tree, before, after)) if part),
        )
        for event, before, after in project.coding_history(uid)
    ]
    return lines[::-1]


def _said(tree: Tree, before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    """What is other now than it was; the journal keeps the fields that changed."""
    if before is None or after is None:
        return ""
    said = []
    for name, value in after.items():
        was = before.get(name)
        if was == value:
            continue
        if name == "code_id":
            labels = [tree.label(i) if i in tree.by_id else "?" for i in (was, value)]
            said.append(" → ".join(labels))
        elif name == "state":
            said.append(t(f"textcoder.state_{value}"))
        elif name in ("memo", "quote"):
            said.append(f"«{_short(str(was or ''))}» → «{_short(str(value))}»")
    return "; ".join(said)


def _short(text: str) -> str:
    """A text's beginning and end.

    >>> _short("a" * 200) == "a" * 40 + " … " + "a" * 40
    True
    """
    return text if len(text) <= LONG else f"{text[: LONG // 2]} … {text[-LONG // 2 :]}"
