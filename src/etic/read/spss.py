"""Answers by respondent from SPSS: `.sav`, `.zsav` and `.por`.

Answers come as what their labels say, with the codes kept beside. What the file declares to be
missing stays an answer («Отказ от ответа»), and is declared so; a system-missing value is none.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, cast

from etic.errors import EticError
from etic.model import Answers, Bundle, Notice, Variable, VariableKind
from etic.read.answers_table import NAMES
from etic.read.rows import folded
from etic.read.sav_words import Words, read_system_file
from etic.read.source import Source

_MAGIC = (b"$FL2", b"$FL3")
_PORTABLE = b"SPSSPORT"  # in the header of a portable file, which begins with 200 bytes of anything
# A portable file has letters of its own for Latin alone; what else stands there came by accident.
_UNREADABLE = re.compile("[\x80-\x9f\ufffd]|[À-ÿ]{4}")
_MEASURES: Mapping[str, VariableKind] = {"ordinal": "ordinal", "scale": "number"}


def read(source: Source) -> Bundle | None:
    """The answers in an SPSS file, None where the file is something else."""
    portable = _PORTABLE in source.data[:500].replace(b"\r", b"").replace(b"\n", b"")
    if not source.data.startswith(_MAGIC) and not portable:
        return None
    frame, meta, notices = _portable(source) if portable else read_system_file(source)
    names = [str(name) for name in frame]
    respondent = next((n for n in names if folded(n) in NAMES["respondent"]), "")
    studies = [n for n in names if folded(n) in NAMES["study"]]
    columns: dict[str, list[str]] = {}
    variables = []
    for name in names:
        variable, values = _variable(name, frame[name], meta)
        columns[name] = values
        if name != respondent and name not in studies:
            variables.append(variable)
    rows = range(len(frame[names[0]]) if names else 0)
    if not rows:
        raise EticError("answers-empty", file=source.name)
    called = columns[respondent] if respondent else [str(number + 1) for number in rows]
    study = _study(source, columns, studies)
    seen: set[str] = set()
    for at in rows:
        if not called[at] or called[at] in seen:
            key = "respondent-twice" if called[at] else "respondent-nameless"
            raise EticError(key, file=source.name, where=str(at + 1), respondent=called[at])
        seen.add(called[at])
    respondents = tuple(
        (called[at], {v.name: said for v in variables if (said := columns[v.name][at])})
        for at in rows
    )
    note = " ".join(str(line).strip() for line in meta.notes or ())
    answers = Answers(
        tuple(variables), respondents, study, note, "", source.name, meta.sets, meta.weight
    )
    return Bundle(answers=(answers,), warnings=notices)


def _portable(source: Source) -> tuple[dict[str, list[Any]], Words, tuple[Notice, ...]]:
    import pyreadstat

    try:
        data, meta = pyreadstat.read_por(io.BytesIO(source.data), output_format="dict")
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, UnicodeDecodeError) as fault:
        raise EticError("spss-portable", file=source.name, why=str(fault)) from fault
    columns = {str(name): list(values) for name, values in data.items()}
    words = [*meta.column_names_to_labels.values(), *(v for c in columns.values() for v in c)]
    if any(_UNREADABLE.search(word) for word in words if isinstance(word, str)):
        raise EticError("spss-portable", file=source.name, why="Latin-1?")
    known = Words(
        {name: label or "" for name, label in meta.column_names_to_labels.items()},
        cast(Mapping[str, Any], meta.variable_value_labels),
        meta.variable_measure,
        meta.readstat_variable_types,
        cast(Mapping[str, Any], meta.missing_ranges),
        meta.notes or (),
    )
    # pyreadstat gives what a portable file declares missing as nothing.
    return columns, known, (Notice(source.name, "", "spss-portable-missing"),)


def _study(source: Source, columns: Mapping[str, Sequence[str]], named: Sequence[str]) -> str:
    found = {value for name in named for value in columns[name] if value}
    if len(found) > 1:
        raise EticError("studies-several", file=source.name, found=", ".join(sorted(found)))
    return next(iter(found), "")


def _variable(name: str, values: Sequence[Any], meta: Words) -> tuple[Variable, list[str]]:
    """A variable, and its column as text: empty where nothing was answered."""
    worded = meta.variable_value_labels.get(name) or {}
    labels = {_text(code): str(label) for code, label in worded.items() if str(label).strip()}
    if len(set(labels.values())) < len(labels):  # one word for two codes: both stay apart
        labels = {code: f"{code} {label}" for code, label in labels.items()}
    plain = [_text(value) for value in values]
    missing = [
        labels.get(code, code)
        for code in dict.fromkeys([*labels, *plain])
        if code and _is_missing(code, name, meta)
    ]
    kind: VariableKind = "nominal"
    numeric = meta.readstat_variable_types.get(name) in ("double", "float")
    if labels and not (numeric and all(label in missing for label in labels.values())):
        kind = _MEASURES.get(meta.variable_measure.get(name, ""), "nominal")
        kind = "ordinal" if kind == "number" else kind  # labelled, so its numbers are codes
        labels |= {code: code for code in dict.fromkeys(plain) if code and code not in labels}
        if numeric:  # of a scale, its ends alone may be labelled
            labels = dict(sorted(labels.items(), key=lambda pair: _as_number(pair[0])))
    elif numeric:
        is_date = any(isinstance(value, date | datetime) for value in values)
        kind = "date" if is_date else "number"
    else:
        labels = {value: value for value in dict.fromkeys(plain) if value}
    variable = Variable(
        name,
        str(meta.column_names_to_labels.get(name) or ""),
        kind,
        tuple(labels.items()),
        tuple(missing),
    )
    return variable, [labels.get(code, code) for code in plain]


def _is_missing(code: str, name: str, meta: Words) -> bool:
    for span in (meta.missing_ranges or {}).get(name, ()):
        low, high = span["lo"], span["hi"]
        if isinstance(low, str):
            if low == code:
                return True
            continue
        try:
            number = float(code)
        except ValueError:
            continue
        if low <= number <= high:
            return True
    return False


def _as_number(code: str) -> float:
    try:
        return float(code)
    except ValueError:  # a date
        return math.inf


def _text(value: Any) -> str:
    """A value as text: whole numbers without a point, dates as ISO writes them, nothing as «».

    >>> _text(3.0), _text(2.5), _text(float("nan")), _text(" да ")
    ('3', '2.5', '', 'да')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return "" if value != value else value.isoformat(sep=" ")  # NaT is not itself
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()
