"""Reports that a researcher writes: Markdown with figures of the project in it.

The way of a template: expressions are worked out in a sandbox (`engine`), each figure and block
leaving a mark (`marks`); the Markdown with its marks becomes blocks (`text`); what the figures rest
on follows at the end (`sources`), and every figure leads there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from etic.errors import EticError
from etic.i18n import LANGUAGES, language, t, use_language
from etic.project import Project
from etic.read.front import front_matter, front_pairs
from etic.report.blocks import Block, Note, Report
from etic.report.filling.calling import called
from etic.report.filling.engine import fill
from etic.report.filling.figure import Figure
from etic.report.filling.figures import Figures
from etic.report.filling.insertions import BLOCKS, Context
from etic.report.filling.labels import relabelled
from etic.report.filling.marks import Filling, without_marks
from etic.report.filling.sources import source_blocks
from etic.report.filling.text import blocks

FUNCTIONS = (
    "share", "n", "base", "survey", "answers", "difference", "quote", "name", "codes", "groups",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a text: where it stands in the template, and what it rests on."""

    line: int
    text: str
    value: float | None
    n: int | None
    base: int | None
    low: float | None
    high: float | None
    p: float | None
    codings: tuple[int, ...]
    note: str


@dataclass(frozen=True)
class Filled:
    """A template filled in: the report, and its figures in order."""

    report: Report
    claims: tuple[Claim, ...]
    study: str


def filled(
    project: Project, template: str, *, file: str = "", study: str = "", lang: str = ""
) -> Filled:
    """Fill a template in; study and language are those given, else those in its front matter.

    `file` is what messages call it by. Raises EticError with file and line for whatever cannot be
    worked out: an unknown code, table, answer or function, a fault in the syntax.
    """
    file = file or t("templates.this")
    said, body = front_matter(without_marks(template), file)
    labels = front_pairs(template, "labels", file)
    lang = lang or said.get("lang", "") or language()
    if lang not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise EticError("choice-unknown", name="lang", given=lang, known=known)
    study = project.template_study(study or said.get("study", ""))
    with use_language(lang):
        counted, filling = Figures(project, study), Filling(file)
        context = Context(project, study, counted, filling)
        values = {"lang": lang, "study": study}
        marked = fill(body, file, _functions(counted, context, labels), values, filling)
        context.methods()
        title, made = blocks(marked, filling)
        title = said.get("title", "") or title or project.study_titles()[study] or project.title
        # What is said of the project as a whole opens every report of it.
        remarks = [Note(memo) for memo in project.project_memos()]
        made = relabelled([*remarks, *made, *source_blocks(filling, counted)], labels)
        report = Report(title, said.get("subtitle", ""), lang, tuple(made))
        claims = tuple(_claim(line, figure) for line, figure in filling.placed_figures)
    return Filled(report, claims, study)


def _claim(line: int, figure: Figure) -> Claim:
    return Claim(
        line, figure.text, figure.value, figure.n, figure.base, figure.low, figure.high, figure.p,
        figure.codings, figure.note,
    )  # fmt: skip


def _functions(
    counted: Figures, context: Context, labels: Mapping[str, str]
) -> dict[str, Callable[..., object]]:
    found = {name: called(name, getattr(counted, name)) for name in FUNCTIONS}
    for name, function in BLOCKS.items():
        found[name] = called(name, partial(_inserted, function, context, labels), function)
    return found


def _inserted(
    function: Callable[..., list[Block]], context: Context, labels: Mapping[str, str],
    *given: object, **said: object,
) -> object:  # fmt: skip
    made = function(context, *given, **said)
    return context.filling.insert(relabelled(made, labels, typed=False))
