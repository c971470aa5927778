class Parse:
    normal_form: str
    score: float

class MorphAnalyzer:
    def __init__(self, *, lang: str = ...) -> None: ...
    def parse(self, word: str) -> list[Parse]: ...
