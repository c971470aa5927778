"""What goes out: counts, the joint display, reports, files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from etic.actions import counting, survey
from etic.actions.counting import CountTable, JointDisplay, Unit
from etic.actions.importing import ImportReport
from etic.analysis.counts import Base
from etic.errors import EticError
from etic.model import Bundle, Link
from etic.project.coding import Coding
from etic.project.file import default_coder
from etic.store import survey as surveys


class Results(Coding):
    """Results of a project."""

    def table(
        self,
        codes: Sequence[str] | str,
        *,
        by: str = "",
        unit: Unit = "case",
        base: Base = "asked",
        study: str = "",
        coder: str | None = None,
    ) -> CountTable:
        """How many units carry each code, by the values of an attribute."""
        self._check(where={by: ""} if by else None, study=study, coder=coder)
        for name, given, known in (("unit", unit, get_args(Unit)), ("base", base, get_args(Base))):
            if given not in known:
                raise EticError("choice-unknown", name=name, given=given, known=", ".join(known))
        paths = [codes] if isinstance(codes, str) else codes
        return counting.count_codes(self.store, paths, by, unit, base, study, coder)

    def load_survey(self, path: str | Path, *, study: str = "", coder: str = "") -> ImportReport:
        """Load published tables from a csv in long form."""
        from etic.read import read_path

        bundle = read_path(Path(path))
        if not bundle.tables:
            raise EticError("no-survey", file=path)
        return self.import_bundle(
            Bundle(tables=bundle.tables, links=bundle.links, warnings=bundle.warnings),
            study=study, who=coder or default_coder(),
        )  # fmt: skip

    def survey_tables(self) -> list[tuple[int, Any]]:
        """Published tables: (id, table)."""
        return list(surveys.tables(self.store.connection))

    def link(self, link: Link, *, coder: str = "") -> int:
        """Set a code beside a survey answer."""
        tree = self.codebook()
        details = {"code": link.code, "table": link.table, "answer": link.answer}
        with self.store.journal.change("link", coder or default_coder(), details) as tx:
            return survey.add_link(tx, tree, link)

    def unlink(self, link_id: int, *, coder: str = "") -> None:
        """Take a link away."""
        with self.store.journal.change("unlink", coder or default_coder(), {"link": link_id}) as tx:
            survey.delete_link(tx, link_id)

    def link_list(self) -> list[tuple[int, Link]]:
        """Codes beside survey answers: (id of the link, link)."""
        found = surveys.links(self.store.connection, self.codebook())
        return [(link_id, link) for link_id, _table, link in found]

    def joint(self) -> JointDisplay:
        """The joint display: each linked code's respondents beside the survey's share."""
        return counting.joint_display(self.store)

    def export(self, path: str | Path) -> None:
        """Give the whole project out: `.zip` holds plain files that `import_files` reads back."""
        from etic.actions.exporting import export

        export(self.store, Path(path))

    def bundle(self) -> Bundle:
        """The whole project as values of the model."""
        from etic.actions.exporting import gather

        return gather(self.store)
