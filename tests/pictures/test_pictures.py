"""Drawings as charts and files: whole, in words, readable in grey, and silent on the network."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from lxml import etree
from PIL import Image

from etic.analysis.drawing import Cell, Drawing, HeatMap, Mark, bars
from etic.analysis.result import Result
from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Table
from etic.pictures import chart, png, save, svg
from etic.pictures.theme import (
    DASHES,
    INKS,
    LINE,
    PALETTE,
    SHAPES,
    Theme,
    lightness,
    mixed,
    step,
    wrapped,
)
from tests.pictures.samples import CODES, LONG, drawings, empty
from tests.write.samples import NASTY_TEXTS

KINDS = list(drawings())


def read(drawing: Drawing, theme: Theme = "light") -> Any:
    return etree.fromstring(svg(drawing, theme).encode())


def texts(tree: Any) -> list[str]:
    return [node.text or "" for node in tree.iter("{*}text", "{*}tspan")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_tells_its_figures_in_words(kind: str) -> None:
    drawing = drawings()[kind]
    tree = read(drawing)
    assert tree.get("role") == "img"
    assert tree.find("{*}title").text == drawing.title
    said = tree.find("{*}desc").text
    for row in drawing.table.rows:
        assert str(row[0]) in said
    assert not tree.xpath("//*[@aria-roledescription]")  # Vega's English


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in ("network", "curves")])
def test_a_long_name_is_wrapped_not_cut(kind: str) -> None:
    found = " ".join(texts(read(drawings()[kind])))
    assert all(word in found for word in LONG.split())
    assert "…" not in found


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_in_every_theme(kind: str, theme: Theme) -> None:
    assert len(list(read(drawings()[kind], theme).iter("{*}path"))) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_names_that_no_file_should_hold(kind: str) -> None:
    names = tuple(dict.fromkeys(text for text in NASTY_TEXTS if text.strip()))
    drawing = drawings(names)[kind]
    tree = read(drawing)
    assert not list(tree.iter("{*}script", "{*}foreignObject"))
    assert png(drawing, scale=1).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", list(empty()))
def test_nothing_can_be_drawn(kind: str) -> None:
    assert read(empty()[kind]).tag.endswith("svg")
    assert png(empty()[kind], scale=1).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_leads_nowhere_outside(kind: str) -> None:
    drawn = svg(drawings()[kind])
    assert set(re.findall(r'https?://[^"\s)]*', drawn)) <= {
        "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink",
    }  # fmt: skip


def test_a_bar_leads_to_its_quotes() -> None:
    marks = [Mark("a", "", 0.5, anchor="#q1"), Mark("b", "", 0.2)]
    tree = read(bars("T", marks, "x"))
    links = [a.get("{http://www.w3.org/1999/xlink}href") for a in tree.iter("{*}a")]
    assert links == ["#q1"]
    assert tree.get("role") == "group"


def test_two_on_one_page_share_no_name() -> None:
    drawing = drawings()["heatmap"]
    first, second = (svg(drawing, "page", mark=mark) for mark in ("one", "two"))
    ids = [set(re.findall(r'\bid="([^"]+)"', drawn)) for drawn in (first, second)]
    assert not ids[0] & ids[1]
    for drawn, own in zip((first, second), ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= own


def test_a_bar_has_the_colour_of_its_code() -> None:
    drawn = svg(drawings()["bars"])
    assert all(colour in drawn for _, colour in CODES)


def test_series_differ_by_more_than_colour() -> None:
    assert len(set(SHAPES)) == len(SHAPES) >= 6
    assert len(set(DASHES)) == len(DASHES) >= 6
    paths = {p.get("d") for p in read(drawings()["groups"]).iter("{*}path")}
    assert len({d for d in paths if d and "A" in d}) >= 1  # circles beside squares


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_heat_map_is_read_in_grey(theme: Theme) -> None:
    shades = [lightness(mixed(*INKS[theme].shades, i / 10)) for i in range(11)]
    ordered = sorted(shades, reverse=theme == "light")
    assert shades == ordered
    assert max(shades) - min(shades) > 0.5


def test_lines_side_by_side_differ_in_grey() -> None:
    for one, other in pairwise(PALETTE):
        assert abs(lightness(one) - lightness(other)) > 0.05


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_letters_stand_out_on_their_cell(theme: Theme) -> None:
    drawing = drawings()["heatmap"]
    assert isinstance(drawing, HeatMap)
    data = chart(drawing, theme).to_dict()["datasets"]
    cells = next(rows for rows in data.values() if "letters" in rows[0])
    for cell in cells:
        light, dark = sorted((lightness(cell["fill"]), lightness(cell["letters"])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, cell


def test_figures_are_written_as_the_language_wants() -> None:
    with use_language("ru"):
        assert any(text.endswith("\u202f%") for text in texts(read(drawings()["bars"])))
    with use_language("en"):
        assert any(re.fullmatch(r"\d+%", text) for text in texts(read(drawings()["bars"])))


class Drawn(Result):
    """A result with as many drawings as it is given."""

    def __init__(self, *found: Drawing) -> None:
        self.found = found

    def table(self) -> Table:
        return Table((), ())

    def drawings(self) -> tuple[Drawing, ...]:
        return self.found


def test_a_result_is_saved(tmp_path: Path) -> None:
    result = Drawn(drawings()["curves"])
    save(result, tmp_path / "a.svg")
    save(result, tmp_path / "a.PNG")
    assert etree.parse(tmp_path / "a.svg").getroot().tag.endswith("svg")
    picture = Image.open(io.BytesIO((tmp_path / "a.PNG").read_bytes()))
    assert picture.width > 1000  # sharp in print


@pytest.mark.parametrize(
    ("result", "name", "key"),
    [
        (Drawn(), "a.svg", "picture-none"),
        (Drawn(drawings()["bars"]), "a.jpg", "picture-format"),
        (Drawn(drawings()["bars"]), "none/a.svg", "folder-missing"),
    ],
)
def test_what_cannot_be_saved(result: Result, name: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(EticError) as caught:
        save(result, tmp_path / name)
    assert caught.value.key == key
    assert list(tmp_path.iterdir()) == []


def test_words_of_upright_lines_stand_one_under_another_where_no_curve_is() -> None:
    from etic.analysis.drawing import Curve, Curves, Point, Threshold
    from etic.model import Table
    from etic.pictures.curves import LINE, curves

    lines = (Threshold("base", x=4), Threshold("6+2", x=6))
    for ends, edge in (((0.0, 9.0), "height"), ((9.0, 0.0), 0)):
        curve = Curve("codes", tuple(Point(x, y) for x, y in zip((1.0, 9.0), ends, strict=True)))
        drawing = Curves("t", Table((), ()), (curve,), "x", "y", thresholds=lines)
        layers = curves(drawing, "light").to_dict()["layer"]
        words = [layer for layer in layers if layer["mark"].get("baseline") == "top"]
        assert [layer["encoding"]["y"]["value"] for layer in words] == [edge, edge]
        one, two = (layer["mark"]["dy"] for layer in words)
        assert two - one == LINE
        assert (one < 0) == (edge == "height")


GROUPS = ("мигранты · женщины", "среднее профессиональное", "все", "никто не спрашивал")


@pytest.mark.parametrize("columns", [GROUPS[:1], GROUPS[2:], GROUPS, (*GROUPS[:1], LONG)])
def test_every_column_of_a_heat_map_has_its_whole_name(columns: tuple[str, ...]) -> None:
    cells = tuple(Cell("a", name, 1.0, "100 %") for name in columns)
    found = texts(read(HeatMap("T", Table((), ()), cells, ("a",), columns)))
    assert not any("…" in text for text in found)
    assert {word for name in columns for word in name.split()} <= set(" ".join(found).split())


def test_a_name_of_two_lines_stands_at_the_middle_of_its_row() -> None:
    names = ("Семья", LONG)
    cells = tuple(Cell(name, "x", 1.0, "1") for name in names)
    tree = read(HeatMap("T", Table((), ()), cells, names, ("x",)))
    height = {}
    for text in tree.iter("{*}text"):
        place = re.search(r",([\d.]+)\)", text.get("transform") or "")
        if place:
            height[" ".join(text.itertext())[:5]] = float(place[1])
    row = step([wrapped(LONG)], LINE)
    assert height[LONG[:5]] - height["Семья"] == row - LINE / 2
