"""Answers by respondent as a table: one row a questionnaire, one column a question.

A table says that it is one by its first title, `questionnaire`; of any other the user has to say it
(`etic survey`), for a list of respondents with their attributes looks the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from etic.errors import EticError
from etic.model import Answers, Bundle, Variable
from etic.places import places
from etic.read.cases_table import CASE
from etic.read.rows import Columns, Header, table
from etic.read.source import Source
from etic.read.values import is_number

QUESTIONNAIRE = ("questionnaire", "анкета", "номер анкеты", "№ анкеты", "questionnaire id")
NAMES = {
    "respondent": (*QUESTIONNAIRE, *CASE, "id", "№"),
    "study": ("study", "исследование"),
}
MOST_ANSWERS = 20  # different numbers in a column up to which they may be codes of answers


def read(source: Source) -> Bundle | None:
    """The answers in a table that says by its first column that it holds some; else None."""
    found = _answers(source, lambda header: header[0] in QUESTIONNAIRE)
    return None if found is None else Bundle(answers=found)


def read_answers(source: Source) -> tuple[Answers, ...]:
    """The answers in a table of which the user has said that it holds some.

    Where no column names the respondents, they are numbered by their rows.
    """
    found = _answers(source, lambda header: len([t for t in header if t]) > 1)
    if not found:
        raise EticError("no-survey", file=source.name)
    return found


def _answers(source: Source, ours: Callable[[Header], bool]) -> tuple[Answers, ...] | None:
    found = table(source, ours)
    if found is None:
        return None
    columns = Columns(found, NAMES)
    questions = {found.titles[i]: i for i in columns.others()}
    if len(questions) < len(columns.others()):
        titles = [found.titles[i] for i in columns.others()]
        twice = next(title for title in titles if titles.count(title) > 1)
        raise EticError("column-twice", file=source.name, column=twice)
    said: dict[str, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for row in found.rows:
        name = columns.needed(row, "respondent") if "respondent" in columns else f"{row.number}"
        members = said[columns.text(row, "study")]
        if name in members:
            raise EticError(
                "respondent-twice", file=source.name, where=places(row.where), respondent=name
            )
        members[name] = {q: cell for q, i in questions.items() if (cell := row.cells[i].strip())}
    return tuple(
        Answers(_variables(questions, members), tuple(members.items()), study, source=source.name)
        for study, members in said.items()
    )


def _variables(
    questions: Mapping[str, int], members: Mapping[str, Mapping[str, str]]
) -> tuple[Variable, ...]:
    """A column of many different numbers is one of numbers; any other has its answers in order."""
    found = []
    for question in questions:
        given = dict.fromkeys(m[question] for m in members.values() if question in m)
        numbers = bool(given) and all(is_number(answer) for answer in given)
        if numbers and len(given) > MOST_ANSWERS:
            found.append(Variable(question, kind="number", declared=False))
        else:
            order = sorted(given, key=lambda a: float(a.replace(",", "."))) if numbers else given
            values = tuple((answer, answer) for answer in order)
            found.append(Variable(question, values=values, declared=False))
    return tuple(found)
