"""A whole project as plain files: what a person can read without Etic, and Etic reads back whole.

project.yaml                     title, attributes, second coders, memos
codebooks/<study>.yaml
transcripts/<study>/<name>.txt   YAML header, then the text as it is
transcripts/<study>/codings.csv
transcripts/<study>/suggestions.csv
cases/<study>.csv                respondents that have no document
surveys/<study>.csv, surveys/<study>.links.yaml
surveys/<study>.answers.csv, surveys/<study>.variables.yaml    answers by respondent
guides/<study>.yaml, guides/<study>.<guide>.yaml where there are several
propositions/<study>.yaml
framework/<study>.yaml           summaries of the framework matrix
rounds/rounds.yaml               rounds of double coding, and what was decided
checklists/<study>.yaml          answers to checklists of reporting
reports/<name>.<lang>.md         templates of reports
indicators/<study>.yaml          dimensions, indicators, types of cases
rules/<study>.yaml               rules of coding; those of no particular study in rules/rules.yaml
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import yaml

from etic.model import (
    Answers,
    Attribute,
    Bundle,
    Case,
    Code,
    Codebook,
    CodeSet,
    Coding,
    Document,
    Link,
    Memo,
    ResponseSet,
    Rule,
    Suggestion,
    SurveyTable,
    Turn,
    Variable,
)
from etic.write.checklists import checklists_yaml
from etic.write.framework import framework_yaml
from etic.write.guide import guide_yaml
from etic.write.indicators import indicators_content
from etic.write.links import links_content
from etic.write.propositions import propositions_content
from etic.write.rounds import rounds_yaml

_CODINGS = (
    "document", "start", "end", "code", "coder", "state", "quote", "memo", "origin", "created",
    "uid",
)  # fmt: skip
_SUGGESTIONS = (
    "document", "start", "end", "code", "quote", "score", "why", "source", "created", "outcome",
    "coder", "coding", "uid",
)  # fmt: skip
_CELLS = (
    "study", "table", "title", "question", "answer", "group", "n", "percent", "declared_base",
    "is_subtotal",
)  # fmt: skip


def files(bundle: Bundle, derived: Mapping[str, Sequence[Turn]] | None = None) -> dict[str, bytes]:
    """Path → contents.

    `derived` holds, by document name, the turns that a reader would find in the text alone; a
    document whose turns are others carries them in its header.
    """
    found: dict[str, str] = {"project.yaml": _project(bundle)}
    for book in bundle.codebooks:
        found[f"codebooks/{_safe(book.study) or 'codebook'}.yaml"] = codebook(book)
    taken: set[str] = set()
    names = Counter(document.name for document in bundle.documents)
    shared = {name for name, n in names.items() if n > 1}  # by documents of several studies
    for document in bundle.documents:
        folder = f"transcripts/{_safe(document.study)}"
        name = _unique(_safe(document.name) or "document", folder, taken)
        would_be = (derived or {}).get(f"{document.study}/{document.name}")
        found[f"{folder}/{name}.txt"] = transcript(document, name, would_be)
    for study, codings in _by(bundle.codings, lambda c: c.document.rpartition("/")[0]).items():
        found[f"transcripts/{_safe(study)}/codings.csv"] = _codings(codings, shared)
    for study, proposed in _by(bundle.suggestions, lambda s: s.document.rpartition("/")[0]).items():
        found[f"transcripts/{_safe(study)}/suggestions.csv"] = _suggestions(proposed)
    for study, cases in _by(bundle.cases, lambda c: c.study).items():
        found[f"cases/{_safe(study)}.csv"] = _cases(cases)
    for study, tables in _by(bundle.tables, lambda t: t.study).items():
        found[f"surveys/{_safe(study)}.csv"] = _tables(tables)
    for answers in bundle.answers:
        found[f"surveys/{_safe(answers.study)}.answers.csv"] = _answers(answers)
        found[f"surveys/{_safe(answers.study)}.variables.yaml"] = _variables(answers)
    pillars = _by(bundle.pillars, lambda pillar: pillar.study)
    for study, links in _by((*bundle.links, *bundle.pillars), lambda one: one.study).items():
        own = [link for link in links if isinstance(link, Link)]
        found[f"surveys/{_safe(study)}.links.yaml"] = _dump(
            links_content(study, own, pillars.get(study, []))
        )
    for guide in bundle.guides:
        name = ".".join(_safe(part) for part in (guide.study, guide.name) if part)
        found[f"guides/{name}.yaml"] = guide_yaml(guide)
    for study, propositions in _by(bundle.propositions, lambda p: p.study).items():
        found[f"propositions/{_safe(study)}.yaml"] = _dump(
            propositions_content(study, propositions)
        )
    for study, summaries in _by(bundle.summaries, lambda s: s.study).items():
        found[f"framework/{_safe(study)}.yaml"] = framework_yaml(study, summaries)
    if bundle.rounds or bundle.decisions:
        found["rounds/rounds.yaml"] = rounds_yaml(bundle.rounds, bundle.decisions)
    for study, said in _by(bundle.checklist_answers, lambda answer: answer.study).items():
        found[f"checklists/{_safe(study)}.yaml"] = checklists_yaml(study, said)
    for template in bundle.templates:
        name = f"{_safe(template.name)}.{template.language}"
        found[f"reports/{_unique(name, 'reports', taken)}.md"] = template.text
    for frame in bundle.indicators:
        found[f"indicators/{_safe(frame.study) or 'indicators'}.yaml"] = _dump(
            indicators_content(frame)
        )
    for study, rules in _by(bundle.rules, lambda rule: rule.study).items():
        found[f"rules/{_safe(study) or 'rules'}.yaml"] = _rules(study, rules)
    return {path: text.encode() for path, text in sorted(found.items())}


def transcript(document: Document, stem: str, would_be: Sequence[Turn] | None = None) -> str:
    """One transcript: its header, and its text letter by letter."""
    header: dict[str, Any] = {}
    if document.name != stem:
        header["document"] = document.name
    header["case"] = document.case
    header["study"] = document.study
    if document.language:
        header["language"] = document.language
    header |= dict(document.header)
    if document.attributes:
        header["attributes"] = dict(document.attributes)
    if document.not_asked:
        header["not_asked"] = list(document.not_asked)
    ends = len(document.text) - len(document.text.rstrip("\n"))
    if ends:
        header["line_ends"] = ends
    block = _dump(header)
    if would_be is not None and tuple(would_be) != document.turns:
        rows = (yaml.safe_dump(list(asdict(turn).values()), allow_unicode=True,
                               default_flow_style=True, width=10_000).strip()
                for turn in document.turns)  # fmt: skip
        block += "turns:\n" + "".join(f"- {row}\n" for row in rows)
    return f"---\n{block}---\n{document.text}\n"


def codebook(book: Codebook) -> str:
    """A codebook as the YAML that a sociologist edits."""
    content: dict[str, Any] = {}
    if book.study:
        content["study"] = book.study
    if book.title_ru or book.title_en:
        content["title"] = _names(book.title_ru, book.title_en)
    known = {code.path for code in book.codes}
    content["codes"] = [_code(code, book.codes) for code in book.codes if code.parent not in known]
    if book.sets:
        content["sets"] = [_set(entry, book.sets) for entry in book.sets if "/" not in entry.path]
    return _dump(content)


def _code(code: Code, codes: Sequence[Code]) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": code.segment}
    if code.name_ru or code.name_en:
        entry["name"] = _names(code.name_ru, code.name_en)
    for key in ("definition", "include", "exclude", "example", "colour", "origin", "response"):
        if getattr(code, key):
            entry[key] = getattr(code, key)
    if code.required:
        entry["required"] = True
    if code.uid:
        entry["uid"] = code.uid
    under = [_code(child, codes) for child in codes if child.parent == code.path]
    if under:
        entry["codes"] = under
    return entry


def _set(entry: CodeSet, sets: Sequence[CodeSet]) -> dict[str, Any]:
    found: dict[str, Any] = {"set": entry.path.rpartition("/")[2]}
    if entry.kind:
        found["kind"] = entry.kind
    if entry.name_ru or entry.name_en:
        found["name"] = _names(entry.name_ru, entry.name_en)
    if entry.codes:
        found["codes"] = list(entry.codes)
    under = [_set(s, sets) for s in sets if s.path.rpartition("/")[0] == entry.path]
    if under:
        found["sets"] = under
    return found


def _codings(codings: Iterable[Coding], shared: Container[str]) -> str:
    """Codings with the names of their documents, and the study's where that is not enough."""

    def named(document: str) -> str:
        name = document.rpartition("/")[2]
        return document if name in shared else name

    return _csv(
        _CODINGS,
        (
            (
                named(c.document), c.start, c.end, c.code, c.coder, c.state, c.quote,
                c.memo, c.origin, c.created, c.uid,
            )
            for c in codings
        ),
    )  # fmt: skip


