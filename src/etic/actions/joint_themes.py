"""Joint displays by theme: statistics by theme, and pillars with evidence of both kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etic.actions.joint import JointDisplay, quoted
from etic.analysis.drawing import Bars
from etic.analysis.result import Method, Result
from etic.i18n import number, percent, t
from etic.joined import Pillar
from etic.mixed.joint import Joint
from etic.model import Column, Table, Value
from etic.store.codebook import Tree


@dataclass(frozen=True)
class StatisticsByTheme(Result):
    """Themes, the survey's figures on each, and what respondents say of it."""

    joint: JointDisplay  # links in the order of their themes
    themes: tuple[str, ...]  # the theme of each link

    @classmethod
    def of(cls, joint: JointDisplay, tree: Tree) -> StatisticsByTheme:
        """The links of a joint display, gathered by the family that their code belongs to."""
        order = {node.path: place for place, node in enumerate(tree)}
        rows = sorted(joint.rows, key=lambda row: order[row.link.code])
        return cls(joint.only(rows), tuple(theme(tree, row.link.code) for row in rows))

    def table(self) -> Table:
        """A row a link: theme, code, question, answer, the survey's figures, the quotes."""
        columns = (
            Column("theme", t("joint.column-theme")),
            Column("code", t("columns.code")),
            Column("study", t("columns.study")),
            Column("table", t("columns.table")),
            Column("question", t("columns.question")),
            Column("answer", t("columns.answer")),
            Column("group", t("columns.group")),
            Column("survey_share", t("columns.survey_share"), "percent"),
            Column("survey_low", t("columns.survey_low"), "percent"),
            Column("survey_high", t("columns.survey_high"), "percent"),
            Column("survey_base", t("columns.survey_base")),
            Column("n", t("columns.n"), "integer"),
            Column("base", t("columns.base"), "integer"),
            Column("quotes", t("joint.column-quotes")),
        )
        rows = []
        for name, row in zip(self.themes, self.joint.rows, strict=True):
            link, there, here = row.link, row.survey, row.interviews
            rows.append(
                (
                    name, self.joint.names[link.code], link.study, link.table or link.variable,
                    link.question, link.answer, link.group, there.share, there.low, there.high,
                    there.declared_base, here.n, here.base, quoted(row.typical + row.deviant),
                )
            )  # fmt: skip
        return Table(columns, tuple(rows), t("joint.statistics-title"), self.joint.note)

    def methods(self) -> Sequence[Method]:
        """How quotes are chosen."""
        return self.joint.methods()[1:]

    def drawings(self) -> Sequence[Bars]:
        """Both sides of every link."""
        return self.joint.drawings()

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The quotes of a row, or the codings behind its count."""
        found = self.joint.rows[row]
        if column == "quotes":
            return [quote.id for quote in found.typical + found.deviant]
        return self.joint.behind(row, column)


@dataclass(frozen=True)
class PillarDisplay(Result):
    """Pillars: evidence of the survey, its category, the theme, the code, and what was said."""

    joint: JointDisplay  # the links of the pillars, in their order
    pillars: tuple[Pillar, ...]
    names: Mapping[str, str]  # code → with the codes above it

    @classmethod
    def of(cls, joint: JointDisplay, pillars: tuple[Pillar, ...], tree: Tree) -> PillarDisplay:
        """The links that are in a pillar, by pillar."""
        rows = [row for pillar in pillars for row in joint.rows if belongs(row, pillar)]
        return cls(joint.only(rows), pillars, {node.path: tree.label(node.id) for node in tree})

    def table(self) -> Table:
        """A row a link, and one for a pillar that has none yet."""
        keys = ("evidence", "survey_category", "pillar", "category", "quotes", "statement")
        columns = tuple(Column(key, t(f"joint.column-{key}")) for key in keys)
        return Table(columns, tuple(self._rows()), t("joint.pillars-title"), self._note)

    @property
    def _note(self) -> str:
        return f"{t('joint.pillars-note')} {self.joint.note}"

    def _rows(self) -> list[tuple[Value, ...]]:
        rows: list[tuple[Value, ...]] = []
        for pillar in self.pillars:
            own = [row for row in self.joint.rows if belongs(row, pillar)]
            for i, row in enumerate(own):
                statement = pillar.statement if not i else ""
                link = row.link
                rows.append(
                    (
                        evidence(row), f"{link.question}: {link.answer}", pillar.name,
                        self._category(row), quoted(row.typical + row.deviant[:1]), statement,
                    )
                )  # fmt: skip
            if not own:
                rows.append(("", "", pillar.name, "", "", pillar.statement))
        return rows

    def _category(self, row: Joint) -> str:
        here = row.interviews
        return f"{self.names[row.link.code]} ({t('joint.of', n=here.n, base=here.base)})"

    def methods(self) -> Sequence[Method]:
        """The form of the display, and how quotes are chosen."""
        return (
            Method(
                "joint.method-pillars", "q → Q → P ← C ← c",
                "Johnson, R. E., Grove, A. L. & Clarke, A. (2019). Pillar Integration Process: A "
                "joint display technique to integrate data in mixed methods research. Journal of "
                "Mixed Methods Research 13, 301–320.",
            ),
            *self.joint.methods()[1:],
        )  # fmt: skip

    def drawings(self) -> Sequence[Bars]:
        """Both sides of every link in a pillar."""
        return self.joint.drawings() if self.joint.rows else ()

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The quotes of a row, or the codings behind its count."""
        places: list[Joint | None] = []
        for pillar in self.pillars:
            places += [r for r in self.joint.rows if belongs(r, pillar)] or [None]
        found = places[row]
        if found is None:
            return ()
        if column == "quotes":
            return [quote.id for quote in found.typical + found.deviant[:1]]
        return found.codings if column == "category" else ()


def belongs(row: Joint, pillar: Pillar) -> bool:
    """Whether a link is in a pillar."""
    return (row.link.pillar, row.link.study) == (pillar.name, pillar.study)


def evidence(row: Joint) -> str:
    """The survey's share as a line: `22,1 % [18,7–25,9], n = 515`."""
    there = row.survey
    if there.share is None:
        return "—" if there.n is None else t("joint.only-count", n=there.n)
    said = percent(there.share)
    if there.low is not None and there.high is not None:
        said += f" [{number(there.low * 100, 1)}–{number(there.high * 100, 1)}]"
    return t("joint.evidence", share=said, base=there.declared_base or "—")


def theme(tree: Tree, path: str) -> str:
    """The name of the family that a code belongs to."""
    node = tree.find(path)
    return (tree.parents(node) or [node])[0].name
