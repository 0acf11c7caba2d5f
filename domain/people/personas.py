"""Who can be tried out in a demonstration without an account: never beside real data."""

from enum import StrEnum


class Persona(StrEnum):
    """An invented person of the demonstration, with the roles that one kind of user has."""

    #: A delegation to the Council: focal point of one State.
    DELEGATE = "delegate"
    #: An OHCHR manager who reviews records.
    STEWARD = "steward"
    #: Somebody of an organization that logs activities and offers.
    CONTRIBUTOR = "contributor"
    #: Whoever shows the repository in a room: reviews, and runs the demonstration.
    FACILITATOR = "facilitator"
