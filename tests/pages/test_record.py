"""A record's own page: each reader gets what is meant for that reader, does what the role allows, and is told of it."""

from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from data_access import commands
from data_access.queries.records.record_page import record_page
from domain.people.permissions import OPERATOR, VISITOR, Actor, Role
from domain.records.clocks import Clocks
from domain.vocabulary import ActivityStatus, ConsentStatus, EditorialState, MoneyKind, RequestStatus, Visibility
from languages.names import activity_status_name
from tests.builders import (
    add_activity,
    add_good_practice,
    add_offer,
    add_organization,
    add_person,
    add_recommendation,
    add_request,
)
from tests.pages.screens import html_of, open_screen, signed_in
from tests.record_builders import activity_draft, submitted_commitment

pytestmark = pytest.mark.usefixtures("sqlite_store")

AWAITED, GRANTED = ConsentStatus.AWAITED, ConsentStatus.GRANTED
STEWARD = Actor("steward", frozenset({Role.STEWARD}))


def opened(code: str, **address: str) -> AppTest:
    return open_screen("record.py", id=code, **address)


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def submitted(publisher: str) -> str:
    return commands.submit_activity(OPERATOR, activity_draft(publisher, "KEN"), f"form-{publisher}")


def test_the_public_reads_what_is_public_and_nothing_to_press() -> None:
    code = add_activity([add_recommendation(state="KEN", text="Train judges")], title="A <b>course</b>")
    at = opened(code)
    told = html_of(at)
    assert "A &lt;b&gt;course&lt;/b&gt;" in told
    assert "Train judges" in told
    assert "Support reported" in told
    assert "Entered in this repository" in told
    assert code in at.code[0].value
    assert not at.button
    assert "For those concerned" not in [one.value for one in at.subheader]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_kind_has_its_page(lang: str) -> None:
    commitment = submitted_commitment("KEN")
    commands.review_record(STEWARD, commitment, 1)
    for code in (add_activity(), add_request(), add_offer(), add_good_practice(), commitment):
        assert code in html_of(opened(code, lang=lang))


@pytest.mark.parametrize("code", ["", "UPRC-ACT-999999", "<b>x</b>", "UPRC-REC-000001", "a" * 900])
def test_a_code_without_a_record_is_explained(code: str) -> None:
    at = opened(code)
    assert at.title[0].value == "There is no such record"


def test_a_record_that_is_not_public_is_told_in_the_words_of_a_code_without_a_record() -> None:
    hidden, missing = add_activity(consent=AWAITED), "UPRC-ACT-999999"
    told = [[one.value.replace(code, "") for one in opened(code).text] for code in (hidden, missing)]
    assert told[0] == told[1]
    assert "Training for labour inspectors" not in html_of(opened(hidden))


def test_a_partners_request_is_read_by_those_who_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_request(visibility=Visibility.PARTNERS, title="For partners")
    assert "For partners" not in html_of(opened(code))
    signed_in(monkeypatch, add_person(Role.CONTRIBUTOR, organizations=[add_organization()]))
    assert "For partners" in html_of(opened(code))


def test_a_steward_approves_and_is_told_what_happens_next(monkeypatch: pytest.MonkeyPatch) -> None:
    code = submitted(add_organization())
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = press(opened(code), f"do-{code}-review")
    assert "Approved. The States concerned are asked for consent now" in html_of(at)
    assert "Reviewed, waits for consent" in html_of(at)


def test_a_steward_returns_with_a_comment_on_a_field_and_the_owner_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    publisher = add_organization()
    code = submitted(publisher)
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(code)
    press(at, f"choose-{code}-return")
    at.text_area(key=f"typed-{code}-return-comment").set_value("Please say more")
    at.multiselect(key=f"fields-{code}-return").select("title").run()
    at.text_area(key=f"typed-{code}-return-field.title").set_value("Too <i>short</i>")
    press(at, f"do-{code}-return")
    signed_in(monkeypatch, add_person(Role.CONTRIBUTOR, organizations=[publisher]))
    told = html_of(opened(code))
    assert "Please say more" in told
    assert "Too &lt;i&gt;short&lt;/i&gt;" in told
    assert f"./contribute?revise={code}" in told


