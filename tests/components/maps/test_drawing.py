"""From a scene to a deck.gl picture, an SVG file and tiles: nothing from outside, nothing unescaped, words inside."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from components.charts import colours
from components.maps.deck import WORLD, Frame, arc, rgba, world_deck
from components.maps.legend import legend_html
from components.maps.scene import Cell, Curve, LegendEntry, Scene, Symbol
from components.maps.spots import PAD, Spot
from components.maps.svg import Lettering, map_svg
from components.maps.tiles import Tile, contrast, shade, shade_spans, shade_style, tile_grid
from languages.run_context import Scheme
from languages.text import set_language

SPOT = Spot(10.0, -20.0, 14.0, -20.0)
SQUARE = [[0, 0], [4, 0], [4, 4], [0, 0]]
AREAS = {
    "features": [
        {"properties": {"kind": kind}, "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE]]}}
        for kind in ("ocean", "land", "disputed", "hatch")
    ]
}


def scene(**settings: Any) -> Scene:
    legend = (LegendEntry("disc", "<4> activities", 6.0), LegendEntry("ring", "50%", 0.5), LegendEntry("hatch", "x"))
    shown = (Symbol("KEN", SPOT, 6.0, "Kenya: 4 <b>", share=0.5), Symbol("TUV", Spot(9, 9, 9, 9), 0.0, "Tuvalu: 0"))
    return Scene(shown, "#005b96", legend, **settings)


@pytest.fixture(autouse=True)
def plain_surroundings() -> Iterator[None]:
    yield
    set_language("en")
    colours.use_scheme("light")


def layers(made: Scene, turn: int = 0) -> dict[str, dict[str, Any]]:
    picture = json.loads(world_deck(made, Frame((0.0, -30.0), 0.9), turn=turn).to_json())
    return {layer["id"]: layer for layer in picture["layers"]}


def test_a_deck_names_the_world_by_its_address_and_has_no_basemap() -> None:
    picture = json.loads(world_deck(scene(), Frame((0.0, -30.0), 0.9), turn=0).to_json())
    assert picture["layers"][0]["data"] == WORLD
    assert "mapStyle" not in picture
    assert "mapProvider" not in picture
    assert picture["views"][0]["@@type"] == "OrthographicView"


def test_only_light_layers_can_be_picked_and_a_state_brings_its_code() -> None:
    found = layers(scene(cells=(Cell(1, 1, 2, "x"),)), turn=7)
    assert [name for name, layer in found.items() if layer["pickable"]] == ["cells-7", "states-7"]
    assert [row["k"] for row in found["states-7"]["data"]] == ["KEN", "TUV"]


def test_a_deck_holds_no_blanks_and_letters_as_they_are() -> None:
    told = Symbol("KEN", SPOT, 6.0, "كينيا")
    text = world_deck(Scene((told,), "#005b96", ()), Frame((0.0, 0.0), 1.0), turn=0).to_json()
    assert "كينيا" in text
    assert '": ' not in text


def test_a_moved_symbol_has_a_thin_line_to_its_place() -> None:
    corners = [[14.0, -20.4], [14.0, -19.6], [10.0, -19.6], [10.0, -20.4]]
    assert layers(scene())["leaders"]["data"] == [{"p": corners}]


def test_without_rings_nothing_is_drawn_in_lines_which_are_slow_to_prepare() -> None:
    flow = Curve(((0, 0), (1, 1)), 2.5)
    plain = Scene((Symbol("KEN", SPOT, 6.0, "Kenya"),), "#005b96", (), curves=(flow,))
    assert {layer["@@type"] for layer in layers(plain).values()} <= {
        "GeoJsonLayer",
        "SolidPolygonLayer",
        "ScatterplotLayer",
    }


def test_flows_are_areas_those_with_words_can_be_pointed_at_and_the_faded_lie_behind() -> None:
    told = Curve(((0, 0), (10, 0)), 2.0, "told", "Norway to Kenya")
    found = layers(scene(curves=(told, Curve(((0, 0), (10, 0)), 4.0, "faded"))), turn=3)
    assert found["told-3"]["data"] == [{"p": [[0, -1], [10, 0], [0, 1]], "t": "Norway to Kenya"}]
    assert found["told-3"]["pickable"]
    assert not found["faded"]["pickable"]
    assert list(found).index("faded") < list(found).index("told-3")
    assert found["faded"]["getFillColor"][3] < found["told-3"]["getFillColor"][3]


def test_symbols_that_are_all_alike_do_not_send_their_size() -> None:
    alike = Scene((Symbol("KEN", SPOT, 0.0, "Kenya"),), "#005b96", ())
    found = layers(alike)["states-0"]
    assert "r" not in found["data"][0]
    assert found["getRadius"] == PAD


def test_a_ring_starts_at_the_top_and_is_as_long_as_the_share() -> None:
    half = arc(scene().symbols[0])
    assert half[0][0] == half[-1][0] == SPOT.x
    assert half[0][1] < SPOT.y < half[-1][1]


def test_a_colour_becomes_numbers() -> None:
    assert rgba("#ff8000", 0.5) == [255, 128, 0, 128]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_svg_holds_title_legend_lines_and_watermark_escaped(language: str) -> None:
    set_language(language)
    words = Lettering("Activities <in> 2024", ["Source: A & B.", "The boundaries …"], "Demonstration")
    drawn = map_svg(scene(cells=(Cell(1, 1, 2, "x"),), selected="KEN"), AREAS, words)
    texts = [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)]
    assert texts == ["Activities <in> 2024", "<4> activities", "50%", "x", *words.lines, "Demonstration"]
    assert ('direction="rtl"' in drawn) is (language == "ar")


def test_an_svg_of_real_data_has_no_watermark() -> None:
    assert "rotate(-24" not in map_svg(scene(), AREAS, Lettering("Title", []))


def test_a_legend_is_escaped_and_drawn_to_scale() -> None:
    small, large = legend_html(scene(), 1.0), legend_html(scene(), 3.0)
    assert "&lt;4&gt; activities" in small
    assert "<svg" not in small
    assert 'width="16"' in small
    assert 'width="40"' in large


def test_shades_are_of_equal_spans_and_cover_every_value() -> None:
    assert [shade(value, 10) for value in (None, 0, 1, 2, 3, 10)] == [0, 0, 1, 1, 2, 5]
    assert shade_spans(3) == [(2, 1, 1), (4, 2, 2), (5, 3, 3)]
    spans = shade_spans(4_000)
    assert (spans[0][1], spans[-1][2]) == (1, 4_000)
    for most in (3, 17, 999, 4_001):
        for step, low, high in shade_spans(most):
            assert shade(low, most) == shade(high, most) == step


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_on_tiles_can_be_read(scheme: Scheme) -> None:
    colours.use_scheme(scheme)
    for step in range(6):
        fill, ink = (part.split(":")[1] for part in shade_style(step).split(";"))
        assert contrast(fill, ink) >= 4.5


def test_a_tile_is_a_link_with_words_and_marks_the_chosen_state() -> None:
    tiles = {
        "African States": [Tile("KEN", "Kenya", 'Kenya: 4 "x"', "4", 4.0), Tile("TCD", "Chad", "Chad: 0", "0", None)]
    }
    drawn = tile_grid(tiles, lambda iso3: f"./map?at={iso3}&view=tiles", 4.0, "TCD")
    assert 'href="./map?at=KEN&amp;view=tiles"' in drawn
    assert "&quot;x&quot;" in drawn
    assert drawn.count("aria-current") == 1
    assert drawn.index("KEN") < drawn.index("TCD")
