"""What the map can show: its layers and their titles, what each is made of and becomes, and figures in words."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

import pandas as pd

from components.maps.scene import Scene
from components.maps.spots import Spot
from components.shared.tables import Column
from languages.text import N_, _, language, ngettext, number


class MapLayer(StrEnum):
    """What the map can show; also its word in addresses."""

    ACTIVITIES = "activities"
    FLOWS = "flows"
    REQUESTS = "requests"
    OFFERS = "offers"
    SUPPORT = "support"
    PLACES = "places"

    @property
    def timed(self) -> bool:
        """Whether a span of years chooses what is shown."""
        return self in {MapLayer.ACTIVITIES, MapLayer.FLOWS, MapLayer.PLACES}


LAYER_NAMES: Final[Mapping[MapLayer, str]] = {
    MapLayer.ACTIVITIES: N_("Activities"),
    MapLayer.FLOWS: N_("Who supports whom"),
    MapLayer.REQUESTS: N_("Requests for support"),
    MapLayer.OFFERS: N_("Open offers"),
    MapLayer.SUPPORT: N_("Support reported"),
    MapLayer.PLACES: N_("Places"),
}
TITLES: Final[Mapping[MapLayer, str]] = {
    MapLayer.ACTIVITIES: N_("Activities by recipient State"),
    MapLayer.FLOWS: N_("Activities from providing State to recipient State"),
    MapLayer.REQUESTS: N_("Requests for support by State, from open to being delivered"),
    MapLayer.OFFERS: N_("Open offers by the group of States that they are for"),
    MapLayer.SUPPORT: N_("Accepted recommendations with support reported, by State"),
    MapLayer.PLACES: N_("Places of activities"),
}


#: The title of support where recommendations accepted in part are counted, too.
TITLE_WITH_PARTLY: Final = N_("Recommendations accepted, or accepted in part, with support reported, by State")


def layer_title(layer: MapLayer, *, with_partly: bool) -> str:
    """What a layer shows, in the reader's language."""
    return _(TITLE_WITH_PARTLY if with_partly and layer is MapLayer.SUPPORT else TITLES[layer])


@dataclass(frozen=True)
class MapData:
    """What a layer draws. frame: its rows. groups: of offers, by kind and value. elsewhere: what no curve can show.

    with_partly: recommendations accepted in part are counted, too.
    """

    frame: pd.DataFrame
    groups: pd.DataFrame | None = None
    elsewhere: int = 0
    with_partly: bool = False


@dataclass(frozen=True)
class Look:
    """What all layers share: each State's spot and name (in alphabetical order), the State chosen, and addresses.

    lands: M49 region and subregion of each State.
    """

    places: Mapping[str, Spot]
    names: Mapping[str, str]
    selected: str | None
    address: Callable[[str], str]
    lands: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class MapPicture:
    """One layer: its scene, its notes, its table, and of each State words, how high it is, and its figure as shown."""

    scene: Scene
    unit: str
    notes: tuple[str, ...]
    table: pd.DataFrame
    columns: Mapping[str, Column]
    told: Mapping[str, str]
    values: Mapping[str, float]
    figure: Callable[[str], str]


def written(count: int) -> str:
    """A number in the reader's language. Remembered: a map writes hundreds, run after run."""
    return _written(count, language())


@lru_cache(maxsize=8192)
def _written(count: int, _language: str) -> str:
    return number(count)


def activities_in_words(count: int) -> str:
    """A number of activities."""
    return ngettext("{count} activity", "{count} activities", count).format(count=written(count))


def requests_in_words(count: int) -> str:
    """A number of requests."""
    return ngettext("{count} request for support", "{count} requests for support", count).format(count=written(count))


def offers_in_words(count: int) -> str:
    """A number of offers."""
    return ngettext("{count} open offer", "{count} open offers", count).format(count=written(count))


def places_in_words(count: int) -> str:
    """A number of places."""
    return ngettext("{count} place", "{count} places", count).format(count=written(count))


def heights(counts: Mapping[str, int]) -> dict[str, float]:
    """Counts of States as what their tiles' shades follow."""
    return {iso3: float(count) for iso3, count in counts.items()}


def figures(counts: Mapping[str, int]) -> Callable[[str], str]:
    """What a State's tile shows of its count."""
    return lambda iso3: written(counts.get(iso3, 0))


def each_in_words(counts: Collection[int], words: Callable[[int], str]) -> dict[int, str]:
    """Each count in words, once: writing figures takes longer than all else here."""
    return {count: words(count) for count in set(counts)}
