"""Vectors are kept once, found by their text, and made only where they are missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import etic
from etic.project import Project
from etic.store import vectors
from tests.meaning import Topics

M = Topics.name


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with etic.create(tmp_path / "study.etic") as made:
        yield made
        assert made.verify() == []


def test_a_text_has_one_vector_of_each_model(project: Project) -> None:
    connection = project.store.connection
    assert sorted(vectors.missing(connection, M, ["мама", "", "мама", "деньги"])) == [
        "деньги",
        "мама",
    ]
    vectors.keep(connection, M, ["мама"], [[1.0, 0.0]])
    vectors.keep(connection, M, ["мама", "деньги"], [[0.0, 1.0], [0.0, 1.0]])  # the first stays
    found = vectors.lookup(connection, M, ["мама", "деньги", "чего нет", ""])
    assert {text: list(row) for text, row in found.items()} == {
        "мама": [1.0, 0.0], "деньги": [0.0, 1.0],
    }  # fmt: skip
    assert vectors.missing(connection, M, ["мама", "деньги"]) == []
    assert vectors.missing(connection, "another", ["мама"]) == ["мама"]


def test_only_what_is_missing_is_made_and_it_is_kept(project: Project) -> None:
    connection, model = project.store.connection, Topics()
    first = vectors.vectors(connection, model, ["мама", "", "деньги", "мама"])
    assert sorted(model.asked) == ["деньги", "мама"]
    again = vectors.vectors(connection, model, ["деньги", "мама", "плитка"])
    assert sorted(model.asked) == ["деньги", "мама", "плитка"]
    assert not first[1].any()
    np.testing.assert_allclose(first[[2, 0]], again[[0, 1]], atol=1e-3)  # half precision


def test_what_is_quick_is_not_kept(project: Project) -> None:
    model = Topics()
    model.slow = False
    vectors.vectors(project.store.connection, model, ["мама"])
    assert vectors.missing(project.store.connection, M, ["мама"]) == ["мама"]


def test_many_are_read_at_once_in_their_order(project: Project) -> None:
    connection = project.store.connection
    rows, there = vectors.rows(connection, M, ["мама", ""])
    assert rows.shape == (2, 0)
    assert not there.any()
    texts = [f"текст {i}" for i in range(1_200)]  # more than one question to the database
    vectors.keep(connection, M, texts, np.arange(1_200)[:, None] * [1.0, 0.0])
    asked = [texts[7], "", "чего нет", texts[1_100], texts[7]]
    rows, there = vectors.rows(connection, M, asked)
    assert there.tolist() == [True, False, False, True, True]
    assert rows.tolist() == [[7, 0], [0, 0], [0, 0], [1_100, 0], [7, 0]]


@settings(max_examples=20)  # each makes a project file
@given(st.lists(st.floats(-1, 1, width=16), min_size=3, max_size=3), st.text(min_size=1))
def test_a_vector_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[float], text: str
) -> None:
    text = text.encode("utf-8", "ignore").decode() or "a"
    with etic.create(tmp_path_factory.mktemp("vectors") / "study.etic") as project:
        vectors.keep(project.store.connection, M, [text], [numbers])
        assert vectors.lookup(project.store.connection, M, [text])[text].tolist() == numbers
