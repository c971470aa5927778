"""The front matter of a Markdown file: `key: value` between two lines of `---`."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from etic.errors import EticError

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def front_matter(text: str, file: str) -> tuple[Mapping[str, str], str]:
    """What the front matter says, and the text below it, whose lines keep their numbers.

    >>> front_matter("---\\ntitle: Returns\\n---\\nText.", "a.md")
    ({'title': 'Returns'}, '\\n\\n\\nText.')
    """
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    kept = {str(k): v for k, v in _said(text, file).items() if isinstance(v, str)}
    return kept, "\n" * found[0].count("\n") + text[found.end() :]


def front_pairs(text: str, key: str, file: str) -> Mapping[str, str]:
    """The pairs under one key of the front matter.

    >>> front_pairs("---\\nlabels:\\n  Да: Yes\\n---\\n", "labels", "a.md")
    {'Да': 'Yes'}
    """
    said = _said(text, file).get(key, {})
    if said == "":
        return {}
    if not isinstance(said, dict) or not all(isinstance(v, str) for v in said.values()):
        raise EticError("template-pairs", file=file, name=key)
    return {str(k): v for k, v in said.items()}


def _said(text: str, file: str) -> Mapping[object, object]:
    found = _FRONT.match(text)
    if found is None:
        return {}
    try:
        said = yaml.load(found[1], yaml.BaseLoader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        why = getattr(fault, "problem", "") or ""
        raise EticError("template-front", file=file, line=line, why=why) from fault
    if not isinstance(said, dict):
        if said:
            raise EticError("template-front", file=file, line=2, why="key: value")
        return {}
    return said


def with_front(text: str, said: Mapping[str, str]) -> str:
    """The text with these keys in its front matter; other keys stay as they were typed.

    >>> with_front("Text.", {"report": "returns", "lang": "en"})
    '---\\nreport: returns\\nlang: en\\n---\\nText.'
    """
    found = _FRONT.match(text)
    lines = found[1].splitlines() if found else []
    kept = [line for line in lines if not re.match(rf"(?:{'|'.join(said)})[ \t]*:", line)]
    own = [f"{key}: {_scalar(value)}" for key, value in said.items() if value]
    body = text[found.end() :] if found else text
    return "\n".join(["---", *own, *kept, "---", body])


def _scalar(value: str) -> str:
    dumped = yaml.safe_dump(value, allow_unicode=True, width=10_000)
    return dumped.removesuffix("\n...\n").strip()
