"""Who may know what of a record: over kinds of record, where they stand, and who reads."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from data_access import commands
from data_access.commands import NoteVerbale
from data_access.queries.records.record_page import record_page
from data_access.store.errors import NotFound
from domain.people.permissions import VISITOR, Actor, Role, Verb
from domain.records.drafts import ActivityDraft, Amount, Contact, OfferDraft, Recipient
from domain.records.record_pages import Inside, RecordPage, WhoKind
from domain.vocabulary import (
    ConsentStatus,
    EditorialState,
    EligibleKind,
    MoneyKind,
    OfferStatus,
    OrganizationKind,
    RemarkKind,
    RequestStatus,
    Visibility,
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

GRANTED, AWAITED, WITHHELD = ConsentStatus.GRANTED, ConsentStatus.AWAITED, ConsentStatus.WITHHELD


def steward() -> Actor:
    return Actor("UPRC-PER-900001", frozenset({Role.VISITOR, Role.STEWARD}))


def focal(iso3: str) -> Actor:
    return Actor("UPRC-PER-900002", frozenset({Role.VISITOR, Role.FOCAL_POINT}), iso3=iso3)


def member(*organizations: str) -> Actor:
    roles = frozenset({Role.VISITOR, Role.CONTRIBUTOR})
    return Actor("UPRC-PER-900003", roles, organizations=frozenset(organizations))


ADMINISTRATOR = Actor("UPRC-PER-900004", frozenset({Role.VISITOR, Role.ADMINISTRATOR}))
WITHOUT_ROLE = Actor("UPRC-PER-900005")


def sees(actor: Actor, code: str) -> str:
    """What the reader finds: nothing, the public's page, or the inside."""
    try:
        page = record_page(actor, code)
    except NotFound as refusal:
        return "nothing" if str(refusal) == f"There is no record {code}." else str(refusal)
    return "inside" if page.inside else "public"


def made(kind: str, publisher: str, state: EditorialState, consent: ConsentStatus) -> str:
    match kind:
        case "activity":
            return add_activity(recipients=["KEN"], consent=consent, editorial_state=state, publisher=publisher)
        case "request" | "request for partners" | "request for Uganda":
            level = {"request": Visibility.PUBLIC, "request for partners": Visibility.PARTNERS}
            return add_request(
                state="KEN",
                consent=consent,
                status=RequestStatus.WITHDRAWN if state is EditorialState.WITHDRAWN else RequestStatus.OPEN,
                visibility=level.get(kind, Visibility.NAMED),
                named_states=["UGA"] if kind == "request for Uganda" else [],
                editorial_state=state,
                publisher=publisher,
            )
        case "good practice":
            return add_good_practice(state="KEN", consent=consent, editorial_state=state, publisher=publisher)
        case _:
            status = OfferStatus.WITHDRAWN if state is EditorialState.WITHDRAWN else OfferStatus.OPEN
            return add_offer(status=status, editorial_state=state, publisher=publisher)


