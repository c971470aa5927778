"""How firm the counts are: who carries the themes, how far coders agree, whether more was to come.

Each part stands in the report where the project has what it needs, and is left out where not.
"""

from __future__ import annotations

from collections.abc import Sequence

from etic.analysis.result import Result
from etic.i18n import t
from etic.project import Project
from etic.report.blocks import Block, Heading
from etic.report.results import Anchor, result_blocks
from etic.report.saturation import saturation_blocks

# Of the coefficients a page has the values; their intervals are in the picture and in files.
LEFT_OUT = (
    "code", "percent_low", "percent_high", "cohen_low", "cohen_high", "gwet_low", "gwet_high",
    "positive", "negative",
)  # fmt: skip


def trust(
    project: Project, study: str, key: str, families: Sequence[str], level: int, anchor: Anchor
) -> tuple[list[Block], list[Result]]:
    """The blocks of a study, and the results in them.

    `families` are the paths of its themes, `key` makes ids its own, `anchor` leads from codings to
    the quotes that show them.
    """
    blocks: list[Block] = []
    results: list[Result] = []
    if families:
        carried = project.concentration(families, study=study)
        results.append(carried)
        blocks.append(Heading(level + 1, t("studyreport.concentration")))
        blocks += result_blocks(
            carried, f"concentration-{key}", anchor=anchor, pictures=False, leave=("code",)
        )
    if _shared(project, study):
        agreed = project.agreement(study=study)
        results.append(agreed)
        blocks.append(Heading(level + 1, t("studyreport.agreement")))
        blocks += result_blocks(agreed, f"agreement-{key}", anchor=anchor, leave=LEFT_OUT)
    more, told = saturation_blocks(project, study, key, level + 1, anchor)
    blocks += more
    results += told
    if blocks:
        blocks.insert(0, Heading(level, t("studyreport.trust")))
    return blocks, results


def _shared(project: Project, study: str) -> bool:
    """Whether two people have coded one document of the study."""
    counts = project.coders_by_document()
    return any(len(counts.get(d.id, {})) > 1 for d in project.document_list() if d.study == study)
