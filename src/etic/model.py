"""The words of the field as values: what is read, stored, counted and written.

Nothing here does input or output. A span is always `[start, end)` in Unicode code points of a text
that is NFC with `\\n` line ends (see `etic.text`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal

from etic.doubling import DecisionRecord as DecisionRecord
from etic.doubling import RoundRecord as RoundRecord
from etic.guide import Guide
from etic.indicated import IndicatorFrame
from etic.joined import Pillar
from etic.proposition import Direction as Direction
from etic.proposition import Judgement as Judgement
from etic.proposition import Proposition as Proposition
from etic.proposition import PropositionVersion as PropositionVersion
from etic.proposition import Revision as Revision
from etic.proposition import Verdict as Verdict
from etic.suggestion import Suggestion as Suggestion  # one of the words of the field as well
from etic.summary import ChecklistAnswer as ChecklistAnswer
from etic.summary import Summary as Summary
from etic.surveyed import Answers as Answers
from etic.surveyed import Cell as Cell
from etic.surveyed import Link as Link
from etic.surveyed import ResponseSet as ResponseSet
from etic.surveyed import SurveyTable as SurveyTable
from etic.surveyed import Variable as Variable
from etic.surveyed import VariableKind as VariableKind

if TYPE_CHECKING:
    import pandas as pd

Role = Literal["interviewer", "respondent", ""]
State = Literal["yes", "no"]
Origin = Literal["manual", "imported", "suggested", "adjudicated", "rule"]
AttributeKind = Literal["text", "number", "boolean", "date"]
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn: `text[start:end]` with its label, `text[body:end]` what was said."""

    start: int
    body: int
    end: int
    speaker: str = ""
    role: Role = ""
    question: str = ""  # number in the interview guide, where the transcript gives it
    time: float | None = None  # seconds from the start of the recording
    language: str = ""  # where it differs from the document's


