"""Taguette's databases: transcripts with their highlights, tags, and who highlighted what.

A highlight comes as one coding for each of its tags. What cannot be placed, or has no tag, is not
dropped in silence: a notice names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from etic.codebook import checked, names
from etic.errors import EticError
from etic.model import Bundle, Codebook, Coding, Document, Memo, Notice, Value
from etic.read.header import Header
from etic.read.source import Source
from etic.read.sqlite_file import DAMAGE, MAGIC, columns, opened
from etic.read.tagged_text import TaggedText, between_tags, tagged_text
from etic.read.tags import Tag, codes_of
from etic.read.taguette_rows import Makers, Rows, as_moment, as_text, is_taguette
from etic.read.transcript import document
from etic.read.turns import turns_of
from etic.text import canonical

_SHOWN = 60  # characters of a quote in a notice


def read(source: Source) -> Bundle | None:
    """What a Taguette database holds, None for any other file."""
    if not source.data.startswith(MAGIC):
        return None
    with opened(source) as connection:
        try:
            schema = columns(connection)
        except DAMAGE:  # whose database it is cannot be seen: whoever refuses it says so
            return None
        if not is_taguette(schema):
            return None
        try:
            return _Import(source, Rows(connection, schema)).bundle()
        except DAMAGE as fault:
            why = getattr(fault, "sqlite_errorname", "UTF-8")
            raise EticError("database-broken", file=source.name, why=why) from fault


@dataclass(frozen=True, slots=True)
class _Highlight:
    id: int
    start: int
    end: int
    cut: str  # its words as Taguette cut them out, by which ours are checked


@dataclass
class _Import:
    """One database on its way into a bundle."""

    source: Source
    rows: Rows
    notices: list[Notice] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    paths: dict[object, str] = field(default_factory=dict)  # of codes, by the id of their tag
    names: set[str] = field(default_factory=set)  # of documents

    def bundle(self) -> Bundle:
        """All of it."""
        projects = list(self.rows.of("projects", "id", "name", "description"))
        titles = {row["id"]: canonical(as_text(row["name"])).strip() for row in projects}
        several = len(titles) > 1
        if several:
            self._notice("", "taguette-projects", projects=", ".join(titles.values()))
        codebooks = self._codebooks(titles)
        prefixes = {key: f"{title} - " if several else "" for key, title in titles.items()}
        documents = self._documents(prefixes)
        memos = []
        for row in projects:
            text = canonical(as_text(row["description"])).strip()
            if text:
                memos.append(Memo("project", "", prefixes[row["id"]] + text))
        return Bundle(
            documents=tuple(documents),
            codebooks=tuple(codebooks),
            codings=tuple(self.codings),
            memos=tuple(memos),
            warnings=tuple(self.notices),
            title="" if several else "".join(titles.values()),
        )

    def _codebooks(self, titles: Mapping[object, str]) -> list[Codebook]:
        """One a project; and the path of each tag."""
        rows = list(self.rows.of("tags", "id", "project_id", "path", "description", "parent_id"))
        called = {row["id"]: canonical(as_text(row["path"])).strip() for row in rows}
        books = []
        for project, title in titles.items():
            own = [row for row in rows if row["project_id"] == project]
            codes = codes_of(
                [
                    Tag(
                        called[row["id"]] or f"tag {row['id']}",
                        canonical(as_text(row["description"])).strip(),
                        called.get(row["parent_id"], ""),
                        f"tag {row['id']}",
                    )
                    for row in own
                ],
                self.source.name,
            )
            self.paths.update((row["id"], code.path) for row, code in zip(own, codes, strict=True))
            if codes:
                title_ru, title_en = names(title)
                ordered = checked(codes, self.source.name)
                books.append(Codebook(ordered, (), "", title_ru, title_en, self.source.name))
        return books

    def _documents(self, prefixes: Mapping[object, str]) -> list[Document]:
        """The documents; and the codings in them."""
        highlights = self._highlights()
        tags = self._tags()
        makers = Makers(self.rows)
        documents = []
        wanted = ("id", "name", "project_id", "contents", "filename", "description", "created")
        for row in self.rows.of("documents", *wanted):
            if row["project_id"] not in prefixes:
                continue  # its highlights are counted as lost below
            own = highlights.pop(row["id"], [])
            name = self._name(prefixes[row["project_id"]], as_text(row["name"]))
            text = self._text(name, as_text(row["contents"]), own)
            if not text.text.strip():
                self._notice(name, "taguette-empty", highlights=len(own))
                continue
            said = {key: as_text(row[key]).strip() for key in ("filename", "description")}
            said["created"] = as_moment(row["created"])
            rest: dict[str, Value] = {key: value for key, value in said.items() if value}
            documents.append(
                document(self.source, text.text, turns_of(text.text), Header(rest=rest), name)
            )
            for highlight in own:
                known = [tag for tag in tags[highlight.id] if tag in self.paths]
                self._code(name, text, highlight, known, row["project_id"], makers)
        lost = sum(len(members) for members in highlights.values())
        if lost:
            self._notice("", "taguette-lost", highlights=lost)
        return documents

    def _highlights(self) -> dict[object, list[_Highlight]]:
        """The highlights of each document, in the order of the text."""
        found: dict[object, list[_Highlight]] = defaultdict(list)
        wanted = ("id", "document_id", "start_offset", "end_offset", "snippet")
        for row in self.rows.of("highlights", *wanted):
            key, start, end = row["id"], row["start_offset"], row["end_offset"]
            cut = _stripped(as_text(row["snippet"]))
            if isinstance(key, int) and isinstance(start, int) and isinstance(end, int):
                found[row["document_id"]].append(_Highlight(key, start, end, cut))
            else:
                self._misplaced("", key, start, end, cut)
        for members in found.values():
            members.sort(key=lambda each: (each.start, each.id))  # as Taguette exports them
        return found

    def _tags(self) -> dict[object, list[object]]:
        """The tags of each highlight, by id, none twice."""
        found: dict[object, dict[object, None]] = defaultdict(dict)
        for row in self.rows.of("highlight_tags", "highlight_id", "tag_id"):
            found[row["highlight_id"]][row["tag_id"]] = None
        order = {tag: place for place, tag in enumerate(self.paths)}
        return defaultdict(
            list,
            {key: sorted(tags, key=lambda t: order.get(t, -1)) for key, tags in found.items()},
        )

    def _code(
        self,
        name: str,
        text: TaggedText,
        one: _Highlight,
        tags: list[object],
        project: object,
        makers: Makers,
    ) -> None:
        """Add the codings of one highlight, or say why it has none."""
        span = text.span(one.start, one.end)
        quote = text.text[slice(*span)] if span else ""
        if span is None or not quote.strip():
            self._misplaced(name, one.id, one.start, one.end, one.cut)
            return
        if one.cut.split() != quote.split():
            # Somebody exchanged the transcript or edited the database: a person should look.
            shown = {"quote": quote[:_SHOWN], "snippet": one.cut[:_SHOWN]}
            self._notice(name, "highlight-differs", highlight=one.id, **shown)
        if not tags:
            place = f"{span[0]}–{span[1]}"
            self._notice(name, "highlight-untagged", place=place, quote=quote[:_SHOWN])
        for tag in tags:
            who, when = makers.of(project, one.id, tag)
            self.codings.append(
                Coding(
                    document=name,
                    code=self.paths[tag],
                    quote=quote,
                    start=span[0],
                    end=span[1],
                    coder=who,
                    created=when,
                    # An export numbers anew: an id identifies nothing outside of its own file.
                    uid=f"taguette:{self.source.sha256[:12]}:{one.id}:{tag}",
                    where=f"highlight {one.id}",
                )
            )

    def _name(self, prefix: str, name: str) -> str:
        """A name that no other document has: Taguette does not mind two of one name."""
        # A stroke would make a folder and a file of it.
        wanted = (prefix + canonical(name).strip()).replace("/", "-") or "document"
        stem, dot, suffix = wanted.rpartition(".")
        free, number = wanted, 1
        while free in self.names:
            number += 1
            free = f"{stem} ({number}).{suffix}" if dot else f"{wanted} ({number})"
        if number > 1:
            self._notice(wanted, "document-renamed", name=free)
        self.names.add(free)
        return free

    def _text(self, name: str, html: str, highlights: list[_Highlight]) -> TaggedText:
        try:
            return tagged_text(html, [(each.start, each.end, each.cut) for each in highlights])
        except AssertionError as fault:  # what html.parser raises on markup like `<![x`
            raise EticError("taguette-html", file=self.source.name, document=name) from fault

    def _misplaced(self, name: str, key: object, start: object, end: object, cut: str) -> None:
        place = f"{start}–{end}"
        self._notice(name, "highlight-misplaced", highlight=key, place=place, quote=cut[:_SHOWN])

    def _notice(self, where: str, key: str, **details: Any) -> None:
        self.notices.append(Notice(self.source.name, where, key, details))


def _stripped(snippet: str) -> str:
    """The words of a highlight as Taguette cut them out."""
    try:
        return canonical(between_tags(snippet))
    except AssertionError:  # as above, but a snippet is only a witness
        return canonical(snippet)
