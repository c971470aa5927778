"""Sentences as sociologists write them, right ones and the same with one fault, held against the
demonstration."""

from __future__ import annotations

import io
import zipfile

import pytest

from etic.i18n import use_language
from etic.mixed.claims.report import told
from etic.project import Project

STUDY = "reintegration-2022"
HOME = "human-resources-2020"

# A right sentence, the same with one fault, and the rule that finds it.
PAIRS = {
    STUDY: (
        (
            "Good relations in the family: 34 in 37.",
            "Good relations in the family: 30 in 37.",
            "number",
        ),
        (
            "Good relations in the family: 34/37.",
            "Good relations in the family: 31/37.",
            "number",
        ),
        (
            "Хорошее предложение назвали сорок процентов (15 из 37).",
            "Хорошее предложение назвали тридцать процентов (15 из 37).",
            "number",
        ),
        (
            "Нестабильность вдевятеро чаще называют женщины: 6 из 15 женщин и 1 из 22 мужчин "
            "(p = 0,011).",
            "Нестабильность в три раза чаще называют женщины: 6 из 15 женщин и 1 из 22 мужчин "
            "(p = 0,011).",
            "number",
        ),
        (
            "Не работали 8,0 % в России и 16,1 % в Кыргызстане, на 8,1 п. п. больше (p < 0,05).",
            "Не работали 8,0 % в России и 16,1 % в Кыргызстане, на 9,1 п. п. больше (p < 0,05).",
            "number",
        ),
        (
            "Не более 5 % опрошенных (3,5 %) назвали отношения в семье плохими.",
            "Более 75 % опрошенных (72,2 %) назвали отношения в семье хорошими.",
            "number",
        ),
        (
            "В промышленности в России были заняты 5,8 % опрошенных.",
            "В промышленности в России были заняты 7,2 % опрошенных.",
            "cell",
        ),
        (
            "Возможности для спорта хороши у 55,1 % опрошенных.",
            "Возможности для спорта хороши у 43,7 % опрошенных.",
            "cell",
        ),
        ("Проведено 37 интервью.", "Проведено 39 интервью.", "number"),
        (
            "Девять из десяти говорят о хороших отношениях в семье (34 из 37).",
            "Двое из пяти говорят о хороших отношениях в семье (34 из 37).",
            "quantifier",
        ),
        (
            "Почти никто (двое из 37) не рассказал, что работу искал с трудом.",
            "Почти никто (24 из 37) не работает по знаниям.",
            "quantifier",
        ),
        (
            "Говорит швея: «Дом наш. Участок ещё свёкор получал» (R01; код «Жильё есть»).",
            "Говорит швея: «Дом наш. Участок ещё свёкор получал» (R01; код «Долги»).",
            "code",
        ),
        (
            "As shown in Table 1, 16.1% did not work in Kyrgyzstan.",
            "As shown in Table 2, 16.1% did not work in Kyrgyzstan.",
            "reference",
        ),
        (
            "Женщины чаще мужчин говорили, что останутся в Кыргызстане (p = 0,046).",
            "Мужчины чаще женщин говорили, что останутся в Кыргызстане (p = 0,046).",
            "comparison",
        ),
        (
            "Женщины не чаще мужчин упоминали долги.",
            "Женщины не чаще мужчин упоминали нестабильность.",
            "comparison",
        ),
        (
            "Women did not mention debt more often than men.",
            "Women mentioned debt more often than men.",
            "comparison",
        ),
    ),
    HOME: (
        (
            "Deskilling was reported twice as often by migrants (10 of 25) as by returnees "
            "(5 of 25), a difference that is not significant (p = 0.217).",
            "Deskilling was reported three times as often by migrants (10 of 25) as by returnees "
            "(5 of 25), a difference that is not significant (p = 0.217).",
            "number",
        ),
        (
            "Health care was a problem for 32.0% of the returnees.",
            "Health care was a problem for 32.0% of the current migrants.",
            "cell",
        ),
        (
            "Housing was a difficulty for 18.0% of respondents.",
            "Housing was a difficulty for 22.0% of respondents.",
            "cell",
        ),
        (
            "Almost all respondents, 46 in 50, acquired work habits.",
            "Almost all respondents, 29 in 50, have complete higher education.",
            "quantifier",
        ),
        (
            "Poverty drove 12 people to migrate.",
            "Poverty drove 14 people to migrate.",
            "number",
        ),
        (
            "She says, ‘Ничему я не научилась, я разучилась’ (M01, code ‘Deskilling’).",
            "She says, ‘Ничему я не научилась, я разучилась’ (M01, code ‘Homesickness’).",
            "code",
        ),
        (
            "She says, ‘Ничему я не научилась, я разучилась’ (M01).",
            "She says, ‘Ничему там не научилась, я разучилась’ (M01).",
            "quote",
        ),
        (
            "Из таблицы 5 видно, что 24 % репатриантов вложили деньги в жилищное строительство.",
            "Из таблицы 4 видно, что 24 % репатриантов вложили деньги в жилищное строительство.",
            "reference",
        ),
        (
            "In Table 1, 15 of 50 respondents had trouble with the work permit.",
            "In Table 1, 17 of 50 respondents had trouble with the work permit.",
            "number",
        ),
    ),
}  # fmt: skip

