"""The command line that scripts rely on: names, shapes of output, exit codes."""

from __future__ import annotations

import csv
import sqlite3
import zipfile
from pathlib import Path

import pytest

from etic.cli.root import COMMANDS
from etic.project import Project
from tests.cli.conftest import Etic
from tests.studies import TEXT

MAMA = (TEXT.index("Мама"), TEXT.index("Мама") + len("Мама болела"))


def code(etic: Etic, study: Path, *, coder: str = "anna", memo: str = "") -> None:
    start, end = MAMA
    done = etic(
        "code", study, "--document", "R01", "--start", start, "--end", end,
        "--code", "return/family", "--coder", coder, "--memo", memo, "--json",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert done.json["quote"] == "Мама болела"


def holds(study: Path) -> bool:
    with Project.open(study) as project:
        return project.verify() == []


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(
    etic: Etic, name: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ETIC_LANG", lang)
    shown = etic(name, "--help")
    assert shown.code == 0
    assert f"etic {name}" in shown.out
    assert "--json" in shown.out


def test_the_list_of_commands(etic: Etic) -> None:
    shown = etic("--help")
    assert shown.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in shown.out
    assert etic("--version").out.startswith("etic ")


def test_new(etic: Etic, tmp_path: Path) -> None:
    path = tmp_path / "new.etic"
    assert etic("new", path, "--title", "Возвращение", "--json").json["title"] == "Возвращение"
    assert holds(path)
    assert path.stat().st_mode & 0o077 == 0, "for its owner alone"
    again = etic("new", path)
    assert again.code == 2
    assert again.err.count("\n") == 1


def test_code_quotes_uncode_undo_redo(etic: Etic, study: Path) -> None:
    code(etic, study, memo="важно")
    (row,) = etic("quotes", study, "--code", "return", "--json").json
    assert list(row) == [
        "case", "document", "speaker", "code", "quote", "start", "end", "coder", "memo", "gender",
        "age",
    ]  # fmt: skip
    assert (row["case"], row["speaker"], row["code"]) == ("R01", "Р", "return/family")
    assert (row["start"], row["end"], row["quote"]) == (*MAMA, "Мама болела")
    assert (row["coder"], row["memo"], row["gender"], row["age"]) == (
        "anna",
        "важно",
        "женщина",
        34,
    )
    assert etic("undo", study, "--coder", "anna", "--json").json["action"] == "code"
    assert etic("quotes", study, "--json").json == []
    assert etic("redo", study).code == 0
    assert len(etic("codings", study, "--json").json) == 1
    gone = etic(
        "uncode", study, "--document", "R01", "--start", MAMA[0], "--end", MAMA[1],
        "--code", "return/family", "--json",
    )  # fmt: skip
    assert gone.code == 0
    assert etic("codings", study, "--json").json == []
    actions = [(e["action"], e["kind"]) for e in etic("history", study, "--json").json]
    assert actions == [
        ("uncode", "do"), ("code", "redo"), ("code", "undo"), ("code", "do"), ("import", "do"),
        ("new", "do"),
    ]  # fmt: skip
    assert holds(study)


def test_a_code_includes_those_under_it_and_no_namesake(etic: Etic, study: Path) -> None:
    code(etic, study)
    etic("code", study, "--document", "R02", "--start", 3, "--end", 9, "--code", "returned",
         "--coder", "anna")  # fmt: skip
    assert [q["code"] for q in etic("quotes", study, "--code", "return", "--json").json] == [
        "return/family"
    ]


def test_filters(etic: Etic, study: Path) -> None:
    code(etic, study)
    code(etic, study, coder="boris")
    assert len(etic("quotes", study, "--coder", "boris", "--json").json) == 1
    assert len(etic("quotes", study, "--where", "gender=женщина", "--json").json) == 2
    assert etic("quotes", study, "--where", "gender=мужчина", "--json").json == []
    assert (
        len(etic("quotes", study, "--where", "age=34", "--where", "gender=женщина", "--json").json)
        == 2
    )
    both = etic("uncode", study, "--document", "R01", "--start", MAMA[0], "--end", MAMA[1],
                "--code", "return/family")  # fmt: skip
    assert both.code == 2
    assert "anna" in both.err
    assert "boris" in both.err


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx", "html", "md", "json", "parquet"])
def test_quotes_to_a_file(etic: Etic, study: Path, tmp_path: Path, suffix: str) -> None:
    code(etic, study)
    target = tmp_path / f"quotes.{suffix}"
    assert etic("quotes", study, "-o", target).code == 0
    assert target.stat().st_size > 100
    if suffix == "csv":
        assert target.read_bytes().startswith(b"\xef\xbb\xbf")
        with target.open(encoding="utf-8-sig", newline="") as file:
            (row,) = csv.DictReader(file)
        assert row["quote"] == "Мама болела"


def test_search(etic: Etic, study: Path) -> None:
    (hit,) = etic("search", study, "безработицей", "--json").json
    assert list(hit) == ["document", "case", "speaker", "start", "end", "text", "before", "after"]
    assert TEXT[hit["start"] : hit["end"]] == hit["text"] == "Безработица"
    assert len(etic("search", study, "вернуться", "--limit", 1, "--json").json) == 1
    first = etic("search", study, "Мама OR Безработица", "--limit", 1).out
    assert "The first 1" in first
    assert "The first" not in etic("search", study, "Мама OR Безработица", "--limit", 9).out
    shown = etic("search", study, "мама")
    assert "[Мама]" in shown.out


def test_search_restricted_and_ranked(etic: Etic, study: Path, tmp_path: Path) -> None:
    code(etic, study)
    coder = etic("quotes", study, "--json").json[0]["coder"]

    def texts(query: str, *options: object) -> list[str]:
        return [hit["text"] for hit in etic("search", study, query, *options, "--json").json]

    assert texts("вернуться") == ["вернулись", "вернулся"]
    assert texts("вернуться", "--role", "respondent", "--speaker", "Р") == ["вернулся"]
    assert texts("вернулся", "--ranked") == ["вернулся", "вернулись"]
    assert texts("мама OR ехать", "--code", "return", "--code", "skills") == ["Мама"]
    assert texts("мама OR ехать", "--coder", coder) == ["Мама"]
    assert texts("мама OR ехать", "--uncoded") == ["еду"]
    assert texts("мама", "--language", "ru", "--where", "gender=мужчина") == []
    (hit,) = etic("search", study, "мама", "--width", 12, "--json").json
    assert (hit["before"], hit["after"]) == ("еду домой. ", " болела,")
    target = tmp_path / "places.csv"
    assert etic("search", study, "вернуться", "-o", target, "--json").json["rows"] == 2
    with target.open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["document"], first["text"]) == ("R01", "вернулись")


def test_table_with_its_base(etic: Etic, study: Path, tmp_path: Path) -> None:
    code(etic, study)
    result = etic("table", study, "--codes", "return", "skills", "--by", "gender", "--json").json
    rows = {(r["code"], r["group"]): (r["n"], r["base"]) for r in result["rows"]}
    assert rows["return", "женщина"] == (1, 1)
    assert rows["return", "All"] == (1, 2)
    assert rows["skills", "All"] == (0, 2)
    assert "respondents" in result["note"]
    by_coding = etic("table", study, "--codes", "return", "--unit", "coding", "--json").json
    assert by_coding["rows"][0]["n"] == 1
    assert etic("table", study, "--codes", "return", "-o", tmp_path / "t.xlsx").code == 0


def test_link_and_join(etic: Etic, study: Path, tmp_path: Path) -> None:
    code(etic, study)
    made = etic("link", study, "--code", "return/family", "--table", "1", "--answer", "Семья",
                "--json")  # fmt: skip
    assert made.code == 0, made.err
    (row,) = etic("join", study, "--json").json
    assert (row["n"], row["base"], row["share"]) == (1, 2, 0.5)
    assert (row["survey_percent"], row["survey_base"], row["group"]) == ("22.1", "515", "Всего")
    assert row["low"] == pytest.approx(0.0945, abs=1e-4)  # Wilson for 1 of 2
    assert row["high"] == pytest.approx(0.9055, abs=1e-4)
    assert etic("join", study, "-o", tmp_path / "joint.docx").code == 0
    assert etic("unlink", study, made.json["link"]).code == 0
    assert etic("join", study, "--json").json == []


def test_report_in_both_languages_and_formats(etic: Etic, study: Path, tmp_path: Path) -> None:
    code(etic, study)
    for lang, word in (("ru", "Кого опросили"), ("en", "Who was interviewed")):
        page = tmp_path / f"{lang}.html"
        assert etic("report", study, "-o", page, "--lang", lang).code == 0
        assert word in page.read_text(encoding="utf-8")
        assert "Мама болела" in page.read_text(encoding="utf-8")
        assert etic("report", study, "-o", tmp_path / f"{lang}.docx", "--lang", lang).code == 0
        with zipfile.ZipFile(tmp_path / f"{lang}.docx") as word_file:
            assert word in word_file.read("word/document.xml").decode()


def test_codebook_and_cases_are_shown_as_json(etic: Etic, study: Path) -> None:
    codes = etic("codebook", study, "--json").json
    assert [c["path"] for c in codes] == ["return", "return/family", "returned", "skills"]
    cases = etic("cases", study, "--json").json
    assert cases[0] == {
        "study": "study", "case": "R01", "documents": "R01", "gender": "женщина", "age": 34,
    }  # fmt: skip


def test_attributes_from_a_list_of_cases(etic: Etic, study: Path, tmp_path: Path) -> None:
    listed = tmp_path / "cases.csv"
    listed.write_text("case;town;age\nR01;Ош;35\nR02;Бишкек;\n", encoding="utf-8")
    assert etic("cases", study, listed).code == 0
    cases = {c["case"]: c for c in etic("cases", study, "--json").json}
    assert (cases["R01"]["town"], cases["R01"]["age"]) == ("Ош", 35)
    assert (cases["R02"]["town"], cases["R02"]["age"]) == ("Бишкек", 51), "empty says nothing"
    assert holds(study)


def test_backup_and_restore(etic: Etic, study: Path, tmp_path: Path) -> None:
    code(etic, study)
    copy, again = tmp_path / "copy.etic", tmp_path / "again.etic"
    assert etic("backup", study, "-o", copy).code == 0
    assert etic("restore", copy, again).code == 0
    assert etic("codings", again, "--json").json == etic("codings", study, "--json").json
    assert holds(again)
    assert etic("restore", copy, study).code == 2, "a file that is there is not touched"
    assert etic("backup", study, "-o", copy).code == 2


def test_export_is_read_back_whole(etic: Etic, study: Path, tmp_path: Path) -> None:
    code(etic, study, memo="важно")
    etic("link", study, "--code", "return/family", "--table", "1", "--answer", "Семья")
    packed, again = tmp_path / "whole.zip", tmp_path / "again.etic"
    assert etic("export", study, "-o", packed).code == 0
    assert etic("new", again).code == 0
    read = etic("import", again, packed, "--json")
    assert read.code == 0, read.err
    assert read.json["warnings"] == []
    with Project.open(study) as one, Project.open(again) as other:
        from dataclasses import replace

        first, second = one.bundle(), other.bundle()
        tables = [[replace(t, source="") for t in bundle.tables] for bundle in (first, second)]
        assert tables[0] == tables[1]
        bare = [replace(bundle, documents=(), tables=()) for bundle in (first, second)]
        assert bare[0] == bare[1]
        for a, b in zip(first.documents, second.documents, strict=True):
            assert replace(a, source="", sha256="") == replace(b, source="", sha256="")
    assert holds(again)


def test_verify_says_what_does_not_hold(etic: Etic, study: Path) -> None:
    assert etic("verify", study).code == 0
    assert etic("verify", study, "--json").json["ok"] is True
    with sqlite3.connect(study) as connection:
        connection.execute("DELETE FROM segments")
    connection.close()
    broken = etic("verify", study, "--json")
    assert broken.code == 1
    assert broken.json["ok"] is False
    assert len(broken.json["problems"]) == 1


def test_demo(etic: Etic, tmp_path: Path) -> None:
    path = tmp_path / "demo.etic"
    made = etic("demo", path, "--json")
    assert made.code == 0, made.err
    assert made.json["documents"] == made.json["cases"] == 87
    assert made.json["codings"] > 1500
    assert made.json["survey_respondents"] == 515
    assert holds(path)
    for row in etic("join", path, "--json").json:
        assert row["base"] <= 50
        assert row["n"] <= row["base"]


def test_answers_by_respondent(etic: Etic, study: Path, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("id;sex;happy\n1;m;yes\n2;f;no\n3;f;\n", encoding="utf-8")
    loaded = etic("survey", study, path, "--json")
    assert loaded.code == 0, loaded.err
    assert loaded.json["respondents"] == 3
    listed = etic("answers", study, "--json").json
    assert [(row["variable"], row["n"]) for row in listed] == [("sex", 3), ("happy", 2)]
    counted = etic("answers", study, "happy", "--by", "sex", "--json").json
    assert {(r["answer"], r["group"], r["n"], r["base"]) for r in counted["rows"]} == {
        ("yes", "m", 1, 1), ("yes", "f", 0, 1), ("yes", "All", 1, 2),
        ("no", "m", 0, 1), ("no", "f", 1, 1), ("no", "All", 1, 2),
    }  # fmt: skip
    assert "1 did not" in counted["note"]
    only = etic("answers", study, "sex", "happy", "--where", "sex=m", "--missing", "--json").json
    assert {(r["variable"], r["answer"], r["n"]) for r in only["rows"]} == {
        ("sex", "m", 1), ("sex", "f", 0), ("sex", "no answer", 0),
        ("happy", "yes", 1), ("happy", "no", 0), ("happy", "no answer", 0),
    }  # fmt: skip
    wide = etic("answers", study, "happy", "--by", "sex", "--percents", "row", "--json").json
    assert wide["rows"][0]["group.m"].startswith("100.0%")
    (age,) = etic("answers", study, "happy", "--numbers", "--json").json["rows"]
    assert (age["n"], age["mean"]) == (0, None)
    assert etic("answers", study, "happy", "--weighted").code == 2
    written = etic("answers", study, "happy", "-o", tmp_path / "t.xlsx")
    assert written.code == 0, written.err
    assert holds(study)


def test_coders(etic: Etic, study: Path) -> None:
    for coder, code in (("anna", "skills"), ("boris", "return")):
        made = etic("code", study, "--document", "R01", "--start", 30, "--end", 40,
                    "--code", code, "--coder", coder)  # fmt: skip
        assert made.code == 0, made.err
    assert etic("coders", study, "boris", "--second", "--json").json == {
        "coder": "boris", "second": True,
    }  # fmt: skip
    rows = etic("coders", study, "--json").json
    assert {(r["coder"], r["codings"], r["second"]) for r in rows} >= {
        ("anna", 1, False), ("boris", 1, True),
    }  # fmt: skip
    assert "boris" in etic("quotes", study, "--json").err
    assert etic("quotes", study, "--coder", "anna").err == ""
    counted = etic("table", study, "--codes", "return", "skills", "--json").json
    assert [row["n"] for row in counted["rows"]] == [0, 1]
    assert "boris" in counted["note"]
    assert etic("coders", study, "boris", "--counted").code == 0
    assert etic("table", study, "--codes", "return", "--json").json["rows"][0]["n"] == 1
    assert holds(study)
