"""What a State has not agreed to, or agrees to no more, is found by no way around: not by a code, not by a link."""

from dataclasses import replace

import pytest

from data_access import commands
from data_access.queries.recommendations.recommendation import recommendation
from data_access.queries.recommendations.search import RecommendationQuery, search_recommendations
from data_access.queries.recommendations.suggestions import linkable
from data_access.queries.records.record_page import record_page
from data_access.store.errors import NotFound
from domain.people.permissions import OPERATOR, VISITOR
from domain.records.drafts import ActivityDraft, CommitmentDraft, Recipient
from domain.vocabulary import ActivityStatus, Modality, OrganizationKind, RecommendationKind
from tests.actors import KENYA, STEWARD
from tests.builders import add_organization


def public_commitment() -> tuple[str, str, str]:
    """A commitment that is public, with its publisher and the code of what stands for it among recommendations."""
    office = add_organization("Office", kind=OrganizationKind.STATE, iso3="KEN")
    draft = CommitmentDraft(title="Plan", summary="Kenya will publish a plan.", publisher=office, iso3="KEN", cycle=3)
    code = commands.submit_commitment(KENYA, draft, "one")
    commands.review_record(STEWARD, code, 1)
    query = RecommendationQuery(kinds=(RecommendationKind.COMMITMENT,))
    return code, office, str(search_recommendations(query).rows["code"][0])


@pytest.mark.parametrize("way", ["consent withdrawn", "record withdrawn", "revised"])
def test_a_commitment_that_left_the_public_is_not_found_by_the_code_that_stood_for_it(store: str, way: str) -> None:
    code, office, standing = public_commitment()
    assert recommendation(standing).text == "Kenya will publish a plan."
    if way == "consent withdrawn":
        commands.withdraw_consent(KENYA, code, "KEN")
    elif way == "record withdrawn":
        commands.withdraw_record(KENYA, code, 2)
    else:
        newer = CommitmentDraft(title="Plan", summary="Not seen yet.", publisher=office, iso3="KEN", cycle=3)
        commands.revise_record(KENYA, code, 2, newer)
    with pytest.raises(NotFound):
        recommendation(standing)
    assert linkable([standing]) == ()


def test_a_commitment_that_left_the_public_is_not_told_on_the_page_of_what_is_linked_to_it(store: str) -> None:
    code, office, standing = public_commitment()
    draft = ActivityDraft(
        title="Help with the plan",
        summary="",
        publisher=office,
        modality=Modality.TRAINING,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=(Recipient("KEN"),),
        recommendations=(standing,),
    )
    activity = commands.submit_activity(KENYA, draft, "two")
    commands.review_record(STEWARD, activity, 1)
    assert [one.code for one in record_page(VISITOR, activity).recommendations] == [standing]
    commands.withdraw_consent(KENYA, code, "KEN")
    page = record_page(VISITOR, activity)
    assert page.recommendations == ()
    assert page.content.recommendations == ()


def test_a_standing_consent_does_not_overrule_what_the_state_said_to_one_record(store: str) -> None:
    agency = add_organization("Agency", kind=OrganizationKind.UN_ENTITY)
    commands.grant_standing_consent(KENYA, "KEN", OrganizationKind.UN_ENTITY)
    draft = ActivityDraft(
        title="Course",
        summary="",
        publisher=agency,
        modality=Modality.TRAINING,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=(Recipient("KEN"),),
    )
    code = commands.submit_activity(OPERATOR, draft, "one")
    commands.review_record(STEWARD, code, 1)
    assert record_page(VISITOR, code).public
    commands.withdraw_consent(KENYA, code, "KEN")
    commands.revise_record(OPERATOR, code, 2, draft)
    commands.review_record(STEWARD, code, 3)
    with pytest.raises(NotFound):
        record_page(VISITOR, code)


def test_a_state_learns_of_no_record_by_answering_on_codes_that_it_was_not_asked_about(store: str) -> None:
    agency = add_organization("Agency", kind=OrganizationKind.UN_ENTITY)
    draft = ActivityDraft(
        title="Course",
        summary="",
        publisher=agency,
        modality=Modality.TRAINING,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=(Recipient("UGA"),),
    )
    code = commands.submit_activity(OPERATOR, draft, "one")
    told = []
    for one in (code, "UPRC-ACT-000999"):
        with pytest.raises(NotFound) as refused:
            commands.grant_consent(KENYA, one, "KEN", 1)
        told.append(str(refused.value).replace(one, "…"))
    assert told[0] == told[1]


def test_a_state_that_was_asked_does_not_learn_the_code_of_a_parent_that_is_not_public(store: str) -> None:
    agency = add_organization("Agency", kind=OrganizationKind.UN_ENTITY)
    draft = ActivityDraft(
        title="Course",
        summary="",
        publisher=agency,
        modality=Modality.TRAINING,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=(Recipient("KEN"),),
    )
    parent = commands.submit_activity(OPERATOR, draft, "parent")
    code = commands.submit_activity(OPERATOR, draft, "child")
    commands.revise_record(OPERATOR, code, 1, replace(draft, title="Second course", parent=parent))
    commands.review_record(STEWARD, code, 2)
    page = record_page(KENYA, code)
    assert page.inside is not None
    assert parent not in repr(page)
