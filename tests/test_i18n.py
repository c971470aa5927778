"""The catalogues: the same messages in both languages, none missing, none that nobody uses."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from etic.i18n import LANGUAGES, catalogue, t, use_language

SOURCE = Path(__file__).parents[1] / "src" / "etic"
CATALOGUES = sorted(path.stem for path in (SOURCE / "i18n" / "ru").glob("*.toml"))
PLURALS = {"ru": {"one", "few", "other"}, "en": {"one", "other"}}


@cache
def trees() -> list[tuple[Path, ast.Module]]:
    return [
        (path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(SOURCE.rglob("*.py"))
    ]


@cache
def literals() -> frozenset[str]:
    """Every string of the source, in Python and in what the browser and the writers run."""
    found = {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for suffix in ("*.js", "*.html", "*.sql"):
        for path in SOURCE.rglob(suffix):
            found |= set(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))
    return frozenset(found)


@cache
def patterns() -> frozenset[str]:
    """Keys that are put together: `tables.unit-{unit}` as `tables.unit-*`."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.js"):
        for template in re.findall(r"`([^`\n]*)`", path.read_text(encoding="utf-8")):
            found.add(re.sub(r"\$\{[^}]*\}", "*", template))
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    part.value if isinstance(part, ast.Constant) else "*" for part in node.values
                ]
                found.add("".join(str(part) for part in parts))
    return frozenset(found)


def messages(name: str, lang: str) -> Mapping[str, Any]:
    return catalogue(lang, name)


def forms(message: Any) -> list[str]:
    return [message] if isinstance(message, str) else list(message.values())


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_both_languages_have_the_same_catalogues() -> None:
    for lang in LANGUAGES:
        assert sorted(p.stem for p in (SOURCE / "i18n" / lang).glob("*.toml")) == CATALOGUES


@pytest.mark.parametrize("name", CATALOGUES)
def test_both_languages_have_the_same_messages(name: str) -> None:
    ru, en = messages(name, "ru"), messages(name, "en")
    assert set(ru) == set(en), f"{name}: only in one: {sorted(set(ru) ^ set(en))}"
    for key in ru:
        assert isinstance(ru[key], str) == isinstance(en[key], str), f"{name}.{key}"
        found = {
            lang: set().union(*(placeholders(form) for form in forms(m[key])))
            for lang, m in (("ru", ru), ("en", en))
        }
        assert found["ru"] == found["en"], f"{name}.{key}: {found}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CATALOGUES)
def test_a_message_that_counts_has_all_its_forms(name: str, lang: str) -> None:
    for key, message in messages(name, lang).items():
        if isinstance(message, str):
            assert message.strip(), f"{name}.{key} is empty"
            continue
        # Russian forms: `many` may stand for itself or be covered by `other`.
        assert PLURALS[lang] <= set(message) <= {*PLURALS[lang], "many"}, f"{name}.{key}"
        with use_language(lang):
            for n in (0, 1, 2, 5, 11, 21, 22, 101):
                details = {field: "x" for form in forms(message) for field in placeholders(form)}
                assert t(f"{name}.{key}", **{**details, "n": n})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_are_in_their_language(lang: str) -> None:
    for name in CATALOGUES:
        for key, message in messages(name, lang).items():
            for form in forms(message):
                plain = re.sub(r"\{[^}]*\}", "", form)
                if lang == "en" and (name, key) != ("ui", "language-ru"):
                    assert not re.search("[А-Яа-яЁё]{2,}", plain) or name in ("query", "cli"), (
                        f"{name}.{key}: {form}"
                    )
                if lang == "ru" and not key.endswith("-example"):
                    words = re.findall(r"[A-Za-zА-Яа-яЁё]+", plain)
                    if len(words) > 3:
                        assert re.search("[А-Яа-яЁё]", plain), f"{name}.{key}: {form}"


