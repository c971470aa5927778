"""What makes codes a codebook: paths from names, codes under their parents, nothing twice.

Pure functions over `etic.model.Code`. A reader collects codes in the order of its file and hands
them to `checked`; where a file lets a code *name* its parent instead of standing under it, it goes
through `placed` first.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from etic.errors import EticError
from etic.i18n import language
from etic.model import Code, CodeSet
from etic.places import places

ORIGINS = ("deductive", "inductive")
RESPONSES = ("", "single", "multiple")
DEEPEST = 30  # levels; more is a slip of the file, not a codebook

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_.-]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")

# Cyrillic in ASCII after ISO 9, system B of GOST 7.79, its apostrophes left out: a path is typed.
_ASCII: Mapping[int, str] = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdezijklmnoprstufxcye", strict=True))
    | {"ё": "yo", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "shh", "ю": "yu", "я": "ya"}
    | {"ъ": "", "ь": "", "ң": "ng", "ө": "o", "ү": "u", "і": "i", "ї": "yi", "є": "ye", "ґ": "g"}
    | {"қ": "q", "ғ": "gh", "ҳ": "h", "ў": "u", "ә": "a", "ұ": "u", "һ": "h", "ҷ": "j", "ӯ": "u"}
)


def segment(name: str) -> str:
    """The part of a path that a name makes: `[a-z0-9-]+`, the same for the same name always.

    >>> segment("Мотивы возвращения"), segment("Café & crème"), segment("Үй-бүлө")
    ('motivy-vozvrashheniya', 'cafe-creme', 'uj-bulo')
    """
    plain = unicodedata.normalize("NFC", name).lower().translate(_ASCII)
    plain = unicodedata.normalize("NFKD", plain).lower().encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    # A name in a script without a table above still needs a path, and the same one every time.
    return made or "code-" + hashlib.sha256(name.encode()).hexdigest()[:8]


def emerging(
    name: str, above: str = "", definition: str = "", *, uid: str = "", taken: Container[str] = ()
) -> Code:
    """A code that came out of the material, named in the language at work.

    `above` is the path that it stands under, `taken` the segments it must not have.

    >>> emerging("Aunt", "family", taken={"aunt"}).path
    'family/aunt-2'
    """
    if not name:
        raise EticError("code-name-missing")
    part = segment(name)
    n = 1
    while part in taken:
        n += 1
        part = f"{segment(name)}-{n}"
    in_russian = language() == "ru"
    return Code(
        path=f"{above}/{part}" if above else part,
        name_ru=name if in_russian else "",
        name_en="" if in_russian else name,
        definition=definition,
        origin="inductive",
        uid=uid,
    )


def names(name: str) -> tuple[str, str]:
    """One name as (Russian, English), by the letters it is written in.

    >>> names("Трудности"), names("Troubles")
    (('Трудности', ''), ('', 'Troubles'))
    """
    return (name, "") if _CYRILLIC.search(name) else ("", name)


def identified(said: str, name_ru: str = "", name_en: str = "") -> tuple[str, str, str]:
    """Path, Russian and English name of a code that a file calls `said`, or only by its names.

    What people put down as a code may be its path, or its name in words: then a path is made of it.

    >>> identified("push/jobs"), identified("", "", "Low pay")
    (('push/jobs', '', ''), ('low-pay', '', 'Low pay'))
    >>> identified("Низкая зарплата")
    ('nizkaya-zarplata', 'Низкая зарплата', '')
    """
    said = said.strip()
    if not said:
        name = name_en or name_ru
        return (segment(name) if name else ""), name_ru, name_en
    parts = [part.strip() for part in said.strip("/").split("/")]
    path = "/".join(p if not p or _IDENTIFIER.fullmatch(p) else segment(p) for p in parts)
    if not (name_ru or name_en) and not path.endswith(parts[-1]):
        name_ru, name_en = names(parts[-1])
    return path, name_ru, name_en


def colour(said: str) -> str:
    """A colour with the `#` that spreadsheets and YAML make people leave out.

    >>> colour("3a7d44"), colour("#FFF"), colour("red")
    ('#3a7d44', '#FFF', 'red')
    """
    return f"#{said}" if _COLOUR.fullmatch(f"#{said}") else said


def checked(codes: Iterable[Code], source: str) -> tuple[Code, ...]:
    """The codes, parents before children and otherwise in order, or the error that says why not.

    >>> [c.path for c in checked([Code("push/jobs"), Code("pull"), Code("push")], "book.csv")]
    ['push', 'push/jobs', 'pull']
    """
    by_path: dict[str, Code] = {}
    for code in codes:
        check(code, source)
        first = by_path.setdefault(code.path, code)
        if first is not code:
            raise EticError(
                "code-twice", file=source, where=places(first.where, code.where), code=code.path
            )
    ordered: dict[str, Code] = {}
    for code in by_path.values():
        above: list[Code] = []
        lower, path = code, code.path
        while path and path not in ordered:
            if path not in by_path:
                _fail("code-parent-missing", lower, source, parent=path)
            lower = by_path[path]
            above.append(lower)
            path = lower.parent
        ordered.update((each.path, each) for each in reversed(above))
    return tuple(ordered.values())


def check(code: Code, source: str = "") -> None:
    """Raise an error that says what is wrong with one code by itself."""
    parts = code.path.split("/")
    if any(not part.strip() or part != part.strip() for part in parts):
        _fail("code-segment", code, source)
    if len(parts) > DEEPEST:
        _fail("code-deep", code, source, deepest=DEEPEST)
    if code.colour and not _COLOUR.fullmatch(code.colour):
        _fail("code-colour", code, source, colour=code.colour)
    # Readers take these two from files: their types are a hope until here.
    if code.origin not in ORIGINS:
        _fail("code-origin", code, source, value=code.origin)
    if code.response not in RESPONSES:
        _fail("code-response", code, source, value=code.response)


def checked_sets(
    sets: Iterable[CodeSet], codes: Sequence[Code], source: str
) -> tuple[CodeSet, ...]:
    """The sets as they are, if none stands twice and all codes that they name are there."""
    known = {code.path for code in codes}
    by_path: dict[str, CodeSet] = {}
    for each in sets:
        first = by_path.setdefault(each.path, each)
        if first is not each:
            raise EticError(
                "set-twice", file=source, where=places(first.where, each.where), name=each.path
            )
        for path in each.codes:
            if path not in known:
                raise EticError(
                    "set-code-missing",
                    file=source, where=places(each.where), name=each.path, code=path,
                )  # fmt: skip
    return tuple(by_path.values())


@dataclass(frozen=True, slots=True)
class Loose:
    """A code that names the code above it, by path, by the last part of the path, or by name."""

    code: Code  # its path is the whole one, or only its last part where `parent` is given
    parent: str = ""
    said: str = ""  # what the file calls it, where that is not its path: children may name it so


def placed(loose: Sequence[Loose], source: str) -> tuple[Code, ...]:
    """Codes with whole paths, made of the parents they name. Order kept; `checked` does the rest.

    >>> book = [Loose(Code("jobs", name_en="Jobs"), "Push"), Loose(Code("push", name_en="Push"))]
    >>> [code.path for code in placed(book, "book.csv")]
    ['push/jobs', 'push']
    """
    known: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(loose):
        for key in dict.fromkeys(_keys(each)):
            known[key].append(i)
    parents = [_parent(i, loose, known, source) for i in range(len(loose))]
    paths: dict[int, str] = {}
    for i in range(len(loose)):
        chain: list[int] = []
        at: int | None = i
        while at is not None and at not in paths:
            if at in chain:
                _fail("code-cycle", loose[at].code, source, chain=_round(chain, at, loose))
            if len(chain) == DEEPEST:
                _fail("code-deep", loose[i].code, source, deepest=DEEPEST)
            chain.append(at)
            at = parents[at]
        for j in reversed(chain):
            above = parents[j]
            paths[j] = _joined("" if above is None else paths[above], loose[j].code, source)
    return tuple(replace(each.code, path=paths[i]) for i, each in enumerate(loose))


def _keys(each: Loose) -> list[str]:
    """What a child may call this code by."""
    code = each.code
    said = [code.path, code.segment, code.name_ru, code.name_en, each.said]
    if each.parent and "/" not in code.path:
        said.append(f"{each.parent.strip().strip('/')}/{code.path}")
    return [_folded(word) for word in said if word.strip()]


def _parent(
    i: int, loose: Sequence[Loose], known: Mapping[str, list[int]], source: str
) -> int | None:
    """The place in the list of the code that code `i` names as its parent."""
    each = loose[i]
    wanted = each.parent.strip().strip("/")
    if not wanted:
        return None
    found = known.get(_folded(wanted), [])
    exact = [j for j in found if wanted in (loose[j].said, loose[j].code.path) and j != i]
    # A code may be called like its parent (Work › Work); it is not meant by itself.
    others = exact or [j for j in found if j != i] or found
    if not others:
        _fail("code-parent-missing", each.code, source, parent=wanted)
    if len(others) > 1:
        wheres = places(each.code.where, *(loose[j].code.where for j in others))
        raise EticError(
            "code-parent-several", file=source, where=wheres, code=each.code.path, parent=wanted
        )
    return others[0]


def _joined(above: str, code: Code, source: str) -> str:
    if not above or code.path.startswith(above + "/"):
        return code.path
    if "/" in code.path:
        _fail("code-elsewhere", code, source, parent=above)
    return f"{above}/{code.path}"


def _round(chain: list[int], at: int, loose: Sequence[Loose]) -> str:
    around = [*chain[chain.index(at) :], at]
    return " → ".join(loose[j].code.path for j in around)


def _folded(word: str) -> str:
    return " ".join(word.strip().strip("/").casefold().split())


def _fail(key: str, code: Code, source: str, **details: object) -> NoReturn:
    raise EticError(key, file=source, where=places(code.where), code=code.path, **details)
