"""Whatever is changed behind the program's back is found: in history and versions, and in records beside them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect
from sqlmodel import col, select, text

from data_access import commands
from data_access.models import HistoryEntry, Letter, Person, RecordVersion
from data_access.store.engine import engine, reading, writing
from data_access.upkeep.verify import verify_store
from domain.people.permissions import OPERATOR
from domain.records.drafts import ActivityDraft, Amount, OfferDraft, OrganizationDraft, Place, Provider, Recipient
from domain.vocabulary import (
    ActivityStatus,
    ConsentStatus,
    Modality,
    MoneyKind,
    OrganizationKind,
    OrganizationRole,
)
from tests.builders import add_activity, add_organization, add_person, add_recommendation

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def draft(publisher: str, **more: Any) -> ActivityDraft:
    return replace(
        ActivityDraft(
            title=" Training for labour inspectors ",
            publisher=publisher,
            modality=Modality.TRAINING,
            status=ActivityStatus.IMPLEMENTATION,
            recipients=(Recipient("KEN", Decimal("60.50")), Recipient("UGA", Decimal("39.5"))),
            providers=(Provider(publisher), Provider(publisher, OrganizationRole.FUNDING)),
            places=(Place("North", 36.8, -1.3), Place("East", 36.9, -1.2)),
            money=(Amount(MoneyKind.BUDGET, Decimal("1E+5"), "CHF", date(2026, 1, 1)),),
        ),
        **more,
    )


def a_life() -> str:
    """A record that all kinds of things happened to; its code."""
    agency = commands.log_organization(OPERATOR, OrganizationDraft(name="A", kind=OrganizationKind.UN_ENTITY))
    double = commands.log_organization(OPERATOR, OrganizationDraft(name="B", kind=OrganizationKind.UN_ENTITY))
    first, second = add_recommendation(state="KEN"), add_recommendation(state="UGA")
    code = commands.submit_activity(OPERATOR, draft(double, recommendations=(first,)), "form-1")
    commands.return_record(OPERATOR, code, 1, "Add the dates.")
    commands.revise_record(OPERATOR, code, 2, draft(double, recommendations=(first,), title="Trainings"))
    commands.link_recommendations(OPERATOR, code, 3, [second])
    commands.set_activity_status(OPERATOR, code, 4, ActivityStatus.CLOSED)
    commands.merge_organizations(OPERATOR, agency, double)
    commands.review_record(OPERATOR, code, 5)
    note = commands.NoteVerbale("NV 1/2026", date(2026, 2, 1))
    commands.grant_consent(OPERATOR, code, "KEN", 6, note=note)
    return code


def problems() -> tuple[str, ...]:
    return verify_store().problems


def change(statement: str, **values: object) -> None:
    with writing() as session:
        session.execute(text(statement), values)


def test_a_store_that_only_commands_wrote_is_sound(store: str) -> None:
    a_life()
    assert verify_store() == replace(verify_store(), problems=(), repairs=())
    assert len(verify_store().head) == 64


@pytest.mark.parametrize("table", [HistoryEntry, RecordVersion])
def test_each_column_of_any_row_that_is_flipped_is_found(
    store: str, table: type[HistoryEntry] | type[RecordVersion]
) -> None:
    a_life()
    columns = [column["name"] for column in inspect(engine()).get_columns(str(table.__tablename__))]
    for row, name in enumerate(columns):
        _flip(table, row, name)


@settings(max_examples=12)
@given(row=st.integers(0, 200), place=st.integers(0, 50), in_history=st.booleans())
def test_any_flip_anywhere_is_found(sqlite_store: str, row: int, place: int, in_history: bool) -> None:
    with reading() as session:
        if session.exec(select(RecordVersion)).first() is None:
            a_life()
    table = HistoryEntry if in_history else RecordVersion
    columns = [column["name"] for column in inspect(engine()).get_columns(str(table.__tablename__))]
    _flip(table, row, columns[place % len(columns)])


def _flip(table: type[HistoryEntry] | type[RecordVersion], place: int, name: str) -> None:
    """Change one value of one row; the store must not be sound then, and be sound again after the change back."""
    with reading() as session:
        rows = session.connection().exec_driver_sql(f"SELECT * FROM {table.__tablename__}").mappings().all()
    row = rows[place % len(rows)]
    keys = [key.name for key in inspect(table).primary_key]
    where = " AND ".join(f"{key} = :key_{key}" for key in keys)
    values = {f"key_{key}": row[key] for key in keys}
    flipped = _other(row[name])
    change(f"UPDATE {table.__tablename__} SET {name} = :new WHERE {where}", new=flipped, **values)
    assert problems() != (), (name, row[name])
    if name in keys:
        values[f"key_{name}"] = flipped
    change(f"UPDATE {table.__tablename__} SET {name} = :new WHERE {where}", new=row[name], **values)
    assert problems() == ()


def _other(value: object) -> object:
    match value:
        case int():
            return value + 1000
        case datetime():
            return value + timedelta(seconds=1)
        case str() if value.startswith("20") and ":" in value:
            return value.replace(":", ";", 1)
        case str():
            return value[:-1] + ("x" if not value.endswith("x") else "y") if value else "x"
    return "activity"


def test_a_version_that_is_taken_away_or_added_is_found(store: str) -> None:
    code = a_life()
    change("DELETE FROM record_version WHERE version = 1")
    assert problems() == (f"version 1 of {code} is missing",)
    with writing() as session:
        session.add(RecordVersion(record_code=code, version=9, content="{}", actor="somebody", at=AT))
    assert f"no history entry tells of version 9 of {code}" in problems()


@pytest.mark.parametrize(
    ("statement", "field"),
    [
        ("UPDATE activity SET title = 'Another title'", "title"),
        ("UPDATE activity SET outcome = 'All is well'", "outcome"),
        ("UPDATE activity SET status = 'pipeline'", "status"),
        ("UPDATE activity_recipient SET percentage = '70' WHERE iso3 = 'KEN'", "recipients"),
        ("UPDATE activity_money SET amount = '100001'", "money"),
        ("UPDATE activity_place SET longitude = 10 WHERE name = 'North'", "places"),
        ("DELETE FROM activity_recommendation", "recommendations"),
        ("DELETE FROM activity_role WHERE role = 'funding'", "providers"),
    ],
)
def test_a_record_that_says_something_else_than_was_handed_in_is_found(store: str, statement: str, field: str) -> None:
    code = a_life()
    change(statement)
    assert problems() == (f"{code} does not say what its version 3 says: {field}",)


def test_a_record_that_became_public_without_a_review_is_found(store: str) -> None:
    agency = add_organization()
    offer = OfferDraft(title="Trainers", publisher=agency, modalities=(Modality.TRAINING,))
    code = commands.submit_offer(OPERATOR, offer, "form-1")
    change("UPDATE offer SET editorial_state = 'published'")
    assert problems() == (f"{code} is published, and its history knows no review since it was handed in",)
    change("UPDATE offer SET editorial_state = 'submitted'")
    commands.review_record(OPERATOR, code, 1)
    commands.revise_record(OPERATOR, code, 2, offer)
    assert problems() == ()
    change("UPDATE offer SET editorial_state = 'published'")
    assert len(problems()) == 1


def test_a_consent_of_a_state_that_is_not_concerned_is_found(store: str) -> None:
    code = add_activity(recipients=["KEN"], consent=dict.fromkeys(("KEN", "FJI"), ConsentStatus.GRANTED))
    assert problems() == (f"FJI is asked about {code}, which does not concern it",)


def test_a_state_that_is_named_as_provider_is_asked_and_the_publishers_own_is_not(store: str) -> None:
    norway, fiji = (add_organization(kind=OrganizationKind.STATE, iso3=iso3) for iso3 in ("NOR", "FJI"))
    add_activity(recipients=["KEN"], providers=[norway, fiji], publisher=norway)
    add_activity(recipients=["KEN"], providers=[norway], publisher=add_organization())
    assert problems() == ()
    answers = dict.fromkeys(("KEN", "FJI", "NOR"), ConsentStatus.GRANTED)
    code = add_activity(recipients=["KEN"], providers=[norway, fiji], publisher=norway, consent=answers)
    assert problems() == (f"NOR is asked about {code}, which does not concern it",)


def test_a_duplicate_that_leads_nowhere_or_in_a_circle_is_found(store: str) -> None:
    first, second = add_activity(), add_activity()
    commands.merge_records(OPERATOR, first, 1, second, 1)
    assert problems() == ()
    change("UPDATE activity SET merged_into = 'UPRC-ACT-000099' WHERE code = :code", code=second)
    assert problems() == (f"{second} was merged into UPRC-ACT-000099, which leads to no record that stands",)
    change("UPDATE activity SET merged_into = :other WHERE code = :code", code=second, other=first)
    change("UPDATE activity SET merged_into = :other WHERE code = :code", code=first, other=second)
    assert len(problems()) == 2


def test_a_reminder_of_nothing_is_found(store: str) -> None:
    change("INSERT INTO reminder VALUES ('UPRC-REQ-000099', 'answer', '2026-01-01', '2026-01-01 00:00:00')")
    assert problems() == ("1 reminders are of a record or a clock that is not there: UPRC-REQ-000099",)


def test_a_letter_that_was_given_up_waits_for_repair_and_is_no_problem(store: str) -> None:
    code = add_person()
    with writing() as session:
        person = session.exec(select(Person).where(Person.code == code)).one()
        session.add(
            Letter(person_id=person.id or 0, subject="s", body="b", queued_at=AT, attempts=9, trouble="550 nobody")
        )
    found = verify_store()
    assert found.problems == ()
    assert found.repairs == (f"letter 1 to {code} was given up after 9 attempts: 550 nobody",)


def test_a_row_that_cannot_be_read_stops_no_other_check(store: str) -> None:
    code = a_life()
    change("UPDATE history_entry SET record_kind = 'nonsense' WHERE number = 2")
    change("DELETE FROM record_version WHERE version = 1")
    found = problems()
    assert any("history cannot be read to the end" in one for one in found)
    assert f"version 1 of {code} is missing" in found


def test_a_history_that_was_written_anew_has_another_head(store: str) -> None:
    a_life()
    before = verify_store().head
    with writing() as session:
        last = session.exec(select(HistoryEntry).order_by(col(HistoryEntry.number).desc())).first()
        assert last is not None
        session.delete(last)
        session.execute(text("UPDATE data_version SET number = number - 1 WHERE family = 'history'"))
    assert verify_store().head != before
