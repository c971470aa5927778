"""The framework matrix, and what is distinct of groups of respondents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from etic.actions import framework, profiles
from etic.actions.left_out import left_out
from etic.analysis.framework import FrameworkCell, FrameworkMatrix
from etic.analysis.profiles import Profile
from etic.errors import EticError
from etic.model import Value
from etic.project.file import default_coder
from etic.project.matrices import Matrices
from etic.store import queries


class Framework(Matrices):
    """Summaries by case and theme; codes that are distinct of a group."""

    def framework(
        self,
        themes: Sequence[str] | str = (),
        study: str = "",
        where: Mapping[str, Value] | None = None,
        *,
        by: str = "",
    ) -> FrameworkMatrix:
        """The framework matrix: one row a case, one column a theme, each cell a summary.

        `themes` are codes by path or name, each with the codes under it; without any, the families
        of the codebook. `study` and `where` (attribute → value) keep to some cases; `by` is an
        attribute that rows are grouped by.
        """
        self._check(where={**(where or {}), **({by: ""} if by else {})}, study=study)
        paths = [themes] if isinstance(themes, str) else themes
        label = self.attribute_labels()[by] if by else ""
        with self.store.database.reading() as connection:
            tree = self.store.tree()
            families = [
                node
                for node in tree.children(None)
                if not study or not node.studies or study in node.studies
            ]
            nodes = [tree.resolve(path) for path in paths] or families
            return framework.matrix(
                connection, tree, nodes, study, where, by, label, left_out(self.store)
            )

    def framework_cell(self, case: int | str, code: str) -> FrameworkCell:
        """One cell of the matrix: the summary of a case (by id, name or `study/name`) on a code,
        the quotes that are there, and those the summary rests on."""
        with self.store.database.reading() as connection:
            tree = self.store.tree()
            row = queries.case(connection, case)
            return framework.cell(connection, tree, row, tree.resolve(code))

    def summarise(
        self,
        case: int | str,
        code: str,
        text: str,
        codings: Collection[int] = (),
        *,
        coder: str = "",
        expected: str = "",
        seen: Mapping[str, str] | None = None,
    ) -> bool:
        """Write what a case says on a theme; gives whether the cell changed. It is one step.

        `codings` are the ids of the quotes that the summary rests on, among those of its cell. An
        empty `text` empties the cell. Whoever writes must have seen what stands there: `expected`
        is the text that was read, and where another one stands by now, the error shows both.
        `seen` is the cell's `coded` at the time of reading, else what is coded there now: what
        changes after it makes the summary stale.

        >>> import etic, tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> p = etic.create(folder.name + "/study.etic")
        >>> from etic.model import Bundle, Case, Code, Codebook
        >>> book = Codebook((Code("return"),))
        >>> _ = p.import_bundle(Bundle(codebooks=(book,), cases=(Case("R01", "study"),)))
        >>> p.summarise("R01", "return", "Came back for her mother.")
        True
        >>> p.framework(["return"]).table().rows
        (('R01', 'Came back for her mother.'),)
        >>> p.close(); folder.cleanup()
        """
        tree = self.codebook()
        row = queries.case(self.store.connection, case)
        node = tree.resolve(code)
        told = framework.details(row, node, text)
        name = coder or default_coder()
        with self.store.journal.change("summarise", name, told) as tx:
            return framework.write(tx, tree, row, node, text, codings, name, expected, seen)

    def profile(
        self,
        by: str = "",
        value: str = "",
        *,
        case: int | str = "",
        codes: Sequence[str] | str = (),
        study: str = "",
    ) -> Profile:
        """Which codes are distinct of a group of respondents, or of one respondent.

        `by` is an attribute; with a `value` the profile of its group, else one of each value, every
        one beside all others who have a value. `case` (id, name or `study/name`) is one respondent
        beside all others. `codes` keeps to some codes, each with those under it; without any, all
        codes are gone through (those written for the study), and those that nobody carries are
        left out.
        """
        if bool(by) == (case != ""):
            raise EticError("profile-of-what")
        self._check(where={by: ""} if by else None, study=study)
        paths = [codes] if isinstance(codes, str) else codes
        if by:
            label = self.attribute_labels()[by]
            return profiles.by_attribute(self.store, paths, by, label, value, study)
        row = queries.case(self.store.connection, case)
        return profiles.of_case(self.store, paths, row, study)
