"""What commands print: one JSON document for machines, short lines and plain tables for people."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etic.analysis.result import Result
from etic.i18n import number, percent, t
from etic.model import Notice, Table, Value


def put(value: Any) -> None:
    """One JSON document on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def say(line: str) -> None:
    """A line for a person, on stdout."""
    sys.stdout.write(line + "\n")


def warn(line: str) -> None:
    """A line beside the result, on stderr."""
    sys.stderr.write(line + "\n")


def records(table: Table) -> list[dict[str, Value]]:
    """A table as records by column key."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def notice(item: Notice) -> dict[str, str]:
    """A notice as `--json` gives it."""
    return {"file": item.file, "where": item.where, "what": said(item)}


def said(item: Notice) -> str:
    """What a notice says, in one line."""
    return " ".join(t(f"warnings.{item.key}", **{"file": item.file, **item.details}).split())


def show(table: Table) -> None:
    """A table for a person: aligned and cut to the terminal, or tab-separated into a pipe."""
    head = [column.label for column in table.columns]
    if not sys.stdout.isatty():  # figures as programs read them
        body = [
            [
                _bare(_told(value, column.kind))
                for value, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ]
        for line in [head, *body]:
            say("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in line))
    else:
        body = [
            [_cell(value, column.kind) for value, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ]
        _aligned(head, body, [column.kind != "text" for column in table.columns])
    if table.note:
        warn(table.note)


def _aligned(head: Sequence[str], body: Sequence[Sequence[str]], right: Sequence[bool]) -> None:
    room = shutil.get_terminal_size().columns
    cells = [[" ".join(cell.split()) for cell in line] for line in [head, *body]]
    widths = [max(len(line[i]) for line in cells) for i in range(len(head))]
    while sum(widths) + 2 * len(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    for line in cells:
        parts = []
        for cell, width, at_right in zip(line, widths, right, strict=True):
            cut = cell if len(cell) <= width else cell[: width - 1] + "…"
            parts.append(cut.rjust(width) if at_right else cut.ljust(width))
        say("  ".join(parts).rstrip())


def _told(value: Value, kind: str) -> Value:
    """A difference in the points that its heading names: the headings here are for people."""
    if kind == "points" and isinstance(value, int | float):
        return round(100.0 * value, 12)
    return value


def _bare(value: Value) -> str:
    """A value as a csv has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _cell(value: Value, kind: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return t("report.yes" if value else "report.no")
    if isinstance(value, str):
        return value
    if kind == "percent":
        return percent(value)
    if kind == "points":
        return number(100 * value, 1)
    return number(value) if isinstance(value, int) else number(value, 2)


def give(table: Table, output: str | None, as_json: bool) -> None:
    """Write a table to a file, or print it for a machine or a person."""
    if output is not None:
        from etic.write import write

        write(table, Path(output))
        if as_json:
            put({"file": output, "rows": len(table.rows)})
        else:
            say(t("cli.written", file=output, n=len(table.rows)))
    elif as_json:
        put(records(table))
    else:
        show(table)


def give_result(result: Result, output: str | None, as_json: bool) -> None:
    """Give a result: to a file as its table or its picture (svg, png), else to stdout.

    As JSON it is one object: `rows` (records by key), `note`, and `methods` (name, formula,
    symbols, reference).
    """
    if output is not None and Path(output).suffix.lower() in (".svg", ".png"):
        from etic.pictures import save

        save(result, Path(output))
        if as_json:
            put({"file": output})
        else:
            say(t("cli.picture-written", file=output))
    elif as_json and output is None:
        methods = [
            {"name": m.name, "formula": m.formula, "where": m.where, "reference": m.reference}
            for m in result.methods()
        ]
        put({"rows": records(result.table()), "note": result.note, "methods": methods})
    else:
        give(result.table(), output, as_json)