def _suggestions(suggestions: Iterable[Suggestion]) -> str:
    return _csv(
        _SUGGESTIONS,
        (
            (
                s.document, s.start, s.end, s.code, s.quote, "" if s.score is None else s.score,
                s.why, s.source, s.created, s.outcome, s.coder, s.coding_uid, s.uid,
            )
            for s in suggestions
        ),
    )  # fmt: skip


def _cases(cases: Sequence[Case]) -> str:
    names = list(dict.fromkeys(name for case in cases for name in case.attributes))
    rows = ((c.name, c.study, *(_plain(c.attributes.get(n)) for n in names)) for c in cases)
    return _csv(("case", "study", *names), rows)


def _tables(tables: Iterable[SurveyTable]) -> str:
    return _csv(
        _CELLS,
        (
            (
                t.study, t.number, t.title, t.question, c.answer, c.group,
                "" if c.n is None else c.n, c.percent, c.declared_base, int(c.subtotal),
            )
            for t in tables
            for c in t.cells
        ),
    )  # fmt: skip


def _answers(answers: Answers) -> str:
    names = [variable.name for variable in answers.variables]
    rows = (
        (name, answers.study, *(said.get(n, "") for n in names))
        for name, said in answers.respondents
    )
    return _csv(("questionnaire", "study", *names), rows)


