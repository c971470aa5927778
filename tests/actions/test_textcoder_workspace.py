"""What the workspace sends: codings given other spans, split, joined; codes made from the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import etic
from etic.i18n import use_language
from etic.model import Bundle, Document, Suggestion
from etic.project import Project
from tests.studies import BOOK, TEXT, turns

START = TEXT.index("Работы")
END = START + len("Работы не было")


def study(folder: str | Path) -> Project:
    made = etic.create(Path(folder) / "study.etic")
    document = Document(name="R01", text=TEXT, turns=turns(TEXT), language="ru", study="s")
    made.import_bundle(Bundle(documents=(document,), codebooks=(BOOK,)), who="import")
    return made


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with use_language("ru"), study(tmp_path) as made:
        yield made
        assert made.verify() == []


def send(project: Project, kind: str, op: str = "", **fields: Any) -> str | None:
    """Send one operation; the reason where it is refused."""
    row = project.document("R01")
    named = {"op": op or f"{kind}-{fields}", "t": kind, **fields}
    outcome = project.apply(row.id, "anna", [named])
    return outcome.rejected[0][1] if outcome.rejected else None


def place(start: int, end: int, which: str = "") -> dict[str, Any]:
    return {f"s{which}": start, f"e{which}": end, f"q{which}": TEXT[start:end]}


def added(project: Project, start: int = START, end: int = END, uid: str = "one") -> str:
    code = project.codebook().find("return").id
    assert send(project, "add", id=uid, code=code, **place(start, end)) is None
    return uid


def spans(project: Project) -> list[tuple[int, int]]:
    return sorted((q.start, q.end) for q in project.quote_list())


def test_a_coding_gets_another_span(project: Project) -> None:
    added(project)
    assert send(project, "upd", id="one", **place(START, END - 5)) is None
    (quote,) = project.quote_list()
    assert quote.quote == TEXT[START : END - 5]
    assert [event.action for event in project.events(limit=1)] == ["resize"]
    assert "цитата" in str(send(project, "upd", id="one", s=START, e=END, q="не то"))
    assert spans(project) == [(START, END - 5)]


def test_no_coding_becomes_a_second_one_like_it(project: Project) -> None:
    added(project)
    added(project, START, END - 5, "two")
    assert "уже есть" in str(send(project, "upd", id="two", **place(START, END)))
    other = project.codebook().find("return/family").id
    assert send(project, "add", id="three", code=other, **place(START, END)) is None
    code = project.codebook().find("return").id
    assert "уже есть" in str(send(project, "upd", id="three", code=code))


def test_a_change_upon_an_old_state_is_refused(project: Project) -> None:
    added(project)
    version = project.store.journal.version("codings", project.quote_list()[0].id)
    assert send(project, "upd", op="a", id="one", memo="раз", base=version) is None
    for kind, fields in (
        ("upd", place(START, END - 5)),
        ("split", {"new": "n", **place(START, START + 6), **place(START + 7, END, "2")}),
    ):
        assert "изменил" in str(send(project, kind, id="one", base=version, **fields))


def test_split_and_join(project: Project) -> None:
    added(project)
    assert send(project, "upd", id="one", memo="почему") is None
    parts = {**place(START, START + 6), **place(START + 7, END, "2")}
    assert send(project, "split", id="one", new="two", **parts) is None
    assert spans(project) == [(START, START + 6), (START + 7, END)]
    assert {q.memo for q in project.quote_list()} == {"почему"}
    assert send(
        project, "split", id="one", new="x", **place(START, END - 1), **place(END - 1, END, "2")
    )
    second = next(q for q in project.quote_list() if q.uid == "two")
    project.set_memo(second.id, "и ещё", coder="anna")
    assert send(project, "join", id="one", other="two", **place(START, END)) is None
    (quote,) = project.quote_list()
    assert (quote.uid, quote.memo) == ("one", "почему\n\nи ещё")


def test_only_alike_are_joined(project: Project) -> None:
    added(project)
    added(project, END + 2, END + 6, "two")
    wide = place(START, END + 6)
    assert send(project, "upd", op="no", id="two", state="no") is None
    assert "объединить" in str(send(project, "join", op="j1", id="one", other="two", **wide))
    assert send(project, "upd", op="yes", id="two", state="yes") is None
    assert send(project, "join", op="j2", id="one", other="one", **wide)
    narrow = place(START, END)
    assert send(project, "join", op="j3", id="one", other="two", **narrow)
    assert len(spans(project)) == 2


def test_a_code_is_made_and_used_by_the_name_the_browser_gave(project: Project) -> None:
    assert send(project, "newcode", code="uid-1", name=" Тоска  по дому ", under=None) is None
    assert send(project, "add", id="one", code="uid-1", **place(START, END)) is None
    assert [q.code for q in project.quote_list()] == ["toska-po-domu"]
    assert send(project, "newcode", code="uid-2", name="Тоска по дому", under=None) is None
    assert send(project, "newcode", code="uid-3", name="Мать", under="uid-1") is None
    paths = {node.path for node in project.codebook()}
    assert {"toska-po-domu", "toska-po-domu-2", "toska-po-domu/mat"} <= paths
    assert send(project, "editcode", code="uid-3", name="Мама", colour="#102030") is None
    assert project.codebook().find("toska-po-domu/mat").name == "Мама"
    assert send(project, "editcode", op="e", code="uid-3", name=" ")
    assert send(project, "movecode", code="uid-3", under=None) is None
    assert "mat" in {node.path for node in project.codebook()}
    assert send(project, "mergecode", code="uid-2", into="uid-1") is None
    assert send(project, "mergecode", op="m", code="uid-2", into="uid-1")  # it is gone


def test_the_name_is_in_the_language_at_work(project: Project) -> None:
    with use_language("en"):
        assert send(project, "newcode", code="uid-1", name="Homesick", under=None) is None
    code = project.codebook().find("homesick").code
    assert (code.name_ru, code.name_en, code.origin) == ("", "Homesick", "inductive")


def test_a_suggestion_is_decided_once(project: Project) -> None:
    code = project.codebook().find("return").id
    project.propose("R01", [Suggestion(START, END, "return")], source="rules", coder="import")
    (one,) = project.waiting(project.document("R01"))
    accept = {"id": "one", "code": code, "suggestion": one.uid, **place(START, END)}
    assert send(project, "add", **accept) is None
    assert "решил" in str(send(project, "dismiss", suggestion=one.uid))
    assert project.waiting(project.document("R01")) == []
    project.undo(coder="anna", who="anna")
    assert [w.uid for w in project.waiting(project.document("R01"))] == [one.uid]
    assert spans(project) == []


def test_nothing_of_an_operation_that_is_refused_stays(project: Project) -> None:
    added(project)
    before = project.store.journal.revision()
    for kind, fields in (
        ("upd", {"id": "one", "s": -1, "e": 3, "q": "x"}),
        ("split", {"id": "one", "s": True, "e": 3, "q": "x"}),
        ("join", {"id": "one", "other": "nobody", **place(START, END)}),
        ("newcode", {"code": "u", "name": "", "under": None}),
        ("movecode", {"code": 10_000, "under": None}),
        ("dismiss", {"suggestion": "nobody"}),
        ("nonsense", {"id": "one"}),
    ):
        assert send(project, kind, **fields), kind
    assert project.store.journal.revision() == before


steps = st.lists(
    st.tuples(st.sampled_from(["add", "resize", "split", "join"]), st.integers(0, 10**6)),
    max_size=12,
)


@settings(max_examples=25)
@given(steps)
def test_whatever_is_done_can_be_undone(given_steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder, study(folder) as project:
        code = project.codebook().find("return").id
        for n, (kind, chance) in enumerate(given_steps):
            quotes = project.quote_list()
            start = chance % (len(TEXT) - 8)
            end = min(len(TEXT), start + 3 + chance % 5)
            fields: dict[str, Any] = {"id": f"c{n}", "code": code, **place(start, end)}
            if kind != "add":
                if not quotes:
                    continue
                one = quotes[chance % len(quotes)]
                fields = {"id": one.uid}
                if kind == "resize":
                    fields |= place(start, end)
                elif kind == "split":
                    cut = (one.start + one.end) // 2
                    fields |= {"new": f"n{n}", **place(one.start, cut), **place(cut, one.end, "2")}
                else:
                    two = quotes[(chance // 7) % len(quotes)]
                    wide = min(one.start, two.start), max(one.end, two.end)
                    fields |= {"other": two.uid, **place(*wide)}
            sent = "upd" if kind == "resize" else kind
            send(project, sent, op=f"op-{n}", **fields)
        assert all(TEXT[q.start : q.end] == q.quote for q in project.quote_list())
        assert project.verify() == []
        for _ in project.events(coder="anna"):  # what changes nothing is no step
            project.undo(coder="anna", who="anna")
        assert project.quote_list() == []
        assert project.verify() == []
