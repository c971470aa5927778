"""The index finds exactly what a look at every word of every turn finds."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import etic
from etic import EticError
from etic.language.matching import Matcher
from etic.language.query import MOST_WORDS, parse
from etic.model import Bundle, Document, Hit, Turn
from etic.project import Project
from etic.store import queries as stored
from etic.store import search
from etic.store.search import Order

VOCABULARY = [
    *("еду", "ехать", "Ехал", "стали", "сталь", "стать", "людей", "человек", "люди"),
    *("мигрант", "мигранты", "МИГРАНТКОЙ", "ёлка", "елки", "замо\u0301к", "миг\u00adранты"),
    *("из-за", "по-русски", "25 000", "18:30", "үйгө", "үй", "өзүм", "таң", "тан", "бий", "бии"),
    *("й", "migrants", "migrant", "returned", "don't", "не"),
    *("😀", "👩\u200d👧", "…", "—", "И", "ИЛИ", "AND", "NEAR", "*", '"', "(", ")", ","),
]
OPERATORS = ("И", "ИЛИ", "AND", "NEAR")
# A query is made of what has a word in it, and of forms that the texts do not have.
WORDS = [w for w in VOCABULARY if any(ch.isalnum() for ch in w) and w not in OPERATORS]
WORDS += ["и\u0306", "ехали", "человеком", "нет"]
PLAIN = [w for w in WORDS if w.isalpha()]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    chance = random.Random(3)
    with etic.create(tmp_path_factory.mktemp("equal") / "p.etic", "Equal") as made:
        names = ("R10", "R2", "R1", "F1")  # not in the order in which they are listed
        bundle = [
            document(name, [chance.choices(VOCABULARY, k=chance.randint(1, 25)) for _ in range(15)])
            for name in names
        ]
        made.import_bundle(Bundle(documents=tuple(bundle)))
        yield made


def document(name: str, said: list[list[str]]) -> Document:
    """A text whose turns alternate between two speakers, every third one in Kyrgyz."""
    text = ""
    turns = []
    for n, words in enumerate(said):
        start = len(text)
        speaker = "ИР"[n % 2]
        text += f"{speaker}: " + " ".join(words)
        turns.append(
            Turn(start, start + 3, len(text), speaker, ("interviewer", "respondent")[n % 2],
                 language="ky" if n % 3 == 2 else "")
        )  # fmt: skip
        text += "\n\n"
    return Document(name, text, tuple(turns), language="ru", study="s")


def expected(
    project: Project, query: str, names: set[str] | None = None
) -> list[tuple[str, int, int]]:
    """Document and place of everything that meets a query, found without the index."""
    matcher = Matcher(parse(query))
    found = []
    for d in project.document_list():
        text = project.text(d.id)
        for turn in turns_of(project, d, names):
            places = matcher.places(text[turn.body : turn.end], turn.language or d.language)
            found += [(d.name, turn.body + start, turn.body + end) for start, end in places]
    return found


def turns_of(project: Project, d: stored.DocumentRow, names: set[str] | None) -> list[Turn]:
    if names is not None and d.name not in names:
        return []
    return stored.turns(project.store.connection, d.revision_id)


def places(hits: list[Hit]) -> list[tuple[str, int, int]]:
    return [(hit.document, hit.start, hit.end) for hit in hits]


words = st.sampled_from(WORDS)
leaves = st.one_of(
    words,
    words,
    st.sampled_from(PLAIN).map(lambda w: w[:2] + "*"),
    st.sampled_from(["миг*т", "м*р*н*", "е*у", "по-рус*", "чел*к"]),
    st.lists(words, min_size=1, max_size=3).map(lambda w: '"' + " ".join(w) + '"'),
    st.lists(words, min_size=1, max_size=2).map(lambda w: '"' + " ".join([*w, "м"]) + '*"'),
    st.lists(words, min_size=2, max_size=3).map(lambda w: '~"' + " ".join(w) + '"'),
    st.tuples(st.lists(st.sampled_from(PLAIN), min_size=2, max_size=3), st.integers(0, 8)).map(
        lambda t: f"NEAR({' '.join(t[0])}, {t[1]})"
    ),
)
queries = st.recursive(
    leaves,
    lambda inner: st.tuples(
        inner, st.sampled_from([" AND ", " OR ", " NOT ", " ", " ИЛИ ", " НЕ "]), inner
    ).map(lambda t: f"({t[0]}){t[1]}({t[2]})"),
    max_leaves=6,
)


@settings(max_examples=400)
@given(queries)
def test_the_index_and_the_words_themselves_agree(project: Project, query: str) -> None:
    wanted = expected(project, query)
    hits = project.search_hits(query)
    assert places(hits) == wanted  # in order too: documents as they are listed, then by place
    for hit in hits:
        assert project.text(hit.document_id)[hit.start : hit.end] == hit.text
    assert project.search_tally(query).hits == len(hits)


@settings(max_examples=150)
@given(queries, st.integers(1, 30))
def test_the_orders_hold_the_same_and_a_limit_their_beginning(
    project: Project, query: str, limit: int
) -> None:
    by_place = project.search_hits(query)
    ranked = project.search_hits(query, order="rank")
    assert sorted(places(ranked)) == sorted(places(by_place))
    assert len(set(places(ranked))) == len(ranked)
    assert project.search_hits(query, order="rank", limit=limit) == ranked[:limit]
    assert project.search_hits(query, limit=limit) == by_place[:limit]


def test_many_turns_are_found_as_few_are(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for query in ("и*", "людей", "из-за", "таң OR бий", '"м*" OR ёлка', "NEAR(таң бий, 9)"):
        few = [project.search_hits(query), project.search_hits(query, order="rank")]
        monkeypatch.setattr(search, "FEW", 1)
        assert project.search_hits(query) == few[0]
        assert places(few[0])
        monkeypatch.setattr(search, "MOST_RANKED", 1)
        assert sorted(places(project.search_hits(query, order="rank"))) == sorted(places(few[1]))
        monkeypatch.undo()


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12), min_size=1, max_size=6
    ),
    st.lists(queries, min_size=5, max_size=5),
)
def test_the_index_follows_what_comes_and_goes(
    project: Project, said: list[list[str]], asked: list[str]
) -> None:
    before = project.counts()["documents"]
    project.import_bundle(Bundle(documents=(document("NEW", said),)))
    try:
        for query in asked:
            wanted = expected(project, query, {"NEW"})
            assert places(project.search_hits(query, document="NEW")) == wanted
        assert project.verify() == []
    finally:
        project.delete_document("NEW", coder="anna")
    assert project.counts()["documents"] == before
    assert not [hit for hit in project.search_hits("и* OR м*") if hit.document == "NEW"]


PIECES = [
    *"мама \"«»“”„()*^,:;-+{}[]~'",
    *(
        "AND ",
        " OR ",
        "NOT ",
        "NEAR(",
        "РЯДОМ(",
        " И ",
        " НЕ ",
        "words:",
        "SELECT",
        "--",
        "'; DROP",
    ),
    *("😀", "\x00", "\ud800", "\u200f", "a*b", "5", "\n"),
]
odd = st.one_of(
    st.text(max_size=12_000),
    st.lists(st.sampled_from(PIECES), max_size=400).map("".join),
    st.integers(0, 12_000).map(lambda n: "(" * n + "м" + ")" * n),
    st.integers(0, 12_000).map(lambda n: "м " * n),
    st.integers(1, 40).map(lambda n: " OR ".join(["(м* AND людей)"] * n)),
    st.integers(1, 19).map(lambda n: "(м* ИЛИ " * n + "людей НЕ стали" + ")" * n),
)


@settings(max_examples=400)
@given(odd, st.sampled_from(["place", "rank"]))
def test_any_text_at_all_is_searched_or_explained(
    project: Project, query: str, order: Order
) -> None:
    refusal = searched(project, query, order)
    if refusal is not None:
        assert refusal.key.startswith("query-")
        assert str(refusal).isprintable()


def searched(project: Project, query: str, order: Order) -> EticError | None:
    try:
        hits = project.search_hits(query, order=order)
    except EticError as error:
        return error
    for hit in hits:
        assert project.text(hit.document_id)[hit.start : hit.end] == hit.text
    return None


def test_the_longest_queries_are_not_too_deep_for_the_index(project: Project) -> None:
    for shape in ("({0} OR {1})", "{1} OR ({0})", "({0}) NOT {1}", "{1} NOT ({0})", "({0} {1})"):
        query = "стали"
        for word in PLAIN[:18]:
            query = shape.format(query, word)
        assert searched(project, query, "rank") is None
    assert searched(project, " NOT ".join(["стали", *PLAIN[:30]]), "rank") is None
    assert searched(project, " ".join(["еду"] * MOST_WORDS), "rank") is None
    assert searched(project, " OR ".join(["еду"] * MOST_WORDS), "rank") is None
