"""Add an organization that is missing, after a look at those that are called alike."""

import html
from typing import Final

import streamlit as st

from components.forms.choices import organization_label
from components.forms.form_html import problem_line, title_line
from components.forms.open_form import OpenForm, save, widget_key
from components.forms.problem_words import refusal_in_words
from components.forms.repeated_fields import rows_of
from components.forms.services import Refusal, Services
from components.shell.session import Key
from domain.records.own_work import KnownOrganization
from domain.vocabulary import OrganizationKind, OrganizationRole
from languages.names import organization_kind_name
from languages.text import _, language

#: What the store said to the last attempt, by field.
_TOLD: Final[Key[dict[str, str]]] = Key("contribute.organization-told", {})


def organization_adder(name: str, form: OpenForm, services: Services, *, own_state: str | None = None) -> None:
    """What it takes to add an organization to a field. own_state: only an institution of that State may be added."""
    title = _("Add an organization that is not in the list")
    shown = st.expander(title, key=widget_key("new", name), on_change="rerun", expanded=own_state is not None)
    if not shown.open:
        return
    with shown:
        key = widget_key("new", name, "name")
        wished = st.text_input(_("Name of the organization"), key=key, autocomplete="off", live="500ms") or ""
        kind, iso3 = (OrganizationKind.STATE, own_state) if own_state else _kind_and_state(name, services)
        if told := _TOLD.get().get(name):
            st.html(problem_line(told))
        if not wished.strip():
            return
        alike = services.similar(wished, iso3)
        _offer_known(alike, name, form, services)
        st.button(
            _("It is another one: add it") if alike else _("Add it"),
            key=widget_key("new", name, "add"),
            on_click=_add,
            args=(name, wished, kind, iso3, form, services),
        )


def _kind_and_state(name: str, services: Services) -> tuple[OrganizationKind | None, str | None]:
    left, right = st.columns(2)
    with left:
        kind = st.selectbox(
            _("What kind of organization it is"),
            list(OrganizationKind),
            index=None,
            format_func=organization_kind_name,
            key=widget_key("new", name, "kind", language()),
            placeholder=_("Please choose"),
        )
    with right:
        iso3 = st.selectbox(
            _("State that it acts for or sits in"),
            list(services.states),
            index=None,
            format_func=services.states.__getitem__,
            key=widget_key("new", name, "state", language()),
            placeholder=_("Please choose"),
        )
    return kind, iso3


def _offer_known(alike: tuple[KnownOrganization, ...], name: str, form: OpenForm, services: Services) -> None:
    """Those that may be meant, each to be used with one click."""
    if not alike:
        return
    st.html(title_line(_("Is it one of these?")))
    for one in alike:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<span dir="auto">{html.escape(organization_label(one, services))}</span>', width="content")
            st.button(
                _("Use this one"),
                key=widget_key("use", name, one.code),
                on_click=_use,
                args=(name, one.code, form, services),
            )


def _add(
    name: str, wished: str, kind: OrganizationKind | None, iso3: str | None, form: OpenForm, services: Services
) -> None:
    if kind is None:
        _TOLD.set({name: _("Choose what kind of organization it is.")})
        return
    added = services.add_organization(wished, kind, iso3)
    if isinstance(added, Refusal):
        _TOLD.set({name: refusal_in_words(added)})
        return
    _use(name, added, form, services)


def _use(name: str, code: str, form: OpenForm, services: Services) -> None:
    """Put the organization into the field it was asked for, and start afresh."""
    _TOLD.set({})
    st.session_state[widget_key("new", name, "name")] = ""
    if name == "providers":
        rows = [row for row in rows_of(form, name) if row.get("organization")]
        form.content[name] = [*rows, {"organization": code, "role": OrganizationRole.IMPLEMENTING.value}]
    elif name == "publisher":
        form.content[name] = code
    elif code not in form.codes(name):
        form.content[name] = [*form.codes(name), code]
    save(form, services)