RIGHT = {
    STUDY: (
        "По сравнению с Россией в Кыргызстане больше неработающих: 16,1 % против 8,0 %.",
        "А треть (31,3 %) так не считает: ожидания не оправдались.",
        "Большинство — 58,0 % — считают, что ожидания сбылись, а треть (31,3 %) так не считает.",
        "Женщины собираются уехать чаще на 6,9 п. п., но различие не значимо (p = 0,068).",
        "Сфера услуг и торговля в России вместе дают 42,3 % опрошенных.",
        "The limits hold z (1.96 for 95%), and up to 90 of 1000 draws had no value.",
        "32 of 35 have kept something of their own, 34 of 35 have taken over something Russian.",
    ),
    HOME: (
        "None of the returnees named command of Russian.",
        "Nobody among the returnees answered that they had gained no new skills.",
        "Secondary, vocational and incomplete higher education make up 42% together.",
        "The grocery shop was an investment of a single returnee (1 of 25).",
    ),
}


@pytest.mark.parametrize("study", [STUDY, HOME])
def test_a_fault_is_told_from_what_is_right(study: str, demonstration: Project) -> None:
    lines = [line for right, wrong, _ in PAIRS[study] for line in (right, wrong)]
    report = demonstration.lint("\n\n".join(lines) + "\n", study=study)
    found: dict[str, set[str]] = {line: set() for line in lines}
    for finding in report.wrong:
        place = report.draft.paragraphs[finding.paragraph].place
        found[lines[(place - 1) // 2]].add(finding.rule)
    for right, wrong, rule in PAIRS[study]:
        assert (right, found[right]) == (right, set())
        assert rule in found[wrong], (wrong, found[wrong])


@pytest.mark.parametrize("study", [STUDY, HOME])
def test_what_is_right_in_other_words_is_not_flagged(study: str, demonstration: Project) -> None:
    report = demonstration.lint("\n\n".join(RIGHT[study]) + "\n", study=study)
    assert [(f.key, report.words(f)) for f in report.wrong] == []


def test_a_quote_is_held_against_the_code_that_leads_to_it(demonstration: Project) -> None:
    said = "«Форточку открыла, и на подоконнике черно»"
    text = f"Об экологии R36 говорит: {said}.\n\nО долгах R36 говорит: {said}.\n"
    report = demonstration.lint(text, study=STUDY)
    (found,) = [f for f in report.findings if f.rule == "code"]
    assert (found.paragraph, found.sure, found.details["code"]) == (1, "hint", "debt")


def test_answers_are_known_by_the_labels_of_templates_and_of_the_draft(
    demonstration: Project,
) -> None:
    """The survey is in Russian: what an answer is called in English, labels alone say."""
    text = "Financial directors are 32.0% (Table 4).\n"
    (found,) = demonstration.lint(text, study=HOME).wrong
    assert any("“Financial director”" in told(figure) for figure in found.figures)
    own = "---\nlabels:\n  Финансовый директор: Treasurer\n---\nTreasurers are 32.0% (Table 4).\n"
    (found,) = demonstration.lint(own, study=HOME).wrong
    assert any("“Treasurer”" in told(figure) for figure in found.figures)


def test_a_front_matter_that_is_broken_is_no_matter_of_a_draft(demonstration: Project) -> None:
    text = "---\nlabels: [a\n---\nПланируют повторную миграцию 22,1 %.\n"
    assert demonstration.lint(text, study=STUDY).wrong == []


def test_in_word_a_finding_says_where_it_is_and_what_was_meant(demonstration: Project) -> None:
    report = demonstration.lint(word_draft(), name="a.docx", study=STUDY)
    with use_language("ru"):
        assert [report.place(f) for f in report.wrong] == [
            "абзац 2, раздел «Планы»",
            "абзац 3, раздел «Планы»",
            "таблица 1, строка «Да», столбец «Мужчины»",
            "сноска 1",
        ]
    changed, quote, _, slip = report.wrong
    assert report.words(changed) == "77,2 %"
    assert quote.details["where"] == "R14"
    assert quote.details["passage"] == "Никуда. Отопительный сезон, котельная на мне до апреля"
    assert slip.figures[0].value == pytest.approx(22.1, abs=0.05)


def word_draft() -> bytes:
    """A Word document with a heading, a tracked change, a quote, a table and a footnote."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def said(text: str, style: str = "") -> str:
        marked = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{marked}<w:r><w:t>{text}</w:t></w:r></w:p>"

    changed = (
        '<w:p><w:r><w:t xml:space="preserve">Отношения в семье хорошие у </w:t></w:r>'
        '<w:del w:id="1"><w:r><w:delText>72,2</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t xml:space="preserve">77,2</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve"> % опрошенных.</w:t></w:r></w:p>'
    )
    rows = (("Ответ", "Мужчины", "Женщины"), ("Да", "26,2", "26,2"))
    table = "".join(
        f"<w:tr>{''.join(f'<w:tc>{said(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    parts = (
        said("Планы", "Heading1"), changed,
        said("Он: «Никуда. Отопительный сезон, котельная на мне до самого мая» (R14)."),
        said("Таблица 1. Планы по повторной миграции в Россию, %", "Caption"),
        f"<w:tbl>{table}</w:tbl>",
    )  # fmt: skip
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{said("Планируют повторную миграцию 23,7 % опрошенных.")}'
        "</w:footnote>"
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", types)
        packed.writestr(
            "word/document.xml",
            f"<w:document {space}><w:body>{''.join(parts)}</w:body></w:document>",
        )
        packed.writestr("word/footnotes.xml", f"<w:footnotes {space}>{notes}</w:footnotes>")
    return made.getvalue()
