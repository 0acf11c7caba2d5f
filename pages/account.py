"""Who am I here, what may I do, what is kept of me; and how do I come in, or leave?"""

import streamlit as st

from components.people import account_views
from components.shell.identity_providers import providers
from components.shell.person_links import own_ways
from components.shell.sign_in_links import where_to_go_on
from data_access.accounts.sign_ins import choose_letters, end_all_sign_ins
from data_access.queries.people.people import personal_data
from data_access.queries.review.inbox import waiting_count
from data_access.queries.states.states import states
from data_access.store.demonstration import personas
from domain.people.persons import Reader
from languages.text import _, language
from pages.session.reader import claims, reader


def visitor() -> None:
    """Ways in; and what to do for somebody whom a provider vouches for and the store does not know."""
    st.title(_("Sign in"), anchor=False)
    if said := claims():
        account_views.unknown_here(str(said.get("email") or ""), verified=said.get("email_verified") in (True, "true"))
        st.button(_("Sign out"), key="leave-provider", on_click=st.logout)
    account_views.ways_in(providers(), personas=bool(personas()), going_on=where_to_go_on())


def member(person: Reader) -> None:
    """The person's own page."""
    code = person.actor.name
    st.title(account_views.own_name(person), anchor=False)
    account_views.what_waits(own_ways(person, waiting_count(person.actor)), where_to_go_on())
    account_views.who(person, lambda iso3: states()[iso3].name(language()))
    if person.email:
        account_views.letters(person, lambda chosen, wanted: choose_letters(code, language=chosen, wanted=wanted))
    account_views.own_data(lambda: personal_data(person.actor, code), code)
    account_views.way_out(person, leave)


def leave() -> None:
    """Sign out whom an identity provider vouches for: here, and in every other tab and browser."""
    if (person := reader()).signed_in:
        end_all_sign_ins(person.actor.name)
    st.logout()


with st.container(key="own"):
    if (present := reader()).signed_in:
        member(present)
    else:
        visitor()
