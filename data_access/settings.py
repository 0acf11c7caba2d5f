"""Settings of an instance that hold for every process of it, read from the environment."""

import os
from urllib.parse import urlsplit

from data_access.demonstration import require_sound_personas
from data_access.errors import Invalid


def public_address() -> str:
    """The address at which readers reach this instance, without a slash at its end; empty where it is not set.

    From PUBLIC_ADDRESS, as in https://upr.example.org; letters and invitations name it. Invalid where it is no address.
    """
    said = os.environ.get("PUBLIC_ADDRESS", "").strip().rstrip("/")
    if not said:
        return ""
    parts = urlsplit(said)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.netloc
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
    ):
        raise Invalid("PUBLIC_ADDRESS is an address as in https://upr.example.org", "PUBLIC_ADDRESS")
    return said


def public_link(path: str) -> str:
    """The full address of a page or route, as letters give it; only its path where PUBLIC_ADDRESS is not set."""
    return f"{public_address()}/{path.lstrip('/')}"


def require_sound_settings() -> None:
    """Refuse settings that cannot be meant, or must not be granted, before the first reader comes."""
    public_address()
    require_sound_personas()
