"""The heart: everything that the three faces call.

`Project` is a project file and what can be done in it. Its methods take and give plain values,
pandas frames and small result objects, raise `EticError` for bad input, and know no screens. It is
built up in steps, each on the one before: the file, the material in it, its texts put right, the
codebook, finding, coding, memos, suggestions, their review, rules, guides, results,
the survey, joint displays, reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from etic.i18n import LANGUAGES, language, use_language
from etic.project.checklists import Checklists
from etic.project.file import default_coder

__all__ = ["FORMATS", "Project", "default_coder"]

FORMATS = ("docx", "xlsx", "html")  # of a set of reports, where none are named


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
        checklists: Sequence[str] = (),
    ) -> None:
        """Write the report of a study (or of all): docx, xlsx, html, md or pdf, by the suffix.

        `memos` puts the researcher's memos in, on passages beside their quotes and all others at
        the end; without it only those on the project are there, which open it. Of a code with many
        quotes those shown are spread over respondents, without `spread` they are the first ones.
        `checklists` (`coreq`, `srqr`, `gramms`) are added to it as each study answers them.
        """
        from etic.report import check_suffix, write
        from etic.report.study import compose

        check_suffix(Path(path))  # before all is counted
        with use_language(lang or language()):
            made = compose(self, study, memos=memos, spread=spread, checklists=checklists)
            write(made, Path(path))

    def reports(
        self,
        folder: str | Path,
        *,
        study: str = "",
        langs: Iterable[str] = LANGUAGES,
        formats: Iterable[str] = FORMATS,
        memos: bool = False,
        spread: bool = True,
        checklists: Sequence[str] = (),
    ) -> list[Path]:
        """Write the report of each study (or of one) in each language and format into a folder.

        Each is composed once and then written as `study.language.format`; gives the files. The
        folder is made where there is none. The rest is as in `report`.
        """
        from etic.report.several import write_reports

        return write_reports(
            self, Path(folder), study, langs, formats, memos=memos, spread=spread,
            checklists=checklists,
        )  # fmt: skip
