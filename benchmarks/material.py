"""A study of any size, composed from the demonstration's own sentences with a fixed seed."""

from __future__ import annotations

import random
from pathlib import Path

import etic
from etic.demo import folder
from etic.model import Bundle, Coding, Document
from etic.project import Project
from etic.read import read_path
from etic.read.turns import turns_of


def project(path: Path, interviews: int, words: int, codings: int) -> Project:
    """A project with so many interviews of so many words, each with so many codings."""
    made = etic.create(path, "Benchmark")
    made.import_bundle(bundle(interviews, words, codings))
    return made


def bundle(interviews: int, words: int, codings: int, seed: int = 7) -> Bundle:
    """The same as values."""
    source = folder()
    book = read_path(source / "codebooks" / "reintegration-2022.yaml").codebooks[0]
    told = read_path(source / "transcripts" / "reintegration-2022").documents
    answers = [
        d.text[turn.body : turn.end] for d in told for turn in d.turns if turn.role == "respondent"
    ]
    questions = [
        d.text[turn.body : turn.end] for d in told for turn in d.turns if turn.role == "interviewer"
    ]
    chance = random.Random(seed)
    leaves = [c.path for c in book.codes if not any(o.parent == c.path for o in book.codes)]
    documents = []
    marks = []
    for i in range(interviews):
        lines = []
        length = 0
        while length < words:
            said = chance.choice(answers)
            lines += [f"И: {chance.choice(questions)}", f"Р: {said}"]
            length += len(said.split())
        text = "\n\n".join(lines)
        name = f"B{i + 1:04}"
        turns = turns_of(text)
        gender = chance.choice(["мужчина", "женщина"])
        documents.append(
            Document(name, text, turns, language="ru", study=book.study,
                     attributes={"gender": gender, "age": chance.randint(18, 65)})
        )  # fmt: skip
        spoken = [t for t in turns if t.role == "respondent" and t.end - t.body > 40]
        for _ in range(codings):
            turn = chance.choice(spoken)
            start = chance.randrange(turn.body, turn.end - 30)
            end = min(turn.end, start + chance.choice([30, 60, 120, 240]))
            quote = text[start:end]
            if quote.strip():
                marks.append(
                    Coding(name, chance.choice(leaves), quote, start, end,
                           coder=chance.choice(["anna", "boris"]))
                )  # fmt: skip
    return Bundle(documents=tuple(documents), codebooks=(book,), codings=tuple(marks))
