"""What a contributor finds again: drafts, records, what was asked; and nobody else's."""

import json

import pytest
from sqlmodel import select

from data_access.commands import (
    grant_standing_consent,
    request_correction,
    return_record,
    review_record,
    revise_record,
    save_draft,
    set_contact,
    submit_activity,
    withdraw_consent,
)
from data_access.models import Consent
from data_access.queries.people.organizations import known_organizations, publishers_for, similar_organizations
from data_access.queries.records.consent_preview import consents_for_draft
from data_access.queries.records.own_work import draft_revising, draft_with_key, drafts_of, own_records
from data_access.queries.records.revising import record_as_draft
from data_access.store.engine import reading
from data_access.store.errors import Conflict, Invalid, NotFound
from domain.people.permissions import OPERATOR, Actor, Role, Verb
from domain.records.consent import ConsentsNeeded
from domain.records.drafts import ActivityDraft, Contact, OfferDraft, Provider, Recipient, RequestDraft
from domain.vocabulary import (
    ActivityStatus,
    ConsentBasis,
    ConsentStatus,
    EditorialState,
    Modality,
    OrganizationKind,
    RecordKind,
    RemarkKind,
    Visibility,
)
from tests.builders import add_activity, add_organization, add_person

TITLE = "Training for labour inspectors"


def contributor(organization: str) -> Actor:
    person = add_person(Role.CONTRIBUTOR, organizations=[organization])
    return Actor(person, frozenset({Role.CONTRIBUTOR}), organizations=frozenset({organization}))


def focal_point(iso3: str) -> Actor:
    return Actor(add_person(Role.FOCAL_POINT, iso3=iso3), frozenset({Role.FOCAL_POINT}), iso3=iso3)


def activity(publisher: str, *recipients: str) -> ActivityDraft:
    return ActivityDraft(
        title=TITLE,
        publisher=publisher,
        modality=Modality.TRAINING,
        status=ActivityStatus.PIPELINE,
        recipients=tuple(map(Recipient, recipients or ("KEN",))),
    )


def test_a_draft_is_found_by_its_writer_alone(store: str) -> None:
    own, other = contributor(add_organization()), contributor(add_organization())
    kept = save_draft(own, RecordKind.OFFER, {"title": "Ünfinished \x00"})
    assert [one.key for one in drafts_of(own)] == [kept.key]
    assert json.loads(draft_with_key(own, kept.key).content) == {"title": "Ünfinished \x00"}
    assert drafts_of(other) == ()
    with pytest.raises(NotFound):
        draft_with_key(other, kept.key)


def test_half_a_character_is_refused_before_the_store_stumbles(store: str) -> None:
    with pytest.raises(Invalid):
        save_draft(contributor(add_organization()), RecordKind.OFFER, {"title": "\ud800"})


def test_a_draft_that_revises_moves_on_to_the_version_read_by_now(store: str) -> None:
    own = contributor(add_organization())
    kept = save_draft(own, RecordKind.ACTIVITY, {}, revises=("UPRC-ACT-000001", 2))
    save_draft(own, RecordKind.ACTIVITY, {}, key=kept.key, version=1, revises=("UPRC-ACT-000001", 5))
    found = draft_revising(own, "UPRC-ACT-000001")
    assert found is not None
    assert (found.record_version, found.version) == (5, 2)
    save_draft(own, RecordKind.ACTIVITY, {}, key=kept.key, version=2, revises=("UPRC-ACT-000009", 9))
    assert draft_with_key(own, kept.key).record_code == "UPRC-ACT-000001"


def test_own_records_are_those_of_the_organization_or_of_the_state(store: str) -> None:
    agency, ministry = add_organization(), add_organization(kind=OrganizationKind.STATE, iso3="KEN")
    first, second = add_activity(publisher=agency), add_activity(publisher=ministry)
    assert [one.code for one in own_records(contributor(agency))] == [first]
    assert [one.code for one in own_records(focal_point("KEN"))] == [second]
    assert own_records(focal_point("UGA")) == ()
    assert own_records(Actor("visitor")) == ()


def test_a_record_comes_as_a_draft_to_those_who_may_revise_it_and_does_not_exist_for_others(store: str) -> None:
    agency = add_organization()
    own = contributor(agency)
    draft = activity(agency)
    code = submit_activity(own, draft, "once")
    set_contact(own, code, Contact("A. Person", "a@example.org"))
    found = record_as_draft(own, code)
    assert (found.draft, found.version, found.state) == (draft, 1, EditorialState.SUBMITTED)
    assert found.contact.email == "a@example.org"
    assert record_as_draft(Actor("s", frozenset({Role.STEWARD})), code).draft == draft
    for stranger in (contributor(add_organization()), focal_point("KEN"), Actor("visitor")):
        with pytest.raises(NotFound):
            record_as_draft(stranger, code)
    with pytest.raises(NotFound):
        record_as_draft(own, "UPRC-ACT-999999")


def test_what_was_asked_of_the_author_is_there_until_a_revision_answers_it(store: str) -> None:
    agency = add_organization()
    own = contributor(agency)
    code = submit_activity(own, activity(agency), "once")
    return_record(OPERATOR, code, 1, "Nearly there", fields={"title": "Say for whom"})
    found = record_as_draft(own, code)
    assert {(one.field, one.text, one.kind) for one in found.asked} == {
        ("", "Nearly there", RemarkKind.RETURN),
        ("title", "Say for whom", RemarkKind.RETURN),
    }
    revise_record(own, code, found.version, activity(agency))
    assert record_as_draft(own, code).asked == ()


