"""The survey in a project: published tables, and answers by respondent, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from etic.actions import answer_sets, answers, ensure, following, samples
from etic.actions.answer_counting import Where, count_answers, question_table
from etic.actions.answer_numbers import NumberTable, number_table
from etic.actions.answer_tables import AnswerTable
from etic.actions.importing import ImportReport
from etic.analysis.counts import Base
from etic.analysis.crosstab import Percents
from etic.errors import EticError
from etic.mixed.people import People, people
from etic.model import Answers, Bundle, ResponseSet, Table
from etic.project.file import default_coder
from etic.project.results import Results
from etic.store import answers as stored_answers
from etic.store import survey as surveys

if TYPE_CHECKING:
    import pandas as pd

    from etic.read.survey_wide import WideProposal


class Survey(Results):
    """A project and its survey."""

    def load_survey(self, path: str | Path, *, study: str = "", coder: str = "") -> ImportReport:
        """Load published tables (csv in long form), or answers by respondent (SPSS, csv, xlsx).

        Any table with one row a respondent is taken for answers, whatever its columns are called.
        Tables as they were printed are refused: see `survey_proposals`.
        """
        from etic.read.survey import read_survey

        proposals = self.survey_proposals(path)
        if proposals:
            raise EticError("wide-confirm", file=Path(path).name, n=len(proposals))
        bundle = read_survey(Path(path))
        return self.import_bundle(bundle, study=study, who=coder or default_coder())

    def survey_proposals(
        self, path: str | Path, *, mapping: str | Path | None = None, printed: bool = False
    ) -> list[WideProposal]:
        """How the printed tables of a Word, html, xlsx or csv file are understood.

        Empty where the file holds something else, unless it is said that it is `printed` tables.
        A mapping file corrects what was understood. Nothing is loaded: `load_tables` does that.
        """
        from etic.read.survey import read_wide

        return read_wide(Path(path), Path(mapping) if mapping else None, printed=printed)

    def load_tables(
        self, proposals: Sequence[WideProposal], *, study: str = "", coder: str = ""
    ) -> ImportReport:
        """Load printed tables as they were confirmed: all of them, or none where one is wrong."""
        tables = tuple(proposal.table() for proposal in proposals)
        keys = [(table.study, table.number, table.question) for table in tables]
        for table, key in zip(tables, keys, strict=True):
            if keys.count(key) > 1:
                raise EticError("wide-same", file=table.source, table=table.number)
        known = self.study_titles()
        if not study and len(known) > 1 and not all(table.study for table in tables):
            raise EticError("study-which", known=", ".join(known))
        return self.import_bundle(Bundle(tables=tables), study=study, who=coder or default_coder())

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
        return question_table(self.answer_set(study))

    def answer_table(
        self,
        variable: str | Sequence[str],
        *,
        by: str = "",
        base: Base = "asked",
        percents: Percents = "base",
        weighted: bool | None = None,
        where: Where | None = None,
        missing: bool = False,
        study: str = "",
    ) -> AnswerTable:
        """How many respondents gave each answer to a question, by their answers to another.

        `variable` is a question, a set of several answers, or several of these in one table.
        `base="asked"` counts shares of those who answered; `group` of all of the group, also those
        who did not; `all` of all respondents. `percents` of the wide form: of that base, or of the
        row, the column, or all answers. `where` (question → answer, or several) says who alone is
        counted. Weights count where the survey declares them, unless `weighted` says otherwise.
        With `missing`, answers declared missing and none given have lines of their own, and every
        answer its share of all.
        """
        self._one_of("base", base, get_args(Base))
        self._one_of("percents", percents, get_args(Percents))
        found = self.answer_set(study)
        return count_answers(
            found, variable, by, base, samples.samples(self.store.connection, found.study),
            percents=percents, weighted=weighted, where=where, missing=missing,
        )  # fmt: skip

    def answer_numbers(
        self,
        variable: str | Sequence[str],
        *,
        by: str = "",
        weighted: bool | None = None,
        where: Where | None = None,
        study: str = "",
    ) -> NumberTable:
        """Mean, spread and quartiles of what was answered in numbers, by the answers to another."""
        found = self.answer_set(study)
        names = [variable] if isinstance(variable, str) else list(variable)
        sample = samples.samples(self.store.connection, found.study)
        return number_table(found, names, by, sample, weighted=weighted, where=where)

    def set_weight(self, variable: str | None, *, study: str = "", coder: str = "") -> None:
        """Say which variable weights the respondents; None: each of them counts one."""
        found = self.answer_set(study)
        if variable == (found.weight or None):
            return
        if variable is not None:
            answer_sets.check_weight(found, variable)
        details = {"study": found.study, "variable": variable or ""}
        with self.store.journal.change("weight", coder or default_coder(), details) as tx:
            study_id = ensure.study(tx, found.study)
            tx.clear("survey_weights", study_id=study_id)
            if variable is not None:
                tx.insert("survey_weights", {"study_id": study_id, "variable": variable})

    def set_response_set(
        self,
        name: str,
        variables: Sequence[str] | None,
        *,
        label: str = "",
        kind: Literal["dichotomy", "category"] = "dichotomy",
        counted: str = "",
        study: str = "",
        coder: str = "",
    ) -> None:
        """Say which variables together are one question with several answers; None: they are none.

        A `dichotomy` has a column for each answer, which says `counted` (an answer or its code)
        where it was given; found by itself where only one answer means yes. Of a `category`, every
        column holds one of the answers. A set of the same name is replaced.
        """
        self._one_of("kind", kind, ("dichotomy", "category"))
        found = self.answer_set(study)
        details = {"study": found.study, "set": name}
        if variables is None:
            if name not in {several.name for several in found.sets}:
                known = ", ".join(several.name for several in found.sets) or "—"
                raise EticError("set-unknown", set=name, known=known)
            with self.store.journal.change("no-set", coder or default_coder(), details) as tx:
                answer_sets.delete_set(tx, ensure.study(tx, found.study), name)
            return
        said = ResponseSet(name.strip(), label, kind, tuple(variables), counted)
        checked = answer_sets.checked_set(found, said)
        if checked in found.sets:
            return
        change = self.store.journal.change("set", coder or default_coder(), details)
        with change as tx, following.followed(tx, found.study):
            answer_sets.put_set(tx, ensure.study(tx, found.study), checked)

    def linked_respondents(self, study: str = "") -> People:
        """Which respondents of the survey were interviewed, and whose names are nearly the same."""
        found = self.answer_set(study).study
        named = [
            (name, case)
            for _, name, case in stored_answers.respondents(self.store.connection, found)
        ]
        return people(named, [case.name for case in self.case_list() if case.study == found])

    def link_respondents(
        self, pairs: Mapping[str, str | None], *, study: str = "", coder: str = ""
    ) -> None:
        """Say which respondent is which interviewed case; None: none of them.

        Equal names in one study are one person, and need no saying.
        """
        found = self.answer_set(study).study
        details = {"study": found, "n": len(pairs)}
        with self.store.journal.change("people", coder or default_coder(), details) as tx:
            answer_sets.link_people(tx, ensure.study(tx, found), pairs)

    def survey_tables(self) -> list[tuple[int, Any]]:
        """Published tables: (id, table)."""
        return list(surveys.tables(self.store.connection))
