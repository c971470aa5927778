"""Answers by respondent as a table: one row a questionnaire, one column a question.

A table says that it is one by its first title, `questionnaire`; of any other the user has to say it
(`etic survey`), for a list of respondents with their attributes looks the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from etic.errors import EticError
from etic.model import Answers, Bundle, Notice, ResponseSet, Variable
from etic.places import places
from etic.read import answers_guess
from etic.read.cases_table import CASE
from etic.read.rows import Columns, Header, table
from etic.read.source import Source

QUESTIONNAIRE = ("questionnaire", "анкета", "номер анкеты", "№ анкеты", "questionnaire id")
NAMES = {
    "respondent": (*QUESTIONNAIRE, *CASE, "id", "№"),
    "study": ("study", "исследование"),
}
_TURNED = ("question", "questions", "вопрос", "вопросы")  # a row a question, not a respondent
_OWN = ("questionnaire", "study")  # how a table begins that Etic has given out


def read(source: Source) -> Bundle | None:
    """The answers in a table that says by its first column that it holds some; else None."""
    return _bundle(source, lambda header: header[0] in QUESTIONNAIRE)


def read_answers(source: Source) -> Bundle:
    """The answers in a table of which the user has said that it holds some.

    Where no column names the respondents, they are numbered by their rows.
    """
    found = _bundle(source, lambda header: len([t for t in header if t]) > 1)
    if found is None:
        raise EticError("no-survey", file=source.name)
    if not found.answers:
        raise EticError("answers-empty", file=source.name)
    return found


def _bundle(source: Source, ours: Callable[[Header], bool]) -> Bundle | None:
    found = table(source, ours, titled=True)
    if found is None:
        return None
    own = found.header[:2] == _OWN
    labels = () if own else answers_guess.labels(found)
    notices = [Notice(source.name, "", "answers-titles")] if labels else []
    if labels:
        found = answers_guess.without(found, found.rows[0])
    elif answers_guess.is_headless(found):
        first = ", ".join(found.titles[:6])
        notices.append(Notice(source.name, "", "answers-headless", {"titles": first}))
    nameless = [
        str(i + 1) for i, title in enumerate(found.header)
        if not title and any(row.cells[i].strip() for row in found.rows)
    ]  # fmt: skip
    if nameless:
        told = {"columns": ", ".join(nameless)}
        notices.append(Notice(source.name, "", "columns-nameless", told))
    columns = Columns(found, NAMES)
    if "respondent" not in columns and found.header[0] in _TURNED:
        raise EticError("answers-turned", file=source.name, column=found.titles[0])
    questions = {found.titles[i]: i for i in columns.others()}
    if len(questions) < len(columns.others()):
        titles = [found.titles[i] for i in columns.others()]
        twice = next(title for title in titles if titles.count(title) > 1)
        raise EticError("column-twice", file=source.name, column=twice)
    said: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in found.rows:
        name = columns.needed(row, "respondent") if "respondent" in columns else f"{row.number}"
        members = said[columns.text(row, "study")]
        if name in members:
            raise EticError(
                "respondent-twice", file=source.name, where=places(row.where), respondent=name
            )
        members[name] = {q: cell for q, i in questions.items() if (cell := row.cells[i].strip())}
    worded = {q: labels[i] if labels else "" for q, i in questions.items()}
    answers = tuple(
        _answers(source, study, worded, members, notices, split=not own)
        for study, members in said.items()
    )
    return Bundle(answers=answers, warnings=tuple(notices))


def _answers(
    source: Source, study: str, questions: Mapping[str, str],
    members: Mapping[str, dict[str, str]], notices: list[Notice], *, split: bool,
) -> Answers:  # fmt: skip
    """The answers of one study; adds to `notices` what was guessed."""
    variables: list[Variable] = []
    sets: list[ResponseSet] = []
    for question, label in questions.items():
        given = {name: said[question] for name, said in members.items() if question in said}
        mark = answers_guess.mark_of_several(list(given.values())) if split else None
        if mark is not None:
            several, columns, said, n = answers_guess.several(question, label, given, mark)
            if not {column.name for column in columns} & questions.keys():
                for name, parts in said.items():
                    del members[name][question]
                    members[name].update(parts)
                variables += columns
                sets.append(several)
                details = {"variable": question, "set": several.name, "n": n}
                notices.append(Notice(source.name, "", "answers-many", details))
                continue
        if split and (plain := answers_guess.plain_numbers(given)):
            for name, number in plain.items():
                members[name][question] = number
            given = plain
        variable = answers_guess.variable(question, label, given.values())
        variables.append(variable)
        if variable.kind == "weight" and split:
            notices.append(Notice(source.name, "", "answers-weight-like", {"variable": question}))
    return Answers(
        tuple(variables), tuple(members.items()), study, source=source.name, sets=tuple(sets)
    )
