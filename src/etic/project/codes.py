"""The codebook: its tree, loading and editing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etic.actions import codebook, counting, rearranging
from etic.actions.counting import CodeCount
from etic.actions.importing import ImportReport
from etic.actions.rearranging import Merging
from etic.analysis.codebooks import Difference, compare
from etic.errors import EticError
from etic.i18n import t
from etic.model import Bundle, Code, Codebook, Column, Table
from etic.project.file import default_coder
from etic.project.texts import Texts
from etic.store import past, queries, tallies
from etic.store.codebook import Tree, books, load
from etic.store.framework import summaries
from etic.store.steps import Event


class Codes(Texts):
    """The codebook of a project."""

    def codebook(self) -> Tree:
        """The codes as a tree."""
        return self.store.tree()

    def codebooks(self) -> list[Codebook]:
        """The codebook as values of the model, one a study and one of codes that belong to none."""
        return self.store.books()

    def codebook_table(self, study: str = "", event: int | None = None) -> Table:
        """The codebook as a table: of a study or of all, now or as it was after a step.

        One row a code, in the order of the tree, its name set in by its depth; the column `path`
        has its address.
        """
        if study:
            self.check_study(study)
        tree = self.codebook() if event is None else self.codebook_at(event)
        nodes = [n for n in tree if not study or not n.studies or study in n.studies]
        texts = ("definition", "include", "exclude", "example")
        columns = (
            Column("name", t("columns.name")),
            *(Column(key, t(f"studyreport.{key}")) for key in texts),
            Column("path", t("columns.code")),
        )
        rows = tuple(
            (
                "\u2003" * node.depth + node.name,
                *(getattr(node.code, key) for key in texts),
                node.path,
            )
            for node in nodes
        )
        title = t("studyreport.codebook-table")
        return Table(columns, rows, title, t("words.codes", n=len(rows)) + ".")

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

    def add_code(self, code: Code, *, before: str = "", coder: str = "") -> int:
        """Add a code at its path, in front of the code `before`, else last; gives its id.

        The code above must be there; the new one is of that code's studies.
        """
        with self.store.database.writing() as connection:
            tree = self.codebook()
            parent = tree.find(code.parent) if code.parent else None
            ahead = tree.find(before) if before else None
            with self.store.journal.change_within(
                connection, "code-add", coder or default_coder(), {"code": code.path}
            ) as tx:
                return rearranging.add(tx, tree, code, parent, ahead)

    def edit_code(self, path: str, *, coder: str = "", **values: Any) -> bool:
        """Change fields of a code: name_ru, definition, colour …, `segment`, `required`, `studies`.

        With `studies` (their names; none: every study) those under it come to be of no other.
        Gives whether anything changed.
        """
        with self.store.database.writing() as connection:
            node = self.codebook().find(path)
            studies = values.pop("studies", None)
            with self.store.journal.change_within(
                connection, "code-edit", coder or default_coder(), {"code": path}
            ) as tx:
                changed = codebook.edit(tx, node, values)
                if studies is not None:
                    changed |= rearranging.set_studies(tx, node, studies)
                return changed

    def delete_code(self, path: str, *, coder: str = "") -> int:
        """Delete a code, those under it, and their codings; gives how many codings that were."""
        tree = self.codebook()
        node = tree.find(path)
        with self.store.journal.change(
            "code-delete", coder or default_coder(), {"code": path}
        ) as tx:
            return codebook.delete(tx, tree, node)

    def move_code(self, path: str, under: str = "", before: str = "", *, coder: str = "") -> str:
        """Put a code, with all under it, under another code (under none: as a family).

        It comes to stand in front of the code `before`, else last. Gives its new path.
        """
        with self.store.database.writing() as connection:
            tree = self.codebook()
            node = tree.resolve(path)
            parent = tree.resolve(under) if under else None
            next_to = tree.resolve(before) if before else None
            to = f"{parent.path}/{node.code.segment}" if parent else node.code.segment
            with self.store.journal.change_within(
                connection, "code-move", coder or default_coder(), {"code": node.path, "to": to}
            ) as tx:
                return rearranging.move(tx, tree, node, parent, next_to)

    def merge_codes(self, path: str, into: str, *, coder: str = "") -> int:
        """Make one code of two; gives how many codings changed their code.

        What becomes of codings, memos and fields that both have, `actions.rearranging.merge` says.
        """
        with self.store.database.writing() as connection:
            tree = self.codebook()
            source, kept = tree.resolve(path), tree.resolve(into)
            details = rearranging.merge_details(tree, source, kept)
            with self.store.journal.change_within(
                connection, "code-merge", coder or default_coder(), details
            ) as tx:
                return rearranging.merge(tx, tree, source, kept)

    def merging(self, path: str, into: str) -> Merging:
        """What merging one code into another would do, in numbers; nothing is changed."""
        with self.store.database.reading() as connection:
            tree = self.codebook()
            quotes = queries.quotes(connection, tree)
            second = queries.second_coders(connection)
            written = {(row.case_id, row.code_id) for row in summaries(connection)}
        source, kept = tree.resolve(path), tree.resolve(into)
        return rearranging.foresee(tree, source, kept, quotes, second, written)

    def split_code(self, path: str, new: Code, *, codings: Sequence[int], coder: str = "") -> int:
        """Give some of a code's codings to a new code at its own path; gives the new code's id."""
        with self.store.database.writing() as connection:
            tree = self.codebook()
            node = tree.resolve(path)
            details = {"code": node.path, "into": new.path, "codings": len(set(codings))}
            with self.store.journal.change_within(
                connection, "code-split", coder or default_coder(), details
            ) as tx:
                return rearranging.split(tx, tree, node, new, codings)

    # -- versions --------------------------------------------------------------------------------

    def codebook_versions(self) -> list[Event]:
        """The steps of the journal that changed the codebook, newest first."""
        return past.codebook_events(self.store.connection)

    def codebook_at(self, event_id: int) -> Tree:
        """The codes as they were after a step of the journal."""
        with past.as_of(self.store.connection, event_id) as then:
            return load(then)

    def codebooks_at(self, event_id: int) -> list[Codebook]:
        """The codebook as values of the model, as it was after a step of the journal."""
        with past.as_of(self.store.connection, event_id) as then:
            return books(then, load(then))

    def codebook_differences(
        self, from_event: int, to_event: int | None = None
    ) -> list[Difference]:
        """What is not as it was after a step: now, or after a later step."""
        with self.store.database.reading() as connection:
            before = self.codebook_at(from_event)
            after = self.codebook() if to_event is None else self.codebook_at(to_event)
            return compare(before.nodes, after.nodes, past.merged(connection))
