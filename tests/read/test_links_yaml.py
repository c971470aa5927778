from __future__ import annotations

import pytest

from etic.model import Link
from etic.read.links_yaml import read
from tests.read.making import refused, source, warnings, where

WHOLE = """\
study: migr
links:
  - code: push/jobs
    table: "8"
    question: Собираетесь?
    answer: Да, точно
    group: Всего
    direction: opposite
    note: Спрашивали о трёх месяцах.
  - {code: skills, table: 2, answer: Нет}
"""


def test_links_as_etic_writes_them() -> None:
    bundle = read(source(WHOLE, "a.links.yaml"))
    assert bundle is not None
    assert bundle.warnings == ()
    assert bundle.links == (
        Link("push/jobs", "8", "Да, точно", "Всего", "Собираетесь?", "opposite",
             "Спрашивали о трёх месяцах.", "migr", "line 3"),
        Link("skills", "2", "Нет", study="migr", where="line 10"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["codes: [a]", "propositions: []", "links: текст", "links: {a: b}", "- code: a", "links.", ""],
)
@pytest.mark.parametrize("name", ["a.yaml", "a.txt"])
def test_another_file_is_left_alone(text: str, name: str) -> None:
    assert read(source(text, name)) is None


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("{table: 8, answer: Да}", "yaml-needed"),
        ("{code: a, answer: Да}", "yaml-needed"),
        ("{code: a, table: 8}", "yaml-needed"),
        ("{code: a, table: [8], answer: Да}", "yaml-text"),
        ("{code: a, table: 8, answer: Да, direction: up}", "yaml-choice"),
        ("a", "yaml-mapping"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(entry: str, key: str) -> None:
    error = refused(lambda: read(source(f"links:\n  - {entry}\n", "a.yaml")), key)
    assert where(error) == ("line 2",)


def test_a_key_that_is_misspelt_is_told() -> None:
    text = "links: [{code: a, table: 8, answer: Да, gruop: Всего}]\nx: y"
    assert warnings(read(source(text, "a.yaml"))) == ["key-unread", "key-unread"]


@pytest.mark.parametrize("share", ["0.221", "0,221", "2,21e-1"])
def test_the_share_of_a_decision_is_read_however_it_is_written(share: str) -> None:
    text = f"""links:
  - code: a
    table: 8
    answer: Да
    verdict: agreement
    reason: так и есть
    figures: {{n: 1, base: 2, share: "{share}"}}
"""
    bundle = read(source(text, "a.yaml"))
    assert bundle is not None
    decision = bundle.links[0].decision
    assert decision is not None
    assert decision.figures is not None
    assert decision.figures.share == pytest.approx(0.221)


@pytest.mark.parametrize("share", ["many", "nan", "22,1 %"])
def test_a_share_that_is_none_is_told_with_its_line(share: str) -> None:
    text = (
        "links:\n  - code: a\n    table: 8\n    answer: Да\n    verdict: agreement\n"
        f"    reason: r\n    figures:\n      n: 1\n      base: 2\n      share: {share}\n"
    )
    error = refused(lambda: read(source(text, "a.yaml")), "yaml-number")
    assert where(error) == ("line 10",)
