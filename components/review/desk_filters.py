"""What part of a desk's or the queue's list: filters in the address, a row of boxes, one button to clear them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components.shared.address_codes import chosen_code, chosen_codes
from components.shared.bound_widgets import holding
from components.shared.switches import PAGE
from components.shell.url_state import MOST_CODES, write_codes
from domain.records.clocks import Due
from domain.records.record_pages import PAGED
from domain.review.work_queues import DeskFilters, Need, QueueFilters, QueueTab
from domain.states import UnGroup, sort_key
from domain.vocabulary import OrganizationKind, RecordKind
from languages.names import REGIONS, organization_kind_name, region_group_name, region_name
from languages.record_names import need_name, record_kind_name
from languages.text import _, language

KIND: Final = "kind"
BY: Final = "by"
#: Names of their own: the filters of pictures, which follow the reader from page to page, must hide nothing that waits.
OF: Final = "of"
OF_GROUP: Final = "of_group"
OF_REGION: Final = "of_region"
OF_THEME: Final = "of_theme"
DUE: Final = "due"
_PARAMETERS: Final = (KIND, OF, OF_GROUP, OF_REGION, OF_THEME, BY, DUE)
#: What the queue can be narrowed to beside, as the inbox counts it.
PAST: Final[Mapping[Due, Need]] = {Due.ACKNOWLEDGE: Need.UNACKNOWLEDGED, Due.ANSWER: Need.UNANSWERED}


@dataclass(frozen=True)
class Names:
    """What can be chosen: States by ISO3 and themes by code, each with its name, in the order shown."""

    states: Mapping[str, str]
    themes: Mapping[str, str]


def desk_filters(names: Names) -> DeskFilters:
    """Show the filters of a State's desk and return what they say."""
    return _filters(names)


def queue_filters(work: QueueTab, names: Names) -> QueueFilters:
    """Show the filters of one part of the queue and return what they say."""
    due = _past_due() if work is QueueTab.ANSWER else None
    chosen = _filters(names, set_already=due is not None)
    return QueueFilters(work=work, due=due, **vars(chosen))


def _filters(names: Names, *, set_already: bool = False) -> DeskFilters:
    kinds = {kind.value: record_kind_name(kind) for kind in PAGED}
    contributors = {kind.value: organization_kind_name(kind) for kind in OrganizationKind}
    groups = _in_order({group.value: region_group_name(group) for group in UnGroup})
    regions = _in_order({code: region_name(code) for code in REGIONS})
    with st.container(horizontal=True, vertical_alignment="bottom", key="desk-filters"):
        kind = _choose(KIND, _("Kind of record"), kinds, _("All kinds"), most=1)
        states = _choose(OF, _("State"), names.states, _("All States"))
        un_groups = _choose(OF_GROUP, _("UN regional group"), groups, _("All groups"))
        in_regions = _choose(OF_REGION, _("Region"), regions, _("All regions"))
        themes = _choose(OF_THEME, _("Theme"), names.themes, _("All themes"))
        by = _choose(BY, _("Kind of contributor"), contributors, _("All contributors"), most=1)
    if set_already or any((kind, states, un_groups, in_regions, themes, by)):
        st.button(_("Clear all filters"), type="tertiary", key="clear-desk-filters", on_click=_clear)
    return DeskFilters(
        kind=RecordKind(kind[0]) if kind else None,
        contributor=OrganizationKind(by[0]) if by else None,
        states=states,
        un_groups=un_groups,
        regions=in_regions,
        themes=themes,
    )


def _past_due() -> Due | None:
    """Whether only what is past its time is listed, said in a button that takes it out."""
    wished = chosen_code(DUE, {due.value: need_name(need) for due, need in PAST.items()})
    if wished is None:
        return None
    due = Due(wished)
    st.button(f"{need_name(PAST[due])} ×", key="set-due", on_click=write_codes, args=(DUE, ()))
    return due


def _choose(
    parameter: str, title: str, options: Mapping[str, str], placeholder: str, *, most: int = MOST_CODES
) -> tuple[str, ...]:
    """The codes of one filter; what the address names and is no option is named in a line."""
    chosen = chosen_codes(parameter, options, most=most)
    key = holding(parameter, list(chosen))
    st.multiselect(
        title,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_keep,
        args=(parameter, key),
        placeholder=placeholder,
        max_selections=most,
        select_all=False,
    )
    return chosen


def _keep(parameter: str, key: str) -> None:
    write_codes(parameter, st.session_state[key])
    write_codes(PAGE, ())


def _clear() -> None:
    for parameter in (*_PARAMETERS, PAGE):
        write_codes(parameter, ())


def _in_order(options: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(options.items(), key=lambda option: sort_key(option[1], language())))
