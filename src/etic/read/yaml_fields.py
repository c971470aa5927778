"""The fields of one mapping in a YAML file, by any of the names they go by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from etic.codebook import names as by_letters
from etic.errors import EticError
from etic.model import Notice
from etic.places import line, places
from etic.read.values import boolean, integer, measured
from etic.read.yaml_nodes import Mapping, Node, Scalar, Sequence


@dataclass
class Fields:
    """A mapping that is read key by key, and remembers which keys nobody asked for."""

    node: Mapping
    file: str
    read: set[str] = field(default_factory=set)

    @property
    def where(self) -> str:
        """`line 12`: where the mapping begins."""
        return line(self.node.line)

    def get(self, *names: str) -> Node | None:
        """What stands under the first of the names that is there."""
        found: Node | None = None
        for name in names:
            node = self.node.items.get(name)
            if node is None:
                continue
            if found is not None:
                keys = [n for n in names if n in self.node.items]
                wheres = places(*(line(self.node.lines[key]) for key in keys))
                self._fail("yaml-same", wheres, keys=", ".join(keys))
            found = node
            self.read.add(name)
        return found

    def text(self, *names: str) -> str:
        """A text, without the space around it; empty where there is none."""
        node = self.get(*names)
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self._fail("yaml-text", places(line(node.line)), field=names[0])
        return node.text.strip()

    def needed(self, *names: str) -> str:
        """A text that must not be empty."""
        text = self.text(*names)
        if not text:
            self._fail("yaml-needed", places(self.where), field=names[0])
        return text

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """One of several words."""
        word = self.text(name).casefold() or default
        if word not in choices:
            where = places(line(self.node.lines.get(name, self.node.line)))
            self._fail("yaml-choice", where, field=name, value=word, choices=", ".join(choices))
        return word

    def yes(self, *names: str) -> bool:
        """Yes or no; no where nothing is said."""
        text = self.text(*names)
        said = boolean(text) if text else False
        if said is None:
            self._fail("yaml-boolean", places(self.where), field=names[0], value=text)
        return said

    def number(self, name: str) -> int:
        """A whole number, which must be there."""
        text = self.needed(name)
        number = integer(text)
        if number is None:
            self._fail("yaml-number", places(line(self.node.lines[name])), field=name, value=text)
        return number

    def measure(self, name: str) -> float | None:
        """A number with decimals; None where there is none."""
        text = self.text(name)
        found = measured(text) if text else None
        if text and found is None:
            self._fail("yaml-number", places(line(self.node.lines[name])), field=name, value=text)
        return found

    def both(self, name: str) -> tuple[str, str]:
        """A text as (Russian, English): `{ru: …, en: …}`, `name_ru` and `name_en`, or one of them.

        A single text goes by its letters.
        """
        ru, en = self.text(f"{name}_ru"), self.text(f"{name}_en")
        node = self.get(name)
        if isinstance(node, Mapping):
            within = Fields(node, self.file)
            ru, en = within.text("ru") or ru, within.text("en") or en
            if within.unread():
                where = places(line(node.line))
                self._fail("yaml-language", where, field=name, found=", ".join(within.unread()))
        elif node is not None:
            single_ru, single_en = by_letters(self.text(name))
            ru, en = ru or single_ru, en or single_en
        return ru, en

    def items(self, *names: str) -> tuple[Node, ...]:
        """The members of a list; a single text is a list of one."""
        node = self.get(*names)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Mapping):
            self._fail("yaml-list", places(line(node.line)), field=names[0])
        return node.items if isinstance(node, Sequence) else (node,)

    def mappings(self, *names: str) -> Iterator[Fields]:
        """The members of a list, each with fields of its own."""
        for node in self.items(*names):
            yield self.within(node, names[0])

    def within(self, node: Node, key: str) -> Fields:
        """The fields of a node that must be a mapping."""
        if not isinstance(node, Mapping):
            self._fail("yaml-mapping", places(line(node.line)), field=key)
        return Fields(node, self.file)

    def texts(self, *names: str) -> tuple[str, ...]:
        """The members of a list of texts."""
        found = []
        for node in self.items(*names):
            if not isinstance(node, Scalar) or not node.text.strip():
                self._fail("yaml-text", places(line(node.line)), field=names[0])
            found.append(node.text.strip())
        return tuple(found)

    def unread(self) -> list[str]:
        """Keys that nobody asked for."""
        return [key for key in self.node.items if key not in self.read]

    def notices(self) -> tuple[Notice, ...]:
        """What to say of keys that nobody asked for: perhaps they are misspelt."""
        return tuple(
            Notice(self.file, line(self.node.lines[key]), "key-unread", {"field": key})
            for key in self.unread()
        )

    def _fail(self, key: str, where: object, **details: object) -> NoReturn:
        raise EticError(key, **{"file": self.file, "where": where, **details})
