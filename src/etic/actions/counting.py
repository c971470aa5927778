"""Tables of quotes, of places found and of codes, and the joint display."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.actions.crosstabs import crosstab
from etic.actions.samples import UNSAID, Samples, samples
from etic.analysis.result import Result
from etic.i18n import t
from etic.mixed.joint import Joint, survey_share
from etic.model import Column, Hit, Quote, Table, Value
from etic.store import Store, queries, survey
from etic.store.codebook import Tree

if TYPE_CHECKING:
    import pandas as pd


def quote_table(quotes: Sequence[Quote], attributes: Sequence[str]) -> Table:
    """Quotes as a table: case, document, speaker, code, quote, place, coder, memo, attributes.

    An attribute that has the name of a column is called `attribute.<name>` there.
    """
    fixed = ("case", "document", "speaker", "code", "quote", "start", "end", "coder", "memo")
    columns = [
        Column(key, t(f"columns.{key}"), "integer" if key in ("start", "end") else "text")
        for key in fixed
    ]
    for name in attributes:
        columns.append(Column(f"attribute.{name}" if name in fixed else name, name))
    rows: list[tuple[Value, ...]] = [
        (*(getattr(q, key) for key in fixed), *(q.attributes.get(name) for name in attributes))
        for q in quotes
    ]
    return Table(tuple(columns), tuple(rows), t("tables.quotes"))


def hit_table(hits: Sequence[Hit]) -> Table:
    """Places found as a table: document, case, speaker, what stands before, the words, after."""
    keys = ("document", "case", "speaker", "before", "text", "after", "start", "end")
    columns = tuple(
        Column(key, t(f"columns.{key}"), "integer" if key in ("start", "end") else "text")
        for key in keys
    )
    rows = tuple(tuple(getattr(hit, key) for key in keys) for hit in hits)
    return Table(columns, rows, t("tables.hits"))


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code is used: itself, with the codes under it, and by how many respondents."""

    own: int
    codings: int
    cases: int


def code_counts(tree: Tree, coded: Sequence[tuple[int, int | None, int]]) -> dict[int, CodeCount]:
    """Code id → how often it is used, from (code, case, how many codings).

    A respondent coded with two codes under one theme is one respondent of that theme.
    """
    own: dict[int, int] = defaultdict(int)
    codings: dict[int, int] = defaultdict(int)
    cases: dict[int, set[int | None]] = defaultdict(set)
    for code_id, case_id, n in coded:
        own[code_id] += n
        at: int | None = code_id
        while at is not None:
            codings[at] += n
            cases[at].add(case_id)
            at = tree.by_id[at].parent_id
    return {
        node.id: CodeCount(own[node.id], codings[node.id], len(cases[node.id])) for node in tree
    }


def shares_table(
    first: Sequence[Column], by: str, rows: Sequence[tuple[Value, ...]], title: str, note: str
) -> Table:
    """Counts in long form: what is counted (`first`), group, n, base, share, low, high."""
    columns = (
        *first,
        Column("group", by or t("columns.group")),
        Column("n", t("columns.n"), "integer"),
        Column("base", t("columns.base"), "integer"),
        Column("share", t("columns.share"), "percent"),
        Column("low", t("columns.low"), "percent"),
        Column("high", t("columns.high"), "percent"),
    )
    return Table(columns, tuple(rows), title, note)


# -- joint display -----------------------------------------------------------------------------


@dataclass(frozen=True)
class JointDisplay(Result):
    """Linked codes: what respondents said beside what the survey printed."""

    rows: tuple[Joint, ...]
    names: Mapping[str, str]
    sample: Samples = UNSAID  # of the interviews

    @property
    def note(self) -> str:
        """On what either side is counted."""
        return f"{t('tables.joint-note')} {self.sample.note}"

    def table(self) -> Table:
        """As a table, one row a link."""
        keys = (
            ("link", "integer"), ("code", "text"), ("name", "text"),
            ("n", "integer"), ("base", "integer"),
            ("share", "percent"), ("low", "percent"), ("high", "percent"), ("study", "text"),
            ("table", "text"), ("question", "text"), ("answer", "text"), ("group", "text"),
            ("survey_percent", "text"), ("survey_share", "percent"), ("survey_low", "percent"),
            ("survey_high", "percent"), ("survey_base", "text"), ("difference", "percent"),
            ("direction", "text"), ("remark", "text"),
        )  # fmt: skip
        columns = tuple(Column(key, t(f"columns.{key}"), kind) for key, kind in keys)  # type: ignore[arg-type]
        rows: list[tuple[Value, ...]] = []
        for row in self.rows:
            link, here, there = row.link, row.interviews, row.survey
            remark = "; ".join(
                part
                for part in (
                    link.note,
                    *(t(f"reasons.{r}") for r in (here.reason, there.reason) if r),
                )
                if part
            )
            rows.append(
                (
                    row.link_id, link.code, self.names[link.code],
                    here.n, here.base, here.share, here.low,
                    here.high, link.study, link.table, link.question, link.answer, link.group,
                    there.percent, there.share, there.low, there.high, there.declared_base,
                    row.difference, t(f"tables.direction-{link.direction}"), remark,
                )
            )  # fmt: skip
        return Table(columns, tuple(rows), t("tables.joint"), self.note)

    def frame(self) -> pd.DataFrame:
        """The same as a pandas frame."""
        return self.table().frame()


def joint_display(store: Store) -> JointDisplay:
    """Every link with both its sides."""
    with store.database.reading() as connection:
        tree = store.tree()
        tables = dict(survey.tables(connection))
        links = survey.links(connection, tree)
        cases = {c.id: c.name for c in queries.cases(connection)}
        sample = samples(connection, {link.study for _, _, link in links})
    codes: dict[str, list[str]] = defaultdict(list)  # by study: each is counted once, not a link
    for _, _, link in links:
        codes[link.study].append(link.code)
    counts = {
        (study, row.code): row
        for study, paths in codes.items()
        for row in crosstab(store, paths, [], "case", "asked", study, None).rows
    }
    rows = []
    for link_id, table_id, link in links:
        counted = counts[link.study, link.code]
        names = tuple(cases[unit] for unit in counted.units if isinstance(unit, int))
        there = survey_share(tables[table_id], link.answer, link.group)
        rows.append(Joint(link_id, link, counted.share, there, names))
    return JointDisplay(tuple(rows), {node.path: node.name for node in tree}, sample)
