"""The modules as one file: all of them are in it, and what it does not know it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.ui.textcoder import bundle, component


def test_every_module_is_in_the_bundle() -> None:
    modules = {p.stem: p.read_text(encoding="utf-8") for p in component.FRONTEND.glob("*.js")}
    text = bundle.bundle(modules)
    assert all(f"const m_{name} =" in text for name in modules)
    assert text.count("export ") == 1


def test_the_bundle_is_made_once_and_again_when_a_module_changes(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text("export default function () {}\n", encoding="utf-8")
    first = bundle.entry(tmp_path)
    assert bundle.entry(tmp_path) == first
    (tmp_path / "main.js").write_text("export default function () { 1; }\n", encoding="utf-8")
    second = bundle.entry(tmp_path)
    assert second != first
    assert [p.name for p in (tmp_path / bundle.FOLDER).iterdir()] == [Path(second).name]


def test_where_nothing_can_be_written_the_modules_are_served(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text("export default function () {}\n", encoding="utf-8")
    (tmp_path / bundle.FOLDER).write_text("not a folder", encoding="utf-8")
    assert bundle.entry(tmp_path) == "main.js"


@pytest.mark.parametrize(
    "text",
    [
        'import * as a from "./a.js";\nexport default function () {}\n',
        "const a = 1;\nexport { a };\n",
        'import { main } from "./main.js";\nexport default function () {}\n',
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="main"):
        bundle.bundle({"main": text})
