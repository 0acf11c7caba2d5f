"""Merging what is here twice."""

from dataclasses import replace
from itertools import accumulate

import pytest
from sqlmodel import col, select

from data_access import commands
from data_access.models import Activity, ActivityRecommendation, ActivityRole, Membership, Organization
from data_access.queries.coverage.coverage import coverage_total
from data_access.queries.people.organizations import known_organizations, merged_organizations, similar_organizations
from data_access.queries.review.possible_duplicates import merged_into, near_duplicates, organization_pairs
from data_access.records.contents import draft_of
from data_access.store.engine import reading
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound
from domain.coverage import GapFilters
from domain.people.permissions import Actor, Role
from domain.records.drafts import OrganizationDraft, Provider
from domain.records.merging import Hindrance
from domain.vocabulary import (
    ActivityStatus,
    Breakdown,
    ConsentStatus,
    EditorialState,
    OrganizationKind,
    SupportBand,
    Visibility,
)
from tests import oracle
from tests.actors import STEWARD
from tests.builders import add_activity, add_organization, add_person, add_recommendation, add_request
from tests.record_builders import activity_draft


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


def test_a_copy_never_takes_the_public_record_away_and_the_other_direction_is_offered(store: str) -> None:
    public = add_activity(supports=[add_recommendation()])
    copy = add_activity(editorial_state=EditorialState.SUBMITTED)
    (found,) = near_duplicates(STEWARD, copy)
    assert Hindrance.LESS_PUBLIC in {one.hindrance for one in found.into_this}
    assert found.into_other == ()
    with pytest.raises(Conflict):
        commands.merge_records(STEWARD, copy, 1, public, 1)
    commands.merge_records(STEWARD, public, 1, copy, 1)
    assert the(public) == (EditorialState.PUBLISHED, "")
    assert coverage_total(GapFilters()).reported == 1


def test_a_record_is_not_merged_into_a_withdrawn_or_merged_one(store: str) -> None:
    gone, first, second = add_activity(editorial_state=EditorialState.WITHDRAWN), add_activity(), add_activity()
    with pytest.raises(Conflict):
        commands.merge_records(STEWARD, gone, 1, first, 1)
    commands.merge_records(STEWARD, first, 1, second, 1)
    with pytest.raises(Conflict):
        commands.merge_records(STEWARD, second, 2, first, 2)


def test_a_request_for_everyone_is_not_merged_into_one_for_partners(store: str) -> None:
    public, partners = add_request(), add_request(visibility=Visibility.PARTNERS)
    with pytest.raises(Conflict):
        commands.merge_records(STEWARD, partners, 1, public, 1)
    assert commands.merge_records(STEWARD, public, 1, partners, 1) == public


def test_an_undone_merge_brings_back_state_links_themes_and_parts(store: str) -> None:
    first, second = add_recommendation(), add_recommendation()
    kept, duplicate = add_activity(supports=[first]), add_activity(supports=[second], themes=["health"])
    part = add_activity(parent=duplicate)
    before = contents(kept, duplicate, part)
    commands.merge_records(STEWARD, kept, 1, duplicate, 1)
    assert contents(kept, duplicate, part) != before
    assert [one.duplicate for one in merged_into(STEWARD, kept)] == [duplicate]
    commands.undo_merge(STEWARD, duplicate)
    assert contents(kept, duplicate, part) == before
    assert the(duplicate) == (EditorialState.PUBLISHED, "")
    assert merged_into(STEWARD, kept) == ()
    with pytest.raises(NotFound):
        commands.undo_merge(STEWARD, duplicate)


def contents(*codes: str) -> list[object]:
    with reading() as session:
        return [draft_of(session, session.exec(select(Activity).where(Activity.code == code)).one()) for code in codes]


def test_a_consent_that_was_withdrawn_since_the_merge_is_not_given_back(store: str) -> None:
    kept, duplicate = add_activity(), add_activity()
    commands.merge_records(STEWARD, kept, 1, duplicate, 1)
    commands.withdraw_consent(Actor("f", frozenset({Role.FOCAL_POINT}), iso3="KEN"), kept, "KEN")
    commands.undo_merge(STEWARD, duplicate)
    assert the(duplicate) == (EditorialState.REVIEWED, "")


def test_only_stewards_undo_a_merge_or_tell_two_apart(store: str) -> None:
    kept, duplicate = add_activity(), add_activity()
    owner = Actor("contributor-1", frozenset({Role.CONTRIBUTOR}), organizations=frozenset({"UPRC-ORG-000001"}))
    for attempt in (commands.undo_merge, lambda actor, code: commands.say_not_the_same(actor, code, kept)):
        with pytest.raises(NotAllowed):
            attempt(owner, duplicate)


