"""What a form holds while somebody writes, as plain JSON; how it becomes a draft, and how a draft becomes it again.

A form keeps each value as it was typed, so that nothing is lost however wrong it is. Lists of rows are lists of objects
of texts. `read_form` cleans and reads them; what cannot be read is a problem of that field. Hostile content of any
shape is a problem or is left out, never an exception.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeGuard, TypeVar

from domain.records.draft_problems import (
    Flaw,
    Problem,
    activity_problems,
    commitment_problems,
    contact_problems,
    good_practice_problems,
    offer_problems,
    request_problems,
)
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
from domain.records.written_text import cleaned_line, cleaned_text, read_day, read_degrees, read_number
from domain.vocabulary import (
    ActivityStatus,
    EligibleKind,
    Fund,
    Modality,
    MoneyKind,
    OrganizationRole,
    RecordKind,
    Source,
    Visibility,
)

#: What a form holds, by field.
Content = Mapping[str, object]
Code = TypeVar("Code", bound=StrEnum)

#: The kinds of record that a form makes, in the order in which they are offered.
FORM_KINDS = (
    RecordKind.ACTIVITY,
    RecordKind.REQUEST,
    RecordKind.OFFER,
    RecordKind.GOOD_PRACTICE,
    RecordKind.COMMITMENT,
)
#: No list of a form is read further.
MOST_ROWS = 500


@dataclass(frozen=True)
class FormReading:
    """What a form says. draft: None while something is wrong; problems: in the order of the draft's fields."""

    draft: AnyDraft | None
    contact: Contact
    problems: tuple[Problem, ...]


def read_form(kind: RecordKind, content: Content) -> FormReading:
    """The draft and contact that a form of this kind holds, or all that is wrong with it."""
    reader = _Reader(content)
    draft, found = _READERS[kind](reader)
    contact = Contact(reader.line("contact_name"), reader.line("contact_email"), reader.line("contact_phone"))
    unread = {problem.field for problem in reader.problems}
    # What could not be read stands in the draft as something else: only the first complaint on it is true.
    others = [problem for problem in (*found, *contact_problems(contact)) if problem.field not in unread]
    problems = tuple(dict.fromkeys((*reader.problems, *others)))
    return FormReading(None if problems else draft, contact, problems)


class _Reader:
    """Reads values of any shape, and notes what is wrong."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.problems: list[Problem] = []

    def complain(self, field: str, message: str, flaw: Flaw, value: str = "") -> None:
        self.problems.append(Problem(field, message, flaw, value))

    def line(self, name: str) -> str:
        return cleaned_line(_written(self.content.get(name)))

    def text(self, name: str) -> str:
        return cleaned_text(_written(self.content.get(name)))

    def needed(self, name: str) -> str:
        found = self.line(name)
        if not found:
            self.complain(name, f"{name.replace('_', ' ').capitalize()} is not chosen.", Flaw.EMPTY)
        return found

    def codes(self, name: str) -> tuple[str, ...]:
        found = self.content.get(name)
        return tuple(filter(None, map(cleaned_line, map(_written, found[:MOST_ROWS])))) if _is_list(found) else ()

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a list in which something is written."""
        found = self.content.get(name)
        listed = found[:MOST_ROWS] if _is_list(found) else []
        maps = (row for row in listed if _is_map(row))
        rows = [{str(key): cleaned_line(_written(value)) for key, value in row.items()} for row in maps]
        return [row for row in rows if any(row.values())]

    def flag(self, name: str) -> bool:
        return self.content.get(name) is True

    def day(self, name: str, written: str | None = None) -> date | None:
        """The day in a field, or, of a row of that field, the day as it is written there."""
        typed = self.line(name) if written is None else written
        found = read_day(typed) if typed else None
        if typed and found is None:
            self.complain(name, f"{typed!r} is not a day as 2026-05-12.", Flaw.NOT_A_DAY, typed[:40])
        return found

    def code(self, name: str, codes: type[Code], written: str) -> Code | None:
        """The member that is written; a word that is none is a problem."""
        found = _member(codes, written)
        if written and found is None:
            self.complain(name, f"{written!r} cannot be chosen here.", Flaw.NOT_A_CHOICE, written[:40])
        return found

    def needed_code(self, name: str, codes: type[Code], stand_in: Code) -> Code:
        """The member that is chosen; none is a problem, and then `stand_in` lets the rest be read."""
        return self.code(name, codes, self.needed(name)) or stand_in

    def number(self, name: str, written: str) -> Decimal | None:
        found = read_number(written) if written else None
        if written and found is None:
            self.complain(name, f"{written!r} is not a number as 12500.50.", Flaw.NOT_A_NUMBER, written[:40])
        return found


