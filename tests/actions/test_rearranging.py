"""Moving, merging and splitting codes: nothing is lost, and undo brings everything back."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import etic
from etic import EticError
from etic.actions.rearranging import Merging
from etic.model import Bundle, Code, Codebook, Document, Link, Memo, State
from etic.project import Project
from etic.store.journal import JOURNALED
from tests.studies import TABLE, TEXT, refused, small_project, tables, turns


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "p.etic") as made:
        yield made


def paths(project: Project) -> list[str]:
    return [node.path for node in project.codebook()]


# -- moving ---------------------------------------------------------------------------------------


def test_a_code_moves_with_all_under_it(project: Project) -> None:
    project.add_code(Code("return/family/mother", name_ru="Мать"))
    made = project.code("R01", 28, 44, "return/family/mother")
    assert project.move_code("return/family", "skills") == "skills/family"
    assert paths(project) == ["return", "returned", "skills", "skills/family",
                              "skills/family/mother"]  # fmt: skip
    assert project.quote(made.id).code == "skills/family/mother"
    event = project.events(limit=1)[0]
    assert (event.action, event.details) == (
        "code-move", {"code": "return/family", "to": "skills/family"}
    )  # fmt: skip
    assert project.verify() == []


def test_a_code_moves_in_front_of_another_and_to_the_top(project: Project) -> None:
    project.move_code("skills", before="returned")
    assert paths(project) == ["return", "return/family", "skills", "returned"]
    project.move_code("skills", "return", before="return/family")
    assert paths(project) == ["return", "return/skills", "return/family", "returned"]
    assert project.move_code("return/family") == "family"
    assert paths(project) == ["return", "return/skills", "returned", "family"]


def test_a_move_to_where_a_code_is_leaves_no_trace(project: Project) -> None:
    before = tables(project), project.store.journal.revision()
    project.move_code("skills")
    project.move_code("returned", before="returned")
    assert (tables(project), project.store.journal.revision()) == before


def test_a_move_that_cannot_be_is_refused(project: Project) -> None:
    project.add_code(Code("family", name_ru="Семья"))
    refused("code-move-under", project, project.move_code, "return", "return")
    refused("code-move-under", project, project.move_code, "return", "return/family")
    refused("code-exists", project, project.move_code, "family", "return")
    refused("code-before", project, project.move_code, "skills", "return", before="family")
    refused("code-unknown", project, project.move_code, "skills", "nowhere")


def test_a_place_too_deep_for_a_file_is_refused(project: Project) -> None:
    path = "skills"
    for level in range(29):
        path += f"/{level}"
        project.add_code(Code(path))
    refused("code-too-deep", project, project.move_code, "return/family", path)
    refused("code-too-deep", project, project.move_code, "skills", "returned")


def test_who_was_not_asked_is_still_not_asked_about_what_moves(project: Project) -> None:
    unasked(project, "R02", "return")
    before = asked(project, "return/family")
    project.move_code("return/family", "skills")
    assert asked(project, "skills/family") == before == 1
    assert asked(project, "skills") == 2


def unasked(project: Project, case: str, code: str) -> None:
    """This respondent was not asked about this topic."""
    with project.store.journal.change("attributes", "anna") as tx:
        case_row = tx.find("cases", name=case)
        assert case_row is not None
        node = project.codebook().find(code)
        tx.insert("not_asked", {"case_id": case_row["id"], "code_id": node.id})


def asked(project: Project, code: str) -> int:
    """The base of a code's share."""
    return int(project.table([code]).frame()["base"].iloc[0])


def studied(path: Path) -> Project:
    """Two studies, each with a codebook and an interview."""
    project = etic.create(path)
    for study in ("a", "b"):
        text = "Р: Работы не было, вот и вернулся."
        project.import_bundle(
            Bundle(
                documents=(Document(f"{study}1", text, turns(text), study=study),),
                codebooks=(Codebook((Code(f"{study}-top"), Code(f"{study}-top/one")), (), study),),
            )
        )
    return project


def test_codes_above_belong_to_the_studies_of_those_under_them(tmp_path: Path) -> None:
    with studied(tmp_path / "p.etic") as project:
        project.move_code("b-top/one", "a-top/one")
        tree = project.codebook()
        assert tree.find("a-top/one/one").studies == {"b"}
        assert tree.find("a-top/one").studies == tree.find("a-top").studies == {"a", "b"}
        # So that either study's codebook is whole, as a file.
        assert [c.path for c in project.codebooks()[1].codes] == [
            "a-top", "a-top/one", "a-top/one/one", "b-top",
        ]  # fmt: skip


