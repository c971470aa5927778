"""The figures and transcripts of a project, gathered so that a draft can be held against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

from etic.actions import crosstabs, indicators
from etic.actions.answer_counting import count_answers
from etic.actions.indicator_cases import dimension_sums, type_of
from etic.actions.samples import UNSAID
from etic.analysis.counts import ALL, UNKNOWN, Base
from etic.errors import EticError
from etic.i18n import either, t
from etic.indicated import CaseType, Dimension
from etic.mixed.claims import (
    Draft,
    Figure,
    Pool,
    Subject,
    Transcript,
    derived,
    read_draft,
    read_text,
)
from etic.mixed.joint import total_group
from etic.model import Answers, ReportTemplate, ResponseSet, SurveyTable, Variable
from etic.read.front import front_pairs
from etic.read.source import Source
from etic.store import Store, queries
from etic.store import answers as stored_answers
from etic.store import indicators as stored_indicators
from etic.store import links as stored_links
from etic.store import survey as stored_survey
from etic.store.codebook import Tree
from etic.store.queries import CaseRow, printed

MOST_GROUPS = 12  # an attribute with more values is no grouping that a draft counts by
MOST_CROSSED = 5  # answers of a question by which others are crossed
CROSSING = 4  # questions, the first ones, by which all others are crossed
BASES: tuple[Base, ...] = ("asked", "group")
LONGEST_PATH = 1000  # characters; what is longer is a text
DIFFERENCE = ("разниц", "difference")  # what a column of differences is called
LEAST = 8  # respondents of a kind, from which on they may be a base


def read(draft: str | Path | bytes, name: str = "") -> Draft:
    """A draft from a path, from the bytes of a file, or from its text."""
    if isinstance(draft, bytes):
        return read_draft(Source(name, draft))
    if isinstance(draft, str) and _is_text(draft):
        return read_text(draft, name)
    path = Path(draft)
    try:
        return read_draft(Source(name or path.name, path.read_bytes()))
    except OSError as fault:
        raise EticError("draft-missing", file=path, why=fault.strerror or fault) from fault


def _is_text(draft: str) -> bool:
    """Whether it is a text: of several lines, or of several words that name no file."""
    if len(draft) > LONGEST_PATH or "\n" in draft:
        return True
    return " " in draft and not Path(draft).is_file()


def labels(
    draft: Draft, templates: Iterable[ReportTemplate], studies: Iterable[str]
) -> dict[str, dict[str, str]]:
    """Study → what a draft in this language calls answers, groups and questions: what its own
    front matter says, then what the templates in its language do."""
    found = {study: dict(draft.labels) for study in studies}
    for template in templates:
        if template.language == ("ru" if draft.russian else "en"):
            for word, said in front_pairs(template.text, "labels", template.name).items():
                found.setdefault(template.study, {}).setdefault(word, said)
    return found


def pool(store: Store, study: str) -> Pool:
    """All figures that a draft may claim: of one study, or of all."""
    with store.database.reading() as connection:
        tree = store.tree()
        tables = [
            table for _, table in stored_survey.tables(connection) if study in ("", table.study)
        ]
        links = [link for _, _, link in stored_links.links(connection, tree)]
        sets = [a for a in stored_answers.answers(connection) if study in ("", a.study)]
        cases = [c for c in queries.cases(connection) if study in ("", c.study)]
        labels = {a.name: (a.label_ru, a.label_en) for a in queries.attributes(connection)}
        studies = list(dict.fromkeys(c.study for c in cases))
        counts = queries.counts(connection)
        frames = [
            f.study for f in stored_indicators.frames(connection, tree) if study in ("", f.study)
        ]
    linked: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for link in links:
        node = tree.by_path.get(link.code)
        if node is not None:
            linked[link.study, link.table, link.question].append(node.code.name_en)
    figures: list[Figure] = []
    for table in tables:
        figures += _table(table, linked[table.study, table.number, table.question])
    for name in studies:
        members = [c for c in cases if c.study == name]
        figures += _codes(store, tree, name, members)
        figures += _sample(name, members, labels)
    for each in sets:
        figures += _answers(each)
    for name in (name for name in frames if study in ("", name)):
        figures += _indicators(indicators.gather(store, name))
    bases = _bases(tables, sets, cases, figures, counts)
    return Pool(tuple(figures), bases, _names(tree, tables, sets))


def transcripts(store: Store, study: str) -> list[Transcript]:
    """The interviews with their texts, and the codes on them."""
    with store.database.reading() as connection:
        tree = store.tree()
        codings: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for quote in queries.quotes(connection, tree, counted=True):
            codings[quote.document_id].append((quote.start, quote.end, quote.code))
        return [
            Transcript(
                d.case, d.name, d.study, queries.text(connection, d.revision_id),
                d.quotable, tuple(codings[d.id]),
            )
            for d in queries.documents(connection)
            if study in ("", d.study)
        ]  # fmt: skip


def code_names(tree: Tree) -> dict[str, str]:
    """Names and paths of codes, in small letters → path; a name of several codes is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in tree:
        for name in (node.name, node.code.name_ru, node.code.name_en, node.path):
            if name:
                found[name.lower()].add(node.path)
    return {name: next(iter(paths)) for name, paths in found.items() if len(paths) == 1}


