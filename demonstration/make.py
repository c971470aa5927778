"""All files that are composed, as bytes, and where they go."""

from __future__ import annotations

import tempfile
from pathlib import Path

from demonstration import answers, compose, survey
from demonstration.interviews import HERE, STUDIES, interviews

TOP = HERE.parent


def files() -> dict[str, bytes]:
    """Path from the top of the repository → contents; the same every time."""
    found: dict[str, bytes] = {}
    items = interviews()
    for study in STUDIES:
        mine = [item for item in items if item.study == study]
        for item in mine:
            found[f"transcripts/{study}/{item.name}.txt"] = compose.transcript(item).encode()
        found[f"transcripts/{study}/coders.yaml"] = compose.CODERS.encode()
        found[f"transcripts/{study}/codings.csv"] = compose.codings(mine).encode()
    people = answers.people()
    found[f"surveys/{survey.STUDY}.answers.csv"] = answers.as_csv(people)
    found[f"surveys/{survey.STUDY}.variables.yaml"] = answers.as_yaml()
    with tempfile.TemporaryDirectory() as folder:
        sav = Path(folder, "answers.sav")
        answers.as_sav(people, sav)
        found[f"surveys/{survey.STUDY}.answers.sav"] = sav.read_bytes()
    return found


def make(top: Path = TOP) -> None:
    """Write them."""
    for name, data in files().items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
