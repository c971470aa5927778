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
from typing import TYPE_CHECKING

from etic.i18n import LANGUAGES, t
from etic.model import Column, Table
from etic.project.checklists import Checklists
from etic.project.file import default_coder

if TYPE_CHECKING:
    from etic.report.filling import Claim, Filled

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
        template: str | Path = "",
        automatic: bool = False,
        memos: bool = False,
        spread: bool = True,
        checklists: Sequence[str] = (),
    ) -> None:
        """Write the report of a study (or of all): docx, xlsx, html, md or pdf, by the suffix.

        `template` is a .md file or the name of a stored one; without it the stored template of that
        study and language is taken where there is one, unless the report is to be `automatic`.

        `memos` puts the researcher's memos in, on passages beside their quotes and all others at
        the end; without it only those on the project are there, which open it. Of a code with many
        quotes those shown are spread over respondents, without `spread` they are the first ones.
        `checklists` (`coreq`, `srqr`, `gramms`) are added to it as each study answers them.
        """
        from etic.report import check_suffix, write
        from etic.report.composing import composed

        check_suffix(Path(path))  # before all is counted
        made = composed(
            self, study, template=template, automatic=automatic, lang=lang or "", memos=memos,
            spread=spread, checklists=checklists,
        )  # fmt: skip
        write(made, Path(path))

    def reports(
        self,
        folder: str | Path,
        *,
        study: str = "",
        langs: Iterable[str] = LANGUAGES,
        formats: Iterable[str] = FORMATS,
        automatic: bool = False,
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
            self, Path(folder), study, langs, formats, automatic=automatic, memos=memos,
            spread=spread, checklists=checklists,
        )  # fmt: skip

    # -- templates filled in --

    def fill_template(
        self, text: str, *, file: str = "", study: str = "", lang: str = ""
    ) -> Filled:
        """The report that a template makes, and its figures; nothing is written.

        Raises EticError with file and line for whatever cannot be worked out.
        """
        from etic.report.filling import filled

        return filled(self, text, file=file, study=study, lang=lang)

    def claims(self, template: str, *, study: str = "", lang: str = "") -> list[Claim]:
        """Every figure of a template (a stored one by name, or a .md file): its line, what it reads
        as, its value, n, base, interval, the codings behind it, and what is told of it."""
        found = self.template_text(template, study, lang)
        made = self.fill_template(
            found.text, file=found.file, study=found.study, lang=found.language
        )
        return list(made.claims)

    def claim_table(self, template: str, *, study: str = "", lang: str = "") -> Table:
        """`claims` as a table."""
        kinds = {"line": "integer", "n": "integer", "base": "integer"}
        keys = ("line", "text", "value", "n", "base", "low", "high", "p", "note")
        numbers = dict.fromkeys(("value", "low", "high", "p"), "number")
        columns = tuple(
            Column(key, t(f"templates.claim-{key}"), {**kinds, **numbers}.get(key, "text"))  # type: ignore[arg-type]
            for key in keys
        )
        rows = tuple(
            tuple(getattr(claim, key) for key in keys)
            for claim in self.claims(template, study=study, lang=lang)
        )
        return Table(columns, rows, t("templates.claims"))
