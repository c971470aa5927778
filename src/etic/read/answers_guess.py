"""What a table of answers shows without saying so: weights, several answers in a cell, labels.

Each guess is a proposal: it is said in a notice, and a person can take it back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from etic.model import ResponseSet, Variable
from etic.read.rows import Row, Table, folded
from etic.read.values import is_number

WEIGHTS = frozenset(("weight", "weights", "wt", "w", "вес", "веса", "весовой коэффициент", "взвес"))
MOST_ANSWERS = 20  # different numbers in a column up to which they may be codes of answers
MOST_PARTS = 40  # different answers that cells of several may hold together
LONGEST_PART = 80  # characters: what is longer is somebody's own words

_NAME = re.compile(r"[^\W\d][\w.$#@]*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}")
_THOUSANDS = re.compile("[-−]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_PARTED = re.compile(r"[;|\n]")
# Forms on the web part answers with a comma, which may also stand within one: then small letters
# follow it, unless all answers begin with small letters.
_COMMAS = (re.compile(r",\s+(?=[A-ZА-ЯЁҢӨҮ])"), re.compile(r",\s+"))


def labels(table: Table) -> tuple[str, ...]:
    """The words of the questions, if the second row holds them under names; else nothing.

    The first row must be names (`q1`), the second words that no respondent gives as an answer.
    """
    if len(table.rows) < 2 or not all(_NAME.fullmatch(title) for title in table.titles):
        return ()
    first, *others = table.rows
    said = [cell.strip() for cell in first.cells]
    given = [cell for cell in said if cell]
    if len(given) * 3 < len(said) * 2 or len(set(given)) < len(given):
        return ()
    if any(is_number(cell) for cell in given) or sum(" " in c for c in given) * 2 < len(given):
        return ()
    again = any(
        cell and any(row.cells[i].strip() == cell for row in others) for i, cell in enumerate(said)
    )
    return () if again else tuple(said)


def variable(name: str, label: str, given: Iterable[str]) -> Variable:
    """A column as a variable: of numbers, dates, weights, or with its answers in order.

    Few different whole numbers may be codes of answers; a decimal makes them numbers.
    """
    answers = dict.fromkeys(given)
    numbers = bool(answers) and all(is_number(answer) for answer in answers)
    if numbers and folded(name) in WEIGHTS:
        return Variable(name, label, "weight", declared=False)
    decimals = any(mark in answer for answer in answers for mark in ",.")
    if numbers and (decimals or len(answers) > MOST_ANSWERS):
        return Variable(name, label, "number", declared=False)
    if answers and all(_DATE.fullmatch(answer) for answer in answers):
        return Variable(name, label, "date", declared=False)
    order = sorted(answers, key=float) if numbers else answers
    return Variable(name, label, values=tuple((a, a) for a in order), declared=False)


def parted(cell: str, mark: re.Pattern[str] = _PARTED) -> tuple[str, ...]:
    """The answers in a cell, each once.

    >>> parted("семья; друзья;семья")
    ('семья', 'друзья')
    """
    return tuple(dict.fromkeys(part.strip() for part in mark.split(cell) if part.strip()))


def mark_of_several(cells: Sequence[str]) -> re.Pattern[str] | None:
    """What parts the answers, where cells hold several out of one list; None where they do not.

    >>> bool(mark_of_several(["а; б", "б; в", "а"])), mark_of_several(["Да; конечно", "Нет; нет"])
    (True, None)
    """
    if _are_several([parted(cell) for cell in cells]):
        return _PARTED
    for mark in _COMMAS:
        parts = [parted(cell, mark) for cell in cells]
        if any(len(part) > 1 for part in parts):
            return mark if _are_several(parts) and _are_ticked(parts) else None
    return None


def _are_several(parts: Sequence[tuple[str, ...]]) -> bool:
    """Whether parts of cells come again and are short."""
    if sum(len(part) > 1 for part in parts) < 2:
        return False
    seen = Counter(answer for part in parts for answer in part)
    again = sum(n > 1 for n in seen.values())
    short = all(len(answer) <= LONGEST_PART for answer in seen)
    return len(seen) <= MOST_PARTS and short and again * 2 >= len(seen)


def _are_ticked(parts: Sequence[tuple[str, ...]]) -> bool:
    """Whether parts are in the order of a list, and some stand alone: no «Ош, Киргизия»."""
    alone = {part[0] for part in parts if len(part) == 1}
    pairs = {pair for part in parts for pair in combinations(part, 2)}
    again = {answer for pair in pairs for answer in pair} & alone
    return len(again) > 1 and not any((b, a) in pairs for a, b in pairs)


def plain_numbers(given: Mapping[str, str]) -> dict[str, str]:
    """Numbers without the spaces between thousands, where all are numbers and some have such.

    >>> plain_numbers({"1": "1 200,5", "2": "900"}), plain_numbers({"1": "1 200", "2": "много"})
    ({'1': '1200,5', '2': '900'}, {})
    """
    spaced = [cell for cell in given.values() if _THOUSANDS.fullmatch(cell)]
    if not spaced or not all(is_number(c) or _THOUSANDS.fullmatch(c) for c in given.values()):
        return {}
    return {who: re.sub(r"\s", "", cell).replace("−", "-") for who, cell in given.items()}


def is_headless(table: Table) -> bool:
    """Whether the titles look like the answers of a first respondent: numbers, or answers of others
    in the same column.
    """
    titles = [(i, title) for i, title in enumerate(table.titles) if title]
    numbers = [i for i, title in titles if is_number(title)]
    others = [i for i, title in titles if i not in numbers
              and any(row.cells[i].strip() == title for row in table.rows)]  # fmt: skip
    return bool(numbers and others) and len(numbers + others) * 2 >= len(titles)


def several(
    name: str, label: str, given: Mapping[str, str], mark: re.Pattern[str] = _PARTED
) -> tuple[ResponseSet, tuple[Variable, ...], dict[str, dict[str, str]], int]:
    """A column of several answers as a set of columns: `name (1)` holds the first of each, etc.

    `given` is respondent → cell. Gives the set, its variables, the answers by respondent, and how
    many different answers there are.
    """
    parts = {who: parted(cell, mark) for who, cell in given.items()}
    names = [f"{name} ({i + 1})" for i in range(max(map(len, parts.values())))]
    order = dict.fromkeys(answer for part in parts.values() for answer in part)
    values = tuple((answer, answer) for answer in order)
    variables = tuple(Variable(n, label or name, values=values, declared=False) for n in names)
    said = {who: dict(zip(names, part, strict=False)) for who, part in parts.items()}
    return ResponseSet(name, label, "category", tuple(names)), variables, said, len(order)


def without(table: Table, row: Row) -> Table:
    """The table without a row."""
    return Table(table.source, table.titles, tuple(r for r in table.rows if r is not row))
