"""Lists of cases: read from the file a user says is one, and given out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from etic.actions import ensure
from etic.errors import EticError
from etic.model import Case
from etic.store.queries import CaseRow
from etic.store.transaction import Transaction


def read(path: Path) -> tuple[Case, ...]:
    """The cases in a csv or xlsx."""
    from etic.read import load
    from etic.read.cases_table import read_cases

    return read_cases(load(path, path.name))


def records(
    cases: Iterable[CaseRow], attributes: Sequence[str] | Iterable[str]
) -> list[dict[str, Any]]:
    """Cases as records: study, case, documents, then the attributes."""
    names = list(attributes)
    return [
        {
            "study": case.study,
            "case": case.name,
            "documents": ", ".join(case.documents),
            **{name: case.attributes.get(name) for name in names},
        }
        for case in cases
    ]


def set_known(tx: Transaction, case: Case) -> int:
    """Set attributes of a case that is there; gives how many values changed."""
    study = tx.find("studies", name=case.study)
    row = tx.find("cases", study_id=study["id"], name=case.name) if study else None
    if row is None:
        raise EticError("case-unknown", case=f"{case.study}/{case.name}")
    return ensure.attributes(tx, int(row["id"]), case.attributes)
