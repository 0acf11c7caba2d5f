"""Fields that are lists of rows: providers with their roles, places, amounts of money, each recipient's percentage."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.forms.choices import options
from components.forms.definitions.fields import Field, Options
from components.forms.first_run import opening, take_over
from components.forms.form_html import hint_line, title_line
from components.forms.open_form import OpenForm, save, widget_key
from components.forms.services import Services
from domain.records.currencies import CURRENCIES
from domain.vocabulary import MoneyKind, OrganizationRole
from languages.names import organization_role_name
from languages.record_names import money_kind_name
from languages.text import _, language, number

#: So many rows are enough for a form.
_MOST_ROWS: Final = 40
Row = dict[str, str]


def provider_rows(field: Field, form: OpenForm, services: Services) -> None:
    """Each organization that provides, and what it does."""
    _heading(_(field.title))
    named = options(Options.ORGANIZATIONS, services)
    roles = {role.value: organization_role_name(role) for role in OrganizationRole}
    for place, row in enumerate(rows_of(form, field.name)):
        with _row(field.name, place):
            _select(field.name, place, "organization", _("Organization"), row, named, form, services)
            _select(field.name, place, "role", _("Its role"), row, roles, form, services)
            _remove(field.name, place, form, services)
    new = {"organization": "", "role": OrganizationRole.IMPLEMENTING.value}
    _add(field.name, _("Add a provider"), new, form, services)


def place_rows(field: Field, form: OpenForm, services: Services) -> None:
    """Each place with its coordinates."""
    _heading(_(field.title), _("Optional. Coordinates in degrees, as in -1.29 and 36.82."))
    for place, row in enumerate(rows_of(form, field.name)):
        with _row(field.name, place):
            _type(field.name, place, "name", _("Name of the place"), row, form, services)
            _type(field.name, place, "latitude", _("Latitude"), row, form, services)
            _type(field.name, place, "longitude", _("Longitude"), row, form, services)
            _remove(field.name, place, form, services)
    _add(field.name, _("Add a place"), {"name": "", "latitude": "", "longitude": ""}, form, services)


def money_rows(field: Field, form: OpenForm, services: Services) -> None:
    """Each amount with its kind, currency and day."""
    _heading(_(field.title), _("Optional. Amounts of different kinds or currencies are never added up."))
    kinds = {kind.value: money_kind_name(kind) for kind in MoneyKind}
    currencies = {code: code for code in sorted(CURRENCIES)}
    for place, row in enumerate(rows_of(form, field.name)):
        with _row(field.name, place):
            _select(field.name, place, "kind", _("Kind of amount"), row, kinds, form, services)
            _type(field.name, place, "amount", _("Amount"), row, form, services)
            _select(field.name, place, "currency", _("Currency"), row, currencies, form, services)
            _type(field.name, place, "on", _("Day (year-month-day)"), row, form, services)
            _remove(field.name, place, form, services)
    new = {"kind": "", "amount": "", "currency": "", "on": ""}
    _add(field.name, _("Add an amount"), new, form, services)


def share_rows(field: Field, form: OpenForm, services: Services) -> None:
    """Each recipient's percentage; nothing for one recipient, whose part is the whole."""
    recipients = form.codes("recipients")
    if len(recipients) < 2:
        return
    _heading(_(field.title), _("Optional. Give the percentage of every State, or of none; they sum to 100."))
    held = form.content.get(field.name)
    shares = {str(code): str(share) for code, share in held.items()} if isinstance(held, dict) else {}
    for iso3 in recipients:
        key, share = widget_key(field.name, iso3), shares.get(iso3, "")
        typed = st.text_input(
            services.states.get(iso3, iso3),
            opening(form, key, share) or "",
            key=key,
            width=220,
            autocomplete="off",
            on_change=_keep_share,
            args=(field.name, iso3, key, form, services),
        )
        take_over(form, typed, share, _keep_share, field.name, iso3, key, form, services)


def rows_of(form: OpenForm, name: str) -> list[Row]:
    """The rows that the form holds."""
    held = form.content.get(name)
    listed = held[:_MOST_ROWS] if isinstance(held, list) else []
    return [{str(key): str(value) for key, value in row.items()} for row in listed if isinstance(row, dict)]


def add_row(name: str, row: Row, form: OpenForm, services: Services) -> None:
    """Put a row under the others and keep that."""
    form.content[name] = [*rows_of(form, name), row]
    save(form, services)


def _heading(title: str, hint: str = "") -> None:
    st.html(title_line(title) + (hint_line(hint) if hint else ""))


def _row(name: str, place: int) -> "st.delta_generator.DeltaGenerator":
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=widget_key("row", name, place))


def _type(name: str, place: int, part: str, title: str, row: Row, form: OpenForm, services: Services) -> None:
    key, held = widget_key(name, place, part), row.get(part, "")
    first, args = opening(form, key, held) or "", (name, place, part, key, form, services)
    typed = st.text_input(title, first, key=key, autocomplete="off", on_change=_keep_part, args=args)
    take_over(form, typed, held, _keep_part, *args)


def _select(
    name: str,
    place: int,
    part: str,
    title: str,
    row: Row,
    offered: "dict[str, str] | object",
    form: OpenForm,
    services: Services,
) -> None:
    named = dict(offered) if isinstance(offered, dict) else {}
    held = row.get(part, "") if row.get(part, "") in named else None
    key = widget_key(name, place, part, language())
    first = opening(form, key, held)
    chosen = st.selectbox(
        title,
        list(named),
        index=None if first is None else list(named).index(first),
        format_func=named.__getitem__,
        key=key,
        placeholder=_("Please choose"),
        on_change=_keep_part,
        args=(name, place, part, key, form, services),
    )
    take_over(form, chosen, held, _keep_part, name, place, part, key, form, services)


def _remove(name: str, place: int, form: OpenForm, services: Services) -> None:
    st.button(
        _("Remove row {number}").format(number=number(place + 1)),
        key=widget_key("remove", name, place),
        type="tertiary",
        on_click=_take_out,
        args=(name, place, form, services),
    )


def _add(name: str, title: str, row: Row, form: OpenForm, services: Services) -> None:
    full = len(rows_of(form, name)) >= _MOST_ROWS
    st.button(title, key=widget_key("add", name), on_click=add_row, args=(name, row, form, services), disabled=full)


def _keep_part(name: str, place: int, part: str, key: str, form: OpenForm, services: Services) -> None:
    rows = rows_of(form, name)
    if place < len(rows):
        rows[place][part] = st.session_state[key] or ""
        form.content[name] = rows
        save(form, services)


def _keep_share(name: str, iso3: str, key: str, form: OpenForm, services: Services) -> None:
    held = form.content.get(name)
    form.content[name] = {**(held if isinstance(held, dict) else {}), iso3: st.session_state[key]}
    save(form, services)


def _take_out(name: str, place: int, form: OpenForm, services: Services) -> None:
    rows: Sequence[Row] = rows_of(form, name)
    form.content[name] = [row for number_of, row in enumerate(rows) if number_of != place]
    save(form, services)
