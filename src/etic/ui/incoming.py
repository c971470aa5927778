"""Files on their way in: read when dropped, shown, stored only when a person says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from etic.actions.cleaning import look_before
from etic.errors import EticError
from etic.model import Bundle

READ = "etic-read"  # what the files of this session held, by Streamlit's id of the upload


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file: what it brings, or why it brings nothing."""

    name: str
    bundle: Bundle | None
    problem: EticError | None = None
    broken: Mapping[str, int] = field(default_factory=dict)  # kind of edit → places to be cleaned


def read_all(files: Sequence[UploadedFile]) -> list[Incoming]:
    """What the uploaded files hold, each read once. One that cannot be read stops no other."""
    known: dict[str, Incoming] = st.session_state.setdefault(READ, {})
    for gone in known.keys() - {file.file_id for file in files}:
        del known[gone]
    for file in files:
        if file.file_id not in known:
            known[file.file_id] = read_one(file.name, file.getvalue())
    return [known[file.file_id] for file in files]


def read_one(name: str, data: bytes) -> Incoming:
    """What a file's bytes hold."""
    from etic.read import read_source
    from etic.read.source import Source

    try:
        bundle = read_source(Source(name, data))
    except EticError as error:
        return Incoming(name, None, error)
    broken: Counter[str] = Counter()
    for document in bundle.documents:
        broken.update(look_before(document))
    return Incoming(name, bundle, broken=broken)


def together(files: Sequence[Incoming]) -> Bundle:
    """All that the readable files bring."""
    bundle = Bundle()
    for file in files:
        if file.bundle is not None:
            bundle += file.bundle
    return bundle


def counts(bundle: Bundle) -> dict[str, int]:
    """How many things of each kind would come in, by their word in the catalogue `words`."""
    found = {
        "documents": len(bundle.documents),
        "cases": len(bundle.cases),
        "guides": len(bundle.guides),
        "codes": sum(len(book.codes) for book in bundle.codebooks),
        "codings": len(bundle.codings),
        "tables": len(bundle.tables),
        "links": len(bundle.links),
        "respondents": sum(len(given.respondents) for given in bundle.answers),
        "rules": len(bundle.rules),
        "propositions": len(bundle.propositions),
        "indicators": sum(len(frame.indicators) for frame in bundle.indicators),
        "answers": len(bundle.checklist_answers),
        "templates": len(bundle.templates),
        "suggestions": len(bundle.suggestions),
    }
    return {name: n for name, n in found.items() if n}


def brings(bundle: Bundle) -> bool:
    """Whether there is anything to take in, counted or not."""
    return replace(bundle, warnings=()) != Bundle()
