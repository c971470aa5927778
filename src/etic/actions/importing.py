"""Bringing what was read into a project: all of it in one step of the journal, or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from etic.actions import (
    autocoding,
    checklists,
    codebook,
    documents,
    ensure,
    following,
    framework,
    guides,
    indicating,
    linking,
    propositions,
    round_records,
    samples,
    suggested,
    survey,
    templates,
)
from etic.align import Alignment
from etic.doubling import DecisionRecord
from etic.errors import EticError
from etic.model import Bundle, Case, Coding, Document, Memo, Notice, Suggestion
from etic.places import told
from etic.store import Store, queries
from etic.store.codebook import Tree, load
from etic.store.journal import now
from etic.store.queries import DocumentRow
from etic.store.transaction import Transaction
from etic.text import find_quote, span

Progress = Callable[[int, int, str], None]  # done, of how many, what

NOBODY = "import"  # who coded where neither file nor person says
SAME_WORDS = 0.98  # two texts of one name that share so much are one transcript, typed twice


# What makes two codings one, besides their uid.
_IDENTITY = ("revision_id", "code_id", "coder_id", "start", "end")


@dataclass
class ImportReport:
    """What an import added, and what a person should look at."""

    documents: int = 0
    cases: int = 0
    codes: int = 0
    codings: int = 0
    tables: int = 0
    links: int = 0
    guides: int = 0  # new or changed
    respondents: int = 0  # with answers to a questionnaire
    rules: int = 0
    indicators: int = 0
    warnings: list[Notice] = field(default_factory=list)
    changed: bool = False  # whether anything did: also what only took other values


@dataclass
class _Place:
    """Where a document of the bundle went: into which revision, and how spans get there."""

    row: DocumentRow
    text: str
    alignment: Alignment | None = None


def import_bundle(
    store: Store,
    bundle: Bundle,
    *,
    who: str,
    study: str = "",
    coder: str = "",
    revise: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Add all of a bundle. Whatever is wrong with any part of it, nothing of it is added."""
    with store.journal.change("import", who, _summary(bundle)) as tx:
        work = _Import(tx, study, coder, revise, progress or (lambda *_: None))
        work.stem = store.path.stem
        return work.run(bundle)


