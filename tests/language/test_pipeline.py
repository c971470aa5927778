"""spaCy documents: the text letter by letter, our sentences and lemmas, turns and codings."""

from __future__ import annotations

from pathlib import Path

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from etic.language import pipeline
from etic.language.segments import sentences
from etic.language.words import words
from etic.store import queries
from tests.language.test_segments import PIECES
from tests.studies import small_project

NLP = {language: pipeline.nlp(language) for language in ("ru", "ky", "en")}


def spans(doc: Doc, key: str) -> list[tuple[int, int]]:
    return [(span.start_char, span.end_char) for span in doc.spans[key]]


def check(text: str, language: str) -> None:
    doc = NLP[language](text)
    assert doc.text == text
    assert spans(doc, "sentences") == list(sentences(text))
    trimmed = [sent.text.strip() for sent in doc.sents]
    assert [said for said in trimmed if said] == [text[a:b] for a, b in sentences(text)]
    cut = [(word.text, word.start) for word in words(text)]
    assert [(t.text, t.idx) for t in doc if t._.readings] == cut


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(list(NLP)))
@settings(max_examples=200)
def test_the_component_and_the_store_cut_alike(text: str, language: str) -> None:
    check(text, language)


@given(st.text(max_size=80), st.sampled_from(list(NLP)))
def test_any_text_stays_as_it_is(text: str, language: str) -> None:
    check(text, language)


def test_sentences_and_lemmas() -> None:
    doc = NLP["ru"]("Уехал в 2019 г. Тогда я еду и говорю: үйгө барам.")
    assert [sent.text for sent in doc.sents] == [
        "Уехал в 2019 г.",
        "Тогда я еду и говорю: үйгө барам.",
    ]
    lemmas = {token.text: token for token in doc}
    assert lemmas["Уехал"].lemma_ == "уехать"
    assert set(lemmas["еду"]._.readings) == {"ехать", "еда"}
    assert lemmas["үйгө"]._.readings == ("үйгө",)
    assert lemmas["барам"].lemma_ == "барам"  # and not «бар»
    assert NLP["en"]("I went home.")[1].lemma_ == "go"
    assert [token.lemma_ for token in NLP["ky"]("Мен барам")] == ["мен", "барам"]


def test_a_matcher_of_spacy_works_on_it() -> None:
    from spacy.matcher import Matcher

    matcher = Matcher(NLP["ru"].vocab)
    matcher.add("way home", [[{"LEMMA": "ехать"}, {"LEMMA": "домой"}]])
    doc = NLP["ru"]("Мы поехали. Она едет домой.")
    ((_, start, end),) = matcher(doc)
    assert doc[start:end].text == "едет домой"


def test_a_document_of_a_project(tmp_path: Path) -> None:
    with small_project(tmp_path / "p.etic") as project:
        start = project.text("R01").index("зработица")
        project.code("R01", start, start + 15, "return/family", coder="anna")
        project.code("R01", 30, 60, "return", coder="boris")
        doc = project.doc("R01")
        row = project.document("R01")
        assert doc.text == project.text("R01")
        stored = queries.segments(project.store.connection, row.revision_id)
        assert spans(doc, "sentences") == [(s.start, s.end) for s in stored]
        labels = {"И:", "Р:"}
        said = [s.text.strip() for s in doc.sents if s.text.strip() not in labels]
        assert said == [doc.text[s.start : s.end] for s in stored]
        turns = queries.turns(project.store.connection, row.revision_id)
        assert spans(doc, "turns") == [(turn.body, turn.end) for turn in turns]
        assert [span.label_ for span in doc.spans["turns"]] == ["И", "Р", "И", "Р"]
        assert [span._.turn for span in doc.spans["turns"]] == turns
        quotes = project.quote_list(document="R01")
        assert [span._.coding for span in doc.spans["codings"]] == quotes
        assert doc.spans["codings"][1].text == "Безработица там,"  # whole words
        assert [(span.label_, span.id_) for span in doc.spans["codings"]] == [
            (quote.code, quote.uid) for quote in quotes
        ]
        assert len(quotes) == 2


def test_a_pipeline_can_be_saved(tmp_path: Path) -> None:
    NLP["ru"].to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp")
    said = [sent.text for sent in again("В 2008 г. Потом кризис.").sents]
    assert said == ["В 2008 г.", "Потом кризис."]
