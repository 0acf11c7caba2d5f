"""What commands check, store, and leave in the history."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlmodel import Session, col, select

from data_access import commands
from data_access.models import (
    Activity,
    ActivityMoney,
    ActivityRecipient,
    ActivityRecommendation,
    ActivityRole,
    HistoryEntry,
    Offer,
    Organization,
    Request,
    RequestRecommendation,
)
from data_access.store.engine import reading, writing
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound, SubmittedBefore
from data_access.store.history import broken_links
from domain.people.permissions import OPERATOR, Actor, Role
from domain.records.drafts import (
    ActivityDraft,
    Amount,
    Eligible,
    GoodPracticeDraft,
    OfferDraft,
    OrganizationDraft,
    Place,
    Provider,
    Recipient,
    RequestDraft,
)
from domain.vocabulary import (
    ActivityStatus,
    EditorialState,
    EligibleKind,
    Modality,
    MoneyKind,
    OfferStatus,
    OrganizationKind,
    OrganizationRole,
    RecordKind,
    RequestStatus,
    Visibility,
)
from tests.actors import STEWARD
from tests.builders import (
    add_activity,
    add_offer,
    add_organization,
    add_recommendation,
    add_request,
    set_request_status,
)

ACTIVITY = ActivityDraft(
    title="Training for labour inspectors in the south",
    publisher="UPRC-ORG-000001",
    modality=Modality.TRAINING,
    status=ActivityStatus.IMPLEMENTATION,
    recipients=(Recipient("KEN"),),
)
OFFER = OfferDraft(title="Trainers", publisher="UPRC-ORG-000001", modalities=(Modality.TRAINING,))


def contributor(*organizations: str) -> Actor:
    return Actor("contributor-1", frozenset({Role.CONTRIBUTOR}), organizations=frozenset(organizations))


def the_activity(session: Session, code: str) -> Activity:
    return session.exec(select(Activity).where(Activity.code == code)).one()


def the_request(session: Session, code: str) -> Request:
    return session.exec(select(Request).where(Request.code == code)).one()


def the_offer(session: Session, code: str) -> Offer:
    return session.exec(select(Offer).where(Offer.code == code)).one()


def entries(session: Session) -> list[HistoryEntry]:
    return list(session.exec(select(HistoryEntry).order_by(col(HistoryEntry.number))))


def history_length() -> int:
    with reading() as session:
        return len(entries(session))


def test_an_activity_is_stored_as_it_was_handed_in(store: str) -> None:
    publisher, funder = add_organization(), add_organization(kind=OrganizationKind.STATE, iso3="NOR")
    first, second = add_recommendation(state="KEN", themes=("Labour",)), add_recommendation(state="UGA")
    draft = replace(
        ACTIVITY,
        publisher=publisher,
        recommendations=(first, second),
        themes=("labour",),
        recipients=(Recipient("KEN", Decimal("60.5")), Recipient("UGA", Decimal("39.5"))),
        providers=(Provider(publisher), Provider(funder, OrganizationRole.FUNDING)),
        places=(Place("Northern district", 36.8, -1.3),),
        money=(Amount(MoneyKind.BUDGET, Decimal("120000.10"), "CHF", date(2026, 1, 1)),),
    )
    code = commands.submit_activity(contributor(publisher), draft, "form-1")
    with reading() as session:
        row = the_activity(session, code)
        assert (row.code, row.version, row.editorial_state) == ("UPRC-ACT-000001", 1, EditorialState.SUBMITTED)
        assert {one.iso3: one.percentage for one in session.exec(select(ActivityRecipient))} == {
            "KEN": Decimal("60.5"),
            "UGA": Decimal("39.5"),
        }
        assert len(session.exec(select(ActivityRole)).all()) == 2
        assert len(session.exec(select(ActivityRecommendation)).all()) == 2
        assert session.exec(select(ActivityMoney)).one().amount == Decimal("120000.10")


def test_a_command_leaves_one_history_entry_that_names_it(store: str) -> None:
    publisher = add_organization()
    before = history_length()
    code = commands.submit_activity(contributor(publisher), replace(ACTIVITY, publisher=publisher), "form-1")
    with reading() as session:
        entry = entries(session)[-1]
        assert len(entries(session)) == before + 1
        assert (entry.actor, entry.action) == ("contributor-1", "submit_activity")
        assert (entry.record_kind, entry.record_code) == (RecordKind.ACTIVITY, code)
        assert list(broken_links(session)) == []


def test_a_second_click_stores_nothing_and_gives_the_same_code(store: str) -> None:
    publisher = add_organization()
    draft = replace(ACTIVITY, publisher=publisher)
    first = commands.submit_activity(contributor(publisher), draft, "form-1")
    before = history_length()
    assert commands.submit_activity(contributor(publisher), draft, "form-1") == first
    with pytest.raises(SubmittedBefore, match=first):
        commands.submit_activity(contributor(publisher), replace(draft, title="Changed"), "form-1")
    assert history_length() == before
    with reading() as session:
        assert [row.title for row in session.exec(select(Activity))] == [draft.title]


def test_nobody_submits_for_an_organization_that_is_not_theirs(store: str) -> None:
    own, other = add_organization(), add_organization()
    for actor in (contributor(own), Actor("visitor")):
        with pytest.raises(NotAllowed, match="may not submit activity"):
            commands.submit_activity(actor, replace(ACTIVITY, publisher=other), "form-1")


def test_a_refused_command_leaves_the_store_as_it_was(store: str) -> None:
    publisher = add_organization()
    before = history_length()
    draft = replace(ACTIVITY, publisher=publisher, themes=("no-such-theme",))
    with pytest.raises(Invalid, match="There is no theme no-such-theme") as refused:
        commands.submit_activity(contributor(publisher), draft, "form-1")
    assert refused.value.field == "themes"
    assert history_length() == before
    with reading() as session:
        assert session.exec(select(Activity)).first() is None
    code = commands.submit_activity(contributor(publisher), replace(draft, themes=()), "form-1")
    assert code == "UPRC-ACT-000001", "a refused record uses up no code"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(ACTIVITY, title=" "), "title"),
        (replace(ACTIVITY, recipients=(Recipient("XXX"),)), "recipients"),
        (replace(ACTIVITY, recommendations=("UPRC-REC-000009",)), "recommendations"),
        (replace(ACTIVITY, providers=(Provider("UPRC-ORG-000009"),)), "providers"),
        (replace(ACTIVITY, partners=("UPRC-ORG-000009",)), "partners"),
        (replace(ACTIVITY, parent="UPRC-ACT-000009"), "parent"),
        (replace(ACTIVITY, publisher="UPRC-ORG-000009"), "publisher"),
    ],
)
def test_a_wrong_value_is_refused_by_its_field(sqlite_store: str, draft: ActivityDraft, field: str) -> None:
    add_organization()
    with pytest.raises(Invalid) as refused:
        commands.submit_activity(OPERATOR, draft, "form-1")
    assert refused.value.field == field


def test_a_recommendation_of_another_state_is_refused(store: str) -> None:
    add_organization()
    stranger = add_recommendation(state="UGA")
    with pytest.raises(Invalid, match="is a recommendation to UGA"):
        commands.submit_activity(OPERATOR, replace(ACTIVITY, recommendations=(stranger,)), "form-1")


def test_a_retired_recommendation_takes_no_new_link(store: str) -> None:
    add_organization()
    retired = add_recommendation(state="KEN", retired_at=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(Invalid, match="was replaced by a newer record"):
        commands.submit_activity(OPERATOR, replace(ACTIVITY, recommendations=(retired,)), "form-1")


def test_a_submission_needs_an_id_that_fits(sqlite_store: str) -> None:
    add_organization()
    for submission_id in ("", "x" * 61):
        with pytest.raises(Invalid, match="submission id"):
            commands.submit_activity(OPERATOR, ACTIVITY, submission_id)


def test_an_organization_is_logged_once(store: str) -> None:
    draft = OrganizationDraft(name="Centre  for Treaty\u00a0Reporting", kind=OrganizationKind.REGIONAL_ORGANIZATION)
    code = commands.log_organization(STEWARD, draft)
    assert commands.log_organization(STEWARD, replace(draft, name="Centre for Treaty Reporting")) == code
    with pytest.raises(Conflict, match="is here already"):
        commands.log_organization(STEWARD, replace(draft, kind=OrganizationKind.CIVIL_SOCIETY))
    with reading() as session:
        assert [row.name for row in session.exec(select(Organization))] == ["Centre for Treaty Reporting"]


def test_only_an_institution_of_the_state_makes_its_request(store: str) -> None:
    foreign = add_organization(kind=OrganizationKind.STATE, iso3="NOR")
    own = add_organization(kind=OrganizationKind.NMIRF, iso3="KEN")
    draft = RequestDraft(
        title="Advice", publisher=foreign, iso3="KEN", modality=Modality.TRAINING, visibility=Visibility.PUBLIC
    )
    with pytest.raises(Invalid, match="Only an institution of KEN"):
        commands.submit_request(OPERATOR, draft, "form-1")
    code = commands.submit_request(OPERATOR, replace(draft, publisher=own, languages=("en", "sw")), "form-1")
    with reading() as session:
        row = the_request(session, code)
        assert (row.status, row.languages) == (RequestStatus.SUBMITTED, "en,sw")
        assert row.submitted_at is not None


def test_a_focal_point_submits_its_states_request(store: str) -> None:
    ministry = add_organization(kind=OrganizationKind.STATE, iso3="KEN")
    draft = RequestDraft(
        title="Advice", publisher=ministry, iso3="KEN", modality=Modality.TRAINING, visibility=Visibility.PUBLIC
    )
    focal_point = Actor("focal-point-ken", frozenset({Role.FOCAL_POINT}), iso3="KEN")
    assert commands.submit_request(focal_point, draft, "form-1")
    with pytest.raises(NotAllowed):
        commands.submit_request(replace(focal_point, iso3="UGA"), draft, "form-2")


@pytest.mark.parametrize(
    "eligible",
    [
        Eligible(EligibleKind.STATE, "XXX"),
        Eligible(EligibleKind.GROUP, "G77"),
        Eligible(EligibleKind.UN_GROUP, "GROUP"),
        Eligible(EligibleKind.REGION, "999"),
    ],
)
def test_an_offer_is_for_states_and_groups_that_exist(sqlite_store: str, eligible: Eligible) -> None:
    add_organization()
    with pytest.raises(Invalid) as refused:
        commands.submit_offer(OPERATOR, replace(OFFER, eligible=(eligible,)), "form-1")
    assert refused.value.field == "eligible"


def test_an_offer_for_groups_and_states_is_stored(store: str) -> None:
    add_organization()
    eligible = (
        Eligible(EligibleKind.STATE, "KEN"),
        Eligible(EligibleKind.GROUP, "SIDS"),
        Eligible(EligibleKind.UN_GROUP, "GRULAC"),
        Eligible(EligibleKind.REGION, "009"),
    )
    code = commands.submit_offer(OPERATOR, replace(OFFER, eligible=eligible), "form-1")
    with reading() as session:
        assert the_offer(session, code).status is OfferStatus.SUBMITTED


def test_an_offer_is_published_and_opened_by_its_review(store: str) -> None:
    add_organization()
    code = commands.submit_offer(OPERATOR, OFFER, "form-1")
    commands.review_record(STEWARD, code, 1)
    with reading() as session:
        row = the_offer(session, code)
        assert (row.editorial_state, row.status, row.version) == (EditorialState.PUBLISHED, OfferStatus.OPEN, 2)
        assert row.published_at is not None


def test_a_good_practice_links_recommendations_of_its_state(store: str) -> None:
    owner = add_organization(kind=OrganizationKind.NHRI, iso3="KEN")
    draft = GoodPracticeDraft(
        title="A calendar of reports", publisher=owner, iso3="KEN", recommendations=(add_recommendation(state="KEN"),)
    )
    assert commands.submit_good_practice(contributor(owner), draft, "form-1") == "UPRC-GP-000001"
    with pytest.raises(Invalid):
        commands.submit_good_practice(contributor(owner), replace(draft, iso3="UGA"), "form-2")


def test_an_edit_of_an_older_version_is_refused(store: str) -> None:
    code = add_activity()
    commands.set_activity_status(STEWARD, code, 1, ActivityStatus.CLOSED)
    with pytest.raises(Conflict, match=r"it is version 2 now, not 1\. Read it again"):
        commands.set_activity_status(STEWARD, code, 1, ActivityStatus.SUSPENDED)
    with reading() as session:
        row = the_activity(session, code)
        assert (row.status, row.version) == (ActivityStatus.CLOSED, 2)


def test_a_status_change_says_from_what_to_what(store: str) -> None:
    code = add_activity()
    commands.set_activity_status(STEWARD, code, 1, ActivityStatus.CLOSED)
    with reading() as session:
        assert json.loads(entries(session)[-1].detail) == {"from": "implementation", "to": "closed"}
    with pytest.raises(Conflict, match="is closed already"):
        commands.set_activity_status(STEWARD, code, 2, ActivityStatus.CLOSED)


def test_a_status_belongs_to_its_kind_of_record(sqlite_store: str) -> None:
    activity, request = add_activity(), add_request()
    with pytest.raises(Invalid, match="is not an activity"):
        commands.set_activity_status(STEWARD, request, 1, ActivityStatus.CLOSED)
    with pytest.raises(Invalid, match="is not a request"):
        commands.set_request_status(STEWARD, activity, 1, RequestStatus.OPEN)
    with pytest.raises(Invalid, match="is not an offer"):
        commands.set_offer_status(STEWARD, activity, 1, OfferStatus.OPEN)


@pytest.mark.parametrize("code", ["UPRC-ACT-000009", "UPRC-REC-000001", "nonsense", ""])
def test_a_record_that_is_not_there_is_not_found(sqlite_store: str, code: str) -> None:
    with pytest.raises(NotFound):
        commands.withdraw_record(STEWARD, code, 1)


def test_the_history_keeps_the_comment_of_a_return(store: str) -> None:
    code = add_activity(editorial_state=EditorialState.SUBMITTED)
    commands.return_record(STEWARD, code, 1, "Please add the dates.")
    with reading() as session:
        assert the_activity(session, code).editorial_state is EditorialState.RETURNED
        assert json.loads(entries(session)[-1].detail) == {"comment": "Please add the dates.", "fields": []}
    with pytest.raises(Invalid, match="comment"):
        commands.return_record(STEWARD, code, 2, " ")


def test_a_published_record_is_not_reviewed_again(store: str) -> None:
    with pytest.raises(Conflict, match="was reviewed before"):
        commands.review_record(STEWARD, add_offer(), 1)


def test_a_withdrawn_request_is_withdrawn_in_both_senses(store: str) -> None:
    code = add_request()
    commands.withdraw_record(STEWARD, code, 1)
    with reading() as session:
        row = the_request(session, code)
        assert (row.editorial_state, row.status) == (EditorialState.WITHDRAWN, RequestStatus.WITHDRAWN)
    with pytest.raises(Conflict):
        commands.withdraw_record(STEWARD, code, 2)


def test_a_request_becomes_fulfilled_only_with_a_public_activity_for_it(store: str) -> None:
    recommendation = add_recommendation(state="KEN")
    code = add_request([recommendation], status=RequestStatus.DELIVERING)
    add_activity([recommendation], editorial_state=EditorialState.REVIEWED)
    add_activity([recommendation], status=ActivityStatus.PIPELINE)
    with pytest.raises(Conflict, match="only with a linked activity"):
        commands.set_request_status(STEWARD, code, 1, RequestStatus.FULFILLED)
    add_activity([recommendation])
    commands.set_request_status(STEWARD, code, 1, RequestStatus.FULFILLED)
    with reading() as session:
        assert the_request(session, code).status is RequestStatus.FULFILLED


def test_the_first_answer_to_a_request_has_its_moment(store: str) -> None:
    code = add_request()
    first, second = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
    commands.set_request_status(STEWARD, code, 1, RequestStatus.IN_DIALOGUE, at=first)
    commands.set_request_status(STEWARD, code, 2, RequestStatus.OPEN, at=second)
    commands.set_request_status(STEWARD, code, 3, RequestStatus.IN_DIALOGUE, at=second)
    with reading() as session:
        assert the_request(session, code).answered_at == first


def test_a_request_opens_only_by_publication(store: str) -> None:
    code = add_request(editorial_state=EditorialState.REVIEWED)
    set_request_status(code, RequestStatus.ACKNOWLEDGED)
    with pytest.raises(Conflict, match="becomes open when it is published"):
        commands.set_request_status(STEWARD, code, 1, RequestStatus.OPEN)


def test_the_reason_of_a_request_without_match_is_kept(store: str) -> None:
    code = add_request()
    with pytest.raises(Conflict, match="needs the reason"):
        commands.set_request_status(STEWARD, code, 1, RequestStatus.CLOSED_WITHOUT_MATCH)
    commands.set_request_status(STEWARD, code, 1, RequestStatus.CLOSED_WITHOUT_MATCH, reason="No capacity.")
    with reading() as session:
        assert the_request(session, code).closing_reason == "No capacity."


def test_an_offer_is_reserved_and_opened_again(store: str) -> None:
    code = add_offer()
    commands.set_offer_status(STEWARD, code, 1, OfferStatus.RESERVED)
    commands.set_offer_status(STEWARD, code, 2, OfferStatus.OPEN)
    with pytest.raises(Conflict, match="An offer that is open cannot become open"):
        commands.set_offer_status(STEWARD, code, 3, OfferStatus.OPEN)


def test_linking_adds_what_is_new_and_keeps_what_is_there(store: str) -> None:
    first, second = add_recommendation(state="KEN"), add_recommendation(state="KEN")
    code = add_request([first])
    commands.link_recommendations(STEWARD, code, 1, [second, first, second])
    with reading() as session:
        assert len(session.exec(select(RequestRecommendation)).all()) == 2
        assert the_request(session, code).version == 2


def test_links_stay_within_the_states_of_the_record(store: str) -> None:
    stranger = add_recommendation(state="UGA")
    with pytest.raises(Invalid, match="which this record does not name"):
        commands.link_recommendations(STEWARD, add_activity(recipients=["KEN"]), 1, [stranger])
    with pytest.raises(Invalid, match="linked to recommendations"):
        commands.link_recommendations(STEWARD, add_offer(), 1, [stranger])
    with pytest.raises(Invalid, match="at least one"):
        commands.link_recommendations(STEWARD, add_request(), 1, [])


def test_many_commands_in_one_transaction_succeed_or_fail_together(store: str) -> None:
    publisher = add_organization()
    draft = replace(ACTIVITY, publisher=publisher)

    def submit_two() -> None:
        with writing():
            commands.submit_activity(OPERATOR, draft, "form-1")
            commands.submit_activity(OPERATOR, replace(draft, title=""), "form-2")

    with pytest.raises(Invalid):
        submit_two()
    with reading() as session:
        assert session.exec(select(Activity)).first() is None


def test_a_state_does_not_acknowledge_its_own_request(store: str) -> None:
    office = add_organization(kind=OrganizationKind.STATE, iso3="KEN")
    code = add_request(state="KEN", status=RequestStatus.SUBMITTED, publisher=office)
    focal_point = Actor("focal-point-ken", frozenset({Role.FOCAL_POINT}), iso3="KEN")
    with pytest.raises(NotAllowed, match="steward"):
        commands.set_request_status(focal_point, code, 1, RequestStatus.ACKNOWLEDGED)
    commands.set_request_status(STEWARD, code, 1, RequestStatus.ACKNOWLEDGED)
