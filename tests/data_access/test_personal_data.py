"""Whoever is erased leaves a code behind, and no table of the store holds name or address any more."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import String, cast, or_, select

from data_access import commands
from data_access.models import Table
from data_access.queries.people.people import personal_data
from data_access.store.engine import reading
from domain.people.permissions import OPERATOR, Actor, Role
from domain.records.drafts import Contact
from domain.vocabulary import RecordKind
from tests.builders import add_offer, add_organization, add_person, sign_in
from tests.data_access.post import set_up_mail

NAME, EMAIL, PHONE = "Wanjiru Kamau-Ødegård", "wanjiru.kamau@example.org", "+254 20 555 0123"


def traces(*texts: str) -> list[str]:
    """Tables and columns of the store in which one of the texts stands, in any column, in any case."""
    found = []
    with reading() as session:
        for table in Table.metadata.sorted_tables:
            for column in table.columns:
                holds = or_(*(cast(column, String).ilike(f"%{text}%") for text in texts))
                if session.connection().execute(select(column).where(holds).limit(1)).first() is not None:
                    found.append(f"{table.name}.{column.name}")
    return found


def somebody(monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Somebody who left something in every place where that can be; the person's code, and a record's."""
    set_up_mail(monkeypatch)
    agency = add_organization("An agency")
    code = add_person(Role.CONTRIBUTOR, organizations=[agency], email=EMAIL, name=NAME)
    commands.invite_person(OPERATOR, EMAIL, NAME)
    sign_in(code)
    actor = Actor(code, frozenset({Role.CONTRIBUTOR}), organizations=frozenset({agency}))
    record = add_offer(publisher=agency)
    commands.set_contact(actor, record, Contact(NAME, EMAIL, PHONE))
    commands.save_draft(actor, RecordKind.OFFER, {"title": "Ask me", "contact_name": NAME, "contact_email": EMAIL})
    commands.expire_record(OPERATOR, record, at=datetime(2027, 6, 1, tzinfo=UTC))
    return code, record


def test_before_the_erasure_the_search_finds_what_it_looks_for(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody(monkeypatch)
    assert set(traces(NAME, EMAIL, PHONE)) == {
        *("draft.content", "person.email", "person.name"),
        *("record_contact.name", "record_contact.email", "record_contact.phone"),
    }


def test_after_the_erasure_no_table_holds_name_or_address(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code, _ = somebody(monkeypatch)
    commands.erase_person(OPERATOR, EMAIL)
    assert traces(NAME, EMAIL, PHONE, EMAIL.partition("@")[0]) == []
    assert "person.code" in traces(code)


def test_what_is_kept_of_somebody_tells_of_every_place_where_it_stands(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, record = somebody(monkeypatch)
    kept = personal_data(OPERATOR, code)
    assert (kept["name"], kept["email"]) == (NAME, EMAIL)
    assert [one["record"] for one in kept["contact_of"]] == [record]
    for place in ("roles", "drafts", "letters", "sign_ins", "invitations", "actions"):
        assert kept[place], place


def test_history_and_letters_name_nobody(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody(monkeypatch)
    assert not {"history_entry", "letter", "remark"} & {place.split(".")[0] for place in traces(NAME, EMAIL, PHONE)}
