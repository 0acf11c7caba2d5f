"""The links of whoever signed in: to the inbox, and to the desks that the person's roles have."""

from typing import Final

from domain.people.permissions import Role
from domain.people.persons import Reader
from languages.text import _, number

#: More than this is said as "99+".
_MOST: Final = 99


def own_ways(reader: Reader, waiting: int) -> dict[str, str]:
    """Addresses of pages with what their links say, in the order of the masthead. waiting: things in the inbox."""
    ways = {"inbox": inbox_in_words(waiting)}
    if reader.has(Role.FOCAL_POINT) and reader.actor.iso3:
        ways["desk"] = _("Desk")
    if reader.has(Role.STEWARD):
        ways["queue"] = _("Review queue")
    if reader.has(Role.ADMINISTRATOR):
        ways["people"] = _("People")
    return ways


def inbox_in_words(waiting: int) -> str:
    """The inbox with how much waits there; without a number where nothing does."""
    if not waiting:
        return _("Inbox")
    shown = number(waiting) if waiting <= _MOST else f"{number(_MOST)}+"
    return _("Inbox ({count})").format(count=shown)
