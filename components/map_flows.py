"""The layer that shows which State supports which: curves from provider to recipient."""

import pandas as pd

from components.charts.colours import palette
from components.map_words import (
    Look,
    MapData,
    MapPicture,
    activities_in_words,
    each_in_words,
    figures,
    heights,
    received_in_words,
    written,
)
from components.maps.scene import (
    MOST_CURVES,
    LegendEntry,
    Scene,
    curve_unit,
    curves,
    disc_legend,
    round_values,
    symbols,
)
from components.tables import Column
from languages.text import _, isolate, ngettext


def flow_picture(data: MapData, look: Look) -> MapPicture:
    """Who supports whom: curves, or those of one State where the reader chose one."""
    flows, chosen = data.frame, look.selected
    drawn = flows[(flows["provider"] == chosen) | (flows["recipient"] == chosen)] if chosen else flows
    given, received = _sums(flows, "provider"), _sums(flows, "recipient")
    words = _("{state}: provides {given} to other States, receives {received} from them")
    provides, receives = (
        each_in_words({0, *given.values()}, activities_in_words),
        each_in_words({0, *received.values()}, written),
    )
    told = {
        iso3: words.format(
            state=isolate(name), given=provides[given.get(iso3, 0)], received=receives[received.get(iso3, 0)]
        )
        for iso3, name in look.names.items()
    }
    most = max([0, *received.values()])
    widest = int(flows["activities"].max()) if len(flows) else 0
    lines = [
        LegendEntry("line", activities_in_words(value), curve_unit(widest) * value)
        for value in (round_values(widest) if widest else [])
    ]
    discs = disc_legend(most, received_in_words)
    scene = Scene(symbols(look.places, told, received), palette().accent, (*discs, *lines), curves(look.places, drawn))
    named = [flows[column].map(look.names) for column in ("provider", "recipient")]
    table = flows.assign(provider_name=named[0], label=named[1], address=flows["recipient"].map(look.address))
    columns = {
        "provider_name": Column(_("Providing State")),
        "address": Column(_("Recipient State"), "link", text="label"),
        "activities": Column(_("Activities"), "count"),
    }
    notes = _flow_notes(len(drawn), data.elsewhere)
    unit = _("public activities, once for each pair of States")
    ordered = table.sort_values(["provider_name", "label"])
    return MapPicture(scene, unit, notes, ordered, columns, told, heights(received), figures(received))


def _flow_notes(flows: int, elsewhere: int) -> tuple[str, ...]:
    notes = [
        _("A curve leads from the providing State to the disc of the recipient. Choose a State to see only its own.")
    ]
    if flows > MOST_CURVES:
        words = _("The {shown} largest of {all} flows are drawn; the table holds all.")
        notes.append(words.format(shown=written(MOST_CURVES), all=written(flows)))
    if elsewhere:
        words = ngettext(
            "{count} activity has no State as named provider, but other organizations, and has no curve.",
            "{count} activities have no State as named provider, but other organizations, and have no curve.",
            elsewhere,
        )
        notes.append(words.format(count=written(elsewhere)))
    return tuple(notes)


def _sums(flows: pd.DataFrame, column: str) -> dict[str, int]:
    summed = flows.groupby(column)["activities"].sum()
    return dict(zip(map(str, summed.index), map(int, summed), strict=True))
