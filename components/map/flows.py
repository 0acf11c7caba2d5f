"""The layer that shows which State supports which: curves from provider to recipient, bundled where they are many."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from components.charts.colours import palette
from components.map.words import (
    Look,
    MapData,
    MapPicture,
    activities_in_words,
    each_in_words,
    figures,
    heights,
    written,
)
from components.maps.bundles import THINNEST, Bundle, Flow, bundled, trunks, ways
from components.maps.scene import LegendEntry, Scene, round_values, symbols
from components.shared.tables import Column
from languages.names import region_name
from languages.text import _, isolate, ngettext


def flow_picture(data: MapData, look: Look) -> MapPicture:
    """Who supports whom: all flows, or those of one State in front of them where the reader chose one."""
    flows, chosen = data.frame, look.selected
    all_flows = _flows(flows)
    drawn = [flow for flow in all_flows if not chosen or chosen in flow[:2]]
    way = ways(look.places, look.lands)
    bundle = bundled(drawn, way, _words_between(look), chosen)
    behind = trunks(all_flows, way) if chosen and len(all_flows) > len(drawn) else ()
    given, received = _sums(flows, "provider"), _sums(flows, "recipient")
    words = _("{state}: provides {given}, receives {received}")
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
    scene = Scene(symbols(look.places, told), palette().accent, _widths(bundle), (*behind, *bundle.curves))
    table = _table(flows, look)
    columns = {
        "provider_name": Column(_("Providing State")),
        "address": Column(_("Recipient State"), "link", text="label"),
        "activities": Column(_("Activities"), "count"),
    }
    notes = _flow_notes(len(drawn), len(flows), bundle, data.elsewhere)
    unit = _("public activities, once for each pair of States")
    return MapPicture(scene, unit, notes, table, columns, told, heights(received), figures(received))


def _table(flows: pd.DataFrame, look: Look) -> pd.DataFrame:
    """The flows in words, in the order of the providers' names, then of the recipients'."""
    order = {iso3: place for place, iso3 in enumerate(look.names)}
    by_provider, by_recipient = (
        [order.get(code, len(order)) for code in flows[column].tolist()] for column in ("provider", "recipient")
    )
    by_name = np.lexsort((by_recipient, by_provider))
    ordered = flows.take(by_name).reset_index(drop=True)
    addresses = {iso3: look.address(iso3) for iso3 in look.names}
    recipients = ordered["recipient"].tolist()
    return ordered.assign(
        provider_name=[look.names.get(code, code) for code in ordered["provider"].tolist()],
        label=[look.names.get(code, code) for code in recipients],
        address=[addresses.get(code, "") for code in recipients],
    )


def _flows(frame: pd.DataFrame) -> list[Flow]:
    columns = (frame[column].tolist() for column in ("provider", "recipient", "activities"))
    return list(zip(*columns, strict=True))


def _words_between(look: Look) -> Callable[[str, str, int], str]:
    """Words for a curve between two States or, where many are put together, two regions."""
    words = _("From {start} to {end}: {activities}")

    def named(code: str) -> str:
        return isolate(look.names[code] if code in look.names else region_name(code))

    return lambda start, end, count: words.format(
        start=named(start), end=named(end), activities=activities_in_words(count)
    )


def _widths(bundle: Bundle) -> tuple[LegendEntry, ...]:
    """Widths of numbers that occur or can occur; what would be too thin to see is drawn as wide as the last of them."""
    if not bundle.most:
        return ()
    thin = int(THINNEST / bundle.unit)
    entries = [
        LegendEntry("line", activities_in_words(value), bundle.unit * value)
        for value in round_values(bundle.most)
        if value > thin or value == bundle.most
    ]
    if 1 <= thin < bundle.most:
        words = _("{activities} or fewer").format(activities=activities_in_words(thin))
        entries.append(LegendEntry("line", words, THINNEST))
    return tuple(entries)


def _flow_notes(drawn: int, known: int, bundle: Bundle, elsewhere: int) -> tuple[str, ...]:
    notes = [_("A curve is wide where support comes from, and runs to a point where it goes.")]
    words = ngettext(
        "{shown} pair of a providing and a receiving State is drawn, of {all} in the table.",
        "{shown} pairs of a providing and a receiving State are drawn, of {all} in the table.",
        drawn,
    )
    notes.append(words.format(shown=written(drawn), all=written(known)))
    if not bundle.single:
        words = _(
            "Their curves meet in the middle of subregions and regions and go on together, as wide as all of them. "
            "At a State, what comes and what goes share a line."
        )
        notes.append(words)
    if drawn == known:
        notes.append(_("Choose a State to see its own."))
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
