"""The map on the screen: what is chosen, the picture or its tiles, legend, notes, files, table, and a State's panel.

All that changes with a click or with the played years stands in one fragment, so that only that is sent again.
"""

import html
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.map.choices import MAP, TILES
from components.map.frame import frame_of, map_size, on_a_phone
from components.map.layers import map_picture
from components.map.panel import (
    StateFigures,
    choose_state,
    no_state,
    read_state,
    select_state,
    show_state,
    state_addresses,
)
from components.map.tiles import show_tiles
from components.map.words import Look, MapData, MapLayer, MapPicture, layer_title
from components.map.years import STEP, playing, years_shown
from components.maps.deck import CODE, world_deck
from components.maps.legend import legend_html, watermark_html
from components.maps.spots import Spot
from components.maps.svg import Lettering, map_svg
from components.shared.picture import Provenance
from components.shared.table_files import FileNotes, download_table
from components.shared.tables import show_table
from components.shell.files import offer_file
from components.shell.fonts import font_faces
from components.shell.serving import STATIC
from components.shell.session import Key
from components.shell.theme import styles
from domain.coverage import GapFilters
from domain.years import Years
from languages import disclaimers
from languages.text import _

_CHART: Final = "map-chart"
#: How often this tab's reader clicked into the map.
_CLICKS: Final = Key("map.clicks", 0)


@dataclass(frozen=True)
class MapSources:
    """Where the page's map gets what it shows; the page asks the store.

    data: a layer's rows for a span of years. figures: a State's. spots, names: of all States, by alphabetical name.
    groups: UN group and M49 region of each State. lands: its M49 region and subregion. known: the years that
    activities are recorded for.
    """

    data: Callable[[MapLayer, Years | None], MapData]
    figures: Callable[[str, Years | None], StateFigures]
    spots: Mapping[str, Spot]
    names: Mapping[str, str]
    groups: Mapping[str, tuple[str, str]]
    lands: Mapping[str, tuple[str, str]]
    filters: GapFilters
    provenance: Provenance
    known: Years | None


def show_map(layer: MapLayer, view: str, area: str, chosen: Years | None, sources: MapSources) -> None:
    """The picture with all that belongs to it, and the panel. chosen: the years that the reader asked for."""
    st.html(f"<style>{styles('map/map.css')}</style>")

    def draw() -> None:
        years = years_shown(chosen, sources.known) if layer.timed and sources.known else None
        _draw(layer, view, area, years, sources)

    st.fragment(draw, run_every=STEP if layer.timed and playing() else None)()


def _draw(layer: MapLayer, view: str, area: str, years: Years | None, sources: MapSources) -> None:
    selected = read_state(sources.names)
    look = Look(sources.spots, sources.names, selected, state_addresses(), sources.lands)
    data = sources.data(layer, years)
    picture = map_picture(layer, data, look)
    seen, panel, below = _parts()
    with seen:
        title = _titled(layer, years, with_partly=data.with_partly)
        st.header(title, anchor=layer.value)
        with st.container(key="map-picture", gap="small"):
            if view == TILES:
                show_tiles(picture, sources.groups, look)
            else:
                size = map_size()
                _chart(picture, area, size, alt=_alt(title, picture, sources.names))
                st.html(legend_html(picture.scene, frame_of(area, size).scale))
            if sources.provenance.demonstration:
                st.html(watermark_html(_("Demonstration")))
    with panel:
        choose_state(selected, sources.names)
        if selected:
            show_state(selected, sources.names[selected], sources.figures(selected, years), sources.filters)
        else:
            no_state()
    with below:
        lines = _lines(picture, sources.provenance)
        st.html("".join(f'<p class="picture-line">{html.escape(line)}</p>' for line in lines))
        lettering = Lettering(title, lines, _("Demonstration") if sources.provenance.demonstration else "")
        notes = replace(sources.provenance, unit=picture.unit).notes(title, *picture.notes, _(disclaimers.OF_A_MAP))
        _files(layer, picture, lettering, notes, lambda: map_picture(layer, data, replace(look, address=str)), view)
        _table(layer, picture, title)


def _parts() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Where the map, the chosen State's panel and all else stand. The panel is beside the map, on a phone under it."""
    if on_a_phone():
        return st.container(), st.container(), st.container()
    left, right = st.columns([7, 2], gap="medium")
    return left.container(), right, left.container()


def _titled(layer: MapLayer, years: Years | None, *, with_partly: bool) -> str:
    title = layer_title(layer, with_partly=with_partly)
    if years is None:
        return title
    if years.first == years.last:
        return _("{title}, {year}").format(title=title, year=years.first)
    return _("{title}, {first} to {last}").format(title=title, first=years.first, last=years.last)


def _chart(picture: MapPicture, area: str, size: tuple[int, int], *, alt: str) -> None:
    deck = world_deck(picture.scene, frame_of(area, size), turn=_CLICKS.get())
    st.pydeck_chart(deck, height=size[1], key=_CHART, on_select=_clicked, selection_mode="single-object", alt=alt)


def _clicked() -> None:
    """A click on a State chooses it, a second one lets it go."""
    _CLICKS.set(_CLICKS.get() + 1)
    objects = st.session_state[_CHART].selection.objects
    codes = [found[CODE] for layer in objects.values() for found in layer if CODE in found]
    if codes:
        select_state(None if codes[0] == st.query_params.get("at") else codes[0])


def _alt(title: str, picture: MapPicture, names: Mapping[str, str]) -> str:
    """What a sighted reader sees, in short; the table holds the rest."""
    shown = sum(1 for value in picture.values.values() if value)
    words = _("World map. {title}. {shown} of {all} States have something to show; the table holds the figures.")
    return words.format(title=title, shown=shown, all=len(names))


def _lines(picture: MapPicture, provenance: Provenance) -> list[str]:
    return [*picture.notes, replace(provenance, unit=picture.unit).line(), _(disclaimers.OF_A_MAP)]


def _files(
    layer: MapLayer,
    picture: MapPicture,
    lettering: Lettering,
    notes: FileNotes,
    for_paper: Callable[[], MapPicture],
    view: str,
) -> None:
    """PNG as the reader sees the map, made by static/map.js; SVG of the whole world; the table's files."""
    name = f"map-{layer}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="map-files"):
        if view == MAP:
            told = {"title": lettering.title, "lines": lettering.lines, "watermark": lettering.watermark, "name": name}
            png = html.escape(_("PNG"))
            st.html(
                f'<div class="picture-files"><button type="button" data-map-png="{html.escape(json.dumps(told))}">'
                f"{png}</button></div>",
                width="content",
            )
        offer_file(
            _("SVG"),
            lambda: map_svg(for_paper().scene, world(), lettering, font_faces).encode(),
            file_name=f"{name}.svg",
            mime="image/svg+xml",
            key="map-svg",
        )
        download_table(picture.table, columns=picture.columns, name=name, notes=notes)


def _table(layer: MapLayer, picture: MapPicture, title: str) -> None:
    shown = st.expander(_("Show as a table"), key="map-table", on_change="rerun")
    if shown.open:
        with shown:
            show_table(picture.table, columns=picture.columns, name=f"map-{layer}", caption=title, limit=250)


@cache
def world() -> Mapping[str, Any]:
    """The world's areas as static/map/world.json holds them."""
    areas: Mapping[str, Any] = json.loads((STATIC / "map" / "world.json").read_text(encoding="utf-8"))
    return areas
