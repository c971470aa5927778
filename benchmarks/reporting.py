"""The whole set of reports of the demonstration: each study, in each language, in each format."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etic.demo import create_demo
from etic.i18n import LANGUAGES, use_language
from etic.project import FORMATS
from etic.report import encode, write
from etic.report.composing import composed


def run() -> None:
    """Print the figures."""
    seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def timed(what: str) -> Iterator[None]:
        begin = time.process_time()
        yield
        seconds[what] += time.process_time() - begin

    with tempfile.TemporaryDirectory() as folder, create_demo(Path(folder, "demo.etic")) as p:
        with timed("all, as `etic report -o reports/`"):
            p.reports(Path(folder, "reports"))
        for study in p.study_titles():
            with timed("an article with its page, as first opened on a screen"):
                encode(composed(p, study, lang="ru"), ".html")
        with timed("the automatic report of all with its page, as first opened on a screen"):
            encode(composed(p, automatic=True, lang="ru"), ".html")
        for study in p.study_titles():
            for lang in LANGUAGES:
                with use_language(lang), timed("composing"):
                    made = composed(p, study, lang=lang)
                for name in (*FORMATS, "md"):
                    with timed(name):
                        write(made, Path(folder, f"one.{name}"))
    print("\nseconds of CPU\n\n| what | seconds |\n|---|---|")
    for what, took in seconds.items():
        print(f"| {what} | {took:.1f} |")
