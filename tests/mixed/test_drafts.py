"""Drafts held against the demonstration: seeded errors are found, and a clean draft is clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.errors import EticError
from etic.i18n import use_language
from etic.mixed.claims import Finding
from etic.mixed.claims.report import DraftReport, told
from etic.project import Project

DRAFTS = Path(__file__).parent / "drafts"
STUDY = "reintegration-2022"

# Line of the draft → rules and keys that must be among what is found there.
RU = {
    3: {("number", "no-base"), ("number", "sample-other")},
    7: {("reference", "table-without")},
    9: {("reference", "table-other")},
    11: {("reference", "no-table")},
    13: {("number", "other")},
    15: {("cell", "answer-other")},
    17: {("quantifier", "not-carried")},
    19: {("quantifier", "not-carried")},
    21: {("comparison", "no-difference")},
    23: {("comparison", "other-direction")},
    25: {("cell", "group-other")},
    29: {("cell", "answer-other")},
    31: {("cell", "answer-other")},
    33: {("number", "other")},
    35: {("number", "other")},
    37: {("number", "arithmetic")},
    39: {("quantifier", "not-carried")},
    41: {("comparison", "no-difference")},
    43: {("quantifier", "not-carried")},
    45: {("number", "other")},
    49: {("cell", "group-other")},
    50: {("number", "unknown")},
    54: {("quote", "not-literal")},
    56: {("respondent", "other-respondent")},
    58: {("quote", "no-such-words")},
    60: {("code", "other-code")},
    62: {("consent", "no-consent")},
}
EN = {
    3: {("number", "no-base")},
    7: {("reference", "table-without")},
    9: {("reference", "table-other")},
    11: {("quantifier", "not-carried"), ("reference", "no-table")},
    13: {("comparison", "no-difference")},
    15: {("cell", "group-other")},
    17: {("cell", "answer-other")},
    21: {("quantifier", "not-carried")},
    23: {("number", "other")},
    25: {("number", "other")},
    27: {("quantifier", "not-carried")},
    29: {("number", "arithmetic")},
    31: {("comparison", "no-difference")},
    33: {("quote", "not-literal")},
}


def at(report: DraftReport, finding: Finding) -> int:
    return report.draft.paragraphs[finding.paragraph].place


def flagged(project: Project, text: str, study: str = STUDY) -> list[Finding]:
    return list(project.lint(text + "\n", study=study).wrong)


@pytest.mark.parametrize(("lang", "study"), [("ru", STUDY), ("en", "")])
def test_a_clean_draft_is_clean(lang: str, study: str, demonstration: Project) -> None:
    report = demonstration.lint(DRAFTS / f"clean.{lang}.md", study=study)
    assert [(at(report, f), f.key, report.words(f)) for f in report.wrong] == []


@pytest.mark.parametrize(("lang", "expected"), [("ru", RU), ("en", EN)])
def test_every_seeded_error_is_found(
    lang: str, expected: dict[int, set[tuple[str, str]]], demonstration: Project
) -> None:
    report = demonstration.lint(DRAFTS / f"seeded.{lang}.md", study=STUDY)
    found: dict[int, set[tuple[str, str]]] = {}
    for finding in report.wrong:
        found.setdefault(at(report, finding), set()).add((finding.rule, finding.key))
    assert {
        line: keys for line, keys in expected.items() if not keys <= found.get(line, set())
    } == {}
    assert set(found) == set(expected), "nothing else is flagged"


def test_both_of_two_swapped_cells_are_flagged(demonstration: Project) -> None:
    found = flagged(demonstration, "Среди женщин уехать снова планируют 19,3 %, мужчин — 26,2 %.")
    assert [f.rule for f in found] == ["cell", "cell"]


def test_a_finding_says_what_the_project_has(demonstration: Project) -> None:
    with use_language("ru"):
        report = demonstration.lint("Планируют повторную миграцию 48,7 %.\n", study=STUDY)
        (finding,) = report.wrong
        assert told(finding.figures[1]) == "таблица 8, «Да», все: 22,1\u202f%"
        assert report.table().rows[0][1] == "48,7 %"
        assert report.words(finding) == "48,7 %"


RIGHT = (
    "В 2022 году, 17.11.2022, на с. 48 и в ст. 12 закона № 38 говорится об этом [12; 14].",
    "Опрошенным от 14 до 25 лет; интервью длилось 40 минут и проходило раз в 3 месяца.",
    "Повторную миграцию планируют около 22 % опрошенных.",
    "About 22% plan to migrate again.",
    "Интервал для доли (95 % ДИ 18,7–25,9 %) широк, p = 0,07.",
    "Повторную миграцию не планируют 48,7 %.",
    "«Почему вы вернулись на родину из далёкой страны?» — так назвал свою книгу Иванов [3].",
    "Не работает 16,1 % опрошенных в Кыргызстане.",
    "Ради семьи вернулись 23 респондента, из них 10 женщин и 13 мужчин.",
    "Of the 23 interviewees who came back for the family, 10 were women.",
    "О войне и мобилизации как о мотиве возвращения говорили девять респондентов из 37.",
    "19,8 % вернувшихся из России работают сейчас в торговле в Кыргызстане (табл. 1).",
)
WRONG = (
    ("О войне и мобилизации говорили девятнадцать респондентов из 37.", "number"),
    ("Twenty-eight out of 37 interviewees came back for the family.", "number"),
    ("Опрошено 37 человек: 25 мужчин и 12 женщин.", "number"),
    ("Of the 37 interviewees, 20 were men and 17 were women.", "number"),
    ("В торговле в России работало 19,8 %, в Кыргызстане — 19,6 % (табл. 1).", "cell"),
    ("Мужчинам тоска по дому была свойственна чаще, чем женщинам.", "comparison"),
)  # fmt: skip


def test_an_error_is_found_in_other_words_too(demonstration: Project) -> None:
    report = demonstration.lint("\n\n".join(text for text, _ in WRONG), study=STUDY)
    found: dict[int, set[str]] = {}
    for finding in report.wrong:
        found.setdefault(at(report, finding), set()).add(finding.rule)
    assert found == {2 * i + 1: {rule} for i, (_, rule) in enumerate(WRONG)}


def test_what_is_no_error_is_not_flagged(demonstration: Project) -> None:
    report = demonstration.lint("\n\n".join(RIGHT), study=STUDY)
    assert [(f.key, report.words(f)) for f in report.wrong] == []


def test_a_quote_may_leave_out_words_but_not_change_their_order(demonstration: Project) -> None:
    kept = "Он говорил: «Останусь без работы — уеду […] я же кроме руля ничего не держал» (R08)."
    turned = "Он говорил: «я же кроме руля ничего не держал […] Останусь без работы — уеду» (R08)."
    report = demonstration.lint(f"{kept}\n\n{turned}", study=STUDY)
    assert [(at(report, f), f.rule) for f in report.wrong] == [(3, "quote")]


def test_a_majority_that_the_interval_does_not_carry_is_a_hint(demonstration: Project) -> None:
    report = demonstration.lint("Ради семьи вернулось большинство (23 из 37).\n", study=STUDY)
    assert [(f.key, f.sure) for f in report.findings] == [("interval", "hint")]
    assert report.wrong == []


def test_words_of_quantity_of_ones_own(tmp_path: Path, demonstration: Project) -> None:
    text = "Каждый пятый (22,1 %) планирует повторную миграцию.\n"
    own = tmp_path / "q.yaml"
    own.write_text(
        "ru: {quantifiers: [{words: [каждый пятый], from: 0.19, to: 0.21}]}\n"
        "en: {quantifiers: []}\n",
        encoding="utf-8",
    )
    assert demonstration.lint(text, study=STUDY).wrong == []
    found = demonstration.lint(text, study=STUDY, quantifiers=own).wrong
    assert [f.key for f in found] == ["not-carried"]
    own.write_text("ru: []", encoding="utf-8")
    with pytest.raises(EticError, match=r"q\.yaml"):
        demonstration.lint(text, quantifiers=own)


def test_what_is_no_draft_is_refused(tmp_path: Path, demonstration: Project) -> None:
    with pytest.raises(EticError):
        demonstration.lint(tmp_path / "none.md")
    with pytest.raises(EticError):
        demonstration.lint(b"\x89PNG\r\n\x1a\n\x00\x00\x00", name="picture.png")
    with pytest.raises(EticError):
        demonstration.lint("Текст.\n", study="нет такого")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_our_own_report_raises_hardly_an_alarm(
    lang: str, tmp_path: Path, demonstration: Project
) -> None:
    path = tmp_path / "report.docx"
    demonstration.report(path, study=STUDY, lang=lang)
    report = demonstration.lint(path, study=STUDY)
    assert len(report.draft.paragraphs) > 2000
    # What stays: figures of the article that no table gives (82.7 %), and figures in reasons of
    # verdicts.
    assert len(report.wrong) <= 9, [(f.key, report.words(f)) for f in report.wrong]


def test_templates_are_read_without_what_is_filled_in(demonstration: Project) -> None:
    text = (
        "---\nstudy: x\nlabels:\n  Да: Yes, 999 %\n---\n"
        'Планируют {{ survey("T8", "Да") }}.\n\n{{ quotes("return", title="Чего нет нигде") }}\n\n'
        "Не планируют 99,9 %.\n"
    )
    report = demonstration.lint(text, study=STUDY)
    assert [(at(report, f), report.words(f)) for f in report.wrong] == [(10, "99,9 %")]


@pytest.mark.parametrize(
    "text",
    [
        'Планируют [22,1 %](#t8 "Таблица 8 («Да»), столбец «Все опрошенные» (22,1 %)").',
        "Правило поля ±10 п. п. взято заранее.",
        "22 из 37 обеспечивают себя и семью, 44,1 % в анкете обеспечены хорошо.",
        "Среди женщин планируют 26,2 %, среди мужчин 19,3 %, разница 6,9 п. п.",
        "The reason named most often is unemployment (9 of 37).",
        "> Останусь без работы — уеду, что делать, я же кроме руля ничего не держал.\n"
        "> — R08 · мужчина, 38 · R08, 6714–6787",
    ],
)
def test_what_reports_write_is_not_flagged(text: str, demonstration: Project) -> None:
    report = demonstration.lint(text + "\n", study=STUDY)
    assert [(f.rule, f.key, report.words(f)) for f in report.wrong] == []


@pytest.mark.parametrize("place", ["табл. 3", "Т3", "Т. 3", "T3", "Table 3", "Tab. 3"])
def test_a_table_is_referred_to_in_many_ways(place: str, demonstration: Project) -> None:
    found = flagged(demonstration, f"Планируют повторную миграцию 22,1 % ({place}).")
    assert [(f.rule, f.key) for f in found] == [("reference", "table-other")]
