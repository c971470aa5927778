"""What an audit found, as results that a screen, a page and a command show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from etic.analysis.result import Method, Result
from etic.errors import EticError
from etic.i18n import either, language, number, t
from etic.mixed.audit import CERTAINTIES, Audited, Certainty, Finding, Recovery, audited, own
from etic.mixed.audit.recovery import told_chance
from etic.model import Column, SurveyTable, Table, Value

METHODS = (
    Method(
        "audit.method-grim",
        "∃ c ∈ ℤ, 0 ≤ c ≤ n: |100·c/n − p| ≤ ½·10⁻ᵈ",
        "Brown, N. J. L., & Heathers, J. A. J. (2017). The GRIM test. Social Psychological and"
        " Personality Science, 8(4), 363–369.",
    ),
    Method(
        "audit.method-recovery",
        "n = Σ nᵍ, cᵢ = Σ cᵢᵍ, Σᵢ cᵢᵍ = nᵍ, |100·cᵢᵍ/nᵍ − pᵢᵍ| ≤ ½·10⁻ᵈ",
        "Brown & Heathers (2017), for all cells at once.",
    ),
    Method("audit.method-mean", "p = w·p₁ + (1 − w)·p₂", ""),
)


@dataclass(frozen=True)
class AuditReport(Result):
    """What does not add up in published tables, finding by finding; `bases` has the recoveries."""

    tables: tuple[SurveyTable, ...]
    found: Audited

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, tables in order, the surest first."""
        order = {(x.study, x.number, x.question): i for i, x in enumerate(self.tables)}
        return tuple(
            sorted(
                self.found.findings,
                key=lambda f: (order[f.study, f.table, f.question], CERTAINTIES.index(f.certainty)),
            )
        )

    @property
    def holds(self) -> bool:
        """Whether nothing certain or likely was found."""
        return all(f.certainty == "hint" for f in self.findings)

    @property
    def counts(self) -> dict[Certainty, int]:
        """How many findings there are of each certainty."""
        counted = Counter(f.certainty for f in self.findings)
        return {certainty: counted[certainty] for certainty in CERTAINTIES}

    @property
    def note(self) -> str:
        """What was looked over, and what the certainties mean."""
        cells = sum(len(table.cells) for table in self.tables)
        tables = len({(table.study, table.number) for table in self.tables})
        said = t("audit.note", tables=number(tables), cells=number(cells))
        return said if self.findings else f"{t('audit.nothing')} {said}"

    def of(self, *, table: str = "", study: str = "", at_least: Certainty = "hint") -> AuditReport:
        """The findings of one table or study, or those that are at least so sure."""
        sure: Collection[str] = CERTAINTIES[: CERTAINTIES.index(at_least) + 1]
        kept = tuple(
            f for f in self.found.findings
            if table in ("", f.table) and study in ("", f.study) and f.certainty in sure
        )  # fmt: skip
        tables = tuple(x for x in self.tables if table in ("", x.number) and study in ("", x.study))
        recovered = tuple(r for r in self.found.recoveries if r.grid.table in tables)
        return AuditReport(tables, Audited(kept, recovered))

    def table(self) -> Table:
        """As a table: study, table, question, answer, group, what, arithmetic, certainty."""
        columns = (
            Column("study", t("columns.study")), Column("table", t("columns.table")),
            Column("question", t("columns.question")), Column("answer", t("columns.answer")),
            Column("group", t("columns.group")), Column("what", t("audit.what")),
            Column("arithmetic", t("audit.arithmetic")),
            Column("certainty", t("audit.certainty")),
        )  # fmt: skip
        rows = tuple(
            (
                f.study, f.table, f.question, answer(f), f.group,
                t(f"audit.rule-{f.rule}"), arithmetic(f), t(f"audit.{f.certainty}"),
            )
            for f in self.findings
        )  # fmt: skip
        return Table(columns, rows, t("audit.table"), self.note)

    def bases(self) -> Table:
        """What the bases can be: a row a question, or a column where columns are no groups."""
        columns = (
            Column("study", t("columns.study")), Column("table", t("columns.table")),
            Column("question", t("columns.question")), Column("columns", t("audit.columns")),
            Column("declared", t("audit.declared"), "integer"),
            Column("possible", t("audit.possible")),
            Column("solutions", t("audit.solutions"), "integer"),
            Column("best", t("audit.best")), Column("ways", t("audit.ways"), "integer"),
            Column("chance", t("audit.chance")),
        )  # fmt: skip
        rows: list[tuple[Value, ...]] = []
        for r in self.found.recoveries:
            if r.columns:
                rows.append(_recovery(r))
        return Table(columns, tuple(rows), t("audit.bases"), t("audit.bases-note"))

    def records(self) -> dict[str, object]:
        """For a program: findings and bases with stable words, and what is said in the note."""
        return {
            "findings": [
                {
                    "study": f.study, "table": f.table, "question": f.question, "answer": f.answer,
                    "group": f.group, "rule": f.rule, "certainty": f.certainty,
                    "what": t(f"audit.rule-{f.rule}"), "arithmetic": arithmetic(f),
                    "details": dict(f.details),
                }
                for f in self.findings
            ],
            "bases": [
                {
                    "study": r.grid.table.study, "table": r.grid.table.number,
                    "question": r.grid.table.question, "columns": list(r.columns),
                    "declared": r.declared, "possible": r.possible,
                    "number": r.number,
                    "solutions": [
                        {"base": s.base, "groups": list(s.groups), "ways": s.ways,
                         "counts": [list(column) for column in s.counts]}
                        for s in r.solutions
                    ],
                    "chance": r.chance,
                }
                for r in self.found.recoveries
            ],
            "note": self.note,
        }  # fmt: skip

    def methods(self) -> Sequence[Method]:
        """What the rules rest on."""
        return METHODS


