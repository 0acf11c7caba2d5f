"""Who reads a published request, by its level."""

import pytest

from domain.people.permissions import VISITOR, Actor, Role
from domain.records.readers import may_read_request
from domain.vocabulary import Visibility

CONTRIBUTOR = Actor("c", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({"UPRC-ORG-000001"}))
WITHOUT_ORGANIZATION = Actor("w", frozenset({Role.CONTRIBUTOR}))
FOCAL_POINT = Actor("f", frozenset({Role.FOCAL_POINT}), iso3="KEN")
ADMINISTRATOR = Actor("a", frozenset({Role.ADMINISTRATOR}))
EVERYBODY = (VISITOR, CONTRIBUTOR, WITHOUT_ORGANIZATION, FOCAL_POINT, ADMINISTRATOR)


def readers(visibility: Visibility, *, states: tuple[str, ...] = (), organizations: tuple[str, ...] = ()) -> set[str]:
    return {
        one.name for one in EVERYBODY if may_read_request(one, visibility, states=states, organizations=organizations)
    }


def test_everyone_reads_a_public_request() -> None:
    assert readers(Visibility.PUBLIC) == {one.name for one in EVERYBODY}


def test_partners_are_those_signed_in_for_an_organization_or_a_state() -> None:
    assert readers(Visibility.PARTNERS) == {"c", "f"}


def test_named_readers_are_those_alone_whom_the_request_names() -> None:
    assert readers(Visibility.NAMED) == set()
    assert readers(Visibility.NAMED, states=("KEN",)) == {"f"}
    assert readers(Visibility.NAMED, organizations=("UPRC-ORG-000001",)) == {"c"}
    assert readers(Visibility.NAMED, states=("UGA",), organizations=("UPRC-ORG-000002",)) == set()


@pytest.mark.parametrize("role", [Role.STEWARD, Role.ADMINISTRATOR, Role.OPERATOR])
def test_a_state_or_organization_counts_only_with_its_role(role: Role) -> None:
    stranger = Actor("x", frozenset({role}), iso3="KEN", organizations=frozenset({"UPRC-ORG-000001"}))
    assert not may_read_request(stranger, Visibility.PARTNERS, states=(), organizations=())
