"""Questions about propositions: their versions, the codes tied to them, what was judged."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from etic.errors import EticError
from etic.i18n import either
from etic.model import Judgement, Proposition, PropositionVersion, Revision, Verdict
from etic.natural import natural
from etic.store.codebook import Tree
from etic.store.queries import SECOND

IMPORTED = "import"  # the coder of judgements that came with a file that names none


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What one coder found one case to say to one version."""

    id: int
    version_id: int
    case_id: int
    case: str
    coder: str
    second: bool  # by a coder who is compared, and does not count
    verdict: Verdict
    reason: str
    carried: bool  # from the former version, and not looked at since
    codings: tuple[int, ...]  # ids of the codings it rests on
    uids: tuple[str, ...]

    def value(self) -> Judgement:
        """As a value of the model."""
        coder = "" if self.coder == IMPORTED else self.coder
        return Judgement(self.case, self.verdict, self.reason, coder, self.uids, self.carried)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A proposition as it was worded at one time."""

    id: int
    version: int
    text_ru: str
    text_en: str
    phenomenon_ru: str
    phenomenon_en: str
    kind: Revision
    reason: str
    created: str
    judgements: tuple[JudgementRow, ...]

    @property
    def text(self) -> str:
        """The wording in the language of the person at work, else in the other."""
        return either(self.text_ru, self.text_en)

    @property
    def phenomenon(self) -> str:
        """What it is meant to explain, in that language; empty where nobody said."""
        return either(self.phenomenon_ru, self.phenomenon_en)

    def value(self) -> PropositionVersion:
        """As a value of the model."""
        return PropositionVersion(
            self.version, self.text_ru, self.text_en, self.phenomenon_ru, self.phenomenon_en,
            self.kind, self.reason, self.created, tuple(j.value() for j in self.judgements),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PropositionRow:
    """A proposition of the project with all its versions, oldest first."""

    id: int
    study: str
    number: int
    codes: Mapping[int, str]  # code id → supports | contradicts
    versions: tuple[VersionRow, ...]

    @property
    def newest(self) -> VersionRow:
        """The version that is tested now."""
        return self.versions[-1]

    @property
    def text(self) -> str:
        """Its wording now."""
        return self.newest.text

    def version(self, number: int) -> VersionRow:
        """The version of that number."""
        for row in self.versions:
            if row.version == number:
                return row
        known = ", ".join(str(row.version) for row in self.versions)
        raise EticError("proposition-version", number=self.number, version=number, known=known)


def propositions(connection: sqlite3.Connection, study: str = "") -> list[PropositionRow]:
    """The propositions, by study and number."""
    codes: dict[int, dict[int, str]] = defaultdict(dict)
    for row in connection.execute("SELECT * FROM proposition_codes ORDER BY id"):
        codes[row["proposition_id"]][row["code_id"]] = row["direction"]
    versions = _versions(connection)
    rows = connection.execute(
        "SELECT propositions.id, number, studies.name AS study FROM propositions"
        " JOIN studies ON studies.id = study_id"
    )
    found = [
        PropositionRow(row["id"], row["study"], row["number"], codes[row["id"]],
                       tuple(versions[row["id"]]))
        for row in rows
        if versions[row["id"]] and study in ("", row["study"])
    ]  # fmt: skip
    return sorted(found, key=lambda p: (natural(p.study), p.number))


def proposition(connection: sqlite3.Connection, number: int, study: str = "") -> PropositionRow:
    """The proposition of a number; the study must be said where several have that number."""
    every = propositions(connection, study)
    found = [p for p in every if p.number == number]
    if not found:
        known = ", ".join(str(n) for n in sorted({p.number for p in every}))
        raise EticError("proposition-unknown", number=number, known=known or "—")
    if len(found) > 1:
        studies = ", ".join(p.study for p in found)
        raise EticError("proposition-studies", number=number, studies=studies)
    return found[0]


def _versions(connection: sqlite3.Connection) -> dict[int, list[VersionRow]]:
    judged = _judgements(connection)
    found: dict[int, list[VersionRow]] = defaultdict(list)
    for row in connection.execute(
        "SELECT v.*, coalesce(kind, '') AS kind, coalesce(phenomenon_ru, '') AS phenomenon_ru,"
        " coalesce(phenomenon_en, '') AS phenomenon_en, coalesce(created, '') AS created"
        " FROM proposition_versions AS v LEFT JOIN version_details ON version_id = v.id"
        " ORDER BY proposition_id, version"
    ):
        kind: Revision = row["kind"] or ("revised" if found[row["proposition_id"]] else "first")
        found[row["proposition_id"]].append(
            VersionRow(
                row["id"], row["version"], row["text_ru"], row["text_en"], row["phenomenon_ru"],
                row["phenomenon_en"], kind, row["reason"], row["created"],
                tuple(sorted(judged[row["id"]], key=lambda j: (natural(j.case), j.id))),
            )
        )  # fmt: skip
    return found


def _judgements(connection: sqlite3.Connection) -> dict[int, list[JudgementRow]]:
    codings: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in connection.execute(
        "SELECT judgement_id, coding_id, uid FROM judgement_codings"
        " JOIN codings ON codings.id = coding_id ORDER BY judgement_codings.id"
    ):
        codings[row["judgement_id"]].append((row["coding_id"], row["uid"]))
    found: dict[int, list[JudgementRow]] = defaultdict(list)
    for row in connection.execute(
        'SELECT judgements.*, cases.name AS "case", coders.name AS coder,'
        f" coder_id IN ({SECOND}) AS second,"
        " judgements.id IN (SELECT judgement_id FROM carried_judgements) AS carried"
        " FROM judgements JOIN cases ON cases.id = case_id JOIN coders ON coders.id = coder_id"
        " ORDER BY judgements.id"
    ):
        rests = codings[row["id"]]
        found[row["version_id"]].append(
            JudgementRow(
                row["id"], row["version_id"], row["case_id"], row["case"], row["coder"],
                bool(row["second"]), row["verdict"], row["reason"], bool(row["carried"]),
                tuple(i for i, _ in rests), tuple(uid for _, uid in rests),
            )
        )  # fmt: skip
    return found


def gathered(connection: sqlite3.Connection, tree: Tree) -> list[Proposition]:
    """The propositions as values of the model, with their versions and what was judged."""
    found = []
    for row in propositions(connection):
        *earlier, newest = (version.value() for version in row.versions)
        codes = tuple((tree.by_id[i].path, way) for i, way in row.codes.items())
        found.append(
            Proposition(
                row.number, newest.text_ru, newest.text_en, codes, newest.judgements, row.study,
                phenomenon_ru=newest.phenomenon_ru, phenomenon_en=newest.phenomenon_en,
                kind=newest.kind, reason=newest.reason, created=newest.created,
                earlier=tuple(earlier),
            )
        )  # fmt: skip
    return found