KINDS = ["activity", "request", "request for partners", "request for Uganda", "good practice", "offer"]
STATES = [
    EditorialState.SUBMITTED,
    EditorialState.RETURNED,
    EditorialState.REVIEWED,
    EditorialState.PUBLISHED,
    EditorialState.WITHDRAWN,
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", STATES)
def test_each_reader_finds_of_each_record_what_the_rules_say(store: str, kind: str, state: EditorialState) -> None:
    publisher, another = add_organization("Publisher"), add_organization("Another")
    for consent in ConsentStatus:
        check_each_reader(kind, state, consent, publisher, another)


def check_each_reader(kind: str, state: EditorialState, consent: ConsentStatus, publisher: str, another: str) -> None:
    code = made(kind, publisher, state, consent)
    agreed = consent is GRANTED or kind == "offer"
    shared = state is EditorialState.PUBLISHED and agreed
    public = "public" if shared and not kind.startswith("request for") else "nothing"
    named = "public" if shared else "nothing"
    partners = "public" if shared and kind != "request for Uganda" else "nothing"
    asked = kind != "offer" and state in {EditorialState.REVIEWED, EditorialState.PUBLISHED}
    assert sees(steward(), code) == "inside"
    assert sees(member(publisher), code) == "inside"
    assert sees(focal("KEN"), code) == ("inside" if asked else partners)
    assert sees(focal("UGA"), code) == named
    assert sees(member(another), code) == partners
    for anybody in (VISITOR, WITHOUT_ROLE, ADMINISTRATOR):
        assert sees(anybody, code) == public


@pytest.mark.parametrize("code", ["", "UPRC-ACT-999999", "UPRC-REC-000001", "<b>", "x" * 30])
def test_a_code_without_a_record_is_told_in_the_words_of_a_record_that_is_not_public(store: str, code: str) -> None:
    assert sees(VISITOR, code) == "nothing"
    assert sees(VISITOR, add_activity(recipients=["KEN"], consent=AWAITED)) == "nothing"


def test_a_commitment_is_public_with_the_code_that_stands_for_it(store: str) -> None:
    code = submitted_commitment("KEN")
    assert sees(VISITOR, code) == "nothing"
    commands.review_record(steward(), code, 1)
    page = record_page(VISITOR, code)
    assert page.public
    assert page.standing.startswith("UPRC-REC-")


def test_a_state_without_consent_is_named_to_nobody_but_owner_and_stewards(store: str) -> None:
    kenya, uganda = add_recommendation(state="KEN"), add_recommendation(state="UGA")
    publisher = add_organization("Publisher")
    partner = add_organization("Institute of Uganda", kind=OrganizationKind.NHRI, iso3="UGA")
    norway = add_organization("Ministry of Norway", kind=OrganizationKind.STATE, iso3="NOR")
    code = add_activity(
        [kenya, uganda],
        publisher=publisher,
        providers=[publisher, norway],
        partners=[partner],
        places=[("Kampala", 32.6, 0.3)],
        consent={"KEN": GRANTED, "UGA": AWAITED, "NOR": AWAITED},
    )
    for reader in (VISITOR, focal("KEN"), focal("PER"), member(add_organization("Another"))):
        page = record_page(reader, code)
        assert recipients(page) == ["KEN"]
        assert [one.iso3 for one in page.recommendations] == ["KEN"]
        told = repr(page)
        assert "UGA" not in told
        assert "Uganda" not in told
        assert "Norway" not in told
        assert "Kampala" not in told
    for insider in (steward(), member(publisher)):
        assert recipients(record_page(insider, code)) == ["KEN", "UGA"]
    assert recipients(record_page(focal("UGA"), code)) == ["KEN", "UGA"]
    assert recipients(record_page(focal("NOR"), code)) == ["KEN", "UGA"]


def recipients(page: RecordPage) -> list[str]:
    assert isinstance(page.content, ActivityDraft)
    return [one.iso3 for one in page.content.recipients]


def test_a_state_that_is_asked_does_not_learn_what_another_answered(store: str) -> None:
    code = add_activity(recipients=["KEN", "UGA"], consent={"KEN": AWAITED, "UGA": WITHHELD})
    inside = record_page(focal("KEN"), code).inside
    assert inside is not None
    assert [one.iso3 for one in inside.consents] == ["KEN"]
    assert recipients(record_page(focal("KEN"), code)) == ["KEN"]


def test_single_states_of_an_offer_are_named_only_to_them_to_its_owner_and_to_stewards(store: str) -> None:
    publisher = add_organization("Publisher")
    named = [(EligibleKind.STATE, "KEN"), (EligibleKind.STATE, "UGA"), (EligibleKind.GROUP, "LDC")]
    code = add_offer(eligible=named, publisher=publisher)

    def told(actor: Actor) -> tuple[set[str], bool]:
        page = record_page(actor, code)
        assert isinstance(page.content, OfferDraft)
        return {one.value for one in page.content.eligible}, page.to_named_states

    assert told(VISITOR) == ({"LDC"}, True)
    assert told(focal("PER")) == ({"LDC"}, True)
    assert told(focal("KEN")) == ({"LDC", "KEN"}, True)
    assert told(member(publisher)) == ({"LDC", "KEN", "UGA"}, False)
    assert told(steward()) == ({"LDC", "KEN", "UGA"}, False)


def test_places_of_a_sensitive_activity_are_for_owner_and_stewards(store: str) -> None:
    code = add_activity(recipients=["KEN"], places=[("Shelter", 36.8, -1.3)], sensitive=True)
    assert "Shelter" not in repr(record_page(VISITOR, code))
    assert "Shelter" not in repr(record_page(focal("KEN"), code))
    assert "Shelter" in repr(record_page(steward(), code))


def test_a_duplicate_leads_to_the_record_that_stays(store: str) -> None:
    kept, dropped = (add_activity(recipients=["KEN"], title=title) for title in ("A course", "A courses"))
    commands.merge_records(steward(), kept, 1, dropped, 1)
    page = record_page(VISITOR, dropped)
    assert (page.code, page.asked_for) == (kept, dropped)
    inside = record_page(steward(), dropped).inside
    assert inside is not None
    assert inside.merged_into == kept


def test_a_duplicate_of_a_record_that_is_not_public_does_not_exist(store: str) -> None:
    kept = add_activity(recipients=["KEN"], consent=AWAITED, editorial_state=EditorialState.REVIEWED)
    dropped = add_activity(recipients=["KEN"], consent=AWAITED, editorial_state=EditorialState.REVIEWED)
    commands.merge_records(steward(), kept, 1, dropped, 1)
    assert sees(VISITOR, dropped) == "nothing"


def reviewed_by_steward(*recipients_: str) -> tuple[str, str, Actor]:
    """An activity as its author submitted it and a steward approved it, its publisher and that steward."""
    publisher = add_organization("Publisher")
    author = Actor(
        add_person(Role.CONTRIBUTOR, organizations=[publisher]),
        frozenset({Role.VISITOR, Role.CONTRIBUTOR}),
        organizations=frozenset({publisher}),
    )
    person = Actor(add_person(Role.STEWARD, name="Ada"), frozenset({Role.VISITOR, Role.STEWARD}))
    code = commands.submit_activity(author, activity_draft(publisher, *recipients_), "form-1")
    commands.return_record(person, code, 1, "Say more", fields={"title": "Too short"})
    draft = activity_draft(publisher, *recipients_, title="A longer title")
    commands.revise_record(author, code, 2, draft)
    commands.review_record(person, code, 3)
    return code, publisher, person


def test_remarks_are_read_by_those_of_whom_their_kind_says_so(store: str) -> None:
    code, publisher, person = reviewed_by_steward("KEN", "UGA")
    commands.request_correction(focal("KEN"), code, "KEN", "Another name", field="title")
    commands.withhold_consent(focal("UGA"), code, "UGA", 4, reason="Not ours")
    kinds = {
        name: {(one.kind, one.iso3) for one in _inside(actor, code).remarks}
        for name, actor in (("owner", member(publisher)), ("steward", person), ("KEN", focal("KEN")))
    }
    everything = {(RemarkKind.RETURN, None), (RemarkKind.CORRECTION, "KEN"), (RemarkKind.WITHHOLDING, "UGA")}
    assert kinds == {"owner": everything, "steward": everything, "KEN": {(RemarkKind.CORRECTION, "KEN")}}
    assert {one.kind for one in _inside(focal("UGA"), code).remarks} == {RemarkKind.WITHHOLDING}


def _inside(actor: Actor, code: str) -> Inside:
    inside = record_page(actor, code).inside
    assert inside is not None
    return inside


def test_the_history_says_who_what_and_what_changed(store: str) -> None:
    code, publisher, person = reviewed_by_steward("KEN")
    steps = _inside(member(publisher), code).steps
    assert [step.action for step in steps] == ["review_record", "revise_record", "return_record", "submit_activity"]
    assert [step.who.kind for step in steps] == [
        WhoKind.STEWARD,
        WhoKind.ORGANIZATION,
        WhoKind.STEWARD,
        WhoKind.ORGANIZATION,
    ]
    assert [(one.field, one.after) for one in steps[1].changes] == [("title", "A longer title")]
    assert {step.who.person for step in steps} == {""}
    assert _inside(person, code).steps[0].who.person == "Ada"


def test_a_state_reads_no_step_of_the_review_and_none_of_another_state(store: str) -> None:
    code, _publisher, _person = reviewed_by_steward("KEN", "UGA")
    commands.withhold_consent(focal("UGA"), code, "UGA", 4, reason="Not ours")
    commands.grant_consent(focal("KEN"), code, "KEN", 4)
    steps = _inside(focal("KEN"), code).steps
    assert [step.action for step in steps] == ["grant_consent", "review_record", "revise_record", "submit_activity"]
    assert "UGA" not in repr(steps)


def test_a_note_verbale_is_read_by_stewards_and_that_state(store: str) -> None:
    code, publisher, person = reviewed_by_steward("KEN", "UGA")
    note = NoteVerbale("NV 7/2026", date(2026, 2, 1))
    commands.grant_consent(person, code, "KEN", 4, note=note)
    references = {
        name: [one.reference for one in _inside(actor, code).consents if one.iso3 == "KEN"]
        for name, actor in (
            ("steward", person),
            ("KEN", focal("KEN")),
            ("UGA", focal("UGA")),
            ("owner", member(publisher)),
        )
    }
    assert references == {"steward": ["NV 7/2026"], "KEN": ["NV 7/2026"], "UGA": [""], "owner": [""]}
    assert "NV 7" not in repr(record_page(VISITOR, code))


def test_the_contact_is_for_owner_stewards_and_the_state_concerned(store: str) -> None:
    publisher = add_organization("Publisher")
    code = add_activity(recipients=["KEN"], publisher=publisher)
    commands.set_contact(member(publisher), code, Contact("Ada", "ada@example.org"))
    for insider in (member(publisher), steward(), focal("KEN")):
        assert _inside(insider, code).contact == Contact("Ada", "ada@example.org")
    for other in (VISITOR, focal("UGA"), member(add_organization("Another")), ADMINISTRATOR):
        assert "ada@example.org" not in repr(record_page(other, code))


def test_an_annotation_is_read_where_the_record_is_public_for_that_state(store: str) -> None:
    code = add_activity(recipients=["KEN", "UGA"], consent={"KEN": GRANTED, "UGA": GRANTED})
    commands.annotate_record(focal("UGA"), code, "UGA", "Part of our plan")
    assert [one.text for one in record_page(VISITOR, code).annotations] == ["Part of our plan"]
    commands.withdraw_consent(focal("UGA"), code, "UGA")
    assert record_page(VISITOR, code).annotations == ()


@pytest.mark.parametrize(
    ("actor", "verbs"),
    [
        (steward(), {Verb.REVIEW_RECORD, Verb.RETURN_RECORD, Verb.MERGE_RECORDS, Verb.WITHDRAW_RECORD}),
        (focal("KEN"), {Verb.ANNOTATE_RECORD, Verb.WITHDRAW_ANNOTATION, Verb.REQUEST_CORRECTION}),
    ],
)
def test_a_page_offers_what_the_permission_table_allows(store: str, actor: Actor, verbs: set[Verb]) -> None:
    code = add_activity(recipients=["KEN"])
    assert verbs <= _inside(actor, code).verbs
    if Role.STEWARD not in actor.roles:
        assert not _inside(actor, code).verbs & {Verb.REVIEW_RECORD, Verb.WITHDRAW_RECORD, Verb.REVISE_RECORD}


def test_the_band_beside_a_linked_recommendation_is_that_of_every_picture(store: str) -> None:
    linked = add_recommendation(state="KEN")
    page = record_page(VISITOR, add_activity([linked]))
    assert [(one.code, one.band) for one in page.recommendations] == [(linked, "reported")]


def shared_activity(*percentages: str | None) -> str:
    """A public activity of USD 1,000 for Kenya, which consents, and Uganda, which does not."""
    shares = [Decimal(one) if one else None for one in percentages]
    draft = replace(
        activity_draft(add_organization(), "KEN", "UGA"),
        recipients=(Recipient("KEN", shares[0]), Recipient("UGA", shares[1])),
        money=(Amount(MoneyKind.BUDGET, Decimal(1000), "USD"),),
    )
    code = commands.submit_activity(steward(), draft, "shared-1")
    commands.review_record(steward(), code, 1)
    commands.grant_consent(focal("KEN"), code, "KEN", 2)
    return code


def money_of(actor: Actor, code: str) -> tuple[list[Decimal], bool]:
    page = record_page(actor, code)
    assert isinstance(page.content, ActivityDraft)
    return [one.amount for one in page.content.money], page.money_shared


def test_a_record_public_for_one_of_two_states_shows_that_states_share_of_the_money(store: str) -> None:
    code = shared_activity("60", "40")
    assert money_of(VISITOR, code) == ([Decimal(600)], False)
    assert money_of(focal("KEN"), code) == ([Decimal(600)], False)
    assert money_of(steward(), code) == ([Decimal(1000)], False)
    commands.grant_consent(focal("UGA"), code, "UGA", 2)
    assert money_of(VISITOR, code) == ([Decimal(1000)], False)


def test_a_sum_whose_shares_are_not_known_is_said_to_be_shared_and_with_whom_is_not(store: str) -> None:
    code = shared_activity(None, None)
    assert money_of(VISITOR, code) == ([Decimal(1000)], True)
    assert money_of(steward(), code) == ([Decimal(1000)], False)
    assert "UGA" not in str(record_page(VISITOR, code))
