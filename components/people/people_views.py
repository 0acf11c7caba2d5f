"""People for administrators: who has which role, and the forms to invite, give and take roles, and erase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pandas as pd
import streamlit as st

from components.shared.tables import Column, html_table
from components.shell.session import Key
from domain.people.permissions import PERSONAL_ROLES, Role
from domain.people.persons import KnownPerson, RoleHeld
from languages.people import persona_name, role_meaning, role_name
from languages.text import _, date, isolate, listing

#: The choice of somebody who is not in the list yet.
_SOMEBODY_NEW: Final = ""


@dataclass(frozen=True)
class RoleChange:
    """A role to give or take. person: an e-mail address or a code."""

    person: str
    role: Role
    iso3: str | None = None
    organization: str | None = None


def refused_visitor(*, signed_in: bool) -> None:
    """Say who may see this page."""
    st.info(
        _("Only administrators see who the people are. Your account says which roles you have.")
        if signed_in
        else _("Only administrators see who the people are. Please sign in first.")
    )


def person_label(person: KnownPerson) -> str:
    """How a person is named in lists and pickers."""
    if person.persona:
        return _("Persona: {name}").format(name=persona_name(person.persona))
    return f"{person.name} ({person.email})" if person.name else person.email


def role_label(held: RoleHeld, states: Mapping[str, str]) -> str:
    """A role with its State or organization."""
    of = states.get(held.iso3, held.iso3) if held.iso3 else held.organization.name if held.organization else ""
    return f"{role_name(held.role)}: {isolate(of)}" if of else role_name(held.role)


def people_table(people: Sequence[KnownPerson], states: Mapping[str, str]) -> None:
    """Everybody with roles and last change. states: name by code."""
    rows = [
        {
            "name": isolate(person_label(person)),
            "code": person.code,
            "roles": listing(role_label(held, states) for held in person.roles) if person.roles else _("No role yet"),
            "account": _account(person),
            "changed": person.last_change,
        }
        for person in people
    ]
    columns = {
        "name": Column(_("Person")),
        "roles": Column(_("Roles")),
        "account": Column(_("Account")),
        "changed": Column(_("Last change"), kind="date"),
        "code": Column(_("Code")),
    }
    st.html(html_table(pd.DataFrame(rows), columns=columns, caption=_("People and their roles")))


def _account(person: KnownPerson) -> str:
    if person.persona:
        return _("Demonstration")
    if person.invited_until:
        return _("Invited until {date}").format(date=date(person.invited_until))
    return _("Password set") if person.has_password else _("Through an identity provider only")


def limits_of_a_persona() -> None:
    """Say what a persona leaves to real administrators."""
    st.info(_("As a persona you give roles to personas and take them. Real people are invited by real administrators."))


def invite_form() -> tuple[str, str] | None:
    """E-mail and name of somebody to invite, when sent."""
    st.header(_("Invite somebody"), anchor="invite")
    st.markdown(
        _(
            "An invitation is a one-time code with which a person chooses a password: for somebody new, or for "
            "somebody who forgot it. Whoever signs in with an organization's account needs none."
        )
    )
    with st.form("invite", border=False):
        email = st.text_input(_("E-mail address"), max_chars=254, autocomplete="off")
        name = st.text_input(_("Name"), max_chars=200, autocomplete="off")
        return (email, name) if st.form_submit_button(_("Invite"), type="primary") else None


@dataclass(frozen=True)
class NewInvitation:
    """What is handed over to an invited person."""

    code: str
    address: str
    expires_at: datetime


def show_invitation(invitation: NewInvitation) -> None:
    """The code and where it is used, this once."""
    with st.container(border=True, key="invitation"):
        st.markdown(
            _("Hand over both to this person. The code is shown this once and is good once, until {date}.").format(
                date=date(invitation.expires_at)
            )
        )
        st.caption(_("Address"))
        st.code(invitation.address, language=None)
        st.caption(_("Invitation code"))
        st.code(invitation.code, language=None)


def grant_form(
    people: Sequence[KnownPerson], states: Mapping[str, str], organizations: Mapping[str, str], *, only_known: bool
) -> RoleChange | None:
    """A role to give, when sent. states, organizations: name by code. only_known: nobody new can be named."""
    st.header(_("Give a role"), anchor="grant")
    named = {person.code: person_label(person) for person in people}
    chosen = st.selectbox(
        _("Person"),
        tuple(named) if only_known else (_SOMEBODY_NEW, *named),
        format_func=lambda code: named.get(code, _("Somebody new, by e-mail address")),
        index=None if only_known else 0,
        placeholder=_("Choose"),
        key="grant-person",
    )
    person = chosen or ""
    if chosen == _SOMEBODY_NEW:
        person = st.text_input(_("E-mail address"), max_chars=254, autocomplete="off", key="grant-email")
    role = st.selectbox(
        _("Role"),
        PERSONAL_ROLES,
        format_func=role_name,
        index=None,
        placeholder=_("Choose"),
        key="grant-role",
        filter_mode=None,
    )
    if role:
        st.caption(role_meaning(role))
    iso3 = organization = None
    if role is Role.FOCAL_POINT:
        iso3 = st.selectbox(
            _("State"), states, format_func=states.__getitem__, index=None, placeholder=_("Choose"), key="grant-state"
        )
    elif role is Role.CONTRIBUTOR:
        organization = st.selectbox(
            _("Organization"),
            organizations,
            format_func=organizations.__getitem__,
            index=None,
            placeholder=_("Choose"),
            key="grant-organization",
        )
    sent = st.button(_("Give this role"), key="grant", type="primary", disabled=role is None or chosen is None)
    return RoleChange(person.strip(), role, iso3, organization) if sent and role else None


def revoke_form(people: Sequence[KnownPerson], states: Mapping[str, str]) -> RoleChange | None:
    """A role to take away, when sent."""
    st.header(_("Take a role away"), anchor="revoke")
    named = {f"{person.code}-{place}": (person, held) for person in people for place, held in enumerate(person.roles)}

    def label(key: str) -> str:
        person, held = named[key]
        return f"{person_label(person)}, {role_label(held, states)}"

    chosen = st.selectbox(
        _("Person and role"), named, format_func=label, index=None, placeholder=_("Choose"), key="revoke-role"
    )
    sent = st.button(_("Take this role away"), key="revoke", disabled=chosen is None)
    if not sent or chosen is None:
        return None
    person, held = named[chosen]
    return RoleChange(person.code, held.role, held.iso3, held.organization.code if held.organization else None)


def erase_form(people: Sequence[KnownPerson]) -> str | None:
    """The code of somebody to erase, when confirmed and sent."""
    st.header(_("Erase somebody"), anchor="erase")
    st.markdown(
        _(
            "Name, address, password, drafts and letters are deleted for good, and the person is signed out. Records "
            "that the person submitted stay; the history keeps a code without a name."
        )
    )
    named = {person.code: person_label(person) for person in people if not person.persona}
    chosen = st.selectbox(
        _("Person"),
        named,
        format_func=named.__getitem__,
        index=None,
        placeholder=_("Choose"),
        key="erase-person",
    )
    # The tick belongs to one person: whoever chooses another one ticks again.
    sure = st.checkbox(_("Erase this person for good; this cannot be undone"), key=f"erase-sure-{chosen}")
    sent = st.button(_("Erase"), key="erase", disabled=chosen is None or not sure)
    return chosen if sent and sure else None


#: What the run before did: shown once, when the page has run again with its lists as they now are.
_DONE: Final[Key[str | NewInvitation]] = Key("people.done", "")


def done(what: str | NewInvitation) -> None:
    """Run the page again, and say that something was done, in words or by the invitation that came of it."""
    _DONE.set(what)
    st.rerun()


def say_done() -> None:
    """What was done in the run before; gone with the next."""
    what = _DONE.get()
    _DONE.set("")
    if isinstance(what, NewInvitation):
        show_invitation(what)
    elif what:
        st.success(what)
