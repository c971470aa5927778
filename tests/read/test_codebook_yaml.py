from __future__ import annotations

import pytest

from etic.model import Bundle, Code, Codebook
from etic.read.codebook_yaml import read
from tests.read.making import refused, source, warnings, where

WHOLE = """\
study: reintegration-2022
title: {ru: Реинтеграция, en: Reintegration}
codes:
  - code: remigration
    name: {ru: Триггеры, en: Triggers}
    definition: Что заставило бы уехать снова.
    include: Планы и мечты.
    exclude: Первая миграция.
    example: «Если позовут, поеду.»
    colour: "#b3541e"
    origin: deductive
    response: multiple
    required: true
    codes:
      - code: push
        codes:
          - code: unemployment
            name: {ru: Безработица}
            origin: inductive
  - code: return
sets:
  - set: economic
    kind: dimension
    name: {ru: Экономика, en: Economy}
    sets:
      - set: provides
        kind: indicator
        codes: [remigration/push/unemployment, return]
"""


def book(text: str, name: str = "a.yaml") -> Codebook:
    bundle = read(source(text, name))
    assert bundle is not None
    assert bundle.warnings == ()
    (found,) = bundle.codebooks
    assert bundle == Bundle(codebooks=(found,))
    return found


def paths(text: str) -> list[str]:
    return [code.path for code in book(text).codes]


def test_a_codebook_as_etic_writes_it() -> None:
    found = book(WHOLE, "codebooks/reintegration-2022.yaml")
    assert (found.study, found.title_ru, found.title_en) == (
        "reintegration-2022", "Реинтеграция", "Reintegration",
    )  # fmt: skip
    assert found.source == "codebooks/reintegration-2022.yaml"
    assert found.codes[0] == Code(
        path="remigration",
        name_ru="Триггеры",
        name_en="Triggers",
        definition="Что заставило бы уехать снова.",
        include="Планы и мечты.",
        exclude="Первая миграция.",
        example="«Если позовут, поеду.»",
        colour="#b3541e",
        origin="deductive",
        response="multiple",
        required=True,
        where="line 4",
    )
    assert [(c.path, c.where) for c in found.codes[1:]] == [
        ("remigration/push", "line 15"),
        ("remigration/push/unemployment", "line 17"),
        ("return", "line 20"),
    ]
    assert found.codes[2].origin == "inductive"
    assert [(s.path, s.kind, s.name_en, s.codes, s.where) for s in found.sets] == [
        ("economic", "dimension", "Economy", (), "line 22"),
        ("economic/provides", "indicator", "", ("remigration/push/unemployment", "return"),
         "line 26"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "codes: [{code: a, codes: [{code: b}]}]",
        "codes: [{slug: a, children: [{segment: b}]}]",
        "codes: [{id: a, subcodes: [{path: a/b}]}]",
        "codes: [{path: a}, {path: a/b}]",
        "codes: [{code: a}, {code: b, parent: a}]",
        "codes: [{code: a, name: Буквы}, {code: b, parent: Буквы}]",
        "codes: [{code: a, codes: [b]}]",
        "codes: {a: {codes: {b: {}}}}",
        "codes: {a: [b]}",
        "codes: {a: {children: {b: Имя}}}",
        "- code: a\n  codes: [{code: b}]",
        "- path: a\n- path: a/b",
        "- {name: A, children: [{name: B}]}",
        "[{name: а, codes: [{name: б}]}]",
        '{"codes": [{"code": "a", "codes": [{"code": "b"}]}]}',
    ],
)
def test_codes_may_be_written_in_many_ways(text: str) -> None:
    assert paths(text) == ["a", "a/b"]


def test_a_parent_that_stands_below_is_put_above() -> None:
    assert paths("codes: [{code: b, parent: a}, {code: a}]") == ["a", "a/b"]


@pytest.mark.parametrize(
    ("text", "path", "ru", "en"),
    [
        ("{code: a, name: Имя}", "a", "Имя", ""),
        ("{code: a, name: Name}", "a", "", "Name"),
        ("{code: a, name_ru: Имя, name_en: Name}", "a", "Имя", "Name"),
        ("{name: {ru: Низкая зарплата, en: Low pay}}", "low-pay", "Низкая зарплата", "Low pay"),
        ("{name: Низкая зарплата}", "nizkaya-zarplata", "Низкая зарплата", ""),
        ("{name_en: Low pay}", "low-pay", "", "Low pay"),
        ("Низкая зарплата", "nizkaya-zarplata", "Низкая зарплата", ""),
        ("low-pay", "low-pay", "", ""),
        ("{code: no}", "no", "", ""),
        ("{code: 12}", "12", "", ""),
    ],
)
def test_path_and_names_of_a_code(text: str, path: str, ru: str, en: str) -> None:
    (code,) = book(f"codes: [{text}]").codes
    assert (code.path, code.name_ru, code.name_en) == (path, ru, en)


