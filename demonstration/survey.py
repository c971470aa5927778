"""515 simulated answers whose tables are the published ones, to the printed decimal.

Nothing here is a real answer. For every question the counts behind the printed percents are looked
for: how many men and women answered, and how many of them gave each answer, so that the percents of
men, of women and of all come out as printed, all at once. The largest such number of people is
taken; where it is less than 515, the rest did not answer.

Subtotals («Да + в основном да») and the column «Разница» were printed as sums and differences of
the rounded percents; they follow from the others and are no condition here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from demonstration.interviews import HERE
from etic.mixed.joint import total_group

SEED = 2022
STUDY = "reintegration-2022"
PEOPLE = 515
MEN, WOMEN = "Мужчины", "Женщины"
GENDERS = {MEN: ("мужчина", 305), WOMEN: ("женщина", 210)}
PUBLISHED = HERE.parent / "surveys" / f"{STUDY}.csv"

# Shares that the article gives of the 515 without a table.
PROFILE: Mapping[str, Mapping[str, int]] = {
    "citizenship": {"Кыргызстан": 373, "Россия": 137, "другое": 5},  # 72.4, 26.6 %
    "age": {"14–25": 227, "26–45": 258, "46 и старше": 30},  # 44.1, 50.1 %
    "place": {"Бишкек": 405, "Ош": 58, "другое место": 52},  # 78.6, 11.3, 10.1 %
}


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A published distribution: (answer, percent in tenths) by column."""

    name: str
    table: str
    text: str
    columns: Mapping[str, Mapping[str, int]]


# Variable, table, what the question has in it, the column where it is not one of gender.
VARIABLES = (
    ("sector_russia", "1", "", "В России"),
    ("sector_kyrgyzstan", "1", "", "В Кыргызстане"),
    ("work_knowledge", "2", "", ""),
    ("work_satisfaction", "3", "", ""),
    ("provision_chances", "4", "возможн", ""),
    ("provision", "4", "В настоящее время", ""),
    ("ecology", "5", "экологическая", ""),
    ("holidays", "5", "отпуска", ""),
    ("leisure", "5", "свободного времени", ""),
    ("sport", "5", "спортом", ""),
    ("family", "6", "", ""),
    ("managers", "7", "руководителями", ""),
    ("colleagues", "7", "коллегами", ""),
    ("remigration", "8", "", ""),
    ("expectations", "9", "", ""),
)
# From good to bad, where a table does not print its answers from bad to good.
GOOD_FIRST = {
    "work_knowledge": ("Да", "В основном да", "В основном нет", "Нет"),
    "work_satisfaction": ("Да", "В основном да", "В основном нет", "Нет"),
    "remigration": ("Нет", "Затрудняюсь ответить", "Да"),
    "expectations": (
        "Да",
        "Скорее да, чем нет",
        "Затрудняюсь ответить",
        "Скорее нет, чем да",
        "Нет",
    ),
}
NO_WORK = "Не работал"


def tenths(n: int, base: int) -> int:
    """A percent in tenths, halves rounded up, without floating point.

    >>> tenths(59, 305)
    193
    """
    return (2000 * n + base) // (2 * base)


@cache
def questions() -> tuple[Question, ...]:
    """The published distributions, read from the tables."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["is_subtotal"] == "0"]
    found = []
    for name, table, part, column in VARIABLES:
        mine = [r for r in rows if r["table"] == table and part in r["question"]]
        groups = [column] if column else list(dict.fromkeys(r["group"] for r in mine))
        columns = {
            group: {
                r["answer"]: round(float(r["percent"]) * 10) for r in mine if r["group"] == group
            }
            for group in groups
        }
        text = mine[0]["question"] + (f": {column}" if column else "")
        found.append(Question(name, table, text, columns))
    return tuple(found)


def counts(percents: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """All counts of at most `most` people that give these percents, the largest base first."""
    for base in range(most, 0, -1):
        near = [range(max(0, p * base // 1000 - 1), p * base // 1000 + 3) for p in percents]
        fitting = [
            [n for n in r if tenths(n, base) == p] for r, p in zip(near, percents, strict=True)
        ]
        if all(fitting):
            yield from (found for found in product(*fitting) if sum(found) == base)


@cache
def solved(question: Question) -> dict[str, tuple[int, ...]]:
    """Counts by column («» where there is one for all) that give every printed percent at once."""
    total = question.columns[total_group(list(question.columns)) or ""]
    if len(question.columns) == 1:
        return {"": next(counts(list(total.values()), PEOPLE))}
    by_gender = [
        list(counts(list(question.columns[g].values()), GENDERS[g][1])) for g in (MEN, WOMEN)
    ]
    for men, women in sorted(product(*by_gender), key=lambda pair: -sum(map(sum, pair))):
        together = [m + w for m, w in zip(men, women, strict=True)]
        base = sum(together)
        if [tenths(n, base) for n in together] == list(total.values()):
            return {MEN: men, WOMEN: women}
    raise ValueError(f"no counts give the percents of {question.text!r}")
