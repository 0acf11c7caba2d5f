"""The forms as contributors meet them: each kind from first step to thanks, drafts that last, and what is refused."""

import json

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from data_access.commands import return_record, revise_record, save_draft, submit_activity
from data_access.models import Activity, Commitment, Draft, GoodPractice, Offer, Organization, RecordContact, Request
from data_access.queries.records.revising import record_as_draft
from data_access.records.contents import draft_of
from data_access.store.engine import reading, writing
from domain.people.permissions import OPERATOR, Actor, Role
from domain.records.drafts import ActivityDraft, OfferDraft, Recipient, RequestDraft
from domain.vocabulary import ActivityStatus, EditorialState, EligibleKind, Modality, OrganizationKind, RecordKind
from pages.session import reader
from tests.builders import add_activity, add_organization, add_person, add_recommendation
from tests.pages.screens import html_of, open_screen, signed_in

pytestmark = pytest.mark.usefixtures("sqlite_store")


def as_contributor(monkeypatch: pytest.MonkeyPatch, *organizations: str) -> Actor:
    """A contributor of these organizations in front of every screen of the test."""
    person = add_person(Role.CONTRIBUTOR, organizations=organizations)
    signed_in(monkeypatch, person)
    return Actor(person, frozenset({Role.CONTRIBUTOR}), organizations=frozenset(organizations))


def as_focal_point(monkeypatch: pytest.MonkeyPatch, iso3: str) -> Actor:
    person = add_person(Role.FOCAL_POINT, iso3=iso3)
    signed_in(monkeypatch, person)
    return Actor(person, frozenset({Role.FOCAL_POINT}), iso3=iso3)


def as_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody who is known in front of every screen of the test; the test's own tab has no cookies."""
    monkeypatch.setattr(reader, "session_token", lambda: "")


def opened(**address: str) -> AppTest:
    return open_screen("contribute.py", **address)


def typed(at: AppTest, name: str, value: str) -> None:
    field = at.text_area(key=name) if name in {f"contribute-{n}" for n in TEXTS} else at.text_input(key=name)
    field.set_value(value).run()
    assert not at.exception


TEXTS = ("summary", "outcome", "result", "evidence")


def write(at: AppTest, **values: str) -> None:
    for name, value in values.items():
        typed(at, f"contribute-{name}", value)


def choose(at: AppTest, **values: str) -> None:
    for name, value in values.items():
        at.selectbox(key=f"contribute-{name}-en").set_value(value).run()
        assert not at.exception


def choose_many(at: AppTest, **values: list[str]) -> None:
    for name, value in values.items():
        at.multiselect(key=f"contribute-{name}-en").set_value(value).run()
        assert not at.exception


def press(at: AppTest, name: str) -> None:
    at.button(key=f"contribute-{name}").click().run()
    assert not at.exception


def key_of(at: AppTest) -> str:
    """The key of the draft in the address."""
    held = at.query_params["draft"]
    return held if isinstance(held, str) else held[0]


def drafts() -> list[Draft]:
    with reading() as session:
        return list(session.exec(select(Draft)).all())


def activity_until_links(at: AppTest, *states: str) -> None:
    """Fill the first step and go on to the links."""
    write(at, title="Training for labour inspectors", summary="Two weeks in three towns")
    choose(at, modality="training", status="pipeline")
    choose_many(at, recipients=list(states))
    press(at, "next")
    press(at, "next")
    press(at, "next")


def test_a_visitor_learns_what_could_be_contributed_and_how_to_get_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    as_visitor(monkeypatch)
    at = opened()
    found = html_of(at)
    assert "Technical cooperation or capacity-building" in found
    assert 'href="./account?' in found
    assert not at.button


