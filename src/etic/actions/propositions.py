"""Propositions: made, tied to codes, judged case by case, revised; all of it journaled."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import get_args

from etic.actions import ensure
from etic.errors import EticError
from etic.model import Direction, Proposition, PropositionVersion, Revision, Verdict
from etic.store import propositions as stored
from etic.store.codebook import Tree
from etic.store.journal import now
from etic.store.propositions import IMPORTED, PropositionRow, VersionRow
from etic.store.queries import CaseRow
from etic.store.transaction import Row, Transaction
from etic.text import canonical

TEXTS = ("text_ru", "text_en")
PHENOMENA = ("phenomenon_ru", "phenomenon_en")


def add(
    tx: Transaction,
    study: str,
    said: Mapping[str, str],
    number: int | None = None,
) -> int:
    """Make a proposition of a study; gives its number, the next one where none is named.

    `said` has `text_ru`, `text_en`, `phenomenon_ru`, `phenomenon_en`, as many as there are.
    """
    texts = {key: clean(said.get(key, "")) for key in (*TEXTS, *PHENOMENA)}
    if not any(texts[key] for key in TEXTS):
        raise EticError("proposition-empty")
    study_id = ensure.study(tx, study)
    taken = [row["number"] for row in tx.all("propositions", study_id=study_id)]
    number = max(taken, default=0) + 1 if number is None else number
    if number < 1:
        raise EticError("proposition-number", number=number)
    if number in taken:
        raise EticError("proposition-there", number=number, study=study)
    proposition_id = tx.insert("propositions", {"study_id": study_id, "number": number})
    _version(tx, proposition_id, 1, texts, "first", "")
    return number


def tie(
    tx: Transaction, tree: Tree, proposition_id: int, code: str, direction: Direction | None
) -> bool:
    """Say that a code supports or contradicts a proposition, or (None) that it does neither."""
    node = tree.resolve(code)
    place = {"proposition_id": proposition_id, "code_id": node.id}
    if direction is None:
        if tx.find("proposition_codes", **place) is None:
            raise EticError("proposition-code", code=node.path)
        tx.clear("proposition_codes", **place)
        return True
    _one_of("direction", direction, get_args(Direction))
    before = tx.position
    tx.put("proposition_codes", place, {"direction": direction})
    return tx.position > before


def judge(
    tx: Transaction,
    proposition: PropositionRow,
    case: CaseRow,
    verdict: Verdict,
    reason: str,
    coder: str,
    codings: Sequence[int] | None,
) -> int:
    """Say what a case says to the newest version; gives the judgement's id.

    `codings` are what it rests on; None leaves what it rested on before. Who leaves a case out of
    scope has to say why: it takes the case out of the base.
    """
    _one_of("verdict", verdict, get_args(Verdict))
    if not coder.strip():
        raise EticError("coder-empty")
    if case.study != proposition.study:
        raise EticError(
            "judgement-study", case=case.name, number=proposition.number, study=proposition.study
        )
    said = clean(reason)
    if verdict == "out_of_scope" and not said:
        raise EticError("judgement-reason", case=case.name, number=proposition.number)
    place = {
        "version_id": proposition.newest.id,
        "case_id": case.id,
        "coder_id": ensure.coder(tx, coder),
    }
    judgement_id = tx.put("judgements", place, {"verdict": verdict, "reason": said})
    tx.clear("carried_judgements", judgement_id=judgement_id)  # somebody has looked at it
    if codings is not None:
        for row in tx.all("judgement_codings", judgement_id=judgement_id):
            if row["coding_id"] not in codings:
                tx.delete("judgement_codings", row["id"])
        for coding_id in dict.fromkeys(codings):
            tx.put("judgement_codings", {"judgement_id": judgement_id, "coding_id": coding_id})
    return judgement_id


def withdraw(tx: Transaction, judgement_id: int) -> None:
    """Take a judgement back: the case waits for one again."""
    tx.clear("judgement_codings", judgement_id=judgement_id)
    tx.clear("carried_judgements", judgement_id=judgement_id)
    tx.delete("judgements", judgement_id)


def revise(
    tx: Transaction,
    proposition: PropositionRow,
    said: Mapping[str, str],
    kind: Revision,
    reason: str,
    keep: Collection[Verdict],
) -> int:
    """Make the next version; gives its number. The old one stays with all its judgements.

    `revised`: another wording. `redefined`: another phenomenon, to which cases may no longer
    belong. Of the judgements only those are taken over whose verdict is in `keep`, marked as not
    looked at since; all others wait to be made again. A contradiction is never taken over: it is
    what the new version is to answer.
    """
    _one_of("kind", kind, ("revised", "redefined"))
    for verdict in keep:
        _one_of("keep", verdict, get_args(Verdict))
    if "contradicts" in keep:
        raise EticError("proposition-keep", number=proposition.number)
    old = proposition.newest
    texts = {
        key: clean(said[key]) if key in said else getattr(old, key) for key in (*TEXTS, *PHENOMENA)
    }
    if not any(texts[key] for key in TEXTS):
        raise EticError("proposition-empty")
    why = clean(reason)
    if not why:
        raise EticError("proposition-reason", number=proposition.number)
    changing = TEXTS if kind == "revised" else PHENOMENA
    if all(texts[key] == getattr(old, key) for key in changing):
        raise EticError(f"proposition-same-{kind}", number=proposition.number)
    version = old.version + 1
    version_id = _version(tx, proposition.id, version, texts, kind, why)
    for judgement in old.judgements:
        if judgement.verdict in keep:
            _carry(tx, tx.row("judgements", judgement.id), version_id, judgement.codings)
    return version


def _carry(tx: Transaction, row: Row | None, version_id: int, codings: Sequence[int]) -> None:
    if row is None:
        return
    kept = {key: value for key, value in row.items() if key != "id"}
    judgement_id = tx.insert("judgements", {**kept, "version_id": version_id})
    for coding_id in codings:
        tx.insert("judgement_codings", {"judgement_id": judgement_id, "coding_id": coding_id})
    tx.insert("carried_judgements", {"judgement_id": judgement_id})


def delete(tx: Transaction, proposition: PropositionRow) -> None:
    """Delete a proposition with its versions and judgements. Undo brings all of it back."""
    for version in proposition.versions:
        for judgement in version.judgements:
            withdraw(tx, judgement.id)
        tx.clear("version_details", version_id=version.id)
        tx.delete("proposition_versions", version.id)
    tx.clear("proposition_codes", proposition_id=proposition.id)
    tx.delete("propositions", proposition.id)


def clean(text: str) -> str:
    """A text as it is kept: canonical, nothing blank around it."""
    return canonical(text).strip()


def _one_of(name: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        raise EticError("choice-unknown", name=name, given=given, known=", ".join(known))


def _version(
    tx: Transaction,
    proposition_id: int,
    version: int,
    texts: Mapping[str, str],
    kind: Revision,
    reason: str,
    created: str | None = None,
) -> int:
    version_id = tx.insert(
        "proposition_versions",
        {
            "proposition_id": proposition_id,
            "version": version,
            "reason": reason,
            **{key: texts[key] for key in TEXTS},
        },
    )
    details = {key: texts[key] for key in PHENOMENA}
    moment = now() if created is None else created
    tx.insert(
        "version_details", {"version_id": version_id, "kind": kind, "created": moment, **details}
    )
    return version_id


# -- from files -----------------------------------------------------------------------------------


def load(tx: Transaction, tree: Tree, proposition: Proposition, study: str) -> int:
    """Bring a proposition in; another wording of a known one becomes its new version.

    Versions that are there already are known by their wording and by what they are to explain.
    Gives how many quotes of judgements are not in the project.
    """
    study_id = ensure.study(tx, study)
    place = {"study_id": study_id, "number": proposition.number}
    proposition_id = tx.put("propositions", place)
    known = _stored(tx, proposition_id)
    # A file that gives one version means the newest; one that gives their history means all.
    at = 0 if proposition.earlier else max(len(known) - 1, 0)
    lost = 0
    for version in proposition.versions:
        match = next((i for i in range(at, len(known)) if _same(known[i], version)), None)
        if match is None:
            version_id = _load_version(tx, proposition_id, len(known) + 1, version)
            known = _stored(tx, proposition_id)
            at = len(known)
        else:
            version_id, at = known[match].id, match + 1
        lost += _load_judgements(tx, version_id, study_id, version)
    for path, direction in proposition.codes:
        tx.put(
            "proposition_codes",
            {"proposition_id": proposition_id, "code_id": tree.find(path).id},
            {"direction": direction},
        )
    return lost


def _stored(tx: Transaction, proposition_id: int) -> tuple[VersionRow, ...]:
    for row in stored.propositions(tx.connection):
        if row.id == proposition_id:
            return row.versions
    return ()


def _same(row: VersionRow, version: PropositionVersion) -> bool:
    """Whether a version is that of a file; a file that names no phenomenon says nothing of it."""
    keys: tuple[str, ...] = TEXTS
    if version.phenomenon_ru or version.phenomenon_en or version.kind == "redefined":
        keys = (*TEXTS, *PHENOMENA)
    return all(getattr(row, key) == getattr(version, key) for key in keys)


def _load_version(
    tx: Transaction, proposition_id: int, number: int, version: PropositionVersion
) -> int:
    texts = {key: getattr(version, key) for key in (*TEXTS, *PHENOMENA)}
    kind: Revision = "first" if number == 1 else version.kind
    if number > 1 and kind == "first":
        kind = "revised"
    return _version(tx, proposition_id, number, texts, kind, version.reason, version.created)


def _load_judgements(
    tx: Transaction, version_id: int, study_id: int, version: PropositionVersion
) -> int:
    lost = 0
    for judgement in version.judgements:
        coder_id = ensure.coder(tx, judgement.coder or IMPORTED)
        judgement_id = tx.put(
            "judgements",
            {
                "version_id": version_id,
                "case_id": ensure.case(tx, study_id, judgement.case),
                "coder_id": coder_id,
            },
            {"verdict": judgement.verdict, "reason": judgement.reason},
        )
        for uid in judgement.quotes:
            coding = tx.find("codings", uid=uid)
            if coding is None:
                lost += 1
                continue
            tx.put("judgement_codings", {"judgement_id": judgement_id, "coding_id": coding["id"]})
        if judgement.carried:
            tx.put("carried_judgements", {"judgement_id": judgement_id})
        else:
            tx.clear("carried_judgements", judgement_id=judgement_id)
    return lost
