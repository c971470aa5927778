"""An interview guide as people have it: a list of numbered questions, one a line, in any text file.

    1. Расскажите о себе.
    2. Почему вы решили уехать?
       Кто вам посоветовал?

What stands under a question without a number is another wording of it, or a question to help. A
table has the columns `number`, `question` and, if there are any, `codes`. Only a file of which a
person has said that it is a guide is read so: by its content it could be anything.
"""

from __future__ import annotations

import re
from dataclasses import replace

from etic.errors import EticError
from etic.guide import Guide, Question
from etic.places import line, places
from etic.read.rows import Columns, Header, find, table
from etic.read.source import Source

_NUMBERED = re.compile(
    r"\s*(?P<number>\d{1,3}(?:\.(?:\d{1,2}|[a-zа-яё]))*)(?:[.)]+\s*|\s+)(?P<text>\S.*)"
)
_MARK = re.compile(r"\s*(?:[-–—•*·]\s*)?")
NAMES = {
    "number": ("number", "номер", "№", "no", "n"),
    "text": ("question", "вопрос", "text", "текст"),
    "codes": ("codes", "коды", "code", "код"),
}


def read_list(source: Source) -> Guide:
    """The questions in a file of which the user has said that it is a guide.

    A guide in YAML is read as one. Raises `EticError` where there is no question, a number is there
    twice, or nobody can read the file.
    """
    from etic.read import guide_yaml, read_source

    bundle = guide_yaml.read(source)
    if bundle is not None:
        return bundle.guides[0]
    found = table(source, _is_guide)
    if found is not None:
        return _checked(source, _of_table(Columns(found, NAMES)))
    documents = read_source(source, as_text=True).documents
    text = "\n".join(document.text for document in documents)
    return _checked(source, of_lines(text))


def of_lines(text: str) -> list[Question]:
    """The questions in lines of text; where no line has a number, they are counted.

    >>> [(q.number, q.text_ru, q.wordings) for q in of_lines("1. Где?\\n- Куда?\\n2) Кто?")]
    [('1', 'Где?', ('Куда?',)), ('2', 'Кто?', ())]
    >>> [q.number for q in of_lines("Где вы были?\\nКто с вами?")]
    ['1', '2']
    """
    lines = [(i, each.strip()) for i, each in enumerate(text.split("\n"), 1) if each.strip()]
    matches = [(i, _NUMBERED.fullmatch(each), each) for i, each in lines]
    if not any(match for _, match, _ in matches):
        plain = [(i, _MARK.sub("", each, count=1)) for i, each in lines]
        return [_question(str(n), text, line(i)) for n, (i, text) in enumerate(plain, 1)]
    found: list[Question] = []
    for i, match, each in matches:
        if match:
            found.append(_question(match["number"], match["text"], line(i)))
        elif found:  # above the first number: a heading
            wording = _MARK.sub("", each, count=1)
            found[-1] = replace(found[-1], wordings=(*found[-1].wordings, wording))
    return found


def _question(number: str, text: str, where: str, codes: tuple[str, ...] = ()) -> Question:
    from etic.codebook import names

    text_ru, text_en = names(text.strip())
    return Question(number, text_ru, text_en, codes=codes, where=where)


def _is_guide(header: Header) -> bool:
    return {"number", "text"} <= find(header, NAMES).keys()


def _of_table(columns: Columns) -> list[Question]:
    return [
        _question(
            columns.needed(row, "number").rstrip(".)"),
            columns.needed(row, "text"),
            row.where,
            tuple(code for code in re.split(r"[,;\s]+", columns.text(row, "codes")) if code),
        )
        for row in columns.table.rows
    ]


def _checked(source: Source, questions: list[Question]) -> Guide:
    if not questions:
        raise EticError("guide-empty", file=source.name)
    first: dict[str, Question] = {}
    for question in questions:
        known = first.setdefault(question.number, question)
        if known is not question:
            wheres = places(known.where, question.where)
            raise EticError("guide-twice", file=source.name, where=wheres, number=question.number)
    return Guide("", tuple(questions), source=source.name)
