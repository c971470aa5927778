"""How suggestions fared, at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic
from tests.suggested import propose, threshold, uid

__all__ = ["threshold"]

pytestmark = pytest.mark.usefixtures("threshold")


def decided(study: Path) -> None:
    with Project.open(study) as project:
        propose(project)
        project.review([uid(project, "Мама", "return/family")], coder="anna")


def test_the_share_accepted_by_code(etic: Etic, study: Path) -> None:
    decided(study)
    shown = etic("suggestions", study)
    assert shown.code == 0
    head, *rows = shown.out.splitlines()
    assert head.split("\t")[:3] == ["Code", "Proposed", "Accepted"]
    assert any(row.startswith("Return motives › Family\t2\t1\t0\t0\t1\t1.0") for row in rows)
    assert "no random passages" in shown.err


def test_over_time_as_json_and_into_a_file(etic: Etic, study: Path, tmp_path: Path) -> None:
    decided(study)
    (month,) = etic("suggestions", study, "--by", "month", "--json").json
    assert (month["proposed"], month["accepted"], month["waiting"]) == (5, 1, 4)
    assert etic("suggestions", study, "-o", tmp_path / "s.csv").code == 0
    assert (tmp_path / "s.csv").read_text(encoding="utf-8-sig").startswith("code,proposed")


def test_a_grouping_that_is_not_there(etic: Etic, study: Path) -> None:
    assert etic("suggestions", study, "--by", "mood").code != 0
