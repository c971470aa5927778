"""The board's arithmetic, and exact bounds against published figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.induction import (
    ORDER,
    PLACES,
    PROPOSED,
    VERDICTS,
    Board,
    Line,
    place_of,
    reading,
    tally,
)
from etic.analysis.intervals import clopper_pearson, exact_upper
from etic.i18n import use_language


@pytest.mark.parametrize(
    ("n", "base", "low", "high"),
    [  # Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 5
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_exact_intervals_as_published(n: int, base: int, low: float, high: float) -> None:
    assert [round(bound, 4) for bound in clopper_pearson(n, base)] == [low, high]


def test_none_of_25_still_allows_11_3_percent() -> None:
    assert round(100 * exact_upper(0, 25), 1) == 11.3
    assert exact_upper(0, 25) < 3 / 25


@given(st.integers(1, 400).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_an_exact_interval_holds_its_share_and_mirrors(pair: tuple[int, int]) -> None:
    n, base = pair
    low, high = clopper_pearson(n, base)
    assert 0 <= low <= n / base <= high <= 1
    other_low, other_high = clopper_pearson(base - n, base)
    assert low == pytest.approx(1 - other_high, abs=1e-12)
    assert high == pytest.approx(1 - other_low, abs=1e-12)
    assert exact_upper(n, base) <= high


@pytest.mark.parametrize(("n", "base", "level"), [(1, 0, 0.95), (3, 2, 0.95), (1, 2, 1.0)])
def test_no_interval_of_what_cannot_be(n: int, base: int, level: float) -> None:
    with pytest.raises(ValueError, match=r"needs|level"):
        clopper_pearson(n, base, level)


@given(st.lists(st.sampled_from(PLACES)))
def test_a_tally_has_every_case_once(places: list[str]) -> None:
    found = tally(places)  # type: ignore[arg-type]
    assert sum(found.n.values()) == len(places)
    assert (found.reason == "no-informative") == (found.informative == 0)
    if found.share is not None and found.against is not None:
        assert found.share + found.against == pytest.approx(1)
    assert (found.low is None) == (found.n["supports"] == 0 or found.n["contradicts"] == 0)


@given(st.lists(st.sampled_from(VERDICTS)))
def test_the_order_of_coders_does_not_matter(verdicts: list[str]) -> None:
    assert place_of(verdicts) == place_of(reversed(verdicts))  # type: ignore[arg-type]


def test_a_case_with_a_quote_was_asked() -> None:
    assert reading(0, 1, True) == "against"
    assert set(ORDER) == set(PROPOSED)


def line(group: str = "", **cases: tuple[int, ...]) -> Line:
    return Line("s", 1, 1, True, "Едут к своим.", group, cases)  # type: ignore[arg-type]


def test_figures_open_into_the_codings_of_their_cases() -> None:
    board = Board(
        (line(supports=(1, 2), contradicts=(3,), silent=(4,)),),
        quotes={("s", 1, 1, 1): (10,), ("s", 1, 1, 2): (20, 21), ("s", 1, 1, 3): (30,)},
    )
    assert board.behind(0, "supports") == (10, 20, 21)
    assert board.behind(0, "bound") == (30,)
    assert board.behind(0, "informative") == (30, 10, 20, 21)
    assert board.behind(0, "text") == (30, 10, 20, 21)
    assert board.behind(0, "silent") == ()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_table_says_what_it_rests_on(lang: str) -> None:
    with use_language(lang):
        table = Board((line(supports=tuple(range(25)), disputed=(99,)),)).table()
        row = dict(zip((c.key for c in table.columns), table.rows[0], strict=True))
        assert (row["supports"], row["disputed"], row["informative"]) == (25, 1, 25)
        assert row["bound"] == pytest.approx(0.1129, abs=5e-5)
        assert (row["low"], row["high"], row["against"]) == (None, None, 0)
        assert len(table.note) > 100
        assert "—" not in {c.label for c in table.columns}
