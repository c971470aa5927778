"""Suggestions that come in from a file, with what became of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from etic.actions import ensure
from etic.errors import EticError
from etic.places import told
from etic.store.codebook import Tree
from etic.store.journal import now
from etic.store.transaction import Transaction
from etic.suggestion import Suggestion

Locate = Callable[[Suggestion], tuple[int, str, int, int] | None]


def load(tx: Transaction, tree: Tree, suggestions: Iterable[Suggestion], locate: Locate) -> None:
    """Store suggestions as they were made and decided.

    `locate` gives a suggestion's revision, the text of it, and the place in it, or None where it
    has no place there. What is there already, by its uid or as the same code on the same span, is
    left as it is: its outcome here may be the later one.
    """
    stored = tx.all("suggestions")
    uids = {row["uid"] for row in stored}
    same = {(row["revision_id"], row["code_id"], row["start"], row["end"]) for row in stored}
    for one in suggestions:
        try:
            code_id = tree.resolve(one.code).id
            found = locate(one)
        except EticError as error:
            place = ", ".join(part for part in (one.file, told(one.where)) if part)
            raise EticError("coding-at", place=place, what=error) from error
        if found is None:
            continue
        revision_id, text, start, end = found
        if one.uid in uids or (revision_id, code_id, start, end) in same:
            continue
        same.add((revision_id, code_id, start, end))
        tx.insert(
            "suggestions",
            {
                "uid": one.uid or str(uuid.uuid4()),
                "revision_id": revision_id,
                "code_id": code_id,
                "start": start,
                "end": end,
                "quote": text[start:end],
                "score": one.score,
                "why": one.why,
                "source": one.source,
                "created": one.created or now(),
                "outcome": one.outcome,
                "coder_id": ensure.coder(tx, one.coder) if one.coder else None,
                "coding_uid": one.coding_uid,
            },
        )
