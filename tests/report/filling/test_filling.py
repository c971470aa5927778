"""Templates filled in: figures with what they rest on, in the words of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Bundle, Coding, Document, Memo, Turn
from etic.project import Project
from etic.report import Heading, Items, Note, Picture, Prose, ProseTable, QuoteBlock, TableBlock
from etic.report.filling.figure import Figure, difference
from etic.report.html import render
from etic.report.markdown import render as markdown
from etic.report.prose import Cited, plain, runs_of
from tests.studies import TABLE, small_project


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """R01 and R02 returned for their family, R02 and R03 have skills; R03 may not be quoted."""
    with small_project(tmp_path / "study.etic") as project:
        text = "Р: Научился варить плов *и* класть | плитку."
        third = Document(
            "R03",
            text,
            (Turn(0, 2, len(text), "Р", "respondent"),),
            attributes={"gender": "мужчина"},
            header={"consent": "no"},
        )
        name = next(iter(project.study_titles()))
        texts = {d.name: d for d in project.bundle().documents}
        texts["R03"] = third

        def coding(case: str, code: str, quote: str) -> Coding:
            start = texts[case].text.index(quote)
            return Coding(case, code, quote, start, start + len(quote), "anna")

        project.import_bundle(
            Bundle(
                documents=(replace(third, study=name),),
                codings=(
                    coding("R01", "return/family", "Мама болела"),
                    coding("R02", "return/family", "Семья здесь"),
                    coding("R02", "skills", "вернулся"),
                    coding("R03", "skills", "*и* класть | плитку"),
                ),
            )
        )
        yield project


def text_of(project: Project, template: str, lang: str = "en") -> str:
    made = project.fill_template(template, lang=lang)
    return plain(run for block in made.report.blocks for run in runs_of(block))


def fault(project: Project, template: str) -> str:
    with use_language("en"), pytest.raises(EticError) as raised:
        project.fill_template(template, file="a.md", lang="en")
    return str(raised.value)


# -- figures --------------------------------------------------------------------------------------


def test_figures_are_written_the_way_the_language_does(study: Project) -> None:
    said = (
        '{{ share("return/family") }} {{ n("return/family")|n_of }}'
        ' {{ n("return/family")|count("респондент") }} {{ share("return/family")|interval }}'
    )
    assert text_of(study, said, "ru") == "66,7\u202f% 2 из 3 2\u00a0респондента [20,8; 93,9]"
    said = said.replace("респондент", "respondent")
    assert text_of(study, said, "en") == "66.7% 2 of 3 2\u00a0respondents [20.8, 93.9]"


def test_a_figure_keeps_what_it_rests_on(study: Project) -> None:
    (claim,) = study.fill_template('\n\n{{ share("Family", gender="женщина") }}', lang="en").claims
    assert (claim.line, claim.text, claim.n, claim.base) == (3, "100.0%", 1, 1)
    assert [study.quote(i).case for i in claim.codings] == ["R01"]
    assert "1 of 1 respondent asked about it" in claim.note
    assert "Coded by anna" in claim.note


def test_what_is_filled_in_leads_to_its_quotes(study: Project) -> None:
    made = study.fill_template('{{ n("return/family") }} of {{ base() }}', lang="en").report
    runs = [run for block in made.blocks for run in runs_of(block) if run.note]
    assert [run.text for run in runs] == ["2", "3"]
    quotes = [b for b in made.blocks if isinstance(b, QuoteBlock)]
    assert runs[0].anchor == quotes[0].id
    assert [q.text for q in quotes[0].quotes] == ["Мама болела", "Семья здесь"]
    table = next(b for b in made.blocks if isinstance(b, TableBlock))
    assert runs[1].anchor == table.id == "figures"  # what no quote shows leads to the table of all


def test_who_did_not_consent_is_counted_and_not_quoted(study: Project) -> None:
    made = study.fill_template('{{ n("skills") }}\n\n{{ quotes("skills", most=9) }}', lang="en")
    assert made.claims[0].n == 2
    quoted = [q.text for b in made.report.blocks if isinstance(b, QuoteBlock) for q in b.quotes]
    assert set(quoted) == {"вернулся"}
    withheld = next(q.id for q in study.quote_list(code="skills") if q.case == "R03")
    assert "R03 did not consent" in fault(study, f"{{{{ quote({withheld}) }}}}")


def test_a_published_figure_is_as_it_was_printed(study: Project) -> None:
    template = '{{ survey("T1", "Семья") }}; {{ survey("Т1", "Семья", "Мужчины") }}'
    assert text_of(study, template, "ru").startswith("22,1\u202f%; 20,0\u202f%")
    claims = study.fill_template(template, lang="en").claims
    assert (claims[0].base, claims[1].base) == (515, None)  # 515 is the base of all, not of men
    assert "does not name the base" in claims[1].note


def test_a_table_of_the_survey_is_shown_once_and_figures_lead_to_it(study: Project) -> None:
    made = study.fill_template('{{ table("T1") }}\n\n{{ survey("T1", "Семья") }}', lang="ru").report
    tables = [b for b in made.blocks if isinstance(b, TableBlock) and b.id != "figures"]
    assert [b.table.title for b in tables] == [TABLE.title]
    assert tables[0].table.rows[0] == ("Семья", 0.2, "", 0.221)
    assert next(r for b in made.blocks for r in runs_of(b) if r.note).anchor == tables[0].id


def test_a_published_table_has_numbers_in_its_cells(tmp_path: Path) -> None:
    with small_project(tmp_path / "x.etic") as project:
        name = next(iter(project.study_titles()))
        head = "study,table,title,question,answer,group,n,percent,declared_base,is_subtotal\n"
        figures = (
            ("Да", "Все", "15", ""), ("Да", "Все", "", "30.0"), ("Нет", "Все", "35", ""),
            ("Нет", "Все", "", "70.0"), ("Да", "Разница", "", "-1.1"), ("Да", "Ж", "", "25"),
            ("Нет", "Ж", "", "75.5"),
        )  # fmt: skip
        rows = "".join(f"{name},7,Т,В?,{a},{g},{n},{p},50,0\n" for a, g, n, p in figures)
        file = tmp_path / "t.csv"
        file.write_text(head + rows, encoding="utf-8")
        project.load_survey(file)
        made = project.fill_template('{{ table("T7") }}', lang="ru").report.blocks
        (table,) = (b.table for b in made if isinstance(b, TableBlock))
        assert [c.label for c in table.columns] == ["В?", "Все, n", "Все, %", "Разница", "Ж"]
        assert table.rows == (
            ("Да", 15, 0.3, -0.011, "25 %"), ("Нет", 35, 0.7, "", "75,5 %"),
        )  # fmt: skip
        page = render(project.fill_template('{{ table("T7") }}', lang="ru").report)
        assert "−1,1\u202f%" in page


def test_a_table_of_several_questions_is_one_table(tmp_path: Path) -> None:
    with small_project(tmp_path / "x.etic") as project:
        name = next(iter(project.study_titles()))
        head = "study,table,title,question,answer,group,n,percent,declared_base,is_subtotal\n"
        rows = "".join(
            f"{name},7,Отношения,{q},{a},Все,,{p},40,0\n"
            for q, a, p in (
                ("С кем?", "Да", "60.0"),
                ("С кем?", "Нет", "40.0"),
                ("Где?", "Да", "5.0"),
            )
        )
        file = tmp_path / "t.csv"
        file.write_text(head + rows, encoding="utf-8")
        project.load_survey(file)
        template = 'Of {{ survey("T7", "Да", question="Где") }} below.\n\n{{ table("T7") }}\n'
        made = project.fill_template(template, lang="en").report.blocks
        (table,) = (b for b in made if isinstance(b, TableBlock) and b.table.title == "Отношения")
        assert [row[0] for row in table.table.rows] == ["С кем?", "Да", "Нет", "Где?", "Да"]
        leads = [run.anchor for b in made for run in runs_of(b) if run.anchor]
        assert leads == [table.id], "the figure leads to the table in the text"


def test_a_table_without_groups_has_its_figures(study: Project) -> None:
    made = study.fill_template('{{ table(["return/family", "skills"]) }}', lang="en").report
    (table,) = (b for b in made.blocks if isinstance(b, TableBlock) and b.id.startswith("table"))
    assert ["2 of 3" in str(row) for row in table.table.rows] == [True, True]


def test_parts_of_a_report_refuse_what_is_unknown(study: Project) -> None:
    assert "nope" in fault(study, '{{ indicators("nope") }}')
    assert "nope" in fault(study, '{{ audit("nope") }}')
    assert "nope" in fault(study, '{{ sample(["nope"]) }}')
    assert "nope" in fault(study, '{{ joint("nope") }}')


def test_a_difference_needs_bases_and_different_people() -> None:
    men, women = (
        Figure(n / 20, "share", "x", n=n, base=20, group=(("sex", s),))
        for n, s in ((15, "m"), (5, "f"))
    )
    found = difference(men, women)
    assert found.value == 0.5
    assert found.low is not None
    assert found.low < 0.5
    assert found.p == pytest.approx(0.00157, abs=1e-5)  # χ² = 10, 1 df
    assert difference(men, men).reason == "same-people"
    assert difference(men, replace(women, base=None)).reason == "no-group-base"


def test_a_difference_of_interviews_is_tested_as_tables_of_codes_are() -> None:
    def said(n: int, group: str, by: str) -> Figure:
        return Figure(n / 25, "share", "x", n=n, base=25, group=(("group", group),), by=by)

    coded = difference(said(8, "a", "anna"), said(3, "b", "anna"))
    assert coded.p == pytest.approx(0.1706, abs=1e-4), "Fisher, two-sided"
    surveyed = difference(said(8, "a", ""), said(3, "b", ""))
    assert surveyed.p == pytest.approx(0.0878, abs=1e-4), "χ², as counts are not small"


def test_arithmetic_keeps_both_sides(study: Project) -> None:
    template = (
        '{{ share("return/family") - share("skills") }} {{ n("skills") + n("return/family") }}'
    )
    first, second = study.fill_template(template, lang="en").claims
    assert (first.text, second.text) == ("0 percentage points".replace("0 ", "0.0 "), "4")
    assert len(first.codings) == 4


def test_what_is_undefined_is_a_dash_with_a_reason(study: Project) -> None:
    case = study.case_list()[0]
    made = study.fill_template(
        '{{ share("skills", gender="женщина") / share("skills", gender="женщина") }}', lang="en"
    )
    assert case.name == "R01"
    assert made.claims[0].text == "—"
    assert "the base is zero" in made.claims[0].note.lower() or made.claims[0].value is None


def test_a_figure_is_reckoned_with_numbers_on_either_side(study: Project) -> None:
    said = "{{ 1 - share('skills') }} {{ 2 * n('skills') }} {{ 10 / n('skills') }}"
    assert text_of(study, said) == "33.3% 4 5"
    said = (
        "{% if n('skills') == 2 %}two{% endif %}{% if n('skills') != share('skills') %}!{% endif %}"
    )
    assert text_of(study, said) == "two!"


def test_bare_numbers_are_written_the_way_the_language_does(study: Project) -> None:
    said = "{{ 1.5 }} {{ share('skills').value }} {{ 2.0 }} {{ 3 }} {{ [0.5, 1] }}"
    assert text_of(study, said, "ru") == "1,5 0,667 2 3 0,5, 1"
    assert text_of(study, said, "en") == "1.5 0.667 2 3 0.5, 1"


def test_a_note_ends_its_sentences_with_one_stop(study: Project) -> None:
    made = study.fill_template("{{ share('skills') - share('skills') }}", lang="ru")
    assert "п.\u00a0п. Кодировщики" in made.claims[0].note


# -- text -----------------------------------------------------------------------------------------


def test_markdown_becomes_blocks(study: Project) -> None:
    template = (
        "# Title\n\n## One\n\nA *b* **c** [d](https://a.org).\n\n- x\n  1. y\n\nTable: Own\n\n"
        '| a | b |\n|---|--:|\n| c | {{ n("skills") }} |\n'
    )
    made = study.fill_template(template, lang="en").report
    assert made.title == "Title"
    heading, prose, items, table = made.blocks[:4]
    assert (heading.level, heading.text) == (1, "One")  # type: ignore[union-attr]
    assert isinstance(prose, Prose)
    assert [r.text for r in prose.runs if r.strong or r.emphasis] == ["b", "c"]
    assert isinstance(items, Items)
    assert items.items[0].below[0].start == 1
    assert isinstance(table, ProseTable)
    assert (table.title, table.align(1), plain(table.rows[0][1])) == ("Own", "right", "2")


def test_what_the_project_says_is_never_taken_for_markup(study: Project) -> None:
    quote = next(q for q in study.quote_list(code="skills") if q.case == "R02")
    template = f"**{{{{ quote({quote.id}) }}}}** <b>x</b>"
    page = render(study.fill_template(template, lang="en").report)
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "“вернулся” (R02)" in page


@pytest.mark.parametrize("marks", ["“”", "„“", "«»", "‘’", "””", '""', "''"])
def test_texts_stand_in_any_quotation_marks(study: Project, marks: str) -> None:
    first, last = marks[0], marks[1]
    assert text_of(study, f"{{{{ n({first}return/family{last}) }}}}") == "2"
    titled = f"{{{{ table('T1', title={first}Наши слова{last}) }}}}"
    made = study.fill_template(titled, lang="en").report
    assert [b.table.title for b in made.blocks if isinstance(b, TableBlock)] == ["Наши слова"]


def test_marks_within_straight_ones_stay(study: Project) -> None:
    made = study.fill_template("{{ table('T1', title=\"Свои «слова»\") }}", lang="en").report
    assert [b.table.title for b in made.blocks if isinstance(b, TableBlock)] == ["Свои «слова»"]


def test_code_is_shown_and_not_worked_out(study: Project) -> None:
    code = "{{ nothing }}\n  {% if %} {# x #}"
    made = study.fill_template(
        f"`{{{{ no('t') }}}}` {{{{ n('skills') }}}}\n\n```\n{code}\n```\n\n"
        "- a\n\n  ~~~\n  {% x %}\n  ~~~\n"
    )
    inline, fence, items = made.report.blocks[:3]
    assert isinstance(inline, Prose)
    assert isinstance(fence, Prose)
    assert isinstance(items, Items)
    assert plain(inline.runs) == "{{ no('t') }} 2"
    assert plain(fence.runs) == code
    assert plain(items.items[0].runs) == "a\n{% x %}"
    assert f"```\n{code}\n```" in markdown(made.report)


def test_nothing_in_a_block_quote_is_lost(study: Project) -> None:
    made = study.fill_template("> a\n>\n> > b {{ n('skills') }}\n>\n> 1. c\n> 2. d\n").report
    (cited,) = (b for b in made.blocks if isinstance(b, Cited))
    assert [plain(runs) for runs in cited.paragraphs] == ["a", "b 2", "1. c", "2. d"]


def test_front_matter_gives_title_and_language(study: Project) -> None:
    made = study.fill_template("---\ntitle: Свой\nlang: ru\n---\n{{ share('skills') }}").report
    assert (made.title, made.language) == ("Свой", "ru")


def test_headings_are_raised_to_sections(study: Project) -> None:
    made = study.fill_template("---\ntitle: T\n---\n## A\n\n### B", lang="en").report
    assert [b.level for b in made.blocks if isinstance(b, Heading)] == [1, 2]


def test_an_abbreviation_ends_a_sentence_with_one_stop(study: Project) -> None:
    said = text_of(study, '{{ share("skills") - share("skills") }}. Да.', "ru")
    assert said == "0,0\u00a0п.\u00a0п. Да."


# -- methods --------------------------------------------------------------------------------------


def test_methods_are_those_of_what_the_text_counts(study: Project) -> None:
    def told(template: str) -> str:
        made = study.fill_template(template, lang="en").report.blocks
        return " ".join(b.text for b in made if isinstance(b, Note))

    assert "Wilson" in told("{{ n('skills') }}\n\n{{ methods() }}")
    assert "Fisher" not in told("{{ n('skills') }}\n\n{{ methods() }}")
    compared = "{{ table(['return/family', 'skills'], by='gender') }}"
    assert "Fisher" in told(f"{{{{ methods() }}}}\n\n{compared}"), "wherever they stand"


def test_the_methods_appendix_is_a_report_of_its_own(study: Project, tmp_path: Path) -> None:
    for name in ("methods.docx", "methods.md"):
        study.report(tmp_path / name, template="methods", lang="ru")
    said = (tmp_path / "methods.md").read_text(encoding="utf-8")
    assert said.startswith("# Формулы и источники\n")
    assert "Уилсона" in said
    assert "Единица счёта" in said
    study.save_template("methods", "Mine.", lang="en")
    study.report(tmp_path / "own.md", template="methods", lang="en")
    assert "Mine." in (tmp_path / "own.md").read_text(encoding="utf-8")


# -- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "line", "told"),
    [
        ("\n{{ share('return/famly') }}", 2, "return/family"),
        ("{{ shar('skills') }}", 1, "share"),
        ("{{ share('skills')|wordz }}", 1, "words"),
        ("---\ntitle: T\n---\n{{ share('skills', gender='x') }}", 4, "женщина"),
        ("{{ survey('T9', 'Да') }}", 1, "T1"),
        ("{{ survey('T1', 'Семъя') }}", 1, "Семья"),
        ("{{ survey('T1', 'Семья', 'Женщины') }}", 1, "Мужчины"),
        ("a\n{{ share('skills' }}", 2, "bracket “(”"),
        ("a\n{{ share('skills) }}", 2, "mark '"),
        ("a {{ n('skills') }\n\nb", 1, "“}}” at its end"),
        ("{{ }}", 1, "nothing within"),
        ("{{ share('skills') 5 }}", 1, "cannot be read"),
        ("{% if true %}\n\na", 1, "{% endif %}"),
        ("{% endfor %}", 1, "{% for … %}"),
        ("{% fo a in [1] %}", 1, "for"),
        ("{{ share(5) }}", 1, "share(code, base=…"),
        ("{{ table() }}", 1, "table(wanted, by=…"),
        ("{{ 0.2|words }}", 1, "share(…)|words()"),
        ("{{ share('skills')|percent(99) }}", 1, "0 to 6"),
        ("{{ share('skills')|p }}", 1, "difference("),
        ("{{ share }}", 1, "have brackets"),
        ("{{ share('skills') > 1 }}", 1, "comparisons stand in {% if"),
        ("{{ share('skills').wealth }}", 1, "value"),
        ("{{ n('skills') + 'x' }}", 1, "cannot be reckoned"),
        ("{{ 1 / 0 }}", 1, "by zero"),
        ("{{ survey('T1', 'Семья', question='zzz') }}", 1, "no question"),
        ("{{ share() }}", 1, "cannot be called so"),
        ("{{ difference(1, 2) }}", 1, "two shares"),
        ("x {{ table('T1') }}", 1, "line of its own"),
        ("{{ share('skills', where={'age group': 'x'}) }}", 1, "gender"),
        ("{{ quotes('returned') }}", 1, "no quotes"),
    ],
)
def test_a_fault_names_line_and_what_is_near(
    study: Project, template: str, line: int, told: str
) -> None:
    said = fault(study, template)
    assert said.startswith(f"a.md, line {line}, column ")
    assert told in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("one {{ n('skills') }} two {{ n('skillz') }}", (1, 27)),
        ("---\nlang: en\n---\n- {{ n(\n'skills') }}\n- {{ n('skillz') }}", (6, 3)),
        ("```\n{{ n('skillz') }}\n```\n\n> {{ n('skillz') }}", (5, 3)),
        ("a\n\ntext {{ table('T1') }}", (3, 6)),
        ("{{ n('skills') }} {% for c in codes() %}\n{{ n(c) }}", (1, 19)),
        ("{{ n('skills') }}\n {{\n  n(\n'skillz') }}", (2, 2)),
    ],
)
def test_a_fault_names_the_column(study: Project, template: str, place: tuple[int, int]) -> None:
    line, column = place
    assert fault(study, template).startswith(f"a.md, line {line}, column {column}: ")


def test_faults_are_told_in_the_language_at_work(study: Project) -> None:
    for template in ("{{ n( }}", "{{ n() }}", "{{ n('skills')|count }}", "{{ n('skills').x }}",
                     "{% for a in [1] %}", "{{ 'a' + 1 }}", "{{ n('skills') n }}"):  # fmt: skip
        with use_language("ru"), pytest.raises(EticError) as raised:
            study.fill_template(template, file="a.md")
        with use_language("ru"):
            told = str(raised.value)
        said = re.sub(
            r"(share\(…\)\|)?\w+\([^()]*\)|\{%.*?%\}|«.*?»|: [a-z, ]+\.$|^a\.md|\b(n|count)\b",
            "",
            told,
        )
        assert not re.search("[A-Za-z]", said), said


def test_an_unclosed_expression_is_found_soon(study: Project) -> None:
    assert "column 1: " in fault(study, "{{ n( " + "'a' \"b\" «c» { } " * 3000)


@pytest.mark.parametrize(
    "template",
    [
        "{{ share.__self__.project }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ ('x' * 1000000000) }}",
        "{{ 9 ** 99999999 }}",
        "{{ '%1000000000d' % 1 }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for i in range(1000000000) %}{% endfor %}",
        "{% for a in [1] %}{% for b in [1] %}{% for c in [1] %}{% for d in [1] %}"
        "{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    ],
)
def test_nothing_reaches_out_of_a_template(study: Project, template: str) -> None:
    assert fault(study, template).startswith("a.md, line 1, column ")


def test_a_picture_refers_to_the_table_that_has_its_figures(study: Project) -> None:
    codes = '["return/family", "skills"], by="gender"'
    made = study.fill_template(
        f'{{{{ table({codes}, title="Both") }}}}\n\n{{{{ figure({codes}) }}}}'
    )
    table = next(b for b in made.report.blocks if isinstance(b, TableBlock))
    picture = next(b for b in made.report.blocks if isinstance(b, Picture))
    assert (picture.table, picture.note, picture.drawing.title) == (table.id, "", "Both")
    alone = study.fill_template(f"{{{{ figure({codes}) }}}}").report.blocks
    assert next(b for b in alone if isinstance(b, Picture)).table == ""


def test_only_figures_of_groups_open_into_quotes(study: Project) -> None:
    made = study.fill_template('{{ table(["return/family", "skills"], by="gender") }}').report
    table = next(b for b in made.blocks if isinstance(b, TableBlock))
    opening = {table.table.columns[i].key.partition(".")[0] for _, i in table.links}
    assert opening == {"group"}


def test_what_is_said_of_the_project_is_in_the_report_s_words(study: Project) -> None:
    study.import_bundle(Bundle(memos=(Memo("project", "", "Всё вымышлено."),)))
    head = "---\nlabels:\n  Всё вымышлено.: All is invented.\n---\n"
    first = study.fill_template(f"{head}Text.", lang="en").report.blocks[0]
    assert first == Note("All is invented.")
