"""What is wrong with a draft."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import get_currency_name

from domain.records.currencies import CURRENCIES
from domain.records.draft_problems import (
    Problem,
    activity_problems,
    good_practice_problems,
    link_problems,
    offer_problems,
    organization_problems,
    request_problems,
)
from domain.records.drafts import (
    ActivityDraft,
    Amount,
    GoodPracticeDraft,
    OfferDraft,
    OrganizationDraft,
    Place,
    Recipient,
    RequestDraft,
)
from domain.vocabulary import ActivityStatus, Modality, MoneyKind, OrganizationKind, Visibility

ACTIVITY = ActivityDraft(
    title="Training for labour inspectors",
    publisher="UPRC-ORG-000001",
    modality=Modality.TRAINING,
    status=ActivityStatus.IMPLEMENTATION,
    recipients=(Recipient("KEN"),),
)
REQUEST = RequestDraft(
    title="Advice", publisher="UPRC-ORG-000001", iso3="KEN", modality=Modality.TRAINING, visibility=Visibility.PUBLIC
)
OFFER = OfferDraft(title="Trainers", publisher="UPRC-ORG-000001", modalities=(Modality.TRAINING,))
PRACTICE = GoodPracticeDraft(title="A calendar of reports", publisher="UPRC-ORG-000001", iso3="KEN")


def fields(problems: Iterable[Problem]) -> list[str]:
    return [problem.field for problem in problems]


def test_plain_drafts_have_no_problem() -> None:
    assert fields(activity_problems(ACTIVITY)) == []
    assert fields(request_problems(REQUEST)) == []
    assert fields(offer_problems(OFFER)) == []
    assert fields(good_practice_problems(PRACTICE)) == []
    assert fields(organization_problems(OrganizationDraft(name="A", kind=OrganizationKind.NHRI))) == []


@pytest.mark.parametrize("title", ["", "   ", "x" * 301, "a\x00b"])
def test_a_title_is_needed_short_and_writable(title: str) -> None:
    assert fields(activity_problems(replace(ACTIVITY, title=title))) == ["title"]


def test_an_end_before_its_start_is_a_problem() -> None:
    late, early = date(2026, 5, 2), date(2026, 5, 1)
    assert fields(activity_problems(replace(ACTIVITY, planned_start=late, planned_end=early))) == ["planned_end"]
    assert fields(activity_problems(replace(ACTIVITY, actual_start=late, actual_end=early))) == ["actual_end"]
    assert fields(request_problems(replace(REQUEST, window_start=late, window_end=early))) == ["window_end"]
    assert fields(offer_problems(replace(OFFER, window_start=late, window_end=early))) == ["window_end"]
    assert fields(activity_problems(replace(ACTIVITY, planned_start=early, planned_end=early))) == []


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("-1", "USD"), ("NaN", "USD"), ("Infinity", "USD"), ("1e15", "USD"), ("5", "usd"), ("5", "ABC")],
)
def test_a_budget_is_an_amount_in_a_known_currency(amount: str, currency: str) -> None:
    money = (Amount(MoneyKind.BUDGET, Decimal(amount), currency),)
    assert fields(activity_problems(replace(ACTIVITY, money=money))) == ["money"]


def test_a_disbursement_can_be_paid_back() -> None:
    money = (Amount(MoneyKind.DISBURSEMENT, Decimal("-100.50"), "EUR"),)
    assert fields(activity_problems(replace(ACTIVITY, money=money))) == []


def test_every_currency_is_one_that_babel_can_name() -> None:
    assert [code for code in sorted(CURRENCIES) if get_currency_name(code, locale="en") == code] == []


def test_the_percentages_of_the_recipients_sum_to_100() -> None:
    def with_shares(*shares: str | None) -> ActivityDraft:
        states = ("KEN", "UGA", "TZA")
        return replace(
            ACTIVITY,
            recipients=tuple(
                Recipient(iso3, None if share is None else Decimal(share))
                for iso3, share in zip(states, shares, strict=False)
            ),
        )

    assert fields(activity_problems(with_shares("33.3", "33.3", "33.4"))) == []
    assert fields(activity_problems(with_shares("50", "49"))) == ["recipients"]
    assert fields(activity_problems(with_shares("50", None))) == ["recipients"]
    assert fields(activity_problems(with_shares("150", "-50"))) == ["recipients"]
    assert fields(activity_problems(with_shares(None, None))) == []


def test_an_activity_needs_a_recipient_and_names_none_twice() -> None:
    assert fields(activity_problems(replace(ACTIVITY, recipients=()))) == ["recipients"]
    assert fields(activity_problems(replace(ACTIVITY, recipients=(Recipient("KEN"),) * 2))) == ["recipients"]


def test_a_place_lies_on_the_earth() -> None:
    assert fields(activity_problems(replace(ACTIVITY, places=(Place("North", 181.0, 0.0),)))) == ["places"]


def test_a_contact_is_a_role_and_no_address() -> None:
    assert fields(request_problems(replace(REQUEST, contact_role="someone@example.org"))) == ["contact_role"]


def test_a_link_leads_to_the_web() -> None:
    assert fields(activity_problems(replace(ACTIVITY, source_url="javascript:alert(1)"))) == ["source_url"]
    assert fields(good_practice_problems(replace(PRACTICE, evidence_url="ftp://x"))) == ["evidence_url"]


def test_an_offer_names_a_form_of_support_and_no_recommendation() -> None:
    assert fields(offer_problems(replace(OFFER, modalities=()))) == ["modalities"]
    assert fields(offer_problems(replace(OFFER, recommendations=("UPRC-REC-000001",)))) == ["recommendations"]


def test_an_institution_of_a_state_needs_that_state() -> None:
    assert fields(organization_problems(OrganizationDraft(name="Ministry", kind=OrganizationKind.STATE))) == ["iso3"]


def test_recommendations_are_of_a_state_that_the_record_names() -> None:
    found = link_problems({"UPRC-REC-000001": "KEN", "UPRC-REC-000002": "UGA"}, ["KEN"])
    assert [problem.message for problem in found] == [
        "UPRC-REC-000002 is a recommendation to UGA, which this record does not name."
    ]
