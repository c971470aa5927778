"""Which report is written: by a template that is named or stored, else as Etic composes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from etic.i18n import language, use_language
from etic.model import ReportTemplate
from etic.project import Project
from etic.report.blocks import Report
from etic.report.checklists import checklist_blocks
from etic.report.filling import filled
from etic.report.memos import appendix
from etic.report.study import compose


def composed(
    project: Project,
    study: str = "",
    *,
    template: str | Path = "",
    automatic: bool = False,
    lang: str = "",
    memos: bool = False,
    spread: bool = True,
    checklists: Sequence[str] = (),
) -> Report:
    """The report in a language, that at work unless said otherwise.

    `template` is a .md file or the name of a stored one. Without it the stored template of that
    study and language is taken where there is one, unless the report is to be `automatic`. A
    template says by itself which quotes it shows, so `spread` is for the automatic report alone.
    """
    if template:
        wanted = project.template_text(template, study, lang)
        return _by(project, wanted, lang, memos, checklists)
    with use_language(lang or language()):
        stored = None if automatic else project.template_of(study)
        if stored is not None:
            named = replace(stored, file=f"{stored.name}.{stored.language}.md")
            return _by(project, named, lang, memos, checklists)
        return compose(project, study, memos=memos, spread=spread, checklists=checklists)


def _by(
    project: Project, wanted: ReportTemplate, lang: str, memos: bool, checklists: Sequence[str]
) -> Report:
    made = filled(
        project, wanted.text, file=wanted.file, study=wanted.study, lang=lang or wanted.language
    )
    with use_language(made.report.language):
        more = appendix(project, made.study, 1) if memos else []
        more += checklist_blocks(project, [made.study], checklists, 1)
    return replace(made.report, blocks=(*made.report.blocks, *more))
