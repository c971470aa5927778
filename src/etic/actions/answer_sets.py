"""Questions with several answers, and weights: what of a questionnaire a person has to say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from etic.errors import EticError
from etic.mixed.people import people
from etic.model import Answers, Notice, ResponseSet, Variable
from etic.read.values import YES, measured
from etic.store import answers as stored
from etic.store.transaction import Transaction, as_json

_GIVEN = YES | {"выбрано", "отмечено", "названо", "selected", "checked", "mentioned", "quoted"}


def put_set(tx: Transaction, study_id: int, several: ResponseSet) -> int:
    """Write a set down; one of the same name is replaced."""
    said = {"label": several.label, "kind": several.kind, "counted": several.counted,
            "variables": as_json(list(several.variables))}  # fmt: skip
    return tx.put("response_sets", {"study_id": study_id, "name": several.name}, said)


def delete_set(tx: Transaction, study_id: int, name: str) -> None:
    """Take a set away; refused where links or indicators stand on it."""
    row = tx.find("response_sets", study_id=study_id, name=name)
    if row is None:
        return
    linked = tx.all("set_links", set_id=row["id"])
    if linked:
        numbers = ", ".join(str(each["id"]) for each in linked)
        raise EticError("set-linked", set=name, links=numbers)
    for indicator in tx.all("indicators", study_id=study_id):
        if any(item.get("variable") == name for item in json.loads(indicator["items"])):
            raise EticError("set-indicator", set=name, indicator=indicator["name"])
    tx.delete("response_sets", row["id"])


def checked_set(answers: Answers, several: ResponseSet) -> ResponseSet:
    """The set as it can be counted: its variables are there, and what is counted is known.

    The name must not be that of a variable. Where a dichotomy does not say what is counted, it is
    the one answer that means yes.
    """
    named = {variable.name: variable for variable in answers.variables}
    if not several.name or several.name in named:
        raise EticError("set-name", set=several.name)
    for name in several.variables:
        if name not in named:
            known = ", ".join(list(named)[:12]) or "—"
            raise EticError("variable-unknown", variable=name, known=known)
    if not several.variables or len(set(several.variables)) < len(several.variables):
        raise EticError("set-variables", set=several.name)
    if several.kind == "category":
        return replace(several, counted="")
    answered = _answered([named[name] for name in several.variables])
    if not several.counted:
        said = dict.fromkeys(a for n in several.variables for _, a in named[n].values)
        meant = [answer for answer in said if answer.casefold() in _GIVEN]
        if len(meant) == 1:
            return replace(several, counted=meant[0])
    if several.counted not in answered:
        known = "; ".join(list(answered)[:12]) or "—"
        raise EticError("set-counted", set=several.name, counted=several.counted, known=known)
    return several


def _answered(variables: Sequence[Variable]) -> dict[str, None]:
    """Answers and their codes, each once."""
    pairs = [pair for variable in variables for pair in variable.values]
    return dict.fromkeys([*(answer for _, answer in pairs), *(code for code, _ in pairs)])


def check_weight(answers: Answers, name: str) -> None:
    """Refuse what cannot be a weight: no such variable, or answers that are no numbers ≥ 0."""
    if name not in {variable.name for variable in answers.variables}:
        known = ", ".join([v.name for v in answers.variables if v.kind in ("number", "weight")])
        raise EticError("variable-unknown", variable=name, known=known or "—")
    missing = {said for v in answers.variables if v.name == name for said in v.missing}
    for respondent, said in answers.respondents:
        given = said.get(name, "")
        number = 0.0 if not given or given in missing else measured(given)
        if number is None or number < 0:
            raise EticError("weight-number", variable=name, respondent=respondent, value=given)


def link_people(tx: Transaction, study_id: int, pairs: Mapping[str, str | None]) -> None:
    """Link respondents to cases of the same study by their names, or take the link away."""
    for name, case in pairs.items():
        row = tx.find("survey_respondents", study_id=study_id, name=name)
        person = tx.find("cases", study_id=study_id, name=case) if case is not None else None
        if row is None or (case is not None and person is None):
            raise EticError("people-unknown", name=name if row is None else str(case))
        tx.update("survey_respondents", row["id"], {"case_id": person["id"] if person else None})


def told_of_people(tx: Transaction, study_id: int, study: str, file: str) -> list[Notice]:
    """How many respondents were interviewed as well, and whose names are nearly the same."""
    named = stored.respondents(tx.connection, study)
    cases = [str(row["name"]) for row in tx.all("cases", study_id=study_id)]
    found = people(((name, case) for _, name, case in named), cases)
    notices = []
    if found.linked:
        linked = len(found.linked)
        details = {"linked": linked, "others": found.respondents - linked}
        notices.append(Notice(file, "", "linked-cases", details))
    if found.near:
        pairs = ", ".join(f"{name} — {case}" for name, case in found.near[:12])
        notices.append(Notice(file, "", "linked-near", {"pairs": pairs}))
    return notices