@pytest.mark.parametrize("address", [{"kind": "activity"}, {"draft": "x"}, {"revise": "UPRC-ACT-000001"}])
def test_a_visitor_meets_no_form_at_any_address(monkeypatch: pytest.MonkeyPatch, address: dict[str, str]) -> None:
    as_visitor(monkeypatch)
    at = opened(**address)
    assert 'href="./account?' in html_of(at)
    assert not at.text_input


def test_an_activity_goes_from_the_first_step_to_thanks(monkeypatch: pytest.MonkeyPatch) -> None:
    agency, ministry = add_organization("Agency"), add_organization("Ministry", kind=OrganizationKind.STATE, iso3="KEN")
    as_contributor(monkeypatch, agency)
    code = add_recommendation(state="KEN", text="Train inspectors to prevent child labour", themes=["Labour"])
    at = opened()
    at.button(key="log-activity").click().run()
    assert at.title[0].value == "Log an activity"
    write(at, title="Training for labour inspectors", summary="Two weeks, <b>three</b> towns")
    choose(at, modality="training", status="implementation")
    choose_many(at, recipients=["KEN"], themes=["labour"])
    assert "1 recommendation may be meant" in html_of(at)
    press(at, "next")
    press(at, "add-providers")
    choose(at, **{"providers-0-organization": ministry})
    choose_many(at, partners=[ministry])
    write(at, planned_start="2026-05-12", actual_end="2027-01-01")
    press(at, "next")
    press(at, "add-places")
    write(at, **{"places-0-name": "Nairobi", "places-0-latitude": "-1.29", "places-0-longitude": "36,82"})
    press(at, "add-money")
    write(at, **{"money-0-amount": "12,500.50"})
    choose(at, **{"money-0-kind": "budget", "money-0-currency": "USD"})
    choose(at, fund="vftc")
    press(at, "next")
    assert "Same theme: Labour. Shares the words" in html_of(at)
    press(at, f"link-{code}")
    write(at, contact_name="A. Person", contact_email="a@example.org", source_url="https://example.org/a")
    press(at, "next")
    found = html_of(at)
    assert "Two weeks, &lt;b&gt;three&lt;/b&gt; towns" in found
    assert "These States are then asked for their consent: Kenya." in found
    assert "The contact person: A. Person, a@example.org. Seen only by those who need it." in found
    press(at, "send")
    assert "Thank you. Activity UPRC-ACT-000001 has arrived." in html_of(at)
    with reading() as session:
        row = session.exec(select(Activity)).one()
        contact = session.get(RecordContact, row.code)
    assert (row.title, row.editorial_state) == ("Training for labour inspectors", EditorialState.SUBMITTED)
    assert contact is not None
    assert contact.email == "a@example.org"
    draft = record_as_draft(OPERATOR, row.code).draft
    assert isinstance(draft, ActivityDraft)
    assert draft.recommendations == (code,)
    assert [(str(one.amount), one.currency) for one in draft.money] == [("12500.50", "USD")]
    assert [(one.name, one.latitude) for one in draft.places] == [("Nairobi", -1.29)]
    assert drafts() == []


def test_a_request_of_a_focal_point_is_of_its_own_state(monkeypatch: pytest.MonkeyPatch) -> None:
    ministry = add_organization("Ministry", kind=OrganizationKind.STATE, iso3="KEN")
    as_focal_point(monkeypatch, "KEN")
    at = opened(kind="request")
    assert at.selectbox(key="contribute-iso3-en").options == ["Kenya"]
    write(at, title="Advice on a new labour law")
    choose(at, modality="advisory_services")
    press(at, "next")
    choose(at, visibility="partners")
    write(at, window_start="٢٠٢٦-٠٥-١٢", contact_role="Director of legal affairs")
    press(at, "next")
    press(at, "next")
    assert "shown to everybody who is signed in for an organization or a State" in html_of(at)
    press(at, "send")
    assert "Your request is acknowledged by" in html_of(at)
    with reading() as session:
        row = session.exec(select(Request)).one()
        publisher = session.get_one(Organization, row.publisher_id).code
    assert (row.iso3, row.visibility.value, str(row.window_start), publisher) == (
        "KEN",
        "partners",
        "2026-05-12",
        ministry,
    )


