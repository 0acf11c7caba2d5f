"""The rows of a breakdown: their names and order, and what a reader who follows one row asks for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from domain.coverage import GapFilters
from domain.sdgs import GOALS
from domain.states import UnGroup, sort_key
from domain.vocabulary import Breakdown
from languages.names import goal_name, region_group_name, region_name
from languages.text import _, language

#: Gives the names of a breakdown's codes in a language, in alphabetical order; a page hands it over from the store.
Names = Callable[[Breakdown, str], Mapping[str, str]]

#: Breakdowns whose rows have an order of their own.
NUMBERED: Final = frozenset({Breakdown.SDG, Breakdown.CYCLE, Breakdown.SESSION})
#: Breakdowns whose rows are States. They are never put in order of a figure.
BY_STATE: Final = frozenset({Breakdown.STATE, Breakdown.RECOMMENDING})

_UN_GROUPS: Final = {group.value: group for group in UnGroup}
_FIELDS: Final[Mapping[Breakdown, str]] = {
    Breakdown.STATE: "states",
    Breakdown.THEME: "themes",
    Breakdown.SDG: "sdgs",
    Breakdown.PERSONS: "persons",
    Breakdown.GROUP: "un_groups",
    Breakdown.REGION: "regions",
    Breakdown.CYCLE: "cycles",
    Breakdown.SESSION: "sessions",
    Breakdown.RECOMMENDING: "recommending",
}


def row_name(breakdown: Breakdown, key: str, names: Mapping[str, str]) -> str:
    """What one row is called in the reader's language; the key itself where it has no name.

    names: code to name, as `Names` gives for this breakdown.
    """
    if breakdown is Breakdown.SDG and key.isdigit() and int(key) in GOALS:
        return goal_name(int(key))
    if breakdown is Breakdown.GROUP and key in _UN_GROUPS:
        return region_group_name(_UN_GROUPS[key])
    if breakdown is Breakdown.REGION:
        return region_name(key)
    if breakdown is Breakdown.CYCLE:
        return _("Cycle {number}").format(number=key)
    if breakdown is Breakdown.SESSION:
        return _("Session {number}").format(number=key)
    if breakdown is Breakdown.TOTAL:
        return _("All")
    return names.get(key, key)


def named_rows(frame: pd.DataFrame, breakdown: Breakdown, names: Names, column: str = "key") -> pd.DataFrame:
    """The frame with a `label` for each code in `column`, numbered rows in their order and all others alphabetical."""
    known = names(breakdown, language())
    keys = frame[column].tolist()
    label = {key: row_name(breakdown, key, known) for key in dict.fromkeys(keys)}
    place = {key: index for index, key in enumerate(_in_order(breakdown, label, known))}
    order = sorted(range(len(keys)), key=lambda row: place[keys[row]])
    named = frame.take(order).reset_index(drop=True)
    named["label"] = [label[keys[row]] for row in order]
    return named


def _in_order(breakdown: Breakdown, label: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    if breakdown in NUMBERED:
        return sorted(label, key=int)
    if known.keys() >= label.keys():
        return [key for key in known if key in label]
    return sorted(label, key=lambda key: (sort_key(label[key], language()), key))


def chosen_keys(filters: GapFilters, breakdown: Breakdown) -> frozenset[str]:
    """The keys of a breakdown that the filters name; empty where they leave it open."""
    field = _FIELDS.get(breakdown)
    return frozenset(str(value) for value in getattr(filters, field)) if field else frozenset()


def narrowed(filters: GapFilters, breakdown: Breakdown, key: str) -> GapFilters:
    """The filters that select exactly what one row of a breakdown counts."""
    match breakdown:
        case Breakdown.STATE:
            return replace(filters, states=(key,))
        case Breakdown.THEME:
            return replace(filters, themes=(key,))
        case Breakdown.SDG:
            return replace(filters, sdgs=(int(key),))
        case Breakdown.PERSONS:
            return replace(filters, persons=(key,))
        case Breakdown.GROUP:
            return replace(filters, un_groups=(key,))
        case Breakdown.REGION:
            return replace(filters, regions=(key,))
        case Breakdown.CYCLE:
            return replace(filters, cycles=(int(key),))
        case Breakdown.SESSION:
            return replace(filters, sessions=(int(key),))
        case Breakdown.RECOMMENDING:
            return replace(filters, recommending=(key,))
        case Breakdown.TOTAL:
            return filters