def test_other_words_for_the_fields() -> None:
    text = "codes: [{code: a, description: d, when: w, when_not: n, color: fff, required: нет}]"
    (code,) = book(text).codes
    assert (code.definition, code.include, code.exclude) == ("d", "w", "n")
    assert (code.colour, code.required) == ("#fff", False)


def test_a_mapping_of_segments_may_give_names() -> None:
    found = book("codes: {push: Толчок, pull: {name: Pull}}").codes
    assert [(c.path, c.name_ru, c.name_en, c.where) for c in found] == [
        ("push", "Толчок", "", "line 1"), ("pull", "", "Pull", "line 1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "links: [{code: a, table: 1, answer: b}]",
        "study: a\npropositions: [{number: 1, codes: [{code: a}]}]",
        "- case: R1\n  codes: [a]\n",
        "- name: Айгуль\n  text: Да.\n",
        "- слово\n- другое\n",
        "codes: текст",
        "codes: 5",
        "a: b",
        "",
        "# nothing",
        "[]",
        "plain words",
    ],
)
@pytest.mark.parametrize("name", ["a.yaml", "a.txt"])
def test_yaml_of_another_kind_is_left_alone(text: str, name: str) -> None:
    assert read(source(text, name)) is None


def test_a_key_that_is_misspelt_is_told() -> None:
    bundle = read(source("codes:\n  - code: a\n    defintion: b\ntitel: c\n", "a.yaml"))
    assert warnings(bundle) == ["key-unread", "key-unread"]
    assert bundle is not None
    assert [(n.where, n.details["field"]) for n in bundle.warnings] == [
        ("line 3", "defintion"), ("line 4", "titel"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key", "places"),
    [
        ("codes:\n- code: a\n- code: b\n- code: a", "code-twice", ("line 2", "line 4")),
        ("codes:\n- {name: Да}\n- {name: да!}", "code-twice", ("line 2", "line 3")),
        ("codes:\n- path: a/b", "code-parent-missing", ("line 2",)),
        ("codes:\n- {code: a, parent: b}", "code-parent-missing", ("line 2",)),
        ("codes:\n- {code: a, parent: b}\n- {code: b, parent: a}", "code-cycle", ("line 2",)),
        ("codes:\n- definition: b", "code-nameless", ("line 2",)),
        ("codes:\n- ''", "code-nameless", ("line 2",)),
        ("codes:\n- {code: a//b}", "code-segment", ("line 2",)),
        ("codes:\n- code: a\n  codes:\n  - code: b/c", "code-elsewhere", ("line 4",)),
        ("codes:\n- code: a\n  codes:\n  - {code: b, parent: a}", "code-two-parents", ("line 4",)),
        ("codes:\n- {code: a, parent: b, codes: [c]}", "code-two-parents", ("line 2",)),
        ("codes:\n- code: a\n  codes: b", "yaml-list", ("line 3",)),
        ("codes:\n- [a]", "yaml-mapping", ("line 2",)),
        ("codes:\n- {code: a, colour: red}", "code-colour", ("line 2",)),
        ("codes:\n- {code: a, origin: x}", "code-origin", ("line 2",)),
        ("codes:\n- {code: a, response: x}", "code-response", ("line 2",)),
        ("codes:\n- {code: a, required: x}", "yaml-boolean", ("line 2",)),
        ("codes:\n- {code: a, slug: b}", "yaml-same", ("line 2",)),
        ("codes: [a]\nsets:\n- {set: s, codes: [b]}", "set-code-missing", ("line 3",)),
        ("codes: [a]\nsets:\n- {set: s}\n- {set: s}", "set-twice", ("line 3", "line 4")),
        ("codes: [a]\nsets:\n- {kind: dimension}", "set-segment", ("line 3",)),
        ("codes: [a]\nsets:\n- {set: s, sets: [{set: a/b}]}", "set-segment", ("line 3",)),
        ("codes:\n- code: a\n  code: b", "yaml-twice", ("line 2", "line 3")),
        ("codes:\n  - code: a\n name: b", "yaml-broken", ("line 3",)),
    ],
)
def test_what_is_wrong_is_told_with_its_lines(text: str, key: str, places: tuple[str, ...]) -> None:
    error = refused(lambda: read(source(text, "книга.yaml")), key)
    assert where(error) == places
    assert error.details["file"] == "книга.yaml"


def test_a_set_may_be_named_in_words() -> None:
    (only,) = book("codes: [a]\nsets: [{name: Экономика, codes: a}]").sets
    assert (only.path, only.name_ru, only.codes) == ("ekonomika", "Экономика", ("a",))
