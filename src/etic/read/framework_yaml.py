"""The summaries of a framework matrix, as a YAML file.

study: returnees
summaries:
- {case: R01, code: return/family, text: Came back for her mother., coder: anna}
"""

from __future__ import annotations

from etic.errors import EticError
from etic.model import Bundle, Notice, Summary
from etic.places import line, places
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Sequence, read_yaml


def read(source: Source) -> Bundle | None:
    """The summaries in a YAML file, None where the file is something else."""
    root = read_yaml(source, "summaries")
    if not isinstance(root, Mapping) or not isinstance(root.items.get("summaries"), Sequence):
        return None
    top = Fields(root, source.name)
    study = top.text("study")
    notices: list[Notice] = []
    found: dict[tuple[str, str, str], Summary] = {}
    for fields in top.mappings("summaries"):
        summary = _summary(fields, study, notices)
        first = found.setdefault((summary.study, summary.case, summary.code), summary)
        if first is not summary:
            wheres = places(first.where, summary.where)
            raise EticError(
                "summary-twice", file=source.name, where=wheres, case=summary.case,
                code=summary.code,
            )  # fmt: skip
    return Bundle(summaries=tuple(found.values()), warnings=(*notices, *top.notices()))


def _summary(fields: Fields, study: str, notices: list[Notice]) -> Summary:
    summary = Summary(
        case=fields.needed("case"),
        code=fields.needed("code"),
        text=fields.needed("text"),
        codings=fields.texts("codings"),
        coder=fields.text("coder"),
        created=fields.text("created"),
        changed=fields.text("changed"),
        seen=_seen(fields),
        study=fields.text("study") or study,
        where=fields.where,
        file=fields.file,
    )
    notices.extend(fields.notices())
    return summary


def _seen(fields: Fields) -> dict[str, str] | None:
    """What was coded when it was written; None where the file does not say."""
    node = fields.get("seen")
    if node is None:
        return None
    if not isinstance(node, Mapping):
        where = places(line(node.line))
        raise EticError("yaml-mapping", file=fields.file, where=where, field="seen")
    within = Fields(node, fields.file)
    return {uid: within.text(uid) for uid in node.items}