@dataclass(frozen=True, slots=True)
class Case:
    """A respondent with attributes (gender, age, group …)."""

    name: str
    study: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    document: str = ""  # in a list of cases: the document that is this respondent's interview
    where: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is known of cases under one name, and what it is called in either language."""

    name: str
    kind: AttributeKind = "text"
    label_ru: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One transcript as it was read."""

    name: str
    text: str
    turns: tuple[Turn, ...]
    case: str = ""  # empty: the case takes the document's name
    study: str = ""
    language: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)  # of its case
    header: Mapping[str, Value] = field(default_factory=dict)  # date, place, consent, note …
    not_asked: tuple[str, ...] = ()  # code paths of topics this interview left out
    source: str = ""  # file it came from
    sha256: str = ""  # of that file's bytes


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a codebook, named by its path (`remigration/push/unemployment`)."""

    path: str
    name_ru: str = ""
    name_en: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    colour: str = ""
    origin: Literal["deductive", "inductive"] = "deductive"
    response: Literal["", "single", "multiple"] = ""
    required: bool = False
    uid: str = ""  # the code's identity across renames and between programs
    where: str = ""  # row or line it was read from, for messages

    @property
    def segment(self) -> str:
        """Last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        """Path of the code above, empty at the top."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A group of codes across the tree (a dimension, an indicator); nested by path as codes are."""

    path: str
    kind: str = ""
    name_ru: str = ""
    name_en: str = ""
    codes: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Codes in order, parents before children, and the study they were written for."""

    codes: tuple[Code, ...]
    sets: tuple[CodeSet, ...] = ()
    study: str = ""
    title_ru: str = ""
    title_en: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """One code on one span by one coder, as it is read from or written to a file.

    `start` is None where the file gives only the quote; it is then looked for in the document.
    """

    document: str
    code: str
    quote: str
    start: int | None = None
    end: int | None = None
    coder: str = ""
    memo: str = ""
    state: State = "yes"
    origin: Origin = "imported"
    created: str = ""
    uid: str = ""
    where: str = ""
    file: str = ""  # that it was read from


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on a document, a case, a code or, with `kind` "project", on the whole."""

    kind: Literal["document", "case", "code", "project"]
    target: str
    text: str
    coder: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is coded where some words stand; see `etic.language.rules`."""

    code: str  # path
    kind: Literal["exact", "regex", "words"]
    pattern: str  # a text, a regular expression, or a query of `etic.language.query`
    unit: Literal["hit", "sentence", "turn"] = "hit"  # what is coded
    speakers: Literal["respondent", "interviewer", "any"] = "respondent"  # in whose words
    state: State = "yes"
    study: str = ""  # empty: in every one that the code is for
    document: str = ""  # by name or `study/name`; empty: in every one
    case: bool = False  # capital letters matter
    yo: bool = False  # ё is not е
    note: str = ""
    where: str = ""
    file: str = ""  # that it was read from


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should look at that did not stop the work."""

    file: str
    where: str
    key: str  # message in the catalogue `warnings`
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A report as a researcher writes it: Markdown with expressions, front matter and all."""

    name: str
    text: str
    language: str = ""  # ru, en
    study: str = ""
    coder: str = ""
    changed: str = ""
    file: str = ""  # that it was read from


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that one file or folder brings."""

    documents: tuple[Document, ...] = ()
    codebooks: tuple[Codebook, ...] = ()
    codings: tuple[Coding, ...] = ()
    cases: tuple[Case, ...] = ()
    memos: tuple[Memo, ...] = ()
    tables: tuple[SurveyTable, ...] = ()
    links: tuple[Link, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    answers: tuple[Answers, ...] = ()
    guides: tuple[Guide, ...] = ()
    second_coders: tuple[str, ...] = ()  # their codings are compared with others', not counted
    probability_samples: tuple[str, ...] = ()  # studies whose respondents are one
    warnings: tuple[Notice, ...] = ()
    title: str = ""
    rules: tuple[Rule, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    summaries: tuple[Summary, ...] = ()  # of the framework matrix
    rounds: tuple[RoundRecord, ...] = ()  # of double coding
    decisions: tuple[DecisionRecord, ...] = ()  # where two coders differ
    checklist_answers: tuple[ChecklistAnswer, ...] = ()
    pillars: tuple[Pillar, ...] = ()  # of the joint display
    templates: tuple[ReportTemplate, ...] = ()
    indicators: tuple[IndicatorFrame, ...] = ()

    def __add__(self, other: Bundle) -> Bundle:
        """Both together, in order."""
        both = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        for names in ("second_coders", "probability_samples"):
            both[names] = tuple(dict.fromkeys(both[names]))
        return Bundle(**{**both, "title": self.title or other.title})


@dataclass(frozen=True, slots=True)
class Quote:
    """One coding with all that a reader needs to trust it and to find it."""

    id: int
    uid: str
    study: str
    case: str
    document: str
    document_id: int
    speaker: str
    code: str  # path
    code_id: int
    quote: str
    start: int
    end: int
    coder: str
    memo: str
    state: State
    origin: Origin
    created: str
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a search found what was asked for, with its surroundings."""

    study: str
    document: str
    document_id: int
    case: str
    speaker: str
    start: int
    end: int
    text: str
    before: str
    after: str
    language: str = ""  # of the turn


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that `etic verify` found not to hold."""

    check: str  # message in the catalogue `verify`
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `kind` decides alignment and number format."""

    key: str  # stable name, as in csv and json
    label: str  # as people read it
    # percent: a share, 0–1; points: a difference of shares, −1–1, read in percentage points
    kind: Literal["text", "integer", "number", "percent", "points"] = "text"
    digits: int | None = None  # after the decimal sign; None: 2 of a number, 1 of a percent


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to be shown or written, with the note that says what they are counted on.

    A cell is None where there is no figure; the note says why.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    title: str = ""
    note: str = ""

    def frame(self) -> pd.DataFrame:
        """The rows as a pandas frame, its columns by key."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=[column.key for column in self.columns])
