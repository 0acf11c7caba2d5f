"""A steward takes a record out of the public until its States agree anew, and puts it back."""

import pytest
from sqlmodel import select

from data_access import commands
from data_access.models import DataVersion
from data_access.queries.coverage.coverage import coverage_total
from data_access.queries.records.record_page import record_page
from data_access.queries.review.queue import review_queue
from data_access.store.engine import reading
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound
from data_access.store.history import Family
from domain.coverage import GapFilters
from domain.people.permissions import VISITOR, Actor, Role
from domain.records.record_pages import Inside
from domain.review.work_queues import QueueFilters, QueueTab
from domain.vocabulary import ConsentStatus, EditorialState
from tests.actors import KENYA, STEWARD
from tests.builders import add_activity, add_offer, add_organization, add_person, add_recommendation, add_request
from tests.data_access.post import receivers, set_up_mail


def inside(code: str, actor: Actor = STEWARD) -> Inside:
    found = record_page(actor, code).inside
    assert found is not None
    return found


def take_out(code: str, reason: str = "Published by mistake") -> None:
    commands.suspend_publication(STEWARD, code, inside(code).version, reason)


def is_public(code: str) -> bool:
    try:
        return record_page(VISITOR, code).public
    except NotFound:
        return False


def contributions_version() -> int:
    with reading() as session:
        row = session.exec(select(DataVersion).where(DataVersion.family == Family.CONTRIBUTIONS.value)).one()
        return row.number


def test_a_record_taken_out_leaves_every_page_and_total_and_readers_learn_of_it(store: str) -> None:
    recommendation = add_recommendation(state="KEN")
    code = add_activity(recipients=["KEN"], supports=[recommendation])
    assert coverage_total(GapFilters()).reported == 1
    before = contributions_version()
    take_out(code)
    assert contributions_version() > before
    assert coverage_total(GapFilters()).reported == 0
    assert not is_public(code)


def test_each_state_that_had_agreed_is_asked_anew_and_its_word_makes_the_record_public(store: str) -> None:
    code = add_activity(recipients=["KEN", "UGA"])
    take_out(code)
    assert {one.iso3: one.status for one in inside(code).consents} == dict.fromkeys(
        ("KEN", "UGA"), ConsentStatus.AWAITED
    )
    commands.grant_consent(KENYA, code, "KEN", inside(code).version)
    assert is_public(code)
    assert not inside(code).suspended
    assert [one.iso3 for one in inside(code).consents if one.status is ConsentStatus.GRANTED] == ["KEN"]


def test_a_record_put_back_is_as_public_as_it_was(store: str) -> None:
    code = add_activity(recipients=["KEN", "UGA"])
    before = {one.iso3: (one.status, one.basis, one.changed_at) for one in inside(code).consents}
    take_out(code)
    assert inside(code).suspended
    commands.restore_publication(STEWARD, code, inside(code).version)
    assert is_public(code)
    assert {one.iso3: (one.status, one.basis, one.changed_at) for one in inside(code).consents} == before


def test_an_answer_given_meanwhile_stays_when_a_record_is_put_back(store: str) -> None:
    code = add_activity(recipients=["KEN", "UGA"])
    take_out(code)
    commands.withhold_consent(KENYA, code, "KEN", inside(code).version)
    commands.restore_publication(STEWARD, code, inside(code).version)
    told = {one.iso3: one.status for one in inside(code).consents}
    assert told == {"KEN": ConsentStatus.WITHHELD, "UGA": ConsentStatus.GRANTED}


def test_a_record_is_not_put_back_over_the_no_of_its_only_state(store: str) -> None:
    code = add_activity(recipients=["KEN"])
    take_out(code)
    commands.withhold_consent(KENYA, code, "KEN", inside(code).version)
    with pytest.raises(Conflict):
        commands.restore_publication(STEWARD, code, inside(code).version)
    assert inside(code).suspended
    assert not is_public(code)


@pytest.mark.parametrize("add", [add_offer, add_request])
def test_an_offer_and_a_states_own_request_are_taken_out_and_put_back(store: str, add: object) -> None:
    assert callable(add)
    code = str(add())
    assert is_public(code)
    take_out(code)
    assert not is_public(code)
    commands.restore_publication(STEWARD, code, inside(code).version)
    assert is_public(code)


def test_only_stewards_take_a_record_out_and_put_it_back(store: str) -> None:
    organization = add_organization()
    code = add_activity(recipients=["KEN"])
    owner = Actor("owner", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({organization}))
    administrator = Actor("admin", frozenset({Role.ADMINISTRATOR}))
    for actor in (owner, KENYA, administrator, VISITOR):
        with pytest.raises(NotAllowed):
            commands.suspend_publication(actor, code, 1, "Mine")
    take_out(code)
    for actor in (owner, KENYA, administrator, VISITOR):
        with pytest.raises(NotAllowed):
            commands.restore_publication(actor, code, inside(code).version)


def test_a_record_is_taken_out_with_a_reason_once_and_only_while_it_is_public(store: str) -> None:
    code = add_activity(recipients=["KEN"])
    with pytest.raises(Invalid):
        commands.suspend_publication(STEWARD, code, 1, "  ")
    with pytest.raises(Conflict):
        commands.restore_publication(STEWARD, code, 1)
    take_out(code)
    with pytest.raises(Conflict):
        take_out(code)


def test_the_history_holds_the_reason_and_a_state_concerned_reads_it(store: str) -> None:
    code = add_activity(recipients=["KEN"])
    take_out(code, "It names a person")
    for reader in (STEWARD, KENYA):
        step = inside(code, reader).steps[0]
        assert (step.action, step.reason) == ("suspend_publication", "It names a person")
        assert [one.text for one in inside(code, reader).remarks] == ["It names a person"]


def test_what_was_taken_out_is_on_a_list_of_its_own_until_it_is_back(store: str) -> None:
    code = add_activity(recipients=["KEN"])
    take_out(code)
    taken_out = QueueFilters(work=QueueTab.SUSPENDED)
    assert [line.code for line in review_queue(STEWARD, taken_out).lines] == [code]
    commands.restore_publication(STEWARD, code, inside(code).version)
    assert review_queue(STEWARD, taken_out).total == 0
    assert inside(code).editorial_state is EditorialState.PUBLISHED


def test_the_state_and_the_author_are_written_to(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_mail(monkeypatch)
    agency = add_organization("An agency")
    author = add_person(Role.CONTRIBUTOR, organizations=[agency])
    focal = add_person(Role.FOCAL_POINT, iso3="KEN")
    code = add_activity(recipients=["KEN"], publisher=agency)
    take_out(code)
    assert receivers("Taken out of the public") == [author]
    assert receivers("Consent asked for") == [focal]
