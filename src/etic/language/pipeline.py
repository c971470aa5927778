"""spaCy documents for notebooks, with sentences and lemmas of our own.

    from etic.language import pipeline
    nlp = pipeline.nlp("ru")
    [sentence.text for sentence in nlp("Уехал в 2019 г. Тогда ещё было можно.").sents]

spaCy is the container and the matcher. Its own Russian lemmatiser knows one reading of a word and
its sentences end at «т. к.»; so the components are ours, and do with the same functions what is
done when a transcript comes in: what a notebook sees is what the project has stored. Words are cut
as the index cuts them, so `doc.text` is the text letter by letter, and `idx` a place in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from etic.language.segments import sentences
from etic.language.spoken import turn_language, turn_readings
from etic.language.words import WORD, fold
from etic.model import Quote, Turn

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

LANGUAGES = ("ru", "ky", "en")
_TOKEN = re.compile(rf"{WORD.pattern}|\s+|.", re.DOTALL)


def nlp(language: str = "ru") -> Language:
    """A spaCy pipeline for Russian, Kyrgyz or English speech (`ru`, `ky`, `en`; others as `xx`).

    Of a text, or of each turn in `doc.spans["turns"]` where there are turns, it gives

    - `doc.sents`, and in `doc.spans["sentences"]` the same without white space and labels;
    - `token.lemma_`, and all readings in `token._.readings`: «еду» is (`ехать`, `еда`). Kyrgyz
      words are their own lemmas, in a Russian turn too.

    Its factories are `etic_sentences` and `etic_lemmas`, for pipelines of your own;
    spaCy knows them once this has been called.
    """
    import spacy

    _register()
    known = language if language in LANGUAGES else "xx"
    made = spacy.blank(known, config={"nlp": {"tokenizer": {"@tokenizers": "etic.words.v1"}}})
    made.add_pipe("etic_sentences")
    made.add_pipe("etic_lemmas")
    return made


def document(
    text: str, turns: Iterable[Turn] = (), codings: Iterable[Quote] = (), language: str = "ru"
) -> Doc:
    """A transcript as a spaCy document.

    `doc.spans["turns"]` holds what was said in each turn, with the speaker as label and the `Turn`
    in `span._.turn`; `doc.spans["codings"]` the codings, with the path of the code as label and the
    `Quote` in `span._.coding`. A coding that cuts a word takes in the whole word here; its exact
    place is in the quote.
    """
    pipeline = _shared(language if language in LANGUAGES else "xx")
    doc = pipeline.make_doc(text)
    doc.user_data["language"] = language
    doc.spans["turns"] = list(_turns(doc, turns))
    doc = pipeline(doc)
    doc.spans["codings"] = list(_codings(doc, codings))
    return doc


@cache
def _shared(language: str) -> Language:
    """The pipeline that `document` uses: nobody else adds to it."""
    return nlp(language)


def _turns(doc: Doc, turns: Iterable[Turn]) -> Iterator[Span]:
    for turn in turns:
        span = doc.char_span(turn.body, turn.end, turn.speaker, alignment_mode="expand")
        if span is not None and turn.body < turn.end:
            span._.turn = turn
            yield span


def _codings(doc: Doc, codings: Iterable[Quote]) -> Iterator[Span]:
    for quote in codings:
        span = doc.char_span(quote.start, quote.end, quote.code, alignment_mode="expand")
        if span is not None:
            span.id_ = quote.uid
            span._.coding = quote
            yield span


# -- the components --------------------------------------------------------------------------------


@cache
def _register() -> None:
    """Make tokenizer and components known to spaCy, under names of ours."""
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token
    from spacy.util import DummyTokenizer, registry

    class Words(DummyTokenizer):
        """Words as the index has them; every other character is a token of its own."""

        def __init__(self, vocab: Any) -> None:
            self.vocab = vocab

        def __call__(self, text: str) -> Doc:
            found, spaces = _tokens(text)
            return Doc(self.vocab, words=found, spaces=spaces)

    def lemmas(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        del name  # spaCy gives it to every factory
        return lambda doc: _lemmas(doc, str(nlp.lang))

    registry.tokenizers.register("etic.words.v1", func=lambda: lambda nlp: Words(nlp.vocab))
    Language.component("etic_sentences", func=_sentences)
    Language.factory("etic_lemmas", func=lemmas)
    Span.set_extension("turn", default=None, force=True)
    Span.set_extension("coding", default=None, force=True)
    Token.set_extension("readings", default=(), force=True)


def _tokens(text: str) -> tuple[list[str], list[bool]]:
    """Tokens, and whether one space follows each: together they are the text, letter by letter."""
    found: list[str] = []
    spaces: list[bool] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0] == " " and found and not found[-1].isspace():
            spaces[-1] = True
            token = token[1:]
        if token:
            found.append(token)
            spaces.append(False)
    return found, spaces


def _parts(doc: Doc) -> Sequence[Span]:
    """What is cut into sentences, each for itself: the turns, or all there is."""
    return doc.spans["turns"] if doc.spans.get("turns") else [doc[:]]


def _sentences(doc: Doc) -> Doc:
    """Sentences within turns. A label is a sentence of its own, since spaCy's cover everything."""
    starts: set[int] = set()
    found: list[Span] = []
    for part in _parts(doc):
        offset = part.start_char
        starts.update((part.start, part.end))
        for start, end in sentences(doc.text[offset : part.end_char]):
            span = doc.char_span(offset + start, offset + end)
            assert span is not None  # tokens are never longer than what ends a sentence
            starts.add(span.start)
            found.append(span)
    for token in doc:
        token.is_sent_start = token.i in starts
    doc.spans["sentences"] = found
    return doc


def _lemmas(doc: Doc, language: str) -> Doc:
    """Every reading of each word, the likeliest as its lemma."""
    document_language = doc.user_data.get("language", language)
    for token in doc:
        token.lemma_ = fold(token.text)
    for part in _parts(doc):
        spoken: list[Token] = [token for token in part if WORD.match(token.text)]
        turn = part._.turn
        if turn is None:
            own = turn_language(part.text, document_language)
        else:
            own = turn.language or document_language
        folded = [fold(token.text) for token in spoken]
        for token, readings in zip(spoken, turn_readings(folded, own), strict=True):
            token.lemma_ = readings[0]
            token._.readings = readings
    return doc
