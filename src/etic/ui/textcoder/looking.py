"""Looking for suggestions, which takes some seconds, while a person goes on reading and coding."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from etic.errors import EticError
from etic.i18n import t, use_language
from etic.project import Project
from etic.project.suggesting import Prepared
from etic.store.queries import DocumentRow


class Looking(threading.Thread):
    """Puts suggestions for a document before its coders; `found` says what came of it, at the end.

    It works on the project by a connection of its own. The signs come to the browser as all that
    others do comes; `name` is the operation that asked, so that the right page says what was found.
    """

    def __init__(
        self, path: Path, document: DocumentRow, coder: str, language: str, name: str
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.path, self.document, self.coder, self.language = path, document, coder, language
        self.found = ""

    def run(self) -> None:
        """Look, and say in one line what was found or why nothing was."""
        with use_language(self.language):
            try:
                with Project.open(self.path) as project:
                    # Learnt from what this coder may see, and from nothing else.
                    prepared = project.seen_by(self.coder).prepare_suggestions(
                        document=self.document.id, coder=self.coder
                    )
                self.found = said(prepared)
            except EticError as error:
                self.found = str(error)
            except sqlite3.Error as error:
                self.found = str(EticError("project-unreadable", file=self.path, why=error))
            finally:  # whatever else happens, the page does not wait for ever
                self.found = self.found or t("suggest.failed")


def said(prepared: Prepared) -> str:
    """What was found in one line, with the first thing that was missing."""
    if prepared.new:
        found = t("suggest.found", n=prepared.new)
    else:
        found = t("suggest.found-known" if prepared.passages else "suggest.found-nothing")
    if not prepared.needs:
        return found
    first, *rest = prepared.needs
    need = t(f"warnings.{first.key}", **{"file": first.file, **first.details})
    more = t("suggest.needs-more", n=len(rest)) if rest else ""
    return " ".join(part for part in (found, need, more) if part)
