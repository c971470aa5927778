"""Links of codes to survey answers: setting, editing, deciding, and what joins them to pillars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etic.actions import ensure, resting
from etic.actions.answer_counting import options
from etic.errors import EticError
from etic.joined import VERDICTS, JointDecision
from etic.mixed.joint import parts, split_group, total_group
from etic.model import Answers, Bundle, Link, SurveyTable
from etic.places import told
from etic.store import answers as stored_answers
from etic.store import links as stored
from etic.store import queries, survey
from etic.store.codebook import Tree
from etic.store.journal import now
from etic.store.transaction import Row, Transaction

DETAILS = ("construct", "horizon", "survey_horizon", "cases")
ON_LINKS = ("link_details", "verdicts", "pillar_links")  # what hangs on a link, of any kind
# What a link of each kind points at: the column, and the relation that it names.
TARGETS = {
    "links": ("table_id", "survey_tables"),
    "answer_links": ("variable_id", "survey_variables"),
    "set_links": ("set_id", "response_sets"),
}


def bring(tx: Transaction, tree: Tree, bundle: Bundle) -> int:
    """Links and pillars of a file; gives how many links are new or changed."""
    changed = 0
    for pillar in bundle.pillars:
        set_pillar(tx, pillar.study, pillar.name, pillar.statement)
    for link in bundle.links:
        before = tx.position
        add(tx, tree, link)
        changed += tx.position > before
    return changed


def add(tx: Transaction, tree: Tree, link: Link) -> int:
    """Set a code beside a survey answer; the same link again takes over what is said of it."""
    try:
        code_id = tree.resolve(link.code).id
    except EticError as error:
        raise EticError("link-at", place=_at(link), what=error) from error
    relation, target = _question(tx, link) if link.variable else ("links", _cell(tx, link))
    place = {"code_id": code_id, **target}
    said = {"direction": link.direction, "note": link.note}
    row = tx.find(relation, **place)
    if row is None:
        link_id = tx.insert(relation, {"id": stored.next_id(tx.connection), **place, **said})
    else:
        link_id = row["id"]
        tx.update(relation, link_id, said)
    _put_details(tx, link_id, {name: getattr(link, name) for name in DETAILS})
    if link.pillar:
        join(tx, link_id, link.pillar)
    if link.decision is not None:
        decide(tx, link_id, link.decision)
    return link_id


def edit(tx: Transaction, link_id: int, values: dict[str, str]) -> None:
    """Say direction, note, construct or horizons of a link anew; what is not named stays."""
    relation, _ = find(tx, link_id)
    if values.get("direction", "same") not in ("same", "opposite"):
        raise EticError(
            "choice-unknown", name="direction", given=values["direction"], known="same, opposite"
        )
    said = {key: value for key, value in values.items() if key in ("direction", "note")}
    if said:
        tx.update(relation, link_id, said)
    _put_details(tx, link_id, {key: values[key] for key in DETAILS if key in values})


def delete(tx: Transaction, link_id: int) -> None:
    """Take a link away, with its verdict."""
    relation, _ = find(tx, link_id)
    for hanging in ON_LINKS:
        tx.clear(hanging, link_id=link_id)
    tx.delete(relation, link_id)


def find(tx: Transaction, link_id: int) -> tuple[str, Row]:
    """The relation that a link is in, and its row."""
    for relation in stored.RELATIONS:
        row = tx.row(relation, link_id)
        if row is not None:
            return relation, row
    raise EticError("link-unknown", link=link_id)


def _put_details(tx: Transaction, link_id: int, said: dict[str, str]) -> None:
    name = said.get("cases", "").partition("=")[0]
    known = [row["name"] for row in tx.all("attributes")]
    if name and name not in known:
        raise EticError("attribute-unknown", attribute=name, known=", ".join(known) or "—")
    row = tx.find("link_details", link_id=link_id)
    if row is None and any(said.values()):
        tx.insert("link_details", {"link_id": link_id, **said})
    elif row is not None and said:
        tx.update("link_details", row["id"], said)


# -- verdicts --------------------------------------------------------------------------------------


def decide(tx: Transaction, link_id: int, decision: JointDecision) -> None:
    """Keep what was decided of a link, why, and on what figures."""
    find(tx, link_id)
    if decision.verdict not in VERDICTS:
        raise EticError(
            "choice-unknown", name="verdict", given=decision.verdict, known=", ".join(VERDICTS)
        )
    if not decision.reason.strip():
        raise EticError("verdict-reason", link=link_id)
    said = {
        "verdict": decision.verdict,
        "reason": decision.reason.strip(),
        "coder": decision.coder,
        "figures": stored.as_written(decision.figures),
    }
    row = tx.find("verdicts", link_id=link_id)
    if row is None or any(row[key] != value for key, value in said.items()):
        said["decided"] = decision.decided or now()
        tx.put("verdicts", {"link_id": link_id}, said)


# -- pillars ---------------------------------------------------------------------------------------


def set_pillar(tx: Transaction, study: str, name: str, statement: str | None) -> int:
    """Make a pillar, or say anew what it states; None leaves that as it is."""
    if not name.strip():
        raise EticError("pillar-name")
    place = {"study_id": _study(tx, study), "name": name.strip()}
    return tx.put("pillars", place, None if statement is None else {"statement": statement.strip()})


def delete_pillar(tx: Transaction, study: str, name: str) -> None:
    """Take a pillar away; its links stay."""
    row = tx.find("pillars", study_id=_study(tx, study), name=name)
    if row is None:
        known = "; ".join(r["name"] for r in tx.all("pillars"))
        raise EticError("pillar-unknown", pillar=name, known=known or "—")
    tx.clear("pillar_links", pillar_id=row["id"])
    tx.delete("pillars", row["id"])


def hold(tx: Transaction, pillar_id: int, link_ids: Sequence[int]) -> None:
    """Make these the links of a pillar, of its study all of them."""
    pillar = tx.row("pillars", pillar_id)
    assert pillar is not None
    for row in tx.all("pillar_links", pillar_id=pillar_id):
        if row["link_id"] not in link_ids:
            tx.delete("pillar_links", row["id"])
    for link_id in link_ids:
        if _study_of(tx, link_id) != pillar["study_id"]:
            raise EticError("pillar-study", link=link_id, pillar=pillar["name"])
        tx.put("pillar_links", {"link_id": link_id}, {"pillar_id": pillar_id})


def join(tx: Transaction, link_id: int, pillar: str) -> None:
    """Put a link into a pillar, which is made where it is new."""
    study_id = _study_of(tx, link_id)
    pillar_id = tx.put("pillars", {"study_id": study_id, "name": pillar.strip()})
    tx.put("pillar_links", {"link_id": link_id}, {"pillar_id": pillar_id})


def _study_of(tx: Transaction, link_id: int) -> int:
    relation, row = find(tx, link_id)
    column, named = TARGETS[relation]
    there = tx.row(named, row[column])
    assert there is not None
    return int(there["study_id"])


def _study(tx: Transaction, study: str) -> int:
    if study:
        return ensure.study(tx, study)
    rows = queries.studies(tx.connection)
    if len(rows) != 1:
        raise EticError("study-needed", known=", ".join(r["name"] for r in rows) or "—")
    return int(rows[0]["id"])


# -- what a link names -----------------------------------------------------------------------------


def _cell(tx: Transaction, link: Link) -> dict[str, Any]:
    """Table, answer and group of a published table; an error says what there is instead."""
    every = survey.tables(tx.connection)
    tables = [
        (table_id, table)
        for table_id, table in every
        if table.number == link.table
        and (not link.study or table.study == link.study)
        and (not link.question or table.question == link.question)
    ]
    if not tables:
        known = ", ".join(dict.fromkeys(f"{t.study}/{t.number}" for _, t in every))
        raise EticError("table-unknown", table=link.table, where=_at(link), known=known or "—")
    holding = [pair for pair in tables if parts(link.answer, _answers(pair[1]))]
    if not holding:
        answers = dict.fromkeys(answer for _, table in tables for answer in _answers(table))
        raise EticError(
            "answer-unknown", table=link.table, answer=link.answer, where=_at(link),
            known="; ".join(answers),
        )  # fmt: skip
    if len(holding) > 1:
        choices = "; ".join(f"{t.study}/{t.number}: {t.question}" for _, t in holding)
        raise EticError(
            "answer-ambiguous", table=link.table, answer=link.answer, where=_at(link),
            choices=choices,
        )  # fmt: skip
    table_id, table = holding[0]
    named = parts(link.answer, _answers(table))
    groups = list(dict.fromkeys(c.group for c in table.cells if c.answer in named))
    group: str | None = link.group
    if not link.group:
        group = total_group(groups)
        if group is None:
            raise EticError(
                "group-needed", table=link.table, where=_at(link), known="; ".join(groups)
            )
    elif link.group not in groups:
        raise EticError(
            "group-unknown", table=link.table, group=link.group, where=_at(link),
            known="; ".join(groups),
        )  # fmt: skip
    return {"table_id": table_id, "answer": link.answer, "group": group}


def _answers(table: SurveyTable) -> dict[str, None]:
    return dict.fromkeys(cell.answer for cell in table.cells)


def _question(tx: Transaction, link: Link) -> tuple[str, dict[str, Any]]:
    """Kind of the link to answers by respondent, and what it points at."""
    every = [
        (given, asked)
        for given in stored_answers.answers(tx.connection, asked_alone=True)
        if link.study in ("", given.study)
        for asked in given.questions
    ]
    found = [pair for pair in every if pair[1].name == link.variable]
    found = found or [pair for pair in every if pair[1].name == f"${link.variable}"]
    found = found or [pair for pair in every if pair[1].label == link.variable]
    studies = list(dict.fromkeys(given.study for given, _ in found))
    if len(studies) > 1:
        raise EticError("study-needed", known=", ".join(studies))
    if len(found) != 1:
        known = ", ".join(asked.name for _, asked in found or every)
        raise EticError(
            "link-variable", variable=link.variable, where=_at(link), known=known or "—"
        )
    given, asked = found[0]
    answers = options(given, asked.name)
    if not parts(link.answer, answers):
        raise EticError(
            "link-answer", variable=asked.name, answer=link.answer, where=_at(link),
            known="; ".join(answers) or "—",
        )  # fmt: skip
    if link.group:
        _check_group(given, link)
    relation = "set_links" if asked in given.sets else "answer_links"
    column, named = TARGETS[relation]
    row = tx.find(named, study_id=ensure.study(tx, given.study), name=asked.name)
    assert row is not None
    return relation, {column: row["id"], "answer": link.answer, "group": link.group}


def _check_group(given: Answers, link: Link) -> None:
    name, value = split_group(link.group, [variable.name for variable in given.variables])
    known = [answer for v in given.variables if v.name == name for _, answer in v.values]
    if value not in known:
        choices = [f"{name}={answer}" for answer in known]
        choices = choices or [f"{v.name}=…" for v in given.variables]
        raise EticError("link-group", group=link.group, where=_at(link), known="; ".join(choices))


def _at(link: Link) -> str:
    place = ", ".join(part for part in (link.file, told(link.where)) if part)
    return f"{place}: " if place else ""


# -- codes that go or become one -------------------------------------------------------------------


def forget(tx: Transaction, code_id: int) -> None:
    """A code is deleted: so are its links."""
    for relation in stored.RELATIONS:
        for row in tx.all(relation, code_id=code_id):
            delete(tx, row["id"])


def merge(tx: Transaction, source_id: int, into_id: int) -> None:
    """A code is merged into another: its links follow; of two to the same answer one stays."""
    for relation, (target, _) in TARGETS.items():
        for row in tx.all(relation, code_id=source_id):
            place = {key: row[key] for key in (target, "answer", "group")}
            same = tx.find(relation, code_id=into_id, **place)
            if same is None:
                tx.update(relation, row["id"], {"code_id": into_id})
                continue
            tx.update(relation, same["id"], {"note": resting.joined(same["note"], row["note"])})
            for hanging in ON_LINKS:
                theirs = tx.find(hanging, link_id=row["id"])
                if theirs and not tx.find(hanging, link_id=same["id"]):
                    tx.update(hanging, theirs["id"], {"link_id": same["id"]})
            delete(tx, row["id"])
