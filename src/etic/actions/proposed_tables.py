"""Suggestions, and how good they are, as tables."""

from __future__ import annotations

from etic.actions.proposing import Suggestions
from etic.i18n import number, t
from etic.model import Column, Table, Value
from etic.suggest.evaluation import Evaluation, Figure


def suggestion_table(found: Suggestions) -> Table:
    """One row an idea, as a table to be shown or written."""
    columns = (
        *(Column(key, t(f"columns.{key}")) for key in ("study", "document", "case")),
        Column("start", t("columns.start"), "integer"),
        Column("end", t("columns.end"), "integer"),
        Column("quote", t("columns.quote")),
        Column("code", t("columns.code")),
        Column("score", t("suggest.score"), "number"),
        Column("why", t("suggest.why")),
    )
    rows = tuple(
        (
            one.study, one.document, one.case, one.start, one.end, one.quote,
            idea.code, idea.score, idea.why,
        )
        for one in found.passages
        for idea in one.ideas
    )  # fmt: skip
    return Table(columns, rows, t("suggest.title"), t("suggest.note", below=found.below))


def evaluation_table(result: Evaluation) -> Table:
    """One row a code, the macro-averages last, as a table to be shown or written."""
    names = ("precision", "recall", "f1", "top3")
    columns = [
        Column("code", t("columns.code")),
        Column("passages", t("suggest.passages"), "integer"),
    ]
    for name in names:
        columns += [
            Column(name, t(f"suggest.{name}"), "percent"),
            Column(f"{name}_low", t("suggest.low"), "percent"),
            Column(f"{name}_high", t("suggest.high"), "percent"),
        ]
    rows: list[tuple[Value, ...]] = []
    for one in result.codes:
        figures = [getattr(one, name) for name in names]
        spread = [value for f in figures for value in (f.value, f.low, f.high)]
        rows.append((one.code, one.passages, *spread))
    note = t(
        "suggest.evaluation-note",
        interviews=result.interviews, passages=result.passages,
        f1=_interval(result.macro_f1), top1=_interval(result.top1), top3=_interval(result.top3),
        learnt=t("suggest.learnt-all") if result.examples is None
        else t("suggest.learnt", n=result.examples),
    )  # fmt: skip
    return Table(tuple(columns), tuple(rows), t("suggest.evaluation"), note)


def _interval(figure: Figure) -> str:
    if figure.value is None:
        return "—"
    if figure.low is None or figure.high is None:
        return number(figure.value, 3)
    return f"{number(figure.value, 3)} [{number(figure.low, 3)}; {number(figure.high, 3)}]"
