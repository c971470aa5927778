"""What the columns of a table of answers are called, and in which order their answers stand.

study: reintegration-2022
note: {ru: …, en: …}
variables:
  - variable: ecology
    label: Какая у Вас сейчас экологическая ситуация?
    values: [Плохая, Удовлетворительная, Хорошая]
    missing: [Отказ от ответа]
weight: вес              # the variable that holds the weights
sets:                    # questions with several answers
  - set: help
    label: Кто Вам помогал?
    kind: dichotomy      # a column an answer; or category: each column holds one of the answers
    variables: [help_family, help_friends]
    counted: Да          # of a dichotomy: what says that the answer was given
people: {R7: R07}        # respondents whom the interviews call by another name
"""

from __future__ import annotations

from typing import Literal, cast

from etic.model import Answers, Bundle, Notice, ResponseSet, Variable, VariableKind
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Sequence, read_yaml

_KINDS = ("nominal", "ordinal", "number", "text", "date", "weight")


def read(source: Source) -> Bundle | None:
    """The variables in a YAML file, None where the file is something else."""
    root = read_yaml(source, "variables")
    if not isinstance(root, Mapping) or not isinstance(root.items.get("variables"), Sequence):
        return None
    top = Fields(root, source.name)
    notices: list[Notice] = []
    variables = tuple(_variable(fields, notices) for fields in top.mappings("variables"))
    ru, en = top.both("note")
    sets = tuple(_set(fields, notices) for fields in top.mappings("sets"))
    answers = Answers(
        variables,
        (),
        top.text("study"),
        ru,
        en,
        sets=sets,
        weight=top.text("weight"),
        people=_people(top),
    )
    return Bundle(answers=(answers,), warnings=(*notices, *top.notices()))


def _variable(fields: Fields, notices: list[Notice]) -> Variable:
    values = fields.get("values")
    if isinstance(values, Mapping):
        coded = fields.within(values, "values")
        pairs = tuple((code, coded.text(code)) for code in values.items)
    else:
        pairs = tuple((value, value) for value in fields.texts("values"))
    variable = Variable(
        name=fields.needed("variable"),
        label=fields.text("label"),
        kind=cast(VariableKind, fields.choice("kind", _KINDS, "nominal")),
        values=pairs,
        missing=fields.texts("missing"),
    )
    notices.extend(fields.notices())
    return variable


def _set(fields: Fields, notices: list[Notice]) -> ResponseSet:
    found = ResponseSet(
        name=fields.needed("set"),
        label=fields.text("label"),
        kind=cast(Literal["dichotomy", "category"],
                  fields.choice("kind", ("dichotomy", "category"), "dichotomy")),
        variables=fields.texts("variables"),
        counted=fields.text("counted"),
    )  # fmt: skip
    notices.extend(fields.notices())
    return found


def _people(top: Fields) -> tuple[tuple[str, str], ...]:
    node = top.get("people")
    if node is None:
        return ()
    said = top.within(node, "people")
    return tuple((name, said.needed(name)) for name in said.node.items)
