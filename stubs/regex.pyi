from collections.abc import Iterator
from typing import AnyStr, Generic

IGNORECASE: int

class error(Exception):  # noqa: N801, N818
    msg: str
    pos: int | None

class Match(Generic[AnyStr]):
    def span(self) -> tuple[int, int]: ...
    def group(self) -> AnyStr: ...

class Pattern(Generic[AnyStr]):
    pattern: str
    def finditer(self, string: AnyStr, *, timeout: float = ...) -> Iterator[Match[AnyStr]]: ...

def compile(pattern: str, flags: int = ...) -> Pattern[str]: ...