def test_a_merge_is_not_undone_under_one_that_came_after_it(store: str) -> None:
    first, second, third = add_activity(), add_activity(), add_activity()
    commands.merge_records(STEWARD, second, 1, first, 1)
    commands.merge_records(STEWARD, third, 1, second, 2)
    with pytest.raises(Conflict):
        commands.undo_merge(STEWARD, first)
    commands.undo_merge(STEWARD, second)
    commands.undo_merge(STEWARD, first)
    assert the(first) == (EditorialState.PUBLISHED, "")


def test_two_records_that_are_not_the_same_are_proposed_no_more(store: str) -> None:
    one, other = add_activity(), add_activity()
    assert [found.code for found in near_duplicates(STEWARD, one)] == [other]
    commands.say_not_the_same(STEWARD, one, other)
    commands.say_not_the_same(STEWARD, other, one)
    assert near_duplicates(STEWARD, one) == near_duplicates(STEWARD, other) == ()
    with pytest.raises(Invalid):
        commands.say_not_the_same(STEWARD, one, add_request())
    with pytest.raises(NotFound):
        commands.say_not_the_same(STEWARD, one, "UPRC-ACT-999999")


def test_two_organizations_that_are_not_the_same_are_proposed_no_more(store: str) -> None:
    one, other = add_organization("Fund for Roads"), add_organization("Funds for Roads")
    assert {found.code for found in organization_pairs(STEWARD)} <= {one, other}
    assert len(organization_pairs(STEWARD)) == 1
    commands.say_not_the_same(STEWARD, one, other)
    assert organization_pairs(STEWARD) == ()


def test_names_that_a_form_finds_alike_are_alike_in_the_queue(store: str) -> None:
    add_organization("Kenya Commission on Human Rights")
    add_organization("Human Rights Commission of Kenya")
    assert len(similar_organizations("Human Rights Commission of Kenya", known_organizations())) == 2
    assert len(organization_pairs(STEWARD)) == 1


def test_an_undone_merge_of_organizations_gives_back_records_roles_and_members(store: str) -> None:
    kept, duplicate = add_organization("Fund for Roads"), add_organization("Fund for roads")
    code = add_activity(providers=[duplicate], publisher=duplicate)
    shared = add_activity(providers=[duplicate, kept])
    add_person(Role.CONTRIBUTOR, organizations=[duplicate])
    both = add_person(Role.CONTRIBUTOR, organizations=[duplicate, kept])
    before = contents(code, shared), members()
    commands.merge_organizations(STEWARD, kept, duplicate)
    assert (contents(code, shared), members()) != before
    commands.undo_merge(STEWARD, duplicate)
    assert (contents(code, shared), members()) == before
    assert both
    assert {one.code for one in known_organizations()} >= {kept, duplicate}


def members() -> list[tuple[int, str]]:
    with reading() as session:
        rows = session.exec(select(Membership.person_id, Organization.code).join(Organization)).all()
        return sorted(rows)


def test_no_figure_falls_through_a_merge_that_is_allowed(store: str) -> None:
    recommendations = [add_recommendation() for _ in range(3)]
    statuses = (ActivityStatus.PIPELINE, ActivityStatus.CLOSED, ActivityStatus.CANCELLED)
    records = [
        add_activity(supports=[recommendations[place]], status=status, editorial_state=state, themes=["health"])
        for place, status in enumerate(statuses)
        for state in (EditorialState.PUBLISHED, EditorialState.SUBMITTED)
    ]
    for stays in records:
        for goes in records:
            if stays == goes:
                continue
            before, by_hand = bands(), oracle_bands()
            assert before == by_hand
            try:
                commands.merge_records(STEWARD, stays, version(stays), goes, version(goes))
            except Conflict:
                continue
            assert all(now >= then for now, then in zip(bands(), before, strict=True))
            assert bands() == oracle_bands()
            commands.undo_merge(STEWARD, goes)
            assert bands() == before


def version(code: str) -> int:
    with reading() as session:
        return session.exec(select(Activity.version).where(Activity.code == code)).one()


def bands() -> tuple[int, ...]:
    """How many recommendations have come at least as far as each band."""
    total = coverage_total(GapFilters())
    return tuple(accumulate((total.reported, total.planned, total.requested, total.theme_only)))


def oracle_bands() -> tuple[int, ...]:
    found = oracle.coverage_by(oracle.described(), Breakdown.STATE, GapFilters())
    return tuple(accumulate(sum(one[band] for one in found.values()) for band in list(SupportBand)[:4]))
