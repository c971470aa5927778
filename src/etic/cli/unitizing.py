"""Command `unitizing`: agreement where coders mark passages themselves, and in other programs."""

from __future__ import annotations

from typing import Any

from etic.analysis.agreement.unitizing import Form
from etic.cli.output import give_result
from etic.cli.results import output_option
from etic.cli.root import command, needs, option, project_argument, several
from etic.errors import EticError
from etic.project import Project
from etic.project.unitizing import THRESHOLD


@command("unitizing")
@project_argument
@several("--coders", key="coders-compared")
@several("--codes", key="unitizing-codes")
@several("--documents", key="unitizing-documents")
@option("--study", key="study-only", default="")
@option("--curve", key="curve", is_flag=True)
@option("--programs", key="programs", is_flag=True)
@option("--threshold", key="threshold", type=float, default=None)
@option("--continuous", key="continuous", is_flag=True)
@output_option
def unitizing(
    project: str, coders: tuple[str, ...], codes: tuple[str, ...],
    documents: tuple[str, ...], study: str, curve: bool, programs: bool, threshold: float | None,
    continuous: bool, output: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Agreement on free unitising."""
    if curve + programs + continuous > 1:
        raise EticError("unitizing-one-thing")
    needs(threshold__programs=threshold is not None and not (curve or programs))
    with Project.open(project) as p:
        more: dict[str, Any] = {"documents": documents or None, "study": study}
        if not curve and not programs:
            form: Form = "continuous" if continuous else "finite"
            result: Any = p.agreement_unitizing(coders, codes or None, form=form, **more)
        else:
            coders = coders or tuple(p.having_coded())
            if len(coders) != 2:
                raise EticError("coders-two", given=", ".join(coders) or "—")
            one, other = coders
            make = p.agreement_overlap if curve else p.agreement_programs
            result = make(
                one,
                other,
                codes or None,
                threshold=THRESHOLD if threshold is None else threshold,
                **more,
            )
    give_result(result, output, as_json)
