"""Reports of several studies, in several languages and formats, in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from etic.errors import EticError
from etic.i18n import LANGUAGES, use_language
from etic.project import Project
from etic.report import check_suffix, write
from etic.report.study import compose


def write_reports(
    project: Project,
    folder: Path,
    study: str,
    langs: Iterable[str],
    formats: Iterable[str],
    *,
    memos: bool,
    spread: bool,
    checklists: Sequence[str],
) -> list[Path]:
    """Each study's report, composed once a language; gives the files written, in order."""
    suffixes = [f".{name.strip().lower().lstrip('.')}" for name in dict.fromkeys(formats)]
    for suffix in suffixes:  # all is looked at before anything is written
        check_suffix(folder / f"report{suffix}")
    wanted = list(dict.fromkeys(langs))
    for lang in wanted:
        if lang not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise EticError("choice-unknown", name="lang", given=lang, known=known)
    if study:
        project.check_study(study)
    interviewed = {d.study for d in project.document_list()}
    studies = [study] if study else [s for s in project.study_titles() if s in interviewed]
    if not studies:
        raise EticError("report-nothing")
    _make(folder)
    found: list[Path] = []
    for name, stem in zip(studies, _stems(studies), strict=True):
        for lang in wanted:
            with use_language(lang):
                made = compose(project, name, memos=memos, spread=spread, checklists=checklists)
            for suffix in suffixes:
                path = folder / f"{stem}.{lang}{suffix}"
                write(made, path)
                found.append(path)
    return found


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    if folder.exists():
        raise EticError("report-folder", file=folder)
    if not folder.parent.is_dir():
        raise EticError("folder-missing", file=folder.parent)
    folder.mkdir(mode=0o700)  # confidential by default: for its owner alone


def _stems(studies: Sequence[str]) -> list[str]:
    """Names of files, each one once, in letters that every system takes."""
    found: list[str] = []
    for study in studies:
        plain = re.sub(r"[^\w.-]+", "-", study).strip(".-") or "report"
        stem, n = plain, 1
        while stem.casefold() in map(str.casefold, found):
            n += 1
            stem = f"{plain}-{n}"
        found.append(stem)
    return found
