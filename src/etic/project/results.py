"""What goes out: counts, the joint display, reports, files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from etic.actions import comparing
from etic.actions.comparing import CoderComparison
from etic.errors import EticError
from etic.model import Bundle
from etic.project.induction import Induction

if TYPE_CHECKING:
    pass


class Results(Induction):
    """Results of a project."""

    def coder_comparison(
        self, one: str, other: str, *, documents: Iterable[int | str] | None = None, study: str = ""
    ) -> CoderComparison:
        """How the codings of two coders meet, in documents that both of them coded.

        `documents` keeps to some of them, by id, name or `study/name`; `study` to those of one
        study. A document that only one of the two coded is left out: it would count as a
        difference what the other has not read.
        """
        self._check(study=study, coder=one)
        self._check(coder=other)
        if one == other:
            raise EticError("coder-with-self", coder=one)
        asked = None if documents is None else {self.document(wanted).id for wanted in documents}
        counts = self.coders_by_document()
        both = {
            d.id
            for d in self.document_list()
            if counts.get(d.id, {}).keys() >= {one, other}
            and (not study or d.study == study)
            and (asked is None or d.id in asked)
        }
        if not both:
            raise EticError("coders-apart", one=one, other=other)
        return comparing.compare(self.store, one, other, both)

    def export(self, path: str | Path) -> None:
        """Give the whole project out: `.zip` holds plain files that `import_files` reads back."""
        from etic.actions.exporting import export

        if self.veiled:  # a part of the project that looks like the whole
            raise EticError("round-export")
        export(self.store, Path(path))

    def bundle(self) -> Bundle:
        """The whole project as values of the model."""
        from etic.actions.exporting import gather

        return gather(self.store)
