"""A template as the engine reads it: code left alone, quotes straightened, every place known.

What stands in code (between backticks) is shown, not worked out. Quotation marks as a word
processor sets them («…», “…”) delimit text in an expression as straight ones do. Every tag begins
a line of its own, within its braces, so that a line of the engine tells line and column.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

from etic.errors import EticError
from etic.report.filling.marks import BRACE, Place, at_place

_STRAIGHT = r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\''
_TYPED = r"«(?:[^«»])*»|[“„”](?:[^“„”])*[“”]|[‘‚’](?:[^‘‚’])*[‘’]"
_TEXT = f"{_STRAIGHT}|{_TYPED}"
# An expression, and nothing tried a second way: an unclosed one must not take for ever.
_INSIDE = rf"(?>{_TEXT}|\{{(?:{_TEXT}|[^{{}}])*\}}|.)*?"
_SCANNED = re.compile(
    rf"""
    (?P<fence>^[ \t>]*(?P<ticks>`{{3,}}|~{{3,}})[^`\n]*\n.*?(?:^[ \t>]*(?P=ticks)[`~]*[ \t]*$|\Z))
    | (?P<code>(?<!`)(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`))
    | (?P<kept>\{{%[-+]?\s*raw\s*[-+]?%\}}.*?\{{%[-+]?\s*endraw\s*[-+]?%\}}|\{{\#.*?\#\}})
    | (?P<open>\{{\{{[-+]?)(?P<expression>{_INSIDE})(?P<close>[-+]?\}}\}})
    | (?P<begin>\{{%[-+]?)(?P<statement>{_INSIDE})(?P<end>[-+]?%\}})
    | (?P<lone>\{{[{{%\#])
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PAIRS = {")": "(", "]": "[", "}": "{"}
_TAGS = ("for", "if", "set", "elif", "else", "endfor", "endif", "endset")
_ENDS = {"endfor": "for", "endif": "if"}
_REFUSED = frozenset(  # by the engine, which says why
    ["include", "import", "from", "extends", "block", "endblock", "macro", "endmacro", "call",
     "endcall", "filter", "endfilter"]
)  # fmt: skip


@dataclass
class Source:
    """The text for the engine; `places[i]` is where its line i + 1 stands in the template."""

    parts: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=lambda: [Place(1, 1)])
    here: Place = field(default_factory=lambda: Place(1, 1))

    @property
    def text(self) -> str:
        """What the engine reads."""
        return "".join(self.parts)

    def add(self, typed: str, read: str | None = None) -> None:
        """What is typed next, and what the engine reads in its place, line by line."""
        self.parts.append(typed if read is None else read)
        first, *lines = typed.split("\n")
        self.here = Place(self.here.line, self.here.column + len(first))
        for line in lines:
            self.here = Place(self.here.line + 1, 1)
            self.places.append(self.here)
            self.here = Place(self.here.line, 1 + len(line))

    def tag(self, typed: str, opening: str, inside: str, closing: str) -> None:
        """A tag: all lines within it are where it begins."""
        known, begins = len(self.places), self.here
        self.add(typed, f"{opening}\n{inside}{closing}")
        self.places[known:] = [begins] * (len(self.places) - known + 1)


def readable(template: str, name: str) -> Source:
    """The template for the engine.

    Raises EticError with line and column for what cannot be read: a bracket, a quotation mark or a
    tag that does not close, a tag that is not known.
    """
    made, at = Source(), 0
    waiting: list[tuple[str, Place]] = []
    for found in _SCANNED.finditer(template):
        made.add(template[at : found.start()])
        at = found.end()
        here = made.here
        if found["fence"] or found["code"]:
            made.add(found[0], re.sub(r"\{(?=[{%#])", BRACE, found[0]))
        elif found["kept"]:
            made.add(found[0])
        elif found["lone"]:
            raise at_place(name, here, EticError("template-end", closing=_CLOSING[found["lone"]]))
        else:
            inside = straight(found["expression"] or found["statement"] or "")
            try:
                _check(inside)
                if found["begin"]:
                    _follow(inside.split()[0], here, waiting)
            except EticError as fault:
                raise at_place(name, here, fault) from fault
            closing = found["close"] or found["end"]
            made.tag(found[0], found["open"] or found["begin"], inside, closing)
    made.add(template[at:])
    if waiting:
        tag, here = waiting[-1]
        raise at_place(name, here, EticError("template-unclosed", tag=tag, closing=f"end{tag}"))
    return made


def straight(inside: str) -> str:
    """An expression with straight quotation marks around its texts.

    >>> straight('share(“a”, title="Свои «слова»")')
    'share("a", title="Свои «слова»")'
    """

    def quoted(found: re.Match[str]) -> str:
        if found[0][0] in "\"'":
            return found[0]
        return '"' + found[0][1:-1].replace("\\", "\\\\").replace('"', '\\"') + '"'

    return re.sub(_TEXT, quoted, inside, flags=re.DOTALL)


def _check(inside: str) -> None:
    """Refuse what is empty, and brackets and quotation marks that do not close."""
    if not inside.strip():
        raise EticError("template-empty")
    bare = re.sub(_STRAIGHT, "", inside, flags=re.DOTALL)
    if found := re.search("[\"'«»“”„‘‚’]", bare):
        raise EticError("template-mark", mark=found[0])
    waiting: list[str] = []
    for sign in re.findall(r"[()\[\]{}]", bare):
        if sign in _PAIRS.values():
            waiting.append(sign)
        elif not waiting or waiting.pop() != _PAIRS[sign]:
            raise EticError("template-bracket", mark=sign)
    if waiting:
        raise EticError("template-bracket", mark=waiting[-1])


def _follow(tag: str, here: Place, waiting: list[tuple[str, Place]]) -> None:
    """Keep which tags wait for their end; refuse unknown ones, and ends without a beginning."""
    if tag in _ENDS.values():
        waiting.append((tag, here))
    elif tag in _ENDS:
        if not waiting or waiting.pop()[0] != _ENDS[tag]:
            raise EticError("template-unopened", tag=tag, opening=_ENDS[tag])
    elif tag not in _TAGS and tag not in _REFUSED:
        near = difflib.get_close_matches(tag, _TAGS, n=2, cutoff=0.5) or _TAGS[:3]
        raise EticError("template-tag", given=tag, known=", ".join(near))
