"""Who may do what."""

import pytest

from data_access import commands
from domain.people.permissions import PERMISSIONS, Actor, Role, Verb, may
from tests.actors import CONTRIBUTOR
from tests.actors import KENYA as FOCAL_POINT
from tests.domain.people.permission_page import PAGE, page

SUBMITTING = [Verb.SUBMIT_ACTIVITY, Verb.SUBMIT_REQUEST, Verb.SUBMIT_OFFER, Verb.SUBMIT_GOOD_PRACTICE]
CONSENTING = [Verb.GRANT_CONSENT, Verb.WITHHOLD_CONSENT, Verb.WITHDRAW_CONSENT]
STEWARDING = [Verb.REVIEW_RECORD, Verb.RETURN_RECORD]


def test_every_verb_is_a_command_and_every_command_a_verb() -> None:
    functions = {name for name in commands.__all__ if name.islower()}
    assert functions == {verb.value for verb in Verb}


def test_every_role_stands_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Role)


@pytest.mark.parametrize("verb", list(Verb))
def test_a_visitor_may_change_nothing(verb: Verb) -> None:
    assert not may(Actor("visitor"), verb, organization="UPRC-ORG-000001", iso3="KEN")


#: The whole table once more, written by hand: who may do it on its own (o), on every record (a), as its writer (s).
#: The columns: contributor, focal point, steward, administrator, operator.
TABLE = """
log_organization       a a a a a
submit_activity        o o a - a
submit_request         o o a - a
submit_offer           o o a - a
submit_good_practice   o o a - a
submit_commitment      - o a - a
revise_record          o o a - a
confirm_record         o o a - a
set_contact            o o a - a
review_record          - - a - a
return_record          - - a - a
withdraw_record        o o a a a
merge_records          - - a - a
merge_organizations    - - a - a
undo_merge             - - a - a
say_not_the_same       - - a - a
suspend_publication    - - a - a
restore_publication    - - a - a
remind_of_record       - - a - a
grant_consent          - o a - a
withhold_consent       - o a - a
withdraw_consent       - o a - a
grant_standing_consent - o a - a
end_standing_consent   - o a - a
annotate_record        - o - - -
withdraw_annotation    - o a - a
request_correction     - o - - -
set_activity_status    o o a - a
set_request_status     o o a - a
set_offer_status       o o a - a
link_recommendations   o o a - a
save_draft             s s s - -
discard_draft          s s s - -
invite_person          - - - a a
grant_role             - - - a a
revoke_role            - - - a a
erase_person           - - - a a
expire_record          - - a - a
"""
COLUMNS = (Role.CONTRIBUTOR, Role.FOCAL_POINT, Role.STEWARD, Role.ADMINISTRATOR, Role.OPERATOR)
CELLS = {
    (Verb(verb), role): sign
    for verb, *signs in map(str.split, TABLE.strip().splitlines())
    for role, sign in zip(COLUMNS, signs, strict=True)
}


@pytest.mark.parametrize("role", COLUMNS)
@pytest.mark.parametrize("verb", list(Verb))
def test_each_role_may_use_each_verb_as_far_as_the_table_says(verb: Verb, role: Role) -> None:
    actor = Actor("me", frozenset({Role.VISITOR, role}), iso3="KEN", organizations=frozenset({"UPRC-ORG-000001"}))
    sign = CELLS[verb, role]
    own_organization = may(actor, verb, organization="UPRC-ORG-000001")
    own_state = may(actor, verb, iso3="KEN")
    assert own_organization == (sign == "a" or (sign == "o" and role is Role.CONTRIBUTOR))
    assert own_state == (sign == "a" or (sign == "o" and role is Role.FOCAL_POINT))
    assert may(actor, verb, organization="UPRC-ORG-000002") == (sign == "a")
    assert may(actor, verb, iso3="UGA") == (sign == "a")
    assert may(actor, verb) == (sign == "a")
    assert may(actor, verb, person="me") == (sign in {"a", "s"})
    assert may(actor, verb, person="somebody else") == (sign == "a")


@pytest.mark.parametrize("verb", list(Verb))
def test_no_scope_makes_up_for_a_role(verb: Verb) -> None:
    nobody = Actor("me", frozenset({Role.VISITOR}), iso3="KEN", organizations=frozenset({"UPRC-ORG-000001"}))
    assert not may(nobody, verb, organization="UPRC-ORG-000001", iso3="KEN", person="me")


@pytest.mark.parametrize("verb", SUBMITTING)
def test_a_contributor_submits_for_its_own_organizations_only(verb: Verb) -> None:
    assert may(CONTRIBUTOR, verb, organization="UPRC-ORG-000001")
    assert not may(CONTRIBUTOR, verb, organization="UPRC-ORG-000002")
    assert not may(CONTRIBUTOR, verb)


@pytest.mark.parametrize("verb", STEWARDING + CONSENTING)
def test_a_contributor_neither_reviews_nor_consents(verb: Verb) -> None:
    assert not may(CONTRIBUTOR, verb, organization="UPRC-ORG-000001", iso3="KEN")


@pytest.mark.parametrize("verb", CONSENTING)
def test_a_focal_point_answers_for_its_own_state_only(verb: Verb) -> None:
    assert may(FOCAL_POINT, verb, iso3="KEN")
    assert not may(FOCAL_POINT, verb, iso3="UGA")
    assert not may(FOCAL_POINT, verb)


@pytest.mark.parametrize("verb", STEWARDING)
def test_a_focal_point_does_not_review_records(verb: Verb) -> None:
    assert not may(FOCAL_POINT, verb, iso3="KEN")


def test_a_focal_point_without_a_state_owns_nothing() -> None:
    assert not may(Actor("nobody", frozenset({Role.FOCAL_POINT})), Verb.GRANT_CONSENT, iso3=None)


def test_the_roles_of_one_actor_add_up() -> None:
    both = Actor("both", frozenset({Role.CONTRIBUTOR, Role.STEWARD}), organizations=frozenset({"UPRC-ORG-000001"}))
    assert may(both, Verb.SUBMIT_OFFER, organization="UPRC-ORG-000001")
    assert may(both, Verb.REVIEW_RECORD, organization="UPRC-ORG-000002")


def test_the_page_of_permissions_says_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.domain.people.permission_page"
