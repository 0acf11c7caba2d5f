"""Requests and offers stand for as long as their owner says so."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from data_access import commands
from data_access.models import Offer, Request
from data_access.store.engine import reading
from data_access.store.errors import Conflict, Invalid, NotAllowed
from domain.people.permissions import CLOCK, OPERATOR, Actor, Role
from domain.vocabulary import OfferStatus, RequestStatus
from tests.builder_rows import MOMENT
from tests.builders import add_activity, add_offer, add_request

YEAR_LATER = MOMENT + timedelta(days=366)


def test_a_request_that_nobody_confirmed_for_a_year_expires_and_can_be_opened_again(store: str) -> None:
    code = add_request()
    with pytest.raises(Conflict, match="stands until"):
        commands.expire_record(CLOCK, code, at=MOMENT + timedelta(days=365))
    commands.expire_record(CLOCK, code, at=YEAR_LATER)
    with reading() as session:
        row = session.exec(select(Request)).one()
        assert (row.status, row.version) == (RequestStatus.EXPIRED, 2)
    commands.confirm_record(OPERATOR, code, 2, at=YEAR_LATER)
    with reading() as session:
        assert session.exec(select(Request)).one().status is RequestStatus.OPEN


def test_a_confirmed_offer_stands_for_another_year(store: str) -> None:
    code = add_offer()
    half = MOMENT + timedelta(days=180)
    commands.confirm_record(OPERATOR, code, 1, at=half)
    with pytest.raises(Conflict):
        commands.expire_record(CLOCK, code, at=YEAR_LATER)
    commands.expire_record(CLOCK, code, at=half + timedelta(days=366))
    with reading() as session:
        assert session.exec(select(Offer)).one().status is OfferStatus.EXPIRED


def test_only_the_owner_confirms_and_only_the_clock_lets_expire(store: str) -> None:
    code = add_offer()
    stranger = Actor("stranger", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({"UPRC-ORG-999999"}))
    with pytest.raises(NotAllowed):
        commands.confirm_record(stranger, code, 1)
    with pytest.raises(NotAllowed):
        commands.expire_record(stranger, code, at=datetime(2040, 1, 1, tzinfo=UTC))


def test_what_is_neither_request_nor_offer_or_has_ended_is_not_confirmed(store: str) -> None:
    with pytest.raises(Invalid):
        commands.confirm_record(OPERATOR, add_activity(), 1)
    with pytest.raises(Conflict):
        commands.confirm_record(OPERATOR, add_request(status=RequestStatus.FULFILLED), 1)
