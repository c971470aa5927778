from pathlib import Path
from typing import Any

from pyarrow import Table

def write_table(table: Table, where: Path | str, compression: str = ...) -> None: ...
def read_table(source: Path | str) -> Any: ...
