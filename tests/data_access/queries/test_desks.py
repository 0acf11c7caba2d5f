"""What waits, and for whom: the stewards' queue, a State's desk, everybody's inbox, and what may be here twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from data_access import commands
from data_access.commands import NoteVerbale
from data_access.queries.review.desk import answered_no, awaiting_answer, own_records, public_about, standing_consents
from data_access.queries.review.inbox import waiting, waiting_count
from data_access.queries.review.possible_duplicates import near_duplicates, organization_pairs
from data_access.queries.review.queue import review_queue, work_counts
from data_access.store.errors import NotAllowed
from domain.people.permissions import OPERATOR, VISITOR, Actor, Role
from domain.review.work_queues import MissingInfo, Need, QueueFilters, QueueTab
from domain.vocabulary import (
    ConsentStatus,
    EditorialState,
    OrganizationKind,
    RecordKind,
    RequestStatus,
)
from tests.builders import (
    add_activity,
    add_good_practice,
    add_offer,
    add_organization,
    add_person,
    add_recommendation,
    add_request,
)
from tests.record_builders import activity_draft, submitted_commitment

STEWARD = Actor("UPRC-PER-900001", frozenset({Role.VISITOR, Role.STEWARD}))
KENYA = Actor("UPRC-PER-900002", frozenset({Role.VISITOR, Role.FOCAL_POINT}), iso3="KEN")
ADMINISTRATOR = Actor("UPRC-PER-900004", frozenset({Role.VISITOR, Role.ADMINISTRATOR}))
SUBMITTED, REVIEWED = EditorialState.SUBMITTED, EditorialState.REVIEWED
AWAITED = ConsentStatus.AWAITED


def contributor(*organizations: str) -> Actor:
    """Somebody of these organizations, whom the store knows."""
    code = add_person(Role.CONTRIBUTOR, organizations=organizations)
    return Actor(code, frozenset({Role.VISITOR, Role.CONTRIBUTOR}), organizations=frozenset(organizations))


def queued(
    work: QueueTab = QueueTab.REVIEW,
    kind: RecordKind | None = None,
    iso3: str | None = None,
    contributor: OrganizationKind | None = None,
) -> list[str]:
    return [
        line.code
        for line in review_queue(
            STEWARD, QueueFilters(work=work, kind=kind, states=(iso3,) if iso3 else (), contributor=contributor)
        ).lines
    ]


@pytest.mark.parametrize("actor", [VISITOR, KENYA, ADMINISTRATOR, Actor("x", frozenset({Role.CONTRIBUTOR}))])
def test_the_queue_is_for_stewards(store: str, actor: Actor) -> None:
    code = add_activity(editorial_state=SUBMITTED)
    for refused in (
        lambda: review_queue(actor, QueueFilters()),
        lambda: work_counts(actor),
        lambda: near_duplicates(actor, code),
        lambda: organization_pairs(actor),
    ):
        with pytest.raises(NotAllowed):
            refused()


@pytest.mark.parametrize("actor", [VISITOR, STEWARD, ADMINISTRATOR, Actor("x", frozenset({Role.CONTRIBUTOR}))])
def test_a_desk_is_for_its_states_focal_point(store: str, actor: Actor) -> None:
    for asked in (awaiting_answer, public_about, answered_no, own_records, standing_consents):
        with pytest.raises(NotAllowed):
            asked(actor)


def test_the_queue_holds_every_kind_the_oldest_first_and_is_paged(store: str) -> None:
    publisher = add_organization()
    moments = [datetime(2026, 3, day, tzinfo=UTC) for day in (3, 1, 2)]
    codes = [
        commands.submit_activity(OPERATOR, activity_draft(publisher, "KEN", title=f"Course {n}"), f"f-{n}", at=at)
        for n, at in enumerate(moments)
    ]
    assert queued() == [codes[1], codes[2], codes[0]]
    for add in (add_request, add_offer, add_good_practice):
        add(editorial_state=SUBMITTED)
    submitted_commitment("KEN")
    everything = review_queue(STEWARD, QueueFilters(), limit=4)
    assert (everything.total, len(everything.lines)) == (7, 4)
    assert {
        line.kind for page in (1, 2) for line in review_queue(STEWARD, QueueFilters(), page=page, limit=4).lines
    } == {
        RecordKind.ACTIVITY,
        RecordKind.REQUEST,
        RecordKind.OFFER,
        RecordKind.GOOD_PRACTICE,
        RecordKind.COMMITMENT,
    }
    assert len(review_queue(STEWARD, QueueFilters(), page=99, limit=4).lines) == 3


def test_filters_narrow_the_queue(store: str) -> None:
    ngo = add_organization("An NGO", kind=OrganizationKind.CIVIL_SOCIETY)
    kenya = add_activity(recipients=["KEN", "UGA"], editorial_state=SUBMITTED)
    other = add_activity(recipients=["PER"], publisher=ngo, editorial_state=SUBMITTED)
    request = add_request(state="KEN", editorial_state=SUBMITTED)
    offer = add_offer(publisher=ngo, editorial_state=SUBMITTED)
    assert set(queued(iso3="KEN")) == {kenya, request}
    assert set(queued(contributor=OrganizationKind.CIVIL_SOCIETY)) == {other, offer}
    assert queued(kind=RecordKind.OFFER) == [offer]
    assert queued(kind=RecordKind.OFFER, iso3="KEN") == []


def test_each_record_lies_under_the_work_that_it_needs(store: str) -> None:
    returned = add_activity(editorial_state=EditorialState.RETURNED)
    asked = add_activity(recipients=["KEN", "UGA"], consent=AWAITED, editorial_state=REVIEWED)
    half = add_activity(recipients=["KEN", "UGA"], consent={"KEN": ConsentStatus.GRANTED, "UGA": AWAITED})
    request = add_request(status=RequestStatus.OPEN)
    add_request(status=RequestStatus.FULFILLED)
    add_activity()
    assert queued(work=QueueTab.RETURNED) == [returned]
    assert set(queued(work=QueueTab.CONSENT)) == {asked, half}
    assert queued(work=QueueTab.ANSWER) == [request]
    expected = {QueueTab.REVIEW: 0, QueueTab.CONSENT: 2, QueueTab.ANSWER: 1, QueueTab.RETURNED: 1}
    expected |= {QueueTab.STALE: 1, QueueTab.EXPIRED: 0, QueueTab.SUSPENDED: 0}
    assert work_counts(STEWARD) == expected
    assert queued(work=QueueTab.STALE) == [request]
    lines = {line.code: line for line in review_queue(STEWARD, QueueFilters(work=QueueTab.CONSENT)).lines}
    assert lines[half].awaiting == ("UGA",)
    assert lines[asked].states == ("KEN", "UGA")


def test_a_line_says_what_is_missing(store: str) -> None:
    bare = add_activity(editorial_state=SUBMITTED)
    full = add_activity(
        [add_recommendation()], editorial_state=SUBMITTED, summary="All", planned=(date(2026, 1, 1), None)
    )
    lines = {line.code: line.lacking for line in review_queue(STEWARD, QueueFilters()).lines}
    assert lines == {bare: (MissingInfo.RECOMMENDATION, MissingInfo.DATES, MissingInfo.SUMMARY), full: ()}


def test_near_duplicates_share_kind_state_words_and_days(store: str) -> None:
    days = (date(2026, 1, 1), date(2026, 6, 30))
    code = add_activity(recipients=["KEN"], title="Training for judges in Nairobi", actual=days)
    same = add_activity(recipients=["KEN", "UGA"], title="In Nairobi: training for judges", actual=days)
    undated = add_activity(recipients=["KEN"], title="Training of judges in Nairobi")
    add_activity(
        recipients=["KEN"], title="Training for judges in Nairobi", actual=(date(2020, 1, 1), date(2020, 2, 1))
    )
    add_activity(recipients=["UGA"], title="Training for judges in Nairobi", actual=days)
    add_activity(recipients=["KEN"], title="A law on water", actual=days)
    add_activity(recipients=["KEN"], title="Training for judges in Nairobi", editorial_state=EditorialState.WITHDRAWN)
    found = near_duplicates(STEWARD, code)
    assert [(one.code, one.same_days) for one in found] == [(same, True), (undated, False)]


def test_organizations_of_one_kind_and_state_with_nearly_one_name_are_shown_as_pairs(store: str) -> None:
    first = add_organization("Ministry of Justice, Kenya", kind=OrganizationKind.STATE, iso3="KEN")
    second = add_organization("Kenya Ministry of Justice", kind=OrganizationKind.STATE, iso3="KEN")
    add_organization("Ministry of Justice, Kenia", kind=OrganizationKind.NHRI, iso3="KEN")
    add_organization("Ministry of Health", kind=OrganizationKind.STATE, iso3="KEN")
    add_activity(publisher=second)
    pairs = organization_pairs(STEWARD)
    assert [(pair.code, pair.records, pair.duplicate, pair.duplicate_records) for pair in pairs] == [
        (second, 1, first, 0)
    ]
    commands.merge_organizations(STEWARD, second, first)
    assert organization_pairs(STEWARD) == ()


def test_the_desk_lists_what_awaits_the_state_and_what_is_public_about_it(store: str) -> None:
    asked = add_activity(recipients=["KEN"], consent=AWAITED, editorial_state=REVIEWED, title="Asked")
    add_activity(recipients=["KEN"], consent=AWAITED, editorial_state=SUBMITTED)
    add_activity(recipients=["UGA"], consent=AWAITED, editorial_state=REVIEWED)
    public = add_activity(recipients=["KEN"])
    withheld = add_good_practice(state="KEN", consent=ConsentStatus.WITHHELD, editorial_state=REVIEWED)
    assert [line.code for line in awaiting_answer(KENYA).lines] == [asked]
    assert [line.code for line in public_about(KENYA).lines] == [public]
    assert [line.code for line in answered_no(KENYA).lines] == [withheld]
    commands.annotate_record(KENYA, public, "KEN", "Ours")
    assert public_about(KENYA).lines[0].annotation == "Ours"
    commands.withdraw_consent(KENYA, public, "KEN")
    assert public_about(KENYA).total == 0


def test_the_desk_shows_own_records_and_standing_consents(store: str) -> None:
    request, commitment = add_request(state="KEN"), submitted_commitment("KEN")
    add_request(state="UGA")
    add_activity(recipients=["KEN"])
    assert {line.code for line in own_records(KENYA)} == {request, commitment}
    commands.grant_standing_consent(KENYA, "KEN", OrganizationKind.UN_ENTITY)
    note = NoteVerbale("NV 1/2026", date(2026, 1, 2))
    commands.grant_standing_consent(STEWARD, "KEN", OrganizationKind.NHRI, note=note)
    assert [(line.contributor, line.reference) for line in standing_consents(KENYA)] == [
        (OrganizationKind.UN_ENTITY, ""),
        (OrganizationKind.NHRI, "NV 1/2026"),
    ]
    commands.end_standing_consent(KENYA, "KEN", OrganizationKind.UN_ENTITY)
    assert [line.contributor for line in standing_consents(KENYA)] == [OrganizationKind.NHRI]


def needs(actor: Actor) -> list[Need]:
    """What waits, with the count checked against the lines."""
    lines = waiting(actor)
    assert waiting_count(actor) == sum(line.count for line in lines)
    return sorted(line.need for line in lines)


def test_an_inbox_holds_own_drafts_and_nobody_elses(store: str) -> None:
    one, other = contributor(add_organization()), contributor(add_organization())
    saved = commands.save_draft(one, RecordKind.OFFER, {"title": "Trainers"})
    assert [(line.key, line.title) for line in waiting(one)] == [(saved.key, "Trainers")]
    assert needs(other) == []
    assert needs(VISITOR) == []


def test_an_author_is_told_of_returns_corrections_and_reasons(store: str) -> None:
    publisher = add_organization()
    author = contributor(publisher)
    codes = [
        commands.submit_activity(author, activity_draft(publisher, "KEN", title=f"Course {n}"), f"f-{n}")
        for n in range(3)
    ]
    commands.return_record(STEWARD, codes[0], 1, "Say more", fields={"title": "Too short"})
    for code in codes[1:]:
        commands.review_record(STEWARD, code, 1)
    commands.request_correction(KENYA, codes[1], "KEN", "Another name")
    commands.withhold_consent(KENYA, codes[2], "KEN", 2, reason="Not ours")
    told = {line.need: (line.code, line.text) for line in waiting(author)}
    assert told == {
        Need.RETURNED: (codes[0], "Say more"),
        Need.CORRECTION: (codes[1], "Another name"),
        Need.WITHHELD: (codes[2], "Not ours"),
    }
    assert needs(author) == sorted(told)
    assert needs(contributor(add_organization())) == []
    draft = activity_draft(publisher, "KEN", title="Course 0, longer")
    commands.revise_record(author, codes[0], 2, draft)
    assert Need.RETURNED not in needs(author)


@pytest.mark.parametrize(("months", "need"), [(5, None), (7, Need.CONFIRM), (11.5, Need.EXPIRING)])
def test_an_owner_is_asked_whether_an_offer_still_stands(store: str, months: float, need: Need | None) -> None:
    publisher = add_organization()
    owner = contributor(publisher)
    code = add_offer(publisher=publisher)
    since = datetime.now(UTC).replace(microsecond=0) - timedelta(days=round(30.5 * months))
    commands.confirm_record(owner, code, 1, at=since)
    assert needs(owner) == ([need] if need else [])


def test_a_focal_point_is_told_how_many_answers_are_awaited(store: str) -> None:
    for _place in range(3):
        add_activity(recipients=["KEN"], consent=AWAITED, editorial_state=REVIEWED)
    add_activity(recipients=["KEN"], consent=AWAITED, editorial_state=SUBMITTED)
    assert needs(KENYA) == [Need.ANSWER]
    assert waiting(KENYA)[0].count == 3


def test_stewards_are_told_of_the_queue_and_of_clocks_that_ran_out(store: str) -> None:
    add_activity(editorial_state=SUBMITTED)
    today = datetime.now(UTC).replace(microsecond=0)
    old, newer = today - timedelta(days=90), today - timedelta(days=20)
    add_request(status=RequestStatus.SUBMITTED, editorial_state=SUBMITTED, submitted_at=newer)
    add_request(status=RequestStatus.SUBMITTED, editorial_state=SUBMITTED, submitted_at=today)
    add_request(status=RequestStatus.OPEN, submitted_at=old)
    add_request(status=RequestStatus.OPEN, submitted_at=newer)
    add_request(status=RequestStatus.IN_DIALOGUE, submitted_at=old)
    told = {line.need: line.count for line in waiting(STEWARD)}
    assert told == {Need.REVIEW: 3, Need.UNACKNOWLEDGED: 1, Need.UNANSWERED: 1}
    assert needs(STEWARD) == sorted(told)


def test_administrators_are_told_of_people_without_a_role(store: str) -> None:
    add_person(Role.STEWARD)
    assert needs(ADMINISTRATOR) == []
    add_person()
    assert needs(ADMINISTRATOR) == [Need.WITHOUT_ROLE]