def test_a_focal_point_consents_the_public_reads_it_and_a_withdrawal_ends_that(monkeypatch: pytest.MonkeyPatch) -> None:
    code = submitted(add_organization())
    commands.review_record(STEWARD, code, 1)
    signed_in(monkeypatch, add_person(Role.FOCAL_POINT, iso3="KEN"))
    press(opened(code), f"do-{code}-grant")
    assert record_page(VISITOR, code).public
    at = opened(code)
    press(at, f"choose-{code}-unconsent")
    assert at.button(key=f"do-{code}-unconsent").disabled
    at.checkbox(key=f"typed-{code}-unconsent-sure").check().run()
    at = press(at, f"do-{code}-unconsent")
    assert "Consent is withdrawn." in html_of(at)
    monkeypatch.setattr("pages.session.reader.session_token", lambda: "")
    assert opened(code).title[0].value == "There is no such record"


def test_a_conflict_says_who_moved_the_record_on_and_keeps_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    code = submitted(add_organization())
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(code)
    press(at, f"choose-{code}-return")
    at.text_area(key=f"typed-{code}-return-comment").set_value("Please say more")
    commands.set_activity_status(STEWARD, code, 1, ActivityStatus.CLOSED)
    at = press(at, f"do-{code}-return")
    told = html_of(at)
    assert "Nothing was changed: while you read this record, the repository itself changed it (Status changed" in told
    assert at.text_area(key=f"typed-{code}-return-comment").value == "Please say more"
    press(at, f"do-{code}-return")
    inside = record_page(STEWARD, code).inside
    assert inside is not None
    assert inside.editorial_state is EditorialState.RETURNED


def test_a_note_verbale_needs_reference_and_date(monkeypatch: pytest.MonkeyPatch) -> None:
    code = submitted(add_organization())
    commands.review_record(STEWARD, code, 1)
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(code)
    assert at.button(key=f"do-{code}-note").disabled
    at.selectbox(key=f"typed-{code}-note-answer").set_value("granted").run()
    at.text_input(key=f"typed-{code}-note-dated").set_value("soon")
    at = press(at, f"do-{code}-note")
    assert "give the reference and the date of the note verbale" in html_of(at)
    at.text_input(key=f"typed-{code}-note-reference").set_value("NV 3/2026")
    at.text_input(key=f"typed-{code}-note-dated").set_value("2026-03-01")
    at = press(at, f"do-{code}-note")
    assert "NV 3/2026" in html_of(at)
    assert record_page(VISITOR, code).public


def test_a_role_that_ended_meanwhile_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    code = submitted(add_organization())
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(code)
    monkeypatch.setattr("pages.session.reader.session_token", lambda: "")
    at = press(at, f"do-{code}-review")
    assert "your role does not allow this" in html_of(at)


def test_a_duplicate_is_merged_and_its_address_leads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, dropped = add_activity(title="A course for judges"), add_activity(title="Course for judges, a")
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(kept)
    at.checkbox(key=f"typed-{kept}-merge-{dropped}-sure").check().run()
    press(at, f"do-{kept}-merge-{dropped}")
    monkeypatch.setattr("pages.session.reader.session_token", lambda: "")
    assert f"{dropped} told of the same and was merged into this record." in html_of(opened(dropped))


def test_a_merge_is_undone_where_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, dropped = add_activity(title="A course for judges"), add_activity(title="Course for judges, a")
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(kept)
    at.checkbox(key=f"typed-{kept}-merge-{dropped}-sure").check().run()
    at = press(at, f"do-{kept}-merge-{dropped}")
    at.checkbox(key=f"typed-{kept}-undo-{dropped}-sure").check().run()
    at = press(at, f"do-{kept}-undo-{dropped}")
    assert "stands by itself again" in html_of(at)
    assert record_page(VISITOR, dropped).asked_for == ""


def test_the_page_of_a_copy_offers_to_give_way_to_the_public_record(monkeypatch: pytest.MonkeyPatch) -> None:
    public = add_activity(title="A course for judges")
    copy = add_activity(title="Course for judges, a", editorial_state=EditorialState.SUBMITTED)
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(copy)
    assert f"do-{copy}-merge-{public}" not in [one.key for one in at.button]
    assert any("it is less public than the other one" in one.value for one in at.caption)
    at.checkbox(key=f"typed-{copy}-give-way-{public}-sure").check().run()
    press(at, f"do-{copy}-give-way-{public}")
    assert record_page(VISITOR, public).public


def test_two_that_are_not_the_same_are_proposed_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = add_activity(title="A course for judges"), add_activity(title="Course for judges, a")
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = press(opened(one), f"do-{one}-apart-{other}")
    assert "are not proposed to be merged again" in html_of(at)
    assert f"do-{one}-apart-{other}" not in [button.key for button in at.button]


