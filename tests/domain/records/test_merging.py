"""When one record may stand for two."""

from dataclasses import replace

import pytest

from domain.records.merging import Hindrance, MergeSide, Readers, obstacles, weight_of
from domain.vocabulary import ActivityStatus, EditorialState, OfferStatus, RequestStatus, Visibility

PUBLIC = MergeSide(EditorialState.PUBLISHED, False, frozenset({("KEN", "recipient")}), Readers(), 2)


def hindrances(stays: MergeSide, goes: MergeSide) -> list[Hindrance]:
    return [one.hindrance for one in obstacles(stays, goes)]


def test_two_public_records_that_the_same_states_agreed_to_can_be_one() -> None:
    assert hindrances(PUBLIC, PUBLIC) == []


@pytest.mark.parametrize("state", [one for one in EditorialState if one is not EditorialState.PUBLISHED])
def test_a_public_record_never_goes_into_one_that_is_not(state: EditorialState) -> None:
    assert hindrances(replace(PUBLIC, editorial_state=state), PUBLIC)


@pytest.mark.parametrize("state", [EditorialState.RETURNED, EditorialState.SUBMITTED, EditorialState.REVIEWED])
def test_a_copy_that_is_not_public_yet_goes_into_the_public_one(state: EditorialState) -> None:
    assert hindrances(PUBLIC, replace(PUBLIC, editorial_state=state)) == []


@pytest.mark.parametrize("state", [EditorialState.WITHDRAWN, EditorialState.DRAFT])
def test_nothing_goes_into_a_withdrawn_record_or_a_draft(state: EditorialState) -> None:
    gone = replace(PUBLIC, editorial_state=state)
    assert hindrances(gone, PUBLIC) == hindrances(gone, gone) == [Hindrance.NOT_STANDING]
    assert hindrances(PUBLIC, gone) == [Hindrance.GONE]


def test_nothing_goes_into_a_merged_record() -> None:
    assert hindrances(replace(PUBLIC, merged=True), PUBLIC) == [Hindrance.NOT_STANDING]


def test_a_state_that_agreed_to_one_only_is_named() -> None:
    more = replace(PUBLIC, agreed=PUBLIC.agreed | {("UGA", "recipient")})
    (found,) = obstacles(PUBLIC, more)
    assert (found.hindrance, found.states) == (Hindrance.FEWER_CONSENTS, ("UGA",))
    assert hindrances(more, PUBLIC) == []


def test_a_state_that_agreed_as_provider_has_not_agreed_as_recipient() -> None:
    provider = replace(PUBLIC, agreed=frozenset({("KEN", "provider")}))
    assert hindrances(provider, PUBLIC) == [Hindrance.FEWER_CONSENTS]


def test_a_record_under_way_does_not_go_into_one_that_is_planned_or_over() -> None:
    assert hindrances(replace(PUBLIC, weight=1), PUBLIC) == [Hindrance.LESS_ADVANCED]


def test_what_a_status_counts_for_follows_the_support_bands() -> None:
    assert [weight_of(one) for one in ActivityStatus] == [1, 2, 2, 2, 0, 0]
    assert weight_of(RequestStatus.OPEN) > weight_of(RequestStatus.FULFILLED)
    assert weight_of(OfferStatus.OPEN) > weight_of(OfferStatus.EXHAUSTED)
    assert weight_of(None) == 0


NAMED = Readers(Visibility.NAMED, frozenset({"KEN"}))


@pytest.mark.parametrize(
    ("stays", "goes", "allowed"),
    [
        (Readers(), NAMED, True),
        (NAMED, Readers(), False),
        (Readers(Visibility.PARTNERS), Readers(), False),
        (Readers(Visibility.PARTNERS), NAMED, True),
        (NAMED, NAMED, True),
        (NAMED, Readers(Visibility.NAMED, frozenset({"KEN", "UGA"})), False),
        (Readers(Visibility.NAMED, frozenset({"KEN", "UGA"})), NAMED, True),
    ],
)
def test_no_reader_of_a_public_record_is_lost(stays: Readers, goes: Readers, allowed: bool) -> None:
    found = hindrances(replace(PUBLIC, readers=stays), replace(PUBLIC, readers=goes))
    assert found == ([] if allowed else [Hindrance.FEWER_READERS])