def test_an_offer_names_groups_in_public_and_states_for_their_eyes_only(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="offer")
    write(at, title="Trainers for labour inspectors", capacity="Four missions a year")
    choose_many(at, modalities=["training"])
    press(at, "next")
    choose_many(at, eligible_groups=["group:LDC"], eligible_states=["KEN"], languages=["en"])
    press(at, "next")
    found = html_of(at)
    assert "For: Least developed countries." in found
    assert "The single States it is for: Kenya. Shown only to them and to stewards." in found
    press(at, "send")
    assert "Thank you. Offer UPRC-OFF-000001 has arrived." in html_of(at)
    draft = record_as_draft(OPERATOR, "UPRC-OFF-000001").draft
    assert isinstance(draft, OfferDraft)
    assert {one.kind for one in draft.eligible} == {EligibleKind.GROUP, EligibleKind.STATE}


def test_a_good_practice_is_told_and_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="good_practice")
    choose(at, iso3="KEN")
    write(at, title="A calendar of reports", summary="Every ministry keeps it", result="In time")
    press(at, "next")
    write(at, evidence="A survey", evidence_url="https://example.org")
    at.checkbox(key="contribute-peer_support").check().run()
    press(at, "next")
    press(at, "send")
    with reading() as session:
        row = session.exec(select(GoodPractice)).one()
    assert (row.iso3, row.result, row.evidence, row.peer_support) == ("KEN", "In time", "A survey", True)


def test_a_commitment_is_entered_by_its_state(monkeypatch: pytest.MonkeyPatch) -> None:
    add_organization("Ministry", kind=OrganizationKind.STATE, iso3="KEN")
    as_focal_point(monkeypatch, "KEN")
    at = opened(kind="commitment")
    write(at, title="A national plan", summary="We will adopt a plan.", made_on="2026-02-03")
    choose(at, cycle="4")
    press(at, "next")
    press(at, "send")
    with reading() as session:
        row = session.exec(select(Commitment)).one()
    assert (row.iso3, row.cycle, row.summary) == ("KEN", 4, "We will adopt a plan.")


def test_kinds_that_a_person_may_not_submit_are_shown_and_cannot_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened()
    state = {name: at.button(key=f"log-{name}").disabled for name in ("activity", "offer", "request", "commitment")}
    assert state == {"activity": False, "offer": False, "request": True, "commitment": True}
    assert not opened(kind="commitment").text_input


def test_a_steward_may_log_for_any_organization(monkeypatch: pytest.MonkeyPatch) -> None:
    agency = add_organization("Agency")
    add_organization("Ministry", kind=OrganizationKind.STATE, iso3="KEN")
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(kind="offer")
    assert len(at.selectbox(key="contribute-publisher-en").options) == 2
    choose(at, publisher=agency)
    write(at, title="Trainers")
    choose_many(at, modalities=["training"])
    press(at, "step-2")
    press(at, "send")
    assert "UPRC-OFF-000001 has arrived" in html_of(at)


def test_a_focal_point_of_a_state_without_an_institution_here_adds_it_first(monkeypatch: pytest.MonkeyPatch) -> None:
    as_focal_point(monkeypatch, "KEN")
    at = opened(kind="request")
    assert at.selectbox(key="contribute-publisher-en").options == []
    write(at, **{"new-publisher-name": "Ministry of Justice"})
    press(at, "new-publisher-add")
    assert at.selectbox(key="contribute-publisher-en").value is not None
    with reading() as session:
        row = session.exec(select(Organization)).one()
    assert (row.name, row.kind, row.iso3) == ("Ministry of Justice", OrganizationKind.STATE, "KEN")


