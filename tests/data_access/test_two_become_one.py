"""Merging what is here twice."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from data_access import commands
from data_access.engine import reading
from data_access.errors import Conflict, Invalid, NotAllowed
from data_access.models import Activity, ActivityRecommendation, ActivityRole, Organization
from data_access.queries.coverage import coverage_total
from data_access.queries.organizations import known_organizations, merged_organizations
from domain.coverage import GapFilters
from domain.drafts import OrganizationDraft, Provider
from domain.permissions import Actor, Role
from domain.vocabulary import ConsentStatus, EditorialState, OrganizationKind
from tests.builders import add_activity, add_organization, add_recommendation, add_request
from tests.record_builders import activity_draft

STEWARD = Actor("steward-1", frozenset({Role.STEWARD}))


def the(code: str) -> tuple[EditorialState, str]:
    with reading() as session:
        row = session.exec(select(Activity).where(Activity.code == code)).one()
        return row.editorial_state, row.merged_into


def test_a_duplicate_is_withdrawn_leads_to_the_record_that_stays_and_gives_its_links(store: str) -> None:
    first, second = add_recommendation(), add_recommendation()
    kept, duplicate = add_activity(supports=[first]), add_activity(supports=[second])
    commands.merge_records(STEWARD, kept, 1, duplicate, 1)
    assert the(kept) == (EditorialState.PUBLISHED, "")
    assert the(duplicate) == (EditorialState.WITHDRAWN, kept)
    assert coverage_total(GapFilters()).reported == 2


def test_links_to_a_state_that_did_not_consent_to_both_records_stay_behind(store: str) -> None:
    recommendation = add_recommendation()
    kept = add_activity(recipients=["KEN"])
    duplicate = add_activity(
        supports=[recommendation], consent=ConsentStatus.AWAITED, editorial_state=EditorialState.REVIEWED
    )
    commands.merge_records(STEWARD, kept, 1, duplicate, 1)
    assert coverage_total(GapFilters()).reported == 0


def test_a_link_that_both_records_have_is_there_once(store: str) -> None:
    recommendation = add_recommendation()
    kept, duplicate = add_activity(supports=[recommendation]), add_activity(supports=[recommendation])
    commands.merge_records(STEWARD, kept, 1, duplicate, 1)
    with reading() as session:
        number = session.exec(select(Activity.id).where(Activity.code == kept)).one()
        links = select(ActivityRecommendation).where(ActivityRecommendation.activity_id == number)
        assert len(session.exec(links).all()) == 1


def test_only_two_records_of_one_kind_are_merged_and_only_by_stewards(store: str) -> None:
    activity, request = add_activity(), add_request()
    for duplicate in (activity, request):
        with pytest.raises(Invalid):
            commands.merge_records(STEWARD, activity, 1, duplicate, 1)
    owner = Actor("contributor-1", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({"UPRC-ORG-000001"}))
    with pytest.raises(NotAllowed):
        commands.merge_records(owner, activity, 1, add_activity(), 1)


def test_a_record_that_moved_on_is_not_merged(store: str) -> None:
    kept, duplicate = add_activity(), add_activity()
    with pytest.raises(Conflict):
        commands.merge_records(STEWARD, kept, 1, duplicate, 2)
    assert the(duplicate) == (EditorialState.PUBLISHED, "")


def test_records_roles_and_members_of_a_merged_organization_go_over(store: str) -> None:
    kept, duplicate = add_organization("Fund for Roads"), add_organization("Fund for roads")
    code = add_activity(providers=[duplicate, kept])
    commands.merge_organizations(STEWARD, kept, duplicate)
    with reading() as session:
        assert session.exec(select(Organization.merged_into).where(Organization.code == duplicate)).one() == kept
        number = session.exec(select(Activity.id).where(Activity.code == code)).one()
        roles = select(Organization.code).join(ActivityRole).where(col(ActivityRole.activity_id) == number)
        assert session.exec(roles).all() == [kept]
    with pytest.raises(Invalid):
        commands.merge_organizations(STEWARD, kept, duplicate)


def test_organizations_of_different_kinds_are_not_one(store: str) -> None:
    kept, other = add_organization("A"), add_organization("B", kind=OrganizationKind.NHRI, iso3="KEN")
    with pytest.raises(Conflict):
        commands.merge_organizations(STEWARD, kept, other)


def merged() -> tuple[str, str]:
    """An organization and the duplicate that was merged into it."""
    kept, duplicate = add_organization("Labour Institute"), add_organization("Institute of Labour")
    commands.merge_organizations(STEWARD, kept, duplicate)
    return kept, duplicate


def test_what_is_handed_in_under_a_merged_organization_is_of_the_one_that_stands_for_it(store: str) -> None:
    kept, duplicate = merged()
    draft = replace(
        activity_draft(duplicate, "KEN"), providers=(Provider(duplicate), Provider(kept)), partners=(duplicate, kept)
    )
    member = Actor("UPRC-PER-900003", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({kept}))
    code = commands.submit_activity(member, draft, "merged-1")
    with reading() as session:
        row = session.exec(select(Activity).where(Activity.code == code)).one()
        publisher = session.get_one(Organization, row.publisher_id)
        roles = session.exec(select(ActivityRole).where(ActivityRole.activity_id == row.id)).all()
    assert publisher.code == kept
    assert [one.organization_id for one in roles] == [publisher.id]


def test_whoever_belonged_to_a_merged_organization_alone_may_not_hand_in_for_the_other(store: str) -> None:
    _, duplicate = merged()
    stranger = Actor("UPRC-PER-900004", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({duplicate}))
    with pytest.raises(NotAllowed):
        commands.submit_activity(stranger, activity_draft(duplicate, "KEN"), "merged-2")


def test_the_name_of_a_merged_organization_gives_the_one_that_stands_for_it(store: str) -> None:
    kept, duplicate = merged()
    again = OrganizationDraft(name="Institute of Labour", kind=OrganizationKind.UN_ENTITY)
    assert commands.log_organization(STEWARD, again) == kept
    assert duplicate not in {one.code for one in known_organizations()}
    assert merged_organizations() == {duplicate: kept}


def test_an_organization_that_was_merged_twice_leads_to_the_last(store: str) -> None:
    kept, duplicate = merged()
    last = add_organization("National Labour Institute")
    commands.merge_organizations(STEWARD, last, kept)
    assert merged_organizations() == {duplicate: last, kept: last}
    code = commands.submit_activity(STEWARD, activity_draft(duplicate, "KEN"), "merged-3")
    with reading() as session:
        row = session.exec(select(Activity).where(Activity.code == code)).one()
        assert session.get_one(Organization, row.publisher_id).code == last
