"""The heart: everything that the three faces call.

`Project` is a project file and what can be done in it. Its methods take and give plain values,
pandas frames and small result objects, raise `EticError` for bad input, and know no screens. It is
built up in steps, each on the one before: the file, the material in it, its texts put right, the
codebook, finding, coding, memos, suggestions, their review, rules, guides, results,
the survey, joint displays, reports.
"""

from __future__ import annotations

from pathlib import Path

from etic.i18n import language, use_language
from etic.project.checklists import Checklists
from etic.project.file import default_coder

__all__ = ["Project", "default_coder"]


class Project(Checklists):
    """An open project file.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> p = Project.create(folder.name + "/study.etic", "Returnees")
    >>> p.title
    'Returnees'
    >>> p.verify()
    []
    >>> p.close(); folder.cleanup()
    """

    def report(
        self,
        path: str | Path,
        *,
        study: str = "",
        lang: str | None = None,
        memos: bool = False,
        spread: bool = True,
    ) -> None:
        """Write the report of a study (or of all) as one html page or a docx.

        `memos` puts the researcher's memos in, on passages beside their quotes and all others at
        the end; without it only those on the project are there, which open it. Of a code with many
        quotes those shown are spread over respondents, without `spread` they are the first ones.
        """
        from etic.report import write
        from etic.report.study import compose

        with use_language(lang or language()):
            write(compose(self, study, memos=memos, spread=spread), Path(path))
