"""The server's half of the text coder: what goes to the browser, and what comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import etic
from etic.i18n import catalogue, use_language
from etic.model import Bundle, Code, Document, Origin, State
from etic.project import Project
from etic.store.queries import DocumentRow
from etic.ui.textcoder import payload
from etic.ui.textcoder.session import Session
from tests.studies import BOOK, TEXT, turns

FRONTEND = Path(payload.__file__).parent / "frontend"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with etic.create(tmp_path / "study.etic") as made, use_language("ru"):
        document = Document(name="R01", text=TEXT, turns=turns(TEXT), language="ru", study="s")
        other = Document(name="R02", text="Р: Ещё одна.", turns=(), study="s")
        made.import_bundle(Bundle(documents=(document, other), codebooks=(BOOK,)), who="import")
        yield made


@pytest.fixture
def session(project: Project) -> Session:
    return started(project)


def started(project: Project, coder: str = "anna", name: str = "R01") -> Session:
    row = project.document(name)
    return Session(row, coder, None, payload.snapshot(project, row, coder, None), "m")


def operation(project: Project, quote: str, op: str = "1", **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    code = project.codebook().find("return").id
    return {"op": op, "t": "add", "id": f"id-{op}", "s": start, "e": start + len(quote),
            "code": code, "q": quote, **more}  # fmt: skip


def sent(*operations: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"since": 0, "ops": list(operations), **more}


# -- to the browser -------------------------------------------------------------------------------


def read(snapshot: payload.Snapshot) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(snapshot.data)
    return data


def test_snapshot_holds_all_that_is_shown(project: Project, session: Session) -> None:
    project.code("R01", 35, 49, "return", coder="boris", memo="почему")
    shown = read(payload.snapshot(project, session.document, "anna", None))
    assert shown["text"] == TEXT
    assert shown["document"]["name"] == "R01"
    assert [t[:3] for t in shown["turns"]] == [[t.start, t.body, t.end] for t in turns(TEXT)]
    assert all(TEXT[s:e].strip() for s, e, _ in shown["segments"])
    uid, start, end, _, coder, memo, state, version, deleted, created, origin = shown["codings"][0]
    assert created.endswith("Z")
    assert origin == "manual"
    assert (start, end, coder, memo, state, deleted) == (35, 49, "boris", "почему", "yes", 0)
    assert uid
    assert version == shown["rev"] == project.store.journal.revision()
    assert "Возвращение" not in payload.snapshot(project, session.document, "a", []).data.decode()


def test_the_same_state_makes_the_same_bytes(project: Project, session: Session) -> None:
    again = payload.snapshot(project, session.document, "anna", None)
    assert again.data == session.snapshot.data
    assert "Мотивы возвращения".encode() in again.data  # and not six bytes a letter


def test_names_and_labels_follow_the_language(project: Project, session: Session) -> None:
    with use_language("en"):
        shown = read(payload.snapshot(project, session.document, "anna", None))
    assert shown["language"] == "en"
    assert shown["labels"]["saved"] == "Saved"
    assert {c[1]: (c[2], c[6]) for c in shown["codes"]}["return/family"] == ("Family", "Семья")


def test_codes_of_other_studies_are_known_but_not_offered(project: Project) -> None:
    project.import_bundle(
        Bundle(codebooks=(etic.model.Codebook((Code("far"),), study="other"),)), who="import"
    )
    tree = project.codebook()
    offered = {row[1]: row[8] for row in payload.code_rows(tree, "s", None)}
    assert offered["far"] == 0
    assert offered["return"] == 1
    only = payload.code_rows(tree, "s", [tree.find("far").id])
    assert [row[1] for row in only if row[8]] == ["far"]


def test_colours_come_from_above_and_are_nothing_but_colours(project: Project) -> None:
    """The codebook takes no other; should a file hold one, the page gets none of it."""
    project.add_code(Code("bad"))
    project.add_code(Code("url"))
    with project.store.journal.change("code-edit", "anna") as tx:
        for path, colour in (("bad", "red;} body{display:none"), ("url", "url(http://e.org)")):
            tx.update("codes", project.codebook().find(path).id, {"colour": colour})
    tree = project.codebook()
    colours = {row[1]: row[3] for row in payload.code_rows(tree, "s", None)}
    assert colours["return"] == colours["return/family"] == "#3a7d44"
    assert colours["returned"] != colours["bad"]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours.values())


def test_labels_are_those_that_the_browser_asks_for() -> None:
    russian, english = catalogue("ru", "textcoder"), catalogue("en", "textcoder")
    assert russian.keys() == english.keys()
    source = "\n".join(path.read_text(encoding="utf-8") for path in FRONTEND.glob("*.js"))
    assert set(re.findall(r'\bsay\("(\w+)"', source)) <= russian.keys()
    # Some go by way of a list or a button, as words in quotes or names of properties.
    asked = set(re.findall(r'"(\w+)"', source)) | set(re.findall(r"\b(help_\w+):", source))
    asked |= {f"role_{role}" for role in ("interviewer", "respondent")}
    asked |= {f"did_{kind}" for kind in ("undo", "redo")}
    asked |= {f"origin_{origin}" for origin in get_args(Origin) if origin != "manual"}
    asked |= {f"state_{state}" for state in get_args(State)}  # said by `asks`
    assert russian.keys() <= asked
    letters = re.sub(r"//.*", "", source.replace("йцукенгшщзхъфывапролджэячсмитьбю", ""))
    assert not re.search(r'"[^"\n]*[а-яё]+[^"\n]*"', letters.replace('"ё", "е"', ""))


# -- from the browser -----------------------------------------------------------------------------


def test_an_operation_is_applied_once(project: Project, session: Session) -> None:
    quote = "Работы не было 😀"
    message = sent(operation(project, quote))
    first = session.exchange(project, message)
    second = session.exchange(project, message)
    assert first["acked"] == second["acked"] == ["1"]
    assert first["rejected"] == []
    assert [row[0] for row in first["deltas"]] == ["id-1"]
    assert first["rev"] == second["rev"] == project.store.journal.revision()
    assert started(project).exchange(project, message)["acked"] == ["1"]  # another session
    assert [q.quote for q in project.quote_list()] == [quote]
    assert project.verify() == []


def test_others_changes_come_as_deltas(project: Project, session: Session) -> None:
    known = session.exchange(project, None)["rev"]
    coding = project.code("R01", 35, 49, "return", coder="boris")
    assert [row[4] for row in session.exchange(project, {"since": known})["deltas"]] == ["boris"]
    project.code("R02", 3, 6, "return", coder="boris")
    project.uncode(coding.id, coder="boris")
    (row,) = session.exchange(project, {"since": known})["deltas"]
    assert (row[0], row[8]) == (coding.uid, 1)


def test_a_refusal_has_a_reason_and_stands(project: Project, session: Session) -> None:
    wrong = operation(project, "Работы") | {"q": "Раб0ты"}
    (name, reason), *_ = session.exchange(project, sent(wrong))["rejected"]
    assert name == "1"
    assert "цитата" in reason
    assert session.exchange(project, sent(wrong))["rejected"] == [("1", reason)]
    undo = {"op": "2", "t": "undo"}
    assert session.exchange(project, sent(undo))["rejected"]
    session.exchange(project, sent(operation(project, "Работы", op="3")))
    assert session.exchange(project, sent(undo))["rejected"]  # not even now that there is something
    assert len(project.quote_list()) == 1


def test_undo_and_redo(project: Project, session: Session) -> None:
    session.exchange(project, sent(operation(project, "Работы")))
    assert session.exchange(project, sent({"op": "u", "t": "undo"}))["acked"] == ["u"]
    assert project.quote_list() == []
    assert session.exchange(project, sent({"op": "r", "t": "redo"}))["acked"] == ["r"]
    assert len(project.quote_list()) == 1


def test_undo_does_not_reach_out_of_the_text(project: Project, session: Session) -> None:
    project.add_code(Code("mine"), coder="anna")
    answer = session.exchange(project, sent({"op": "u", "t": "undo"}))
    assert "не в этой расшифровке" in answer["rejected"][0][1]
    elsewhere = started(project, name="R02")
    session.exchange(project, sent(operation(project, "Работы")))
    assert elsewhere.exchange(project, sent({"op": "v", "t": "undo"}))["rejected"]
    assert len(project.quote_list()) == 1
    assert project.codebook().find("mine")


def test_the_loser_of_a_conflict_is_refused(project: Project, session: Session) -> None:
    (row,) = session.exchange(project, sent(operation(project, "Работы")))["deltas"]
    project.set_memo(project.quote_list()[0].id, "чужая", coder="boris")
    late = {"op": "m", "t": "upd", "id": row[0], "memo": "моя", "base": row[7]}
    ((_, reason),) = session.exchange(project, sent(late))["rejected"]
    assert "моя" in reason
    assert project.quote_list()[0].memo == "чужая"


def test_new_codes_come_until_the_browser_has_them(project: Project, session: Session) -> None:
    assert "codes" not in session.exchange(project, None)
    project.add_code(Code("new", name_ru="Новый"))
    answer = session.exchange(project, None)
    assert [c[2] for c in answer["codes"]][-1] == "Новый"
    assert "codes" not in session.exchange(project, {"codebook": answer["codebook"]})


def test_reasons_are_in_the_sessions_language(project: Project) -> None:
    with use_language("en"):
        session = started(project)
    with use_language("ru"):
        answer = session.exchange(project, sent({"op": "u", "t": "undo"}))
    assert "undo" in answer["rejected"][0][1]


def test_a_deleted_document_is_told(project: Project, session: Session) -> None:
    project.delete_document("R01")
    assert session.exchange(project, None)["error"]


def test_a_corrected_text_is_told(project: Project, session: Session) -> None:
    assert "moved" not in session.exchange(project, None)
    text = TEXT.replace("Мама болела", "Мама заболела")
    document = Document(name="R01", text=text, turns=turns(text), language="ru", study="s")
    project.import_bundle(Bundle(documents=(document,)), revise=True, who="import")
    assert session.exchange(project, None)["moved"]
    assert session.exchange(project, sent(operation(project, "Мама болела")))["rejected"]


def test_a_busy_file_refuses_nothing(
    project: Project, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = sent(operation(project, "Работы"), operation(project, "Мама", op="2"))
    with monkeypatch.context() as patched:
        patched.setattr(project, "apply", refused_as_busy(project))
        answer = session.exchange(project, message)
    assert answer["acked"] == answer["rejected"] == []
    assert session.exchange(project, message)["acked"] == ["1", "2"]


def refused_as_busy(project: Project) -> Any:
    from etic.errors import EticError

    def busy(*_: object) -> None:
        raise EticError("project-busy", file=project.path)

    return busy


def test_an_old_snapshot_is_renewed(project: Project, session: Session) -> None:
    before = session.snapshot
    session.renew(project)
    assert session.snapshot is before
    code = project.codebook().find("return").id
    places = [(s, e) for s in range(35, 60) for e in range(s + 5, s + 15)][:201]
    ops = [
        {"op": f"n{s}-{e}", "t": "add", "id": f"i{s}-{e}", "s": s, "e": e, "code": code,
         "q": TEXT[s:e]}
        for s, e in places
    ]  # fmt: skip
    assert len(session.exchange(project, sent(*ops))["acked"]) == 201
    session.renew(project)
    assert session.snapshot.revision > before.revision


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["op", "t", "id", "s", "e", "code", "q", "memo", "since", "ops", "base"]
            )
            | st.text(max_size=3),
            inner | st.sampled_from(["add", "upd", "del", "undo", "redo", "\ud83d", "1"]),
            max_size=8,
        )
    ),
    max_leaves=20,
)


@given(anything)
def test_nothing_that_is_sent_breaks_a_session(value: object) -> None:
    project, session = kept()
    answer = session.exchange(project, value)
    assert answer["kind"] == "feed"
    assert "error" not in answer
    assert payload.encode(answer)


_KEPT: list[tuple[Project, Session]] = []


@pytest.fixture(scope="module", autouse=True)
def one_project_for_all_examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    path = tmp_path_factory.mktemp("kept") / "study.etic"
    with etic.create(path) as made:
        document = Document(name="R01", text=TEXT, turns=turns(TEXT), study="s")
        made.import_bundle(Bundle(documents=(document,), codebooks=(BOOK,)), who="import")
        _KEPT.append((made, started(made)))
        yield
        assert made.verify() == []
        _KEPT.clear()


def kept() -> tuple[Project, Session]:
    return _KEPT[0]


def test_mounts_differ_where_they_must(project: Project) -> None:
    row: DocumentRow = project.document("R01")
    other = project.document("R02")
    names = {payload.mount("p", d, c) for d in (row, other) for c in ("anna", "a__b", "")}
    assert len(names) == 6
    assert all(re.fullmatch("[0-9a-f]{16}", name) for name in names)
