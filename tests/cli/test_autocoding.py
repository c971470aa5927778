"""Coding by rule at the command line: shown first, coded with --apply, taken back by undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic

RULE = ("--code", "return/family", "--words", "мама ИЛИ семья")


def codings(study: Path) -> int:
    with Project.open(study) as project:
        assert project.verify() == []
        return len(project.quote_list())


def test_it_only_shows_what_it_would_do(etic: Etic, study: Path) -> None:
    shown = etic("autocode", study, *RULE, "--unit", "sentence", "--coder", "anna")
    assert shown.code == 0
    head, first, second = shown.out.splitlines()
    assert head.split("\t")[:4] == ["Document", "Respondent", "Speaker", "From"]
    assert "Мама болела, ёлки.\t" in first
    assert second.endswith("\tnew\twords “мама ИЛИ семья”: Семья")
    assert "2 places in 2 interviews of 2 respondents" in shown.err
    assert "nothing is coded" in shown.err
    assert codings(study) == 0


def test_it_codes_when_told_to(etic: Etic, study: Path) -> None:
    done = etic("autocode", study, *RULE, "--coder", "anna", "--apply")
    assert (done.code, done.out) == (0, "Places coded: 2.\n")
    again = etic("autocode", study, *RULE, "--coder", "anna", "--apply", "--json").json
    assert again["codings"] == 0
    assert [place["standing"] for place in again["rules"][0]["places"]] == ["coded", "coded"]
    assert codings(study) == 2
    said = etic("history", study).out.splitlines()[1]
    assert said.endswith("anna\tcoded by rule\treturn/family, мама ИЛИ семья, 2 codings")
    etic("undo", study, "--coder", "anna")
    assert codings(study) == 0


def test_it_proposes(etic: Etic, study: Path) -> None:
    done = etic("autocode", study, *RULE, "--propose", "--json")
    assert done.json["proposed"] == 2
    assert codings(study) == 0
    assert etic("autocode", study, *RULE, "--propose").out == "Places proposed: 0.\n"


def test_json_says_the_rule_and_its_places(etic: Etic, study: Path) -> None:
    (rule,) = etic("autocode", study, "--code", "skills", "--regex", r"класть\b", "--state", "no",
                   "--document", "R01", "--json").json["rules"]  # fmt: skip
    assert (rule["kind"], rule["state"], rule["document"]) == ("regex", "no", "study/R01")
    assert (rule["new"], rule["documents"], rule["cases"]) == (1, 1, 1)
    (place,) = rule["places"]
    assert (place["text"], place["standing"]) == ("класть", "new")
    assert place["why"] == r"pattern “класть\b”: класть"


def test_rules_are_kept_run_and_deleted(etic: Etic, study: Path, tmp_path: Path) -> None:
    added = etic("rules", study, "--add", *RULE, "--note", "all")
    assert added.out == "Rule 1 is kept. To code by it: etic autocode --rule 1.\n"
    path = tmp_path / "rules.yaml"
    path.write_text("rules: [{code: skills, exact: плитку}]", encoding="utf-8")
    assert etic("rules", study, path).out == "1 rule\n"
    assert [(r["id"], r["code"], r["pattern"]) for r in etic("rules", study, "--json").json] == [
        (1, "return/family", "мама ИЛИ семья"), (2, "skills", "плитку"),
    ]  # fmt: skip
    assert "Exact text\tплитку" in etic("rules", study).out
    assert etic("autocode", study, "--all", "--apply").out == "Places coded: 3.\n"
    assert etic("autocode", study, "--rule", 2, "--json").json["rules"][0]["new"] == 0
    assert etic("rules", study, "--delete", 2).out == "Rule deleted: плитку\n"
    assert codings(study) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--code", "skills", "--regex", "("), "a bracket is not closed, character 1"),
        (("--code", "skills", "--regex", "а*"), "fits an empty place too"),
        (("--code", "skills", "--regex", "(?R)"), "cannot be used here"),
        (("--code", "skills", "--regex", "а" * 10_000), "10000 characters"),
        (("--code", "skills", "--words", "NEAR("), "NEAR"),
        (("--code", "skills", "--words", ""), "nothing to look for"),
        (("--code", "nothing", "--words", "да"), "nothing"),
        (("--words", "да"), "--code"),
        (("--code", "skills"), "--exact, --regex, --words"),
        (("--code", "skills", "--words", "да", "--exact", "да"), "--exact, --regex, --words"),
        (("--rule", 9), "There is no rule 9"),
        (("--all", "--rule", 1), "--exact, --regex, --words"),
        ((*RULE, "--apply", "--propose"), "not both at once"),
        ((*RULE, "--document", "R9"), "R9"),
        ((*RULE, "--study", "x"), "x"),
    ],
)
def test_bad_input_is_one_line(
    etic: Etic, study: Path, arguments: tuple[object, ...], said: str
) -> None:
    for more in ((), ("--apply",)):
        refused = etic("autocode", study, *arguments, *more)
        assert refused.code == 2
        assert refused.out == ""
        assert refused.err.count("\n") == 1
        assert said in refused.err
    assert codings(study) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--add",), "--exact, --regex, --words"),
        (RULE, "--add"),
        (("--add", "--code", "skills", "--regex", "["), "not closed"),
        (("--delete", 4), "There is no rule 4"),
        (("nowhere.yaml",), "nowhere.yaml"),
    ],
)
def test_a_bad_rule_is_not_kept(
    etic: Etic, study: Path, arguments: tuple[object, ...], said: str
) -> None:
    refused = etic("rules", study, *arguments)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert said in refused.err
    assert etic("rules", study, "--json").json == []
