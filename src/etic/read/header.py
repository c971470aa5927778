"""The YAML header of a transcript: what is known of the interview, between two `---` lines.

Scalars are read by YAML's core schema, not by what PyYAML does by default: `case: 007` stays «007»,
`answer: no` stays «no», `time: 12:30` is no number of seconds. Quoted values are text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import yaml

from etic.errors import EticError
from etic.model import Turn, Value
from etic.read import roles
from etic.read.wordlist import words

_RULE = re.compile(r"---[ \t]*")
_KNOWN = words("case study language attributes not_asked date place consent note title interviewer")
_KNOWN_KEY = re.compile(rf"^(?:{'|'.join(sorted(_KNOWN))})[ \t]*:(?:\s|$)", re.MULTILINE)
_KEY = re.compile(r"[^\W\d][\w.-]*")
# What a mapping begins with, below blank lines and comments.
_BEGINS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[\"']?[^\W\d][\w.-]*[\"']?[ \t]*:(?:\s|$)")
_LONGEST = 5_000_000  # characters: a header may hold every turn of a long interview

_LINE_ENDS = re.compile(r"\d{1,6}")  # more would be no text but a bomb
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})")
_FRACTION = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,2})?")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CONSTANTS: Mapping[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says, sorted by what it is for."""

    case: str = ""
    study: str = ""
    language: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    not_asked: tuple[str, ...] = ()
    rest: Mapping[str, Value] = field(default_factory=dict)
    # What a text alone does not tell, written where Etic gives a project out:
    document: str = ""  # its name, where a file cannot be called so
    turns: tuple[Turn, ...] = ()
    line_ends: int = 0  # at the end of the text


def split_header(text: str, file: str) -> tuple[Header, str]:
    """The header, and the text below it. A text that merely begins with a rule has none.

    >>> text = "---\\ncase: R07\\ndate: 2022-10-21\\n---\\nИ: Где?\\n"
    >>> header, below = split_header(text, "R07.txt")
    >>> header.case, dict(header.rest), below
    ('R07', {'date': '2022-10-21'}, 'И: Где?\\n')
    """
    first, newline, below = text.partition("\n")
    if not newline or not _RULE.fullmatch(first):
        return Header(), text
    close = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE).search(below, 0, _LONGEST)
    block = below[: close.start()] if close else below[:_LONGEST].partition("\n\n")[0]
    meant = _KNOWN_KEY.search(block) is not None
    if not meant and not _BEGINS.match(block):
        return Header(), text
    if close is None:
        if meant:
            raise EticError("header-open", file=file, line=1)
        return Header(), text
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        if meant:
            raise _broken(file, fault) from fault
        return Header(), text
    if not meant and not _is_header(node):
        return Header(), text
    return _header(node, file), below[close.end() :]


def _is_header(node: yaml.Node | None) -> bool:
    """Whether a mapping with no key we know is a header, and not «И: …» between two rules."""
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return False
    keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    return len(keys) == len(node.value) and all(
        _KEY.fullmatch(key) and roles.word(key) is None for key in keys
    )


def _header(node: yaml.Node | None, file: str) -> Header:
    if not isinstance(node, yaml.MappingNode):
        raise EticError("header-broken", file=file, line=2, why="no `key: value`")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise EticError("header-broken", file=file, line=_line(key), why="no plain key")
        if key.value in found:
            raise EticError("header-twice", file=file, line=_line(key), field=key.value)
        found[key.value] = value
    case, study, language = (
        _text(found.pop(name, None), name, file) for name in ("case", "study", "language")
    )
    attributes = _mapping(found.pop("attributes", None), "attributes", file)
    not_asked = _list(found.pop("not_asked", None), "not_asked", file)
    document = _text(found.pop("document", None), "document", file)
    turns = _turns(found.pop("turns", None), file)
    line_ends = _text(found.pop("line_ends", None), "line_ends", file)
    rest = {name: _value(value, name, file) for name, value in found.items()}
    return Header(
        case,
        study,
        language.lower(),
        attributes,
        not_asked,
        rest,
        document,
        turns,
        int(line_ends) if _LINE_ENDS.fullmatch(line_ends) else 0,
    )


def _turns(node: yaml.Node | None, file: str) -> tuple[Turn, ...]:
    """Turns as written out: [start, body, end, speaker, role, question, time, language]."""
    if node is None:
        return ()
    wrong = EticError("header-value", file=file, line=_line(node), field="turns")
    found = []
    for row in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if not isinstance(row, yaml.SequenceNode) or len(row.value) != 8:
            raise wrong
        start, body, end, speaker, role, question, time, language = (
            _value(cell, "turns", file) for cell in row.value
        )
        whole = isinstance(start, int) and isinstance(body, int) and isinstance(end, int)
        if not whole or role not in ("interviewer", "respondent", ""):
            raise wrong
        seconds = float(time) if isinstance(time, int | float) else None
        spoken = [str(x) if x is not None else "" for x in (speaker, question, language)]
        found.append(
            Turn(start, body, end, spoken[0], role, spoken[1], seconds, spoken[2])  # type: ignore[arg-type]
        )
    if any(a.end > b.start for a, b in pairwise(found)) or any(
        not 0 <= t.start <= t.body <= t.end for t in found
    ):
        raise wrong
    return tuple(found)


def _text(node: yaml.Node | None, key: str, file: str) -> str:
    """A name as it is written: `007` does not become 7."""
    if node is None:
        return ""
    if _value(node, key, file) is None:
        return ""
    return str(node.value).strip()


def _mapping(node: yaml.Node | None, key: str, file: str) -> Mapping[str, Value]:
    if node is None or (isinstance(node, yaml.ScalarNode) and _scalar(node) is None):
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise EticError("header-value", file=file, line=_line(node), field=key)
    values: dict[str, Value] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode) or not name.value:
            raise EticError("header-value", file=file, line=_line(name), field=key)
        if name.value in values:
            raise EticError("header-twice", file=file, line=_line(name), field=name.value)
        values[name.value] = _value(value, name.value, file)
    return values


def _list(node: yaml.Node | None, key: str, file: str) -> tuple[str, ...]:
    if node is None:
        return ()
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(text for item in items if (text := _text(item, key, file)))


def _value(node: yaml.Node, key: str, file: str) -> Value:
    if not isinstance(node, yaml.ScalarNode):
        raise EticError("header-value", file=file, line=_line(node), field=key)
    return _scalar(node)


def _scalar(node: yaml.ScalarNode) -> Value:
    text = str(node.value)
    if node.style is not None:  # quoted, or a block of text
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _NUMBER.fullmatch(text):
        return int(text)
    if _FRACTION.fullmatch(text):
        return float(text)
    day = _DATE.fullmatch(text)
    if day:
        try:
            return date(*map(int, day.groups())).isoformat()
        except ValueError:
            return text
    return text


def _line(node: yaml.Node) -> int:
    """Line of the file: the header's first line is its second."""
    return int(node.start_mark.line) + 2


def _broken(file: str, fault: Exception) -> EticError:
    mark = getattr(fault, "problem_mark", None)
    line = mark.line + 2 if mark is not None else 2
    why = getattr(fault, "problem", None) or type(fault).__name__
    return EticError("header-broken", file=file, line=line, why=why)