def test_a_new_code_belongs_to_the_studies_of_the_code_above(tmp_path: Path) -> None:
    with studied(tmp_path / "p.etic") as project:
        project.add_code(Code("b-top/new"))
        assert project.codebook().find("b-top/new").studies == {"b"}
        project.add_code(Code("new"))
        assert project.codebook().find("new").studies == set()


def test_merging_keeps_codings_in_the_studies_counted(tmp_path: Path) -> None:
    with studied(tmp_path / "p.etic") as project:
        project.add_code(Code("new"))
        project.code("b1", 3, 9, "new")
        project.merge_codes("new", "a-top/one")
        assert project.codebook().find("a-top/one").studies == {"a", "b"}
        assert project.codebook().find("a-top").studies == {"a", "b"}


# -- merging --------------------------------------------------------------------------------------


def test_codings_of_two_codes_become_those_of_one(project: Project) -> None:
    project.code("R01", 28, 44, "skills", coder="anna")
    project.code("R01", 28, 44, "skills", coder="boris")
    project.code("R01", 28, 44, "return/family", coder="boris")
    project.code("R02", 3, 8, "return/family", coder="boris")
    uids = {node.path: node.code.uid for node in project.codebook()}
    assert project.merge_codes("skills", "return/family", coder="anna") == 2
    assert paths(project) == ["return", "return/family", "returned"]
    assert [(q.document, q.code, q.coder) for q in project.quote_list()] == [
        ("R01", "return/family", "anna"),
        ("R01", "return/family", "boris"),
        ("R02", "return/family", "boris"),
    ]
    event = project.events(limit=1)[0]
    assert (event.action, event.who, event.details) == (
        "code-merge", "anna",
        {"code": "skills", "into": "return/family",
         "merged": {uids["skills"]: uids["return/family"]}},
    )  # fmt: skip
    assert project.verify() == []


@pytest.mark.parametrize(
    ("memo", "other", "both"),
    [("a", "b", "a\n\nb"), ("a", "", "a"), ("", "b", "b"), ("a", "a", "a")],
)
def test_a_passage_with_both_codes_keeps_both_memos(
    project: Project, memo: str, other: str, both: str
) -> None:
    project.code("R01", 28, 44, "return", coder="anna", memo=memo)
    project.code("R01", 28, 44, "skills", coder="anna", memo=other)
    project.merge_codes("skills", "return")
    assert [q.memo for q in project.quote_list()] == [both]


def test_a_passage_says_yes_where_it_said_yes_to_either(project: Project) -> None:
    for place, states in (((28, 44), ("yes", "no")), ((3, 8), ("no", "no"))):
        for code, state in zip(("return", "skills"), states, strict=True):
            project.code("R01", *place, code, coder="anna", state=state)  # type: ignore[arg-type]
    project.merge_codes("return", "skills")
    assert [(q.start, q.state) for q in project.quote_list()] == [(3, "no"), (28, "yes")]


def test_texts_of_both_codes_are_kept(project: Project) -> None:
    project.edit_code("return", definition="Why", include="All", example="")
    project.edit_code("skills", definition="What", include="All", example="Плитка")
    project.merge_codes("skills", "return")
    code = project.codebook().find("return").code
    assert (code.definition, code.include, code.exclude, code.example) == (
        "Why\n\nWhat", "All", "", "Плитка",
    )  # fmt: skip
    assert (code.name_ru, code.colour) == ("Мотивы возвращения", "#3a7d44")


def test_codes_under_go_along_and_meet_their_like(project: Project) -> None:
    for path in ("skills/family", "skills/family/mother", "skills/tiles"):
        project.add_code(Code(path, definition=path))
    project.code("R01", 28, 44, "skills/family", coder="anna")
    project.code("R01", 28, 44, "return/family", coder="anna", memo="a")
    project.code("R01", 28, 44, "skills/tiles", coder="anna")
    assert project.merge_codes("skills", "return") == 1  # tiles moved, but are tiles still
    assert paths(project) == ["return", "return/family", "return/family/mother", "return/tiles",
                              "returned"]  # fmt: skip
    assert sorted(q.code for q in project.quote_list()) == ["return/family", "return/tiles"]
    assert project.verify() == []


