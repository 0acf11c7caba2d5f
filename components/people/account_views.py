"""The account: ways to sign in for visitors; roles, letters, one's own data and the way out for everybody else."""

import html
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.shell.files import offer_file
from components.shell.frame import plain
from components.shell.identity_providers import Provider
from components.shell.plain_pages import NEXT_FIELD
from components.shell.url_state import link
from domain.people.permissions import Role
from domain.people.persons import Reader
from languages.people import persona_name, role_meaning, role_name
from languages.text import LANGUAGES, _, isolate, offered_languages

#: Writes the language of letters, and whether they are wanted.
KeepLetters = Callable[[str, bool], None]


def ways_in(providers: Sequence[Provider], *, personas: bool, going_on: str = "") -> None:
    """Each identity provider, the local sign-in, and who can get access.

    going_on: the screen to go on to; an identity provider leads back to the first page, so static/frame.js keeps it.
    """
    if going_on:
        st.html(f'<span data-next="{html.escape(going_on)}"></span>')
    st.markdown(
        _(
            "Reading needs no account. Signing in is for those who contribute records, answer for a State, or look "
            "after this repository; its administrators give access."
        )
    )
    for provider in providers:
        label = _("Sign in with {provider}").format(provider=provider.label) if provider.label else _("Single sign-on")
        st.button(label, key=f"provider-{provider.name}", on_click=_sign_in_with, args=(provider,), type="primary")
    if personas:
        way(link("account/sign-in", **{NEXT_FIELD: going_on}), _("Try it as somebody, without an account"), main=True)
    local = link("account/sign-in", **{NEXT_FIELD: going_on})
    way(local, _("Sign in with e-mail address and password"), main=not providers and not personas)
    way(link("account/invitation"), _("I have an invitation code"))


def _sign_in_with(provider: Provider) -> None:
    if provider.name is None:
        st.login()
    else:
        st.login(provider.name)


def way(address: str, words: str, *, main: bool = False) -> None:
    """A way to another page; the main one looks like a button."""
    kind = "way main-way" if main else "way"
    st.html(f'<p class="{kind}"><a href="{html.escape(address)}" target="_self">{html.escape(words)}</a></p>')


def unknown_here(email: str, *, verified: bool) -> None:
    """Say to somebody whom a provider vouches for that the store does not know the address, and what to do."""
    shown = f"`{email.replace('`', '')}`" if email else _("(no address)")
    if not verified:
        st.warning(
            _(
                "You are signed in as {email}, but your provider does not say that this address is yours. Please ask "
                "the people who run this repository."
            ).format(email=isolate(shown))
        )
        return
    st.warning(
        _(
            "You are signed in as {email}, and this repository does not know this address, or your sign-in is too "
            "old. Sign in again; if it stays unknown, ask an administrator to give this address a role."
        ).format(email=isolate(shown))
    )


def own_name(reader: Reader) -> str:
    """The page's title; a title is Markdown, which a name must not be read as."""
    if reader.persona:
        return persona_name(reader.persona)
    return plain(reader.name or reader.email or _("Account"))


def what_waits(ways: Mapping[str, str], going_on: str) -> None:
    """Where this person goes on: the screen that was left to sign in, the inbox, desks. ways: words by address."""
    if going_on:
        way(f"./{going_on}", _("Go on where you were"), main=True)
    for place, (address, words) in enumerate(ways.items()):
        way(link(address), words, main=not place and not going_on)


def who(reader: Reader, name: Callable[[str], str]) -> None:
    """Name, address and roles in words. name: a State's name by its code."""
    if reader.persona:
        words = _("You are trying out the persona {name}. It exists in this demonstration only.")
        st.info(words.format(name=isolate(persona_name(reader.persona))))
    elif reader.email:
        st.html(f'<p class="own-address">{html.escape(isolate(reader.email))}</p>')
    st.header(_("What you can do here"), anchor="roles")
    lines = list(_roles_in_words(reader, name))
    if lines:
        st.html(f'<ul class="own-roles">{"".join(lines)}</ul>')
    else:
        st.info(_("You have no role yet: you read what everybody reads. An administrator can give you one."))


def _roles_in_words(reader: Reader, name: Callable[[str], str]) -> Iterable[str]:
    for role in Role:
        if role is Role.VISITOR or not reader.has(role):
            continue
        scopes = [""]
        if role is Role.FOCAL_POINT and reader.actor.iso3:
            scopes = [name(reader.actor.iso3)]
        elif role is Role.CONTRIBUTOR:
            scopes = [one.name for one in reader.organizations]
        for scope in scopes:
            of = f": {html.escape(isolate(scope))}" if scope else ""
            yield f"<li><b>{html.escape(role_name(role))}{of}</b><br>{html.escape(role_meaning(role))}</li>"


def letters(reader: Reader, keep: KeepLetters) -> None:
    """The language of letters and whether any are wanted, to be changed."""
    st.header(_("Letters"), anchor="letters")
    codes = offered_languages()
    with st.form("letters", border=False):
        wanted = st.checkbox(_("Tell me by e-mail what waits for me"), value=reader.wants_mail)
        chosen = st.selectbox(
            _("Language of letters"),
            codes,
            index=codes.index(reader.language) if reader.language in codes else 0,
            format_func=lambda code: LANGUAGES[code],
            filter_mode=None,
            width=240,
        )
        if st.form_submit_button(_("Save")):
            keep(chosen, wanted)
            st.success(_("Saved."))


def own_data(held: Callable[[], Mapping[str, Any]], code: str) -> None:
    """All that is kept of the reader, as a file. held: asked when the file is."""
    st.header(_("Your data"), anchor="data")
    st.markdown(
        _(
            "The file holds all that is kept of you: your roles, drafts, letters and what you did here. To have it "
            "erased, ask an administrator; records that you submitted belong to your State or organization and stay."
        )
    )

    def made() -> bytes:
        return json.dumps(held(), ensure_ascii=False, indent=2).encode()

    offer_file(_("Export my data"), made, file_name=f"{code}.json", mime="application/json", key="own-data")


def way_out(reader: Reader, leave: Callable[[], None]) -> None:
    """Sign out: of this browser with a local account, everywhere with a provider. leave: what the button does then."""
    st.header(_("Sign out"), anchor="out")
    if not reader.local:
        st.button(_("Sign out everywhere"), on_click=leave)
        return
    if not reader.persona:
        way(link("account/password"), _("Change password"))
    way(link("account/sign-out"), _("Sign out"))
