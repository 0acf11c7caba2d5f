"""Where is support given, asked for and offered, and who supports whom?"""

import streamlit as st

from components.coverage.words import provenance
from components.map.choices import MAP, choose_area, choose_layer, choose_view, heading
from components.map.panel import StateFigures
from components.map.view import MapSources, show_map
from components.map.words import MapData, MapLayer
from components.map.years import choose_years
from components.maps.spots import spots
from components.shared.filters import filters_in_words, gap_filters
from data_access.queries.coverage.coverage import coverage_by, coverage_total
from data_access.queries.coverage.labels import labels
from data_access.queries.map import map_layers
from data_access.queries.states.states import states
from data_access.queries.store import store_facts
from domain.vocabulary import Breakdown
from domain.years import Years
from languages.text import _, language

facts = store_facts()
known = map_layers.years_known()
beside, below = heading(_("Map of cooperation"))
with beside:
    filters = gap_filters(labels)
with below:
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-choices"):
        layer, view = choose_layer(), choose_view()
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-part"):
        chosen = choose_years(known) if layer.timed else None
        area = choose_area() if view == MAP else ""


def data(shown: MapLayer, years: Years | None) -> MapData:
    """The rows of a layer."""
    match shown:
        case MapLayer.ACTIVITIES:
            return MapData(map_layers.activities_by_state(filters, years))
        case MapLayer.FLOWS:
            elsewhere = map_layers.without_providing_state(filters, years)
            return MapData(map_layers.provider_flows(filters, years), elsewhere=elsewhere)
        case MapLayer.REQUESTS:
            return MapData(map_layers.requests_by_state(filters))
        case MapLayer.OFFERS:
            return MapData(map_layers.offers_by_state(filters), groups=map_layers.offers_by_group(filters))
        case MapLayer.SUPPORT:
            return MapData(coverage_by(Breakdown.STATE, filters), with_partly=filters.with_partly)
        case MapLayer.PLACES:
            return MapData(map_layers.activity_places(filters, years))


def figures(iso3: str, years: Years | None) -> StateFigures:
    """A State's figures in the panel, all of them under the page's filters."""
    found = map_layers.state_figures(iso3, filters, years)
    total = coverage_total(map_layers.of_one_state(filters, iso3))
    return StateFigures(**found, supported=total.supported, reported=total.reported, requested=total.requested)


members = labels(Breakdown.STATE, language())
reference = [states()[iso3] for iso3 in members]
sources = MapSources(
    data=data,
    figures=figures,
    spots=spots({state.iso3: (state.longitude or 0.0, state.latitude or 0.0) for state in reference}),
    names=members,
    groups={state.iso3: (state.un_group or "", state.region or "") for state in reference},
    lands={state.iso3: (state.region or "", state.subregion or "") for state in reference},
    filters=filters,
    provenance=provenance(
        sources=facts.sources,
        as_of=facts.as_of,
        awaiting=facts.awaiting_consent,
        demonstration=facts.demonstration,
        with_partly=filters.with_partly,
        filters=filters_in_words(filters, labels),
    ),
    known=known,
)
show_map(layer, view, area, chosen, sources)
