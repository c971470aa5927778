"""YAML with line numbers, read from its events: text stays text, and nothing is constructed.

YAML turns `no` into false, `1:30` into ninety and `2022-10-21` into a date; here every scalar is
the text that stands in the file, and the reader of a field says what it takes it for. Going by
events also keeps hostile files harmless: depth and the number of nodes are bounded *before* things
are built, an alias counts as often as it is used, and a tag is not obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

import yaml

from etic.errors import EticError
from etic.places import line, places
from etic.read.source import Source
from etic.text import canonical

MOST_NODES = 200_000
DEEPEST = 100
LONGEST = 20_000_000  # characters

_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. An unquoted `~`, `null` or nothing is the empty text."""

    text: str
    line: int
    size: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int
    size: int

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with what stands under them; no key is there twice."""

    items: dict[str, Node]
    lines: dict[str, int]  # of the keys
    line: int
    size: int


Node = Scalar | Sequence | Mapping


def read_yaml(source: Source, key: str, *, lists: bool = False) -> Node | None:
    """The root of a file that holds `key:` somewhere, None for a file that is of another kind.

    With `lists`, a file that is a list will do as well.

    Broken YAML is an error where the file claims to be what is asked for: by its name (.yaml, .yml)
    or by a line that holds nothing but that key.
    """
    text = source.text
    if text is None or len(text) > LONGEST:
        return None
    named = source.suffix in (".yaml", ".yml")
    likely = rf"(?:^|[\s{{,\"']){key}[\"']?[ \t]*:" + ("|^- " if lists else "")
    if not named and not re.search(likely, text, re.M):
        return None  # most transcripts end here, and the parser is slow
    try:
        return compose(text, source.name)
    except EticError:
        if named or re.search(rf"^{key}:[ \t]*$", text, re.M):
            raise
        return None


def compose(text: str, file: str) -> Node | None:
    """The root node of a text in YAML; None where there is none."""
    try:
        return _Composer(text, file).root()
    except yaml.reader.ReaderError as fault:
        at = line(text.count("\n", 0, fault.position) + 1)
        why = f"U+{fault.character:04X}" if isinstance(fault.character, int) else fault.reason
        raise EticError("yaml-character", file=file, where=places(at), character=why) from fault
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        at = line(mark.line + 1 if mark else 1)
        problem = fault.problem or fault.context or "?"
        if "'\\t'" in problem:
            raise EticError("yaml-tab", file=file, where=places(at)) from fault
        raise EticError("yaml-broken", file=file, where=places(at), why=problem) from fault
    except (ValueError, OverflowError) as fault:
        # PyYAML takes "\Uffffffff" and %YAML 99999… for numbers that Python has not.
        raise EticError("yaml-broken", file=file, where=places(line(1)), why=str(fault)) from fault


class _Composer:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.events = yaml.parse(text, Loader=yaml.SafeLoader)
        self.anchors: dict[str, Node] = {}

    def root(self) -> Node | None:
        found: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fail("yaml-documents", event)
                found = self._node(next(self.events), 1)
        return found

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > DEEPEST:
            self._fail("yaml-deep", event, deepest=DEEPEST)
        if isinstance(event, yaml.AliasEvent):
            known = self.anchors.get(event.anchor or "")
            if known is None:
                self._fail("yaml-alias", event, name=event.anchor)
            return known
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, depth)
        else:
            assert isinstance(event, yaml.MappingStartEvent)
            node = self._mapping(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node  # only now: an alias to what it stands in is unknown
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        unfit = _UNFIT.search(event.value)
        if unfit:
            self._fail("yaml-character", event, character=f"U+{ord(unfit.group()):04X}")
        plain = event.style is None and event.value in _NOTHING
        return Scalar("" if plain else canonical(event.value), _line(event))

    def _sequence(self, start: yaml.SequenceStartEvent, depth: int) -> Sequence:
        items: list[Node] = []
        size = 1
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, depth + 1))
            size += items[-1].size
            self._bounded(size, event)
        return Sequence(tuple(items), _line(start), size)

    def _mapping(self, start: yaml.MappingStartEvent, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        size = 1
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                self._fail("yaml-key", event)
            if key.text in items:
                twice = places(line(lines[key.text]), line(key.line))
                raise EticError("yaml-twice", file=self.file, where=twice, field=key.text)
            lines[key.text] = key.line
            items[key.text] = self._node(next(self.events), depth + 1)
            size += 1 + items[key.text].size
            self._bounded(size, event)
        return Mapping(items, lines, _line(start), size)

    def _bounded(self, size: int, event: yaml.Event) -> None:
        if size > MOST_NODES:
            self._fail("yaml-big", event, most=MOST_NODES)

    def _fail(self, key: str, event: yaml.Event, **details: object) -> NoReturn:
        raise EticError(key, file=self.file, where=places(line(_line(event))), **details)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