def test_an_institution_in_a_state_may_ask_for_that_state(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization(kind=OrganizationKind.NHRI, iso3="KEN"))
    at = opened(kind="request")
    assert at.selectbox(key="contribute-iso3-en").options == ["Kenya"]


def test_what_is_wrong_stands_at_the_top_and_beside_the_field_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="activity", step="2")
    assert "have to be changed" not in html_of(at)
    write(at, planned_start="soon", actual_start="2026-05-12", actual_end="2026-05-11")
    press(at, "next")
    found = html_of(at)
    assert "2 things have to be changed before this can be sent:" in found
    assert found.count("Write the day as year-month-day, as in 2026-05-12.") == 2
    assert found.count("The end is before the start.") == 2
    assert at.text_input(key="contribute-planned_start").value == "soon"
    write(at, planned_start="2026-05-12", actual_end="2026-05-13")
    press(at, "next")
    press(at, "step-4")
    assert "Choose at least one State." in html_of(at)
    assert not [one for one in at.button if one.key == "contribute-send"]
    press(at, "mend-0")
    assert "Choose at least one State." in html_of(at)


def test_problems_are_told_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="activity", lang="ar")
    press(at, "next")
    found = html_of(at)
    assert "Choose at least one State." not in found
    assert "Please fill this in." not in found
    assert "field-problem" in found


def test_a_draft_is_there_again_on_another_machine_at_the_same_step(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="activity")
    write(at, title="Half a title \u202e")
    assert "Saved " in html_of(at)
    choose_many(at, recipients=["KEN", "UGA"])
    press(at, "step-2")
    write(at, **{"percentages-KEN": "60"})
    again = opened(draft=key_of(at))
    assert again.text_input(key="contribute-percentages-KEN").value == "60"
    press(again, "back")
    press(again, "back")
    assert again.text_input(key="contribute-title").value == "Half a title \u202e"
    assert again.multiselect(key="contribute-recipients-en").value == ["KEN", "UGA"]
    assert "Half a title" in html_of(opened())


def test_a_draft_that_is_open_twice_keeps_both_texts_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization())
    first = opened(kind="offer")
    write(first, title="One")
    second = opened(draft=key_of(first))
    write(second, title="Two")
    write(first, title="Three")
    assert "was changed, sent or discarded in another window" in html_of(first)
    held = {row.key: json.loads(row.content) for row in drafts()}
    assert {content["title"] for content in held.values()} == {"Two", "Three"}
    assert len({content["submission_id"] for content in held.values()}) == 2
    assert key_of(first) != key_of(second)


def test_sending_twice_stores_once(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="offer")
    write(at, title="Trainers")
    choose_many(at, modalities=["training"])
    twin = opened(draft=key_of(at), step="3")
    press(at, "step-2")
    press(at, "send")
    press(twin, "send")
    with reading() as session:
        assert len(session.exec(select(Offer)).all()) == 1
    assert "UPRC-OFF-000001 has arrived" in html_of(twin)