def _activity(form: _Reader) -> tuple[ActivityDraft, Iterator[Problem]]:
    draft = ActivityDraft(
        publisher=form.needed("publisher"),
        title=form.line("title"),
        summary=form.text("summary"),
        modality=form.needed_code("modality", Modality, Modality.OTHER),
        status=form.needed_code("status", ActivityStatus, ActivityStatus.PIPELINE),
        recipients=tuple(_recipients(form)),
        themes=form.codes("themes"),
        providers=tuple(_providers(form)),
        partners=form.codes("partners"),
        planned_start=form.day("planned_start"),
        planned_end=form.day("planned_end"),
        actual_start=form.day("actual_start"),
        actual_end=form.day("actual_end"),
        places=tuple(_places(form)),
        money=tuple(_money(form)),
        fund=form.code("fund", Fund, form.line("fund")),
        outcome=form.text("outcome"),
        sensitive=form.flag("sensitive"),
        recommendations=form.codes("recommendations"),
        parent=form.line("parent") or None,
        source=_source(form),
        source_key=form.line("source_key") or None,
        source_url=form.line("source_url"),
    )
    return draft, activity_problems(draft)


def _request(form: _Reader) -> tuple[RequestDraft, Iterator[Problem]]:
    # The stand-in lets the rest be read; nothing is handed in before a level is chosen.
    visibility = form.needed_code("visibility", Visibility, Visibility.PARTNERS)
    draft = RequestDraft(
        publisher=form.needed("publisher"),
        iso3=form.needed("iso3"),
        title=form.line("title"),
        summary=form.text("summary"),
        modality=form.needed_code("modality", Modality, Modality.OTHER),
        themes=form.codes("themes"),
        languages=form.codes("languages"),
        window_start=form.day("window_start"),
        window_end=form.day("window_end"),
        visibility=visibility,
        named_states=form.codes("named_states") if visibility is Visibility.NAMED else (),
        named_organizations=form.codes("named_organizations") if visibility is Visibility.NAMED else (),
        contact_role=form.line("contact_role"),
        recommendations=form.codes("recommendations"),
        source=_source(form),
        source_key=form.line("source_key") or None,
        source_url=form.line("source_url"),
    )
    return draft, request_problems(draft)


def _offer(form: _Reader) -> tuple[OfferDraft, Iterator[Problem]]:
    chosen = (form.code("modalities", Modality, code) for code in form.codes("modalities"))
    draft = OfferDraft(
        publisher=form.needed("publisher"),
        title=form.line("title"),
        summary=form.text("summary"),
        modalities=tuple(modality for modality in chosen if modality),
        themes=form.codes("themes"),
        capacity=form.line("capacity"),
        eligible=tuple(_eligible(form)),
        languages=form.codes("languages"),
        window_start=form.day("window_start"),
        window_end=form.day("window_end"),
        contact_role=form.line("contact_role"),
        source=_source(form),
        source_key=form.line("source_key") or None,
        source_url=form.line("source_url"),
    )
    return draft, offer_problems(draft)


def _good_practice(form: _Reader) -> tuple[GoodPracticeDraft, Iterator[Problem]]:
    draft = GoodPracticeDraft(
        publisher=form.needed("publisher"),
        iso3=form.needed("iso3"),
        title=form.line("title"),
        summary=form.text("summary"),
        result=form.text("result"),
        themes=form.codes("themes"),
        evidence=form.text("evidence"),
        evidence_url=form.line("evidence_url"),
        peer_support=form.flag("peer_support"),
        recommendations=form.codes("recommendations"),
        source=_source(form),
        source_key=form.line("source_key") or None,
        source_url=form.line("source_url"),
    )
    return draft, good_practice_problems(draft)


