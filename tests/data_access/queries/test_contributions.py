"""What a reader sees of a State's cooperation: only what is published, and only where that State consents."""

from datetime import date

from data_access.queries.states.contributions import (
    activities_by,
    activities_in,
    commitments_of,
    good_practices_of,
    latest_published,
    offers_by,
    requests_of,
    requests_on_recommendations_by,
)
from domain.vocabulary import (
    ConsentStatus,
    EditorialState,
    EligibleKind,
    Modality,
    OfferStatus,
    OrganizationKind,
    RecommendationKind,
    RecordKind,
    RequestStatus,
    Visibility,
)
from tests.builders import (
    add_activity,
    add_good_practice,
    add_offer,
    add_organization,
    add_recommendation,
    add_request,
    set_consent,
    withdraw,
)

HALF_CONSENTED = {"KEN": ConsentStatus.GRANTED, "FRA": ConsentStatus.WITHHELD}


def state_organization(iso3: str) -> str:
    return add_organization(f"Ministry of Justice, {iso3}", kind=OrganizationKind.STATE, iso3=iso3)


def test_an_activity_with_two_recipients_exists_only_for_the_one_that_consents(store: str) -> None:
    code = add_activity(recipients=["KEN", "FRA"], consent=HALF_CONSENTED)
    assert [line.code for line in activities_in("KEN").lines] == [code]
    assert activities_in("FRA").total == 0
    assert activities_in("FRA").lines == ()


def test_a_recipient_that_does_not_consent_is_not_named_in_the_other_ones_list(store: str) -> None:
    add_activity(recipients=["KEN", "FRA"], consent=HALF_CONSENTED)
    assert activities_in("KEN").lines[0].recipients == ("KEN",)


def test_a_recipient_that_was_never_asked_is_not_named(store: str) -> None:
    add_activity(recipients=["KEN", "FRA"], consent={"KEN": ConsentStatus.GRANTED})
    assert activities_in("KEN").lines[0].recipients == ("KEN",)
    assert activities_in("FRA").total == 0


def test_a_withdrawn_consent_takes_the_activity_out_at_once(store: str) -> None:
    code = add_activity(recipients=["KEN"])
    assert activities_in("KEN").total == 1
    set_consent(code, "KEN", ConsentStatus.WITHDRAWN)
    assert activities_in("KEN").total == 0


def test_a_record_that_is_not_published_is_in_no_list_even_with_consent(store: str) -> None:
    for state in set(EditorialState) - {EditorialState.PUBLISHED}:
        add_activity(recipients=["KEN"], editorial_state=state)
    assert activities_in("KEN").total == 0


def test_a_withdrawn_record_leaves_the_list(store: str) -> None:
    withdraw(add_activity(recipients=["KEN"]))
    assert activities_in("KEN").total == 0


def test_a_providing_state_that_did_not_publish_the_record_is_named_only_with_its_consent(store: str) -> None:
    ministry = state_organization("NOR")
    agency = add_organization("An agency")
    add_activity(
        recipients=["KEN"],
        providers=[ministry, agency],
        publisher=agency,
        consent={"KEN": ConsentStatus.GRANTED, "NOR": ConsentStatus.AWAITED},
    )
    assert activities_in("KEN").lines[0].providers == ("An agency",)
    assert activities_by("NOR").total == 0


def test_a_providing_state_that_consents_is_named_and_lists_the_activity(store: str) -> None:
    ministry = state_organization("NOR")
    code = add_activity(recipients=["KEN"], providers=[ministry], publisher=add_organization("An agency"))
    assert activities_in("KEN").lines[0].providers == ("Ministry of Justice, NOR",)
    assert [line.code for line in activities_by("NOR").lines] == [code]


def test_a_state_that_publishes_what_it_provides_is_named_without_further_consent(store: str) -> None:
    ministry = state_organization("NOR")
    add_activity(recipients=["KEN"], publisher=ministry, consent={"KEN": ConsentStatus.GRANTED})
    assert activities_by("NOR").total == 1


def test_what_a_state_provides_is_listed_only_with_recipients_that_consent(store: str) -> None:
    ministry = state_organization("NOR")
    add_activity(recipients=["KEN", "FRA"], publisher=ministry, consent=HALF_CONSENTED)
    add_activity(recipients=["FRA"], publisher=ministry, consent={"FRA": ConsentStatus.AWAITED})
    provided = activities_by("NOR")
    assert provided.total == 1
    assert provided.lines[0].recipients == ("KEN",)


def test_the_actual_days_stand_before_the_planned_ones(store: str) -> None:
    add_activity(recipients=["KEN"], planned=(date(2024, 1, 1), date(2024, 6, 1)), actual=(date(2024, 2, 1), None))
    line = activities_in("KEN").lines[0]
    assert (line.start, line.end) == (date(2024, 2, 1), date(2024, 6, 1))


