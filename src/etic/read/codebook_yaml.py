"""A codebook as a YAML file that a sociologist edits by hand.

    study: reintegration-2022
    title: {ru: Реинтеграция, en: Reintegration}
    codes:
      - code: return
        name: {ru: Мотивы возвращения, en: Return motives}
        definition: Почему человек вернулся.
        codes: [ … the codes under it, same keys … ]
    sets: [ … a second, crossing order … ]

Reading is generous: children may be called children, codes may be a mapping from segment to code,
a flat list may give whole paths or name parents, and a code with nothing but a name gets its path
from the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn, cast

from etic.codebook import (
    Loose,
    checked,
    checked_sets,
    colour,
    identified,
    names,
    placed,
)
from etic.errors import EticError
from etic.model import Bundle, Code, Codebook, CodeSet, Notice
from etic.places import line, places
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml

_ID = ("code", "slug", "segment", "path", "id")
_CHILDREN = ("codes", "children", "subcodes")
_NAMES = ("name", "name_ru", "name_en")
# A list of mappings with one of these is a list of something else.
_FOREIGN = frozenset(["answer", "table", "text", "case", "quote", "document", "question"])


def read(source: Source) -> Bundle | None:
    """The codebook in a YAML file, None where the file is something else."""
    root = read_yaml(source, "codes", lists=True)
    if isinstance(root, Sequence):
        if not _looks_like_codes(root):
            return None
        top = Fields(
            Mapping({"codes": root}, {"codes": root.line}, root.line, root.size), source.name
        )
    elif isinstance(root, Mapping) and isinstance(root.items.get("codes"), Sequence | Mapping):
        top = Fields(root, source.name)
    else:
        return None
    walk = _Walk(source.name)
    walk.codes(top, "")
    title_ru, title_en = top.both("title")
    study = top.text("study")
    sets = tuple(_sets(top, "", walk.notices))
    walk.notices.extend(top.notices())
    codes = checked(placed(walk.found, source.name), source.name)
    book = Codebook(
        codes, checked_sets(sets, codes, source.name), study, title_ru, title_en, source.name
    )
    return Bundle(codebooks=(book,), warnings=tuple(walk.notices))


def _looks_like_codes(root: Sequence) -> bool:
    return bool(root.items) and all(
        isinstance(item, Mapping)
        and not _FOREIGN & item.items.keys()
        and any(name in item.items for name in (*_ID, *_NAMES))
        for item in root
    )


@dataclass
class _Walk:
    """Goes down the tree of codes and collects them in the order of the file."""

    file: str
    found: list[Loose] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def codes(self, holder: Fields, above: str) -> None:
        """The codes under a code, or at the top."""
        node = holder.get(*_CHILDREN)
        if isinstance(node, Mapping):
            for name, below in node.items.items():
                self._named(name, below, node.lines[name], above)
        elif isinstance(node, Sequence):
            for item in node:
                if isinstance(item, Scalar):
                    self._bare(item.text, item.line, above)
                else:
                    self._code(holder.within(item, "codes"), above)
        elif node is not None and node.text:
            self._fail("yaml-list", node.line, field="codes")

    def _named(self, name: str, node: Node, at: int, above: str) -> None:
        """A code in a mapping: the key is its segment, under it stand its fields or its name."""
        if isinstance(node, Mapping):
            self._code(Fields(node, self.file), above, name, at)
        elif isinstance(node, Sequence):
            children = Mapping({"codes": node}, {"codes": at}, at, node.size)
            self._code(Fields(children, self.file), above, name, at)
        else:
            self._bare(name, at, above, title=node.text.strip())

    def _bare(self, word: str, at: int, above: str, title: str = "") -> None:
        """A code that is nothing but a word, perhaps with its name."""
        own, ru, en = identified(word, *names(title))
        self._add(Code(self._path(own, above, at), ru, en, where=line(at)), "", word)

    def _code(self, fields: Fields, above: str, key: str = "", at: int = 0) -> None:
        at = at or fields.node.line
        said = fields.text(*_ID) or key
        own, name_ru, name_en = identified(said, *fields.both("name"))
        parent = fields.text("parent")
        if parent and (above or any(fields.node.items.get(name) for name in _CHILDREN)):
            self._fail("code-two-parents", at, code=own, parent=parent)
        code = Code(
            path=self._path(own, above, at),
            name_ru=name_ru,
            name_en=name_en,
            definition=fields.text("definition", "description"),
            include=fields.text("include", "when"),
            exclude=fields.text("exclude", "when_not"),
            example=fields.text("example"),
            colour=colour(fields.text("colour", "color")),
            # `checked` looks whether these words are of the few that they can be.
            origin=cast(Any, fields.text("origin").casefold() or "deductive"),
            response=cast(Any, fields.text("response").casefold()),
            required=fields.yes("required"),
            uid=fields.text("uid"),
            where=line(at),
        )
        self._add(code, parent, said)
        self.codes(fields, code.path)
        self.notices.extend(fields.notices())

    def _path(self, own: str, above: str, at: int) -> str:
        """The path of a code that calls itself `own` and stands under `above`."""
        if not own:
            self._fail("code-nameless", at)
        if not above or own.startswith(above + "/"):
            return own
        if "/" in own:
            self._fail("code-elsewhere", at, code=own, parent=above)
        return f"{above}/{own}"

    def _add(self, code: Code, parent: str, said: str) -> None:
        self.found.append(Loose(code, parent, said))

    def _fail(self, key: str, at: int, **details: object) -> NoReturn:
        raise EticError(key, file=self.file, where=places(line(at)), **details)


def _sets(holder: Fields, above: str, notices: list[Notice]) -> Iterator[CodeSet]:
    """The sets under a set, or at the top, parents before children."""
    for fields in holder.mappings("sets"):
        name_ru, name_en = fields.both("name")
        own, name_ru, name_en = identified(fields.text("set", *_ID), name_ru, name_en)
        if not own or "/" in own.removeprefix(above + "/"):
            raise EticError(
                "set-segment", file=fields.file, where=places(fields.where), name=own or "—"
            )
        path = own if not above or own.startswith(above + "/") else f"{above}/{own}"
        kind = fields.text("kind")
        yield CodeSet(path, kind, name_ru, name_en, fields.texts("codes"), fields.where)
        yield from _sets(fields, path, notices)
        notices.extend(fields.notices())
