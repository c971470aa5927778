"""Checklists of reporting as an appendix: what each asks, what is said to it, and where."""

from __future__ import annotations

from collections.abc import Sequence

from etic.i18n import t
from etic.project import Project
from etic.report.blocks import Block, Heading
from etic.report.results import result_blocks


def checklist_blocks(
    project: Project, studies: Sequence[str], names: Sequence[str], level: int
) -> list[Block]:
    """These checklists as studies answer them, one table each; none where none is named."""
    blocks: list[Block] = []
    titles = project.study_titles()
    for position, study in enumerate(studies, 1):
        if names and len(studies) > 1:
            blocks.append(Heading(level + 1, titles[study] or study))
        for name in dict.fromkeys(names):
            made = project.checklist(name, study)
            blocks += result_blocks(
                made, f"checklist-{made.form.name}-{position}", leave=("domain",)
            )
    return [Heading(level, t("checklists.title")), *blocks] if blocks else []
