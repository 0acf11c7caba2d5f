"""Who is written to on which occasion, and what the letter says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from data_access import commands
from data_access.models import Person, StoreFact
from data_access.store.engine import writing
from data_access.store.errors import Invalid
from domain.people.letter_occasions import Occasion
from domain.people.permissions import OPERATOR, Actor, Role
from domain.records.drafts import ActivityDraft, OfferDraft, Recipient
from domain.vocabulary import ActivityStatus, Modality, OrganizationKind
from languages.letters import LONGEST_IN_SUBJECT, AboutRecord, letter, plain_line
from languages.text import speaking
from tests.builders import add_organization, add_person
from tests.data_access.post import queued, receivers, set_up_mail

DAY = datetime(2026, 5, 12, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Those who may be written to: an agency's two contributors, two stewards, focal points of Kenya and Uganda."""

    agency: str
    author: str
    colleague: str
    steward: str
    other_steward: str
    kenya: str
    uganda: str

    def actor(self, code: str) -> Actor:
        """The actor of one of them."""
        if code in {self.author, self.colleague}:
            return Actor(code, frozenset({Role.CONTRIBUTOR}), organizations=frozenset({self.agency}))
        if code in {self.steward, self.other_steward}:
            return Actor(code, frozenset({Role.STEWARD}))
        return Actor(code, frozenset({Role.FOCAL_POINT}), iso3="KEN" if code == self.kenya else "UGA")


