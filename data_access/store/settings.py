"""Settings of an instance that hold for every process of it, read from the environment."""

import os
from urllib.parse import urlsplit

from data_access.store.demonstration import require_sound_personas
from data_access.store.errors import Invalid
from domain.records.clocks import Clocks, agree_on

#: The longest that a clock may run, in its own unit: what is longer was not meant.
_LONGEST_CLOCKS = {"ACKNOWLEDGE_WORKING_DAYS": 60, "ANSWER_DAYS": 730, "RECONFIRM_MONTHS": 60, "EXPIRE_MONTHS": 120}


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


def clocks_in_environment() -> Clocks:
    """The clocks as the environment sets them: ACKNOWLEDGE_WORKING_DAYS, ANSWER_DAYS, RECONFIRM_MONTHS, EXPIRE_MONTHS.

    What is not set is as `Clocks` has it. Invalid for what is no whole number in its range, and where a record would
    expire before its owner is asked about it.
    """
    said = {
        "ACKNOWLEDGE_WORKING_DAYS": os.environ.get("ACKNOWLEDGE_WORKING_DAYS", ""),
        "ANSWER_DAYS": os.environ.get("ANSWER_DAYS", ""),
        "RECONFIRM_MONTHS": os.environ.get("RECONFIRM_MONTHS", ""),
        "EXPIRE_MONTHS": os.environ.get("EXPIRE_MONTHS", ""),
    }
    given = {name.lower(): _clock_length(name, text.strip()) for name, text in said.items() if text.strip()}
    clocks = Clocks(**given)
    if clocks.expire_months <= clocks.reconfirm_months:
        told = "EXPIRE_MONTHS is more than RECONFIRM_MONTHS, so that an owner is asked before a record expires"
        raise Invalid(told, "EXPIRE_MONTHS")
    return clocks


def _clock_length(name: str, said: str) -> int:
    longest = _LONGEST_CLOCKS[name]
    if not said.isascii() or not said.isdecimal() or len(said) > 4 or not 1 <= int(said) <= longest:
        raise Invalid(f"{name} is a whole number from 1 to {longest}, not {said[:40]!r}", name)
    return int(said)


def set_clocks() -> None:
    """Let the clocks of the environment be those of this process. Raises Invalid."""
    agree_on(clocks_in_environment())


def require_sound_settings() -> None:
    """Refuse settings that cannot be meant, or must not be granted, before the first reader comes; set the clocks."""
    public_address()
    set_clocks()
    require_sound_personas()
