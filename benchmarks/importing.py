"""Bringing 87 interviews in: read, turns, sentences, lemmas, index and journal."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import etic
from benchmarks.material import bundle


def run() -> None:
    """Print the figures."""
    study = bundle(interviews=87, words=9_000, codings=60)
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for document in study.documents:
            (texts / f"{document.name}.txt").write_text(document.text, encoding="utf-8")
        begin = time.perf_counter()
        with etic.create(Path(folder) / "a.etic") as project:
            report = project.import_files([texts])
            words = sum(len(d.text.split()) for d in study.documents)
            took = time.perf_counter() - begin
            size = project.path.stat().st_size
        print(
            f"{report.documents} interviews, {words:,} words, from txt files: {took:.1f} s,"
            f" project file {size / 1e6:.0f} MB"
        )
        begin = time.perf_counter()
        with etic.create(Path(folder) / "b.etic") as project:
            counted = project.import_bundle(study)
            print(f"the same with {counted.codings:,} codings: {time.perf_counter() - begin:.1f} s")
            begin = time.perf_counter()
            assert project.verify() == []
            print(f"verify: {time.perf_counter() - begin:.1f} s")