def test_a_finer_code_is_dissolved_in_the_one_above(project: Project) -> None:
    # The code under it has its own short name, and takes its place.
    project.add_code(Code("return/family/family", name_ru="Своя семья"))
    project.code("R01", 28, 44, "return/family", coder="anna")
    assert project.merge_codes("return/family", "return") == 1
    assert paths(project) == ["return", "return/family", "returned", "skills"]
    assert project.codebook().find("return/family").code.name_ru == "Своя семья"
    assert [q.code for q in project.quote_list()] == ["return"]
    project.undo()
    assert paths(project)[:3] == ["return", "return/family", "return/family/family"]
    assert project.verify() == []


def test_a_merge_is_told_in_numbers_before(project: Project) -> None:
    for path in ("skills/family", "skills/family/mother", "skills/tiles"):
        project.add_code(Code(path))
    for code, state in (("skills/family", "no"), ("return/family", "yes"), ("skills", "yes")):
        project.code("R01", 28, 44, code, coder="anna", state=state)  # type: ignore[arg-type]
    project.code("R02", 3, 8, "skills", coder="boris")
    project.code("R02", 3, 8, "return", coder="anna")
    project.set_second_coder("boris", True)
    before = tables(project)
    foreseen = project.merging("skills", "return")
    assert foreseen == Merging(
        codings=3, cases=2, second=1, joined=1, opposed=1, merged=1, moved=2
    )  # fmt: skip
    assert tables(project) == before
    assert project.merge_codes("skills", "return") == foreseen.codings


def test_a_merge_that_makes_no_sense_is_refused(project: Project) -> None:
    refused("code-merge-self", project, project.merge_codes, "skills", "skills")
    refused("code-merge-under", project, project.merge_codes, "return", "return/family")
    refused("code-unknown", project, project.merge_codes, "return", "nowhere")


def test_respondents_asked_about_either_were_asked(project: Project) -> None:
    unasked(project, "R02", "return")
    unasked(project, "R01", "skills")
    unasked(project, "R02", "skills")
    project.merge_codes("skills", "return")
    assert asked(project, "return") == 1  # R01 was asked about returning, R02 about neither
    project.undo()
    project.merge_codes("return", "skills")
    assert asked(project, "skills") == 1
    # Nobody asked R02 about the family, which came from under a topic that was left out.
    assert asked(project, "skills/family") == 1
    assert project.verify() == []


def test_what_refers_to_a_code_follows_it(project: Project) -> None:
    furnish(project)
    before = tables(project)
    project.merge_codes("skills", "return")
    kept = project.codebook().find("return").id
    after = {
        name: [dict(row) for row in project.store.connection.execute(f"SELECT * FROM {name}")]
        for name in JOURNALED
    }
    assert [(r["code_id"], r["answer"], r["note"]) for r in after["links"]] == [
        (kept, "Семья", "one\n\ntwo"), (kept, "Работа", "three")
    ]  # fmt: skip
    assert [r["code_id"] for r in after["memos"]] == [kept, kept]
    assert [(r["set_id"], r["code_id"]) for r in after["set_codes"]] == [(1, kept), (2, kept)]
    assert [(r["code_id"], r["direction"]) for r in after["proposition_codes"]] == [
        (kept, "supports")
    ]
    assert [q.code for q in project.quote_list()] == ["return", "return"]
    assert sorted(r["coding_id"] for r in after["judgement_codings"]) == sorted(
        q.id for q in project.quote_list()
    )
    assert project.verify() == []
    project.undo()
    assert tables(project) == before
    assert project.verify() == []


def furnish(project: Project) -> None:
    """Codings, links, memos, sets and judgements of `return` and `skills`, some of both."""
    project.import_bundle(
        Bundle(memos=(Memo("code", "return", "first"), Memo("code", "skills", "second")))
    )
    with project.store.journal.change("import", "anna") as tx:
        tree = project.codebook()
        one, two = tree.find("return").id, tree.find("skills").id
        table = tx.all("survey_tables")[0]["id"]
        for code_id, answer, note in ((one, "Семья", "one"), (two, "Семья", "two"),
                                      (two, "Работа", "three")):  # fmt: skip
            place = {"code_id": code_id, "table_id": table, "answer": answer}
            tx.insert("links", {**place, "note": note})
        sets = [tx.insert("sets", {"segment": name}) for name in ("first", "second")]
        for set_id, code_id in ((sets[0], one), (sets[0], two), (sets[1], two)):
            tx.insert("set_codes", {"set_id": set_id, "code_id": code_id})
        study = tx.all("studies")[0]["id"]
        proposition = tx.insert("propositions", {"study_id": study, "number": 1})
        for code_id, direction in ((one, "supports"), (two, "contradicts")):
            tx.insert("proposition_codes", {"proposition_id": proposition, "code_id": code_id,
                                            "direction": direction})  # fmt: skip
        version = tx.insert("proposition_versions", {"proposition_id": proposition, "version": 1})
        coder = tx.put("coders", {"name": "anna"})
        judgement = tx.insert("judgements", {"version_id": version, "case_id": 1,
                                             "coder_id": coder, "verdict": "supports"})  # fmt: skip
    for start, end, code in ((28, 44, "return"), (28, 44, "skills"), (3, 8, "skills")):
        made = project.code("R01", start, end, code, coder="anna")
        with project.store.journal.change("import", "anna") as tx:
            tx.insert("judgement_codings", {"judgement_id": judgement, "coding_id": made.id})