def test_an_owner_says_that_a_request_still_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_request(status=RequestStatus.OPEN)
    signed_in(monkeypatch, add_person(Role.FOCAL_POINT, iso3="KEN"))
    at = press(opened(code), f"do-{code}-confirm")
    assert "Confirmed. It stands for another 12 months." in html_of(at)


def test_an_owner_is_told_the_months_that_the_operator_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.records.clocks._agreed", [Clocks(reconfirm_months=3, expire_months=8)])
    code = add_request(status=RequestStatus.OPEN)
    signed_in(monkeypatch, add_person(Role.FOCAL_POINT, iso3="KEN"))
    at = opened(code)
    assert "Months until it is asked about again: 3; until it expires without a word: 8." in html_of(at)
    assert "Confirmed. It stands for another 8 months." in html_of(press(at, f"do-{code}-confirm"))


def test_a_reason_is_asked_for_where_a_request_closes_without_a_match_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = add_request(status=RequestStatus.OPEN)
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(code)
    reason = f"typed-{code}-status-reason"
    at.selectbox(key=f"typed-{code}-status-status").select("in_dialogue").run()
    assert reason not in [one.key for one in at.text_area]
    at.selectbox(key=f"typed-{code}-status-status").select("closed_without_match").run()
    at.text_area(key=reason).input("Nobody had the capacity.").run()
    told = html_of(press(at, f"do-{code}-status"))
    assert "Nobody had the capacity." in told
    assert "Request closed without a match" in told


def test_a_public_record_says_for_whom_it_is_public_as_far_as_the_reader_may_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = add_activity(recipients=["KEN", "UGA"], consent={"KEN": GRANTED, "UGA": AWAITED})
    signed_in(monkeypatch, add_person(Role.STEWARD))
    told = html_of(opened(code)).replace("\u2068", "").replace("\u2069", "")
    assert "Public for Kenya; awaited is the answer of: Uganda" in told
    signed_in(monkeypatch, add_person(Role.FOCAL_POINT, iso3="KEN"))
    told = html_of(opened(code))
    assert "Public for" in told
    assert "Uganda" not in told
    monkeypatch.setattr("pages.session.reader.session_token", lambda: "")
    assert "Uganda" not in html_of(opened(code))


def test_a_sum_that_is_shared_with_a_state_that_does_not_consent_is_called_shared() -> None:
    money = [(MoneyKind.BUDGET, Decimal(1000), "USD")]
    code = add_activity(recipients=["KEN", "UGA"], consent={"KEN": GRANTED, "UGA": AWAITED}, money=money)
    told = html_of(opened(code))
    assert "1,000, shared with others" in told
    assert "Uganda" not in told


def test_a_steward_takes_a_record_out_of_the_public_and_puts_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_activity(recipients=["KEN"])
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(code)
    at.text_area(key=f"typed-{code}-suspend-reason").set_value("Published by mistake")
    at = press(at, f"do-{code}-suspend")
    assert "Taken out. The record has left every page and total" in html_of(at)
    assert "Reason: Published by mistake" in html_of(at)
    press(at, f"choose-{code}-restore")
    at.checkbox(key=f"typed-{code}-restore-sure").check().run()
    assert "is in every page and total again" in html_of(press(at, f"do-{code}-restore"))
    assert record_page(VISITOR, code).public


def test_a_choice_starts_at_the_present_value_and_waits_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_activity(recipients=["KEN"], status=ActivityStatus.FINALISATION)
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = opened(code)
    assert at.selectbox(key=f"typed-{code}-status-status").value == "finalisation"
    assert at.button(key=f"do-{code}-status").disabled
    at.selectbox(key=f"typed-{code}-status-status").set_value("closed").run()
    at = press(at, f"do-{code}-status")
    before, after = (activity_status_name(one) for one in (ActivityStatus.FINALISATION, ActivityStatus.CLOSED))
    assert f"Status changed: {before} → {after}" in html_of(at)
    assert at.selectbox(key=f"typed-{code}-status-status").value == "closed"


def test_a_reminder_without_a_mail_server_says_why_none_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_request(state="KEN")
    signed_in(monkeypatch, add_person(Role.STEWARD))
    at = press(opened(code), f"do-{code}-remind")
    assert "No reminder was sent: this instance has no mail server." in html_of(at)
