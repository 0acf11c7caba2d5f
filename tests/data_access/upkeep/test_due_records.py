"""What is unanswered, due and stale: said once, in the domain, and the same by every query."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from data_access import commands
from data_access.models import Offer, Request
from data_access.queries.cooperation.cooperation import response_times
from data_access.queries.review.inbox import waiting, waiting_count
from data_access.queries.review.queue import review_queue
from data_access.records.due import is_due, timed
from data_access.store.engine import reading
from data_access.upkeep.due_records import due_records
from data_access.upkeep.scheduled_jobs import tick
from domain.coverage import GapFilters
from domain.records.clocks import Clocks, Due, agree_on, agreed_clocks, is_unanswered
from domain.review.work_queues import Need, QueueFilters, QueueTab
from domain.vocabulary import OfferStatus, RequestStatus
from tests.actors import STEWARD
from tests.builder_rows import MOMENT
from tests.builders import add_offer, add_recommendation, add_request
from tests.generated_stores import STORES, MadeStore, write_store

CLOCKS = st.builds(
    Clocks,
    acknowledge_working_days=st.integers(1, 7),
    answer_days=st.sampled_from([30, 60]),
    reconfirm_months=st.integers(1, 6),
    expire_months=st.integers(7, 12),
)


@pytest.fixture(autouse=True)
def usual_clocks() -> Iterator[None]:
    """Whatever a test agrees on, the next one starts with the usual clocks."""
    yield
    agree_on(Clocks())


def row_of(code: str) -> Request:
    with reading() as session:
        return session.exec(select(Request).where(Request.code == code)).one()


def version_of(code: str) -> int:
    return row_of(code).version


def due_now(days: int) -> list[str]:
    """Requests that are past the time for an answer so many days after the builders' moment."""
    return due_records(Due.ANSWER, MOMENT + timedelta(days=days), [])


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=STORES, clocks=CLOCKS)
def test_what_a_query_finds_due_is_what_the_rule_calls_due(store: str, made: MadeStore, clocks: Clocks) -> None:
    write_store(made)
    agree_on(clocks)
    today = MOMENT.date()
    with reading() as session:
        rows = session.exec(select(Request)).all()
        for due in Due:
            found = set(session.exec(select(Request.code).where(is_due(Request, due, today))))
            assert found == {row.code for row in rows if clocks.is_due(due, timed(row), today)}, due


def test_an_offer_is_due_by_query_as_by_rule(store: str) -> None:
    for status in OfferStatus:
        add_offer(status=status)
    for days in (0, 180, 181, 182, 364, 365, 366):
        today = (MOMENT + timedelta(days=days)).date()
        with reading() as session:
            rows = session.exec(select(Offer)).all()
            for due in Due:
                found = set(session.exec(select(Offer.code).where(is_due(Offer, due, today))))
                assert found == {row.code for row in rows if agreed_clocks().is_due(due, timed(row), today)}, due


def test_a_request_set_back_to_open_is_unanswered_again_and_its_clock_goes_on_from_that_day(store: str) -> None:
    code = add_request(state="KEN", submitted_at=MOMENT)
    assert due_now(61) == [code]
    dialogue, back = MOMENT + timedelta(days=70), MOMENT + timedelta(days=100)
    commands.set_request_status(STEWARD, code, version_of(code), RequestStatus.IN_DIALOGUE, at=dialogue)
    assert due_now(99) == []
    assert not is_unanswered(timed(row_of(code)))
    commands.set_request_status(STEWARD, code, version_of(code), RequestStatus.OPEN, at=back)
    assert is_unanswered(timed(row_of(code)))
    assert due_now(160) == []
    assert due_now(161) == [code]
    assert row_of(code).answered_at == dialogue
    [line] = review_queue(STEWARD, QueueFilters(work=QueueTab.ANSWER)).lines
    assert (line.since, line.waiting_since) == (back, back.date())


def test_the_first_answers_time_stays_in_the_figures_whatever_follows(store: str) -> None:
    code = add_request(state="KEN", submitted_at=MOMENT)
    for status, days in ((RequestStatus.IN_DIALOGUE, 20), (RequestStatus.OPEN, 30), (RequestStatus.IN_DIALOGUE, 200)):
        commands.set_request_status(STEWARD, code, version_of(code), status, at=MOMENT + timedelta(days=days))
        times = response_times(GapFilters(), MOMENT + timedelta(days=300))
        answered = times[times["clock"] == "answered"]
        assert answered["timeliness"].tolist() == ["in_time"]


def test_a_reminder_is_given_once_for_each_time_that_a_request_waits(store: str) -> None:
    code = add_request(state="KEN", submitted_at=MOMENT)
    assert tick(at=MOMENT + timedelta(days=61)).answer == 1
    for status, days in ((RequestStatus.IN_DIALOGUE, 62), (RequestStatus.OPEN, 63)):
        commands.set_request_status(STEWARD, code, version_of(code), status, at=MOMENT + timedelta(days=days))
    assert tick(at=MOMENT + timedelta(days=123)).answer == 0
    assert tick(at=MOMENT + timedelta(days=124)).answer == 1
    assert tick(at=MOMENT + timedelta(days=125)).answer == 0


def test_a_request_that_expired_and_is_confirmed_waits_for_an_answer_from_that_day(store: str) -> None:
    code = add_request(state="KEN", submitted_at=MOMENT, status=RequestStatus.EXPIRED)
    back = MOMENT + timedelta(days=400)
    commands.confirm_record(STEWARD, code, version_of(code), at=back)
    assert row_of(code).reopened_at == back
    assert due_now(460) == []
    assert due_now(461) == [code]


def test_a_reason_is_kept_for_a_request_closed_without_a_match_and_for_no_other_status(store: str) -> None:
    recommendation = add_recommendation()
    code = add_request([recommendation])
    commands.set_request_status(STEWARD, code, 1, RequestStatus.IN_DIALOGUE, reason="No reason here.")
    assert row_of(code).closing_reason == ""
    commands.set_request_status(STEWARD, code, 2, RequestStatus.CLOSED_WITHOUT_MATCH, reason="Nobody had the capacity.")
    assert row_of(code).closing_reason == "Nobody had the capacity."
    commands.set_request_status(STEWARD, code, 3, RequestStatus.OPEN)
    assert row_of(code).closing_reason == ""


def test_a_shorter_clock_makes_a_request_due_everywhere(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_request(state="KEN", submitted_at=MOMENT)
    later = MOMENT + timedelta(days=40)
    monkeypatch.setattr("data_access.queries.review.inbox.now", lambda: later)

    def seen() -> tuple[list[str], bool, int, list[str]]:
        needs = {line.need for line in waiting(STEWARD)}
        times = response_times(GapFilters(), later)
        stands = times.loc[times["clock"] == "answered", "timeliness"].tolist()
        return due_records(Due.ANSWER, later, []), Need.UNANSWERED in needs, waiting_count(STEWARD), stands

    assert seen() == ([], False, 0, ["running"])
    assert tick(at=later).answer == 0
    agree_on(Clocks(answer_days=30))
    assert seen() == ([code], True, 1, ["passed"])
    assert tick(at=later).answer == 1
