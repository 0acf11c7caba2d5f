"""The filters of every picture and list: read from the address as codes, chosen in one bar, cleared with one click.

The address is the only place that holds them, so a link, a reload and the back button show the same view, in any
language. Widgets take their value from the address in each run and write it back when the reader changes them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components.coverage.breakdowns import Names
from components.shared.address_codes import chosen_codes, correct_address, show_correction
from components.shared.bound_widgets import holding
from components.shell.url_state import MOST_CODES, WITH_PARTLY, read_codes, write_codes, write_text
from domain.coverage import GapFilters
from domain.reviews import CYCLE_SESSIONS, LAST_SESSION
from domain.sdgs import GOALS
from domain.states import UnGroup, sort_key
from domain.vocabulary import Breakdown, Modality, Position, RecommendationKind, StateGroup, SupportBand
from languages.names import REGIONS as REGION_CODES
from languages.names import (
    band_name,
    goal_name,
    modality_name,
    position_name,
    recommendation_kind_name,
    region_group_name,
    region_name,
    state_group_name,
)
from languages.text import N_, SOURCE_LANGUAGE, _, language, listing

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
BAND: Final = "band"
KIND: Final = "kind"
RECOMMENDING: Final = "recommending"
SESSION: Final = "session"

#: Filters whose options the store names.
_NAMED: Final = {
    STATE: Breakdown.STATE,
    THEME: Breakdown.THEME,
    PERSONS: Breakdown.PERSONS,
    RECOMMENDING: Breakdown.RECOMMENDING,
}


@dataclass(frozen=True)
class Field:
    """One filter: its name in the address, its title, what stands in it while nothing is chosen.

    few: all options are shown at once, else they are searched in a list.
    """

    parameter: str
    title: str
    placeholder: str
    few: bool = False


@dataclass(frozen=True)
class Bar:
    """The filters of a page. main: always in sight. more: behind a button. partly: whether parts can be added."""

    main: tuple[Field, ...]
    more: tuple[Field, ...]
    partly: bool

    @property
    def fields(self) -> tuple[Field, ...]:
        """All of them."""
        return (*self.main, *self.more)

    @property
    def parameters(self) -> frozenset[str]:
        """Their names in the address."""
        return frozenset({field.parameter for field in self.fields} | ({POSITION} if self.partly else set()))


_STATE_FIELD: Final = Field(STATE, N_("State under review"), N_("All States"))
_THEME_FIELD: Final = Field(THEME, N_("Theme"), N_("All themes"))
_COMMON: Final = (
    Field(GROUP, N_("UN regional group"), N_("All groups"), few=True),
    Field(REGION, N_("Region"), N_("All regions"), few=True),
    Field(SPECIAL, N_("Group of States"), N_("All States"), few=True),
    Field(CYCLE, N_("Cycle"), N_("All cycles"), few=True),
    Field(SDG, N_("Sustainable Development Goal"), N_("All goals")),
    Field(PERSONS, N_("Affected persons"), N_("All persons")),
    Field(MODALITY, N_("Form of support"), N_("All forms of support")),
)
#: The filters of pictures.
PICTURES: Final = Bar((_STATE_FIELD, _THEME_FIELD), _COMMON, partly=True)
#: The filters of the list of recommendations, which can ask for more of each.
RECOMMENDATIONS: Final = Bar(
    (
        _STATE_FIELD,
        Field(RECOMMENDING, N_("Recommending State"), N_("All States")),
        _THEME_FIELD,
    ),
    (
        Field(POSITION, N_("Position"), N_("All positions"), few=True),
        Field(BAND, N_("Support"), N_("With and without support"), few=True),
        Field(KIND, N_("Kind of record"), N_("All kinds"), few=True),
        *_COMMON,
        Field(SESSION, N_("Session"), N_("All sessions")),
    ),
    partly=False,
)
#: Every filter of any page by its title, so that a page can name one that it does not have.
TITLES: Final[Mapping[str, str]] = {
    field.parameter: field.title for field in (*PICTURES.fields, *RECOMMENDATIONS.fields)
}

Chosen = Mapping[str, tuple[str, ...]]


def gap_filters(names: Names) -> GapFilters:
    """Show the filter bar of a page of pictures and return what it says.

    names: gives the names of States, themes and affected persons, as `data_access.queries.coverage.labels.labels` does.
    """
    chosen, with_partly = filter_bar(PICTURES, names)
    return filters_of(chosen, with_partly=with_partly)


def filter_bar(bar: Bar, names: Names) -> tuple[Chosen, bool]:
    """Show a page's filters; the codes that each holds, and whether those supported in part are added.

    What the address asks for and this page does not offer is named in a line and leaves the address.
    """
    leave_out_others(bar.parameters)
    options = {field.parameter: _options(field.parameter, names) for field in bar.fields}
    chosen = {name: chosen_codes(name, known, also=_other_names(name, names)) for name, known in options.items()}
    with_partly = bar.partly and _read_partly()
    _show(bar, options, chosen, with_partly=with_partly)
    return chosen, with_partly


def filters_of(chosen: Chosen, *, with_partly: bool = False) -> GapFilters:
    """What the bar says as the filters that queries take."""
    return GapFilters(
        states=chosen[STATE],
        un_groups=chosen[GROUP],
        regions=chosen[REGION],
        groups=chosen[SPECIAL],
        cycles=tuple(map(int, chosen[CYCLE])),
        sessions=tuple(map(int, chosen.get(SESSION, ()))),
        themes=chosen[THEME],
        sdgs=tuple(map(int, chosen[SDG])),
        persons=chosen[PERSONS],
        recommending=chosen.get(RECOMMENDING, ()),
        modalities=tuple(map(Modality, chosen[MODALITY])),
        with_partly=with_partly,
    )


def filter_parameters(filters: GapFilters) -> dict[str, tuple[str, ...]]:
    """The filters as parameters of an address, those that are set; sessions and recommending States too."""
    written: dict[str, Collection[object]] = {
        STATE: filters.states,
        GROUP: filters.un_groups,
        REGION: filters.regions,
        SPECIAL: filters.groups,
        CYCLE: filters.cycles,
        SESSION: filters.sessions,
        THEME: filters.themes,
        SDG: filters.sdgs,
        PERSONS: filters.persons,
        RECOMMENDING: filters.recommending,
        MODALITY: filters.modalities,
        POSITION: filters.positions,
    }
    return {parameter: tuple(map(str, values)) for parameter, values in written.items() if values}


def clear_filters(bar: Bar = PICTURES) -> None:
    """Take every filter of a page out of the address; words that are searched and the language stay."""
    for parameter in bar.parameters:
        write_codes(parameter, ())


def leave_out_others(applied: Collection[str]) -> None:
    """Name the filters that the address holds and the page does not apply, and take them out of it."""
    for parameter, title in TITLES.items():
        if parameter in applied or parameter in _OWN_MEANING:
            continue
        if parameter in st.query_params:
            line = _("The address filters by “{filter}”, which this page cannot do. It was left out.")
            correct_address(parameter, "", line.format(filter=_(title)))
        show_correction(parameter)


#: Parameters that mean something else on pages of pictures: the band that a grid shows.
_OWN_MEANING: Final = frozenset({BAND})


def _read_partly() -> bool:
    """Whether those supported in part are added. Pictures count no other positions, whatever an address says."""
    asked = set(chosen_codes(POSITION, _positions()))
    known = set(WITH_PARTLY.split(","))
    if asked - known:
        line = _("The address asks for other positions. This page counts accepted recommendations.")
        correct_address(POSITION, WITH_PARTLY if Position.PARTLY_SUPPORTED in asked else "", line)
        show_correction(POSITION)
    else:
        write_text(POSITION, WITH_PARTLY if Position.PARTLY_SUPPORTED in asked else "")
    return Position.PARTLY_SUPPORTED in asked


def _options(parameter: str, names: Names) -> Mapping[str, str]:
    """What can be chosen in one filter: code to name in the reader's language, in the order shown."""
    if parameter in _NAMED:
        return names(_NAMED[parameter], language())
    match parameter:
        case "cycle":
            return {str(cycle): _("Cycle {number}").format(number=cycle) for cycle in CYCLE_SESSIONS}
        case "session":
            return {str(each): _("Session {number}").format(number=each) for each in range(1, LAST_SESSION + 1)}
        case "sdg":
            return {str(goal): goal_name(goal) for goal in GOALS}
        case "position":
            return _positions()
        case "band":
            return {band.value: band_name(band) for band in SupportBand}
        case "kind":
            return {kind.value: recommendation_kind_name(kind) for kind in RecommendationKind}
        case "group":
            return _in_order({group.value: region_group_name(group) for group in UnGroup})
        case "region":
            return _in_order({code: region_name(code) for code in REGION_CODES})
        case "special":
            return _in_order({group.value: state_group_name(group) for group in StateGroup})
        case _modality:
            return _in_order({modality.value: modality_name(modality) for modality in Modality})


