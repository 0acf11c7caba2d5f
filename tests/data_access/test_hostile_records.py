"""Whatever stands in a field is stored as the same text, or refused by the field's name: never an error from inside."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from sqlmodel import Session, select

from components.shared.table_files import table_csv
from components.shared.tables import Column
from data_access import commands
from data_access.models import HistoryEntry
from data_access.queries.people.people import reader_of_token
from data_access.queries.recommendations.recommendation import recommendation
from data_access.records.contents import draft_of
from data_access.records.loading import load
from data_access.store.engine import reading
from data_access.store.errors import Invalid, Refused
from data_access.upkeep.verify import verify_store
from domain.people.permissions import OPERATOR, Actor, Role
from domain.people.persons import ANYBODY
from domain.records.drafts import (
    ActivityDraft,
    Amount,
    AnyDraft,
    CommitmentDraft,
    Contact,
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
    EligibleKind,
    Modality,
    MoneyKind,
    OrganizationKind,
    RecordKind,
    Visibility,
)
from tests.builders import add_person

pytestmark = pytest.mark.slow

HOSTILE = {
    "two megabytes": "x" * 2 * 1024 * 1024,
    "right to left override": "\u202egnitirw",
    "nothing to see": "\u200b\u200c\u200d\u2060\ufeff",
    "NUL": "before\x00after",
    "lone surrogate": "before\ud800after",
    "ten thousand lines": "line\n" * 10_000,
    "formula": "=cmd|' /C calc'!A0",
    "script": '<script>alert("x")</script><img src=x onerror=alert(1)>',
    "markup": "[a](javascript:alert(1)) :material/home: $x^2$ **bold**",
    "SQL": "'); DROP TABLE activity; --",
    "template": "{title} %s {0.__class__}",
    "all marks": "e" + "\u0301" * 200,
}
STATE = "KEN"


def drafts(publisher: str) -> dict[RecordKind, AnyDraft]:
    """One draft of each kind."""
    common: dict[str, Any] = {"title": "A title", "publisher": publisher}
    return {
        RecordKind.ACTIVITY: ActivityDraft(
            **common,
            modality=Modality.TRAINING,
            status=ActivityStatus.IMPLEMENTATION,
            recipients=(Recipient(STATE),),
            places=(Place("North", 36.8, -1.3),),
        ),
        RecordKind.REQUEST: RequestDraft(
            **common, iso3=STATE, modality=Modality.TRAINING, visibility=Visibility.NAMED, named_states=(STATE,)
        ),
        RecordKind.OFFER: OfferDraft(**common, modalities=(Modality.TRAINING,)),
        RecordKind.GOOD_PRACTICE: GoodPracticeDraft(**common, iso3=STATE),
        RecordKind.COMMITMENT: CommitmentDraft(**common, iso3=STATE, cycle=3, summary="What we will do"),
    }


SUBMIT: dict[RecordKind, Callable[..., str]] = {
    RecordKind.ACTIVITY: commands.submit_activity,
    RecordKind.REQUEST: commands.submit_request,
    RecordKind.OFFER: commands.submit_offer,
    RecordKind.GOOD_PRACTICE: commands.submit_good_practice,
    RecordKind.COMMITMENT: commands.submit_commitment,
}
#: Fields that hold text, codes included, by how a hostile value gets into them.
WRAPPED: dict[str, Callable[[str], object]] = {
    "recipients": lambda text: (Recipient(text),),
    "providers": lambda text: (Provider(text),),
    "partners": lambda text: (text,),
    "places": lambda text: (Place(text, 36.8, -1.3),),
    "money": lambda text: (Amount(MoneyKind.BUDGET, Decimal(1), text),),
    "themes": lambda text: (text,),
    "recommendations": lambda text: (text,),
    "languages": lambda text: (text,),
    "named_states": lambda text: (text,),
    "named_organizations": lambda text: (text,),
    "eligible": lambda text: (Eligible(EligibleKind.REGION, text),),
}
_NO_TEXT = {
    *("modality", "modalities", "status", "planned_start", "planned_end", "actual_start", "actual_end", "fund"),
    *("sensitive", "source", "window_start", "window_end", "visibility", "peer_support", "cycle", "made_on"),
}


def attacks() -> Iterator[tuple[RecordKind, str]]:
    """Every text field of every kind of draft."""
    for kind, draft in drafts("").items():
        yield from ((kind, one.name) for one in fields(draft) if one.name not in _NO_TEXT)


def institution() -> str:
    return commands.log_organization(
        OPERATOR, OrganizationDraft(name="A ministry", kind=OrganizationKind.STATE, iso3=STATE)
    )


def entries(session: Session) -> int:
    return len(session.exec(select(HistoryEntry.number)).all())


def outcome(attack: Callable[..., str], *given: object) -> tuple[str, Refused | None]:
    """What the command returned, or how it refused."""
    try:
        return attack(*given), None
    except Refused as refused:
        return "", refused


@pytest.mark.parametrize(("kind", "field"), list(attacks()))
def test_every_field_stores_the_same_text_or_is_refused_by_its_name(store: str, kind: RecordKind, field: str) -> None:
    draft = drafts(institution())[kind]
    for number, (name, text) in enumerate(HOSTILE.items()):
        change: dict[str, Any] = {field: WRAPPED.get(field, str)(text)}
        attack = replace(draft, **change)
        with reading() as session:
            before = entries(session)
        code, refused = outcome(SUBMIT[kind], OPERATOR, attack, f"form-{number}")
        if refused is not None:
            assert isinstance(refused, Invalid)
            assert refused.field == field, name
            assert len(str(refused)) < 500, "a refusal does not repeat what was refused at any length"
            with reading() as session:
                assert entries(session) == before, name
            continue
        with reading() as session:
            stored = getattr(draft_of(session, load(session, code).row), field)
        assert stored == (text.strip() if isinstance(stored, str) else getattr(attack, field)), name
    assert verify_store().problems == ()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_submission_id_or_code_is_refused(store: str, name: str) -> None:
    text, draft = HOSTILE[name], drafts(institution())[RecordKind.OFFER]
    for attack in (
        lambda: commands.withdraw_record(OPERATOR, text, 1),
        lambda: commands.withdraw_record(OPERATOR, f"UPRC-ACT-{text}", 1),
        lambda: commands.merge_organizations(OPERATOR, text, text),
        lambda: commands.end_standing_consent(OPERATOR, text, OrganizationKind.NHRI),
        lambda: commands.discard_draft(Actor(add_person(), frozenset({Role.STEWARD})), text),
        lambda: recommendation(text),
    ):
        with pytest.raises(Refused):
            attack()
    if name in {"two megabytes", "NUL", "lone surrogate", "ten thousand lines"}:
        with pytest.raises(Invalid):
            SUBMIT[RecordKind.OFFER](OPERATOR, draft, text)
    assert reader_of_token(text.encode("utf-8", "replace").decode()) is ANYBODY


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_contact_or_remark_is_stored_as_it_is_or_refused(store: str, name: str) -> None:
    text = HOSTILE[name]
    code = SUBMIT[RecordKind.OFFER](OPERATOR, drafts(institution())[RecordKind.OFFER], "form-1")
    for attack in (
        lambda: commands.set_contact(OPERATOR, code, Contact(name=text)),
        lambda: commands.set_contact(OPERATOR, code, Contact(phone=text)),
        lambda: commands.set_contact(OPERATOR, code, Contact(email=text)),
        lambda: commands.log_organization(OPERATOR, OrganizationDraft(name=text, kind=OrganizationKind.NHRI)),
        lambda: commands.return_record(OPERATOR, code, 1, text, fields={"title": text}),
    ):
        assert len(str(outcome(attack)[1])) < 500
    assert verify_store().problems == ()


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "1E+400", "0." + "3" * 100])
def test_a_number_that_is_none_is_refused_by_its_field(store: str, amount: str) -> None:
    draft = drafts(institution())[RecordKind.ACTIVITY]
    assert isinstance(draft, ActivityDraft)
    for attack, field in (
        (replace(draft, recipients=(Recipient(STATE, Decimal(amount)),)), "recipients"),
        (replace(draft, money=(Amount(MoneyKind.BUDGET, Decimal(amount), "CHF"),)), "money"),
    ):
        with pytest.raises(Invalid) as refused:
            commands.submit_activity(OPERATOR, attack, "form-1")
        assert refused.value.field == field


def test_a_formula_that_was_stored_is_harmless_in_a_file(store: str) -> None:
    publisher = institution()
    for number, start in enumerate("=+-@"):
        draft = replace(drafts(publisher)[RecordKind.OFFER], title=f"{start}cmd|' /C calc'!A0")
        SUBMIT[RecordKind.OFFER](OPERATOR, draft, f"form-{number}")
    with reading() as session:
        titles = [load(session, f"UPRC-OFF-{number:06d}").row.title for number in range(1, 5)]
    file = table_csv([pd.DataFrame({"title": titles})], columns={"title": Column("Title")}, demonstration=False)
    cells = [row[0] for row in csv.reader(io.StringIO(file.decode("utf-8-sig")))][1:]
    assert [cell[:2] for cell in cells] == ["'=", "'+", "'-", "'@"]
