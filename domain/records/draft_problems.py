"""What is wrong with a draft: each problem by its field, for a form to say in the reader's language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.records.currencies import CURRENCIES
from domain.records.drafts import (
    ActivityDraft,
    Amount,
    CommitmentDraft,
    Contact,
    ContributionDraft,
    GoodPracticeDraft,
    OfferDraft,
    OrganizationDraft,
    Recipient,
    RequestDraft,
)
from domain.records.limits import (
    LARGEST_AMOUNT,
    LONGEST_ADDRESS,
    LONGEST_CODE,
    LONGEST_EMAIL,
    LONGEST_LINE,
    LONGEST_NUMBER,
    LONGEST_PHONE,
    LONGEST_REMARK,
    LONGEST_TEXT,
    LONGEST_TITLE,
)
from domain.records.written_text import hides_signs, is_blank, is_unwritable, turns_direction
from domain.reviews import CYCLE_SESSIONS
from domain.vocabulary import (
    MoneyKind,
    OrganizationKind,
    Visibility,
)

#: Good enough to catch slips; whether an address works shows when a letter is sent.
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_WEB = re.compile(r"https?://[^\s/?#]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Flaw(StrEnum):
    """What can be wrong with a field; screens say each in the reader's language."""

    #: Something that only the message tells.
    OTHER = "other"
    #: Nothing is given where something is needed.
    EMPTY = "empty"
    #: More signs than `Problem.value`.
    TOO_LONG = "too_long"
    #: A control character or half a character.
    UNWRITABLE = "unwritable"
    #: An invisible sign that turns the order of signs.
    DIRECTION = "direction"
    #: A sign that nobody sees: a filler, a tag, a loose variation selector.
    HIDDEN = "hidden"
    NOT_A_LINK = "not_a_link"
    NOT_A_DAY = "not_a_day"
    NOT_A_NUMBER = "not_a_number"
    #: The word is none of those that can be chosen.
    NOT_A_CHOICE = "not_a_choice"
    ENDS_BEFORE_START = "ends_before_start"
    TWICE = "twice"
    #: Some recipients have a percentage, others none.
    SHARES_INCOMPLETE = "shares_incomplete"
    #: The percentages sum to `Problem.value`.
    SHARES_SUM = "shares_sum"
    NOT_A_CURRENCY = "not_a_currency"
    NOT_AN_AMOUNT = "not_an_amount"
    #: A row of money says something, but no amount.
    AMOUNT_MISSING = "amount_missing"
    #: A row of money does not say whether it is a budget, a commitment or a disbursement.
    KIND_MISSING = "kind_missing"
    #: A row of providers names no organization.
    PROVIDER_MISSING = "provider_missing"
    #: A row of providers does not say what the organization does.
    ROLE_MISSING = "role_missing"
    BELOW_ZERO = "below_zero"
    NOT_A_LANGUAGE = "not_a_language"
    #: More than `Problem.value` are named.
    TOO_MANY = "too_many"
    ADDRESS_IN_ROLE = "address_in_role"
    NOT_AN_EMAIL = "not_an_email"
    OUTSIDE_EARTH = "outside_earth"
    #: The kind of record is not linked to recommendations.
    NOT_LINKED = "not_linked"
    #: The recommendation `Problem.value` is to a State that the record does not name.
    OTHER_STATE = "other_state"


@dataclass(frozen=True)
class Problem:
    """What is wrong with a draft: the field that has to change, a sentence for operators, and its kind for screens.

    value: the limit, sum or code that the sentence speaks of.
    """

    field: str
    message: str
    flaw: Flaw = Flaw.OTHER
    value: str = ""


def can_be_code(text: str) -> bool:
    """Whether a text can be the code of something at all, so that it is worth looking for."""
    return 0 < len(text) <= LONGEST_CODE and not is_unwritable(text)


def organization_problems(draft: OrganizationDraft) -> Iterator[Problem]:
    """What is wrong with an organization."""
    yield from _text("name", draft.name, LONGEST_TITLE, needed=True)
    if draft.kind is OrganizationKind.STATE and not draft.iso3:
        yield Problem("iso3", "An institution of a State needs that State.", Flaw.EMPTY)


