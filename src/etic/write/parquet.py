"""Tables as Parquet: typed columns for R, Python and DuckDB.

Types follow the kinds of the columns (text: string; integer: int64; number and percent: double), so
that the same question gives the same schema whatever the answer; only a column that holds something
else, such as a word among the figures, becomes text as a whole. Title, note and labels are
metadata.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from etic.model import Column, Table, Value
from etic.write.cells import encodable, is_number, keys, plain

_LARGEST = 2**63


def write(table: Table, path: Path) -> None:
    """Write a table as Parquet."""
    import pyarrow as pa
    from pyarrow import parquet

    arrays, fields = [], []
    for i, (key, column) in enumerate(zip(keys(table), table.columns, strict=True)):
        kind, values = _typed(column, [plain(row[i]) for row in table.rows])
        label = {"label": encodable(column.label), "kind": column.kind}
        fields.append(pa.field(encodable(key), pa.type_for_alias(kind), metadata=label))
        arrays.append(pa.array(values, pa.type_for_alias(kind)))
    about = {"title": encodable(table.title), "note": encodable(table.note)}
    made = pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=about))
    parquet.write_table(made, path, compression="zstd")


def _typed(column: Column, values: Sequence[Value]) -> tuple[str, Sequence[Value]]:
    figures = [value for value in values if isinstance(value, int | float)]
    clean = all(value is None or is_number(value) for value in values)
    if column.kind == "text" or not clean or any(abs(v) >= _LARGEST for v in figures):
        return "string", [_text(value) for value in values]
    if column.kind == "integer" and all(float(v).is_integer() for v in figures):
        return "int64", [None if v is None else int(v) for v in values]
    return "float64", [None if v is None else float(v) for v in values]


def _text(value: Value) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else encodable(str(value))
