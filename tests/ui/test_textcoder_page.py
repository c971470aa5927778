"""The text coder in a Streamlit page, without a browser: `AppTest` plays the browser's part."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.model import Bundle, Code, Document
from etic.project import Project
from etic.ui.textcoder import component
from etic.ui.textcoder.bundle import entry
from tests.studies import BOOK, TEXT, turns

APP = Path(__file__).parents[1] / "browser" / "coder_app.py"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    with etic.create(tmp_path / "study.etic") as made:
        document = Document(name="R01", text=TEXT, turns=turns(TEXT), study="s")
        made.import_bundle(Bundle(documents=(document,), codebooks=(BOOK,)), who="import")
        monkeypatch.setenv("ETIC_PROJECT", str(made.path))
        yield made


def page(**query: str) -> AppTest:
    test = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def parts(test: AppTest) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the reader and the feed were given."""
    reader, feed = test.get("bidi_component")
    return json.loads(reader.proto.bytes), json.loads(feed.proto.bytes)


def feed_key(test: AppTest) -> str:
    return f"textcoder-feed-{parts(test)[0]['mount']}"


def test_reader_and_feed_are_mounted_together(project: Project) -> None:
    test = page(coder="anna")
    reader, feed = parts(test)
    assert reader["text"] == TEXT
    assert reader["mount"] == feed["mount"]
    assert (feed["since"], feed["deltas"]) == (reader["rev"], [])
    for element in test.get("bidi_component"):
        assert element.proto.component_name == component.NAME
        assert element.proto.js_source_path == entry(component.FRONTEND)
        assert not element.proto.js_content  # they are served, not sent along


def test_the_reader_gets_the_same_bytes_at_each_run(project: Project) -> None:
    test = page(coder="anna")
    before = test.get("bidi_component")[0].proto.bytes
    project.code("R01", 35, 49, "return", coder="boris")
    test.run()
    reader, feed = test.get("bidi_component")
    assert reader.proto.bytes == before
    assert [row[4] for row in json.loads(feed.proto.bytes)["deltas"]] == ["boris"]


def test_operations_are_stored_and_answered(project: Project) -> None:
    test = page(coder="anna")
    start = TEXT.index("Мама")
    code = project.codebook().find("skills").id
    operation = {"op": "a", "t": "add", "id": "x", "s": start, "e": start + 4, "code": code,
                 "q": "Мама"}  # fmt: skip
    test.session_state[feed_key(test)] = {"outbox": {"since": 0, "ops": [operation]}}
    test.run()
    assert not test.exception
    assert parts(test)[1]["acked"] == ["a"]
    assert [(q.quote, q.code, q.coder) for q in project.quote_list()] == [
        ("Мама", "skills", "anna")
    ]
    test.run()
    assert len(project.quote_list()) == 1


def test_languages_and_links(project: Project) -> None:
    assert parts(page(lang="en"))[0]["labels"]["saved"] == "Saved"
    assert parts(page(lang="ru"))[0]["labels"]["saved"] == "Сохранено"
    assert "focus" not in parts(page())[1]
    assert parts(page(start="35", end="49"))[1]["focus"] == [35, 49]


def test_a_name_that_streamlit_reserves_is_a_coder_like_any_other(project: Project) -> None:
    assert parts(page(coder="anna__b — 😀"))[0]["coder"] == "anna__b — 😀"


def test_codes_that_change_are_brought_by_the_feed(project: Project) -> None:
    test = page()
    project.add_code(Code("late", name_ru="Поздний"))
    test.run()
    reader, feed = parts(test)
    assert "Поздний" not in [c[2] for c in reader["codes"]]
    assert "Поздний" in [c[2] for c in feed["codes"]]


def test_streamlit_finds_the_modules_of_the_installed_package() -> None:
    """In an editable install and in a wheel alike: the table lies beside the package's modules."""
    package = importlib.resources.files("etic")
    table = tomllib.loads(package.joinpath("pyproject.toml").read_text(encoding="utf-8"))
    assert table["project"]["name"] == importlib.metadata.distribution("etic").name
    (entry,) = table["tool"]["streamlit"]["component"]["components"]
    assert f"{table['project']['name']}.{entry['name']}" == component.NAME
    folder = package.joinpath(entry["asset_dir"])
    assert folder.joinpath("main.js").is_file()
    assert folder.joinpath("textcoder.css").is_file()
