"""What is said of a project as a whole: its title, attributes, second coders, samples, memos.

title: Returned migrants
attributes:
  gender: {ru: Пол, en: Gender}
second_coders: [anna]
probability_samples: [returnees-2022]
memos:
  - {kind: code, target: return/family, text: …, coder: anna}
"""

from __future__ import annotations

from typing import cast

from etic.model import Attribute, AttributeKind, Bundle, Memo
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Sequence, read_yaml

_KINDS = ("text", "number", "boolean", "date")
_LISTS = ("second_coders", "probability_samples")
_MEMOS = ("document", "case", "code", "project")


def read(source: Source) -> Bundle | None:
    """Title, attributes and memos in a YAML file, None where the file is something else."""
    if (source.text or "").startswith("---") and source.suffix not in (".yaml", ".yml"):
        return None  # a transcript under its header, which has attributes too
    said = (read_yaml(source, key) for key in ("attributes", "memos", *_LISTS, "etic"))
    root = next((tree for tree in said if tree is not None), None)
    if not isinstance(root, Mapping) or {"codes", "links", "propositions"} & root.items.keys():
        return None
    listed = isinstance(root.items.get("memos"), Sequence)
    named = isinstance(root.items.get("attributes"), Mapping)
    if not (listed or named or root.items.keys() & {"etic", *_LISTS}):
        return None
    top = Fields(root, source.name)
    top.text("etic")  # the format's number; there is only one so far
    attributes = tuple(_attributes(top)) if named else ()
    memos = tuple(_memo(fields) for fields in top.mappings("memos"))
    return Bundle(
        attributes=attributes,
        second_coders=top.texts("second_coders"),
        probability_samples=top.texts("probability_samples"),
        memos=memos,
        title=top.text("title"),
        warnings=top.notices(),
    )


def _attributes(top: Fields) -> list[Attribute]:
    named = top.within(cast(Mapping, top.get("attributes")), "attributes")
    found = []
    for name in named.node.items:
        node = named.get(name)
        if isinstance(node, Mapping):
            fields = Fields(node, named.file)
            kind = cast(AttributeKind, fields.choice("kind", _KINDS, "text"))
            found.append(Attribute(name, kind, fields.text("ru"), fields.text("en")))
        else:
            label = named.text(name)
            found.append(Attribute(name, "text", label, label))
    return found


def _memo(fields: Fields) -> Memo:
    kind = fields.choice("kind", _MEMOS, "project")
    return Memo(
        kind=kind,  # type: ignore[arg-type]
        target=fields.text("target") if kind == "project" else fields.needed("target"),
        text=fields.needed("text"),
        coder=fields.text("coder"),
        created=fields.text("created"),
    )
