"""The identity providers of .streamlit/secrets.toml, by which people can sign in with their organization's account."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

#: What makes a part of [auth] a provider.
_PROVIDER_KEY: Final = "server_metadata_url"


@dataclass(frozen=True)
class Provider:
    """One identity provider.

    name: as st.login takes it, None for the one without a name. label: what its button says; empty says the name.
    vouches: its addresses count as verified where its claims don't say so.
    """

    name: str | None
    label: str
    vouches: bool


def providers() -> tuple[Provider, ...]:
    """The configured providers in the file's order; none without the file."""
    auth = _auth_section()
    found = [_provider(None, auth)] if _PROVIDER_KEY in auth else []
    named = ((name, part) for name, part in auth.items() if isinstance(part, Mapping) and _PROVIDER_KEY in part)
    return (*found, *(_provider(name, part) for name, part in named))


def vouches_for_email(provider: object) -> bool:
    """Whether the operator says that a provider, by the name in its claims, gives verified addresses only."""
    return any(one.vouches and (one.name or "default") == provider for one in providers())


def _provider(name: str | None, part: Mapping[str, Any]) -> Provider:
    label = part.get("label", "")
    # Nothing but `true` itself: a word in quotes is a slip, and must not open a door.
    return Provider(name, str(label) or (name or "").title(), part.get("verifies_email") is True)


def _auth_section() -> Mapping[str, Any]:
    if not st.secrets.load_if_toml_exists():
        return {}
    found = st.secrets.get("auth")
    return found if isinstance(found, Mapping) else {}
