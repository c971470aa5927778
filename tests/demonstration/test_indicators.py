"""The indicators of the demonstration: eight in three dimensions, decided on figures that stand."""

from __future__ import annotations

from etic.project import Project

STUDY = "reintegration-2022"


def test_eight_indicators_in_three_dimensions_each_decided(project: Project) -> None:
    found = project.indicators(study=STUDY)
    assert len(found.gathered.frame.dimensions) == 3
    assert len(found.rows) == found.decided == 8
    for row in found.rows:
        decision = row.indicator.decision
        assert decision is not None
        assert not row.changed
        assert decision.verdict == row.proposed  # what differs would need another reason
        assert decision.reason_ru
        assert decision.reason_en
        assert f"{row.share.n} из {row.share.base}" in decision.reason_ru
        assert f"{row.share.n} of {row.share.base}" in decision.reason_en


def test_codes_are_those_of_the_sets(project: Project) -> None:
    """The codebook orders codes by indicators as well: that order and this one are the same."""
    sets = {
        entry.path.rpartition("/")[2]: set(entry.codes)
        for book in project.codebooks()
        for entry in book.sets
        if entry.kind == "indicator"
    }
    for one in project.indicator_list(STUDY):
        own = {e.code for e in one.codes if e.side == "supports"}
        assert own == sets[one.name], one.name


def test_every_dimension_is_concluded_and_every_case_has_a_type(project: Project) -> None:
    types = project.typology(study=STUDY)
    assert len(types.cases) == 37
    assert "" not in types.types.values()
    assert sum(counted.n for _, _, counted in types.groups) == 37
    assert types.clusters is not None
    for one in types.gathered.frame.dimensions:
        assert one.conclusion_ru
        assert one.conclusion_en


def test_plans_are_those_of_the_article(project: Project) -> None:
    """Two of the 37 rent; two were not asked about plans."""
    rows = {row.indicator.name: row for row in project.indicators(study=STUDY).rows}
    assert rows["has-housing"].counts["unmet"] == 2
    assert rows["no-plan-to-leave"].counts["unasked"] == 2


def test_no_quote_of_somebody_who_did_not_consent(project: Project) -> None:
    found = project.indicators(study=STUDY, quotes=5)
    may = found.gathered.quotable
    shown = [q for row in found.rows for q in (*row.typical, *row.deviant)]
    assert shown
    assert all(quote.document_id in may for quote in shown)