def activity_problems(draft: ActivityDraft) -> Iterator[Problem]:
    """What is wrong with an activity, without looking at other records."""
    yield from _common(draft)
    yield from _text("outcome", draft.outcome, LONGEST_TEXT)
    yield from _period("planned_end", draft.planned_start, draft.planned_end)
    yield from _period("actual_end", draft.actual_start, draft.actual_end)
    yield from _recipients(draft.recipients)
    yield from _repeated("providers", [(one.organization, one.role) for one in draft.providers])
    yield from _repeated("partners", draft.partners)
    for place in draft.places:
        yield from _text("places", place.name, LONGEST_LINE)
        if not (-180 <= place.longitude <= 180 and -90 <= place.latitude <= 90):
            yield Problem(
                "places", f"{place.name or 'A place'} lies outside of the earth's degrees.", Flaw.OUTSIDE_EARTH
            )
    for money in draft.money:
        yield from _amount(money)


def request_problems(draft: RequestDraft) -> Iterator[Problem]:
    """What is wrong with a request, without looking at other records."""
    yield from _common(draft)
    yield from _period("window_end", draft.window_start, draft.window_end)
    yield from _languages(draft.languages)
    yield from _readers(draft)
    yield from _contact_role(draft.contact_role)


def _readers(draft: RequestDraft) -> Iterator[Problem]:
    """Whom a request names as its readers: at least one where it is for named ones, else nobody."""
    if draft.visibility not in tuple(Visibility):
        yield Problem("visibility", "Choose who may see the request.", Flaw.EMPTY)
    named = (*draft.named_states, *draft.named_organizations)
    if draft.visibility is Visibility.NAMED and not named:
        yield Problem("named_organizations", "Name at least one organization or State that may see it.", Flaw.EMPTY)
    if draft.visibility is not Visibility.NAMED and named:
        yield Problem("visibility", "Only a request for named readers names its readers.", Flaw.NOT_A_CHOICE)
    yield from _repeated("named_states", draft.named_states)
    yield from _repeated("named_organizations", draft.named_organizations)


def offer_problems(draft: OfferDraft) -> Iterator[Problem]:
    """What is wrong with an offer, without looking at other records."""
    yield from _common(draft)
    yield from _text("capacity", draft.capacity, LONGEST_TITLE)
    yield from _period("window_end", draft.window_start, draft.window_end)
    yield from _languages(draft.languages)
    yield from _contact_role(draft.contact_role)
    if not draft.modalities:
        yield Problem("modalities", "An offer needs at least one form of support.", Flaw.EMPTY)
    yield from _repeated("modalities", draft.modalities)
    yield from _repeated("eligible", draft.eligible)
    if draft.recommendations:
        yield Problem("recommendations", "An offer is linked to themes, not to recommendations.", Flaw.NOT_LINKED)


def good_practice_problems(draft: GoodPracticeDraft) -> Iterator[Problem]:
    """What is wrong with a good practice, without looking at other records."""
    yield from _common(draft)
    yield from _text("result", draft.result, LONGEST_TEXT)
    yield from _text("evidence", draft.evidence, LONGEST_TEXT)
    yield from _address("evidence_url", draft.evidence_url)


def commitment_problems(draft: CommitmentDraft) -> Iterator[Problem]:
    """What is wrong with a commitment, without looking at other records."""
    yield from _common(draft)
    yield from _text("summary", draft.summary, LONGEST_TEXT, needed=True)
    if draft.cycle not in CYCLE_SESSIONS:
        yield Problem("cycle", f"A review's cycle is 1 to 4, not {draft.cycle}.", Flaw.NOT_A_CHOICE)
    if draft.recommendations:
        told = "A commitment stands beside recommendations and is linked to none."
        yield Problem("recommendations", told, Flaw.NOT_LINKED)


def contact_problems(contact: Contact) -> Iterator[Problem]:
    """What is wrong with the person to turn to."""
    yield from _text("contact_name", contact.name, LONGEST_LINE)
    yield from _text("contact_phone", contact.phone, LONGEST_PHONE)
    yield from _text("contact_email", contact.email, LONGEST_EMAIL)
    if contact.email and not EMAIL.fullmatch(contact.email):
        yield Problem("contact_email", "An e-mail address looks like name@example.org.", Flaw.NOT_AN_EMAIL)


def remark_problems(field: str, text: str) -> Iterator[Problem]:
    """What is wrong with a comment, an annotation, a reason."""
    yield from _text(field, text, LONGEST_REMARK, needed=True)


def link_problems(states_of_recommendations: Mapping[str, str], states: Iterable[str]) -> Iterator[Problem]:
    """Each recommendation that is of none of the record's States. states_of_recommendations: code to ISO3."""
    allowed = set(states)
    for code, iso3 in states_of_recommendations.items():
        if iso3 not in allowed:
            told = f"{code} is a recommendation to {iso3}, which this record does not name."
            yield Problem("recommendations", told, Flaw.OTHER_STATE, code)


