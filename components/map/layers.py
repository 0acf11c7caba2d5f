"""Each layer of the map, made of its data: words for every State, a scene, a table and the figures of tiles."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from components.charts.colours import palette
from components.cooperation.words import no_activity_fits, no_request_fits
from components.coverage.words import counted_recommendations, unit
from components.map.flows import flow_picture
from components.map.words import (
    Look,
    MapData,
    MapLayer,
    MapPicture,
    activities_in_words,
    each_in_words,
    figures,
    heights,
    offers_in_words,
    places_in_words,
    requests_in_words,
    written,
)
from components.maps.scene import Cell, LegendEntry, Scene, disc_legend, gathered, symbols
from components.maps.symbol_size import LARGEST, disc_radius
from components.shared.tables import Column
from domain.coverage import share
from domain.projection import equal_earth
from domain.vocabulary import EligibleKind, SupportBand
from languages.record_names import group_name
from languages.text import _, isolate, joined, ngettext, percent

#: Where the disc of a group stands, in degrees; a group that lies all over the world has none.
_GROUP_PLACES: Final[Mapping[tuple[str, str], tuple[float, float]]] = {
    ("un_group", "AFRICAN"): (3, 18),
    ("un_group", "ASIA_PACIFIC"): (84, 34),
    ("un_group", "EEG"): (44, 58),
    ("un_group", "GRULAC"): (-58, -4),
    ("un_group", "WEOG"): (-32, 46),
    ("region", "002"): (24, -8),
    ("region", "019"): (-96, 38),
    ("region", "142"): (112, 52),
    ("region", "150"): (14, 50),
    ("region", "009"): (142, -24),
}


def map_picture(layer: MapLayer, data: MapData, look: Look) -> MapPicture:
    """Make a layer of its data."""
    make = {
        MapLayer.ACTIVITIES: _activities,
        MapLayer.FLOWS: flow_picture,
        MapLayer.REQUESTS: _requests,
        MapLayer.OFFERS: _offers,
        MapLayer.SUPPORT: _support,
        MapLayer.PLACES: _places,
    }[layer]
    picture = make(data, look)
    common = (
        LegendEntry("pad", _("State") if layer is MapLayer.FLOWS else _("State with none to show")),
        LegendEntry("leader", _("leads to where the State lies")),
        LegendEntry("hatch", _("Area whose status is disputed or not determined")),
    )
    scene = replace(picture.scene, legend=(*picture.scene.legend, *common), selected=look.selected)
    return replace(picture, scene=scene)


def _activities(data: MapData, look: Look) -> MapPicture:
    counts, planned = _by_state(data.frame, "activities"), _by_state(data.frame, "planned")
    told = _one_figure(look, counts, activities_in_words)
    words = _("{state}: {activities}, {planned} of them planned")
    said, planned_said = each_in_words(counts.values(), activities_in_words), each_in_words(planned.values(), written)
    told |= {
        iso3: words.format(state=isolate(look.names[iso3]), activities=said[counts[iso3]], planned=planned_said[count])
        for iso3, count in planned.items()
        if count and iso3 in look.names
    }
    empty = () if len(data.frame) else (no_activity_fits(),)
    reading = _("An activity with several recipients counts for each. Cancelled and suspended ones are not counted.")
    notes = (*empty, reading)
    table = _table(data.frame, look)
    columns = {"activities": Column(_("Activities"), "count"), "planned": Column(_("Planned"), "count")}
    return _counted(look, counts, told, activities_in_words, notes, table, columns)


def _requests(data: MapData, look: Look) -> MapPicture:
    counts = _by_state(data.frame, "requests")
    told = _one_figure(look, counts, requests_in_words)
    empty = () if len(data.frame) else (no_request_fits(),)
    reading = _("Requests that are open, in dialogue, agreed or being delivered, as their State made them public.")
    notes = (*empty, reading)
    columns = {"requests": Column(_("Requests for support"), "count")}
    made = _counted(look, counts, told, requests_in_words, notes, _table(data.frame, look), columns)
    asking = _("public requests that are open, in dialogue, agreed or being delivered")
    fill = palette().bands[SupportBand.REQUESTED].fill
    return replace(made, unit=asking, scene=replace(made.scene, fill=fill))


def _offers(data: MapData, look: Look) -> MapPicture:
    counts = _by_state(data.frame, "offers")
    words = _("{state}: can take up {offers}")
    said = each_in_words({0, *counts.values()}, offers_in_words)
    told = {
        iso3: words.format(state=isolate(name), offers=said[counts.get(iso3, 0)]) for iso3, name in look.names.items()
    }
    groups = data.groups if data.groups is not None else pd.DataFrame(columns=["kind", "value", "offers"])
    rows = list(groups.itertuples(index=False, name=None))
    most = max([0, *(count for kind, value, count in rows if (kind, value) in _GROUP_PLACES)])
    cells = []
    everywhere = []
    for kind, value, count in rows:
        name = group_name(EligibleKind(kind), value, str) if kind in list(EligibleKind) else _("All States")
        line = _("{group}: {offers}").format(group=isolate(name), offers=offers_in_words(count))
        if (kind, value) in _GROUP_PLACES:
            cells.append(Cell(*equal_earth(*_GROUP_PLACES[kind, value]), disc_radius(count, most, LARGEST), line))
        else:
            everywhere.append(line)
    scene = Scene(
        symbols(look.places, told), palette().accent, disc_legend(most, offers_in_words, LARGEST), cells=tuple(cells)
    )
    notes = (
        _("A disc stands for a regional group or a region, not for a State; States named one by one are never shown."),
        *([_("Not tied to a place. {groups}.").format(groups=joined(everywhere))] if everywhere else []),
    )
    columns = {"address": _state_column(), "offers": Column(_("Open offers that it can take up"), "count")}
    unit = _("open public offers")
    return MapPicture(scene, unit, notes, _table(data.frame, look), columns, told, heights(counts), figures(counts))


def _support(data: MapData, look: Look) -> MapPicture:
    frame = data.frame.rename(columns={"key": "iso3"})
    supported, reported = _by_state(frame, "supported"), _by_state(frame, "reported")
    shares = {iso3: share(reported[iso3], count) for iso3, count in supported.items()}
    words = _("{state}: {reported} of {supported} accepted recommendations")
    if data.with_partly:
        words = _("{state}: {reported} of {supported} recommendations accepted, or accepted in part")
    said = each_in_words({0, *supported.values(), *reported.values()}, written)
    told = {
        iso3: words.format(
            state=isolate(name), reported=said[reported.get(iso3, 0)], supported=said[supported.get(iso3, 0)]
        )
        for iso3, name in look.names.items()
    }
    fill = palette().bands[SupportBand.REPORTED].fill
    legend = tuple(LegendEntry("ring", percent(part), part) for part in (0.25, 0.5, 1.0))
    scene = Scene(symbols(look.places, told, shares=shares), fill, legend)
    table = _table(frame, look)
    columns = {
        "address": _state_column(),
        "supported": Column(counted_recommendations(with_partly=data.with_partly), "count"),
        "reported": Column(_("With support reported"), "count"),
        "share": Column(_("Share"), "share"),
    }
    known = {iso3: part for iso3, part in shares.items() if part is not None}
    ring = _("The ring is filled as far as support is reported. Under 10 accepted recommendations no share is shown.")
    if data.with_partly:
        ring = _("The ring is filled as far as support is reported. Under 10 recommendations no share is shown.")

    def figure(iso3: str) -> str:
        return percent(known[iso3]) if iso3 in known else written(reported.get(iso3, 0))

    counted = unit(with_partly=data.with_partly)
    table = table.assign(share=table["iso3"].map(shares))
    return MapPicture(scene, counted, (ring,), table, columns, told, known, figure)


def _places(data: MapData, look: Look) -> MapPicture:
    known = data.frame.dropna(subset=["longitude", "latitude"])
    coarse, counts = _distinct(data.frame[data.frame["longitude"].isna()]), _distinct(data.frame)
    told = _one_figure(look, counts, activities_in_words)
    found = gathered([equal_earth(*place) for place in zip(known["longitude"], known["latitude"], strict=True)])
    most = max([0, *(count for _x, _y, count in found), *coarse.values()])
    cells = tuple(Cell(x, y, disc_radius(count, most), places_in_words(count)) for x, y, count in found)
    discs = symbols(look.places, told, coarse, most=most or None)
    scene = Scene(discs, palette().accent, disc_legend(most, places_in_words), cells=cells)
    hidden = sum(coarse.values())
    notes = [_("Places that lie close together share a disc.")]
    if hidden:
        words = ngettext(
            "{count} activity stands at its State's symbol: its place is sensitive, or not all its States consent.",
            "{count} activities stand at their State's symbol: their places are sensitive, or not all their States "
            "consent.",
            hidden,
        )
        notes.append(words.format(count=written(hidden)))
    frame = pd.DataFrame({"iso3": list(counts), "activities": list(counts.values())})
    columns = {"address": _state_column(), "activities": Column(_("Activities with places"), "count")}
    unit, shown = _("places of public activities"), figures(counts)
    return MapPicture(scene, unit, tuple(notes), _table(frame, look), columns, told, heights(counts), shown)


def _counted(
    look: Look,
    counts: Mapping[str, int],
    told: Mapping[str, str],
    words: Callable[[int], str],
    notes: tuple[str, ...],
    table: pd.DataFrame,
    columns: Mapping[str, Column],
) -> MapPicture:
    """A layer of discs with areas in proportion to counts."""
    legend = disc_legend(max([0, *counts.values()]), words)
    scene = Scene(symbols(look.places, told, counts), palette().accent, legend)
    shown = {"address": _state_column(), **columns}
    unit = _("public activities, once for each recipient State")
    return MapPicture(scene, unit, notes, table, shown, told, heights(counts), figures(counts))


def _by_state(frame: pd.DataFrame, column: str) -> dict[str, int]:
    return dict(zip(frame["iso3"], frame[column].astype(int).tolist(), strict=True))


def _distinct(places: pd.DataFrame) -> dict[str, int]:
    counted = places[["iso3", "activity"]].drop_duplicates()["iso3"].value_counts()
    return dict(zip(map(str, counted.index), map(int, counted), strict=True))


def _one_figure(look: Look, counts: Mapping[str, int], words: Callable[[int], str]) -> dict[str, str]:
    line = _("{state}: {figure}")
    said = each_in_words({0, *counts.values()}, words)
    return {
        iso3: line.format(state=isolate(name), figure=said[counts.get(iso3, 0)]) for iso3, name in look.names.items()
    }


def _table(frame: pd.DataFrame, look: Look) -> pd.DataFrame:
    """The rows with name and address, in the names' order."""
    order = {iso3: place for place, iso3 in enumerate(look.names)}
    rows = [row for row in frame.to_dict("records") if row["iso3"] in order]
    rows.sort(key=lambda row: order[row["iso3"]])
    table = pd.DataFrame(rows, columns=frame.columns)
    table["label"] = [look.names[row["iso3"]] for row in rows]
    table["address"] = [look.address(row["iso3"]) for row in rows]
    return table


def _state_column() -> Column:
    return Column(_("State"), "link", text="label")