def _commitment(form: _Reader) -> tuple[CommitmentDraft, Iterator[Problem]]:
    cycle = form.needed("cycle")
    draft = CommitmentDraft(
        publisher=form.needed("publisher"),
        iso3=form.needed("iso3"),
        cycle=int(cycle) if cycle in {"1", "2", "3", "4"} else 0,
        made_on=form.day("made_on"),
        title=form.line("title"),
        summary=form.text("summary"),
        themes=form.codes("themes"),
        source=_source(form),
        source_key=form.line("source_key") or None,
        source_url=form.line("source_url"),
    )
    return draft, commitment_problems(draft)


_READERS: Mapping[RecordKind, Callable[[_Reader], tuple[AnyDraft, Iterator[Problem]]]] = {
    RecordKind.ACTIVITY: _activity,
    RecordKind.REQUEST: _request,
    RecordKind.OFFER: _offer,
    RecordKind.GOOD_PRACTICE: _good_practice,
    RecordKind.COMMITMENT: _commitment,
}


def _source(form: _Reader) -> Source:
    return _member(Source, form.line("source")) or Source.ENTERED


def _recipients(form: _Reader) -> Iterator[Recipient]:
    shares = form.content.get("percentages")
    for iso3 in form.codes("recipients"):
        written = cleaned_line(_written(shares.get(iso3))) if _is_map(shares) else ""
        yield Recipient(iso3, form.number("recipients", written.removesuffix("%").removesuffix("٪")))


def _providers(form: _Reader) -> Iterator[Provider]:
    for row in form.rows("providers"):
        if not row.get("organization"):
            told = "A provider is not chosen: choose the organization, or take the row away."
            form.complain("providers", told, Flaw.PROVIDER_MISSING)
        if not row.get("role"):
            form.complain("providers", "Say of each provider what it does.", Flaw.ROLE_MISSING)
        role = form.code("providers", OrganizationRole, row.get("role", ""))
        if row.get("organization") and role is not None:
            yield Provider(row["organization"], role)


def _places(form: _Reader) -> Iterator[Place]:
    for row in form.rows("places"):
        latitude, longitude = (read_degrees(row.get(name, "")) for name in ("latitude", "longitude"))
        if latitude is None or longitude is None:
            form.complain("places", "A place needs its latitude and longitude as 36.8219.", Flaw.NOT_A_NUMBER)
            continue
        yield Place(row.get("name", ""), longitude, latitude)


def _money(form: _Reader) -> Iterator[Amount]:
    for row in form.rows("money"):
        written = row.get("amount", "")
        if not written:
            told = "An amount of money is missing: give it, or take the row away."
            form.complain("money", told, Flaw.AMOUNT_MISSING)
        if not row.get("kind"):
            form.complain("money", "Say of each amount what it is, as budget or disbursement.", Flaw.KIND_MISSING)
        kind = form.code("money", MoneyKind, row.get("kind", ""))
        amount, on = form.number("money", written), form.day("money", row.get("on", ""))
        if amount is not None and kind is not None:
            yield Amount(kind, amount, row.get("currency", "").upper(), on)


def _eligible(form: _Reader) -> Iterator[Eligible]:
    for written in form.codes("eligible_groups"):
        kind, _, value = written.partition(":")
        found = form.code("eligible_groups", EligibleKind, kind)
        if found is not None and found is not EligibleKind.STATE:
            yield Eligible(found, value)
    for iso3 in form.codes("eligible_states"):
        yield Eligible(EligibleKind.STATE, iso3)


def _member(codes: type[Code], written: str) -> Code | None:
    return next((code for code in codes if code.value == written), None)


def _written(value: object) -> str:
    """A text as it stands, a number as its digits; anything else is nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _is_map(value: object) -> TypeGuard[dict[object, object]]:
    return isinstance(value, dict)
