"""The report of a study: who was interviewed, with which codes, how many said what, in whose words,
and beside which figures of the survey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from etic import __version__
from etic.analysis.result import Result
from etic.analysis.spreading import draw_quotes
from etic.i18n import day, language, t
from etic.model import Column, Quote, Value
from etic.project import Project
from etic.report.audit import audit_blocks
from etic.report.blocks import (
    Block,
    Heading,
    Note,
    Paragraph,
    QuoteBlock,
    QuoteItem,
    Report,
    TableBlock,
)
from etic.report.checklists import checklist_blocks
from etic.report.counts import counts, groups, pictures
from etic.report.indicators import indicators
from etic.report.induction import proposition_blocks
from etic.report.joint import joint
from etic.report.memos import appendix, counted_quotes
from etic.report.outline import some_of
from etic.report.results import Anchor, method_blocks
from etic.report.trust import trust
from etic.store.codebook import Node
from etic.store.queries import CaseRow, DocumentRow, printed

MOST_QUOTES = 40  # of one code; the quote table has them all
MOST_GROUPS = 4  # an attribute with more values is no grouping


@dataclass(frozen=True)
class _Study:
    """What of the project belongs to one study."""

    name: str
    key: str  # in the anchors of the page
    title: str
    cases: list[CaseRow]
    documents: list[DocumentRow]
    codes: list[Node]
    quotes: list[Quote]


def compose(
    project: Project,
    study: str = "",
    *,
    memos: bool = False,
    spread: bool = True,
    checklists: Sequence[str] = (),
) -> Report:
    """The report as blocks, in the language of the person at work.

    `study` names one; otherwise all follow one another. With `memos`, the researcher's own are
    in it: beside the quotes, and as an appendix. Where a code has more quotes than are shown, they
    are spread over respondents; without `spread` they are the first ones. `checklists` are added as
    each study answers them.
    """
    studies = list(_studies(project, study, memos))
    several = len(studies) > 1
    blocks: list[Block] = [Paragraph(memo) for memo in project.project_memos()]
    counted: list[Result] = []
    for part in studies:
        if several:
            blocks.append(Heading(1, part.title))
        blocks += _study(project, part, 2 if several else 1, spread, counted)
    blocks += joint(project, study, 1)
    audited, found = audit_blocks(project, study, 1)
    blocks += audited
    counted += found
    blocks += indicators(project, study, 1, counted)
    blocks += appendix(project, study, 1) if memos else []
    blocks += method_blocks(counted, 1)
    blocks += checklist_blocks(project, [part.name for part in studies], checklists, 1)
    title = studies[0].title if len(studies) == 1 else project.title
    return Report(title, t("studyreport.subtitle"), language(), tuple(blocks))


def sample_blocks(project: Project, study: str, attributes: Sequence[str] = ()) -> list[Block]:
    """Who was interviewed, in words and as a table; with the attributes named, else with all."""
    part = next(iter(_studies(project, study, memos=False)))
    labels = project.attribute_labels()
    shown = {name: labels[name] for name in attributes or labels}
    return [Paragraph(_sample_in_words(part)), _sample(part, shown)]


def codebook_blocks(project: Project, study: str) -> list[Block]:
    """The codes of a study with their definitions."""
    return [_codebook(next(iter(_studies(project, study, memos=False))))]


def studied(project: Project, study: str) -> list[Block]:
    """How all was counted that the report of a study has: in words, then its formulas."""
    counted: list[Result] = []
    part = next(iter(_studies(project, study, memos=False)))
    _study(project, part, 1, True, counted)
    counted += audit_blocks(project, study, 1)[1]
    indicators(project, study, 1, counted)
    return [Paragraph(_method(part)), *method_blocks(counted, 1)[1:]]


def _studies(project: Project, wanted: str, memos: bool) -> Iterable[_Study]:
    documents = project.document_list()
    cases = project.case_list()
    titles = project.study_titles()
    if wanted:
        project.check_study(wanted)
    for position, (name, title) in enumerate(titles.items(), 1):
        its_documents = [d for d in documents if d.study == name]
        if wanted not in ("", name) or not (its_documents or wanted):
            continue
        interviewed = {d.case_id for d in its_documents}
        yield _Study(
            name,
            f"study{position}",
            title or project.title,
            [c for c in cases if c.id in interviewed],
            its_documents,
            [n for n in project.codebook() if not n.studies or name in n.studies],
            counted_quotes(project, name, memos),
        )


def _study(
    project: Project, study: _Study, level: int, spread: bool, results: list[Result]
) -> list[Block]:
    """The blocks of one study; what was counted for it joins `results`."""
    blocks: list[Block] = [
        Heading(level, t("studyreport.sample")),
        Paragraph(_sample_in_words(study)),
        _sample(study, project.attribute_labels()),
        Heading(level, t("studyreport.method")),
        Paragraph(_method(study)),
    ]
    if study.codes:
        paths, grouping = [n.path for n in study.codes], _grouping(study)
        counted = project.table(paths, study=study.name)
        by_group = project.table(paths, by=grouping, study=study.name) if grouping else None
        results.append(by_group or counted)
        shown, quote_blocks = _quotes(study, level + 1, spread)
        blocks += [
            Heading(level, t("studyreport.counts")),
            counts(counted, study.codes, shown, study.key),
            *groups(by_group, shown, study.key),
            *pictures(counted, study.codes, shown, study.key),
            Heading(level, t("studyreport.quotes")),
            *_withheld(study),
            *quote_blocks,
        ]
        blocks += proposition_blocks(
            project, study.name, level, allowed=_may_quote(study), item=quote_item
        )
        families = [n.path for n in study.codes if n.depth == 0]
        firm, found = trust(project, study.name, study.key, families, level, _leads(study, shown))
        blocks += [*firm, Heading(level, t("studyreport.codebook")), _codebook(study)]
        results += found
    return blocks


def _leads(study: _Study, shown: Mapping[str, str]) -> Anchor:
    """From codings to the quotes of their code, where these are shown."""
    codes = {quote.id: quote.code for quote in study.quotes}

    def anchor(codings: Sequence[int]) -> str:
        return next((shown[codes[i]] for i in codings if codes.get(i) in shown), "")

    return anchor


# -- sample and method -----------------------------------------------------------------------------


def _sample_in_words(study: _Study) -> str:
    days = sorted(str(d.header["date"]) for d in study.documents if d.header.get("date"))
    said = t(
        "studyreport.sample-words",
        cases=t("words.cases", n=len(study.cases)),
        documents=t("words.documents", n=len(study.documents)),
    )
    if days:
        said += " " + t("studyreport.dates", first=day(days[0]), last=day(days[-1]))
    return said


def _sample(study: _Study, labels: Mapping[str, str]) -> TableBlock:
    named = [a for a in labels if any(c.attributes.get(a) not in (None, "") for c in study.cases)]
    columns = (
        Column("case", t("columns.case")),
        *(
            Column(f"attribute.{a}", labels[a], _kind(c.attributes.get(a) for c in study.cases))
            for a in named
        ),
        Column("codings", t("studyreport.codings"), "integer"),
    )
    per_case: dict[str, int] = defaultdict(int)
    for quote in study.quotes:
        per_case[quote.case] += 1
    rows = [
        (case.name, *(case.attributes.get(a) for a in named), per_case[case.name])
        for case in study.cases
    ]
    return TableBlock.of(columns, rows, title=t("studyreport.sample-table"))


def _kind(values: Iterable[Value]) -> Literal["integer", "text"]:
    present = [v for v in values if v is not None]
    whole = all(isinstance(v, int) and not isinstance(v, bool) for v in present)
    return "integer" if present and whole else "text"


def _method(study: _Study) -> str:
    coders = sorted({q.coder for q in study.quotes})
    return t(
        "studyreport.method-words",
        codes=t("words.codes", n=len(study.codes)),
        codings=t("words.codings", n=len(study.quotes)),
        coders=", ".join(coders) or "—",
        version=__version__,
    )


# -- counts ----------------------------------------------------------------------------------------


def _grouping(study: _Study) -> str:
    """The first attribute whose values part the respondents into a few groups."""
    names = dict.fromkeys(name for case in study.cases for name in case.attributes)
    for name in names:
        values = [printed(case.attributes.get(name)) for case in study.cases]
        texts = all(isinstance(c.attributes.get(name), str | None) for c in study.cases)
        if texts and 2 <= len(set(values)) <= MOST_GROUPS and len(set(values)) < len(values):
            return name
    return ""


# -- quotes ----------------------------------------------------------------------------------------


def _may_quote(study: _Study) -> set[int]:
    return {d.id for d in study.documents if d.quotable}


def _withheld(study: _Study) -> Iterable[Note]:
    allowed = _may_quote(study)
    withheld = sum(1 for q in study.quotes if q.document_id not in allowed)
    if withheld:
        people = len({q.case for q in study.quotes if q.document_id not in allowed})
        yield Note(
            t(
                "studyreport.withheld",
                quotes=t("words.quotes", n=withheld),
                cases=t("words.cases", n=people),
            )
        )


def _quotes(study: _Study, level: int, spread: bool) -> tuple[dict[str, str], list[Block]]:
    """Quotes by code, and the anchor of each code that has any."""
    allowed = _may_quote(study)
    by_code: dict[str, list[Quote]] = defaultdict(list)
    for quote in study.quotes:
        if quote.document_id in allowed:
            by_code[quote.code].append(quote)
    shown: dict[str, str] = {}
    blocks: list[Block] = []
    family = ""
    for node in study.codes:
        quotes = by_code.get(node.path)
        if not quotes:
            continue
        root = node.path.partition("/")[0]
        if root != family:
            family = root
            name = next((n.name for n in study.codes if n.path == root), root)
            blocks.append(Heading(level, name))
        anchor = f"quotes-{study.key}-{node.id}"
        shown[node.path] = anchor
        chosen = draw_quotes(quotes, MOST_QUOTES, spread=spread)
        some = some_of(chosen, quotes)
        blocks.append(QuoteBlock(tuple(quote_item(q) for q in chosen), anchor, node.name, some))
    # A code above opens into the first of those under it.
    for node in study.codes:
        if node.path not in shown:
            under = [path for path in shown if path.startswith(node.path + "/")]
            if under:
                shown[node.path] = shown[under[0]]
    return shown, blocks


def quote_item(quote: Quote) -> QuoteItem:
    """A quote as it stands in a report, with who said it and where."""
    attributes = [printed(v) for v in quote.attributes.values() if v not in (None, "")][:3]
    who = " · ".join([quote.case, ", ".join(attributes)] if attributes else [quote.case])
    source = f"{who} · {quote.document}, {quote.start}–{quote.end}"
    if quote.state == "no":
        source += " · " + t("studyreport.denied")
    if quote.memo:
        source += " · " + t("studyreport.memo", memo=quote.memo)
    return QuoteItem(quote.quote, source)


# -- codebook --------------------------------------------------------------------


def _codebook(study: _Study) -> TableBlock:
    keys = ("definition", "include", "exclude", "example")
    columns = (
        Column("name", t("columns.name")),
        *(Column(key, t(f"studyreport.{key}")) for key in keys),
    )
    rows = [
        ("\u2003" * n.depth + n.name, *(getattr(n.code, key) for key in keys)) for n in study.codes
    ]
    return TableBlock.of(columns, rows, title=t("studyreport.codebook-table"))
