"""The demonstration project: made from the plain files that the repository and the wheel carry."""

from __future__ import annotations

from pathlib import Path

from etic.errors import EticError
from etic.i18n import t
from etic.model import Bundle
from etic.project import Project

FOLDERS = (
    "codebooks", "transcripts", "guides", "surveys", "propositions", "checklists", "indicators",
    "reports",
)  # fmt: skip


def folder() -> Path:
    """Where the files lie: beside the package in a wheel, at the top of a checkout otherwise."""
    packaged = Path(__file__).parent / "demonstration"
    return packaged if packaged.is_dir() else Path(__file__).parents[2]


def create_demo(path: Path) -> Project:
    """Make the demonstration project at a path where there is no file yet."""
    from etic.read import read_path

    source = folder()
    bundle = Bundle()
    for name in FOLDERS:
        if not (source / name).is_dir():
            raise EticError("demo-missing", folder=source / name)
        bundle += read_path(source / name)
    project = Project.create(path, t("demo.title"))
    try:
        project.import_bundle(bundle, who="demo")
    except EticError:
        project.close()
        path.unlink()
        raise
    return project
