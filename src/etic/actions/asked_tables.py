"""Guides and what was asked, as tables to be shown or written."""

from __future__ import annotations

from collections.abc import Sequence

from etic.actions.asking import GuideAsked
from etic.i18n import t
from etic.model import Column, Table, Value
from etic.store.codebook import Tree


def guide_table(found: Sequence[GuideAsked]) -> Table:
    """The questions, with how many respondents were asked each."""
    columns = (
        Column("study", t("columns.study")),
        Column("guide", t("guide.guide")),
        Column("number", t("guide.number")),
        Column("question", t("guide.question")),
        Column("codes", t("guide.codes")),
        Column("asked", t("guide.state-asked"), "integer"),
        Column("unsure", t("guide.state-unsure"), "integer"),
        Column("not_asked", t("guide.state-not-asked"), "integer"),
    )
    rows = tuple(
        (
            each.guide.study, each.guide.name, q.number, q.text, ", ".join(q.codes),
            each.count(q.number, "asked"), each.count(q.number, "unsure"),
            each.count(q.number, "not-asked"),
        )
        for each in found
        for q in each.guide.questions
    )  # fmt: skip
    return Table(columns, rows, t("guide.title"), t("guide.note"))


def matrix_table(found: Sequence[GuideAsked]) -> Table:
    """Respondents by questions, in words: one guide, or several one under another."""
    numbers = list(dict.fromkeys(q.number for each in found for q in each.guide.questions))
    columns = (
        Column("study", t("columns.study")),
        Column("guide", t("guide.guide")),
        Column("case", t("columns.case")),
        *(Column(n, n) for n in numbers),
    )
    rows: list[tuple[Value, ...]] = []
    for each in found:
        for row in each.rows:
            states = row.states()
            words = [t(f"guide.state-{states[n]}") if n in states else None for n in numbers]
            rows.append((each.guide.study, each.guide.name, row.case.name, *words))
    note = "; ".join(f"{q.number} — {q.text}" for each in found for q in each.guide.questions)
    return Table(columns, tuple(rows), t("guide.matrix"), note)


def unasked_table(found: Sequence[GuideAsked], tree: Tree) -> Table:
    """Topics that look as if they were not asked, and those declared so though a question was."""
    columns = (
        Column("study", t("columns.study")),
        Column("case", t("columns.case")),
        Column("code", t("columns.code")),
        Column("label", t("guide.topic")),
        Column("questions", t("guide.questions")),
        Column("what", t("guide.what")),
    )
    rows: list[tuple[Value, ...]] = []
    for each in found:
        for p in each.proposals:
            key = "guide.why-not-found" if p.questions else "guide.why-not-in-guide"
            label = tree.find(p.code).name
            rows.append((p.case.study, p.case.name, p.code, label, ", ".join(p.questions), t(key)))
    for each in found:
        for d in each.disagreements:
            key = "guide.declared-partly" if d.partly else "guide.declared-asked"
            label = tree.find(d.code).name
            rows.append((d.case.study, d.case.name, d.code, label, d.question, t(key)))
    return Table(columns, tuple(rows), t("guide.proposals"), t("guide.proposals-note"))
