"""Which step may follow which."""

import pytest

from domain.records.workflow import (
    CONSENT_STEPS,
    EDITORIAL_STEPS,
    OFFER_STEPS,
    REQUEST_STEPS,
    next_consent,
    next_editorial_state,
    next_offer_status,
    next_request_status,
)
from domain.vocabulary import ConsentStatus, EditorialState, OfferStatus, RequestStatus


def test_every_state_of_each_workflow_has_its_row() -> None:
    assert set(EDITORIAL_STEPS) == set(EditorialState)
    assert set(CONSENT_STEPS) == set(ConsentStatus)
    assert set(REQUEST_STEPS) == set(RequestStatus)
    assert set(OFFER_STEPS) == set(OfferStatus)


def test_a_record_goes_from_draft_over_review_to_the_public() -> None:
    state = EditorialState.DRAFT
    for following in (EditorialState.SUBMITTED, EditorialState.REVIEWED, EditorialState.PUBLISHED):
        state = next_editorial_state(state, following)
    assert state is EditorialState.PUBLISHED


def test_no_record_is_published_without_review() -> None:
    with pytest.raises(ValueError, match="A record that is submitted cannot become published"):
        next_editorial_state(EditorialState.SUBMITTED, EditorialState.PUBLISHED)


def test_a_withdrawn_record_stays_withdrawn() -> None:
    with pytest.raises(ValueError, match="what may follow is: nothing"):
        next_editorial_state(EditorialState.WITHDRAWN, EditorialState.SUBMITTED)


def test_a_returned_record_can_be_handed_in_again() -> None:
    assert next_editorial_state(EditorialState.RETURNED, EditorialState.SUBMITTED) is EditorialState.SUBMITTED


def test_only_a_granted_consent_can_be_withdrawn() -> None:
    assert next_consent(ConsentStatus.GRANTED, ConsentStatus.WITHDRAWN) is ConsentStatus.WITHDRAWN
    with pytest.raises(ValueError, match="A consent that is awaited"):
        next_consent(ConsentStatus.AWAITED, ConsentStatus.WITHDRAWN)


def test_a_state_may_change_its_mind() -> None:
    for answer in (ConsentStatus.WITHHELD, ConsentStatus.WITHDRAWN):
        assert next_consent(answer, ConsentStatus.GRANTED) is ConsentStatus.GRANTED


def test_a_request_becomes_fulfilled_only_with_a_linked_activity() -> None:
    with pytest.raises(ValueError, match="only with a linked activity"):
        next_request_status(RequestStatus.DELIVERING, RequestStatus.FULFILLED)
    assert next_request_status(RequestStatus.DELIVERING, RequestStatus.FULFILLED, linked_activities=1)


def test_a_request_closes_without_match_only_with_the_reason() -> None:
    with pytest.raises(ValueError, match="needs the reason"):
        next_request_status(RequestStatus.OPEN, RequestStatus.CLOSED_WITHOUT_MATCH, reason="  ")
    assert next_request_status(RequestStatus.OPEN, RequestStatus.CLOSED_WITHOUT_MATCH, reason="No capacity.")


def test_an_open_request_is_not_fulfilled_at_once() -> None:
    with pytest.raises(ValueError, match="A request that is open cannot become fulfilled"):
        next_request_status(RequestStatus.OPEN, RequestStatus.FULFILLED, linked_activities=3)


def test_an_expired_offer_opens_again_when_confirmed() -> None:
    assert next_offer_status(OfferStatus.EXPIRED, OfferStatus.OPEN) is OfferStatus.OPEN


def test_the_sentence_names_what_may_follow() -> None:
    with pytest.raises(ValueError, match=r"An offer that is exhausted .* what may follow is: open, withdrawn\."):
        next_offer_status(OfferStatus.EXHAUSTED, OfferStatus.RESERVED)