@pytest.fixture
def people(store: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Everybody, in a store with a mail server."""
    set_up_mail(monkeypatch)
    agency = add_organization("An agency")
    return Cast(
        agency,
        add_person(Role.CONTRIBUTOR, organizations=[agency]),
        add_person(Role.CONTRIBUTOR, organizations=[agency]),
        add_person(Role.STEWARD),
        add_person(Role.STEWARD),
        add_person(Role.FOCAL_POINT, iso3="KEN"),
        add_person(Role.FOCAL_POINT, iso3="UGA"),
    )


def activity(publisher: str, *recipients: str) -> ActivityDraft:
    return ActivityDraft(
        title="Training for labour inspectors",
        publisher=publisher,
        modality=Modality.TRAINING,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=tuple(Recipient(iso3) for iso3 in recipients or ("KEN",)),
    )


def submitted(people: Cast, *recipients: str) -> str:
    return commands.submit_activity(people.actor(people.author), activity(people.agency, *recipients), "form-1", at=DAY)


def change_person(code: str, change: Callable[[Person], None]) -> None:
    with writing() as session:
        change(session.exec(select(Person).where(Person.code == code)).one())


def test_stewards_hear_of_what_is_handed_in_and_handed_in_again(people: Cast) -> None:
    code = submitted(people)
    assert receivers("Handed in for review") == [people.steward, people.other_steward]
    commands.return_record(people.actor(people.steward), code, 1, "Add the dates.")
    commands.revise_record(people.actor(people.author), code, 2, activity(people.agency))
    assert len(receivers("Handed in for review")) == 4


def test_owners_hear_of_a_return_and_nobody_reads_its_comment_in_a_letter(people: Cast) -> None:
    code = submitted(people)
    commands.return_record(people.actor(people.steward), code, 1, "Mention no names, please.")
    assert receivers("Returned") == [people.author, people.colleague]
    assert all("Mention no names" not in letter.body for _, letter in queued())


def test_each_state_that_is_asked_is_written_to_about_itself(people: Cast) -> None:
    code = submitted(people, "KEN", "UGA")
    commands.review_record(people.actor(people.steward), code, 1)
    assert receivers("Consent asked for") == [people.kenya, people.uganda]
    said = {person: letter.body for person, letter in queued() if letter.subject.startswith("Consent asked")}
    assert "Kenya" in said[people.kenya]
    assert "Uganda" not in said[people.kenya]


def test_owners_hear_when_their_record_becomes_public_and_when_a_state_says_no(people: Cast) -> None:
    code = submitted(people, "KEN", "UGA")
    commands.review_record(people.actor(people.steward), code, 1)
    commands.withhold_consent(people.actor(people.uganda), code, "UGA", 2, reason="It is not as we know it.")
    assert receivers("Consent withheld") == [people.author, people.colleague]
    assert receivers("Published") == []
    commands.grant_consent(people.actor(people.kenya), code, "KEN", 2)
    assert receivers("Published") == [people.author, people.colleague]
    commands.withdraw_consent(people.actor(people.kenya), code, "KEN")
    assert receivers("Consent withdrawn") == [people.author, people.colleague]
    assert all("as we know it" not in letter.body for _, letter in queued())


def test_owners_hear_of_a_correction_that_a_state_asks_for(people: Cast) -> None:
    code = submitted(people)
    commands.review_record(people.actor(people.steward), code, 1)
    commands.request_correction(people.actor(people.kenya), code, "KEN", "It began in 2025.")
    assert receivers("Correction asked for") == [people.author, people.colleague]


def test_the_focal_points_of_a_state_are_owners_of_its_institutions_records(people: Cast) -> None:
    ministry = add_organization("A ministry", kind=OrganizationKind.STATE, iso3="KEN")
    draft = OfferDraft(title="Trainers", publisher=ministry, modalities=(Modality.TRAINING,))
    code = commands.submit_offer(OPERATOR, draft, "form-1")
    commands.review_record(people.actor(people.steward), code, 1)
    assert receivers("Published") == [people.kenya]


def test_nobody_is_written_to_about_what_they_did_themselves(people: Cast) -> None:
    code = submitted(people)
    commands.return_record(people.actor(people.steward), code, 1, "Add the dates.")
    commands.revise_record(people.actor(people.steward), code, 2, activity(people.agency))
    assert receivers("Handed in").count(people.other_steward) == 2
    assert receivers("Handed in").count(people.steward) == 1


def test_who_wants_no_mail_has_no_address_or_lost_the_role_gets_none(people: Cast) -> None:
    change_person(people.steward, lambda person: setattr(person, "wants_mail", False))
    change_person(people.other_steward, lambda person: setattr(person, "email", None))
    submitted(people)
    assert queued() == []


def test_no_letter_is_queued_where_no_mail_server_is_set_up(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMTP_HOST")
    submitted(people)
    assert queued() == []


def test_a_refused_command_writes_to_nobody(people: Cast) -> None:
    code = submitted(people)
    before = len(queued())
    with pytest.raises(Invalid):
        commands.revise_record(people.actor(people.author), code, 1, activity(people.agency, "XXX"))
    assert len(queued()) == before


def test_a_letter_is_written_in_its_receivers_language_with_the_date_and_a_link(people: Cast) -> None:
    change_person(people.steward, lambda person: setattr(person, "language", "ar"))
    code = submitted(people)
    said = dict(queued())
    arabic, english = said[people.steward], said[people.other_steward]
    assert "12 أيار/مايو 2026" in arabic.body
    assert "قُدِّم" in arabic.subject or "للمراجعة" in arabic.subject
    assert "12 May 2026" in english.body
    for one in (arabic, english):
        assert f"https://upr.example.org/record?id={code}" in one.body
        assert "Training for labour inspectors" in one.body


def test_a_letter_from_a_demonstration_says_so(people: Cast) -> None:
    with writing() as session:
        session.add(StoreFact(name="demonstration", value="yes"))
    submitted(people)
    assert all("invented content" in letter.body for _, letter in queued())


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("occasion", list(Occasion))
def test_every_letter_is_complete_in_every_language(occasion: Occasion, language: str) -> None:
    about = AboutRecord("UPRC-ACT-000001", "Training", DAY.date(), "https://upr.example.org/record", "Kenya")
    with speaking(language):
        subject, body = letter(occasion, about, demonstration=True)
    assert "Training" in subject
    assert "UPRC-ACT-000001" in body
    assert "{" not in subject + body
    if language == "ar":
        assert not set("bcfjq") & set(subject.replace("Training", ""))


@pytest.mark.parametrize(
    "evil", ["a\r\nBcc: all@example.org", "a\u2028b", "a\x85b", "\u202egnp.exe", "a\x00b", "a\u200bb"]
)
def test_a_title_cannot_start_a_line_of_its_own_or_turn_the_rest_around(evil: str) -> None:
    subject, body = letter(Occasion.RETURNED, AboutRecord("UPRC-ACT-000001", evil, DAY.date()), demonstration=False)
    assert len(subject.splitlines()) == 1
    assert "\nBcc" not in body
    assert not set("\u202e\x00\u200b\x85\u2028") & set(subject + body)


def test_a_long_title_is_cut_in_the_subject_and_whole_in_the_letter() -> None:
    title = "t" * 300
    subject, body = letter(Occasion.RETURNED, AboutRecord("UPRC-ACT-000001", title, DAY.date()), demonstration=False)
    assert len(subject) < LONGEST_IN_SUBJECT + 60
    assert title in body
    assert plain_line(" a \t b ") == "a b"
