"""Notes of the researcher, on whatever they are about."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from etic.actions import memos
from etic.errors import EticError
from etic.model import Table
from etic.project.coding import Coding
from etic.project.file import default_coder
from etic.store import memos as stored
from etic.store.memos import MemoRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

KINDS = (*memos.KINDS, "coding")


class Memos(Coding):
    """Notes of a project: on documents, cases, codes, the whole, and the memos of codings."""

    def memo_list(
        self,
        kind: str = "",
        target: int | str = "",
        q: str = "",
        *,
        coder: str = "",
        study: str = "",
    ) -> list[MemoRow]:
        """Notes in order of writing.

        `kind` is project, document, case, code or coding (empty: all), `target` what they are on,
        as in `write_memo`; the memos of codings are asked for by their document. `q` is searched as
        in the transcripts, in any form of its words. `coder` keeps to one author, `study` to what
        belongs to it (notes on codes and on the project belong to every study).
        """
        if kind and kind not in KINDS:
            raise EticError("choice-unknown", name="kind", given=kind, known=", ".join(KINDS))
        if target != "" and not kind:
            raise EticError("memo-kind-missing", target=target)
        self._check(study=study, coder=coder or None)
        with self.store.database.reading() as connection:
            tree = self.store.tree()
            wanted = ""
            if target != "":
                on = "document" if kind == "coding" else kind
                wanted = memos.subject(connection, tree, on, target).target
            found = stored.memos(connection, tree, [kind] if kind else [])
        found = [
            memo
            for memo in found
            if (not wanted or memo.target == wanted)
            and (not coder or memo.coder == coder)
            and (not study or memo.study in ("", study))
        ]
        return memos.search(found, q) if q.strip() else found

    def memos(
        self, kind: str = "", target: int | str = "", q: str = "", **how: Any
    ) -> pd.DataFrame:
        """The same as a frame: id, kind, target, label, text, coder, created, changed, then the
        place of a coding's memo: study, document, code, start, end, quote."""
        import pandas as pd

        columns = [
            "id", "kind", "target", "label", "text", "coder", "created", "changed", "study",
            "document", "code", "start", "end", "quote",
        ]  # fmt: skip
        rows = [asdict(memo) for memo in self.memo_list(kind, target, q, **how)]
        frame = pd.DataFrame(rows, columns=columns)
        return frame.astype({"start": "Int64", "end": "Int64"})

    def memo(self, memo_id: int) -> MemoRow:
        """One note on a document, a case, a code or the project."""
        found = [memo for memo in self._notes() if memo.id == memo_id]
        if not found:
            raise EticError("memo-gone")
        return found[0]

    def memo_table(self, found: Sequence[MemoRow]) -> Table:
        """Notes as a table to be shown or written."""
        return memos.memo_table(found)

    def write_memo(self, kind: str, target: int | str, text: str, *, coder: str = "") -> int:
        """Write a note; gives its id.

        `kind` is document, case, code or project; `target` the id, name or `study/name` of a
        document or case, a code's path or name, and empty for the project. The memo of a coding is
        written with `set_memo`.
        """
        about = memos.subject(self.store.connection, self.codebook(), kind, target)
        details = {**about.details, "text": memos.excerpt(memos.clean(text))}
        name = coder or default_coder()
        with self.store.journal.change("memo-add", name, details) as tx:
            return memos.write(tx, about, text, name)

    def edit_memo(
        self, memo_id: int, text: str, base: int | None = None, *, coder: str = ""
    ) -> bool:
        """Change a note's text; gives whether it said anything else before.

        `base` is the `version` of the note that was read: where somebody has changed its text since
        then, nothing is written, and the error shows both texts.
        """
        details = {**self._about(memo_id), "text": memos.excerpt(memos.clean(text))}
        with self.store.journal.change("memo-edit", coder or default_coder(), details) as tx:
            return memos.edit(tx, self.store.journal, memo_id, text, base)

    def delete_memo(self, memo_id: int, *, coder: str = "") -> None:
        """Delete a note; `undo` brings it back."""
        known = self.memo(memo_id)
        details = {**self._about(memo_id), "text": memos.excerpt(known.text)}
        with self.store.journal.change("memo-delete", coder or default_coder(), details) as tx:
            memos.delete(tx, memo_id)

    def _about(self, memo_id: int) -> dict[str, object]:
        """What the journal says a note is on; nothing of one that is gone."""
        known = next((memo for memo in self._notes() if memo.id == memo_id), None)
        return {known.kind: known.target} if known and known.target else {}

    def _notes(self) -> list[MemoRow]:
        tree = self.codebook()
        return stored.memos(self.store.connection, tree, memos.KINDS)
