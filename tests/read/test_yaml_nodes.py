from __future__ import annotations

import contextlib
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.errors import EticError
from etic.read import yaml_nodes
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Node, Scalar, Sequence, compose, read_yaml
from tests.read.making import refused, source, where


def plain(node: Node | None) -> object:
    """The node as Python would have it, all scalars text."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return None if node is None else node.text


def fields(text: str) -> Fields:
    node = compose(text, "a.yaml")
    assert isinstance(node, Mapping)
    return Fields(node, "a.yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", "no"),
        ("a: 2022-10-21", "2022-10-21"),
        ("a: 1:30", "1:30"),
        ("a: 007", "007"),
        ("a: 0x1F", "0x1F"),
        ("a: ~", ""),
        ("a: null", ""),
        ("a:", ""),
        ("a: 'null'", "null"),
        ("a: !!python/object/apply:os.system [id]", ["id"]),
        ("a: !!int 5", "5"),
        ("a: |\n  b\n  c", "b\nc"),
        ('a: "и\\u0306 \\U0001F600"', "й 😀"),
    ],
)
def test_a_text_stays_the_text_that_stands_there(text: str, value: object) -> None:
    assert plain(compose(text, "f")) == {"a": value}


def test_nodes_and_keys_know_their_lines() -> None:
    node = compose("# note\na: 1\nb:\n  - x\n  -\n    c: y\n", "f")
    assert isinstance(node, Mapping)
    assert node.lines == {"a": 2, "b": 3}
    below = node.items["b"]
    assert isinstance(below, Sequence)
    assert [item.line for item in below] == [4, 6]


def test_an_alias_stands_for_what_it_names() -> None:
    assert plain(compose("a: &x {b: c}\nd: *x\n", "f")) == {"a": {"b": "c"}, "d": {"b": "c"}}


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a: b: c", "yaml-broken", "line 1"),
        ("a:\n  - b\n c", "yaml-broken", "line 3"),
        ("a: [b, c\n", "yaml-broken", "line 2"),
        ("a: 'b\n", "yaml-broken", "line 2"),
        ("a:\n\t- b\n", "yaml-tab", "line 2"),
        ("a: b\nc: d\na: e\n", "yaml-twice", "line 1"),
        ("a: {b: 1, b: 2}", "yaml-twice", "line 1"),
        ("? [a]\n: b", "yaml-key", "line 1"),
        ("a: *b", "yaml-alias", "line 1"),
        ("a: &b\n  c: *b", "yaml-alias", "line 2"),
        ("a: b\n---\nc: d", "yaml-documents", "line 2"),
        ('a:\n  b: "\\ud800"', "yaml-character", "line 2"),
        ('a: "\\0"', "yaml-character", "line 1"),
        ("a:\n  b: \x01", "yaml-character", "line 2"),
        ('a: "\\Uffffffff"', "yaml-broken", "line 1"),
        ("[" * 5000, "yaml-deep", "line 1"),
        ("- " * 5000, "yaml-deep", "line 1"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, key: str, line: str) -> None:
    error = refused(lambda: compose(text, "a.yaml"), key)
    assert where(error)[0] == line
    assert error.details["file"] == "a.yaml"


def test_a_key_that_stands_twice_is_told_with_both_lines() -> None:
    error = refused(lambda: compose("a: 1\nb: 2\na: 3\n", "f"), "yaml-twice")
    assert where(error) == ("line 1", "line 3")


def test_a_bomb_of_aliases_is_refused_and_not_unfolded() -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
    )
    refused(lambda: compose(text, "f"), "yaml-big")


def test_a_long_list_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "MOST_NODES", 50)
    assert compose("- a\n" * 49, "f")
    refused(lambda: compose("- a\n" * 50, "f"), "yaml-big")
    refused(lambda: compose("".join(f"a{n}: b\n" for n in range(50)), "f"), "yaml-big")


# -- what is asked for --


def test_a_file_that_claims_to_be_yaml_must_be_yaml() -> None:
    broken = "codes:\n  - code: [a\n"
    for name in ("a.yaml", "a.YML", "book.txt"):
        refused(partial(read_yaml, source(broken, name), "codes"), "yaml-broken")
    assert read_yaml(source("И: какие codes: [a\n", "talk.txt"), "codes") is None
    refused(lambda: read_yaml(source("links: [a\n", "a.yaml"), "codes"), "yaml-broken")


def test_a_transcript_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(text: str, file: str) -> None:
        raise AssertionError

    monkeypatch.setattr(yaml_nodes, "compose", never)
    talk = source("---\ncase: R1\n---\nИ: Какие у вас коды?\n- Никаких.\n", "R1.txt")
    assert read_yaml(talk, "codes") is None


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,? \n\t\\\x85\u2028😀", max_size=60))
def test_any_text_gives_nodes_or_an_error(text: str) -> None:
    with contextlib.suppress(EticError):
        compose(text, "f")


# -- fields --


def test_fields_go_by_any_of_their_names() -> None:
    some = fields("when: b\nrequired: yes\nname: {ru: Имя, en: Name}\ntitle: Книга\n")
    assert some.text("include", "when") == "b"
    assert some.yes("required") is True
    assert some.yes("other") is False
    assert some.both("name") == ("Имя", "Name")
    assert some.both("title") == ("Книга", "")
    assert some.both("nothing") == ("", "")
    assert some.unread() == []


def test_both_names_may_be_given_in_every_way() -> None:
    assert fields("name_ru: Имя\nname_en: Name").both("name") == ("Имя", "Name")
    assert fields("name: Name\nname_ru: Имя").both("name") == ("Имя", "Name")
    assert fields("name: {en: Name}").both("name") == ("", "Name")


def test_keys_that_nobody_asked_for_are_told() -> None:
    some = fields("code: a\n\nnmae: b\n")
    some.text("code")
    (notice,) = some.notices()
    assert (notice.where, notice.key, notice.details) == ("line 3", "key-unread", {"field": "nmae"})


@pytest.mark.parametrize(
    ("text", "read", "key"),
    [
        ("a: [b]", lambda f: f.text("a"), "yaml-text"),
        ("a: b\nc: d", lambda f: f.text("a", "c"), "yaml-same"),
        ("a: ''", lambda f: f.needed("a"), "yaml-needed"),
        ("b: 1", lambda f: f.needed("a"), "yaml-needed"),
        ("a: maybe", lambda f: f.yes("a"), "yaml-boolean"),
        ("a: eins", lambda f: f.number("a"), "yaml-number"),
        ("a: x", lambda f: f.choice("a", ("y", "z"), "y"), "yaml-choice"),
        ("b: x", lambda f: f.choice("a", ("y", "z"), ""), "yaml-choice"),
        ("a: {b: c}", lambda f: f.items("a"), "yaml-list"),
        ("a: [b]", lambda f: list(f.mappings("a")), "yaml-mapping"),
        ("a: [[b]]", lambda f: f.texts("a"), "yaml-text"),
        ("a: ['']", lambda f: f.texts("a"), "yaml-text"),
        ("name: {ru: a, de: b}", lambda f: f.both("name"), "yaml-language"),
    ],
)
def test_a_field_of_the_wrong_kind_is_an_error(text: str, read, key: str) -> None:  # type: ignore[no-untyped-def]
    refused(lambda: read(fields(text)), key)


def test_a_single_text_is_a_list_of_one() -> None:
    assert fields("a: b").texts("a") == ("b",)
    assert fields("a: ~").texts("a") == ()
    assert fields("a: ~").items("b") == ()


def test_scalars_have_a_size_so_that_aliases_are_counted() -> None:
    assert Scalar("a", 1).size == 1
    node = compose("a: &x [1, 2]\nb: *x\n", "f")
    assert node is not None
    assert node.size == 1 + 2 * (1 + 3)
