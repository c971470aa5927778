from razdel.rule import Rule

class SentSplit:
    def __init__(self, left: str, delimiter: str, right: str, buffer: str | None = ...) -> None: ...

RULES: list[Rule]
DELIMITERS: str
SMILES: str
