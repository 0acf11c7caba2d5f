"""Signs that a text may hold, those that are refused by the commands, and those that a form takes out."""

from dataclasses import replace

import pytest

from domain.records.draft_problems import (
    Flaw,
    activity_problems,
    commitment_problems,
    contact_problems,
    good_practice_problems,
    offer_problems,
    organization_problems,
    remark_problems,
    request_problems,
)
from domain.records.drafts import CommitmentDraft, Contact, OrganizationDraft, Place
from domain.records.written_text import (
    cleaned_line,
    cleaned_text,
    hides_signs,
    is_blank,
    is_unwritable,
    turns_direction,
)
from domain.vocabulary import OrganizationKind, RecordKind
from tests.domain.records.test_drafts import ACTIVITY, OFFER, PRACTICE, REQUEST, fields
from tests.domain.records.test_form_values import DRAFTS

OVERRIDE, EMBEDDING, INVISIBLE = "a\u202eb", "a\u202bb\u202c", "\u200b\u2060"


def test_a_title_or_name_with_a_sign_that_turns_it_is_refused_everywhere() -> None:
    for text in (OVERRIDE, EMBEDDING, "a\u2067b\u2069"):
        assert fields(activity_problems(replace(ACTIVITY, title=text))) == ["title"]
        assert fields(request_problems(replace(REQUEST, contact_role=text))) == ["contact_role"]
        assert fields(offer_problems(replace(OFFER, capacity=text))) == ["capacity"]
        assert fields(activity_problems(replace(ACTIVITY, places=(Place(text, 0.0, 0.0),)))) == ["places"]
        assert fields(contact_problems(Contact(name=text))) == ["contact_name"]
        draft = OrganizationDraft(name=text, kind=OrganizationKind.NHRI)
        assert [problem.flaw for problem in organization_problems(draft)] == [Flaw.DIRECTION]


def test_a_text_over_several_lines_may_hold_what_word_processors_put_around_it_but_no_override() -> None:
    assert fields(activity_problems(replace(ACTIVITY, summary=EMBEDDING))) == []
    assert fields(remark_problems("comment", EMBEDDING)) == []
    assert fields(remark_problems("return", EMBEDDING)) == []
    assert fields(activity_problems(replace(ACTIVITY, summary=OVERRIDE))) == ["summary"]
    assert fields(activity_problems(replace(ACTIVITY, outcome=OVERRIDE))) == ["outcome"]
    assert fields(good_practice_problems(replace(PRACTICE, result=OVERRIDE))) == ["result"]
    assert fields(good_practice_problems(replace(PRACTICE, evidence=OVERRIDE))) == ["evidence"]
    assert fields(remark_problems("correction", OVERRIDE)) == ["correction"]


def test_a_text_of_invisible_signs_is_empty() -> None:
    assert [problem.flaw for problem in activity_problems(replace(ACTIVITY, title=INVISIBLE))] == [Flaw.EMPTY]
    assert [problem.flaw for problem in remark_problems("comment", INVISIBLE)] == [Flaw.EMPTY]
    commitment = DRAFTS[RecordKind.COMMITMENT]
    assert isinstance(commitment, CommitmentDraft)
    assert set(fields(commitment_problems(replace(commitment, summary=INVISIBLE)))) == {"summary"}


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x7fb", "a\x9bb", "\ud800", "\uffff"])
def test_control_characters_and_halves_are_refused_and_taken_out(text: str) -> None:
    assert is_unwritable(text)
    assert not is_unwritable(cleaned_line(text))
    assert set(fields(activity_problems(replace(ACTIVITY, title=text)))) == {"title"}


@pytest.mark.parametrize("text", ["Ünïcode", "中文标题", "العنوان", "🏛 Parliament", "a\tb", "می\u200cخواهم", "x" * 300])
def test_texts_of_any_script_pass_unchanged(text: str) -> None:
    assert fields(activity_problems(replace(ACTIVITY, title=text))) == []
    assert cleaned_text(text) == text
    assert not turns_direction(text, line=True)


HIDDEN = [
    *("\u3164", "\uffa0", "\u115f", "\u1160", "\u2800", "\ufe0f", "\U000e0100", "\U000e0001"),
    *map(chr, range(0xE0020, 0xE0080, 19)),
]


@pytest.mark.parametrize("sign", HIDDEN)
def test_a_text_of_hidden_signs_is_empty_and_within_a_text_they_are_refused_and_taken_out(sign: str) -> None:
    assert is_blank(sign * 3)
    assert cleaned_line(sign * 3) == ""
    for text in (f"{sign}a title", f"a {sign}title", f"a title {sign}{sign}"):
        assert hides_signs(text)
        assert fields(activity_problems(replace(ACTIVITY, title=text))) == ["title"]
        assert fields(remark_problems("comment", text)) == ["comment"]
        assert fields(contact_problems(Contact(name=text))) == ["contact_name"]
        assert cleaned_line(text) == "a title"


@pytest.mark.parametrize("text", ["\u0301\u0302", "\u034f", "\u180e", "\u17b4"])
def test_marks_without_a_letter_are_no_title(text: str) -> None:
    assert [problem.flaw for problem in activity_problems(replace(ACTIVITY, title=text))] == [Flaw.EMPTY]


@pytest.mark.parametrize("text", ["\u8fbb\U000e0100", "\u2764\ufe0f of it", "\u1820\u180b", "e\u0301t\u0301"])
def test_a_selector_or_mark_that_a_sign_needs_stays(text: str) -> None:
    assert fields(activity_problems(replace(ACTIVITY, title=text))) == []
    assert cleaned_line(text) == text


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200d", "\u202e", "\ufeff", "\n\t"])
def test_what_cannot_be_seen_is_blank(text: str) -> None:
    assert is_blank(text)
    assert cleaned_line(text) == ""


@pytest.mark.parametrize(
    "address", ["https://", "http:///path", "https:// example.org", "ftp://x", "//x", "JavaScript:1"]
)
def test_a_link_needs_a_host(address: str) -> None:
    assert fields(activity_problems(replace(ACTIVITY, source_url=address))) == ["source_url"]