def test_activities_that_began_last_come_first_and_those_without_a_day_last(store: str) -> None:
    unknown = add_activity(recipients=["KEN"])
    early = add_activity(recipients=["KEN"], actual=(date(2023, 1, 1), None))
    late = add_activity(recipients=["KEN"], planned=(date(2026, 1, 1), None))
    assert [line.code for line in activities_in("KEN").lines] == [late, early, unknown]


def test_a_list_comes_in_pages_and_says_how_long_it_is(store: str) -> None:
    codes = [add_activity(recipients=["KEN"]) for _ in range(5)]
    first, last = activities_in("KEN", limit=2), activities_in("KEN", page=3, limit=2)
    assert first.total == last.total == 5
    assert [line.code for line in first.lines] == codes[:-3:-1]
    assert [line.code for line in last.lines] == codes[:1]


def test_a_request_for_partners_only_is_in_no_public_list(store: str) -> None:
    add_request(state="KEN", visibility=Visibility.PARTNERS)
    assert requests_of("KEN").total == 0
    assert latest_published() == ()


def test_a_request_without_the_states_consent_is_in_no_list(store: str) -> None:
    add_request(state="KEN", consent=ConsentStatus.AWAITED)
    assert requests_of("KEN").total == 0


def test_a_request_that_its_state_took_back_is_in_no_list(store: str) -> None:
    add_request(state="KEN", status=RequestStatus.WITHDRAWN)
    assert requests_of("KEN").total == 0


def test_a_public_request_names_the_institution_that_asks(store: str) -> None:
    code = add_request(state="KEN", publisher=state_organization("KEN"))
    listed = requests_of("KEN")
    assert [(line.code, line.by) for line in listed.lines] == [(code, "Ministry of Justice, KEN")]


def test_open_requests_on_what_a_state_recommended_are_listed_once_each(store: str) -> None:
    first = add_recommendation(state="KEN", by=["NOR"])
    second = add_recommendation(state="KEN", by=["NOR", "FRA"])
    code = add_request([first, second])
    listed = requests_on_recommendations_by("NOR")
    assert (listed.total, [line.code for line in listed.lines]) == (1, [code])
    assert requests_on_recommendations_by("SWE").total == 0


def test_a_request_that_no_longer_asks_is_not_an_occasion_to_help(store: str) -> None:
    add_request([add_recommendation(state="KEN", by=["NOR"])], status=RequestStatus.FULFILLED)
    assert requests_on_recommendations_by("NOR").total == 0


def test_single_eligible_states_of_an_offer_are_never_named(store: str) -> None:
    add_offer(
        publisher=state_organization("NOR"),
        eligible=[(EligibleKind.STATE, "KEN"), (EligibleKind.GROUP, "LDC")],
        modalities=[Modality.TRAINING],
    )
    line = offers_by("NOR").lines[0]
    assert line.eligible == ((EligibleKind.GROUP, "LDC"),)
    assert line.to_named_states
    assert "KEN" not in repr(line)


def test_offers_that_were_not_put_forward_are_in_no_list(store: str) -> None:
    ministry = state_organization("NOR")
    add_offer(publisher=ministry, status=OfferStatus.WITHDRAWN)
    add_offer(publisher=ministry, editorial_state=EditorialState.SUBMITTED)
    assert offers_by("NOR").total == 0


def test_offers_of_others_are_not_the_states(store: str) -> None:
    add_offer(publisher=add_organization("An agency"))
    assert offers_by("NOR").total == 0


def test_a_good_practice_is_public_only_with_the_consent_of_the_state_where_it_was_done(store: str) -> None:
    code = add_good_practice(state="KEN", publisher=add_organization("An agency"), consent=ConsentStatus.AWAITED)
    assert good_practices_of("KEN").total == 0
    set_consent(code, "KEN", ConsentStatus.GRANTED)
    assert good_practices_of("KEN").total == 1


def test_commitments_are_those_of_the_state_and_not_its_recommendations(store: str) -> None:
    code = add_recommendation(state="KEN", kind=RecommendationKind.COMMITMENT)
    add_recommendation(state="KEN")
    add_recommendation(state="FRA", kind=RecommendationKind.COMMITMENT)
    assert [line.code for line in commitments_of("KEN").lines] == [code]


def test_the_latest_records_are_of_every_kind_and_name_only_states_that_consent(store: str) -> None:
    add_activity(recipients=["KEN", "FRA"], consent=HALF_CONSENTED)
    add_request(state="KEN")
    add_offer()
    add_good_practice(state="KEN")
    found = latest_published()
    kinds = {RecordKind.ACTIVITY, RecordKind.REQUEST, RecordKind.OFFER, RecordKind.GOOD_PRACTICE}
    assert {line.kind for line in found} == kinds
    assert {iso3 for line in found for iso3 in line.iso3s} == {"KEN"}
    assert len(latest_published(limit=2)) == 2
