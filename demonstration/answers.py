"""The simulated people themselves, and the files they are written to.

Whoever did not work in Kyrgyzstan is the first not to answer the questions about work. In the other
questions answers lean together: a respondent content with one thing is likelier to be content with
another. This is a plausible file, not a finding: only the published tables in it are real.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from textwrap import wrap

import yaml

from demonstration import survey
from demonstration.survey import GENDERS, PEOPLE, PROFILE, Question

SIMULATED = "смоделировано"
NOTE = {
    "ru": "Смоделированные ответы для демонстрации Etic: ни один человек так не отвечал. Таблицы"
    " воспроизводят опубликованные проценты, связи между вопросами вымышлены.",
    "en": "Simulated answers that demonstrate Etic: no person gave them. The tables reproduce the"
    " published percents; how questions go together is invented.",
}
LABELS = {
    "study": "Исследование",
    "data": "Происхождение данных",
    "gender": "Пол",
    "citizenship": "Гражданство",
    "age": "Возраст",
    "place": "Место опроса",
}
LEANING = 0.55  # how much of an answer is the person, the rest being the question

Person = dict[str, str]


def people() -> list[Person]:
    """515 respondents with their answers; a question that was not answered is missing."""
    random = Random(survey.SEED)
    found: list[Person] = [{"gender": gender} for gender, n in GENDERS.values() for _ in range(n)]
    random.shuffle(found)
    for name, shares in PROFILE.items():
        for person, value in zip(found, _shuffled(shares, random), strict=True):
            person[name] = value
    mood = {id(person): random.random() for person in found}
    for question in survey.questions():
        if question.name.startswith("sector"):
            _sector(question, found, random)
        else:
            _opinion(question, found, mood, random)
    return found


def _shuffled(counts: Mapping[str, int], random: Random) -> list[str]:
    values = [value for value, n in counts.items() for _ in range(n)]
    random.shuffle(values)
    return values


def _sector(question: Question, found: Sequence[Person], random: Random) -> None:
    """Sectors: about half of those who can stay in the sector in which they worked in Russia."""
    (column,) = question.columns.values()
    left = dict(zip(column, survey.solved(question)[""], strict=True))
    order = list(found)
    random.shuffle(order)
    for person in order:
        before = person.get("sector_russia", "")
        if left.get(before, 0) and random.random() < 0.5:
            person[question.name] = before
            left[before] -= 1
    rest = [person for person in order if question.name not in person]
    for person, value in zip(rest, _shuffled(left, random), strict=True):
        person[question.name] = value


def _opinion(
    question: Question, found: Sequence[Person], mood: Mapping[int, float], random: Random
) -> None:
    """Answers in order of content, the counts of each gender as they were found."""
    answers = list(next(iter(question.columns.values())))
    good_first = survey.GOOD_FIRST.get(question.name, answers[::-1])
    for group, counts in survey.solved(question).items():
        members = [p for p in found if not group or p["gender"] == GENDERS[group][0]]
        surplus = len(members) - sum(counts)
        silent = sorted(members, key=lambda p: (_works(p), random.random()))[:surplus]
        asked = [p for p in members if not any(p is s for s in silent)]
        score = {id(p): LEANING * mood[id(p)] + (1 - LEANING) * random.random() for p in asked}
        asked.sort(key=lambda p: -score[id(p)])
        given = dict(zip(answers, counts, strict=True))
        values = [answer for answer in good_first for _ in range(given[answer])]
        for person, value in zip(asked, values, strict=True):
            person[question.name] = value


def _works(person: Person) -> bool:
    return person.get("sector_kyrgyzstan") != survey.NO_WORK


# -- files ----------------------------------------------------------------------------------------


def columns() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Variable → (its label, its answers in order)."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {
        "gender": (LABELS["gender"], tuple(value for value, _ in GENDERS.values())),
        **{name: (LABELS[name], tuple(shares)) for name, shares in PROFILE.items()},
    }
    for question in survey.questions():
        found[question.name] = (question.text, tuple(next(iter(question.columns.values()))))
    return found


def as_csv(found: Sequence[Person]) -> bytes:
    """One row a respondent, the answers in words."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["questionnaire", "study", "data", *columns()])
    for number, person in enumerate(found, 1):
        writer.writerow(
            [_name(number), survey.STUDY, SIMULATED, *(person.get(c, "") for c in columns())]
        )
    return out.getvalue().encode()


def as_yaml() -> bytes:
    """What the variables of the csv are called, and the order of their answers."""
    said = {
        "study": survey.STUDY,
        "note": NOTE,
        "variables": [
            {"variable": "data", "label": LABELS["data"], "values": [SIMULATED]},
            *(
                {"variable": name, "label": label, "values": list(values)}
                for name, (label, values) in columns().items()
            ),
        ],
    }
    text: str = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


def as_sav(found: Sequence[Person], path: Path) -> None:
    """The same for SPSS: answers as numbers with labels, what was not answered system-missing."""
    import pandas as pd
    import pyreadstat

    coded = {
        name: {value: float(code) for code, value in enumerate(values, 1)}
        for name, (_, values) in columns().items()
    }
    frame = pd.DataFrame(
        {
            "questionnaire": [_name(number) for number in range(1, PEOPLE + 1)],
            "study": [survey.STUDY] * PEOPLE,
            "data": [SIMULATED] * PEOPLE,
            **{name: [codes.get(p.get(name, "")) for p in found] for name, codes in coded.items()},
        }
    )
    pyreadstat.write_sav(
        frame,
        str(path),
        file_label=NOTE["en"][:60],
        note=[line for text in NOTE.values() for line in wrap(text, 39)],  # 80 bytes a line
        column_labels={
            "questionnaire": "Номер анкеты",
            "study": LABELS["study"],
            "data": LABELS["data"],
            **{name: label for name, (label, _) in columns().items()},
        },
        variable_value_labels={
            name: {code: value for value, code in codes.items()} for name, codes in coded.items()
        },
        variable_measure=dict.fromkeys(coded, "nominal"),
        variable_format=dict.fromkeys(coded, "F2.0"),
    )
    _timeless(path)


def _timeless(path: Path) -> None:
    """Put a fixed moment where the header says when the file was made (bytes 92 to 108)."""
    data = bytearray(path.read_bytes())
    data[92:101], data[101:109] = b"01 Nov 22", b"00:00:00"
    path.write_bytes(data)


def _name(number: int) -> str:
    return f"A{number:03}"
