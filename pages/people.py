"""Who can act here, in which role; and how do others get a role, or lose it?"""

import streamlit as st

from components.people import people_views
from components.people.people_views import NewInvitation, RoleChange
from data_access.commands import erase_person, grant_role, invite_person, revoke_role
from data_access.queries.coverage.labels import labels
from data_access.queries.people.people import organization_names, people_known
from data_access.store.settings import public_link
from domain.people.permissions import Verb, may
from domain.vocabulary import Breakdown
from languages.text import _, language
from pages.actions.people_refusals import tried
from pages.session.reader import reader


def invite(email: str, name: str) -> None:
    """Invite somebody and show the code, this once."""
    invited = tried(lambda: invite_person(present.actor, email, name, language=language()), "")
    if invited:
        people_views.done(NewInvitation(invited.code, public_link("account/invitation"), invited.expires_at))


def grant(wish: RoleChange) -> None:
    """Give a role."""
    conflict = _("This person is focal point of another State. Take that role away first.")
    if tried(
        lambda: grant_role(present.actor, wish.person, wish.role, iso3=wish.iso3, organization=wish.organization),
        conflict,
    ):
        people_views.done(_("The role was given."))


def revoke(wish: RoleChange) -> None:
    """Take a role away."""
    if tried(
        lambda: revoke_role(present.actor, wish.person, wish.role, iso3=wish.iso3, organization=wish.organization),
        last_one(),
    ):
        people_views.done(_("The role was taken away; it has ended everywhere."))


def erase(person: str) -> None:
    """Erase somebody, who has confirmed it."""
    if tried(lambda: erase_person(present.actor, person), last_one()):
        people_views.done(_("The person was erased."))


def last_one() -> str:
    """Why somebody stays administrator."""
    return _("This is the last administrator. Make somebody else administrator first.")


def show() -> None:
    """The list and the forms."""
    people, states = people_known(present.actor), labels(Breakdown.RECOMMENDING, language())
    people_views.say_done()
    people_views.people_table(people, states)
    with st.container(key="people-forms"):
        if present.persona:
            people_views.limits_of_a_persona()
        elif sent := people_views.invite_form():
            invite(*sent)
        if given := people_views.grant_form(people, states, organization_names(), only_known=bool(present.persona)):
            grant(given)
        if taken := people_views.revoke_form(people, states):
            revoke(taken)
        if not present.persona and (gone := people_views.erase_form(people)):
            erase(gone)


st.title(_("People"), anchor=False)
present = reader()
if may(present.actor, Verb.GRANT_ROLE):
    show()
else:
    people_views.refused_visitor(signed_in=present.signed_in)
