"""Notes under tables: what stood under an earlier one is not said again."""

from __future__ import annotations

from etic.model import Column
from etic.report.blocks import Block, Picture, Report, TableBlock
from etic.report.notes import once
from etic.report.outline import placed

RULES = (
    "Unit: respondents. Base: those asked about the topic, each of whom counts once. "
    "Test: Fisher's exact, two-sided. "
    "A code counts with those under it; codings “no” do not count. "
    "Not a probability sample: intervals show the uncertainty of so many respondents."
)


def table(note: str) -> TableBlock:
    return TableBlock.of((Column("n", "n"),), [(1,)], note=note)


def notes(*blocks: Block) -> list[str]:
    shown = [p.block for p in once(placed(Report("T", language="en", blocks=blocks)))]
    return [b.table.note if isinstance(b, TableBlock) else getattr(b, "note", "") for b in shown]


def test_the_same_note_is_said_once() -> None:
    assert notes(table(RULES), table(RULES), table(RULES)) == [
        RULES, "As under Table 1.", "As under Table 1."
    ]  # fmt: skip


def test_what_is_its_own_stays() -> None:
    own = RULES.replace("Fisher's exact", "Freeman and Halton's")
    assert notes(table(RULES), table(own))[1] == (
        "Test: Freeman and Halton's, two-sided. Otherwise as under Table 1."
    )


def test_a_note_with_other_rules_lends_none() -> None:
    other = "Percent as published. " * 20 + "Unit: respondents."
    assert notes(table(RULES), table(other)) == [RULES, other]


def test_a_short_note_is_said_again() -> None:
    assert notes(table("As published."), table("As published.")) == ["As published."] * 2


def test_a_note_under_a_picture() -> None:
    from etic.analysis.drawing import Mark, bars

    picture = Picture(bars("P", [Mark("a", "", 0.5, 0.2, 0.8, 1, 2)], "share"), RULES)
    assert notes(table(RULES), picture) == [RULES, "As under Table 1."]
