"""Drafts held against the project: figures, quantifiers, quotes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from etic.i18n import use_language
from etic.project.templates import Templates

if TYPE_CHECKING:
    from etic.mixed.claims.report import DraftReport


class Drafts(Templates):
    """A project that reads drafts."""

    def lint(
        self,
        draft: str | Path | bytes,
        *,
        study: str = "",
        lang: str = "",
        name: str = "",
        quantifiers: str | Path | None = None,
    ) -> DraftReport:
        """What a draft says that this project does not bear out.

        `draft` is a path (`.md`, `.docx`, `.txt`), the bytes of such a file, or the text itself.
        `study` keeps to the figures of one study; `quantifiers` is a file of words of quantity
        instead of our own (`etic.mixed.quantifiers`); `lang` is the language of names in the
        findings, else that of the person at work. What the draft's front matter or the stored
        templates in its language call answers, groups and questions (`labels`) is known.

        Raises `EticError` where the draft cannot be read or the study is unknown.
        """
        from etic.actions import drafts
        from etic.i18n import language
        from etic.mixed.claims import lint
        from etic.mixed.claims.called import called
        from etic.mixed.claims.report import DraftReport
        from etic.mixed.quantifiers import load

        if study:
            self.check_study(study)
        known = load(quantifiers)
        with use_language(lang or language()):
            read = drafts.read(draft, name)
            pool = called(
                drafts.pool(self.store, study),
                drafts.labels(read, self.templates(study), self.study_titles()),
            )
            found = lint(
                read, pool, drafts.transcripts(self.store, study),
                drafts.code_names(self.codebook()), known,
            )  # fmt: skip
            return DraftReport(read, tuple(found), study)
