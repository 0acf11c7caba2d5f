"""The filters of every picture and list: read from the address as codes, chosen in one bar, cleared with one click.

The address is the only place that holds them, so a link, a reload and the back button show the same view, in any
language. Widgets take their value from the address in each run and write it back when the reader changes them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components.breakdowns import Names
from components.url_state import FILTERS, MOST_CODES, known, read_codes, write_codes
from domain.coverage import GapFilters
from domain.reviews import CYCLE_SESSIONS
from domain.sdgs import GOALS
from domain.states import UnGroup, sort_key
from domain.vocabulary import Breakdown, Modality, Position, StateGroup
from languages.names import REGIONS as REGION_CODES
from languages.names import goal_name, modality_name, region_group_name, region_name, state_group_name
from languages.text import N_, _, language, listing

STATE: Final = "state"
GROUP: Final = "group"
REGION: Final = "region"
SPECIAL: Final = "special"
CYCLE: Final = "cycle"
THEME: Final = "theme"
SDG: Final = "sdg"
PERSONS: Final = "persons"
POSITION: Final = "position"
MODALITY: Final = "modality"

#: Filters whose options the store names.
_NAMED: Final = {STATE: Breakdown.STATE, THEME: Breakdown.THEME, PERSONS: Breakdown.PERSONS}


@dataclass(frozen=True)
class Field:
    """One filter: its name in the address, its title, what stands in it while nothing is chosen.

    few: all options are shown at once, else they are searched in a list.
    """

    parameter: str
    title: str
    placeholder: str
    few: bool = False


MAIN: Final = (
    Field(STATE, N_("State under review"), N_("All States")),
    Field(THEME, N_("Theme"), N_("All themes")),
)
MORE: Final = (
    Field(GROUP, N_("UN regional group"), N_("All groups"), few=True),
    Field(REGION, N_("Region"), N_("All regions"), few=True),
    Field(SPECIAL, N_("Group of States"), N_("All States"), few=True),
    Field(CYCLE, N_("Cycle"), N_("All cycles"), few=True),
    Field(SDG, N_("Sustainable Development Goal"), N_("All goals")),
    Field(PERSONS, N_("Affected persons"), N_("All persons")),
    Field(MODALITY, N_("Form of support"), N_("All forms of support")),
)


def gap_filters(names: Names, *, positions: bool = True) -> GapFilters:
    """Show the filter bar and return what it says. Codes in the address that are not known here are named in a line.

    names: gives the names of States, themes and affected persons, as `data_access.queries.labels.labels` does.
    positions: False where a page asks for positions by itself; then `with_partly` is False.
    """
    chosen = {field.parameter: _read(field.parameter, names) for field in (*MAIN, *MORE)}
    with_partly = _read_partly() if positions else None
    _bar(names, chosen, with_partly=with_partly)
    return GapFilters(
        states=chosen[STATE],
        un_groups=chosen[GROUP],
        regions=chosen[REGION],
        groups=chosen[SPECIAL],
        cycles=tuple(map(int, chosen[CYCLE])),
        themes=chosen[THEME],
        sdgs=tuple(map(int, chosen[SDG])),
        persons=chosen[PERSONS],
        modalities=tuple(map(Modality, chosen[MODALITY])),
        with_partly=bool(with_partly),
    )


def filter_parameters(filters: GapFilters) -> dict[str, tuple[str, ...]]:
    """The filters as parameters of an address, those that are set; sessions and recommending States too."""
    written: dict[str, Collection[object]] = {
        STATE: filters.states,
        GROUP: filters.un_groups,
        REGION: filters.regions,
        SPECIAL: filters.groups,
        CYCLE: filters.cycles,
        "session": filters.sessions,
        THEME: filters.themes,
        SDG: filters.sdgs,
        PERSONS: filters.persons,
        "recommending": filters.recommending,
        MODALITY: filters.modalities,
        POSITION: filters.positions,
    }
    return {parameter: tuple(map(str, values)) for parameter, values in written.items() if values}


def clear_filters() -> None:
    """Take every filter out of the address; the language stays."""
    for parameter in FILTERS:
        write_codes(parameter, ())


def _read(parameter: str, names: Names) -> tuple[str, ...]:
    codes = read_codes(parameter)
    return known(codes, _options(parameter, names)) if codes else ()


def _read_partly() -> bool:
    return Position.PARTLY_SUPPORTED in known(read_codes(POSITION), [position.value for position in Position])


def _options(parameter: str, names: Names) -> Mapping[str, str]:
    """What can be chosen in one filter: code to name in the reader's language, in the order shown."""
    if parameter in _NAMED:
        return names(_NAMED[parameter], language())
    if parameter == CYCLE:
        return {str(cycle): _("Cycle {number}").format(number=cycle) for cycle in CYCLE_SESSIONS}
    if parameter == SDG:
        return {str(goal): goal_name(goal) for goal in GOALS}
    if parameter == GROUP:
        return _in_order({group.value: region_group_name(group) for group in UnGroup})
    if parameter == REGION:
        return _in_order({code: region_name(code) for code in REGION_CODES})
    if parameter == SPECIAL:
        return _in_order({group.value: state_group_name(group) for group in StateGroup})
    return _in_order({modality.value: modality_name(modality) for modality in Modality})


