"""Rules as YAML: what is said is read, what is wrong is told with its line."""

from __future__ import annotations

import pytest

from etic.model import Rule
from etic.read.rules_yaml import read
from tests.read.making import refused, source, warnings, where

WHOLE = """\
study: migr
rules:
  - code: push/jobs
    words: безработица ИЛИ "нет работы"
    unit: sentence
    note: По всем интервью.
  - {code: skills, exact: "Плитка: да", case: true, yo: yes, speakers: any, document: R01}
  - {code: skills, regex: '\\bучил\\w*', state: no, study: other}
"""


def test_rules_as_etic_writes_them() -> None:
    bundle = read(source(WHOLE, "rules.yaml"))
    assert bundle is not None
    assert bundle.warnings == ()
    assert bundle.rules == (
        Rule("push/jobs", "words", 'безработица ИЛИ "нет работы"', "sentence", study="migr",
             note="По всем интервью.", where="line 3"),
        Rule("skills", "exact", "Плитка: да", speakers="any", study="migr", document="R01",
             case=True, yo=True, where="line 7"),
        Rule("skills", "regex", r"\bучил\w*", state="no", study="other", where="line 8"),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["codes: [a]", "links: []", "rules: текст", "rules: {a: b}", ""])
@pytest.mark.parametrize("name", ["a.yaml", "a.txt"])
def test_another_file_is_left_alone(text: str, name: str) -> None:
    assert read(source(text, name)) is None


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("{words: да}", "yaml-needed"),
        ("{code: a}", "rule-kinds"),
        ("{code: a, words: да, exact: да}", "rule-kinds"),
        ("{code: a, words: [да]}", "yaml-text"),
        ("{code: a, words: да, unit: page}", "yaml-choice"),
        ("{code: a, words: да, speakers: he}", "yaml-choice"),
        ("{code: a, words: да, state: maybe}", "yaml-choice"),
        ("{code: a, words: да, case: sometimes}", "yaml-boolean"),
        ("a", "yaml-mapping"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(entry: str, key: str) -> None:
    error = refused(lambda: read(source(f"rules:\n  - {entry}\n", "a.yaml")), key)
    assert where(error) == ("line 2",)


def test_a_key_that_is_misspelt_is_told() -> None:
    bundle = read(source("rules: [{code: a, words: да, uint: turn}]\nx: y", "a.yaml"))
    assert bundle is not None
    assert warnings(bundle) == ["key-unread", "key-unread"]
