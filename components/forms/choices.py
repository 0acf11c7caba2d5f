"""What can be chosen in a field: code to name in the reader's language, in the order shown."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from components.forms.definitions.fields import Options
from components.forms.services import Services
from domain.records.own_work import KnownOrganization
from domain.reviews import CYCLE_SESSIONS
from domain.states import UnGroup, sort_key
from domain.vocabulary import ActivityStatus, EligibleKind, Fund, Modality, StateGroup, Visibility
from languages.names import REGIONS as REGION_CODES
from languages.names import (
    activity_status_name,
    fund_name,
    modality_name,
    region_group_name,
    region_name,
    state_group_name,
    visibility_name,
)
from languages.text import _, isolate, language, language_name

#: The languages that are offered: the six of the United Nations, and those that most States work in.
_LANGUAGES: Final = tuple(
    re.findall(
        r"\w+",
        """ar zh en fr ru es am az be bn bg my hr cs da nl et fi ka de el ht he hi hu id it ja kk km rw ko ky lo lv lt
        mk mg ms mn ne no ps fa pl pt ro sm sr si sk sl so sw sv tg ta tet th ti to tr tk uk ur uz vi""",
    )
)


def options(source: Options, services: Services) -> Mapping[str, str]:
    """The choices of one source."""
    return _SOURCES[source](services)


def organization_label(one: KnownOrganization, services: Services) -> str:
    """The organization's name, with its State where it has one."""
    if one.iso3 is None or one.iso3 not in services.states:
        return one.name
    return _("{organization} ({state})").format(
        organization=isolate(one.name), state=isolate(services.states[one.iso3])
    )


def _in_order(named: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(named.items(), key=lambda pair: sort_key(pair[1], language())))


def _own_states(services: Services) -> Mapping[str, str]:
    own = services.own_states or tuple(services.states)
    return {iso3: name for iso3, name in services.states.items() if iso3 in own}


def _groups(_services: Services) -> Mapping[str, str]:
    return {
        **{f"{EligibleKind.GROUP.value}:{group.value}": state_group_name(group) for group in StateGroup},
        **{f"{EligibleKind.UN_GROUP.value}:{group.value}": region_group_name(group) for group in UnGroup},
        **{f"{EligibleKind.REGION.value}:{code}": region_name(code) for code in REGION_CODES},
    }


def _publishers(services: Services) -> Mapping[str, str]:
    known = services.organizations
    return {code: organization_label(known[code], services) for code in services.publishers if code in known}


_SOURCES: Final[Mapping[Options, Callable[[Services], Mapping[str, str]]]] = {
    Options.NONE: lambda _services: {},
    Options.MODALITIES: lambda _services: _in_order({one.value: modality_name(one) for one in Modality}),
    Options.STATUSES: lambda _services: {one.value: activity_status_name(one) for one in ActivityStatus},
    Options.FUNDS: lambda _services: {one.value: fund_name(one) for one in Fund},
    Options.VISIBILITIES: lambda _services: {one.value: visibility_name(one) for one in Visibility},
    Options.LANGUAGES: lambda _services: {code: language_name(code) for code in _LANGUAGES},
    Options.CYCLES: lambda _services: {str(one): _("Cycle {number}").format(number=one) for one in CYCLE_SESSIONS},
    Options.THEMES: lambda services: services.themes,
    Options.STATES: lambda services: services.states,
    Options.OWN_STATES: _own_states,
    Options.GROUPS: _groups,
    Options.ORGANIZATIONS: lambda services: {
        code: organization_label(one, services) for code, one in services.organizations.items()
    },
    Options.PUBLISHERS: _publishers,
}