# -- figures ---------------------------------------------------------------------------------------


def _table(table: SurveyTable, linked: Sequence[str]) -> Iterator[Figure]:
    """The cells of a published table, and what follows from them."""
    subject = Subject(
        f"table:{table.study}/{table.number}/{table.question}", "table",
        t("drafts.of-table", number=table.number), (f"{table.title} {table.question}",),
        table.study, table.number, linked=tuple(filter(None, dict.fromkeys(linked))),
    )  # fmt: skip
    total = total_group(list(dict.fromkeys(c.group for c in table.cells)))
    counts = {(c.answer, c.group): c.n for c in table.cells if c.n is not None}
    found, whole = [], []
    for cell in table.cells:
        group = "" if cell.group == total else cell.group
        base = int(cell.declared_base) if cell.declared_base.isdigit() and not group else None
        n = counts.get((cell.answer, cell.group))
        if cell.percent and cell.percent[0] != "<":
            value = float(cell.percent.replace(",", ".").replace("−", "-"))
            if n is None and base:
                n = round(value * base / 100)
            digits = len(cell.percent.replace(",", ".").partition(".")[2])
            found.append(
                Figure(subject, value, "percent", cell.answer, group, "", digits, n, base,
                       printed=cell.percent)
            )  # fmt: skip
            if not cell.subtotal:
                whole.append(found[-1])
        elif cell.n is not None:
            found.append(Figure(subject, cell.n, "count", cell.answer, group, "", 0, cell.n, base))
    yield from found
    yield from derived(whole)
    for figure in derived([f for f in found if f not in whole]):
        if figure.kind == "points":
            yield figure
    for figure in found:  # a column of differences is in points
        if figure.value < 0 or any(word in figure.group.lower() for word in DIFFERENCE):
            yield Figure(subject, abs(figure.value), "points", figure.answer, figure.group,
                         digits=figure.digits, derived=True)  # fmt: skip


def _codes(store: Store, tree: Tree, study: str, cases: Sequence[CaseRow]) -> Iterator[Figure]:
    """Respondents with each code, by the groups of every attribute, on either base."""
    paths = [n.path for n in tree if not n.studies or study in n.studies]
    if not paths:
        return
    subjects = {}
    for path in paths:
        code = tree.find(path).code
        above = tree.by_path[code.parent].code if code.parent else None
        names = [
            " ".join(filter(None, (name, parent)))
            for name, parent in (
                (code.name_ru, above.name_ru if above else ""),
                (code.name_en, above.name_en if above else ""),
            )
        ]
        own = [name for name in (code.name_ru, code.name_en, path.replace("/", " ")) if name]
        subjects[path] = Subject(
            f"code:{study}/{path}", "code", tree.label(tree.find(path).id),
            tuple(dict.fromkeys([*own[:2], *filter(None, names), own[-1]])), study, path=path,
        )  # fmt: skip
    grouped: dict[tuple[str, str, Base], list[Figure]] = defaultdict(list)
    for by in ("", *_groupings(cases)):
        for base in BASES:
            found = crosstabs.crosstab(
                store, paths, [by] if by else [], "case", base, study, None,
            )  # fmt: skip
            for row in found.rows:
                s = row.share
                if s.share is None or row.group == UNKNOWN or (by and row.group == ALL):
                    continue
                counted = Figure(
                    subjects[row.code], 100 * s.share, "percent", "", row.group, by, -1, s.n, s.base
                )
                grouped[row.code, by, base].append(counted)
                yield counted
    for same in grouped.values():
        if 2 <= len(same) <= MOST_CROSSED:
            yield from (f for f in derived(same) if f.kind == "points")


def _indicators(gathered: indicators.Gathered) -> Iterator[Figure]:
    """How many meet each indicator, wholly, in part or not."""
    for row in gathered.rows:
        one = row.indicator
        subject = Subject(
            f"indicator:{gathered.frame.study}/{one.name}", "indicator", indicators.label(one),
            tuple(filter(None, (one.label_ru, one.label_en))), gathered.frame.study,
        )  # fmt: skip
        base = row.share.base
        for state, n in row.counts.items():
            if base and state != "unasked":
                said = indicators.state_text(state)
                yield Figure(subject, 100 * n / base, "percent", said, "", "", -1, n, base)
    yield from _summed(gathered)