def _positions() -> Mapping[str, str]:
    return {position.value: position_name(position) for position in Position}


def _other_names(parameter: str, names: Names) -> Mapping[str, str]:
    """English names, by which an address in any language may ask."""
    return names(_NAMED[parameter], SOURCE_LANGUAGE) if parameter in _NAMED else {}


def _in_order(options: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(options.items(), key=lambda option: sort_key(option[1], language())))


def _show(bar: Bar, options: Mapping[str, Mapping[str, str]], chosen: Chosen, *, with_partly: bool) -> None:
    """The filters that most readers need, the others behind a button, and what of those is set."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        for field in bar.main:
            _choice(field, options[field.parameter], chosen[field.parameter])
        # Its words never change: a button that is called otherwise is another one, and closes.
        more = st.popover(_("More filters"), key="more-filters", on_change="rerun")
        if more.open:
            with more:
                for field in bar.more:
                    _choice(field, options[field.parameter], chosen[field.parameter])
                if bar.partly:
                    _partly(with_partly)
    _set_filters(bar, options, chosen, with_partly=with_partly)


def _choice(field: Field, options: Mapping[str, str], chosen: Sequence[str]) -> None:
    key = holding(field.parameter, list(chosen))
    if field.few:
        st.pills(
            _(field.title),
            list(options),
            selection_mode="multi",
            format_func=options.__getitem__,
            key=key,
            on_change=_keep,
            args=(field.parameter, key),
        )
        return
    st.multiselect(
        _(field.title),
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_keep,
        args=(field.parameter, key),
        placeholder=_(field.placeholder),
        max_selections=MOST_CODES,
        select_all=False,
    )


def _partly(with_partly: bool) -> None:
    key = holding(POSITION, with_partly)
    st.toggle(
        _("Add recommendations that are accepted in part"),
        key=key,
        on_change=_keep_partly,
        args=(key,),
    )


def _keep(parameter: str, key: str) -> None:
    write_codes(parameter, st.session_state[key])


def _keep_partly(key: str) -> None:
    write_text(POSITION, WITH_PARTLY if st.session_state[key] else "")


def _set_filters(bar: Bar, options: Mapping[str, Mapping[str, str]], chosen: Chosen, *, with_partly: bool) -> None:
    """What is set behind the button, one button each that takes it out, and one that takes out all."""
    if not any(chosen.values()) and not with_partly:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="set-filters"):
        for field in bar.more:
            for code in chosen[field.parameter]:
                _chip(options[field.parameter][code], field.parameter, code)
        if with_partly:
            _chip(_("Accepted in part, too"), POSITION)
        st.button(_("Clear all filters"), type="tertiary", key="clear-filters", on_click=clear_filters, args=(bar,))


def _chip(words: str, parameter: str, code: str = "") -> None:
    """A button that takes out one code, or without one all of the parameter."""
    key = f"set-{parameter}-{code}"
    st.button(f"{words} ×", key=key, on_click=_leave_out, args=(parameter, code))


def _leave_out(parameter: str, code: str) -> None:
    write_codes(parameter, (kept for kept in read_codes(parameter) if code and kept != code))


def filters_in_words(filters: GapFilters, names: Names) -> tuple[tuple[str, str], ...]:
    """Each filter of a picture that is set, as its title and the names of what was chosen, in the order of the bar.

    names: as in `gap_filters`.
    """
    chosen = {name: codes for name, codes in filter_parameters(filters).items() if name != POSITION}
    told = chosen_in_words(PICTURES, chosen, names)
    return (*told, (_("Position"), _("Accepted in part, too"))) if filters.with_partly else told


def chosen_in_words(bar: Bar, chosen: Chosen, names: Names) -> tuple[tuple[str, str], ...]:
    """The same for any bar. chosen: the codes of each filter by its parameter; what is not there is not set."""
    return tuple(
        (_(field.title), listing(_options(field.parameter, names).get(code, code) for code in codes))
        for field in bar.fields
        if (codes := chosen.get(field.parameter))
    )