def two_windows(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """One draft in two windows: A is sent, then B, which says something else, presses send."""
    as_contributor(monkeypatch, add_organization())
    first = opened(kind="offer")
    write(first, title="Trainers")
    choose_many(first, modalities=["training"])
    second = opened(draft=key_of(first))
    press(first, "step-2")
    press(first, "send")
    write(second, title="Trainers and judges")
    press(second, "step-2")
    assert "Trainers and judges" in html_of(second)
    press(second, "send")
    return second


def titles() -> list[str]:
    with reading() as session:
        return sorted(row.title for row in session.exec(select(Offer)))


def test_a_second_window_with_another_text_is_asked_what_it_shall_be_and_keeps_its_draft(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    second = two_windows(monkeypatch)
    assert "This form was sent before, with other content" in html_of(second)
    assert "has arrived" not in html_of(second)
    assert titles() == ["Trainers"]
    assert [json.loads(row.content)["title"] for row in drafts()] == ["Trainers and judges"]


def test_what_a_second_window_wrote_goes_as_a_record_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    second = two_windows(monkeypatch)
    press(second, "send-as-new")
    assert "UPRC-OFF-000002 has arrived" in html_of(second)
    assert titles() == ["Trainers", "Trainers and judges"]
    assert drafts() == []


def test_what_a_second_window_wrote_goes_as_a_revision_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    second = two_windows(monkeypatch)
    press(second, "revise-sent")
    assert "UPRC-OFF-000001 has arrived" in html_of(second)
    assert titles() == ["Trainers and judges"]
    assert drafts() == []


def test_a_title_of_two_megabytes_is_refused_beside_its_field_at_once_and_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="offer")
    write(at, title="x" * 2_000_000)
    told = html_of(at)
    assert "This is too long: 300 characters are the most." in told
    assert "Not saved yet" in told
    press(at, "close")
    assert at.text_input(key="contribute-title").value == "x" * 2_000_000


def test_fields_with_a_mark_are_spoken_of_only_where_there_are_some(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="offer")
    assert "Fields marked with *" in html_of(at)
    press(at, "step-1")
    assert "Fields marked with *" not in html_of(at)


def test_who_may_see_a_request_is_chosen_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    add_organization("Ministry", kind=OrganizationKind.STATE, iso3="KEN")
    agency = add_organization("Agency")
    as_focal_point(monkeypatch, "KEN")
    at = opened(kind="request", step="2")
    write(at, contact_role="Director")
    assert at.selectbox(key="contribute-visibility-en").value is None
    press(at, "next")
    assert "Please fill this in." in html_of(at)
    choose(at, visibility="named")
    choose_many(at, named_states=["UGA"], named_organizations=[agency])
    press(at, "step-0")
    write(at, title="Advice on a new labour law")
    choose(at, modality="advisory_services")
    press(at, "step-3")
    assert "only to those whom you name" in html_of(at)
    press(at, "send")
    with reading() as session:
        row = session.exec(select(Request)).one()
        named = draft_of(session, row)
    assert isinstance(named, RequestDraft)
    assert (named.visibility.value, named.named_states, named.named_organizations) == ("named", ("UGA",), (agency,))


def test_nobody_opens_the_draft_or_record_of_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    own = as_contributor(monkeypatch, add_organization())
    kept = save_draft(own, RecordKind.OFFER, {"title": "Secret"})
    record = add_activity(publisher=add_organization())
    as_contributor(monkeypatch, add_organization())
    for address in ({"draft": kept.key}, {"revise": record}, {"sent": record}, {"draft": "<script>"}):
        at = opened(**address)
        assert "Secret" not in html_of(at)
        assert not at.text_input


def test_a_tab_that_outlives_a_sign_in_shows_and_sends_nothing_of_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="offer")
    write(at, title="Trainers")
    choose_many(at, modalities=["training"])
    press(at, "step-2")
    signed_in(monkeypatch, add_person())
    at.button(key="contribute-send").click().run()
    assert "Trainers" not in html_of(at)
    assert not at.text_input
    with reading() as session:
        assert session.exec(select(Offer)).all() == []
    assert [json.loads(row.content)["title"] for row in drafts()] == ["Trainers"]


@pytest.mark.parametrize(
    "content", ["[]", "{", '{"title": 5, "recipients": {"a": 1}, "money": [1], "step": "x"}', "null"]
)
def test_a_draft_of_any_shape_opens(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    own = as_contributor(monkeypatch, add_organization())
    kept = save_draft(own, RecordKind.ACTIVITY, {})
    with writing() as session:
        session.exec(select(Draft).where(Draft.key == kept.key)).one().content = content
    for step in "12345":
        opened(draft=kept.key, step=step)


def test_a_text_that_is_too_long_stays_in_the_form_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="offer")
    write(at, title="Short")
    write(at, summary="é" * 500_000)
    assert "Not saved yet" in html_of(at)
    assert len(at.text_area(key="contribute-summary").value or "") == 500_000
    write(at, summary="é" * 30_000)
    press(at, "next")
    assert "This is too long: 20,000 characters are the most." in html_of(at)


