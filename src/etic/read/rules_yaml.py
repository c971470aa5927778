"""Rules of coding, as a YAML file.

study: returnees        # where only its interviews are meant
rules:
- {code: return/family, words: "мама болеть", unit: sentence}
- {code: return/debts, exact: кредит, case: true, note: …}
- {code: return/work, regex: "без ?работ\\w*", speakers: any}
"""

from __future__ import annotations

from typing import Literal, cast, get_args, get_type_hints

from etic.errors import EticError
from etic.model import Bundle, Notice, Rule, State
from etic.places import places
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Sequence, read_yaml

_KINDS = ("words", "exact", "regex")


def read(source: Source) -> Bundle | None:
    """The rules in a YAML file, None where the file is something else."""
    root = read_yaml(source, "rules")
    if not isinstance(root, Mapping) or not isinstance(root.items.get("rules"), Sequence):
        return None
    top = Fields(root, source.name)
    study = top.text("study")
    notices: list[Notice] = []
    rules = tuple(_rule(fields, study, notices) for fields in top.mappings("rules"))
    return Bundle(rules=rules, warnings=(*notices, *top.notices()))


def _rule(fields: Fields, study: str, notices: list[Notice]) -> Rule:
    given = [kind for kind in _KINDS if fields.text(kind)]
    if len(given) != 1:
        raise EticError(
            "rule-kinds", file=fields.file, where=places(fields.where), kinds=", ".join(_KINDS)
        )
    known = get_type_hints(Rule)
    rule = Rule(
        code=fields.needed("code"),
        kind=cast(Literal["words", "exact", "regex"], given[0]),
        pattern=fields.needed(given[0]),
        unit=cast(
            Literal["hit", "sentence", "turn"],
            fields.choice("unit", get_args(known["unit"]), "hit"),
        ),
        speakers=cast(
            Literal["respondent", "interviewer", "any"],
            fields.choice("speakers", get_args(known["speakers"]), "respondent"),
        ),
        state=cast(State, fields.choice("state", get_args(State), "yes")),
        study=fields.text("study") or study,
        document=fields.text("document"),
        case=fields.yes("case"),
        yo=fields.yes("yo"),
        note=fields.text("note"),
        where=fields.where,
    )
    notices.extend(fields.notices())
    return rule
