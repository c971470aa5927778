"""Giving a whole project out, so that it can be read without Etic and back into it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from etic.actions import samples
from etic.actions.documents import WAITING
from etic.errors import EticError
from etic.model import Bundle, Case, Coding, Document, Turn
from etic.store import (
    Store,
    answers,
    checklists,
    codebook,
    framework,
    guides,
    indicators,
    links,
    propositions,
    queries,
    round_records,
    rules,
    suggestions,
    survey,
    templates,
)
from etic.write.place import replacing

_LONG_AGO = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # one time for all entries, so that the same project gives the same bytes


def gather(store: Store) -> Bundle:
    """The whole project as values of the model: its current revisions, not its history."""
    with store.database.reading() as connection:
        tree = store.tree()
        rows = queries.documents(connection)
        cases = {case.id: case for case in queries.cases(connection)}
        unasked: dict[int, list[str]] = {}
        for case_id, code_id in queries.not_asked(connection):
            unasked.setdefault(case_id, []).append(tree.by_id[code_id].path)
        documents = tuple(
            Document(
                name=row.name,
                text=queries.text(connection, row.revision_id),
                turns=tuple(queries.turns(connection, row.revision_id)),
                case=row.case,
                study=row.study,
                language=row.language,
                attributes=cases[row.case_id].attributes if row.case_id in cases else {},
                header={k: v for k, v in row.header.items() if k != WAITING},
                not_asked=(*unasked.get(row.case_id or 0, ()), *row.header.get(WAITING, ())),
                source=row.source,
                sha256=row.source_sha256,
            )
            for row in rows
        )
        interviewed = {row.case_id for row in rows}
        return Bundle(
            documents=documents,
            codebooks=tuple(codebook.books(connection, tree)),
            codings=tuple(
                Coding(
                    document=f"{q.study}/{q.document}", code=q.code, quote=q.quote, start=q.start,
                    end=q.end, coder=q.coder, memo=q.memo, state=q.state, origin=q.origin,
                    created=q.created, uid=q.uid,
                )
                for q in queries.quotes(connection, tree)
            ),
            cases=tuple(
                Case(case.name, case.study, case.attributes)
                for case in cases.values()
                if case.id not in interviewed
            ),
            memos=tuple(queries.memos(connection, tree)),
            tables=tuple(table for _, table in survey.tables(connection)),
            links=tuple(link for _, _, link in links.links(connection, tree)),
            pillars=tuple(links.pillars(connection)),
            propositions=tuple(propositions.gathered(connection, tree)),
            attributes=tuple(queries.attributes(connection)),
            answers=tuple(answers.answers(connection)),
            guides=tuple(guides.guides(connection, tree)),
            second_coders=tuple(queries.second_coders(connection)),
            probability_samples=tuple(samples.probability_samples(connection)),
            rules=tuple(row.rule for row in rules.rules(connection, tree)),
            suggestions=tuple(suggestions.placed(connection, tree)),
            summaries=tuple(framework.placed(connection, tree)),
            rounds=tuple(round_records.round_records(connection, tree)),
            decisions=tuple(round_records.decision_records(connection, tree)),
            indicators=tuple(indicators.frames(connection, tree)),
            checklist_answers=tuple(checklists.answers(connection)),
            templates=tuple(templates.templates(connection)),
            title=str(queries.project(connection)["title"]),
        )  # fmt: skip


def export(store: Store, path: Path) -> None:
    """Write the whole project to a file, the format by its suffix."""
    if path.suffix.lower() != ".zip":
        raise EticError("format-unknown", file=path, known=".zip")
    data = archive(gather(store))
    with replacing(path) as beside:
        beside.write_bytes(data)


def archive(bundle: Bundle) -> bytes:
    """A study folder as a zip; the same bundle gives the same bytes."""
    from etic.write.study_folder import files

    derived = {f"{d.study}/{d.name}": _derived(d) for d in bundle.documents}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files(bundle, derived).items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, data)
    return out.getvalue()


def _derived(document: Document) -> tuple[Turn, ...]:
    """The turns that a reader finds in the text alone."""
    from etic.read.transcript import with_languages
    from etic.read.turns import turns_of

    return with_languages(document.text, turns_of(document.text), document.language)