def test_a_new_organization_is_compared_with_those_that_are_called_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    known = add_organization("National Commission on Human Rights")
    as_contributor(monkeypatch, add_organization())
    at = opened(kind="activity", step="2")
    at.session_state["contribute-new-partners"] = True
    at.run()
    write(at, **{"new-partners-name": "Human Rights National Commission"})
    assert "Is it one of these?" in html_of(at)
    press(at, f"use-partners-{known}")
    assert at.multiselect(key="contribute-partners-en").value == [known]


def activity_of(agency: str, title: str = "Training for labour inspectors") -> ActivityDraft:
    return ActivityDraft(
        title=title,
        publisher=agency,
        modality=Modality.TRAINING,
        status=ActivityStatus.PIPELINE,
        recipients=(Recipient("KEN"),),
    )


def test_a_revision_shows_what_was_asked_beside_the_field_and_is_handed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    agency = add_organization()
    own = as_contributor(monkeypatch, agency)
    code = submit_activity(own, activity_of(agency), "once")
    return_record(OPERATOR, code, 1, "Nearly <b>there</b>", fields={"title": "Say for whom"})
    at = opened(revise=code)
    found = html_of(at)
    assert "Nearly &lt;b&gt;there&lt;/b&gt;" in found
    assert "Say for whom" in found
    assert at.text_input(key="contribute-title").value == "Training for labour inspectors"
    write(at, title="Training for twenty labour inspectors")
    press(at, "step-4")
    press(at, "send")
    assert f"Activity {code} has arrived" in html_of(at)
    found_again = record_as_draft(own, code)
    assert (found_again.draft.title, found_again.version) == ("Training for twenty labour inspectors", 3)


def test_revising_a_public_record_warns_that_it_leaves_the_public(monkeypatch: pytest.MonkeyPatch) -> None:
    agency = add_organization()
    as_contributor(monkeypatch, agency)
    code = add_activity(publisher=agency)
    assert "it leaves the public until it is reviewed" in html_of(opened(revise=code))


def test_two_revisions_at_once_are_put_side_by_side_and_the_person_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    agency = add_organization()
    own = as_contributor(monkeypatch, agency)
    code = submit_activity(own, activity_of(agency), "once")
    at = opened(revise=code)
    write(at, title="Mine", summary="My summary")
    revise_record(own, code, 1, activity_of(agency, "Theirs"))
    press(at, "step-4")
    press(at, "send")
    found = html_of(at)
    assert "Somebody else changed this record while you wrote." in found
    assert ">Mine<" in found
    assert ">Theirs<" in found
    assert at.button(key="contribute-settle").disabled
    at.radio(key="contribute-version-title-en").set_value("theirs").run()
    at.radio(key="contribute-version-summary-en").set_value("mine").run()
    press(at, "settle")
    assert record_as_draft(own, code).draft.title == "Theirs"
    press(at, "send")
    settled = record_as_draft(own, code)
    assert (settled.draft.title, settled.draft.summary, settled.version) == ("Theirs", "My summary", 3)


def test_the_start_lists_drafts_to_continue_or_discard_and_records_with_their_state(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    agency = add_organization()
    own = as_contributor(monkeypatch, agency)
    kept = save_draft(own, RecordKind.OFFER, {"title": "**A** <i>draft</i>"})
    code = add_activity(publisher=agency, title="A <record>")
    at = opened()
    found = html_of(at)
    assert "**A** &lt;i&gt;draft&lt;/i&gt;" in found
    assert f'<a href="./record?id={code}" target="_self">A &lt;record&gt;</a>' in found
    assert "Activity · Public · " in found
    at.button(key=f"discard-{kept.key}").click().run()
    assert drafts() == []