def _in_order(options: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(options.items(), key=lambda option: sort_key(option[1], language())))


def _bar(names: Names, chosen: Mapping[str, tuple[str, ...]], *, with_partly: bool | None) -> None:
    """The two filters that most readers need, the others behind a button, and what of those is set.

    with_partly is None where the toggle has no place.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        for field in MAIN:
            _choice(field, _options(field.parameter, names), chosen[field.parameter])
        # Its words never change: a button that is called otherwise is another one, and closes.
        more = st.popover(_("More filters"), key="more-filters", on_change="rerun")
        if more.open:
            with more:
                for field in MORE:
                    _choice(field, _options(field.parameter, names), chosen[field.parameter])
                if with_partly is not None:
                    _partly(with_partly)
    _set_filters(names, chosen, with_partly=bool(with_partly))


def _choice(field: Field, options: Mapping[str, str], chosen: tuple[str, ...]) -> None:
    key = _follow(field.parameter, list(chosen))
    if field.few:
        st.pills(
            _(field.title),
            list(options),
            selection_mode="multi",
            format_func=options.__getitem__,
            key=key,
            on_change=_keep,
            args=(field.parameter,),
        )
        return
    st.multiselect(
        _(field.title),
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_keep,
        args=(field.parameter,),
        placeholder=_(field.placeholder),
        max_selections=MOST_CODES,
        select_all=False,
    )


def _partly(with_partly: bool) -> None:
    st.toggle(
        _("Add recommendations that are supported in part"),
        key=_follow(POSITION, with_partly),
        on_change=_keep_partly,
    )


def _follow(parameter: str, value: object) -> str:
    """The widget's key, with the widget holding what the address says."""
    key = _key(parameter)
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _key(parameter: str) -> str:
    """Of one language: a browser goes on showing the words in which a choice was made."""
    return f"filter-{parameter}-{language()}"


def _keep(parameter: str) -> None:
    write_codes(parameter, st.session_state[_key(parameter)])


def _keep_partly() -> None:
    added = st.session_state[_key(POSITION)]
    write_codes(POSITION, (Position.SUPPORTED, Position.PARTLY_SUPPORTED) if added else ())


def _set_filters(names: Names, chosen: Mapping[str, tuple[str, ...]], *, with_partly: bool) -> None:
    """What is set behind the button, one button each that takes it out, and one that takes out all."""
    if not any(chosen.values()) and not with_partly:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="set-filters"):
        for field in MORE:
            for code in chosen[field.parameter]:
                _chip(_options(field.parameter, names)[code], _leave_out, field.parameter, code)
        if with_partly:
            _chip(_("Supported in part, too"), write_codes, POSITION, ())
        st.button(_("Clear all filters"), type="tertiary", key="clear-filters", on_click=clear_filters)


def _chip(name: str, take_out: Callable[..., None], parameter: str, code: object) -> None:
    st.button(f"{name} ×", key=f"set-{parameter}-{code}", on_click=take_out, args=(parameter, code))


def _leave_out(parameter: str, code: str) -> None:
    write_codes(parameter, (kept for kept in read_codes(parameter) if kept != code))


def filters_in_words(filters: GapFilters, names: Names) -> tuple[tuple[str, str], ...]:
    """Each filter that is set as its title and the names of what was chosen, in the order of the bar.

    names: as in `gap_filters`.
    """
    chosen = filter_parameters(filters)
    told = [
        (_(field.title), listing(_options(field.parameter, names).get(code, code) for code in chosen[field.parameter]))
        for field in (*MAIN, *MORE)
        if field.parameter in chosen
    ]
    if filters.with_partly:
        told.append((_("Position"), _("Supported in part, too")))
    return tuple(told)
