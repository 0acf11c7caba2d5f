"""What the reader can choose of the map: what it shows, as map or tiles, which part of the world."""

from collections.abc import Mapping
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.map.frame import area_names, on_a_phone
from components.map.words import LAYER_NAMES, MapLayer
from components.shared.switches import switch
from components.shell.url_state import FILTERS, read_code
from languages.text import N_, _, ngettext, number

MAP: Final = "map"
TILES: Final = "tiles"
_VIEWS: Final[Mapping[str, str]] = {MAP: N_("Map"), TILES: N_("Tiles")}
_LAYER: Final = "layer"


def heading(title: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Show the page's title; where its filters and where its other choices stand.

    Filters stand beside the title, so that the map is in the first screen. On a phone all of it is folded away.
    """
    if on_a_phone():
        st.title(title, anchor=False)
        folded = st.expander(_("Choose: {shown}").format(shown=_shown()), key="map-choose")
        return folded, folded
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-head"):
        st.title(title, anchor=False, width="content")
        filters = st.container(width="stretch")
    return filters, st.container()


def _shown() -> str:
    """The layer, and how many filters are set."""
    names = {layer.value: name for layer, name in LAYER_NAMES.items()}
    shown = _(names.get(read_code(_LAYER) or "", LAYER_NAMES[MapLayer.ACTIVITIES]))
    kept = sum(1 for name in FILTERS if name in st.query_params)
    if not kept:
        return shown
    words = ngettext("{shown}, {count} filter", "{shown}, {count} filters", kept)
    return words.format(shown=shown, count=number(kept))


def choose_layer() -> MapLayer:
    """What the map shows."""
    options = {layer.value: _(name) for layer, name in LAYER_NAMES.items()}
    return MapLayer(switch(_LAYER, _("Show"), options, titled=False))


def choose_view() -> str:
    """As a map, or as tiles without geography."""
    return switch("view", _("Map or tiles"), {code: _(name) for code, name in _VIEWS.items()}, titled=False)


def choose_area() -> str:
    """Which part of the world is in view; keys do what a wheel does."""
    return switch("area", _("Part of the world"), area_names(), titled=False)
