"""Texts put right: what a layout did to them is shown, and undone where a person says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from etic.actions import cleaning
from etic.actions.cleaning import Cleaned, Cleaning
from etic.language.cleaning import Edit
from etic.project.file import default_coder
from etic.project.material import Material


class Texts(Material):
    """Cleaning of a project's documents."""

    def cleaning(self, document: int | str) -> Cleaning:
        """What a document could be cleaned of: broken words and lines, page numbers, odd signs.

        Nothing is changed. The result has the edits, `counts` by kind and a `frame()`; see
        `etic.language.cleaning` for the kinds.
        """
        return cleaning.look(self.store, self.document(document))

    def clean(
        self,
        document: int | str,
        edits: Iterable[Edit] | None = None,
        *,
        kinds: Iterable[str] | None = None,
        reread: bool = False,
        coder: str = "",
    ) -> Cleaned:
        """Make a new revision of a document with these edits done, or those of these kinds.

        Edits are some of `cleaning(document).edits`; with neither edits nor kinds, all sure ones
        are done. Codings are carried to their exact places. One step of the journal.
        """
        found = self.cleaning(document)
        chosen = found.of_kinds(kinds) if edits is None else list(edits)
        return self.clean_all([(found, chosen)], reread=reread, coder=coder)

    def clean_all(
        self,
        chosen: Sequence[tuple[Cleaning, Sequence[Edit]]],
        *,
        reread: bool = False,
        coder: str = "",
    ) -> Cleaned:
        """Clean several documents as one step: each with the edits that were chosen of it.

        With `reread`, speakers' turns are read anew out of the cleaned texts; otherwise they keep
        their speakers, question numbers and times. Raises an error, and changes nothing, where a
        document has got another text since it was looked at.
        """
        return cleaning.clean(self.store, chosen, who=coder or default_coder(), reread=reread)
