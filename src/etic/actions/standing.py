"""How far the coding of each study has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etic.i18n import either
from etic.store import Store, queries


@dataclass(frozen=True, slots=True)
class StudyProgress:
    """One study: how much there is, and how much of it carries a code."""

    study: str
    title: str  # in the language at work
    respondents: int
    documents: int
    begun: int  # documents with any coding
    sentences: int  # of those who answer
    coded: int  # sentences with any code


def by_study(store: Store, progress: Mapping[int, tuple[int, int]]) -> list[StudyProgress]:
    """The studies in order; `progress` says of each document how many sentences, how many coded."""
    with store.database.reading() as connection:
        studies = queries.studies(connection)
        documents = queries.documents(connection)
        cases = queries.cases(connection)
    found = []
    for row in studies:
        own = [d for d in documents if d.study == row["name"]]
        sentences = [progress.get(d.id, (0, 0)) for d in own]
        found.append(
            StudyProgress(
                row["name"],
                either(row["title_ru"], row["title_en"]) or row["name"],
                respondents=sum(case.study == row["name"] for case in cases),
                documents=len(own),
                begun=sum(d.codings > 0 for d in own),
                sentences=sum(of for of, _ in sentences),
                coded=sum(done for _, done in sentences),
            )
        )
    return found