def test_a_states_wish_for_a_correction_names_state_and_field(store: str) -> None:
    agency = add_organization()
    code = add_activity(publisher=agency, recipients=["KEN"])
    request_correction(focal_point("KEN"), code, "KEN", "It was in May.", field="planned_start")
    (asked,) = record_as_draft(contributor(agency), code).asked
    assert (asked.kind, asked.iso3, asked.field) == (RemarkKind.CORRECTION, "KEN", "planned_start")


def test_a_revision_of_a_version_that_moved_on_is_a_conflict(store: str) -> None:
    agency = add_organization()
    own = contributor(agency)
    code = submit_activity(own, activity(agency), "once")
    revise_record(own, code, 1, activity(agency))
    with pytest.raises(Conflict):
        revise_record(own, code, 1, activity(agency, "UGA"))


def test_the_same_revision_twice_is_one(store: str) -> None:
    agency = add_organization()
    own = contributor(agency)
    code = submit_activity(own, activity(agency), "once")
    assert revise_record(own, code, 1, activity(agency)) == revise_record(own, code, 1, activity(agency)) == code
    assert record_as_draft(own, code).version == 2


def test_publishers_are_those_that_the_actor_may_submit_for(store: str) -> None:
    agency, ministry = add_organization(), add_organization(kind=OrganizationKind.STATE, iso3="KEN")
    add_organization(kind=OrganizationKind.NHRI, iso3="KEN")
    known = known_organizations()
    assert [one.code for one in publishers_for(contributor(agency), Verb.SUBMIT_ACTIVITY, known)] == [agency]
    assert [one.code for one in publishers_for(focal_point("KEN"), Verb.SUBMIT_REQUEST, known)] == [ministry]
    assert publishers_for(Actor("visitor"), Verb.SUBMIT_ACTIVITY, known) == ()


@pytest.mark.parametrize(
    ("new", "known", "alike"),
    [
        ("un-women", "UN Women", True),
        ("UNDP", "United Nations Development Programme", True),
        ("Minstry of Justice", "Ministry of Justice", True),
        ("National Human Rights Commission of Kenya", "Kenya National Commission on Human Rights", True),
        ("Commission nationale des droits humains", "Commission Nationale des Droits de l'Homme", True),
        ("وزارة العدل الكينية", "وزارة العدل", True),
        ("Ministry of Health", "Ministry of Labour", False),
        ("Regional Centre for Treaty Reporting, Africa", "Regional Centre for Treaty Reporting, Americas", False),
        ("World Bank", "World Health Organization", False),
        ("UN", "UN Women", False),
        ("", "UN Women", False),
        ("\u202e*", "UN Women", False),
    ],
)
def test_names_that_may_mean_one_organization_are_found(store: str, new: str, known: str, *, alike: bool) -> None:
    code = add_organization(known)
    assert [one.code for one in similar_organizations(new, known_organizations())] == ([code] if alike else [])


def test_ministries_of_two_states_are_not_alike(store: str) -> None:
    add_organization("Ministry of Justice of Uganda", kind=OrganizationKind.STATE, iso3="UGA")
    assert similar_organizations("Ministry of Justice", known_organizations(), iso3="KEN") == ()


def needed(draft: ActivityDraft | RequestDraft | OfferDraft) -> ConsentsNeeded:
    return consents_for_draft(draft, {one.code: one for one in known_organizations()})


def test_the_states_to_be_asked_are_those_that_the_review_will_ask(store: str) -> None:
    agency = add_organization()
    ministry = add_organization(kind=OrganizationKind.STATE, iso3="NOR")
    grant_standing_consent(focal_point("UGA"), "UGA", OrganizationKind.UN_ENTITY)
    draft = activity(agency, "KEN", "UGA")
    assert needed(draft) == ConsentsNeeded(("KEN",), ("UGA",), ())
    provided = ActivityDraft(**{**vars(draft), "providers": (Provider(ministry),)})
    assert needed(provided) == ConsentsNeeded(("KEN", "NOR"), ("UGA",), ())


def test_a_states_own_record_asks_nobody_and_an_offer_never_does(store: str) -> None:
    ministry = add_organization(kind=OrganizationKind.STATE, iso3="KEN")
    request = RequestDraft(
        title=TITLE, publisher=ministry, iso3="KEN", modality=Modality.TRAINING, visibility=Visibility.PUBLIC
    )
    assert needed(request) == ConsentsNeeded((), (), ("KEN",))
    offer = OfferDraft(title=TITLE, publisher=ministry, modalities=(Modality.TRAINING,))
    assert needed(offer) == ConsentsNeeded((), (), ())


@pytest.mark.parametrize("said", [None, ConsentStatus.GRANTED, ConsentStatus.WITHHELD])
def test_the_preview_of_a_revision_names_the_states_that_its_review_asks(
    store: str, said: ConsentStatus | None
) -> None:
    agency = add_organization()
    grant_standing_consent(focal_point("UGA"), "UGA", OrganizationKind.UN_ENTITY)
    code = submit_activity(OPERATOR, activity(agency, "KEN", "UGA"), "preview-1")
    steward = Actor("steward-1", frozenset({Role.STEWARD}))
    if said:
        review_record(steward, code, 1)
        if said is ConsentStatus.WITHHELD:
            withdraw_consent(focal_point("UGA"), code, "UGA")
        revise_record(steward, code, 2, activity(agency, "KEN", "UGA"))
    known = {one.code: one for one in known_organizations()}
    told = consents_for_draft(activity(agency, "KEN", "UGA"), known, code)
    review_record(steward, code, 3 if said else 1)
    with reading() as session:
        rows = {row.iso3: row for row in session.exec(select(Consent))}
    assert set(told.asked) == {iso3 for iso3, row in rows.items() if row.status is ConsentStatus.AWAITED}
    assert set(told.standing) == {iso3 for iso3, row in rows.items() if row.basis is ConsentBasis.STANDING}
