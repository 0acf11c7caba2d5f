"""The tiles on the screen: grouped as the reader chooses, each a link that chooses its State."""

import html
from collections.abc import Mapping

import streamlit as st

from components.coverage.breakdowns import row_name
from components.map.words import Look, MapPicture
from components.maps.tiles import Tile, shade_spans, shade_style, tile_grid
from components.shared.switches import switch
from domain.states import sort_key
from domain.vocabulary import Breakdown
from languages.names import breakdown_name
from languages.text import _, language, number, percent

_PLACE = {Breakdown.GROUP: 0, Breakdown.REGION: 1}


def show_tiles(picture: MapPicture, groups: Mapping[str, tuple[str, str]], look: Look) -> None:
    """One tile a State. groups: UN group and M49 region of each State."""
    by = Breakdown(switch("tiles", _("Tiles by"), {each.value: breakdown_name(each) for each in _PLACE}))
    sorted_tiles: dict[str, list[Tile]] = {}
    for iso3, name in look.names.items():
        title = row_name(by, groups[iso3][_PLACE[by]], {})
        figure = picture.figure(iso3)
        tile = Tile(iso3, name, picture.told[iso3], figure, picture.values.get(iso3))
        sorted_tiles.setdefault(title, []).append(tile)
    in_order = dict(sorted(sorted_tiles.items(), key=lambda group: sort_key(group[0], language())))
    shares = bool(picture.values) and max(picture.values.values()) <= 1 and "share" in picture.columns
    most = 1.0 if shares else max([0.0, *picture.values.values()])
    key = _key(most, shares=shares)
    st.html(f"{key}{tile_grid(in_order, look.address, most, look.selected)}")


def _key(most: float, *, shares: bool) -> str:
    """The legend of shades with real values."""
    if shares:
        spans = [(step, percent((step - 1) / 5), percent(step / 5)) for step in range(1, 6)]
    else:
        spans = [(step, number(low), number(high)) for step, low, high in shade_spans(int(most))]
    words = _("{low} to {high}")
    entries = [(0, _("none to show"))]
    entries += [(step, low if low == high else words.format(low=low, high=high)) for step, low, high in spans]
    shown = "".join(
        f'<li><span class="shade" style="{shade_style(step)}"></span><span>{html.escape(label)}</span></li>'
        for step, label in entries
    )
    return f'<ul class="map-legend">{shown}</ul>'
