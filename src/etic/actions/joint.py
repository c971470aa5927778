"""Interviews beside the survey: every link with both its sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from etic.actions.crosstabs import crosstab
from etic.actions.samples import UNSAID, Samples, samples
from etic.analysis.drawing import Bars, Mark, bars
from etic.analysis.result import Result
from etic.i18n import t
from etic.mixed.joint import Joint, survey_share
from etic.model import Column, Table, Value
from etic.store import Store, queries, survey


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

    def drawings(self) -> tuple[Bars]:
        """Both sides of every link, the survey's turned round where it says the opposite."""
        here, there = t("report.interviews"), t("report.survey")
        marks = []
        for row in self.rows:
            line, s, v = self.line(row), row.interviews, row.survey
            opposite = row.link.direction == "opposite"
            low, high = (v.low, v.high) if not opposite else (_rest(v.high), _rest(v.low))
            marks.append(Mark(line, here, s.share, s.low, s.high, s.n, s.base))
            n = v.base - v.n if opposite and v.n is not None and v.base else v.n
            marks.append(Mark(line, there, row.comparable, low, high, n, v.base))
        title = t("tables.joint-picture")
        return (bars(title, marks, t("columns.share"), series=t("ui.joint-side"), areas=False),)

    def line(self, row: Joint) -> str:
        """A link by its code and answer, once where both are called the same."""
        name, same = self.names[row.link.code], row.link.direction == "same"
        if same and name.casefold() == row.link.answer.casefold():
            return name
        return f"{name} {'↔' if same else '⇹'} {row.link.answer}"

    def of_study(self, study: str) -> JointDisplay:
        """The links of one study alone; all of them where none is named."""
        rows = tuple(row for row in self.rows if study in ("", row.link.study))
        return JointDisplay(rows, self.names, self.sample)


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


def _rest(share: float | None) -> float | None:
    return None if share is None else 1 - share
