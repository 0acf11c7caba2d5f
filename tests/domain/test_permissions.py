"""Who may do what."""

import pytest

from data_access import commands
from domain.permissions import OPERATOR, PERMISSIONS, Actor, Role, Verb, may

SUBMITTING = [Verb.SUBMIT_ACTIVITY, Verb.SUBMIT_REQUEST, Verb.SUBMIT_OFFER, Verb.SUBMIT_GOOD_PRACTICE]
CONSENTING = [Verb.GRANT_CONSENT, Verb.WITHHOLD_CONSENT, Verb.WITHDRAW_CONSENT]
STEWARDING = [Verb.REVIEW_RECORD, Verb.RETURN_RECORD]

CONTRIBUTOR = Actor("contributor-1", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({"UPRC-ORG-000001"}))
FOCAL_POINT = Actor("focal-point-ken", frozenset({Role.FOCAL_POINT}), iso3="KEN")


def test_every_verb_is_a_command_and_every_command_a_verb() -> None:
    functions = {name for name in commands.__all__ if name.islower()}
    assert functions == {verb.value for verb in Verb}


def test_every_role_stands_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Role)


@pytest.mark.parametrize("verb", list(Verb))
def test_a_visitor_may_change_nothing(verb: Verb) -> None:
    assert not may(Actor("visitor"), verb, organization="UPRC-ORG-000001", iso3="KEN")


@pytest.mark.parametrize("verb", list(Verb))
def test_the_command_line_may_do_everything(verb: Verb) -> None:
    assert may(OPERATOR, verb)


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
