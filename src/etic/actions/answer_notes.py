"""What is said under counted answers: unit, base, weights, tests, sample; and the formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from etic.analysis.counts import ALL, UNKNOWN
from etic.analysis.crosstab_views import ADJUSTED, CRAMER, NEWCOMBE, TESTS, WILSON
from etic.analysis.result import Method
from etic.analysis.weights import WeightedShare
from etic.i18n import number, percent, t

if TYPE_CHECKING:
    from etic.actions.answer_tables import AnswerTable
    from etic.analysis.questions import Question

KISH = Method(
    "answers.method-kish",
    "n_eff = (Σ wᵢ)² / Σ wᵢ²",
    "Kish (1965), Survey Sampling, § 11.2; Kish (1992), Journal of Official Statistics 8, 183–200.",
)
RAO_SCOTT = Method(
    "answers.method-rao-scott",
    "ñ_g = n_g / d_g = n_eff,g,  x̃_ga = p_ga·ñ_g",
    "Rao & Scott (1992), Biometrics 48, 577–585; Rao & Scott (1984), Annals of Statistics 12, 46–60.",  # noqa: E501
)
HABERMAN = Method(
    "answers.method-residual",
    "d = (O − E) / √(E·(1 − R/N)·(1 − C/N))",
    "Haberman (1973), Biometrics 29, 205–220.",
)


def facts(table: AnswerTable) -> str:
    """Base, who alone is counted, weights, percentages, tests, what sample it is."""
    if len(table.questions) > 1:
        said = [t(f"answers.base-{table.base}", asked=number(table.asked))]
    else:
        said = [t(f"tables.answers-base-{table.base}", asked=table.asked, silent=table.silent)]
    if table.where:
        who = "; ".join(f"{question}: {answers}" for question, answers in table.where)
        said.append(t("answers.note-where", who=who))
    said += _weights(table)
    said += [_several_answers(q) for q in table.questions if q.multiple and q.codes]
    if table.first.percents != "base":
        said.append(t(f"answers.note-{table.first.percents}"))
    if any(q.of_all for q in table.questions):
        said.append(t("answers.note-of-all"))
    if table.by:
        said += _tests(table)
    said.append(table.sample.note)
    return " ".join(said)


def weighing(weight: str, weightless: int) -> list[str]:
    """That shares are weighted, and who has no weight; nothing where there are no weights."""
    said = [t("answers.note-weights", weight=weight)] if weight else []
    return said + ([t("answers.note-weightless", n=number(weightless))] if weightless else [])


def _weights(table: AnswerTable) -> list[str]:
    said = weighing(table.weight, table.weightless)
    if not table.weight:
        return said
    if table.first.codes:
        share = table.first.cell(table.first.codes[0], ALL).share
        if isinstance(share, WeightedShare) and share.base and len(table.questions) == 1:
            effective = number(share.effective, 1)
            said.append(t("answers.note-effective", n=number(share.base), effective=effective))
    return said


def _several_answers(question: Question) -> str:
    """That percentages of a question with several answers add up to more than a hundred."""
    shares = [question.cell(answer).share for answer in question.codes]
    return t(
        "answers.note-multiple", question=question.label or question.variable,
        total=percent(sum(s.share or 0.0 for s in shares), 0),
        answers=number(sum(s.n for s in shares)),
    )  # fmt: skip


def _tests(table: AnswerTable) -> list[str]:
    tested = [each.test for each in table.tests.values() if each.test.p is not None]
    said = []
    if not tested:
        said.append(t("answers.note-nothing-tested"))
    else:
        if table.weight:
            said.append(t("answers.note-test-weighted"))
        else:
            kinds = [kind for kind in TESTS if any(test.kind == kind for test in tested)]
            named = "; ".join(t(f"crosstab.note-test-{kind}") for kind in kinds)
            said.append(t("answers.note-test", tests=named))
        if len(tested) > 1:
            said.append(t("answers.note-adjusted", n=number(len(tested))))
        errors = [test.error for test in tested if test.error is not None]
        if errors:
            draws = number(max(test.draws for test in tested))
            said.append(t("crosstab.note-drawn", draws=draws, error=number(max(errors), 4)))
    if len(table.first.tested_groups) == 2:
        said.append(t("crosstab.note-difference"))
    if UNKNOWN in table.first.groups:
        said.append(t("answers.note-unknown"))
    return said


def methods(table: AnswerTable) -> Sequence[Method]:
    """What the figures were computed by, and nothing that was not needed."""
    found = [WILSON]
    if table.weight:
        found.append(KISH)
    if not table.by:
        return found
    if len(table.first.tested_groups) == 2:
        found.append(NEWCOMBE)
    tests = table.tests.values()
    kinds = {each.test.kind for each in tests}
    found += [method for kind, method in TESTS.items() if kind in kinds]
    if table.weight and kinds - {""}:
        found.append(RAO_SCOTT)
    if kinds - {""} and table.form == "long":
        found.append(HABERMAN)
    if any(each.association.corrected is not None for each in tests):
        found.append(CRAMER)
    if sum(each.test.p is not None for each in tests) > 1:
        found += ADJUSTED
    return found