def _common(draft: ContributionDraft) -> Iterator[Problem]:
    yield from _text("title", draft.title, LONGEST_TITLE, needed=True)
    yield from _text("summary", draft.summary, LONGEST_TEXT)
    yield from _text("source_key", draft.source_key or "", LONGEST_LINE)
    yield from _address("source_url", draft.source_url)
    yield from _repeated("themes", draft.themes)
    yield from _repeated("recommendations", draft.recommendations)


#: Fields that are written over several lines; every other text is a title, a name or a role.
_TEXTS = frozenset(
    {"summary", "outcome", "result", "evidence", "comment", "return", "annotation", "correction", "withholding"}
)


def _text(field: str, text: str, longest: int, *, needed: bool = False) -> Iterator[Problem]:
    name = field.replace("_", " ").capitalize()
    if is_blank(text) and (needed or text.strip()):
        yield Problem(field, f"{name} is empty.", Flaw.EMPTY)
    if len(text) > longest:
        yield Problem(field, f"{name} has {len(text)} characters; {longest} is the most.", Flaw.TOO_LONG, str(longest))
    if is_unwritable(text):
        yield Problem(field, f"{name} holds a character that cannot be written.", Flaw.UNWRITABLE)
    elif turns_direction(text, line=field not in _TEXTS):
        yield Problem(field, f"{name} holds an invisible character that turns the text's direction.", Flaw.DIRECTION)
    elif hides_signs(text):
        yield Problem(field, f"{name} holds signs that nobody can see.", Flaw.HIDDEN)


def _address(field: str, address: str) -> Iterator[Problem]:
    yield from _text(field, address, LONGEST_ADDRESS)
    if address and not _WEB.match(address):
        yield Problem(field, "A link starts with https:// or http://.", Flaw.NOT_A_LINK)


def _period(field: str, start: date | None, end: date | None) -> Iterator[Problem]:
    if start and end and end < start:
        yield Problem(field, f"The end, {end}, is before the start, {start}.", Flaw.ENDS_BEFORE_START)


def _repeated(field: str, values: Iterable[object]) -> Iterator[Problem]:
    listed = list(values)
    if len(set(listed)) < len(listed):
        yield Problem(field, f"{field.replace('_', ' ').capitalize()} names one of them twice.", Flaw.TWICE)


def _recipients(recipients: tuple[Recipient, ...]) -> Iterator[Problem]:
    if not recipients:
        yield Problem("recipients", "An activity needs at least one recipient State.", Flaw.EMPTY)
    yield from _repeated("recipients", [one.iso3 for one in recipients])
    given = [one.percentage for one in recipients if one.percentage is not None]
    if not all(_is_number(one) for one in given):
        yield Problem("recipients", "A percentage is a number from 0 to 100.", Flaw.NOT_A_NUMBER)
        return
    if given and len(given) < len(recipients):
        yield Problem("recipients", "Give the percentage of every recipient, or of none.", Flaw.SHARES_INCOMPLETE)
    elif given and (sum(given) != 100 or min(given) < 0):
        told = f"The percentages of the recipients sum to {sum(given)}, not to 100."
        yield Problem("recipients", told, Flaw.SHARES_SUM, str(sum(given)))


def _amount(money: Amount) -> Iterator[Problem]:
    if money.currency not in CURRENCIES:
        told = f"{money.currency!r} is not a currency code of ISO 4217, as USD."
        yield Problem("money", told, Flaw.NOT_A_CURRENCY, money.currency)
    if not _is_number(money.amount) or abs(money.amount) >= LARGEST_AMOUNT:
        yield Problem("money", f"{money.amount} is not an amount of money.", Flaw.NOT_AN_AMOUNT)
    elif money.kind is MoneyKind.BUDGET and money.amount < 0:
        yield Problem("money", f"A budget of {money.amount} is below zero.", Flaw.BELOW_ZERO)


def _is_number(amount: Decimal) -> bool:
    return amount.is_finite() and abs(amount.adjusted()) < LONGEST_NUMBER and len(format(amount, "f")) <= LONGEST_NUMBER


def _languages(languages: tuple[str, ...]) -> Iterator[Problem]:
    for code in languages:
        if not _LANGUAGE.fullmatch(code):
            yield Problem("languages", f"{code!r} is not a language code, as en.", Flaw.NOT_A_LANGUAGE, code)
    if len(languages) > 15:
        yield Problem("languages", "Fifteen languages are the most.", Flaw.TOO_MANY, "15")


def _contact_role(role: str) -> Iterator[Problem]:
    yield from _text("contact_role", role, LONGEST_LINE)
    if "@" in role:
        yield Problem("contact_role", "Give the role to turn to, not an e-mail address.", Flaw.ADDRESS_IN_ROLE)
