"""The codebook at the command line: moved, merged, and seen as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic


def holds(study: Path) -> bool:
    with Project.open(study) as project:
        return project.verify() == []


def test_moving_a_code(etic: Etic, study: Path) -> None:
    moved = etic(
        "codebook", study, "--move", "return/family", "--under", "skills", "--coder", "anna"
    )
    assert (moved.code, moved.out) == (0, "return/family: is now skills/family.\n")
    assert etic("codebook", study, "--move", "Skills", "--before", "return", "--json").json == {
        "path": "skills"
    }
    assert [c["path"] for c in etic("codebook", study, "--json").json] == [
        "skills", "skills/family", "return", "returned",
    ]  # fmt: skip
    assert etic("history", study, "--json").json[1]["who"] == "anna"
    assert holds(study)


def test_merging_codes(etic: Etic, study: Path) -> None:
    for code in ("skills", "return"):
        etic("code", study, "--document", "R02", "--start", 3, "--end", 8, "--code", code,
             "--coder", "anna")  # fmt: skip
    merged = etic("codebook", study, "--merge", "skills", "--into", "return")
    assert (merged.code, merged.out) == (0, "skills is merged into return: 1 coding.\n")
    assert len(etic("codings", study, "--json").json) == 1
    assert etic(
        "codebook", study, "--merge", "return/family", "--into", "return", "--json"
    ).json == {"path": "return", "codings": 0}
    assert holds(study)


def test_versions_and_what_differs(etic: Etic, study: Path) -> None:
    start = etic("codebook", study, "--versions", "--json").json[0]["id"]
    etic("codebook", study, "--move", "return/family", "--under", "skills")
    etic("codebook", study, "--merge", "skills/family", "--into", "return")
    versions = etic("codebook", study, "--versions").out.splitlines()
    assert versions[0] == "No.\tWhen\tWho\tStep\tWhat"
    assert versions[1].endswith("\tcodes merged\tskills/family → return")
    assert versions[2].endswith("\tcode moved\treturn/family → skills/family")
    assert etic("codebook", study, "--since", start, "--json").json == [
        {"kind": "merged", "code": "return/family", "field": "", "old": "", "new": "return"}
    ]
    assert etic("codebook", study, "--since", start, "--until", start + 1).out.splitlines()[1] == (
        "moved\tskills/family\t\treturn/family\tskills/family"
    )
    assert etic("codebook", study, "--at", start).out.splitlines()[1] == "  family\tFamily"
    etic("undo", study)
    etic("undo", study)
    assert etic("codebook", study, "--since", start).out == (
        "Nothing differs: the codebook is as it was.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--move", "return", "--under", "return/family"), "under itself|itself or lies under"),
        (("--move", "nothing"), "no code “nothing”"),
        (("--merge", "return"), "--merge means nothing without --into"),
        (("--into", "return"), "--into means nothing without --merge"),
        (("--under", "return"), "without --move"),
        (("--until", "3"), "without --since"),
        (("--merge", "return", "--into", "return/family"), "other way round"),
        (("--merge", "return", "--into", "return"), "with itself"),
        (("--since", "999"), "no step 999"),
        (("--since", "x"), "whole number"),
        (("--versions", "--at", "2"), "One thing at a time"),
        (("--move", "return", "--merge", "skills", "--into", "returned"), "One thing at a time"),
    ],
)
def test_bad_input_is_one_line(
    etic: Etic, study: Path, arguments: tuple[str, ...], said: str
) -> None:
    import re

    before = study.read_bytes()
    result = etic("codebook", study, *arguments)
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert re.search(said, result.err), result.err
    assert study.read_bytes() == before