def _summed(gathered: indicators.Gathered) -> Iterator[Figure]:
    """The dimensions' sums over all cases, and how many cases are of each type."""
    frame, cases = gathered.frame, [case.name for case in gathered.cases]

    def of(kind: str, one: Dimension | CaseType) -> Subject:
        names = tuple(filter(None, (one.label_ru, one.label_en)))
        return Subject(
            f"{kind}:{frame.study}/{one.name}", "indicator", indicators.label(one), names,
            frame.study,
        )  # fmt: skip

    sums = [dimension_sums(gathered, case) for case in cases]
    for dimension in frame.dimensions:
        met = sum(each[dimension.name][0] for each in sums)
        known = sum(each[dimension.name][1] for each in sums)
        if known:
            yield Figure(of("dimension", dimension), 100 * met / known)
    types = [type_of(gathered, case) for case in cases]
    for one in frame.types:
        n = types.count(one.name)
        yield Figure(of("type", one), 100 * n / len(cases), n=n, base=len(cases))


def _groupings(cases: Sequence[CaseRow]) -> list[str]:
    values: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for name, value in case.attributes.items():
            if isinstance(value, str) and value:
                values[name].add(value)
    return [name for name, seen in values.items() if 2 <= len(seen) <= MOST_GROUPS]


def _sample(
    study: str, cases: Sequence[CaseRow], labels: dict[str, tuple[str, str]]
) -> Iterator[Figure]:
    """How the respondents are composed: by every attribute."""
    for name in dict.fromkeys(name for case in cases for name in case.attributes):
        given = [printed(v) for c in cases if (v := c.attributes.get(name)) not in (None, "")]
        named = tuple(filter(None, labels.get(name, ("", "")))) or (name,)
        subject = Subject(
            f"sample:{study}/{name}", "sample",
            t("drafts.of-sample", name=either(*labels.get(name, ("", ""))) or name), named, study,
        )  # fmt: skip
        for value in dict.fromkeys(given):
            n = given.count(value)
            yield Figure(subject, 100 * n / len(given), "percent", value, "", "", -1, n, len(given))


def _answers(answers: Answers) -> Iterator[Figure]:
    """Answers by respondent, counted; crossed by the first questions with few answers.

    Where they have weights, a draft may give either share, with them or without.
    """
    said = {v.name: len(_given(answers, v)) for v in answers.variables}
    asks = [v for v in answers.variables if v.kind != "weight" and v.name != answers.weight]
    crossing = [v for v in asks if 2 <= said[v.name] <= MOST_CROSSED][:CROSSING]
    asked = [v for v in asks if 2 <= said[v.name] <= 3 * MOST_GROUPS]
    ways = (False, True) if answers.weight else (False,)
    questions: tuple[ResponseSet | Variable, ...] = (*answers.sets, *asked)
    for question in questions:
        label = question.label or question.name
        subject = Subject(
            f"answers:{answers.study}/{question.name}", "answers",
            t("drafts.of-answers", question=label), (label,), answers.study,
        )  # fmt: skip
        for by, weighted in product((None, *crossing), ways):
            if by is question:
                continue
            counted = count_answers(
                answers, question.name, by.name if by else "", "asked", UNSAID, weighted=weighted
            )
            found = [
                Figure(
                    subject, 100 * row.share.share, "percent", row.code, row.group,
                    by.name if by else "", -1, None if weighted else row.share.n, row.share.base,
                )
                for row in counted.rows
                if row.share.share is not None
                and row.group != UNKNOWN
                and not (by and row.group == ALL)
            ]  # fmt: skip
            yield from found
            if by is None and not counted.first.multiple:  # of several answers none is left to 100
                yield from derived(found, groups=False)


def _given(answers: Answers, variable: Variable) -> set[str]:
    return {said[variable.name] for _, said in answers.respondents if said.get(variable.name)}


def _bases(
    tables: Sequence[SurveyTable], sets: Sequence[Answers], cases: Sequence[CaseRow],
    figures: Sequence[Figure], counts: dict[str, int],
) -> dict[int, str]:  # fmt: skip
    """How many there are of whom: respondents, groups, questionnaires, declared bases."""
    found: dict[int, str] = {}
    for study in dict.fromkeys(c.study for c in cases):
        found[sum(c.study == study for c in cases)] = study
    found.setdefault(len(cases), "")
    for each in sets:
        found.setdefault(len(each.respondents), each.study)
    for table in tables:
        for cell in table.cells:
            if cell.declared_base.isdigit():
                found.setdefault(int(cell.declared_base), table.number)
    for figure in figures:
        if figure.subject.source == "sample" and (figure.n or 0) >= LEAST:
            found.setdefault(figure.n or 0, figure.answer)
    for n in counts.values():
        found.setdefault(n, "")
    return found


def _names(tree: Tree, tables: Sequence[SurveyTable], sets: Sequence[Answers]) -> frozenset[str]:
    """Texts that stand in quotation marks without having been said, in small letters."""
    texts = [x for t in tables for x in (t.title, t.question, *(c.answer for c in t.cells))]
    texts += [v.label for a in sets for v in a.variables]
    for node in tree:
        code = node.code
        texts += [code.name_ru, code.name_en, code.definition, code.include, code.exclude]
        texts.append(code.example)
    plain = (" ".join(text.split()).strip(" .?!,;«»").lower() for text in texts)
    return frozenset(text for text in plain if text)