def audit(tables: Sequence[SurveyTable], word_lists: Path | None = None) -> AuditReport:
    """Look published tables over.

    `word_lists` is a file of the user's own in the form of `words.yaml`.
    """
    lists = None
    if word_lists is not None:
        import yaml

        try:
            lists = own(word_lists)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
            why = " ".join(str(error).split())
            raise EticError("audit-words", file=word_lists, why=why) from error
    return AuditReport(tuple(tables), audited(tables, lists))


_LABELS = ("table", "other", "column", "columns", "named", "group_name")  # printed as they are


def arithmetic(finding: Finding) -> str:
    """The reckoning of a finding in one line, in the language at work."""
    details = {
        key: _figures(str(value)) if key not in _LABELS else value
        for key, value in finding.details.items()
    }
    if "thing_ru" in details:
        details["thing"] = either(str(details.pop("thing_ru")), str(details.pop("thing_en")))
    return t(f"audit.{finding.message or finding.rule}", **details)


def answer(finding: Finding) -> str:
    """The row of a finding in words: an answer, the whole column or the whole table."""
    return finding.answer or t("audit.column-all" if finding.group else "audit.table-all")


def _figures(text: str) -> str:
    """Decimals as the language writes them, and the sign of what is less than nothing."""
    text = re.sub(r"(?<![\w–-])-(?=\d)", "−", text)
    if language() != "ru":
        return text
    return re.sub(r"(?<=\d)\.(?=\d)", ",", text)


def _recovery(r: Recovery) -> tuple[Value, ...]:
    best, possible = r.best, r.possible
    told = "" if best is None else str(best.base)
    if best is not None and best.groups:
        told += f" = {' + '.join(map(str, best.groups))}"
    yes = "" if possible is None else t("report.yes" if possible else "report.no")
    if r.declared and possible is None:
        yes = t("audit.cannot-tell")
    return (
        r.grid.table.study, r.grid.table.number, r.grid.table.question,
        ", ".join(g for g in r.columns if g), r.declared, yes, r.number, told,
        best.ways if best else None, "" if r.number is None else _figures(told_chance(r.chance)),
    )  # fmt: skip
