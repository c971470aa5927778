"""What a draft says that its project does not, as a result: place by place, with what it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from etic.analysis.crosstab_views import NEWCOMBE, TESTS, WILSON
from etic.analysis.result import Method, Result
from etic.i18n import number, percent, t
from etic.mixed.claims.figures import Figure
from etic.mixed.claims.passages import Finding, Sure
from etic.mixed.claims.reading import Draft
from etic.model import Column, Table

SHORT = 60  # characters of a heading or of a row's name by which a place is told


@dataclass(frozen=True)
class DraftReport(Result):
    """The findings of one draft, in its order."""

    draft: Draft
    findings: tuple[Finding, ...]
    study: str = ""

    @property
    def wrong(self) -> Sequence[Finding]:
        """What is to be put right; the others are hints."""
        return [f for f in self.findings if f.sure != "hint"]

    @property
    def note(self) -> str:
        """What was read, against what, and what that does not show."""
        read = t(
            "drafts.note-read", paragraphs=len(self.draft.paragraphs),
            study=self.study or t("drafts.every-study"),
        )  # fmt: skip
        return f"{read} {t('drafts.note-limits')}"

    @property
    def summary(self) -> str:
        """How many findings there are of which certainty, in a line."""
        if not self.findings:
            return t("drafts.clean")
        counted = Counter(f.sure for f in self.findings)
        kinds: tuple[Sure, ...] = ("sure", "likely", "hint")
        said = (f"{t(f'drafts.sure-{s}').lower()}: {counted[s]}" for s in kinds if counted[s])
        return f"{t('drafts.findings', n=len(self.findings))}: {', '.join(said)}"

    def words(self, finding: Finding) -> str:
        """The words that a finding is about."""
        return self.draft.paragraphs[finding.paragraph].text[finding.start : finding.end]

    def place(self, finding: Finding) -> str:
        """Where it stands."""
        paragraph = self.draft.paragraphs[finding.paragraph]
        if paragraph.kind == "note":
            return t("drafts.in-note", n=paragraph.place)
        if self.draft.lines:
            return t("drafts.line", n=paragraph.place)
        if paragraph.kind == "cell":  # Word numbers neither rows nor paragraphs
            return t(
                "drafts.in-cell", n=paragraph.table, row=_short(paragraph.row),
                column=_short(paragraph.column),
            )  # fmt: skip
        heading = next((h for h in reversed(paragraph.headings) if h), "")
        if heading:
            return t("drafts.paragraph-under", n=paragraph.place, heading=_short(heading))
        return t("drafts.paragraph", n=paragraph.place)

    def table(self) -> Table:
        """As a table: place, words, rule, how sure, what is wrong, what the project has."""
        columns = tuple(
            Column(key, t(f"drafts.column-{key}"))
            for key in ("place", "words", "rule", "sure", "what", "has")
        )
        rows = tuple(
            (
                self.place(f), self.words(f), t(f"drafts.rule-{f.rule}"),
                t(f"drafts.sure-{f.sure}"), said(f), "; ".join(dict.fromkeys(map(told, f.figures))),
            )
            for f in self.findings
        )  # fmt: skip
        return Table(columns, rows, t("drafts.table", draft=self.draft.name or "—"), self.note)

    def methods(self) -> Sequence[Method]:
        """The formulas of what it computed."""
        rules = {f.key for f in self.findings}
        tested = [TESTS["fisher"], NEWCOMBE] if rules & {"no-difference", "untested"} else []
        return (*([WILSON] if "interval" in rules else []), *tested)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[:SHORT].rstrip() + "…"


def said(finding: Finding) -> str:
    """What is wrong, in a sentence."""
    details = {
        name: _printed(name, value)
        for name, value in finding.details.items()
    }  # fmt: skip
    return t(f"drafts.says-{finding.key}", **details)


def _printed(name: str, value: object) -> object:
    if name == "p" and isinstance(value, float):
        return f"= {number(value, 3)}" if value >= 0.001 else f"< {number(0.001, 3)}"
    if isinstance(value, float):
        return number(value, 1)
    return value


def told(figure: Figure) -> str:
    """One figure of the project in words: what it is of, which answer, for whom, how many."""
    parts = [figure.subject.label]
    if figure.answer:
        parts.append(t("drafts.answer", answer=figure.answer))
    parts.append(figure.group or t("drafts.everybody"))
    return f"{', '.join(parts)}: {_value(figure)}"


def _value(figure: Figure) -> str:
    if figure.kind == "count":
        return number(figure.n or 0)
    if figure.kind == "points":
        return t("drafts.points", points=number(abs(figure.value), max(figure.digits, 1)))
    share = percent(figure.value / 100, figure.digits if figure.digits >= 0 else 1)
    if figure.digits < 0 and figure.n is not None and figure.base:
        return t("drafts.counted", n=figure.n, base=figure.base, share=share)
    return share
