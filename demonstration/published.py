"""Every printed cell of both studies, recomputed from a project and held against `surveys/`.

    python -m demonstration cells PROJECT

For human-resources-2020 the figures come from the respondents' codings, for reintegration-2022 from
the answers by respondent. Three conventions of the printed tables are followed as they stand:
subtotals are sums of rounded percents, «Разница» a difference of rounded percents, and the group
columns of Table 6 shares of all 50.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from demonstration import survey
from demonstration.survey import tenths
from etic.analysis.counts import ALL, Base
from etic.analysis.crosstab import Crosstab
from etic.analysis.intervals import Share
from etic.model import Cell, SurveyTable
from etic.project import Project

INTERVIEWS, SURVEY = "human-resources-2020", survey.STUDY

# Table → (the question's code, on what its percents are, answer → code under it).
CODED: Mapping[str, tuple[str, Base, Mapping[str, str]]] = {
    "1": ("difficulties", "group", {
        "Разрешение на работу": "work-permit",
        "Жилищные условия": "housing",
        "Услуги здравоохранения": "health-care",
        "Знание русского языка": "russian-language",
        "Недостаток квалификации": "qualification",
    }),
    "2": ("new-skills", "asked", {
        "Да": "gained", "Частично верно": "partly", "Нет": "none", "Не уверен": "unsure",
    }),
    "3": ("remittances", "asked", {
        "Накопление": "savings",
        "Открытие дела в легкой промышленности": "light-industry",
        "Покупка скота, животноводство": "livestock",
        "Земледелие, выращивание сельскохозяйственных культур": "crops",
        "Образование детей/членов семьи": "education",
        "Еда и одежда": "food-clothes",
        "Строительство жилья": "housing",
    }),
    "4": ("occupation", "asked", {
        "Владелец швейной фабрики": "sewing-owner",
        "Совладелец швейной фабрики": "sewing-co-owner",
        "Владелец продуктового магазина": "grocery-owner",
        "Совладелец автомастерской": "car-workshop-co-owner",
        "Совладелец жилищного строительства": "construction-co-owner",
        "Строитель": "builder",
        "Финансовый директор": "financial-director",
        "Владелец киоска на рынке": "kiosk-owner",
    }),
    "5": ("investment", "asked", {
        "Легкая промышленность": "light-industry",
        "Жилищное строительство": "housing",
        "Помощь родителям/родственникам": "kin-help",
        "Продуктовый магазин": "grocery",
        "Автомастерская": "car-workshop",
        "Свадьба": "wedding",
        "Накопление": "savings",
        "Торговый киоск": "kiosk",
    }),
    "6": ("education", "all", {
        "Среднее общее образование": "secondary",
        "Профессиональное училище": "vocational",
        "Неполное высшее образование": "incomplete-higher",
        "Полное высшее образование": "higher",
    }),
}  # fmt: skip
GROUPS = {
    "Нынешние мигранты": "мигранты",
    "Репатрианты": "репатрианты",
    "Всего": ALL,
    "не указана (см. примечание)": ALL,  # Table 3 names neither base nor group: all 50 are asked
}
ABROAD, HOME, DIFFERENCE = "В России", "В Кыргызстане", "Разница"
GENDERS = {"Все опрошенные": ALL, **{g: value for g, (value, _) in survey.GENDERS.items()}}


@dataclass(frozen=True, slots=True)
class Recomputed:
    """One printed cell beside what the project gives for it, or why it gives nothing."""

    table: SurveyTable
    cell: Cell
    printed: str
    computed: str  # empty where it cannot be computed
    source: str  # interviews, answers, or why there is none

    @property
    def holds(self) -> bool:
        """Whether both say the same, to the printed decimal."""
        return self.printed == self.computed


def recomputed(project: Project) -> Iterator[Recomputed]:
    """Every cell of the published tables in the project, in order."""
    for _, table in project.survey_tables():
        counted = _Interviews(project, table) if table.study == INTERVIEWS else None
        answered = _Answers(project, table) if table.study == SURVEY else None
        for cell in table.cells:
            printed = cell.percent or str(cell.n)
            if counted is not None:
                yield Recomputed(table, cell, printed, counted.cell(cell), "interviews")
            elif answered is not None:
                yield Recomputed(table, cell, printed, answered.cell(cell), "answers")
            else:
                yield Recomputed(table, cell, printed, "", f"nothing known of {table.study}")


class _Interviews:
    """Respondents with a code, by group."""

    def __init__(self, project: Project, table: SurveyTable) -> None:
        self.question, base, self.answers = CODED[table.number]
        paths = [self.question, *(f"{self.question}/{code}" for code in self.answers.values())]
        self.counted: Crosstab = project.table(paths, by="group", base=base, study=table.study)

    def cell(self, cell: Cell) -> str:
        path = self.question if cell.subtotal else f"{self.question}/{self.answers[cell.answer]}"
        share = _share(self.counted, path, GROUPS[cell.group])
        return _percent(share) if cell.percent else str(share.n)


def _share(counted: Crosstab, code: str, group: str) -> Share:
    return next(row.share for row in counted.rows if (row.code, row.group) == (code, group))


class _Answers:
    """Answers of the 515, by gender or by country."""

    def __init__(self, project: Project, table: SurveyTable) -> None:
        mine = [q for q in survey.questions() if q.table == table.number]
        mine = [q for q in mine if q.text.split(f": {ABROAD}")[0].split(f": {HOME}")[0]
                == table.question]  # fmt: skip
        self.shares: dict[tuple[str, str], Share] = {}
        self.answers: Sequence[str] = [c.answer for c in table.cells if not c.subtotal]
        for question in mine:
            column = next(iter(question.columns))
            by = "" if column in (ABROAD, HOME) else "gender"
            counted = project.answer_table(question.name, by=by, study=table.study)
            for row in counted.rows:
                group = column if not by else row.group
                self.shares[row.code, group] = row.share

    def cell(self, cell: Cell) -> str:
        if cell.group == DIFFERENCE:
            there, here = (self._tenths(cell.answer, g) for g in (ABROAD, HOME))
            return _decimal(here - there)
        group = cell.group if cell.group in (ABROAD, HOME) else GENDERS[cell.group]
        if not cell.subtotal:
            return _decimal(self._tenths(cell.answer, group))
        parts = {part.strip().casefold() for part in cell.answer.split(" + ")}
        summed = [a for a in dict.fromkeys(self.answers) if a.casefold() in parts]
        return _decimal(sum(self._tenths(answer, group) for answer in summed))

    def _tenths(self, answer: str, group: str) -> int:
        share = self.shares[answer, group]
        return tenths(share.n, share.base)


def _percent(share: Share) -> str:
    return _decimal(tenths(share.n, share.base))


def _decimal(in_tenths: int) -> str:
    """Tenths of a percent as the tables print them.

    >>> _decimal(193), _decimal(-21), _decimal(0)
    ('19.3', '-2.1', '0.0')
    """
    sign = "-" if in_tenths < 0 else ""
    return f"{sign}{abs(in_tenths) // 10}.{abs(in_tenths) % 10}"


def main(path: str) -> int:
    """Print every cell; 1 where any does not hold."""
    with Project.open(path) as project:
        rows = list(recomputed(project))
    for row in rows:
        mark = " " if row.holds else "!"
        where = f"{row.table.study} {row.table.number}"
        what = f"{row.cell.answer} / {row.cell.group}"
        print(f"{mark} {where}\t{row.printed}\t{row.computed or '—'}\t{row.source}\t{what}")
    holding = sum(row.holds for row in rows)
    print(f"{holding} of {len(rows)} cells recomputed to the printed decimal")
    return 0 if holding == len(rows) else 1