# -- splitting ------------------------------------------------------------------------------------


def test_some_codings_go_to_a_new_code_beside(project: Project) -> None:
    first = project.code("R01", 28, 44, "return/family", coder="anna", memo="why")
    second = project.code("R02", 3, 8, "return/family", coder="boris")
    before = tables(project)
    unasked(project, "R02", "return/family")
    new = Code("return/mother", name_ru="Мать")
    project.split_code("return/family", new, codings=[first.id], coder="anna")
    project.add_code(Code("return/last"))
    assert paths(project)[:4] == ["return", "return/family", "return/mother", "return/last"]
    assert project.quote(first.id).code == "return/mother"
    assert (project.quote(first.id).memo, project.quote(first.id).uid) == ("why", first.uid)
    assert project.quote(second.id).code == "return/family"
    assert asked(project, "return/mother") == 1
    assert project.verify() == []
    for _ in range(3):
        project.undo()
    assert tables(project) == before


def test_a_new_code_may_lie_under_the_old_one(project: Project) -> None:
    made = project.code("R01", 28, 44, "return/family")
    project.split_code("return/family", Code("return/family/mother"), codings=[made.id])
    assert project.quote(made.id).code == "return/family/mother"


def test_a_split_that_cannot_be_is_refused(project: Project) -> None:
    made = project.code("R01", 28, 44, "return/family")
    split = project.split_code
    new = Code("return/new")
    refused("code-split-nothing", project, split, "return/family", new, codings=[])
    refused("code-split-other", project, split, "skills", new, codings=[made.id])
    refused("code-split-other", project, split, "return", new, codings=[made.id])
    refused("code-split-other", project, split, "return/family", new, codings=[made.id, 999])
    refused("code-exists", project, split, "return/family", Code("skills"), codings=[made.id])


# -- whatever the tree ----------------------------------------------------------------------------

SEGMENTS = ("a", "b")
SPANS = ((3, 8), (28, 44), (28, 60))
CODERS = ("anna", "boris")


