"""Forms: what was typed becomes a draft and comes back from it; nothing hostile gets through or stops it."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.records.draft_problems import Flaw
from domain.records.drafts import (
    ActivityDraft,
    Amount,
    AnyDraft,
    CommitmentDraft,
    Contact,
    Eligible,
    GoodPracticeDraft,
    OfferDraft,
    Place,
    Provider,
    Recipient,
    RequestDraft,
)
from domain.records.filled_forms import form_of
from domain.records.form_values import FORM_KINDS, read_form
from domain.records.written_text import cleaned_line, cleaned_text, read_day, read_number
from domain.vocabulary import (
    ActivityStatus,
    EligibleKind,
    Fund,
    Modality,
    MoneyKind,
    OrganizationRole,
    RecordKind,
    Visibility,
)

ORGANIZATION = "UPRC-ORG-000001"
CONTACT = Contact("Desk officer", "desk@example.org", "+41 22 917 90 00")
DRAFTS: dict[RecordKind, AnyDraft] = {
    RecordKind.ACTIVITY: ActivityDraft(
        title="Training for labour inspectors",
        publisher=ORGANIZATION,
        summary="Two weeks.\nThree towns.",
        themes=("labour",),
        recommendations=("UPRC-REC-000001",),
        source_url="https://example.org/a?b=c",
        modality=Modality.TRAINING,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=(Recipient("KEN", Decimal("33.3")), Recipient("UGA", Decimal("66.7"))),
        providers=(Provider(ORGANIZATION, OrganizationRole.FUNDING),),
        partners=("UPRC-ORG-000002",),
        planned_start=date(2026, 5, 12),
        places=(Place("Nairobi", 36.8219, -1.2921),),
        money=(Amount(MoneyKind.BUDGET, Decimal("12500.50"), "USD", date(2026, 1, 1)),),
        fund=Fund.VFTC,
        outcome="Forty inspectors",
        sensitive=True,
        parent="UPRC-ACT-000009",
    ),
    RecordKind.REQUEST: RequestDraft(
        title="Advice on a new labour law",
        publisher=ORGANIZATION,
        iso3="KEN",
        modality=Modality.ADVISORY_SERVICES,
        languages=("en", "sw"),
        window_end=date(2027, 1, 1),
        visibility=Visibility.PARTNERS,
        contact_role="Director of legal affairs",
    ),
    RecordKind.OFFER: OfferDraft(
        title="Trainers",
        publisher=ORGANIZATION,
        modalities=(Modality.TRAINING, Modality.FELLOWSHIP),
        eligible=(Eligible(EligibleKind.GROUP, "LDC"), Eligible(EligibleKind.STATE, "KEN")),
        capacity="Four missions a year",
    ),
    RecordKind.GOOD_PRACTICE: GoodPracticeDraft(
        title="A calendar of reports",
        publisher=ORGANIZATION,
        iso3="KEN",
        result="All reports in time",
        evidence="A survey",
        evidence_url="https://example.org",
        peer_support=True,
    ),
    RecordKind.COMMITMENT: CommitmentDraft(
        title="A national plan", publisher=ORGANIZATION, summary="We will adopt a plan.", iso3="KEN", cycle=4
    ),
}
#: The fields of each form that a person writes a text into.
TEXTS = ("title", "summary", "outcome", "capacity", "contact_role", "result", "evidence", "contact_name")
LONG_TEXTS = {"summary", "outcome", "result", "evidence"}


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_a_draft_comes_back_from_its_form(kind: RecordKind) -> None:
    content = json.loads(json.dumps(form_of(DRAFTS[kind], CONTACT)))
    read = read_form(kind, content)
    assert read.problems == ()
    assert (read.draft, read.contact) == (DRAFTS[kind], CONTACT)


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_an_empty_form_says_what_it_needs(kind: RecordKind) -> None:
    read = read_form(kind, {})
    assert read.draft is None
    assert {problem.flaw for problem in read.problems} <= {Flaw.EMPTY, Flaw.NOT_A_CHOICE}
    needed = {problem.field for problem in read.problems}
    assert {"publisher", "title"} <= needed
    assert len(needed) == len(read.problems)


def hostile(kind: RecordKind, field: str, text: str) -> AnyDraft | None:
    """The draft with this text in a field; None where it was refused with a problem of that very field."""
    content = form_of(DRAFTS[kind], CONTACT) | {field: text}
    read = read_form(kind, content)
    if read.draft is None:
        assert {problem.field for problem in read.problems} == {field}
    return read.draft


def texts_of(kind: RecordKind) -> list[str]:
    return [name for name in TEXTS if name in form_of(DRAFTS[kind], CONTACT)]


EVERY_TEXT = [(kind, field) for kind in FORM_KINDS for field in texts_of(kind)]


@pytest.mark.parametrize(("kind", "field"), EVERY_TEXT)
@pytest.mark.parametrize("sign", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\x00", "\x1b", "\ud800"])
def test_signs_that_turn_or_break_a_text_are_taken_out_of_every_field(kind: RecordKind, field: str, sign: str) -> None:
    content = form_of(DRAFTS[kind], CONTACT) | {field: f"exe{sign}.fdp"}
    read = read_form(kind, content)
    assert read.problems == ()
    assert sign not in "".join(strings((read.draft, read.contact)))
    assert "exe.fdp" in strings((read.draft, read.contact))


@pytest.mark.parametrize(("kind", "field"), EVERY_TEXT)
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=HYPERLINK(1)", "**[a](javascript:b)**", "' OR 1=1 --"])
def test_markup_and_formulas_stay_plain_text_in_every_field(kind: RecordKind, field: str, text: str) -> None:
    read = read_form(kind, form_of(DRAFTS[kind], CONTACT) | {field: text})
    assert text in strings((read.draft, read.contact))


@pytest.mark.parametrize(("kind", "field"), EVERY_TEXT)
def test_two_megabytes_are_refused_in_every_field_with_its_limit(kind: RecordKind, field: str) -> None:
    read = read_form(kind, form_of(DRAFTS[kind], CONTACT) | {field: "é" * 2_000_000})
    assert read.draft is None
    assert [(problem.field, problem.flaw) for problem in read.problems] == [(field, Flaw.TOO_LONG)]
    assert int(read.problems[0].value) <= 20_000


@pytest.mark.parametrize("kind", FORM_KINDS)
@pytest.mark.parametrize("text", ["\u200b", " \u200d\u200d ", "\u2060\ufeff", "\u202e", "\u3000"])
def test_a_title_of_invisible_signs_is_an_empty_title(kind: RecordKind, text: str) -> None:
    assert hostile(kind, "title", text) is None


def test_joiners_and_marks_that_languages_need_are_kept() -> None:
    persian = "می\u200cخواهم"
    assert cleaned_line(persian) == persian
    assert cleaned_line("ا\u200fب") == "ا\u200fب"
    assert cleaned_text("a\r\nb\u2028c") == "a\nb\nc"


KEYS = ["organization", "role", "name", "latitude", "longitude", "kind", "amount", "currency", "on", "KEN"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=5,
)
NAMES = sorted({name for draft in DRAFTS.values() for name in form_of(draft, CONTACT)})


@given(st.sampled_from(FORM_KINDS), st.dictionaries(st.sampled_from(NAMES), JSON, max_size=5))
def test_content_of_any_shape_is_read_without_an_exception(kind: RecordKind, content: dict[str, object]) -> None:
    read = read_form(kind, content)
    assert (read.draft is None) == bool(read.problems)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12500", "12500"),
        ("12,500.50", "12500.50"),
        ("12.500,50", "12500.50"),
        ("12 500", "12500"),
        ("12\u202f500,5", "12500.5"),
        ("1.234.567", "1234567"),
        ("١٢٥٠٠٫٥٠", "12500.50"),
        ("12'500.50", "12500.50"),
        ("-100.50", "-100.50"),
        ("1.234", None),
        ("1e5", None),
        ("NaN", None),
        ("²", None),
        ("twelve", None),
    ],
)
def test_a_number_is_read_as_people_write_it_and_never_guessed(typed: str, meant: str | None) -> None:
    assert read_number(typed) == (None if meant is None else Decimal(meant))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-05-12", date(2026, 5, 12)),
        ("2026/5/12", date(2026, 5, 12)),
        ("٢٠٢٦-٠٥-١٢", date(2026, 5, 12)),
        ("2026-02-30", None),
        ("12.05.2026", None),
        ("0001-01-01", None),
        ("tomorrow", None),
    ],
)
def test_a_day_is_year_month_and_day_in_any_digits(typed: str, meant: date | None) -> None:
    assert read_day(typed) == meant


def test_a_value_that_cannot_be_read_is_a_problem_of_its_field() -> None:
    content = form_of(DRAFTS[RecordKind.ACTIVITY], CONTACT) | {
        "planned_end": "soon",
        "money": [{"kind": "budget", "amount": "a lot", "currency": "USD"}],
        "places": [{"name": "Nairobi", "latitude": "", "longitude": "36"}],
        "percentages": {"KEN": "half"},
        "modality": "magic",
    }
    found = {problem.field: problem.flaw for problem in read_form(RecordKind.ACTIVITY, content).problems}
    assert found == {
        "planned_end": Flaw.NOT_A_DAY,
        "money": Flaw.NOT_A_NUMBER,
        "places": Flaw.NOT_A_NUMBER,
        "recipients": Flaw.NOT_A_NUMBER,
        "modality": Flaw.NOT_A_CHOICE,
    }


def strings(value: object) -> list[str]:
    """Every text in a dataclass."""
    return list(_strings(value))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _strings(getattr(value, one.name))


def money_flaws(**row: str) -> list[Flaw]:
    reading = read_form(RecordKind.ACTIVITY, {"money": [row]})
    return [problem.flaw for problem in reading.problems if problem.field == "money"]


def test_a_row_of_money_without_an_amount_is_asked_and_never_dropped() -> None:
    assert money_flaws(kind="budget", amount="", currency="USD") == [Flaw.AMOUNT_MISSING]
    assert money_flaws(on="2026-05-01")[0] is Flaw.AMOUNT_MISSING


def test_an_amount_without_a_kind_is_asked_and_never_taken_for_a_budget() -> None:
    assert money_flaws(kind="", amount="100", currency="USD") == [Flaw.KIND_MISSING]


def test_a_row_in_which_nothing_is_written_is_no_row() -> None:
    assert money_flaws(kind="", amount=" ", currency="", on="") == []


def test_a_provider_without_organization_or_role_is_asked_and_never_dropped() -> None:
    rows = [{"organization": "", "role": "funding"}, {"organization": "UPRC-ORG-000001", "role": ""}]
    reading = read_form(RecordKind.ACTIVITY, {"providers": rows})
    found = [problem.flaw for problem in reading.problems if problem.field == "providers"]
    assert found == [Flaw.PROVIDER_MISSING, Flaw.ROLE_MISSING]
