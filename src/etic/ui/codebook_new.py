"""A new code made of its name, and where it stands."""

from __future__ import annotations

from etic.codebook import segment
from etic.errors import EticError
from etic.i18n import language
from etic.model import Code
from etic.store.codebook import Node, Tree


def new_code(name: str, above: str, definition: str = "") -> Code:
    """A code that came out of the material, named in the language at work."""
    if not name:
        raise EticError("code-name-missing")
    part = segment(name)
    in_russian = language() == "ru"
    return Code(
        path=f"{above}/{part}" if above else part,
        name_ru=name if in_russian else "",
        name_en="" if in_russian else name,
        definition=definition,
        origin="inductive",
    )


def next_path(tree: Tree, node: Node) -> str:
    """Path of the code that stands after one, under the same code; empty for the last."""
    siblings = [each.path for each in tree.children(node.parent_id)]
    return [*siblings, ""][siblings.index(node.path) + 1]
