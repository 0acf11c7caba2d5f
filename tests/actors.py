"""Those who act in the tests of rules and commands, where it does not matter that they are people in the store."""

from typing import Final

from domain.people.permissions import Actor, Role

STEWARD: Final = Actor("steward-1", frozenset({Role.STEWARD}))
KENYA: Final = Actor("focal-point-ken", frozenset({Role.FOCAL_POINT}), iso3="KEN")
UGANDA: Final = Actor("focal-point-uga", frozenset({Role.FOCAL_POINT}), iso3="UGA")
CONTRIBUTOR: Final = Actor("contributor-1", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({"UPRC-ORG-000001"}))
