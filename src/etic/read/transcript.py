"""From the text of a transcript, however it was read, to a `Document`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from etic.errors import EticError
from etic.language.spoken import turn_language
from etic.model import Bundle, Document, Notice, Turn
from etic.read.emphasis import NONE, unmarked
from etic.read.header import Header, split_header
from etic.read.languages import guess_language
from etic.read.source import Source
from etic.read.turns import turns_of
from etic.text import canonical


def transcript(
    source: Source, text: str, notices: Iterable[Notice] = (), *, marked: bool = False
) -> Bundle:
    """One document out of a text that may begin with a header and has speakers' labels in it.

    `marked` says that there are the marks of `etic.read.emphasis` in it.

    >>> bundle = transcript(Source("R07.txt", b""), "И: Где?\\nР: Там.\\n")
    >>> bundle.documents[0].name, bundle.documents[0].text
    ('R07', 'И: Где?\\nР: Там.')
    """
    text, emphasis = unmarked(canonical(text)) if marked else (canonical(text), NONE)
    header, below = split_header(text, source.name)
    emphasis = emphasis.below(text.count("\n") - below.count("\n"))
    # A byte-order mark may have slipped in below the header, where files were put together.
    body = below.lstrip("\ufeff").rstrip("\n") + "\n" * header.line_ends
    turns = header.turns or turns_of(body, emphasis)
    if turns and turns[-1].end > len(body):
        raise EticError("header-turns", file=source.name)
    return Bundle(
        documents=(document(source, body, turns, header, header.document),),
        warnings=tuple(notices),
    )


def document(
    source: Source, text: str, turns: tuple[Turn, ...], header: Header | None = None, name: str = ""
) -> Document:
    """A document whose turns are known. Refuses one with nothing in it."""
    if not text.strip():
        raise EticError("transcript-empty", file=source.name)
    header = header or Header()
    language = header.language or guess_language(_words(text, turns))
    return Document(
        name=canonical(name or source.stem),
        text=text,
        turns=turns if header.turns else with_languages(text, turns, language),
        case=header.case,
        study=header.study,
        language=language,
        attributes=header.attributes,
        header=header.rest,
        not_asked=header.not_asked,
        source=source.name,
        sha256=source.sha256,
    )


def with_languages(text: str, turns: Sequence[Turn], language: str) -> tuple[Turn, ...]:
    """The turns, each with its language where it is not the document's."""
    found = []
    for turn in turns:
        spoken = turn_language(text[turn.body : turn.end], language)
        found.append(replace(turn, language="" if spoken == language else spoken))
    return tuple(found)


def _words(text: str, turns: tuple[Turn, ...]) -> str:
    """What was said, without the labels, which may be in another language."""
    return "\n".join(text[turn.body : turn.end] for turn in turns)
