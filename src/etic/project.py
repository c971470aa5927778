"""The heart: everything that the three faces call.

`Project` is a project file and what can be done in it. Its methods take and give plain values,
pandas frames and small result objects, raise `EticError` for bad input, and know no screens.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from etic.actions import cases, codebook, coding, counting, documents, importing, survey, textcoder
from etic.actions.counting import CodeCount, CountTable, JointDisplay, Unit
from etic.actions.importing import ImportReport, Progress
from etic.analysis.counts import Base
from etic.errors import EticError
from etic.i18n import language, use_language
from etic.model import Bundle, Case, Code, Codebook, Hit, Link, Problem, Quote, State, Table
from etic.store import (
    Store,
    backup,
    create,
    open_existing,
    queries,
    search,
    steps,
    sync,
    tallies,
    verify,
)
from etic.store import survey as surveys
from etic.store.codebook import Tree
from etic.store.journal import Event
from etic.store.queries import CaseRow, DocumentRow
from etic.text import find_quote

if TYPE_CHECKING:
    import pandas as pd


class Project:
    """An open project file.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> p = Project.create(Path(folder.name) / "study.etic", "Returnees")
    >>> p.title
    'Returnees'
    >>> p.verify()
    []
    >>> p.close(); folder.cleanup()
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    # -- opening and closing ---------------------------------------------------------------------

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open a project file; an older one is brought up to date, a newer one refused."""
        return cls(open_existing(Path(path)))

    @classmethod
    def create(cls, path: str | Path, title: str = "") -> Self:
        """Make a new, empty project file, readable by its owner alone."""
        return cls(create(Path(path), title=title, language=language(), who=default_coder()))

    def close(self) -> None:
        """Close the file. The project cannot be used after it."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the project file lies."""
        return self.store.path

    @property
    def title(self) -> str:
        """What the study is called."""
        return str(queries.project(self.store.connection)["title"])

    def __repr__(self) -> str:
        return f"<etic.Project {str(self.path)!r}: {self.counts()}>"

    def counts(self) -> dict[str, int]:
        """How many documents, cases, codes, codings, coders, tables and links there are."""
        return queries.counts(self.store.connection)

    def rename(self, title: str, *, coder: str = "") -> None:
        """Give the project another title."""
        with self.store.journal.change("rename", coder or default_coder(), {"title": title}) as tx:
            tx.update("project", 1, {"title": title})

    # -- bringing in -----------------------------------------------------------------------------

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
        for path in paths:
            bundle += read_path(Path(path))
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

    # -- documents and cases ---------------------------------------------------------------------

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

    def delete_document(self, wanted: int | str, *, coder: str = "") -> None:
        """Delete a document with its codings; `undo` brings all of it back."""
        document = self.document(wanted)
        details = {"document": document.name}
        with self.store.journal.change("delete", coder or default_coder(), details) as tx:
            documents.delete(tx, document)

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
        return tallies.progress(self.store.connection)

    def attributes(self) -> dict[str, str]:
        """Attribute names in order, with their kinds (text, number, boolean, date)."""
        return {a.name: a.kind for a in queries.attributes(self.store.connection)}

    def attribute_labels(self) -> dict[str, str]:
        """Attribute names in order, with what they are called in the language at work."""
        ru_first = language() == "ru"
        return {
            a.name: ((a.label_ru or a.label_en) if ru_first else (a.label_en or a.label_ru))
            or a.name
            for a in queries.attributes(self.store.connection)
        }

    def set_cases(self, path: str | Path, *, study: str = "", coder: str = "") -> ImportReport:
        """Set attributes of cases from a csv or xlsx with a column `case`."""
        return self.import_bundle(
            Bundle(cases=cases.read(Path(path))), study=study, who=coder or default_coder()
        )

    def study_titles(self) -> dict[str, str]:
        """The studies in order, with their titles in the language of the person at work."""
        ru_first = language() == "ru"
        return {
            row["name"]: (row["title_ru"] or row["title_en"])
            if ru_first
            else (row["title_en"] or row["title_ru"])
            for row in queries.studies(self.store.connection)
        }

    def check_study(self, name: str) -> None:
        """Raise an error that names the studies there are, if this is none of them."""
        known = self.study_titles()
        if name not in known:
            raise EticError("study-unknown", study=name, known=", ".join(known) or "—")

    # -- codebook --------------------------------------------------------------------------------

    def codebook(self) -> Tree:
        """The codes as a tree."""
        return self.store.tree()

    def codebooks(self) -> list[Codebook]:
        """The codebook as values of the model, one a study and one of codes that belong to none."""
        return self.store.books()

    def code_counts(self, document_id: int | None = None) -> dict[int, CodeCount]:
        """Code id → how often it is used, in all documents or in one."""
        with self.store.database.reading() as connection:
            coded = tallies.coded_by(connection, document_id)
            return counting.code_counts(self.store.tree(), coded)

    def load_codebook(self, path: str | Path, *, study: str = "", coder: str = "") -> ImportReport:
        """Load or update the codebook from yaml, csv, xlsx or a database of another program.

        New codes are added, known ones take over what the file says; none is deleted.
        """
        from etic.read import read_path

        bundle = read_path(Path(path))
        if not bundle.codebooks:
            raise EticError("no-codebook", file=path)
        return self.import_bundle(
            Bundle(codebooks=bundle.codebooks, warnings=bundle.warnings),
            study=study, who=coder or default_coder(),
        )  # fmt: skip

    def add_code(self, code: Code, *, coder: str = "") -> int:
        """Add a code at its path; the code above must be there."""
        tree = self.codebook()
        parent = tree.find(code.parent).id if code.parent else None
        with self.store.journal.change(
            "code-add", coder or default_coder(), {"code": code.path}
        ) as tx:
            return codebook.add(tx, code, parent)

    def edit_code(self, path: str, *, coder: str = "", **values: Any) -> bool:
        """Change fields of a code (name_ru, definition, colour …)."""
        node = self.codebook().find(path)
        with self.store.journal.change("code-edit", coder or default_coder(), {"code": path}) as tx:
            return codebook.edit(tx, node, values)

    def delete_code(self, path: str, *, coder: str = "") -> int:
        """Delete a code, those under it, and their codings; gives how many codings that were."""
        tree = self.codebook()
        node = tree.find(path)
        with self.store.journal.change(
            "code-delete", coder or default_coder(), {"code": path}
        ) as tx:
            return codebook.delete(tx, tree, node)

    # -- coding ----------------------------------------------------------------------------------

    def code(
        self,
        document: int | str,
        start: int | None = None,
        end: int | None = None,
        code: str = "",
        *,
        coder: str = "",
        memo: str = "",
        state: State = "yes",
        quote: str | None = None,
    ) -> Quote:
        """Put a code on the span `[start, end)` of a document, in code points.

        With `quote`, the text must hold exactly that there; a quote that stands in the document
        only once needs no span. Coding the same again changes its memo.
        """
        row = self.document(document)
        if start is None or end is None:
            text = queries.text(self.store.connection, row.revision_id)
            start, end = find_quote(text, quote or "", document=row.name)
        node = self.codebook().resolve(code)
        details = {"document": row.name, "code": node.path, "start": start, "end": end}
        name = coder or default_coder()
        with self.store.journal.change("code", name, details) as tx:
            coding_id = coding.add(
                tx, row, node, start, end, name, quote=quote, memo=memo, state=state
            )
        return self.quote(coding_id)

    def uncode(self, coding_id: int, *, coder: str = "") -> None:
        """Delete a coding."""
        quote = self.quote(coding_id)
        details = {"document": quote.document, "code": quote.code}
        with self.store.journal.change("uncode", coder or default_coder(), details) as tx:
            coding.delete(tx, coding_id)

    def set_memo(self, coding_id: int, memo: str, *, coder: str = "") -> None:
        """Write the memo of a coding."""
        quote = self.quote(coding_id)
        details = {"document": quote.document, "code": quote.code}
        with self.store.journal.change("recode", coder or default_coder(), details) as tx:
            coding.edit(tx, coding_id, {"memo": memo})

    def apply(
        self, document_id: int, coder: str, operations: Sequence[Mapping[str, Any]]
    ) -> textcoder.Outcome:
        """Apply the text coder's operations, each at most once."""
        return textcoder.apply(self.store, document_id, coder, operations)

    def snapshot(self, document: DocumentRow) -> list[sync.Wire]:
        """A document's codings as the text coder reads them."""
        return sync.snapshot(self.store.connection, document.revision_id)

    def deltas(self, document: DocumentRow, since: int) -> list[sync.Wire]:
        """What has changed in a document's codings after an event."""
        return sync.since(self.store.connection, document.revision_id, since)

    def undo(self, *, coder: str = "", who: str = "") -> Event:
        """Take back the last step, of one coder where one is named."""
        return self.store.journal.undo(who or coder or default_coder(), of=coder or None)

    def redo(self, *, coder: str = "", who: str = "") -> Event:
        """Do again what the last undo took back."""
        return self.store.journal.redo(who or coder or default_coder(), of=coder or None)

    def next_step(self, kind: Literal["undo", "redo"], *, coder: str = "") -> Event | None:
        """The step that `undo` or `redo` would take; None where there is none."""
        return steps.next_step(self.store.connection, kind, coder or None)

    def history(self, *, coder: str = "", limit: int | None = None) -> pd.DataFrame:
        """The journal, newest first, as a frame: id, at, who, action, kind, target, details."""
        import pandas as pd

        columns = ["id", "at", "who", "action", "kind", "target", "details"]
        events = self.events(coder=coder, limit=limit)
        rows = [[getattr(event, column) for column in columns] for event in events]
        return pd.DataFrame(rows, columns=columns).astype({"target": "Int64"})

    def events(self, *, coder: str = "", limit: int | None = None) -> list[Event]:
        """The journal, newest first."""
        return self.store.journal.events(coder or None, limit)

    # -- finding ---------------------------------------------------------------------------------

    def search_hits(
        self,
        query: str,
        *,
        code: str | None = None,
        where: Mapping[str, str] | None = None,
        study: str | None = None,
        document: int | str | None = None,
        limit: int | None = None,
    ) -> list[Hit]:
        """Places in the transcripts where a query is met; see `etic.language.query`."""
        codes = self.codebook().under(code) if code else None
        self._check_attributes(where)
        return search.search(
            self.store.connection, query, codes=codes, where=where, study=study,
            document_id=self.document(document).id if document is not None else None, limit=limit,
        )  # fmt: skip

    def search(self, query: str, **filters: Any) -> pd.DataFrame:
        """The same as a frame: document, case, speaker, start, end, text, before, after."""
        import pandas as pd

        columns = ["document", "case", "speaker", "start", "end", "text", "before", "after"]
        hits = self.search_hits(query, **filters)
        return pd.DataFrame([[getattr(h, c) for c in columns] for h in hits], columns=columns)

    def quote_list(
        self,
        *,
        code: str | None = None,
        where: Mapping[str, str] | None = None,
        coder: str | None = None,
        study: str | None = None,
        document: int | str | None = None,
        ids: Iterable[int] | None = None,
    ) -> list[Quote]:
        """Codings with their quotes. A code includes the codes under it, exactly.

        `ids` keeps to these codings, as `CountTable.behind` names them.
        """
        tree = self.codebook()
        self._check_attributes(where)
        if coder is not None and coder not in self.coders():
            raise EticError("coder-unknown", coder=coder, known=", ".join(self.coders()) or "—")
        return queries.quotes(
            self.store.connection, tree, codes=tree.under(code) if code else None, where=where,
            coder=coder, study=study,
            document_id=self.document(document).id if document is not None else None,
            ids=None if ids is None else list(ids),
        )  # fmt: skip

    def quotes(self, **filters: Any) -> pd.DataFrame:
        """The quote table as a frame; filters as for `quote_list`.

        Columns: case, document, speaker, code, quote, start, end, coder, memo, then attributes.
        """
        import pandas as pd

        table = self.quote_table(self.quote_list(**filters))
        return pd.DataFrame(list(table.rows), columns=[column.key for column in table.columns])

    def codings(self) -> pd.DataFrame:
        """All codings, with the columns of `quotes`."""
        return self.quotes()

    def quote(self, coding_id: int) -> Quote:
        """One coding with its quote."""
        found = queries.quotes(self.store.connection, self.codebook(), ids=[coding_id])
        if not found:
            raise EticError("coding-gone")
        return found[0]

    def quote_table(self, quotes: Sequence[Quote]) -> Table:
        """Quotes as a table to be shown or written."""
        return counting.quote_table(quotes, list(self.attributes()))

    def hit_table(self, hits: Sequence[Hit]) -> Table:
        """Places found, as a table to be shown or written."""
        return counting.hit_table(hits)

    def coders(self) -> list[str]:
        """The coders, in order of their first work."""
        return queries.coders(self.store.connection)

    def coder_counts(self) -> dict[str, int]:
        """Coder → how many codings of theirs there are."""
        return tallies.by_coder(self.store.connection)

    def _check_attributes(self, where: Mapping[str, str] | None) -> None:
        known = self.attributes()
        for name in where or {}:
            if name not in known:
                raise EticError("attribute-unknown", attribute=name, known=", ".join(known) or "—")

    # -- counting --------------------------------------------------------------------------------

    def table(
        self,
        codes: Sequence[str],
        *,
        by: str = "",
        unit: Unit = "case",
        base: Base = "asked",
        study: str = "",
        coder: str | None = None,
    ) -> CountTable:
        """How many units carry each code, by the values of an attribute."""
        if by:
            self._check_attributes({by: ""})
        return counting.count_codes(self.store, codes, by, unit, base, study, coder)

    # -- survey ----------------------------------------------------------------------------------

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

    # -- giving out ------------------------------------------------------------------------------

    def report(self, path: str | Path, *, study: str = "", lang: str | None = None) -> None:
        """Write the report of a study (or of all) as one html page or a docx."""
        from etic.report import write
        from etic.report.study import compose

        with use_language(lang or language()):
            write(compose(self, study), Path(path))

    def export(self, path: str | Path) -> None:
        """Give the whole project out: `.zip` holds plain files that `import_files` reads back."""
        from etic.actions.exporting import export

        export(self.store, Path(path))

    def bundle(self) -> Bundle:
        """The whole project as values of the model."""
        from etic.actions.exporting import gather

        return gather(self.store)

    # -- keeping ---------------------------------------------------------------------------------

    def backup(self, path: str | Path | None = None) -> Path:
        """Copy the project, whole whatever else is being written; gives where the copy lies."""
        if path is None:
            stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
            path = self.path.with_name(f"{self.path.stem}-{stamp}{self.path.suffix}")
        backup.backup(self.store.database, Path(path))
        return Path(path)

    @classmethod
    def restore(cls, source: str | Path, path: str | Path) -> Self:
        """Make a project of a backup; the backup is only read."""
        return cls(Store(backup.restore(Path(source), Path(path))))

    def verify(self) -> list[Problem]:
        """What does not hold of this file: spans, quotes, hashes, journal replay, integrity."""
        with self.store.database.reading() as connection:
            return list(verify.verify(connection))


def default_coder() -> str:
    """Who is at work, when nobody says: the name of the account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "coder"