@st.composite
def trees(draw: st.DrawFn) -> list[str]:
    """Paths of a small tree in which the same short names come again and again."""
    made: list[str] = []
    for _ in range(draw(st.integers(2, 8))):
        above = draw(st.sampled_from(["", *made]))
        free = [s for s in SEGMENTS if f"{above}/{s}".strip("/") not in made]
        if free:
            made.append(f"{above}/{free[0] if len(free) == 1 else draw(st.sampled_from(free))}"
                        .strip("/"))  # fmt: skip
    return made


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(tree=trees(), data=st.data())
def test_undo_brings_back_whatever_was_rearranged(tree: list[str], data: st.DataObject) -> None:
    """And no passage of any coder loses its code, whatever is done."""
    with (
        tempfile.TemporaryDirectory() as folder,
        etic.create(Path(folder) / "p.etic") as project,
    ):
        book = Codebook(tuple(Code(path, definition=path) for path in tree))
        project.import_bundle(
            Bundle(
                documents=(Document("R01", TEXT, turns(TEXT)),), codebooks=(book,),
                tables=(TABLE,), links=(Link(tree[0], "1", "Семья"),),
            )
        )  # fmt: skip
        for path, span, coder in data.draw(
            st.lists(
                st.sampled_from(list(itertools.product(tree, SPANS, CODERS))),
                max_size=12, unique=True,
            )
        ):  # fmt: skip
            state: State = data.draw(st.sampled_from(["yes", "no"]))
            project.code("R01", *span, path, coder=coder, memo=path, state=state)
        for path in data.draw(st.lists(st.sampled_from(tree), unique=True)):
            unasked(project, "R01", path)
        before = tables(project), project.store.journal.revision()
        quotes = project.quote_list()
        source, into = data.draw(st.sampled_from(tree)), data.draw(st.sampled_from(["", *tree]))
        step = data.draw(st.sampled_from(["move", "merge", "split"]))
        taken = [q for q in quotes if q.code == source]
        try:
            if step == "move":
                beside = [p for p in tree if p.rpartition("/")[0] == into]
                ahead = data.draw(st.sampled_from(["", *beside]))
                project.move_code(source, into, ahead, coder="carl")
            elif step == "merge":
                foreseen = project.merging(source, into or tree[0])
                moved = project.merge_codes(source, into or tree[0], coder="carl")
                assert moved == foreseen.codings
                assert len(quotes) - len(project.quote_list()) == foreseen.joined
            else:
                project.split_code(source, Code(f"{into}/new".strip("/")),
                                   codings=[q.id for q in taken], coder="carl")  # fmt: skip
        except EticError:
            assert (tables(project), project.store.journal.revision()) == before
            return
        after = project.quote_list()
        # Of each passage and coder as many codes as before, but those that were made one.
        codes = {path: merged(path, source, into or tree[0]) for path in tree}
        if step == "merge":
            assert sorted((q.start, q.end, q.coder, q.code) for q in after) == sorted(
                {(q.start, q.end, q.coder, codes[q.code]) for q in quotes}
            )
        else:
            assert [q.uid for q in after] == [q.uid for q in quotes]
        assert {q.memo for q in quotes} == {m for q in after for m in q.memo.split("\n\n")}
        for parent in [None, *(node.id for node in project.codebook())]:
            places = [
                row["position"]
                for row in project.store.connection.execute(
                    "SELECT position FROM codes WHERE parent_id IS ?", (parent,)
                )
            ]
            assert len(set(places)) == len(places)
        assert project.verify() == []
        if project.store.journal.revision() == before[1]:
            return  # a move to where it was
        assert project.store.journal.revision() == before[1] + 1
        done = tables(project)
        project.undo(coder="carl")
        assert tables(project) == before[0]
        assert project.verify() == []
        project.redo(coder="carl")
        assert tables(project) == done


def merged(path: str, source: str, into: str) -> str:
    """Where a code comes to lie when `source` is merged into `into`."""
    if path == source:
        return into
    if path.startswith(source + "/"):
        return into + path[len(source) :]
    return path


# -- studies --------------------------------------------------------------------------------------


def test_the_studies_of_a_code_hold_for_those_under_it_and_above(tmp_path: Path) -> None:
    with studied(tmp_path / "p.etic") as project:
        project.add_code(Code("a-top/one/deep"))
        before = tables(project)
        assert project.edit_code("a-top/one", studies=["b"], definition="One")
        tree = project.codebook()
        assert tree.find("a-top").studies == {"a", "b"}
        assert tree.find("a-top/one").studies == tree.find("a-top/one/deep").studies == {"b"}
        assert not project.edit_code("a-top/one", studies=["b"])
        assert project.edit_code("a-top/one", studies=[])
        assert project.codebook().find("a-top/one").studies == set()
        assert project.codebook().find("a-top/one/deep").studies == {"b"}
        assert project.verify() == []
        project.undo()
        project.undo()
        assert tables(project) == before


def test_a_code_under_keeps_those_of_its_studies_that_are_left(tmp_path: Path) -> None:
    with studied(tmp_path / "p.etic") as project:
        project.edit_code("a-top/one", studies=["a", "b"])
        project.edit_code("a-top", studies=["a"])
        tree = project.codebook()
        assert tree.find("a-top").studies == tree.find("a-top/one").studies == {"a"}
        refused("study-unknown", project, project.edit_code, "a-top", studies=["c"])


def test_a_new_code_comes_in_front_of_another(project: Project) -> None:
    project.add_code(Code("plans"), before="returned")
    project.add_code(Code("return/friends"), before="return/family")
    assert paths(project) == ["return", "return/friends", "return/family", "plans", "returned",
                              "skills"]  # fmt: skip
    refused("code-before", project, project.add_code, Code("new"), before="return/family")
    assert project.events(limit=1)[0].action == "code-add"
    project.undo()
    project.undo()
    assert paths(project) == ["return", "return/family", "returned", "skills"]
