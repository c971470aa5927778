"""The one error a user meets: one line that says what, where, and what to do about it.

Bad input anywhere raises `EticError` with the name of a message in the catalogue `errors` and its
details. The text is made when it is shown, in the language of the person it is shown to.
"""

from __future__ import annotations

from etic.i18n import t


class EticError(Exception):
    """Bad input, explained. `key` names the message, `details` fill it in.

    >>> from etic.i18n import use_language
    >>> with use_language("en"):
    ...     print(EticError("file-missing", file="a.txt"))
    a.txt: there is no such file. Check the path.
    """

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key, details)
        self.key = key
        self.details = details

    def __str__(self) -> str:
        line = " ".join(t(f"errors.{self.key}", **self.details).split())
        return line.lstrip(" ,:")  # a place that is not known leaves its comma behind