class _Import:
    def __init__(
        self, tx: Transaction, study: str, coder: str, revise: bool, progress: Progress
    ) -> None:
        self.tx = tx
        self.study = study
        self.coder = coder
        self.revise = revise
        self.progress = progress
        self.report = ImportReport()
        self.stem = ""  # the file's name, which is the title of a project that was given none
        self.places: dict[tuple[str, str], _Place] = {}  # (study, name of the document)
        self.sources: dict[tuple[str, str], str] = {}  # of the documents that this import added

    def run(self, bundle: Bundle) -> ImportReport:
        self.report.warnings.extend(bundle.warnings)
        for book in bundle.codebooks:
            book = replace(book, study=book.study or self.study)
            self.report.codes += codebook.load(self.tx, book)
        for attribute in bundle.attributes:
            ensure.attribute(self.tx, attribute)
        self._title(bundle.title)
        tree = load(self.tx.connection)
        documents.settle_not_asked(self.tx, tree)
        for i, document in enumerate(bundle.documents):
            self.progress(i, len(bundle.documents), document.name)
            self._document(document, tree)
        for case in bundle.cases:
            self.report.cases += set_case(self.tx, case, self._study_of_case(case))
        self._codings(round_records.in_order(bundle.codings, bundle.rounds), tree)
        suggested.load(self.tx, tree, bundle.suggestions, self._suggested)
        for guide in bundle.guides:
            before = self.tx.position
            guide = guides.with_study(guide, self._study_of(guide.study))
            guides.load(self.tx, tree, guide)
            guides.load_corrections(self.tx, guide)
            self.report.guides += self.tx.position > before
        for name in bundle.second_coders:
            ensure.second_coder(self.tx, name)
        for name in bundle.probability_samples:
            samples.set_probability_sample(self.tx, name, True)
        tables, told_of_them = survey.bring(self.tx, bundle.tables, self._study_of)
        self.report.tables += tables
        self.report.warnings += told_of_them
        for given in bundle.answers:
            study = self._study_of(given.study)
            self.report.respondents += following.load(self.tx, given, study, self.report.warnings)
        self.report.links += linking.bring(self.tx, tree, bundle)
        self.report.indicators = indicating.bring(self.tx, tree, bundle.indicators, self._study_of)
        for proposition in bundle.propositions:
            lost = propositions.load(self.tx, tree, proposition, self._study_of(proposition.study))
            if lost:
                self._warn(proposition.file, proposition.where, "judgement-quotes", n=lost)
        for memo in bundle.memos:
            self._memo(memo, tree)
        for summary in bundle.summaries:
            self.report.warnings += framework.bring(
                self.tx, tree, summary, self._study_of(summary.study), self.coder or NOBODY
            )
        for double in bundle.rounds:
            self.report.warnings += round_records.bring_round(self.tx, tree, double)
        for decision in bundle.decisions:
            round_records.bring_decision(self.tx, tree, decision, self._decided)
        for rule in bundle.rules:
            before = self.tx.count("rules")
            autocoding.bring(self.tx, tree, rule)
            self.report.rules += self.tx.count("rules") > before
        checklists.bring(self.tx, bundle.checklist_answers, self._study_of, self.coder)
        templates.bring(self.tx, bundle.templates, self._study_of, self.coder)
        self.progress(len(bundle.documents), len(bundle.documents), "")
        self.report.changed = self.tx.position > 0
        return self.report

    # -- documents --

    def _study_of(self, named: str) -> str:
        """The study a thing belongs to: its own, the one asked for, the project's only one."""
        if named or self.study:
            return named or self.study
        rows = queries.studies(self.tx.connection)
        return str(rows[0]["name"]) if len(rows) == 1 else ensure.DEFAULT_STUDY

    def _study_of_case(self, case: Case) -> str:
        """A list that names no study means the respondent there is, if only one is called so."""
        if not case.study and not self.study:
            found = self.tx.all("cases", name=case.name)
            if len(found) == 1:
                study = self.tx.row("studies", found[0]["study_id"])
                assert study is not None
                return str(study["name"])
        return self._study_of(case.study)

    def _document(self, document: Document, tree: Tree) -> None:
        study = self._study_of(document.study)
        name = documents.plain_name(document.name)
        known = documents.find(self.tx, study, name)
        if known is None:
            _, new_case = documents.add(self.tx, document, study)
            self.report.documents += 1
            self.report.cases += new_case
            known = documents.find(self.tx, study, name)
            assert known is not None
            self.places[study, name] = _Place(known, document.text)
            self.sources[study, name] = document.source or document.name
        else:
            self._known(document, known)
        row = self.places[study, name].row
        assert row.case_id is not None
        left = documents.not_asked(self.tx, row.id, row.case_id, document.not_asked, tree)
        if left:
            self._warn(document.source, "", "not-asked-waiting", codes=", ".join(left))

    def _known(self, document: Document, known: DocumentRow) -> None:
        """A document of that name is there: the same one, the same typed twice, or another."""
        old = queries.text(self.tx.connection, known.revision_id)
        if old == document.text:
            self._place_known(document, known, old, None)
            self._warn(document.source, known.name, "document-known")
            return
        first = self.sources.get((known.study, known.name))
        alignment = Alignment(document.text, old)
        if not self.revise and documents.was(self.tx, known, document.text):
            self._place_known(document, known, old, alignment)
            self._warn(document.source, known.name, "document-known")
        elif alignment.same_words:
            self._place_known(document, known, old, alignment)
            self._warn(document.source, known.name, "document-same-words")
        elif first is not None and alignment.ratio < SAME_WORDS:
            # Two people's interviews under one name: neither is a revision of the other.
            raise EticError(
                "documents-clash", file=document.source, other=first, document=known.name
            )
        elif self.revise and first is None:
            self.report.warnings.extend(documents.revise(self.tx, known, document))
            self._warn(document.source, known.name, "document-revised")
            revised = documents.find(self.tx, known.study, known.name)
            assert revised is not None
            self._place_known(document, revised, document.text, None)
        elif alignment.ratio >= SAME_WORDS:
            self._place_known(document, known, old, alignment)
            self._warn(document.source, known.name, "document-near-same")
        else:
            raise documents.differing(document, known)

    def _place_known(
        self, document: Document, known: DocumentRow, text: str, alignment: Alignment | None
    ) -> None:
        self.places[known.study, known.name] = _Place(known, text, alignment)
        if known.case_id is not None and document.attributes:
            ensure.attributes(self.tx, known.case_id, document.attributes)

    # -- codings --

    def _codings(self, codings: Sequence[Coding], tree: Tree) -> None:
        if not codings:
            return
        named = {coding.coder for coding in codings}
        only = self.coder if self.coder and len(named) == 1 else ""
        stored = self.tx.all("codings")
        there = {row["uid"] for row in stored}
        same = {tuple(row[column] for column in _IDENTITY) for row in stored}
        coders: dict[str, int] = {}
        again = 0
        for coding in codings:
            try:
                place = self._place(coding)
                code_id = tree.resolve(coding.code).id
                found = self._locate(coding, place)
            except EticError as error:
                place_of_it = ", ".join(p for p in (coding.file, told(coding.where)) if p)
                raise EticError("coding-at", place=place_of_it, what=error) from error
            if found is None:
                continue
            name = only or coding.coder or self.coder or NOBODY
            coder_id = coders.get(name) or coders.setdefault(name, ensure.coder(self.tx, name))
            start, end = found
            key = (place.row.revision_id, code_id, coder_id, start, end)
            if coding.uid in there or key in same:
                again += 1
                continue
            same.add(key)
            self.tx.insert(
                "codings",
                {
                    "uid": coding.uid or str(uuid.uuid4()),
                    "revision_id": place.row.revision_id,
                    "code_id": code_id,
                    "coder_id": coder_id,
                    "start": start,
                    "end": end,
                    "quote": place.text[start:end],
                    "memo": coding.memo,
                    "state": coding.state,
                    "origin": coding.origin,
                    "created": coding.created or now(),
                },
            )
            self.report.codings += 1
        if again:
            self._warn("", "", "codings-again", n=again)

    def _suggested(self, one: Suggestion) -> tuple[int, str, int, int] | None:
        """The revision, the text and the place of a suggestion in it."""
        place = self._place(one)
        found = self._locate(one, place)
        return None if found is None else (place.row.revision_id, place.text, *found)

    def _decided(self, one: DecisionRecord) -> tuple[int, int, int] | None:
        """The revision of a decision, and its place there."""
        place = self._place(one)
        found = self._locate(one, place)
        return None if found is None else (place.row.revision_id, *found)

    def _place(self, coding: Coding | Suggestion | DecisionRecord) -> _Place:
        study, _, name = coding.document.rpartition("/")
        name = documents.plain_name(name)
        if (study, name) in self.places:
            return self.places[study, name]
        named = bool(study) and self.tx.find("studies", name=study) is not None
        for key, place in self.places.items():
            if key[1] == name and not named:
                return place
        row = queries.document(self.tx.connection, f"{study}/{name}" if named else name)
        place = _Place(row, queries.text(self.tx.connection, row.revision_id))
        self.places[row.study, row.name] = place
        return place

    def _locate(
        self, coding: Coding | Suggestion | DecisionRecord, place: _Place
    ) -> tuple[int, int] | None:
        """The span of a coding in the text that the project holds."""
        if coding.start is None or coding.end is None:
            return find_quote(place.text, coding.quote, document=coding.document)
        if place.alignment is None:
            span(
                place.text, coding.start, coding.end, coding.quote or None, document=coding.document
            )
            return coding.start, coding.end
        found = place.alignment.span(coding.start, coding.end)
        if found is None:
            self._warn(coding.document, coding.where, "coding-lost", quote=coding.quote[:60])
            return None
        there = place.text[found[0] : found[1]]
        if there.split() != coding.quote.split():
            self._warn(
                coding.document, coding.where, "coding-changed",
                quote=coding.quote[:60], there=there[:60],
            )  # fmt: skip
        return found

    # -- the rest --

    def _title(self, title: str) -> None:
        """A project that was never given a title takes the one that comes in."""
        row = self.tx.row("project", 1)
        if title and row is not None and row["title"] in ("", self.stem):
            self.tx.update("project", 1, {"title": title})

    def _memo(self, memo: Memo, tree: Tree) -> None:
        coder_id = ensure.coder(self.tx, memo.coder or self.coder or NOBODY)
        target: Mapping[str, int] = {}
        if memo.kind == "document":
            target = {"document_id": queries.document(self.tx.connection, memo.target).id}
        elif memo.kind == "code":
            target = {"code_id": tree.find(memo.target).id}
        elif memo.kind == "case":
            study, _, name = memo.target.rpartition("/")
            study_id = ensure.study(self.tx, self._study_of(study))
            target = {"case_id": ensure.case(self.tx, study_id, name)}
        place = {key: target.get(key) for key in ("document_id", "case_id", "code_id")}
        values = {**place, "coder_id": coder_id, "text": memo.text}
        if not self.tx.find("memos", **values):
            self.tx.insert("memos", {**values, "created": memo.created or now()})

    def _warn(self, file: str, where: str, key: str, **details: object) -> None:
        self.report.warnings.append(Notice(file, where, key, details))


def set_case(tx: Transaction, case: Case, study: str) -> bool:
    """Set a case's attributes and, where the list says so, whose interview a document is.

    Gives whether the case is new.
    """
    study_id = ensure.study(tx, study)
    known = tx.find("cases", study_id=study_id, name=case.name)
    case_id = ensure.case(tx, study_id, case.name)
    ensure.attributes(tx, case_id, case.attributes)
    if case.document:
        row = queries.document(tx.connection, documents.plain_name(case.document), study)
        former = row.case_id
        if tx.update("documents", row.id, {"case_id": case_id}) and former is not None:
            documents.delete_lone_case(tx, former)
    return known is None


def _summary(bundle: Bundle) -> dict[str, object]:
    """What the journal says of an import."""
    files = dict.fromkeys(d.source or d.name for d in bundle.documents)
    return {
        "files": [*files][:20],
        "documents": len(bundle.documents),
        "codes": sum(len(book.codes) for book in bundle.codebooks),
        "codings": len(bundle.codings),
        "tables": len(bundle.tables),
        "guides": len(bundle.guides),
        "indicators": sum(len(frame.indicators) for frame in bundle.indicators),
    }
