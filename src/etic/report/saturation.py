"""Saturation in a report: the verdict in words, the report with its pictures, and meaning."""

from __future__ import annotations

from etic.actions.saturation import Origin
from etic.analysis.result import Result
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.report.blocks import Block, Heading, Paragraph, Picture
from etic.report.results import Anchor, nowhere, result_blocks

# What a page has no room for: it stands in the verdict, in a picture or in files.
LEFT_OUT = (
    "base", "run", "threshold", "sliding_at", "sliding_ratio", "fixed_at", "fixed_ratio",
    "orders", "orders_at", "chao2_low", "chao2_high",
)  # fmt: skip
LEFT_OUT_OF_MEANING = ("origin", "first_n", "dimensions", "by_interview", "last_n", "code")


def saturation_blocks(
    project: Project,
    study: str,
    key: str,
    level: int,
    anchor: Anchor = nowhere,
    *,
    by: str = "",
    origin: Origin = "inductive",
) -> tuple[list[Block], list[Result]]:
    """The blocks of a study, and the results in them; none where saturation cannot be told.

    `key` makes ids its own, `anchor` leads from codings to the quotes that show them.
    """
    try:
        found = project.saturation(by=by, study=study, origin=origin)
    except EticError:  # no code of that origin, or nothing coded yet
        return [], []
    meaning = found.meaning()
    left = LEFT_OUT if by else ("group", *LEFT_OUT)
    blocks: list[Block] = [
        Heading(level, t("saturation.title")),
        Paragraph(found.verdict),
        *result_blocks(found, f"saturation-{key}", anchor=anchor, pictures=False, leave=left),
        # Its figures, interview by interview, stand in no table of the report.
        *(Picture(drawing) for drawing in found.curve().drawings()),
        *result_blocks(
            meaning, f"saturation-meaning-{key}", anchor=anchor, leave=LEFT_OUT_OF_MEANING
        ),
    ]
    return blocks, [found, meaning]
