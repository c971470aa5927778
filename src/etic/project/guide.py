"""The interview guide, and what respondents were asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from etic.actions import asked_tables, asking, guides
from etic.actions.asking import Disagreement, GuideAsked, Proposal
from etic.actions.importing import ImportReport
from etic.errors import EticError
from etic.guide import Guide
from etic.model import Bundle, Table
from etic.project.autocoding import Autocoding
from etic.project.file import default_coder
from etic.store import guides as stored
from etic.store import queries

if TYPE_CHECKING:
    import pandas as pd


class Guides(Autocoding):
    """Interview guides of a project. A program recognises questions; a person sets bases."""

    def guides(self, study: str = "") -> list[Guide]:
        """The guides of a study, or of all, with what people put right."""
        self._check(study=study)
        with self.store.database.reading() as connection:
            return stored.guides(connection, self.store.tree(), study)

    def load_guide(
        self, path: str | Path, *, study: str = "", name: str = "", coder: str = ""
    ) -> ImportReport:
        """Bring in a guide from a file: YAML, or a list of numbered questions in txt, docx, csv, ….

        What the file says of study and name goes first. A guide of that study and name becomes what
        the file says: questions that are not in it go; one step of the journal.
        """
        from etic.read import load

        source = load(Path(path), Path(path).name)
        guide = self.read_guide(source.name, source.data, study=study, name=name)
        return self.import_bundle(Bundle(guides=(guide,)), who=coder or default_coder())

    def read_guide(self, file: str, data: bytes, *, study: str = "", name: str = "") -> Guide:
        """The guide in a file's bytes; nothing is stored."""
        from etic.read.guide_list import read_list
        from etic.read.source import Source

        guide = guides.with_study(read_list(Source(file, data)), study, name)
        known = list(self.study_titles())
        if not guide.study and len(known) != 1:
            raise EticError("guide-study", file=file, known=", ".join(known) or "—")
        return guide if guide.study else guides.with_study(guide, known[0])

    def save_guide(self, guide: Guide, *, coder: str = "") -> None:
        """Make a guide, or make a known one of its study and name what it says now."""
        self.check_study(guide.study)
        details = {"guide": guide.title}
        with self.store.journal.change("guide", coder or default_coder(), details) as tx:
            guides.load(tx, self.codebook(), guide)
            guides.load_corrections(tx, guide)

    def delete_guide(self, study: str, name: str = "", *, coder: str = "") -> None:
        """Delete a guide with what was put right by hand; `undo` brings it back."""
        details = {"guide": name or study}
        with self.store.journal.change("guide-delete", coder or default_coder(), details) as tx:
            guides.delete(tx, study, name)

    def draft_guide(
        self, study: str, *, name: str = "", who: Mapping[str, str] | None = None
    ) -> Guide:
        """A first guide from the interviewers' numbered questions: number → most typical wording.

        `who` keeps to respondents with these attributes. Nothing is stored: a person looks at it
        and saves it with `save_guide`. Its codes are those that most often stand in the answers.
        """
        self.check_study(study)
        return asking.drafted(self.store, study, name, dict(who or {}))

    def guide_file(self, guide: Guide) -> str:
        """A guide as the YAML that `load_guide` reads back."""
        from etic.write.guide import guide_yaml

        return guide_yaml(guide)

    def asking(self, study: str = "") -> list[GuideAsked]:
        """Each guide against the transcripts: turns, respondents by questions, what to look at.

        It only looks: no base changes until `apply_not_asked` is called.
        """
        self._check(study=study)
        return asking.compare(self.store, study)

    def asked(self, study: str = "", guide: str = "") -> pd.DataFrame:
        """Respondents by questions as a frame: study, guide, case, then one column a question.

        A cell is `asked`, `not asked` or `unsure`; missing where the respondent's guide has no
        question of that number. `guide` keeps to the guide of that name.
        """
        import pandas as pd

        records = [
            {
                "study": found.guide.study,
                "guide": found.guide.name,
                "case": row.case.name,
                **{n: state.replace("-", " ") for n, state in row.states().items()},
            }
            for found in self.asking(study)
            if guide in ("", found.guide.name)
            for row in found.rows
        ]
        return pd.DataFrame(records, columns=None if records else ["study", "guide", "case"])

    def asked_table(self, study: str = "", guide: str = "") -> Table:
        """The same as a table to be shown or written."""
        found = [f for f in self.asking(study) if guide in ("", f.guide.name)]
        return asked_tables.matrix_table(found)

    def guide_table(self, study: str = "") -> Table:
        """The questions of the guides, with how many respondents were asked each."""
        return asked_tables.guide_table(self.asking(study))

    def guide_table_of(self, found: GuideAsked) -> Table:
        """The same of what was found of one guide."""
        return asked_tables.guide_table([found])

    def asked_table_of(self, found: GuideAsked) -> Table:
        """Respondents by questions of what was found of one guide."""
        return asked_tables.matrix_table([found])

    def not_asked_table(self, found: Sequence[GuideAsked]) -> Table:
        """Topics proposed as not asked, and those declared so though a question was found."""
        return asked_tables.unasked_table(found, self.codebook())

    def not_asked_proposals(self, study: str = "") -> list[Proposal]:
        """Topics that look as if they were not asked of these respondents: for a person to say."""
        return [p for found in self.asking(study) for p in found.proposals]

    def not_asked_disagreements(self, study: str = "") -> list[Disagreement]:
        """Topics declared as not asked about which a question was found all the same."""
        return [d for found in self.asking(study) for d in found.disagreements]

    def apply_not_asked(self, pairs: Collection[tuple[int | str, str]], *, coder: str = "") -> int:
        """Note that respondents were not asked about topics: (case, code path) each.

        One step, which changes the bases of counts. A case is an id, a name or `study/name`. Gives
        how many notes are new.
        """
        tree, cases = self.codebook(), self._cases(pairs)
        with self.store.journal.change("not-asked", coder or default_coder(), _said(pairs)) as tx:
            return guides.note_not_asked(tx, tree, cases)

    def withdraw_not_asked(
        self, pairs: Collection[tuple[int | str, str]], *, coder: str = ""
    ) -> int:
        """Take such notes back: they were asked after all. One step; gives how many notes went."""
        tree, cases = self.codebook(), self._cases(pairs)
        with self.store.journal.change("asked", coder or default_coder(), _said(pairs)) as tx:
            return guides.note_asked(tx, tree, cases)

    def not_asked(self) -> list[tuple[str, str, str]]:
        """The topics noted as not asked: (study, case, code path) each."""
        cases = {case.id: case for case in self.case_list()}
        tree = self.codebook()
        return [
            (cases[case_id].study, cases[case_id].name, tree.by_id[code_id].path)
            for case_id, code_id in queries.not_asked(self.store.connection)
        ]

    def set_question(
        self,
        document: int | str,
        start: int,
        questions: Sequence[str] | None,
        *,
        coder: str = "",
    ) -> bool:
        """Say which questions of the guide (numbers) the interviewer's turn at `start` asks.

        `()` says that it asks none; None lets the program recognise it again. It holds against
        number and words, also after the transcript is corrected. Gives whether anything changed.
        """
        row = self.document(document)
        found = stored.conversations(self.store.connection, row.study)
        conversation = next(c for c in found if c.document_id == row.id)
        case = queries.case(self.store.connection, row.case_id) if row.case_id else None
        guide = asking.chosen(self.guides(row.study), case) if case else None
        if guide is None:
            raise EticError("guide-none-for", document=row.name)
        said = "?" if questions is None else ", ".join(questions) or "—"
        details = {"document": row.name, "start": start, "question": said}
        with self.store.journal.change("question", coder or default_coder(), details) as tx:
            return guides.correct(tx, guide, conversation, start, questions)

    def _cases(self, pairs: Collection[tuple[int | str, str]]) -> list[tuple[int, str]]:
        return [(queries.case(self.store.connection, case).id, path) for case, path in pairs]


def _said(pairs: Collection[tuple[int | str, str]]) -> dict[str, object]:
    """What the journal says: which topics, by their paths."""
    return {"topics": ", ".join(sorted({path for _, path in pairs})[:20])}
