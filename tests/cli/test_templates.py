"""The command `templates`, and reports by templates."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Etic


def test_a_template_comes_and_goes(etic: Etic, study: Path, tmp_path: Path) -> None:
    file = tmp_path / "article.md"
    file.write_text("---\nlang: en\n---\nOf {{ base() }}.\n", encoding="utf-8")
    assert etic("templates", study, file).code == 0
    (row,) = etic("templates", study, "--json").json
    assert (row["name"], row["language"]) == ("article", "en")
    (figure,) = etic("templates", study, "--figures", "article", "--json").json
    assert (figure["line"], figure["text"]) == (6, "2")  # three lines say what it is
    assert etic("templates", study, "--get", "article", "-o", tmp_path / "out.md").code == 0
    assert (tmp_path / "out.md").read_text(encoding="utf-8").endswith("Of {{ base() }}.\n")
    assert etic("report", study, "article", "-o", tmp_path / "r.html").code == 0
    assert "Where the figures come from" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert etic("templates", study, "--delete", "article").code == 0
    refused = etic("report", study, "article", "-o", tmp_path / "r2.html")
    assert refused.code == 2
    assert "no template" in refused.err


def test_a_fault_is_one_line_and_nothing_is_written(
    etic: Etic, study: Path, tmp_path: Path
) -> None:
    file = tmp_path / "article.md"
    file.write_text("Words.\n\n{{ share('nobody') }}\n", encoding="utf-8")
    refused = etic("report", study, file, "-o", tmp_path / "r.docx")
    assert refused.code == 2
    assert len(refused.err.strip().splitlines()) == 1
    assert "article.md, line 3" in refused.err
    assert not (tmp_path / "r.docx").exists()
    assert etic("report", study, file, "--automatic", "-o", tmp_path / "r.docx").code == 2
    assert etic("report", study, file, "-o", f"{tmp_path}/").code == 2
    assert etic("templates", study, file, "--delete", "x").code == 2
