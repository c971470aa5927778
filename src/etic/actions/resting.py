"""What rests on codings: judgements of cases, and the summaries of the framework matrix.

Codings are deleted, merged and joined in several places; what rests on them follows in the same
step, so that undo brings back both.
"""

from __future__ import annotations

import json

from etic.store.journal import now
from etic.store.transaction import Transaction

RESTING = (("judgement_codings", "judgement_id"), ("summary_codings", "summary_id"))


def release(tx: Transaction, coding_id: int) -> None:
    """Let nothing rest on a coding any longer: it is about to go."""
    for relation, _ in RESTING:
        tx.clear(relation, coding_id=coding_id)


def hand_over(tx: Transaction, coding_id: int, other_id: int) -> None:
    """Let what rests on a coding rest on another one, that takes its place."""
    for relation, owner in RESTING:
        for row in tx.all(relation, coding_id=coding_id):
            if tx.find(relation, **{owner: row[owner], "coding_id": other_id}):
                tx.delete(relation, row["id"])
            else:
                tx.update(relation, row["id"], {"coding_id": other_id})


def merge_summaries(tx: Transaction, source_id: int, into_id: int) -> None:
    """Give the summaries on a code to another one; where a case has both, one text follows the
    other's, and the new one rests on the quotes of both."""
    for row in tx.all("summaries", code_id=source_id):
        same = tx.find("summaries", case_id=row["case_id"], code_id=into_id)
        if same is None:
            tx.update("summaries", row["id"], {"code_id": into_id})
            continue
        text = joined(same["text"], row["text"])
        seen = {**json.loads(row["seen"]), **json.loads(same["seen"])}
        if row["text"]:
            said = {"text": text, "seen": json.dumps(seen), "changed": now()}
            tx.update("summaries", same["id"], said)
        for link in tx.all("summary_codings", summary_id=row["id"]):
            tx.put("summary_codings", {"summary_id": same["id"], "coding_id": link["coding_id"]})
            tx.delete("summary_codings", link["id"])
        tx.delete("summaries", row["id"])


def clear_empty_summaries(tx: Transaction, case_id: int) -> bool:
    """Take away what was written of a case and emptied again; False where something is said."""
    if any(row["text"] for row in tx.all("summaries", case_id=case_id)):
        return False
    tx.clear("summaries", case_id=case_id)
    return True


def joined(first: str, second: str) -> str:
    """Two texts, one under the other; one of them where they say the same.

    >>> joined("a", "b"), joined("a", ""), joined("a", "a"), joined("ab", "b")
    ('a\\n\\nb', 'a', 'a', 'ab\\n\\nb')
    """
    parts = [first] if first.strip() else []
    if second.strip() and f"\n\n{second.strip()}\n\n" not in f"\n\n{first.strip()}\n\n":
        parts.append(second)
    return "\n\n".join(parts)
