from __future__ import annotations

import pytest

from etic import EticError
from etic.model import Variable
from etic.read.variables_yaml import read
from tests.read.making import source

TEXT = """\
study: migr
note: {ru: Смоделировано, en: Simulated}
variables:
  - variable: ecology
    label: Какая у Вас экология?
    kind: ordinal
    values: [Плохая, Хорошая]
    missing: [Отказ]
  - variable: sex
    values: {1: муж, 2: жен}
"""


def test_variables_with_their_answers() -> None:
    bundle = read(source(TEXT, "v.yaml"))
    assert bundle is not None
    (answers,) = bundle.answers
    assert (answers.study, answers.note_ru, answers.note_en) == (
        "migr",
        "Смоделировано",
        "Simulated",
    )
    assert answers.variables == (
        Variable("ecology", "Какая у Вас экология?", "ordinal",
                 (("Плохая", "Плохая"), ("Хорошая", "Хорошая")), ("Отказ",)),
        Variable("sex", values=(("1", "муж"), ("2", "жен"))),
    )  # fmt: skip
    assert bundle.warnings == ()


def test_other_trees_are_none() -> None:
    assert read(source("codes: []\n", "c.yaml")) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("variables:\n  - label: без имени\n", "yaml-needed"),
        ("variables:\n  - {variable: a, kind: странный}\n", "yaml-choice"),
        ("variables: [слово]\n", "yaml-mapping"),
    ],
)
def test_what_is_wrong_is_named(text: str, key: str) -> None:
    with pytest.raises(EticError) as error:
        read(source(text, "v.yaml"))
    assert error.value.key == key


def test_a_misspelt_key_is_told() -> None:
    bundle = read(source("variables:\n  - {variable: a, lable: б}\n", "v.yaml"))
    assert bundle is not None
    assert [w.details["field"] for w in bundle.warnings] == ["lable"]