def named() -> Iterator[tuple[str, str]]:
    """(catalogue.key, where) of every message that the source names outright."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            function = ast.unparse(node.func)
            first = node.args[0]
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            where = f"{path.relative_to(SOURCE)}:{node.lineno}"
            if function == "t":
                yield first.value, where
            elif function == "EticError":
                yield f"errors.{first.value}", where


def test_every_message_that_is_named_is_there() -> None:
    missing = []
    for key, where in named():
        name, _, message = key.partition(".")
        if name not in CATALOGUES or message not in messages(name, "ru"):
            missing.append(f"{where}: {key}")
    assert not missing


def is_used(name: str, key: str) -> bool:
    full = f"{name}.{key}"
    if full in literals() or key in literals():
        return True
    for pattern in patterns():
        head, star, _ = pattern.partition("*")
        # `errors.*` says nothing of which; `tables.unit-*` does.
        if not star or not head.startswith(f"{name}.") or head == f"{name}.":
            if not (head == f"{name}." and re.fullmatch(_as_regex(pattern), full)):
                continue
            if _parts_are_literal(pattern, full):
                return True
            continue
        if re.fullmatch(_as_regex(pattern), full):
            return True
    # A part of a key may be put together where it is not yet known of which catalogue it is.
    return any(
        re.fullmatch(_as_regex(pattern), key)
        for pattern in patterns()
        if len(pattern.replace("*", "")) >= 4 and "*" in pattern and "." not in pattern
    )


def _as_regex(pattern: str) -> str:
    return "[^.]*".join(re.escape(part) for part in pattern.split("*"))


def _parts_are_literal(pattern: str, full: str) -> bool:
    """Whether what stands for the stars are strings of the source."""
    found = re.fullmatch("([^.]*)".join(re.escape(p) for p in pattern.split("*")), full)
    return found is not None and all(group in literals() for group in found.groups())


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_message_is_used(name: str) -> None:
    unused = [key for key in messages(name, "ru") if not is_used(name, key)]
    assert not unused


def test_no_text_stands_twice_under_one_key() -> None:
    """TOML refuses it, but names the line only to whoever reads the file: say it here."""
    for lang in LANGUAGES:
        for name in CATALOGUES:
            lines = (SOURCE / "i18n" / lang / f"{name}.toml").read_text("utf-8").splitlines()
            keys = [line.split("=")[0].strip() for line in lines if re.match(r"[\w-]+ *=", line)]
            section_free = [k for k in keys if k not in PLURALS["ru"] | {"many"}]
            twice = [a for a, b in pairwise(sorted(section_free)) if a == b]
            assert not twice, f"{lang}/{name}: {twice}"


# -- no text in the screens -----------------------------------------------------------------------

SHOWING = {
    "title", "header", "subheader", "markdown", "caption", "write", "text", "info", "warning",
    "error", "success", "toast", "button", "selectbox", "multiselect", "text_input", "text_area",
    "checkbox", "toggle", "radio", "metric", "expander", "tabs", "file_uploader", "page_link",
    "download_button", "form_submit_button", "popover", "spinner", "progress", "pills",
    "segmented_control", "color_picker", "number_input", "date_input", "slider", "status",
}  # fmt: skip
SAYING = {"label", "help", "placeholder", "title", "text", "alt", "body"}
WORDS = re.compile(r"[A-Za-zА-Яа-яЁё]{2,}")
SILENT = re.compile(r":material/\w+:|<[^>]*>|&\w+;|^#+ |^\.\w+$")  # signs, tags, a suffix


def texts_of(node: ast.expr) -> Iterator[str]:
    """The literal parts of an expression that is shown as it is."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.Constant):
                yield str(part.value)
    elif isinstance(node, ast.IfExp):
        yield from texts_of(node.body)
        yield from texts_of(node.orelse)
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from texts_of(element)


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "ui").rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE))
)
def test_a_screen_has_no_text_of_its_own(path: Path) -> None:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        said: list[ast.expr] = []
        if node.func.attr in SHOWING and node.args:
            said.append(node.args[0])
        said += [k.value for k in node.keywords if k.arg in SAYING and node.func.attr in SHOWING]
        for expression in said:
            for text in texts_of(expression):
                if WORDS.search(SILENT.sub("", text)):
                    found.append(f"{path.name}:{node.lineno}: {text!r}")
    assert not found


def test_no_cyrillic_in_the_interface_s_sources() -> None:
    for path in [*(SOURCE / "ui").rglob("*.py"), *(SOURCE / "ui").rglob("*.js")]:
        for number, line in enumerate(code_of(path), 1):
            plain = re.sub("йцукен[а-яё]*", "", line)  # a keyboard is not a text
            assert not re.search("[А-Яа-яЁё]{2,}", plain), f"{path}:{number}: {line.strip()}"


def code_of(path: Path) -> list[str]:
    """The lines of a source without comments and docstrings: examples may be in any language."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), text, flags=re.DOTALL)
        return [re.sub(r"(^|\s)//.*", "", line) for line in text.splitlines()]
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, documented) and ast.get_docstring(node) is not None:
            doc = node.body[0]
            for i in range(doc.lineno - 1, doc.end_lineno or doc.lineno):
                lines[i] = ""
    return [re.sub(r"\s#.*", "", line) for line in lines]
