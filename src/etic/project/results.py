"""What goes out: counts, the joint display, reports, files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from etic.actions import answers, comparing, joint, samples, survey
from etic.actions.answers import AnswerTable
from etic.actions.comparing import CoderComparison
from etic.actions.importing import ImportReport
from etic.actions.joint import JointDisplay
from etic.analysis.counts import Base
from etic.errors import EticError
from etic.model import Answers, Bundle, Link, Table
from etic.project.file import default_coder
from etic.project.induction import Induction
from etic.store import answers as stored_answers
from etic.store import survey as surveys

if TYPE_CHECKING:
    import pandas as pd


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

    def load_survey(self, path: str | Path, *, study: str = "", coder: str = "") -> ImportReport:
        """Load published tables (csv in long form), or answers by respondent (SPSS, csv, xlsx).

        Any table with one row a respondent is taken for answers, whatever its columns are called.
        """
        from etic.read.survey import read_survey

        bundle = read_survey(Path(path))
        return self.import_bundle(bundle, study=study, who=coder or default_coder())

    def answer_sets(self) -> list[Answers]:
        """Answers by respondent: one set a study, with its variables."""
        return stored_answers.answers(self.store.connection)

    def answer_set(self, study: str = "") -> Answers:
        """The answers of one study; of the only one that has any, where none is named."""
        if study:
            self.check_study(study)
        found = [a for a in self.answer_sets() if study in ("", a.study)]
        if not found:
            raise EticError("answers-none")
        if len(found) > 1:
            raise EticError("answers-several", known=", ".join(a.study for a in found))
        return found[0]

    def answers(self, study: str = "") -> pd.DataFrame:
        """Answers as a frame: one row a respondent, one column a variable."""
        return answers.frame(self.answer_set(study))

    def question_table(self, study: str = "") -> Table:
        """The questions of the answers there are: variable, question, how many answered."""
        return answers.question_table(self.answer_set(study))

    def answer_table(
        self, variable: str, *, by: str = "", base: Base = "asked", study: str = ""
    ) -> AnswerTable:
        """How many respondents gave each answer to a question, by their answers to another.

        `base="asked"` counts shares of those who answered; `group` of all of the group, also those
        who did not; `all` of all respondents.
        """
        self._one_of("base", base, get_args(Base))
        found = self.answer_set(study)
        sample = samples.samples(self.store.connection, found.study)
        return answers.count_answers(found, variable, by, base, sample)

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
        return joint.joint_display(self.store)

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
