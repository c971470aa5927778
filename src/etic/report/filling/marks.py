"""What a template has inserted: kept aside, with marks in the text where each of it belongs.

So nothing inserted is ever taken for Markdown, and nothing typed for something inserted: the marks
are characters of Unicode's private use area, which are taken out of the template first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from etic.errors import EticError
from etic.report.blocks import Block
from etic.report.filling.figure import Figure, Source
from etic.report.prose import Run

OPEN, CLOSE, BLOCK, END = "\ue000", "\ue001", "\ue002", "\ue003"
BRACE = "\ue004"  # a brace in code, which begins no expression
FIGURES = "figures"  # the id of the table of all figures

_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}|{BLOCK}(\\d+){END}")
_PRIVATE = re.compile("[\ue000-\ue004]")
_ALONE = re.compile(f"(?:\\s*{BLOCK}\\d+{END}\\s*)+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a template, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Words:
    """Text of the project (a name, a quote): no figure, and never Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """Blocks that a function gives; they stand in a line of their own."""

    mark: str

    def __str__(self) -> str:
        return self.mark


@dataclass
class Filling:
    """What was inserted into one template, in order."""

    file: str = ""  # what messages call the template by
    parts: list[Figure | Words] = field(default_factory=list)
    blocks: list[list[Block]] = field(default_factory=list)
    part_lines: list[int] = field(default_factory=list)  # as the engine counts them
    block_lines: list[int] = field(default_factory=list)
    places: Sequence[Place] = ()  # of the engine's lines in the template
    sources: dict[Source, str] = field(default_factory=dict)  # → id of the block
    placed: set[Source] = field(default_factory=set)  # that stand in the body

    @property
    def figures(self) -> list[Figure]:
        """The figures in order."""
        return [part for part in self.parts if isinstance(part, Figure)]

    @property
    def placed_figures(self) -> list[tuple[int, Figure]]:
        """The figures in order, each with its line of the template."""
        pairs = zip(self.part_lines, self.parts, strict=True)
        return [(self.place(at).line, part) for at, part in pairs if isinstance(part, Figure)]

    def place(self, line: int) -> Place:
        """Where a line of the engine's stands in the template."""
        return self.places[min(line, len(self.places)) - 1] if self.places else Place(line, 1)

    def mark(self, part: Figure | Words) -> str:
        """Keep it, and give the mark that stands for it."""
        self.parts.append(part)
        self.part_lines.append(_line())
        return f"{OPEN}{len(self.parts) - 1}{CLOSE}"

    def insert(self, blocks: list[Block]) -> Inserted:
        """The same of blocks."""
        self.blocks.append(blocks)
        self.block_lines.append(_line())
        return Inserted(f"{BLOCK}{len(self.blocks) - 1}{END}")

    def anchor(self, source: Source) -> str:
        """The id of the block that shows a source."""
        return self.sources.setdefault(source, f"source-{len(self.sources) + 1}")

    def leads(self, figure: Figure) -> str:
        """Where a figure leads: to the first of its sources, else to the table of all figures."""
        return self.anchor(figure.sources[0]) if figure.sources else FIGURES

    def runs(self, text: str, look: Run) -> Iterator[Run]:
        """Text with marks as runs in one look."""
        at, said = 0, ""
        for found in _MARK.finditer(text):
            if found.start() > at:
                yield replace(look, text=_after(said, text[at : found.start()]))
            at = found.end()
            if found[1] is None:
                continue  # blocks are looked for elsewhere
            part = self.parts[int(found[1])]
            said = part.text
            if isinstance(part, Words):
                yield replace(look, text=part.text)
            else:
                yield replace(
                    look, text=part.text, href="", anchor=self.leads(part), note=part.note
                )
        if at < len(text):
            yield replace(look, text=_after(said, text[at:]))

    def plain(self, text: str) -> str:
        """Text with the words in the place of marks."""
        return "".join(run.text for run in self.runs(text, Run("")))

    def astray(self, text: str) -> EticError:
        """The refusal of blocks within a paragraph."""
        found = re.search(f"{BLOCK}(\\d+){END}", text)
        place = self.place(self.block_lines[int(found[1])] if found else 1)
        return at_place(self.file, place, EticError("template-block-inline"))

    def inserted(self, text: str) -> list[Block] | None:
        """The blocks, where a paragraph consists of nothing else."""
        if not _ALONE.fullmatch(text):
            return None
        return [b for found in _MARK.finditer(text) for b in self.blocks[int(found[2])]]


def at_place(name: str, place: Place, fault: EticError) -> EticError:
    """The same fault, with where in a template it stands."""
    return EticError("template-at", file=name, line=place.line, column=place.column, what=fault)


def _after(said: str, text: str) -> str:
    """What follows an insertion: after an abbreviation, no second full stop («8,1 п. п.»)."""
    twice = said.endswith(".") and text.startswith(".") and not text.startswith("..")
    return text[1:] if twice else text


def _line() -> int:
    """The line of the template that is being worked out, as Jinja knows it."""
    frame = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back  # type: ignore[assignment]
    return 1


def without_marks(text: str) -> str:
    """A template without the characters that marks are made of."""
    return _PRIVATE.sub("", text)


def has_blocks(text: str) -> bool:
    """Whether blocks are marked in a text."""
    return BLOCK in text
