from __future__ import annotations

import pytest
import yaml

from etic.indicated import (
    CaseType,
    Condition,
    Dimension,
    Evidence,
    Indicator,
    IndicatorFrame,
    IndicatorVerdict,
    Item,
)
from etic.joined import Figures
from etic.read.indicators_yaml import read
from etic.write.indicators import indicators_content
from tests.read.making import refused, source, where

WHOLE = IndicatorFrame(
    "migr",
    (Dimension("home", "Дом", "Home", "Есть у всех", "All have it"), Dimension("work")),
    (
        Indicator(
            "roof", "Кров", "Roof", "Есть где жить", "", ("home", "work"),
            (Evidence("social/housing"), Evidence("push", "undermines", "work")),
            (
                Item("Да + Скорее да", "8", "Есть дом?", note="Всё сразу"),
                Item("Нет", variable="roof", group="sex=ж", by="sex", direction="opposite",
                     dimension="work"),
            ),
            0.6, 0.4, 2,
            IndicatorVerdict("partial", "Разное", "Differs", "анна", "2026-01-01T00:00:00.000Z",
                             Figures(1, 2, 0.5, None, 30)),
        ),
        Indicator("plain", dimensions=("work",)),
    ),
    (
        CaseType("good", "Хорошо", "Good", "", "", (
            Condition("home", least=0.5), Condition("work", below=0.0),
            Condition("roof", states=("met", "mixed")),
        )),
        CaseType("rest"),
    ),
)  # fmt: skip


def test_what_is_written_is_read_again() -> None:
    from dataclasses import replace

    text = yaml.safe_dump(indicators_content(WHOLE), allow_unicode=True, sort_keys=False)
    bundle = read(source(text, "a.yaml"))
    assert bundle is not None
    assert bundle.warnings == ()
    (frame,) = bundle.indicators
    plain = tuple(replace(one, where="") for one in frame.indicators)
    assert replace(frame, file="", where="", indicators=plain) == WHOLE


@pytest.mark.parametrize("text", ["codes: [a]", "links: []", "indicators: текст", "- a", ""])
def test_another_file_is_left_alone(text: str) -> None:
    assert read(source(text, "a.yaml")) is None


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("{name: a}", "yaml-needed"),
        ("{indicator: a, rule: {met: many}}", "yaml-number"),
        ("{indicator: a, codes: [{code: b, side: left}]}", "yaml-choice"),
        ("{indicator: a, items: [{answer: Да}]}", "yaml-needed"),
        ("{indicator: a, items: [{table: 8}]}", "yaml-needed"),
        ("{indicator: a, verdict: partial}", "yaml-needed"),
        ("{indicator: a, verdict: perhaps, reason: r}", "yaml-choice"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(entry: str, key: str) -> None:
    error = refused(lambda: read(source(f"indicators:\n  - {entry}\n", "a.yaml")), key)
    assert where(error) == ("line 2",)


@pytest.mark.parametrize(
    ("condition", "key"),
    [
        ("{least: 0.5}", "yaml-needed"),
        ("{indicator: a}", "yaml-needed"),
        ("{indicator: a, states: [good]}", "yaml-choice"),
    ],
)
def test_a_condition_names_what_it_asks(condition: str, key: str) -> None:
    text = f"indicators: []\ntypes:\n  - {{type: t, conditions: [{condition}]}}\n"
    refused(lambda: read(source(text, "a.yaml")), key)


def test_a_key_that_is_misspelt_is_told() -> None:
    text = "indicators: [{indicator: a, rule: {mett: 1}}]\nx: y\n"
    bundle = read(source(text, "a.yaml"))
    assert bundle is not None
    assert {str(n.details["field"]) for n in bundle.warnings} == {"mett", "x"}
