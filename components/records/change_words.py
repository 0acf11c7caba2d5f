"""What a field of a record said before and after, in the reader's words: names for codes, days and amounts as read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date as calendar_date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final, TypeVar

from components.records.record_html import StateName
from domain.vocabulary import (
    ActivityStatus,
    EligibleKind,
    Fund,
    Modality,
    MoneyKind,
    OrganizationRole,
    Visibility,
)
from languages.names import (
    activity_status_name,
    fund_name,
    modality_name,
    organization_role_name,
    visibility_name,
)
from languages.record_names import group_name, money_kind_name
from languages.text import _, date, isolate, language_name, listing, money, number

_NOTHING: Final = "–"
_DAYS: Final = frozenset(
    {"planned_start", "planned_end", "actual_start", "actual_end", "window_start", "window_end", "made_on"}
)
Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True)
class ChangeNames:
    """What codes are called. state: a State's name by its ISO3. themes, organizations: names by code."""

    state: StateName
    themes: Mapping[str, str]
    organizations: Mapping[str, str]


def value_in_words(field: str, value: object, names: ChangeNames) -> str:
    """One side of a change of a draft's field, as JSON keeps it; a dash for nothing."""
    if value is None or value in ("", []):
        return _NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return listing(isolate(value_in_words(field, one, names)) for one in value)
    if isinstance(value, Mapping):
        return _part_in_words(field, value, names)
    return _code_in_words(field, str(value), names)


def _code_in_words(field: str, value: str, names: ChangeNames) -> str:
    if field in _DAYS:
        return date(calendar_date.fromisoformat(value))
    match field:
        case "modality" | "modalities":
            return _named(Modality, value, modality_name)
        case "status":
            return _named(ActivityStatus, value, activity_status_name)
        case "fund":
            return _named(Fund, value, fund_name)
        case "visibility":
            return _named(Visibility, value, visibility_name)
        case "iso3":
            return names.state(value)
        case "themes":
            return names.themes.get(value, value)
        case "publisher" | "partners":
            return names.organizations.get(value, value)
        case "languages":
            return language_name(value)
        case _:
            return value


def _named(codes: type[Code], value: str, name: Callable[[Code], str]) -> str:
    """The name of a code; the code itself where an older version knew one that is no more."""
    return name(codes(value)) if value in set(codes) else value


def _part_in_words(field: str, value: Mapping[str, Any], names: ChangeNames) -> str:
    """One row of a field that has several, as a recipient or an amount."""
    match field:
        case "recipients":
            share = value.get("percentage")
            state = names.state(str(value["iso3"]))
            return state if share is None else f"{state} ({number(Decimal(str(share)))} %)"
        case "providers":
            who = names.organizations.get(value["organization"], value["organization"])
            return f"{isolate(who)} ({_named(OrganizationRole, value['role'], organization_role_name)})"
        case "money":
            return _amount_in_words(value)
        case "places":
            name = str(value.get("name") or "")
            point = f"{value['latitude']}, {value['longitude']}"
            return f"{isolate(name)} ({point})" if name else point
        case "eligible" if value["kind"] in set(EligibleKind):
            return group_name(EligibleKind(value["kind"]), str(value["value"]), names.state)
        case _:
            return listing(str(one) for one in value.values() if one not in (None, ""))


def _amount_in_words(value: Mapping[str, Any]) -> str:
    kind, currency = str(value["kind"]), str(value["currency"])
    try:
        amount = money(Decimal(str(value["amount"])), currency)
    except InvalidOperation:
        amount = f"{value['amount']} {currency}"
    words = _("{kind}: {amount}").format(kind=_named(MoneyKind, kind, money_kind_name), amount=amount)
    return f"{words} ({date(calendar_date.fromisoformat(value['on']))})" if value.get("on") else words