def _variables(answers: Answers) -> str:
    content: dict[str, Any] = {"study": answers.study}
    if answers.note_ru or answers.note_en:
        content["note"] = _names(answers.note_ru, answers.note_en)
    if answers.weight:
        content["weight"] = answers.weight
    content["variables"] = [_variable(variable) for variable in answers.variables]
    if answers.sets:
        content["sets"] = [_response_set(several) for several in answers.sets]
    if answers.people:
        content["people"] = dict(answers.people)
    return _dump(content)


def _variable(variable: Variable) -> dict[str, Any]:
    found: dict[str, Any] = {"variable": variable.name}
    if variable.label:
        found["label"] = variable.label
    if variable.kind != "nominal":
        found["kind"] = variable.kind
    if variable.values:
        coded = any(code != answer for code, answer in variable.values)
        found["values"] = dict(variable.values) if coded else [a for _, a in variable.values]
    if variable.missing:
        found["missing"] = list(variable.missing)
    return found


def _response_set(several: ResponseSet) -> dict[str, Any]:
    found: dict[str, Any] = {"set": several.name}
    if several.label:
        found["label"] = several.label
    found |= {"kind": several.kind, "variables": list(several.variables)}
    if several.counted:
        found["counted"] = several.counted
    return found


def _rules(study: str, rules: Iterable[Rule]) -> str:
    defaults = Rule("", "words", "")
    entries = []
    for rule in rules:
        entry: dict[str, Any] = {"code": rule.code, rule.kind: rule.pattern}
        for key in ("unit", "speakers", "state", "document", "case", "yo", "note"):
            if getattr(rule, key) != getattr(defaults, key):
                entry[key] = getattr(rule, key)
        entries.append(entry)
    return _dump({**({"study": study} if study else {}), "rules": entries})


def _project(bundle: Bundle) -> str:
    content: dict[str, Any] = {"etic": 1, "title": bundle.title}
    if bundle.attributes:
        content["attributes"] = {a.name: _attribute(a) for a in bundle.attributes}
    if bundle.second_coders:
        content["second_coders"] = list(bundle.second_coders)
    if bundle.probability_samples:
        content["probability_samples"] = list(bundle.probability_samples)
    if bundle.memos:
        content["memos"] = [_memo(memo) for memo in bundle.memos]
    return _dump(content)


def _attribute(attribute: Attribute) -> dict[str, str]:
    return {"kind": attribute.kind, **_names(attribute.label_ru, attribute.label_en)}


def _memo(memo: Memo) -> dict[str, str]:
    return {key: value for key, value in asdict(memo).items() if value}


def _names(ru: str, en: str) -> dict[str, str]:
    return {key: value for key, value in (("ru", ru), ("en", en)) if value}


def _dump(content: Any) -> str:
    if content == {}:
        return ""
    dumped: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return dumped


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _plain(value: object) -> object:
    if value is None:
        return ""
    return ("true" if value else "false") if isinstance(value, bool) else value


def _by(items: Iterable[Any], key: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return found


def _safe(name: str) -> str:
    """A name that every file system takes, still readable."""
    name = unicodedata.normalize("NFC", name)
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", name).strip(" .")
    return name[:100]


def _unique(name: str, folder: str, taken: set[str]) -> str:
    candidate, n = name, 2
    while f"{folder}/{candidate}".casefold() in taken or candidate.casefold() in (
        "codings",
        "suggestions",
    ):
        candidate, n = f"{name}_{n}", n + 1
    taken.add(f"{folder}/{candidate}".casefold())
    return candidate
