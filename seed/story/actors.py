"""Who acts in a demonstration: the demonstration itself, and in a State's name where only that State can speak."""

from domain.people.permissions import Actor, Role

#: The name that the history keeps.
NAME = "demonstration"
ACTOR = Actor(NAME, frozenset({Role.OPERATOR}))


def speaking_for(iso3: str) -> Actor:
    """The demonstration as the focal point of a State."""
    return Actor(NAME, frozenset({Role.FOCAL_POINT}), iso3=iso3)
