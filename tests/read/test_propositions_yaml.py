from __future__ import annotations

import pytest

from etic.model import Judgement, Proposition
from etic.read.propositions_yaml import read
from tests.read.making import refused, source, warnings, where

WHOLE = """\
study: migr
propositions:
  - number: 1
    text: {ru: Едут к своим., en: They go to their own.}
    codes: [{code: networks, direction: supports}, {code: alone, direction: contradicts}, help]
    cases:
      - {case: M03, verdict: contradicts, reason: Ехал один.}
      - {case: M04, verdict: not_asked}
  - number: 2
    text: Возвращаются в бизнес.
"""


def test_propositions_as_etic_writes_them() -> None:
    bundle = read(source(WHOLE, "a.yaml"))
    assert bundle is not None
    assert bundle.warnings == ()
    assert bundle.propositions == (
        Proposition(
            1, "Едут к своим.", "They go to their own.",
            (("networks", "supports"), ("alone", "contradicts"), ("help", "supports")),
            (Judgement("M03", "contradicts", "Ехал один."), Judgement("M04", "not_asked")),
            "migr", "line 3",
        ),
        Proposition(2, "Возвращаются в бизнес.", study="migr", where="line 9"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["codes: [a]", "links: []", "propositions: текст", "propositions: {a: b}", "- a: b", ""]
)
@pytest.mark.parametrize("name", ["a.yaml", "a.txt"])
def test_another_file_is_left_alone(text: str, name: str) -> None:
    assert read(source(text, name)) is None


@pytest.mark.parametrize(
    ("entry", "key", "places"),
    [
        ("{text: a}", "yaml-needed", ("line 2",)),
        ("{number: один, text: a}", "yaml-number", ("line 2",)),
        ("{number: 1}", "yaml-needed", ("line 2",)),
        ("{number: 1, text: {ru: a, de: b}}", "yaml-language", ("line 2",)),
        ("{number: 1, text: a, codes: [{code: b, direction: up}]}", "yaml-choice", ("line 2",)),
        ("{number: 1, text: a, codes: [[b]]}", "yaml-mapping", ("line 2",)),
        ("{number: 1, text: a, cases: [{case: M1}]}", "yaml-choice", ("line 2",)),
        ("{number: 1, text: a, cases: [{verdict: silent}]}", "yaml-needed", ("line 2",)),
        ("{number: 1, text: a, cases: [{case: M1, verdict: so}]}", "yaml-choice", ("line 2",)),
        ("{number: 1, text: a}\n  - {number: 1, text: b}", "proposition-twice",
         ("line 2", "line 3")),
        ("{number: 1, text: a, cases: [\n  {case: M1, verdict: silent},\n"
         "  {case: M1, verdict: silent}]}", "judgement-twice", ("line 3", "line 4")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_lines(
    entry: str, key: str, places: tuple[str, ...]
) -> None:
    text = f"propositions:\n  - {entry}\n"
    assert where(refused(lambda: read(source(text, "a.yaml")), key)) == places


def test_a_key_that_is_misspelt_is_told() -> None:
    text = (
        "propositions: [{number: 1, text: a, cases: [{case: M1, verdict: silent, reasn: b}],"
        " codes: [{code: a, dir: b}], x: y}]\nz: w"
    )
    assert warnings(read(source(text, "a.yaml"))) == ["key-unread"] * 4
