"""What comes in: transcripts, cases and their attributes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from etic.actions import cases, documents, importing, samples, standing
from etic.actions.importing import ImportReport, Progress
from etic.actions.standing import StudyProgress
from etic.errors import EticError
from etic.i18n import either
from etic.model import Bundle, Case
from etic.project.file import ProjectFile, default_coder
from etic.store import deleted, queries
from etic.store.deleted import DeletedDocument
from etic.store.queries import CaseRow, DocumentRow

if TYPE_CHECKING:
    import pandas as pd

LANGUAGES = ("ru", "ky", "en", "")  # of a document; others are kept, and not looked into


class Material(ProjectFile):
    """Documents and cases of a project."""

    def import_files(
        self,
        paths: Iterable[str | Path],
        *,
        study: str = "",
        coder: str = "",
        case_list: str | Path | None = None,
        revise: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Bring in transcripts, codebooks, codings, tables: files and folders, kind by content.

        All of it comes in, as one step of the journal, or nothing. `study` is for what names none,
        `coder` for codings that name none; `case_list` is a csv or xlsx of cases with attributes;
        with `revise`, a transcript whose name is known becomes that document's next revision.
        """
        from etic.read import read_path

        bundle = Bundle()
        named = [Path(path) for path in paths]
        for path in named:
            read = read_path(path)
            if len(named) > 1 and path.is_dir():  # a/R1.txt and b/R1.txt are told apart
                read = replace(
                    read,
                    documents=tuple(
                        replace(d, source=f"{path.name}/{d.source}") for d in read.documents
                    ),
                )
            bundle += read
        if case_list is not None:
            bundle += Bundle(cases=cases.read(Path(case_list)))
        return self.import_bundle(
            bundle, study=study, coder=coder, revise=revise, progress=progress
        )

    def import_bundle(
        self,
        bundle: Bundle,
        *,
        study: str = "",
        coder: str = "",
        who: str = "",
        revise: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Bring in what a reader has read already."""
        return importing.import_bundle(
            self.store, bundle, who=who or coder or default_coder(), study=study, coder=coder,
            revise=revise, progress=progress,
        )  # fmt: skip

    def document_list(self) -> list[DocumentRow]:
        """The documents, without their texts."""
        return queries.documents(self.store.connection)

    def documents(self) -> pd.DataFrame:
        """The documents as a frame: id, name, study, case, language, length, turns, codings."""
        import pandas as pd

        columns = ["id", "name", "study", "case", "language", "length", "turns", "codings"]
        rows = [[getattr(d, column) for column in columns] for d in self.document_list()]
        return pd.DataFrame(rows, columns=columns)

    def document(self, wanted: int | str) -> DocumentRow:
        """One document by id, name or `study/name`."""
        return queries.document(self.store.connection, wanted)

    def text(self, wanted: int | str) -> str:
        """The text of a document's current revision."""
        return queries.text(self.store.connection, self.document(wanted).revision_id)

    def sentence_end(self, document: DocumentRow, start: int) -> int:
        """Where the sentence ends that a place lies in; the next one's, between sentences."""
        segments = queries.segments(self.store.connection, document.revision_id)
        return next((s.end for s in segments if s.end > start), document.length)

    def set_language(self, wanted: int | str, language: str, *, coder: str = "") -> None:
        """Say which language a document is in: `ru`, `ky`, `en`, or nothing where it is another.

        The languages of its turns, its index and its sentences follow in the same step.
        """
        if language not in LANGUAGES:
            raise EticError("document-language", language=language, known=", ".join(LANGUAGES[:-1]))
        document = self.document(wanted)
        details = {"document": document.name, "language": language}
        with self.store.journal.change("language", coder or default_coder(), details) as tx:
            documents.set_language(tx, document, language)

    def delete_document(self, wanted: int | str, *, coder: str = "") -> None:
        """Delete a document with its codings; `undo` brings all of it back."""
        document = self.document(wanted)
        details = {"document": document.name}
        with self.store.journal.change("delete", coder or default_coder(), details) as tx:
            documents.delete(tx, document)

    def deleted_documents(self) -> list[DeletedDocument]:
        """Documents that were deleted and are not there now, the last deleted first."""
        return deleted.documents(self.store.connection)

    def restore_document(self, event: int, *, coder: str = "") -> DocumentRow:
        """Bring a deleted document back with its codings, by the step that deleted it.

        It is refused where its name, or its respondent's, has been given to another since, and
        where a code that it had has been deleted.
        """
        known = {found.event: found for found in self.deleted_documents()}
        if event not in known:
            raise EticError("restore-unknown", step=event)
        deleted.check(self.store.connection, known[event])
        self.store.journal.undo_step(event, coder or default_coder())
        return self.document(known[event].document_id)

    def case_list(self) -> list[CaseRow]:
        """The cases with their attributes."""
        return queries.cases(self.store.connection)

    def cases(self) -> pd.DataFrame:
        """The cases as a frame: study, case, documents, then one column an attribute."""
        import pandas as pd

        return pd.DataFrame(cases.records(self.case_list(), self.attributes()))

    def set_attributes(self, given: Iterable[Case], *, coder: str = "") -> int:
        """Set attributes of known cases, all as one step; gives how many values changed.

        An empty value takes the attribute away from its case.
        """
        given = list(given)
        details = {"cases": ", ".join(case.name for case in given[:20])}
        with self.store.journal.change("attributes", coder or default_coder(), details) as tx:
            return sum(cases.set_known(tx, case) for case in given)

    def progress(self) -> dict[int, tuple[int, int]]:
        """Document id → (sentences of those who answer, how many of them carry a code)."""
        return self._progress(self.store.connection)

    def study_progress(self) -> list[StudyProgress]:
        """The studies in order: respondents, documents, sentences, and how many are coded."""
        return standing.by_study(self.store, self.progress())

    def attributes(self) -> dict[str, str]:
        """Attribute names in order, with their kinds (text, number, boolean, date)."""
        return {a.name: a.kind for a in queries.attributes(self.store.connection)}

    def attribute_labels(self) -> dict[str, str]:
        """Attribute names in order, with what they are called in the language at work."""
        return {
            a.name: either(a.label_ru, a.label_en) or a.name
            for a in queries.attributes(self.store.connection)
        }

    def set_cases(self, path: str | Path, *, study: str = "", coder: str = "") -> ImportReport:
        """Set attributes of cases from a csv or xlsx with a column `case`."""
        return self.import_bundle(
            Bundle(cases=cases.read(Path(path))), study=study, who=coder or default_coder()
        )

    def study_titles(self) -> dict[str, str]:
        """The studies in order, with their titles in the language of the person at work."""
        return {
            row["name"]: either(row["title_ru"], row["title_en"])
            for row in queries.studies(self.store.connection)
        }

    def probability_samples(self) -> list[str]:
        """The studies that say they have a probability sample."""
        return samples.probability_samples(self.store.connection)

    def set_probability_sample(self, study: str, value: bool = True, *, coder: str = "") -> None:
        """Say that a study's respondents are a probability sample, or that they are not.

        The note under every table of the study follows.
        """
        self.check_study(study)
        if value == (study in self.probability_samples()):
            return
        action = "probability-sample" if value else "no-probability-sample"
        with self.store.journal.change(action, coder or default_coder(), {"study": study}) as tx:
            samples.set_probability_sample(tx, study, value)

    def check_study(self, name: str) -> None:
        """Raise an error that names the studies there are, if this is none of them."""
        known = self.study_titles()
        if name not in known:
            raise EticError("study-unknown", study=name, known=", ".join(known) or "—")
