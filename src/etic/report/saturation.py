"""Saturation in a report: the verdict in words, the report by group with pictures, and meaning."""

from __future__ import annotations

from etic.actions.saturation import Origin
from etic.actions.saturation_tables import Saturation
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.report.blocks import Block, Heading, Note, Paragraph
from etic.report.results import Anchor, nowhere, result_blocks


def saturation_blocks(
    project: Project,
    study: str,
    level: int,
    *,
    by: str = "",
    origin: Origin = "inductive",
    anchor: Anchor = nowhere,
) -> tuple[list[Block], list[Saturation]]:
    """The blocks, and the result whose formulas belong into the report.

    Where saturation cannot be told, a note says why; figures open into quotes as `anchor` says.
    """
    heading = Heading(level, t("saturation.title"))
    try:
        found = project.saturation(by=by, study=study, origin=origin)
    except EticError as error:
        return [heading, Note(str(error))], []
    blocks: list[Block] = [
        heading,
        Paragraph(found.verdict),
        *result_blocks(found, f"saturation-{study}", anchor=anchor),
        *result_blocks(found.meaning(), f"saturation-meaning-{study}", anchor=anchor),
    ]
    return blocks, [found]
