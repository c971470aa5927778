"""Suggestions: how long they take for one long interview, and how good they are."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import etic
from benchmarks import material
from etic.demo import create_demo
from etic.project import Project
from etic.suggest.evaluation import Figure

INTERVIEWS, WORDS, CODINGS = 30, 9_000, 60


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        with material.project(Path(folder, "study.etic"), INTERVIEWS, WORDS, CODINGS) as project:
            speed(project)
        path = Path(folder, "demo.etic")
        create_demo(path).close()
        with etic.open(path) as project:
            quality(project)


def speed(project: Project) -> None:
    """One interview after the other, none of whose vectors is there before it."""
    print(f"{INTERVIEWS} interviews of {WORDS:,} words, {CODINGS} codings each; seconds")
    for n in range(6):
        row = project.document_list()[n]
        started = time.perf_counter()
        found = project.suggest(row.id, least=0)
        took = time.perf_counter() - started
        what = "first, with the models and all examples" if n == 0 else "another interview"
        print(f"  {what:42} {took:6.2f}  ({len(found.passages)} passages)")
    started = time.perf_counter()
    project.suggest(row.id)
    print(f"  {'the last once more, its vectors kept':42} {time.perf_counter() - started:6.2f}")
    started = time.perf_counter()
    made = project.prepare_vectors()
    took = time.perf_counter() - started
    print(f"  all other vectors, {made:,}: {took:.1f} s, {1000 * took / max(1, made):.1f} ms each")
    started = time.perf_counter()
    project.similar("Соскучился по матери и вернулся", limit=20)
    print(f"  {'more like this, 20 of all passages':42} {time.perf_counter() - started:6.2f}")


def quality(project: Project) -> None:
    """The demonstration, each interview by what is known without it."""
    for study in ("human-resources-2020", "reintegration-2022"):
        for shots in (0, 1, 3, 10, None):
            result = project.evaluate_suggestions(study=study, shots=shots)
            print(
                f"  {study}, {len(result.codes)} codes, {result.passages} passages,"
                f" examples a code {'all' if shots is None else shots}:"
                f" macro-F1 {told(result.macro_f1)}, first right {told(result.top1)},"
                f" among three {told(result.top3)}"
            )


def told(figure: Figure) -> str:
    """`.751 [.713, .776]`."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "—"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
