"""One person at one document: what the browser sends is applied once, and answered.

The browser sends an operation again until it hears what became of it, and Streamlit runs the feed
again with the last message whether or not there is a new one. So a session remembers what it has
answered; an undo that was refused a minute ago must not come true now.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from etic.errors import EticError
from etic.i18n import language, use_language
from etic.project import Project
from etic.store.queries import DocumentRow
from etic.text import canonical
from etic.ui.textcoder import asks, payload
from etic.ui.textcoder.looking import Looking

REMEMBERED = 2_000  # operations whose answers a session keeps
STALE = 200  # changes since the snapshot, after which a new one costs less
MOST_AT_ONCE = 500
# Steps that are made in the text, and that `z` may take back there.
OWN_STEPS = frozenset({
    "code", "uncode", "recode", "resize", "split", "join",
    "code-add", "code-edit", "code-move", "code-merge", "dismiss", "suggest",
})  # fmt: skip
TEXTS = (
    "op", "t", "id", "q", "q2", "memo", "state", "new", "other", "name", "definition", "colour",
    "suggestion",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """What a browser sent, with everything that is not as it should be left out.

    >>> Message.read({"since": 3, "ops": [{"op": "a", "t": "add", "memo": 5}, "nonsense"]})
    Message(since=3, codebook='', operations=({'op': 'a', 't': 'add', 'memo': '5'},), ask=('', ''))
    """

    since: int | None = None
    codebook: str = ""
    operations: tuple[dict[str, Any], ...] = ()
    ask: tuple[str, str] = ("", "")  # what kind of question, and what about

    @classmethod
    def read(cls, value: object) -> Message:
        """Read the value of the component's state."""
        if not isinstance(value, Mapping):
            return cls()
        since, codebook, operations = (value.get(k) for k in ("since", "codebook", "ops"))
        if not isinstance(since, int) or isinstance(since, bool) or since < 0:
            since = None
        if not isinstance(operations, Sequence) or isinstance(operations, str):
            operations = ()
        taken = [_cleaned(o) for o in operations[:MOST_AT_ONCE] if isinstance(o, Mapping)]
        ask = value.get("ask")
        kind, about = ask if isinstance(ask, Sequence) and len(ask) == 2 else ("", "")
        return cls(
            since, str(codebook or ""), tuple(o for o in taken if o["op"]), (str(kind), str(about))
        )


def _cleaned(operation: Mapping[str, Any]) -> dict[str, Any]:
    """An operation whose texts can be stored: NFC, and no half of a character."""
    clean = dict(operation)
    for name in TEXTS:
        if name in clean:
            clean[name] = (
                str(clean[name]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            )
    for name in ("memo", "name", "definition"):
        if name in clean:
            clean[name] = canonical(clean[name])
    clean.setdefault("op", "")
    return clean


@dataclass
class Session:
    """What is kept between runs, one a document, coder and language."""

    document: DocumentRow
    coder: str
    offered: tuple[int, ...] | None
    snapshot: payload.Snapshot
    mount: str
    language: str = field(default_factory=language)
    settled: dict[str, str | None] = field(default_factory=dict)  # operation → reason of refusal
    seen: int = 0  # revision of the journal at which the document was last looked at
    moved: bool = False  # whether the document has another text by now
    looking: Looking | None = None  # for suggestions, the last time

    def exchange(
        self,
        project: Project,
        sent: object,
        focus: tuple[int, int] | None = None,
        compare: tuple[str, str] | None = None,
    ) -> dict[str, Any]:
        """Apply what is new in a message, and say what became of it and what others did."""
        with use_language(self.language):
            try:
                answer = self._exchange(project, Message.read(sent))
            except EticError as error:  # the document is gone …
                return self._failed(error)
            except sqlite3.Error as error:  # the disk is full … The browser keeps its operations
                return self._failed(EticError("project-unreadable", file=project.path, why=error))
        # Where the address leads to, and who is to be seen there.
        led = {"focus": focus, "compare": compare}
        return answer | {name: value for name, value in led.items() if value is not None}

    def _failed(self, error: EticError) -> dict[str, Any]:
        return {"kind": "feed", "mount": self.mount, "error": str(error)}

    def renew(self, project: Project) -> None:
        """Take a new snapshot where the old one has fallen far behind."""
        if len(project.deltas(self.document, self.snapshot.revision)) > STALE:
            self.snapshot = payload.snapshot(project, self.document, self.coder, self.offered)

    def _exchange(self, project: Project, message: Message) -> dict[str, Any]:
        acked, rejected = [], []
        idle = True
        for operation in message.operations:
            name = operation["op"]
            if name not in self.settled:
                idle = False
                try:
                    self.settled[name] = self._apply(project, operation)
                except EticError as error:
                    if error.key != "project-busy":
                        raise
                    break  # not refused: the browser will send it again, and all after it
            reason = self.settled[name]
            if reason is None:
                acked.append(name)
            else:
                rejected.append((name, reason))
        for name in list(self.settled)[:-REMEMBERED]:
            del self.settled[name]

        since = self.snapshot.revision if message.since is None else message.since
        # One look at the project: a change between two would be in neither answer.
        with project.store.database.reading():
            revision = project.store.journal.revision()
            deltas = project.deltas(self.document, since)
            waiting = None
            if project.suggestions_changed(since):
                waiting = payload.suggestion_rows(project, self.document)
            tree = project.codebook()
            codes = payload.code_rows(tree, self.document.study, self.offered)
        answer: dict[str, Any] = {
            "kind": "feed",
            "mount": self.mount,
            "rev": revision,
            "since": since,
            "acked": acked,
            "rejected": rejected,
            "deltas": deltas,
        }
        if payload.digest(codes) != (message.codebook or self.snapshot.codebook):
            answer |= {"codes": codes, "codebook": payload.digest(codes)}
        if waiting is not None:
            answer["suggestions"] = waiting
        made = {str(o.get("code")) for o in message.operations if o.get("t") == "newcode"}
        if made:
            # The browser named these codes by uids of its own: now it learns their ids.
            answer["made"] = {n.code.uid: n.id for n in tree if n.code.uid in made}
        if self.looking is not None and self.looking.found:
            answer["looked"] = (self.looking.name, self.looking.found)
        if message.ask[0]:
            answer["told"] = [*message.ask, asks.answer(project, self.document, *message.ask)]
        if idle and revision != self.seen:
            now = project.document(self.document.id)
            self.seen, self.moved = revision, now.revision_id != self.document.revision_id
        if self.moved:
            answer["moved"] = True
        return answer

    def _apply(self, project: Project, operation: Mapping[str, Any]) -> str | None:
        """Apply one operation; the reason where it is refused."""
        kind = operation.get("t")
        if kind == "suggest":
            self._look(project, operation["op"])
            return None
        if kind in ("undo", "redo") and not project.store.journal.knows(operation["op"]):
            reason = self._turned_elsewhere(project, kind)
            if reason is not None:
                return reason
        outcome = project.apply(self.document.id, self.coder, [operation])
        return outcome.rejected[0][1] if outcome.rejected else None

    def _look(self, project: Project, name: str) -> None:
        """Begin to look for suggestions; who asks once more meanwhile gets the same answer."""
        if self.looking is not None and self.looking.is_alive():
            self.looking.name = name
            return
        self.looking = Looking(project.path, self.document, self.coder, self.language, name)
        self.looking.start()

    def _turned_elsewhere(self, project: Project, kind: Literal["undo", "redo"]) -> str | None:
        """Why the coder's last step must not be taken back here: it was no coding of this text.

        A `z` pressed while reading should not undo an import, nor work nobody sees.
        """
        step = project.next_step(kind, coder=self.coder)
        if step is None:
            return None  # the journal says so itself
        if step.action in OWN_STEPS and step.details.get("document") == self.document.name:
            return None
        return str(EticError("step-elsewhere", step=step.id))
